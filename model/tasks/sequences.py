"""Many sequences in a few arrays, one behind the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np

Array = np.ndarray[Any, Any]
NOTHING, LITTLE, ANSWER = 0, 1, 2  # what a place is: nothing is asked there; it counts a little; it is an answer
SMALLEST = (np.uint8, np.uint16, np.uint32)


@dataclass(frozen=True)
class Sequences:
    """``places`` are all steps of all sequences together.

    ``targets``: a class for each place, or ``(places, answers)`` numbers; None: always the next input. ``allowed``: where
    several classes are right, all of them as bits. Symbols from ``len(symbols)`` on are fresh: words never seen. At the last
    place of a sequence there is no next input, so it is no answer where that is the target.
    """

    lengths: Array  # (sequences,)
    inputs: Array  # (places,) symbols, or (places, inputs) numbers
    marks: Array  # (places,)
    targets: Array | None = None
    allowed: Array | None = None
    reads: Literal["symbols", "words", "numbers"] = "symbols"
    symbols: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()  # the names of classes that are not symbols, or of numbers
    fresh: int = 0
    more: dict[str, Any] = field(default_factory=dict)  # such as the scale of a series, and how well simple rules foretell it

    @property
    def says(self) -> Literal["classes", "numbers"]:
        return "numbers" if self.inputs.ndim > 1 else "classes"

    @property
    def starts(self) -> Array:
        return np.concatenate([[0], np.cumsum(self.lengths, dtype=np.int64)])

    def __len__(self) -> int:
        return len(self.lengths)


@dataclass(frozen=True)
class One:
    """One sequence of symbols: each list has an item for each step."""

    inputs: Sequence[int]
    marks: Sequence[int]
    targets: Sequence[int] | None = None
    allowed: Sequence[int] | None = None


def of_symbols(ones: Iterable[One], symbols: Sequence[str], answers: Sequence[str] = ()) -> Sequences:
    """All of them either have targets or none, and so with what is allowed."""
    some = list(ones)

    def joined(key: str) -> Array | None:
        lists = [getattr(one, key) for one in some]
        return None if lists[0] is None else smallest(np.concatenate([np.asarray(part) for part in lists]))

    inputs, marks = joined("inputs"), joined("marks")
    assert inputs is not None and marks is not None
    return Sequences(
        lengths=smallest(np.array([len(one.inputs) for one in some])),
        inputs=inputs,
        marks=marks,
        targets=joined("targets"),
        allowed=joined("allowed"),
        symbols=tuple(symbols),
        answers=tuple(answers),
    )


def of_numbers(inputs: Array, marks: Array, targets: Array | None = None, **more: Any) -> Sequences:
    """Of equal length. ``inputs``: ``(sequences, steps, inputs)``; ``targets``: likewise; ``marks``: ``(sequences, steps)``."""
    count, steps, width = inputs.shape
    return Sequences(
        lengths=smallest(np.full(count, steps)),
        inputs=inputs.reshape(-1, width).astype(np.float32),
        marks=smallest(marks.reshape(-1)),
        targets=None if targets is None else targets.reshape(count * steps, -1).astype(np.float32),
        reads="numbers",
        **more,
    )


def smallest(whole: Array) -> Array:
    """In the smallest type that holds them."""
    most = whole.max(initial=0)
    return whole.astype(next(kind for kind in SMALLEST if most <= np.iinfo(kind).max))


def bits(classes: Iterable[int]) -> int:
    return sum(1 << one for one in set(classes))
