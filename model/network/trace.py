"""A sentence walked through a network, word by word: everything that was computed, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from model.engine import Direction, Edit, Run
from model.equations import Array
from model.errors import InputError, check_index
from model.network.network import Network, Table
from model.network.readout import softmax
from model.network.words import BLANK, Token, key_of


class Prediction(NamedTuple):
    """A word that may come next, and how likely it is."""

    word: str
    p: float


@dataclass(frozen=True, eq=False, repr=False)
class Trace:
    """An immutable record. Arrays are read-only; tokens come first in every shape."""

    network: Network
    sentence: str
    tokens: tuple[Token, ...]
    table: Table
    run: Run
    logits: Array  # (tokens, words)
    probabilities: Array  # (tokens, words)

    def __len__(self) -> int:
        return len(self.tokens)

    def __repr__(self) -> str:
        return f"<Trace of {len(self)} tokens through {self.network}>"

    def __getitem__(self, signal: str) -> Array:
        """A signal of the top layer, ``(tokens, units)``: ``trace["f"]``."""
        return self.signal(signal)

    def signal(self, signal: str, layer: int | None = None, direction: Direction = "forward") -> Array:
        return self.run.signal(signal, layer, direction)

    # What the network says.

    def predictions(self, token: int, count: int = 5) -> tuple[Prediction, ...]:
        """The likeliest next words after a token, best first. A bidirectional network: words in its place."""
        check_index("token", token, len(self))
        return self.best(self.probabilities[token], count)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """What tells the words apart, however they are spelt."""
        return tuple(key_of(token.word) for token in self.tokens)

    @cached_property
    def blanks(self) -> tuple[int, ...]:
        return tuple(n for n, key in enumerate(self.keys) if key == BLANK)

    def answer(self, blank: int, count: int = 5) -> tuple[Prediction, ...]:
        """What stands in a blank: said from what comes before it or, in a bidirectional network, on both sides."""
        check_index("token", blank, len(self))
        if self.network.config.bidirectional:
            return self.predictions(blank, count)
        if blank > 0:
            return self.predictions(blank - 1, count)
        nothing = np.zeros(self.network.config.stack.outputs, self.logits.dtype)
        return self.best(softmax(self.network.logits(nothing, self.table)), count)

    def best(self, probabilities: Array, count: int) -> tuple[Prediction, ...]:
        """The likeliest words, the likeliest first."""
        return self.best_of_each(probabilities[None], count)[0]

    def best_of_each(self, probabilities: Array, count: int) -> tuple[tuple[Prediction, ...], ...]:
        """The same for each row of ``(n, words)``."""
        return best_of_each(self.table.words, probabilities, count)


def best_of_each(words: Sequence[str], probabilities: Array, count: int) -> tuple[tuple[Prediction, ...], ...]:
    """The likeliest of the words in each row of ``(n, words)``, the likeliest first; of equal ones the first of the words.

    To look for the largest a few times takes a third of the time of sorting out the few largest.
    """
    count = min(max(count, 0), probabilities.shape[1])
    left, each = probabilities.copy(), np.arange(len(probabilities))
    rows = np.empty((len(probabilities), count), np.intp)
    for n in range(count):
        rows[:, n] = best = left.argmax(axis=1)
        left[each, best] = -1  # no probability is that small
    p = np.take_along_axis(probabilities, rows, axis=1)
    return tuple(
        tuple(Prediction(words[row], value) for row, value in zip(*both, strict=True))
        for both in zip(rows.tolist(), p.tolist(), strict=True)
    )


def trace(network: Network, sentence: str, edits: Iterable[Edit] = ()) -> Trace:
    """Walks a sentence. With edits, the values they name are forced and what follows is computed from them."""
    run, tokens, table = network.run(sentence, edits)
    with np.errstate(over="ignore", invalid="ignore"):  # found and said below
        logits = network.logits(run.output, table)
    if not np.isfinite(logits).all():
        raise InputError("model.input.large-answers")
    probabilities = softmax(logits)
    for array in (logits, probabilities):
        array.flags.writeable = False
    return Trace(network, sentence, tokens, table, run, logits, probabilities)
