"""What a lesson consists of, and what may be wrong in one. Everything knows the line of the text that it stands in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple


class Fault(NamedTuple):
    """``line``: from 1; ``mend``: what to do."""

    line: int
    what: str
    mend: str = ""

    def __str__(self) -> str:
        return f"line {self.line}: {self.what}" + (f"; {self.mend}" if self.mend else "")


class LessonError(ValueError):
    """Something in the text of a lesson is not right."""

    def __init__(self, line: int, what: str, mend: str = "") -> None:
        self.fault = Fault(line, what, mend)
        super().__init__(str(self.fault))


class Said(NamedTuple):
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
    fields: Mapping[str, Said]
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
    key: Said


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
