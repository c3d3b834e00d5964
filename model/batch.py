"""A batch of sentences through a network: its loss, and the gradients of all weights.

Words are rows of the table: those of the vocabulary first, behind them ``fresh`` vectors that stand for words
the network has never seen (the same for the whole batch, not learned).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from model.functions import Array
from model.network import Config, softmax
from model.parameters import Parameters
from model.stack import Stack

SLICE = 256  # positions whose logits are computed together: few enough to stay in the processor's cache


@dataclass(frozen=True)
class Batch:
    """``rows[t, s]``: token ``t`` of sentence ``s``, padded behind its length with any row."""

    rows: Array  # (steps, sentences)
    lengths: Array  # (sentences,)
    targets: Array  # (steps, sentences): the row that should be answered after each token
    weights: Array  # (steps, sentences): how much each answer counts; 0 where nothing determines it, and behind the end
    fresh: Array  # (fresh words, width)


class Trainer:
    """Weights that change, and room for their gradients."""

    def __init__(self, config: Config, parameters: Parameters) -> None:
        self.config, self.parameters = config, parameters
        self.stack = Stack(config.stack, parameters)
        self.gradients = parameters.like()

    def loss(self, batch: Batch, learn: bool = True) -> float:
        """The weighted mean of minus log p(target). With ``learn``, ``gradients`` then holds its gradients."""
        part, dtype = self.parameters, self.parameters.flat.dtype
        self.stack.refresh()
        table = np.concatenate([part["embedding"], batch.fresh.astype(dtype)])
        factor = dtype.type(math.sqrt(self.config.width))
        run = self.stack.forward(table[batch.rows] * factor, batch.lengths, reverse=learn)
        asked = np.flatnonzero(batch.weights.ravel())
        hidden = run.output.reshape(-1, run.output.shape[-1])[asked]
        self.gradients.flat[...] = 0
        loss, d_hidden = self._readout(hidden, table, batch.targets.ravel()[asked], batch.weights.ravel()[asked].astype(dtype))
        if not learn:
            self.stack.release(run)
            return loss
        d_output = np.zeros((batch.rows.size, hidden.shape[1]), dtype)
        d_output[asked] = d_hidden
        d_input = self.stack.backward(run, d_output.reshape(run.output.shape), self.gradients)
        _add_rows(self.gradients["embedding"], batch.rows.ravel(), d_input.reshape(-1, self.config.width) * factor)
        return loss

    def examine(self, batch: Batch) -> tuple[Array, Array]:
        """At the places where the weight is not 0, in order: the likeliest row, and the probability of the target."""
        self.stack.refresh()
        table, hidden, places = self._hidden(batch)
        found, targets = np.empty(len(places), int), batch.targets.ravel()[places]
        p = np.empty(len(places))
        scale, bias = self.parameters["readout.scale"][0], self._bias(len(batch.fresh))
        for some in _slices(len(places)):
            logits = self._query(hidden[some]) * scale @ table.T + bias
            found[some] = logits.argmax(axis=1)
            probabilities = softmax(logits)
            p[some] = probabilities[np.arange(len(logits)), targets[some]]
        return found, p

    def _hidden(self, batch: Batch) -> tuple[Array, Array, Array]:
        """The table, the hidden states at the places where the weight is not 0, and those places."""
        dtype = self.parameters.flat.dtype
        table = np.concatenate([self.parameters["embedding"], batch.fresh.astype(dtype)])
        run = self.stack.forward(table[batch.rows] * dtype.type(math.sqrt(self.config.width)), batch.lengths, reverse=False)
        places = np.flatnonzero(batch.weights.ravel())
        hidden = run.output.reshape(-1, run.output.shape[-1])[places]
        self.stack.release(run)
        return table, hidden, places

    def logits(self, batch: Batch) -> Array:
        """``(steps, sentences, words)``; nothing is learned."""
        self.stack.refresh()
        part, dtype = self.parameters, self.parameters.flat.dtype
        table = np.concatenate([part["embedding"], batch.fresh.astype(dtype)])
        run = self.stack.forward(table[batch.rows] * dtype.type(math.sqrt(self.config.width)), batch.lengths, reverse=False)
        found = self._query(run.output) * part["readout.scale"] @ table.T + self._bias(len(batch.fresh))
        self.stack.release(run)
        return np.asarray(found)

    def _query(self, hidden: Array) -> Array:
        return np.asarray(hidden @ self.parameters["readout.P"].T + self.parameters["readout.p"])

    def _bias(self, fresh: int) -> Array:
        return np.concatenate([self.parameters["readout.b"], np.repeat(self.parameters["readout.b_unknown"], fresh)])

    def _readout(self, hidden: Array, table: Array, targets: Array, weights: Array) -> tuple[float, Array]:
        """The loss at the positions asked, and its gradient with respect to their hidden states."""
        part, into, known = self.parameters, self.gradients, len(self.config.vocabulary)
        weights = weights / weights.sum()
        query = self._query(hidden)
        scale, bias = part["readout.scale"][0], self._bias(len(table) - known)
        d_query, loss = np.empty_like(query), 0.0
        for some in _slices(len(hidden)):
            scaled = query[some] * scale
            logits = scaled @ table.T
            logits += bias
            loss += _softmax_loss(logits, targets[some], weights[some])
            d_logits = logits  # it was turned into its own gradient in place
            np.matmul(d_logits, table, out=d_query[some])
            into["embedding"][...] += d_logits[:, :known].T @ scaled
            d_bias = d_logits.sum(axis=0)
            into["readout.b"][...] += d_bias[:known]
            into["readout.b_unknown"][...] += d_bias[known:].sum()
        into["readout.scale"][...] += np.vdot(query, d_query)
        d_query *= scale
        into["readout.P"][...] += d_query.T @ hidden
        into["readout.p"][...] += d_query.sum(axis=0)
        return loss, d_query @ part["readout.P"]


def _softmax_loss(logits: Array, targets: Array, weights: Array) -> float:
    """The weighted loss; turns ``logits`` into their gradient in place."""
    every = np.arange(len(logits))
    logits -= logits.max(axis=1, keepdims=True)
    right = logits[every, targets]
    np.exp(logits, out=logits)
    total = logits.sum(axis=1)
    logits *= (weights / total)[:, None]
    logits[every, targets] -= weights
    return float(np.dot(weights, np.log(total) - right))


def _slices(count: int) -> Iterator[slice]:
    return (slice(first, min(first + SLICE, count)) for first in range(0, count, SLICE))


def _add_rows(into: Array, rows: Array, values: Array) -> None:
    """``into[rows] += values``, for rows that repeat; those beyond ``into`` (fresh words) are left out."""
    order = np.argsort(rows, kind="stable")
    order = order[: np.searchsorted(rows[order], len(into))]
    if len(order):
        sorted_rows = rows[order]
        starts = np.flatnonzero(np.r_[True, sorted_rows[1:] != sorted_rows[:-1]])
        into[sorted_rows[starts]] += np.add.reduceat(values[order], starts, axis=0)
