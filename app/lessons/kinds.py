"""The kinds of questions: what each needs to know, what its choices may be, and how what is right is found.

A choice stands for a value. ``other`` stands for whatever no other choice does, ``never`` for what does not happen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from app.lessons import findings
from app.lessons.findings import Asked, Found
from app.lessons.lesson import Choice, LessonError, Written
from app.lessons.places import place_of
from model.network import key_of

Reads = Callable[[Choice, Asked], Any]  # the value that a choice stands for
OTHER, NEVER = "other", "never"
RANGE = re.compile(r"(\d{1,6})(?: to (\d{1,6})| (or more))?")


def a_word(choice: Choice, _: Asked) -> str:
    return key_of(choice.value)


def a_place(choice: Choice, asked: Asked) -> int:
    return place_of(Written(choice.value, choice.line), asked.walk.tokens)


def a_range(choice: Choice, _: Asked) -> range:
    """``3``, ``1 to 3``, ``10 or more``"""
    found = RANGE.fullmatch(choice.value)
    if not found:
        raise LessonError(choice.line, "writing.fault.no-range", "writing.mend.no-range", value=choice.value[:20])
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
        slots = {"value": choice.value[:20], "names": values}
        raise LessonError(choice.line, "writing.fault.no-value-here", "writing.mend.one-of", **slots)
    return choice.value


class Kind(NamedTuple):
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
        (),
        ("cell",),
        a_word,
        ("answer", "percent", "second", "second_percent"),
        findings.answer,
    ),
    "change": Kind((), ONE, a_place, ("word", "before", "after"), findings.change, walks=2),
    "gate": Kind(
        ("gate", "at"),
        ONE,
        one_of("above", "below"),
        ("gate", "word", "value", "percent"),
        findings.half,
    ),
    "knows": Kind(
        ("word",),
        ("cell",),
        one_of("yes", "no"),
        ("cell", "word", "answer", "percent"),
        findings.knows,
    ),
    "learned": Kind(
        ("word",),
        (),
        a_range,
        ("word", "updates", "of", "answer"),
        findings.learned,
        walks=4,  # twenty, of a network with a fifth of the units
    ),
    "most open": Kind(("at",), ONE, a_gate, ("gate", "word", "value"), findings.most_open),
    "where": Kind(("gate",), ONE, a_place, ("gate", "word", "value"), findings.where),
    "unit": Kind(
        ("gate", "at"),
        ONE,
        a_word,
        ("gate", "word", "unit", "value"),
        findings.unit,
        makes_choices=True,
    ),
    "holders": Kind((), ONE, a_range, ("units", "of"), findings.holders),
    "lasts": Kind(
        ("at",),
        ONE,
        a_range,
        ("before", "word", "words", "last"),
        findings.lasts,
        walks=2,
    ),
    "term": Kind(
        ("gate", "at"),
        ONE,
        one_of("word", "before", "bias"),
        ("word", "before", "bias", "total", "value", "unit"),
        findings.term,
    ),
    "reaches": Kind(
        ("cells", "at", "word"),
        (),
        a_cell,
        ("cell", "share", "other", "other_share"),
        findings.reaches,
        walks=3,
    ),
    "beyond": Kind(
        (),
        ("cell",),
        one_of("yes", "no"),
        ("unit", "value", "word"),
        findings.beyond,
    ),
    "weights": Kind(
        ("cells",),
        (),
        a_cell,
        ("cell", "weights", "other", "other_weights"),
        findings.weights,
    ),
}


def _itself(choice: Choice, _: Asked) -> str:
    return choice.value


def _range(choice: Choice, asked: Asked) -> str:
    first, *rest = map(int, re.findall(r"\d+", choice.value))
    if rest:
        return asked.speech.say("writing.choice.range", first=first, last=rest[0])
    return asked.speech.say("writing.choice.at-least", first=first) if "more" in choice.value else asked.count(first)


NAMES: Mapping[Reads, Callable[[Choice, Asked], str]] = {
    a_word: _itself,
    a_place: _itself,
    a_range: _range,
    a_gate: lambda choice, asked: asked.gates[choice.value],
    a_cell: lambda choice, asked: asked.title(choice.value),
}


def read_as(choice: Choice, asked: Asked) -> str:
    """What students read. What has no arrow is named in the language of the lesson, unless it is a word of the sentence."""
    if choice.text != choice.value:
        return choice.text
    name = NAMES.get(KINDS[asked.question.kind].reads)
    if name and choice.value not in (OTHER, NEVER):
        return name(choice, asked)
    return asked.speech.say(f"writing.choice.{choice.value}")


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
        slots = {"right": said, "count": len(fit)}
        raise LessonError(line, "writing.fault.right-in-several", "writing.mend.right-in-several", **slots)
    raise LessonError(line, "writing.fault.right-in-none", "writing.mend.right-in-none", right=said)
