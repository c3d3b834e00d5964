"""The kinds of questions: what each needs to know, what its choices may be, and how what is right is found.

A choice stands for a value. ``other`` stands for whatever no other choice does, ``never`` for what does not happen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from app.lessons import findings
from app.lessons.findings import Asked, Found
from app.lessons.lesson import Choice, LessonError, Said
from app.lessons.places import place_of
from model.network import key_of

Reads = Callable[[Choice, Asked], Any]  # the value that a choice stands for
OTHER, NEVER = "other", "never"


def a_word(choice: Choice, _: Asked) -> str:
    return key_of(choice.value)


def a_place(choice: Choice, asked: Asked) -> int:
    return place_of(Said(choice.value, choice.line), asked.walk.tokens)


def a_range(choice: Choice, _: Asked) -> range:
    """``3``, ``1 to 3``, ``10 or more``"""
    found = re.fullmatch(r"(\d{1,6})(?: to (\d{1,6})| (or more))?", choice.value)
    if not found:
        raise LessonError(choice.line, f"`{choice.value[:20]}` is no number of anything", "write `3`, `1 to 3` or `10 or more`")
    return range(int(found[1]), 10**6 if found[3] else int(found[2] or found[1]) + 1)


def one_of(*values: str) -> Reads:
    def read(choice: Choice, asked: Asked) -> str:
        return _among(choice, values)

    return read


def a_gate(choice: Choice, asked: Asked) -> str:
    return _among(choice, tuple(asked.gates))


def a_cell(choice: Choice, asked: Asked) -> str:
    return _among(choice, asked.cells)


def _among(choice: Choice, values: tuple[str, ...]) -> str:
    if choice.value not in values:
        raise LessonError(choice.line, f"no choice can stand for `{choice.value[:20]}` here", f"there are {', '.join(values)}")
    return choice.value


class Kind(NamedTuple):
    says: str  # what is asked, for whoever writes a lesson
    needs: tuple[str, ...]
    may: tuple[str, ...]
    reads: Reads
    slots: tuple[str, ...]
    find: Callable[[Asked], Found]
    walks: int = 1  # for each cell, there and back counting as two
    makes_choices: bool = False


ONE = ("cell", "fact")
KINDS: Mapping[str, Kind] = {
    "answer": Kind(
        "what it answers in the blank",
        (),
        ("cell",),
        a_word,
        ("answer", "percent", "second", "second_percent"),
        findings.answer,
    ),
    "change": Kind(
        "at which word it last changes its mind", (), ONE, a_place, ("word", "before", "after"), findings.change, walks=2
    ),
    "gate": Kind(
        "whether a gate is more or less than half open at a word",
        ("gate", "at"),
        ONE,
        one_of("above", "below"),
        ("gate", "word", "value", "percent"),
        findings.half,
    ),
    "knows": Kind(
        "whether a cell answers with this word",
        ("word",),
        ("cell",),
        one_of("yes", "no"),
        ("cell", "word", "answer", "percent"),
        findings.knows,
    ),
    "learned": Kind(
        "after how many updates a network that grows up gives this answer, surely and for good",
        ("word",),
        (),
        a_range,
        ("word", "updates", "of", "answer"),
        findings.learned,
        walks=4,  # twenty, of a network with a fifth of the units
    ),
    "most open": Kind("which gate is most open at a word", ("at",), ONE, a_gate, ("gate", "word", "value"), findings.most_open),
    "where": Kind("at which word a gate is most open", ("gate",), ONE, a_place, ("gate", "word", "value"), findings.where),
    "unit": Kind(
        "in which of some units that hold the fact a gate is most open",
        ("gate", "at"),
        ONE,
        a_word,
        ("gate", "word", "unit", "value"),
        findings.unit,
        makes_choices=True,
    ),
    "holders": Kind("how many units hold the fact", (), ONE, a_range, ("units", "of"), findings.holders),
    "lasts": Kind(
        "after how many words it no longer believes what it believes at this one",
        ("at",),
        ONE,
        a_range,
        ("before", "word", "words", "last"),
        findings.lasts,
        walks=2,
    ),
    "term": Kind(
        "what decides a gate at a word: the word, what was shown before, or the bias",
        ("gate", "at"),
        ONE,
        one_of("word", "before", "bias"),
        ("word", "before", "bias", "total", "value", "unit"),
        findings.term,
    ),
    "reaches": Kind(
        "in which cell most of the gradient of an answer is left at a word",
        ("cells", "at", "word"),
        (),
        a_cell,
        ("cell", "share", "other", "other_share"),
        findings.reaches,
        walks=3,
    ),
    "beyond": Kind(
        "whether any number of the memory gets beyond 1 or −1",
        (),
        ("cell",),
        one_of("yes", "no"),
        ("unit", "value", "word"),
        findings.beyond,
    ),
    "weights": Kind(
        "which cell has the fewest weights",
        ("cells",),
        (),
        a_cell,
        ("cell", "weights", "other", "other_weights"),
        findings.weights,
    ),
}


def right_choice(asked: Asked, choices: tuple[Choice, ...], right: Any) -> int:
    """The number of the one choice that is right, or what is wrong with the choices."""
    reads, line = KINDS[asked.question.kind].reads, asked.question.line
    values = {n: reads(choice, asked) for n, choice in enumerate(choices) if choice.value not in (OTHER, NEVER)}
    fit = [n for n, value in values.items() if (right in value if isinstance(value, range) else right == value)]
    fit += [n for n, choice in enumerate(choices) if choice.value == NEVER and right is None]
    fit = fit or [n for n, choice in enumerate(choices) if choice.value == OTHER]
    if len(fit) == 1:
        return fit[0]
    said = asked.word(right) if reads is a_place and right is not None else NEVER if right is None else right
    if fit:
        raise LessonError(line, f"what is right here, {said}, is in {len(fit)} of the choices", "let it be in one of them only")
    raise LessonError(line, f"what is right here, {said}, is in none of the choices", f"add it, or `choice: {OTHER} -> ...`")
