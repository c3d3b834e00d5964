"""The templates of the stories, read from ``grammar.txt`` and from lists of sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from model.network import PIECE

FOLDER = Path(__file__).parent
SLOT = re.compile(r"\{(\w+)\}|<(\w+)>")


@dataclass(frozen=True)
class Word:
    """A word that stands as it is."""

    text: str


@dataclass(frozen=True)
class Slot:
    """A word to be filled in; ``asked`` if the facts determine it and the network must answer it."""

    name: str
    asked: bool


Template = tuple[Word | Slot, ...]


def template(sentence: str) -> Template:
    pieces: list[Word | Slot] = []
    start = 0
    for found in SLOT.finditer(sentence):
        pieces += [Word(piece.group()) for piece in PIECE.finditer(sentence[start : found.start()])]
        pieces.append(Slot(found[1] or found[2], asked=found[2] is not None))
        start = found.end()
    return (*pieces, *(Word(piece.group()) for piece in PIECE.finditer(sentence[start:])))


@cache
def grammar() -> dict[str, tuple[Template, ...]]:
    """The templates under each heading of ``grammar.txt``, such as ``topic: tell``."""
    found: dict[str, list[Template]] = {}
    heading = ""
    for line in lines_of(FOLDER / "grammar.txt"):
        if line.startswith("["):
            heading = line.strip("[]")
            found[heading] = []
        else:
            found[heading].append(template(line))
    return {heading: tuple(templates) for heading, templates in found.items()}


@cache
def sentences(file: str) -> tuple[Template, ...]:
    """The templates of a list of sentences under ``data/``."""
    return tuple(template(line) for line in lines_of(FOLDER / "data" / file))


def lines_of(path: Path) -> list[str]:
    """The lines of a data file, without comments and empty lines."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]
