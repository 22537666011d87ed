"""Builds the encoder's ONNX graph straight from its published weights, with the tuned last layers beside them.

The weights come as one safetensors file (sentence-transformers/all-MiniLM-L6-v2). Exporting them to
ONNX normally needs PyTorch, several gigabytes that nothing else here uses; a six-layer BERT is short
enough to be written down node by node instead.
"""

import logging
import os
import tempfile
from pathlib import Path
from typing import Any, Dict, List, Set

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic
from safetensors.numpy import load_file

from iop.encoding.tuned import PUBLISHED, TUNED, TUNED_LAYERS, VIEWS, add_to

LAYERS = 6
HEADS = 12
WIDTH = 384
EPSILON = 1e-12
LAST = tuple(f"encoder.layer.{layer}." for layer in range(LAYERS - TUNED_LAYERS, LAYERS))
"""How the names of the weights of the tuned layers begin."""
OPSET = 17


class _Graph:
    """Collects nodes and weights; every method returns the name of the tensor it made."""

    def __init__(self, weights: Dict[str, NDArray[np.float32]]) -> None:
        self.weights = weights
        self.nodes: List[onnx.NodeProto] = []
        self.initializers: List[onnx.TensorProto] = []
        self._known: Set[str] = set()

    def constant(self, name: str, value: NDArray[Any]) -> str:
        if name not in self._known:
            self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
            self._known.add(name)
        return name

    def node(self, kind: str, *inputs: str, **attributes: object) -> str:
        output = f"t{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [output], **attributes))
        return output

    def ints(self, *values: int) -> str:
        return self.constant("ints_" + "_".join(map(str, values)), np.array(values, dtype=np.int64))

    def scalar(self, value: float) -> str:
        return self.constant(f"scalar_{value}", np.array(value, dtype=np.float32))

    def linear(self, x: str, prefix: str) -> str:
        weight = self.constant(prefix + ".weight", self.weights[prefix + ".weight"].T)
        bias = self.constant(prefix + ".bias", self.weights[prefix + ".bias"])
        return self.node("Add", self.node("MatMul", x, weight), bias)

    def layer_norm(self, x: str, prefix: str) -> str:
        scale = self.constant(prefix + ".weight", self.weights[prefix + ".weight"])
        bias = self.constant(prefix + ".bias", self.weights[prefix + ".bias"])
        return self.node("LayerNormalization", x, scale, bias, axis=-1, epsilon=EPSILON)

    def split_heads(self, x: str, order: List[int]) -> str:
        shaped = self.node("Reshape", x, self.ints(0, 0, HEADS, WIDTH // HEADS))
        return self.node("Transpose", shaped, perm=order)

    def gelu(self, x: str) -> str:
        erf = self.node("Erf", self.node("Div", x, self.scalar(float(np.sqrt(2.0)))))
        return self.node("Mul", self.node("Mul", x, self.node("Add", erf, self.scalar(1.0))), self.scalar(0.5))

    def attention(self, x: str, prefix: str, mask: str) -> str:
        query = self.split_heads(self.linear(x, prefix + ".self.query"), [0, 2, 1, 3])
        key = self.split_heads(self.linear(x, prefix + ".self.key"), [0, 2, 3, 1])
        value = self.split_heads(self.linear(x, prefix + ".self.value"), [0, 2, 1, 3])
        scores = self.node("Mul", self.node("MatMul", query, key), self.scalar(float(1 / np.sqrt(WIDTH // HEADS))))
        weights = self.node("Softmax", self.node("Add", scores, mask), axis=-1)
        joined = self.node("Transpose", self.node("MatMul", weights, value), perm=[0, 2, 1, 3])
        flat = self.node("Reshape", joined, self.ints(0, 0, WIDTH))
        return self.linear(flat, prefix + ".output.dense")


def _embeddings(graph: _Graph) -> str:
    weights = graph.weights
    words = graph.constant("words", weights["embeddings.word_embeddings.weight"])
    positions = weights["embeddings.position_embeddings.weight"] + weights["embeddings.token_type_embeddings.weight"][0]
    table = graph.constant("positions", positions)
    length = graph.node("Slice", graph.node("Shape", "input_ids"), graph.ints(1), graph.ints(2))
    used = graph.node("Slice", table, graph.ints(0), length, graph.ints(0))
    total = graph.node("Add", graph.node("Gather", words, "input_ids"), used)
    return graph.layer_norm(total, "embeddings.LayerNorm")


def _mean_of_words(graph: _Graph, x: str, mask: str) -> str:
    column = graph.node("Unsqueeze", mask, graph.ints(2))
    total = graph.node("ReduceSum", graph.node("Mul", x, column), graph.ints(1), keepdims=0)
    count = graph.node("ReduceSum", column, graph.ints(1), keepdims=0)
    mean = graph.node("Div", total, count)
    return graph.node("LpNormalization", mean, axis=-1, p=2)


def _layer(graph: _Graph, x: str, prefix: str, hidden: str) -> str:
    attended = graph.attention(x, prefix + ".attention", hidden)
    x = graph.layer_norm(graph.node("Add", x, attended), prefix + ".attention.output.LayerNorm")
    inner = graph.linear(graph.gelu(graph.linear(x, prefix + ".intermediate.dense")), prefix + ".output.dense")
    return graph.layer_norm(graph.node("Add", x, inner), prefix + ".output.LayerNorm")


def _model(weights: Dict[str, NDArray[np.float32]]) -> onnx.ModelProto:
    views = {PUBLISHED: weights, TUNED: add_to(weights)}
    named = {f"{view}.{n}": value for view in VIEWS for n, value in views[view].items() if n.startswith(LAST)}
    graph = _Graph({**weights, **named})
    mask = graph.node("Cast", "attention_mask", to=TensorProto.FLOAT)
    spread = graph.node("Unsqueeze", mask, graph.ints(1, 2))
    hidden = graph.node("Mul", graph.node("Sub", spread, graph.scalar(1.0)), graph.scalar(10000.0))
    shared = _embeddings(graph)
    for layer in range(LAYERS - TUNED_LAYERS):
        shared = _layer(graph, shared, f"encoder.layer.{layer}", hidden)
    for view in VIEWS:
        x = shared
        for layer in range(LAYERS - TUNED_LAYERS, LAYERS):
            x = _layer(graph, x, f"{view}.encoder.layer.{layer}", hidden)
        graph.nodes.append(helper.make_node("Identity", [_mean_of_words(graph, x, mask)], [view]))
    return helper.make_model(
        helper.make_graph(
            graph.nodes,
            "sentence-encoder",
            [
                helper.make_tensor_value_info(n, TensorProto.INT64, ["batch", "length"])
                for n in ("input_ids", "attention_mask")
            ],
            [helper.make_tensor_value_info(view, TensorProto.FLOAT, ["batch", WIDTH]) for view in VIEWS],
            graph.initializers,
        ),
        opset_imports=[helper.make_opsetid("", OPSET)],
        ir_version=8,
    )


def build(weights_file: Path, target: Path) -> None:
    """Writes the encoder as an ONNX file with unsigned 8-bit weights, a scale for each channel.

    Measured against the exact graph on 250 questions: mean cosine 0.994 (signed weights 0.993, one scale
    for all channels 0.984), in half of its time; unsigned weights also cannot overflow on processors
    without VNNI, so that every machine finds the same vectors.

    The file appears whole or not at all, so that an interrupted set-up can simply be run again.

    Args:
        weights_file: The published `model.safetensors`.
        target: Where the ONNX file goes; missing folders are made.

    Raises:
        OSError: if the weights cannot be read or the target cannot be written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as folder:
        exact, small = Path(folder) / "exact.onnx", Path(folder) / "small.onnx"
        onnx.save(_model(load_file(str(weights_file))), str(exact))
        logging.disable(logging.WARNING)  # it recommends a preparation that our graph does not need
        quantize_dynamic(
            str(exact),
            str(small),
            weight_type=QuantType.QUInt8,
            per_channel=True,
            op_types_to_quantize=["MatMul", "Gather"],
        )
        logging.disable(logging.NOTSET)
        os.replace(small, target)
