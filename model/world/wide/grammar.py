"""What the stories say, read from ``patterns/``: sentences in the language of ``patterns.py``, and lists."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from model.network import PIECE_APART
from model.world.lists import DATA, lines_of
from model.world.templates import SLOT, Template, name_of, template
from model.world.wide.derived import with_derived
from model.world.wide.patterns import Pattern, parse

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Sentences:
    """A pattern, and the slots in it."""

    pattern: Pattern
    slots: frozenset[str]


@lru_cache(20_000)
def pieces_of(sentence: str) -> Template:
    """The words and slots of an expanded pattern."""
    return template(sentence, PIECE_APART)


@cache
def lists() -> dict[str, tuple[str, ...]]:
    """The lines under each heading, such as ``topic: tell`` (from topic.txt) or ``quest: looks``."""
    by_heading: dict[str, list[str]] = {}
    for path in sorted((FOLDER / "patterns").glob("*.txt")):
        heading = path.stem
        for line in lines_of(path):
            if line.startswith("== "):
                heading = f"{path.stem}: {line.removeprefix('== ').strip()}"
            else:
                by_heading.setdefault(heading, []).append(line)
    return {heading: tuple(lines) for heading, lines in with_derived(by_heading).items()}


@cache
def grammar() -> dict[str, tuple[Sentences, ...]]:
    """The same lines as patterns."""
    return {heading: tuple(map(sentences_of, lines)) for heading, lines in lists().items()}


@cache
def sentences(file: str) -> tuple[Sentences, ...]:
    """The patterns of a list that both worlds read."""
    return tuple(map(sentences_of, lines_of(DATA / file)))


def sentences_of(line: str) -> Sentences:
    return Sentences(parse(line), frozenset(name_of(match) for match in SLOT.finditer(line)))


def rows(heading: str) -> list[list[str]]:
    """A list of several columns."""
    return [[cell.strip() for cell in line.split("\t")] for line in lists().get(heading, ())]
