"""From hidden states to words: how well each word fits.

    logits = scale * (P h + p) @ table.T + b

The first rows of ``table`` are the learned vectors of the vocabulary; those behind them are words that are not in it,
which share one learned bias.
"""

from __future__ import annotations

import numpy as np

from model.engine import Parameters
from model.equations import Array


def query_of(parameters: Parameters, hidden: Array) -> Array:
    """``P h + p``: ``(..., outputs)`` to ``(..., width)``."""
    return np.asarray(hidden @ parameters["readout.P"].T + parameters["readout.p"])


def biases_of(parameters: Parameters, unknown: int) -> Array:
    """``b``, and the bias of unknown words as often as there are some."""
    return np.concatenate([parameters["readout.b"], np.repeat(parameters["readout.b_unknown"], unknown)])


def logits_of(parameters: Parameters, hidden: Array, table: Array) -> Array:
    """``hidden``: ``(..., outputs)``; ``table``: ``(words, width)``; the result: ``(..., words)``."""
    logits = (query_of(parameters, hidden) * parameters["readout.scale"]) @ table.T
    logits += biases_of(parameters, len(table) - len(parameters["readout.b"]))
    return np.asarray(logits)


def softmax(logits: Array) -> Array:
    shifted = logits - logits.max(axis=-1, keepdims=True)
    np.exp(shifted, out=shifted)
    shifted /= shifted.sum(axis=-1, keepdims=True)
    return np.asarray(shifted)
