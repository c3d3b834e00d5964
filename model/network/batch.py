"""A batch of sentences through a network: its loss, and the gradients of all weights.

Words are rows of the table: those of the vocabulary first, behind them ``fresh`` vectors that stand for words
the network has never seen (the same for the whole batch, not learned).
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from model.engine import BatchRun, Parameters, Stack
from model.equations import Array
from model.network.network import Config
from model.network.readout import biases_of, logits_of, query_of, softmax

SLICE = 256  # positions whose logits are computed together: few enough to stay in the processor's cache


@dataclass(frozen=True)
class Batch:
    """``rows[t, s]``: token ``t`` of sentence ``s``, padded behind its length with any row."""

    rows: Array  # (steps, sentences)
    lengths: Array  # (sentences,)
    targets: Array  # (steps, sentences): the row that should be answered after each token
    weights: Array  # (steps, sentences): how much each answer counts; 0 where nothing determines it, and behind the end
    fresh: Array  # (fresh words, width)
    own: Array | None = None  # (sentences, fresh words): which of them a sentence holds and may be answered with; None: all


class Trainer:
    """Weights that change, and room for their gradients."""

    def __init__(self, config: Config, parameters: Parameters) -> None:
        self.config, self.parameters = config, parameters
        self.stack = Stack(config.stack, parameters)
        self.gradients = parameters.like()

    def loss(self, batch: Batch, learn: bool = True) -> float:
        """The weighted mean of minus log p(target). With ``learn``, ``gradients`` then holds its gradients."""
        if not learn:
            _, p = self.examine(batch)
            return float(-np.average(np.log(p), weights=batch.weights[batch.weights != 0]))
        run, table = self._run(batch, reverse=True)
        places = np.flatnonzero(batch.weights.ravel())
        hidden = run.output.reshape(-1, run.output.shape[-1])[places]
        self.gradients.flat[...] = 0
        weights = batch.weights.ravel()[places].astype(table.dtype)
        loss, d_hidden = self._readout(hidden, table, batch.targets.ravel()[places], weights)
        d_output = np.zeros((batch.rows.size, hidden.shape[1]), table.dtype)
        d_output[places] = d_hidden
        d_input = self.stack.backward(run, d_output.reshape(run.output.shape), self.gradients)
        _add_rows(self.gradients["embedding"], batch.rows.ravel(), d_input.reshape(-1, self.config.width) * self._factor)
        return loss

    def examine(self, batch: Batch) -> tuple[Array, Array]:
        """At the places where the weight is not 0, in order: the likeliest row, and the probability of the target."""
        run, table = self._run(batch, reverse=False)
        places = np.flatnonzero(batch.weights.ravel())
        sentences = places % batch.rows.shape[1]
        hidden, targets = run.output.reshape(-1, run.output.shape[-1])[places], batch.targets.ravel()[places]
        self.stack.release(run)
        likeliest, p = np.empty(len(places), int), np.empty(len(places))
        for some in _slices(len(places)):
            logits = logits_of(self.parameters, hidden[some], table)
            if batch.own is not None:
                logits[:, len(self.config.vocabulary) :][~batch.own[sentences[some]]] = -np.inf
            probabilities = softmax(logits)
            likeliest[some] = probabilities.argmax(axis=1)
            p[some] = probabilities[np.arange(len(probabilities)), targets[some]]
        return likeliest, p

    def logits(self, batch: Batch) -> Array:
        """``(steps, sentences, words)``."""
        run, table = self._run(batch, reverse=False)
        logits = logits_of(self.parameters, run.output, table)
        self.stack.release(run)
        return logits

    @property
    def _factor(self) -> Array:
        return np.array(math.sqrt(self.config.width), self.parameters.flat.dtype)

    def _run(self, batch: Batch, reverse: bool) -> tuple[BatchRun, Array]:
        """The batch's way through the layers, and the vectors of all its words."""
        self.stack.refresh()
        table = np.concatenate([self.parameters["embedding"], batch.fresh.astype(self.parameters.flat.dtype)])
        return self.stack.forward(table[batch.rows] * self._factor, batch.lengths, reverse), table

    def _readout(self, hidden: Array, table: Array, targets: Array, weights: Array) -> tuple[float, Array]:
        """The loss at the positions that count, and its gradient with respect to their hidden states."""
        part, into, known = self.parameters, self.gradients, len(self.config.vocabulary)
        weights = weights / weights.sum()
        query = query_of(part, hidden)
        scale, bias = part["readout.scale"][0], biases_of(part, len(table) - known)
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
