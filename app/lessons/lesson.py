"""What a lesson consists of, and what may be wrong in one. Everything knows the line of the text that it stands in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Any, NamedTuple

from texts import Catalogue, Said


class Fault(NamedTuple):
    """``line``: from 1; ``mend``: what to do."""

    line: int
    what: Said
    mend: Said | None = None

    @property
    def said(self) -> Said:
        slots = {"line": str(self.line), "what": self.what, "mend": self.mend}
        return Said("writing.fault-and-mend" if self.mend else "writing.fault", slots)

    def __str__(self) -> str:
        return str(self.said)

    def to_json(self, speech: Catalogue) -> dict[str, Any]:
        return {"line": self.line, "what": speech.shown(self.what), "mend": speech.shown(self.mend) if self.mend else ""}


def fault(line: int, what: str, mend: str = "", **slots: object) -> Fault:
    """``what``, ``mend``: ids of texts, which have the same slots."""
    return Fault(line, Said(what, slots), Said(mend, slots) if mend else None)


class LessonError(ValueError):
    """Something in the text of a lesson is not right."""

    def __init__(self, line: int, what: str, mend: str = "", **slots: object) -> None:
        self.fault = fault(line, what, mend, **slots)
        super().__init__(str(self.fault))


def no_such(name: str, known: Sequence[str], line: int, before: str = "") -> LessonError:
    """``before``: what stands before the name, and before each that is known."""
    near = get_close_matches(name, known, 1)
    mend = "writing.mend.near-value" if near else "writing.mend.one-of"
    slots = {"name": before + name[:20], "near": before + "".join(near), "names": [before + one for one in known]}
    return LessonError(line, "writing.fault.no-such-value", mend, **slots)


class Written(NamedTuple):
    text: str
    line: int


@dataclass(frozen=True)
class Link:
    """What stands behind the # of an address, name by name, as it was written."""

    page: str
    values: Mapping[str, str]
    line: int


@dataclass(frozen=True)
class Choice:
    value: str  # what it stands for: a word, `above`, `f`, `1 to 3`
    text: str
    line: int


@dataclass(frozen=True)
class Question:
    kind: str
    fields: Mapping[str, Written]
    ask: str
    choices: tuple[Choice, ...]
    reveals: tuple[Choice, ...]  # by what is right; with the value "" for all others
    line: int


@dataclass(frozen=True)
class Step:
    title: str
    say: tuple[str, ...]
    link: Link | None
    look: tuple[str, ...]  # parts of the page
    question: Question | None
    line: int


@dataclass(frozen=True)
class Item:
    """Of a worksheet. The key may have slots such as ``{2.answer}``."""

    question: str
    key: Written


@dataclass(frozen=True)
class Lesson:
    title: str
    for_whom: str
    minutes: int
    aim: str
    mistakes: tuple[str, ...]
    discuss: tuple[str, ...]
    worksheet: tuple[Item, ...]
    steps: tuple[Step, ...]
