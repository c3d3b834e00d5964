"""The templates of the stories, read from ``grammar.txt`` and from lists of sentences."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from model.network import PIECE
from model.world.lists import DATA, lines_of
from model.world.templates import Template, template

FOLDER = Path(__file__).parent


@cache
def grammar() -> dict[str, tuple[Template, ...]]:
    """The templates under each heading of ``grammar.txt``, such as ``topic: tell``."""
    by_heading: dict[str, list[Template]] = {}
    heading = ""
    for line in lines_of(FOLDER / "grammar.txt"):
        if line.startswith("["):
            heading = line.strip("[]")
            by_heading[heading] = []
        else:
            by_heading[heading].append(template(line, PIECE))
    return {heading: tuple(templates) for heading, templates in by_heading.items()}


@cache
def sentences(file: str) -> tuple[Template, ...]:
    """The templates of a list of sentences: one of its own, or one that both worlds read."""
    path = FOLDER / "data" / file
    return tuple(template(line, PIECE) for line in lines_of(path if path.exists() else DATA / file))
