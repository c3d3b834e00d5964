"""The kinds of questions: what each needs to know, what its choices may be, and how what is right is found.

A choice stands for a value. ``other`` stands for whatever no other choice does, ``never`` for what does not happen.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from app.lessons import findings
from app.lessons.findings import Finding, Inquiry
from app.lessons.lesson import Choice, LessonError, Written
from app.lessons.places import place_of
from model.network import key_of

Reads = Callable[[Choice, Inquiry], Any]  # the value that a choice stands for
OTHER, NEVER = "other", "never"
RANGE = re.compile(r"(\d{1,6})(?: to (\d{1,6})| (or more))?")


def a_word(choice: Choice, _: Inquiry) -> str:
    return key_of(choice.value)


def a_place(choice: Choice, inquiry: Inquiry) -> int:
    return place_of(Written(choice.value, choice.line), inquiry.walk.tokens)


def a_range(choice: Choice, _: Inquiry) -> range:
    """``3``, ``1 to 3``, ``10 or more``"""
    match = RANGE.fullmatch(choice.value)
    if not match:
        raise LessonError(choice.line, "writing.fault.no-range", "writing.mend.no-range", value=choice.value[:20])
    return range(int(match[1]), 10**6 if match[3] else int(match[2] or match[1]) + 1)


def one_of(*values: str) -> Reads:
    def read(choice: Choice, inquiry: Inquiry) -> str:
        return _among(choice, values)

    return read


def a_gate(choice: Choice, inquiry: Inquiry) -> str:
    return _among(choice, tuple(inquiry.gates))


def a_cell(choice: Choice, inquiry: Inquiry) -> str:
    return _among(choice, inquiry.cells)


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
    find: Callable[[Inquiry], Finding]
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
        ("gate", "word", "value", "percent", "units"),
        findings.half,
    ),
    "lead": Kind(
        ("word", "over"),
        ONE,
        one_of("fact", "others"),
        ("word", "over", "fact", "others", "units", "unit"),
        findings.lead,
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


def _itself(choice: Choice, _: Inquiry) -> str:
    return choice.value


def _range(choice: Choice, inquiry: Inquiry) -> str:
    first, *rest = map(int, re.findall(r"\d+", choice.value))
    if rest:
        return inquiry.speech.say("writing.choice.range", first=first, last=rest[0])
    return inquiry.speech.say("writing.choice.at-least", first=first) if "more" in choice.value else inquiry.count(first)


NAMES: Mapping[Reads, Callable[[Choice, Inquiry], str]] = {
    a_word: _itself,
    a_place: _itself,
    a_range: _range,
    a_gate: lambda choice, inquiry: inquiry.gates[choice.value],
    a_cell: lambda choice, inquiry: inquiry.title(choice.value),
}


def read_as(choice: Choice, inquiry: Inquiry) -> str:
    """What students read. What has no arrow is named in the language of the lesson, unless it is a word of the sentence."""
    if choice.text != choice.value:
        return choice.text
    name = NAMES.get(KINDS[inquiry.question.kind].reads)
    if name and choice.value not in (OTHER, NEVER):
        return name(choice, inquiry)
    return inquiry.speech.say(f"writing.choice.{choice.value}")


def right_choice(inquiry: Inquiry, choices: tuple[Choice, ...], right: Any) -> int:
    """The number of the one choice that is right, or what is wrong with the choices."""
    reads, line = KINDS[inquiry.question.kind].reads, inquiry.question.line
    values = {n: reads(choice, inquiry) for n, choice in enumerate(choices) if choice.value not in (OTHER, NEVER)}
    fit = [n for n, value in values.items() if (right in value if isinstance(value, range) else right == value)]
    fit += [n for n, choice in enumerate(choices) if choice.value == NEVER and right is None]
    fit = fit or [n for n, choice in enumerate(choices) if choice.value == OTHER]
    if len(fit) == 1:
        return fit[0]
    said = inquiry.word(right) if reads is a_place and right is not None else NEVER if right is None else right
    if fit:
        slots = {"right": said, "count": len(fit)}
        raise LessonError(line, "writing.fault.right-in-several", "writing.mend.right-in-several", **slots)
    raise LessonError(line, "writing.fault.right-in-none", "writing.mend.right-in-none", right=said)
