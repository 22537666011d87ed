"""Tunes the last layers of the sentence encoder to what people ask a treatment centre: `iop.encoding.tuned`.

    nice .venv/bin/python -m benchmarks.tuning

Reads the examples of `data/`, none of the sets that anything is measured on. The layers learn to tell the labels of
the examples apart: an example shall be nearer to the mean of its own label than to those of all others, and no example
may go far from where the published encoder puts it, so that what was not learned is still understood. What changed is
kept as matrices of low rank. Takes a quarter of an hour on two cores, and is needed when the knowledge base is about
other things than before, not when entries are added. Afterwards: `benchmarks.thresholds`.
"""

import time
from typing import Any, Dict, List, Sequence, Tuple

import numpy as np
import tensorflow as tf
from safetensors.numpy import load_file, save_file
from tokenizers import Tokenizer

from benchmarks.understanding_data import examples
from iop.encoding import shared_encoder, tuned
from iop.encoding.encoder import weights_folder
from iop.encoding.graph import EPSILON, HEADS, LAST, LAYERS, WIDTH
from iop.encoding.tuned import TUNED_LAYERS
from iop.understanding.model import wording_of

ROUNDS = 6
BATCH = 96
MOST_TOKENS = 48
LEARNING, LEARNING_MEANS = 1.5e-4, 3e-3
SHARPNESS = 20.0
"""How much nearer the own label has to be: cosines are multiplied by it."""
SMOOTHING = 0.05
SUBJECT, KEEP = 0.5, 1.0
"""Weights of being near the own subject, and of staying near the published vector, beside the own label."""
DROPOUT = 0.1
RANK = 32
AGREE, AGREE_ON = 0.98, 50
"""Least mean likeness of the vectors computed here to those of the encoder that ships (8-bit weights: 0.994)."""

Weights = Dict[str, Any]


