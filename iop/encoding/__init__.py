"""The sentence encoder: text in, unit vectors out. Knows nothing of Rasa, so that safety can use it too."""

from iop.encoding.encoder import DIMENSION, SentenceEncoder, shared_encoder, tuned_encoder

__all__ = ["DIMENSION", "SentenceEncoder", "shared_encoder", "tuned_encoder"]
