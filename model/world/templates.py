"""Templates: the words of a sentence, and the slots that are filled in when it is said."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

SLOT = re.compile(r"\{(\w+)\}|<(=?\w+)>")  # ``<=water>`` asks for that word itself


@dataclass(frozen=True)
class Word:
    """A word that stands as it is."""

    text: str


@dataclass(frozen=True)
class Slot:
    """A word to be filled in; ``is_answer`` if the facts determine it and the network must answer it."""

    name: str
    is_answer: bool


Template = tuple[Word | Slot, ...]


def template(sentence: str, piece: re.Pattern[str]) -> Template:
    """``piece`` finds one word or sign after another."""
    pieces: list[Word | Slot] = []
    start = 0
    for match in SLOT.finditer(sentence):
        pieces += _words(piece, sentence[start : match.start()])
        pieces.append(Slot(name_of(match), is_answer=match[2] is not None))
        start = match.end()
    return (*pieces, *_words(piece, sentence[start:]))


def _words(piece: re.Pattern[str], text: str) -> Iterable[Word]:
    return (Word(match.group()) for match in piece.finditer(text))


def name_of(slot: re.Match[str]) -> str:
    """A slot at the beginning of a sentence may be written with a capital letter, as may what fills it."""
    name = slot[1] or slot[2]
    return name if name.startswith("=") else name.lower()
