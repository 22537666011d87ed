"""Finds the nearest of many vectors with numbers of 8 bits, and says exactly how near they are.

Reading all vectors with their full numbers takes longer than anything else of a message: 26 MB for the messages that
safety knows. A quarter of the bytes tells which few can be nearest, because the error of each is known; only those are
read in full.
"""

from typing import Any, Tuple

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

ZERO = 128
"""What stands for 0. Unsigned on both sides: with signed weights, older processors lose the overflow of a sum."""
LARGEST = 127
ROUNDING = 1e-5
"""For the errors of the arithmetic itself, whose numbers have 24 bits."""


class Nearest:
    """Vectors among which the nearest are looked for.

    Args:
        vectors: float32 array of shape (count, width).
    """

    def __init__(self, vectors: NDArray[np.float32]) -> None:
        half = vectors.astype(np.float16)
        self._vectors: Any = half if np.array_equal(half, vectors) else vectors
        self._scale = np.maximum(np.abs(vectors).max(axis=1, initial=0.0), 1e-9) / LARGEST
        small = np.rint(vectors / self._scale[:, None])
        rounded = small * self._scale[:, None]
        self._error = np.linalg.norm(vectors - rounded, axis=1)
        self._length = np.linalg.norm(rounded, axis=1)
        self._session = _multiplication((small.T + ZERO).astype(np.uint8))

    def best(self, query: NDArray[np.float32], count: int) -> NDArray[np.float32]:
        """Returns the dot products of the nearest vectors, in no order.

        Args:
            query: Shape (width,).
            count: How many; all there are, if they are fewer.
        """
        if count >= len(self._scale):
            return self._exactly(np.arange(len(self._scale)), query)
        near, error = self.roughly(query)
        least = np.partition(near - error, -count)[-count]
        found = self._exactly(np.flatnonzero(near + error >= least), query)
        return np.partition(found, -count)[-count:]

    def roughly(self, query: NDArray[np.float32]) -> "Tuple[NDArray[np.floating[Any]], NDArray[np.floating[Any]]]":
        """Returns the dot product of each vector, about, and how far off each may be at most."""
        scale = max(float(np.abs(query).max()), 1e-9) / LARGEST
        small = np.rint(query / scale)
        outputs: Any = self._session.run(None, {"query": (small + ZERO).astype(np.uint8)[None]})
        error = self._error * float(np.linalg.norm(query)) + self._length * float(np.linalg.norm(query - small * scale))
        return outputs[0][0] * self._scale * scale, error + ROUNDING

    def rows(self, places: "NDArray[np.intp]") -> NDArray[np.float32]:
        """Returns the vectors at some places."""
        chosen: NDArray[np.float32] = self._vectors[places].astype(np.float32)
        return chosen

    def _exactly(self, rows: "NDArray[np.intp]", query: NDArray[np.float32]) -> NDArray[np.float32]:
        products: NDArray[np.float32] = self.rows(rows) @ query
        return products


def _multiplication(weights: NDArray[np.uint8]) -> Any:
    """Returns what multiplies a row of bytes with a matrix of bytes, in one thread."""
    width, count = weights.shape
    zero = numpy_helper.from_array(np.array(ZERO, dtype=np.uint8), "zero")
    graph = helper.make_graph(
        [helper.make_node("MatMulInteger", ["query", "weights", "zero", "zero"], ["products"])],
        "nearest",
        [helper.make_tensor_value_info("query", TensorProto.UINT8, [1, width])],
        [helper.make_tensor_value_info("products", TensorProto.INT32, [1, count])],
        [numpy_helper.from_array(np.ascontiguousarray(weights), "weights"), zero],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 13)])
    model.ir_version = 8
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(model.SerializeToString(), options, providers=["CPUExecutionProvider"])