def layer(x: Any, hidden: Any, weights: Weights, number: int, dropout: float = 0.0) -> Any:
    """Returns the output of one layer of BERT: shape (texts, tokens, WIDTH)."""
    prefix = f"encoder.layer.{number}"

    def linear(value: Any, name: str) -> Any:
        product = tf.tensordot(value, weights[f"{prefix}.{name}.weight"], [[2], [1]])
        return product + weights[f"{prefix}.{name}.bias"]

    def heads(value: Any) -> Any:
        shape = tf.shape(value)
        return tf.transpose(tf.reshape(value, [shape[0], shape[1], HEADS, WIDTH // HEADS]), [0, 2, 1, 3])

    def normal(value: Any, name: str) -> Any:
        mean, variance = tf.nn.moments(value, axes=[2], keepdims=True)
        scale, shift = weights[f"{prefix}.{name}.weight"], weights[f"{prefix}.{name}.bias"]
        return tf.nn.batch_normalization(value, mean, variance, shift, scale, EPSILON)

    def dropped(value: Any) -> Any:
        return tf.nn.dropout(value, dropout) if dropout else value

    query, key, value = (heads(linear(x, f"attention.self.{name}")) for name in ("query", "key", "value"))
    scores = tf.matmul(query, key, transpose_b=True) / np.sqrt(WIDTH // HEADS) + hidden
    joined = tf.reshape(tf.transpose(tf.matmul(tf.nn.softmax(scores), value), [0, 2, 1, 3]), tf.shape(x))
    x = normal(x + dropped(linear(joined, "attention.output.dense")), "attention.output.LayerNorm")
    inner = tf.nn.gelu(linear(x, "intermediate.dense"))
    return normal(x + dropped(linear(inner, "output.dense")), "output.LayerNorm")


def pooled(x: Any, mask: Any) -> Any:
    """Returns the unit vectors of texts: the mean over their tokens."""
    return tf.math.l2_normalize(tf.reduce_sum(x * mask[..., None], 1) / tf.reduce_sum(mask, 1, keepdims=True), 1)


def padded(texts: Sequence[Any]) -> Tuple[Any, Any]:
    """Returns what belongs to the tokens of texts, filled up with zeros to the longest, and a mask of what is there."""
    longest = max(len(one) for one in texts)
    filled = np.zeros((len(texts), longest, *texts[0].shape[1:]), dtype=texts[0].dtype)
    mask = np.zeros((len(texts), longest), dtype=np.float32)
    for row, one in enumerate(texts):
        filled[row, : len(one)], mask[row, : len(one)] = one, 1.0
    return filled, mask


def hiding(mask: Any) -> Any:
    """Returns what keeps attention from the places that hold no token."""
    return (mask[:, None, None, :] - 1.0) * 10_000.0


@tf.function(reduce_retracing=True, autograph=False)
def _lower(tokens: Any, mask: Any, weights: Weights) -> Tuple[Any, Any]:
    """Returns what the layers that stay put out, and the published vectors."""
    places = weights["embeddings.position_embeddings.weight"][: tf.shape(tokens)[1]]
    x = tf.gather(weights["embeddings.word_embeddings.weight"], tokens) + places
    x += weights["embeddings.token_type_embeddings.weight"][0]
    mean, variance = tf.nn.moments(x, axes=[2], keepdims=True)
    norm = [weights[f"embeddings.LayerNorm.{name}"] for name in ("bias", "weight")]
    x = tf.nn.batch_normalization(x, mean, variance, *norm, EPSILON)
    for number in range(LAYERS - TUNED_LAYERS):
        x = layer(x, hiding(mask), weights, number)
    return x, pooled(_upper(x, mask, weights), mask)


def _upper(x: Any, mask: Any, weights: Weights, dropout: float = 0.0) -> Any:
    for number in range(LAYERS - TUNED_LAYERS, LAYERS):
        x = layer(x, hiding(mask), weights, number, dropout)
    return x


class Tuning:
    """Texts with labels, and the layers that learn to tell them apart.

    Args:
        tokens: The word pieces of each text.
        labels: The number of each text's label.
        subjects: The number of each label's subject.
        weights: Those of the published encoder.
    """

    def __init__(
        self, tokens: Sequence[Sequence[int]], labels: Sequence[int], subjects: Sequence[int], weights: Weights
    ) -> None:
        self._tokens, self._labels = tokens, np.array(labels)
        self._published = {name: tf.constant(value) for name, value in weights.items()}
        self.tuned = {name: tf.Variable(value) for name, value in weights.items() if name.startswith(LAST)}
        self._states, self.vectors = self._published_states()
        means = [self.vectors[self._labels == label].mean(axis=0) for label in range(len(subjects))]
        self._means = tf.Variable(np.array(means))
        self._of_subject = tf.one_hot(subjects, max(subjects) + 1)
        self._optimizers = (tf.keras.optimizers.Adam(), tf.keras.optimizers.Adam())
        self._optimizers[0].build(list(self.tuned.values()))
        self._optimizers[1].build([self._means])
        self._step = tf.function(self._learn, reduce_retracing=True, autograph=False)

    def learn(self) -> None:
        """Goes through the examples ROUNDS times; labels with few examples come as often as if they had more."""
        chance = np.random.default_rng(0)
        share = 1.0 / np.sqrt(np.bincount(self._labels))[self._labels]
        steps = ROUNDS * (len(self._labels) // BATCH)
        start, done = time.monotonic(), 0
        while done < steps:
            drawn = chance.choice(len(self._labels), BATCH * 20, p=share / share.sum())
            alike = np.array(sorted(drawn, key=lambda row: len(self._tokens[row]))).reshape(-1, BATCH)
            for rows in chance.permutation(alike):
                rate = min(1.0, (done + 1) / 50) * max(0.05, 1.0 - done / steps)
                for optimizer, most in zip(self._optimizers, (LEARNING, LEARNING_MEANS), strict=True):
                    optimizer.learning_rate.assign(rate * most)
                states, mask = padded([self._states[row].astype(np.float32) for row in rows])
                loss = self._step(states, mask, self.vectors[rows], self._labels[rows])
                done += 1
                if done % 100 == 0:
                    print(
                        f"{done} of {steps} steps, loss {float(loss):.2f}, {time.monotonic() - start:.0f} s", flush=True
                    )

    def _learn(self, states: Any, mask: Any, published: Any, labels: Any) -> Any:
        with tf.GradientTape() as tape:
            vectors = pooled(_upper(states, mask, self.tuned, DROPOUT), mask)
            likeness = SHARPNESS * tf.matmul(vectors, tf.math.l2_normalize(self._means, 1), transpose_b=True)
            wanted = tf.one_hot(labels, self._means.shape[0])
            own = tf.keras.losses.categorical_crossentropy(
                wanted, likeness, from_logits=True, label_smoothing=SMOOTHING
            )
            subjects = tf.matmul(tf.nn.softmax(likeness), self._of_subject)
            subject = tf.reduce_sum(subjects * tf.gather(self._of_subject, labels), 1)
            away = 1.0 - tf.reduce_sum(vectors * published, 1)
            loss = tf.reduce_mean(own - SUBJECT * tf.math.log(subject + 1e-9) + KEEP * away)
        layers = list(self.tuned.values())
        slopes = tape.gradient(loss, [*layers, self._means])
        self._optimizers[0].apply_gradients(zip(slopes[:-1], layers, strict=True))
        self._optimizers[1].apply_gradients([(slopes[-1], self._means)])
        return loss

    def _published_states(self) -> Tuple[List[Any], Any]:
        order = sorted(range(len(self._tokens)), key=lambda row: len(self._tokens[row]))
        states: List[Any] = [None] * len(order)
        vectors = np.zeros((len(order), WIDTH), dtype=np.float32)
        for start in range(0, len(order), 128):
            rows = order[start : start + 128]
            tokens, mask = padded([np.array(self._tokens[row], dtype=np.int32) for row in rows])
            found, whole = _lower(tf.constant(tokens), tf.constant(mask), self._published)
            vectors[rows] = whole.numpy()
            for row, state in zip(rows, found.numpy(), strict=True):
                states[row] = state[: len(self._tokens[row])].astype(np.float16)
        return states, vectors


def main() -> None:
    tf.keras.utils.set_random_seed(0)
    texts, labels, entries = examples()
    wording = wording_of(texts, labels, entries)
    tokenizer = Tokenizer.from_file(str(weights_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(MOST_TOKENS)
    readable = [wording.readable(text) for text in texts]
    tokens = [tokenizer.encode(text).ids for text in readable]
    names = sorted(set(labels))
    subjects = sorted({entries[name].subject for name in names})
    published = load_file(str(weights_folder() / "model.safetensors"))
    tuning = Tuning(
        tokens,
        [names.index(label) for label in labels],
        [subjects.index(entries[name].subject) for name in names],
        {name: value for name, value in published.items() if value.dtype == np.float32},
    )
    likeness = (tuning.vectors[:AGREE_ON] * shared_encoder().encode(readable[:AGREE_ON])).sum(axis=1)
    if likeness.mean() < AGREE:
        raise SystemExit("What is computed here is not what iop/encoding/graph.py computes: compare the two.")
    tuning.learn()
    changes = {name: variable.numpy() - published[name] for name, variable in tuning.tuned.items()}
    save_file(tuned.small(changes, RANK), str(tuned.FILE))
    print(f"Written: {tuned.FILE} ({tuned.FILE.stat().st_size / 1e6:.1f} MB). Now: make train")


if __name__ == "__main__":
    main()
