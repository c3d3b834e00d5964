"""The things, people and places of the stories, and the vocabulary that they make."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from model.network import BLANK, Vocabulary, key_of
from model.world.grammar import FOLDER, Word, grammar, lines_of, sentences

LOOKS = ("silver", "golden", "rusty", "old", "new", "heavy", "red", "blue")
ITEMS = ("key", "rope", "torch", "sword")
SIGNS = (".", ",", "?", "!", ":", ";", "'", '"', "(", ")", "-", "…", "...", BLANK)


@dataclass(frozen=True)
class Country:
    name: str
    capital: str
    language: str


@dataclass(frozen=True)
class Thing:
    name: str
    kind: str
    article: str  # empty for a substance, such as iron


@dataclass(frozen=True)
class Person:
    name: str
    pronoun: str


@dataclass(frozen=True)
class Lexicon:
    countries: tuple[Country, ...]
    things: tuple[Thing, ...]
    people: tuple[Person, ...]
    trades: tuple[str, ...]
    adjectives: tuple[str, ...]
    objects: tuple[tuple[str, str], ...]  # one, many
    prepositions: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    return Lexicon(
        countries=tuple(Country(*row) for row in _rows("countries.tsv", 3)),
        things=tuple(Thing(*row) for row in _rows("things.tsv", 3)),
        people=tuple(Person(*row) for row in _rows("people.tsv", 2)),
        trades=tuple(row[0] for row in _rows("trades.tsv", 2)),
        adjectives=tuple(lines_of(FOLDER / "data" / "adjectives.txt")),
        objects=tuple((row[0], row[1]) for row in _rows("number.tsv", 2)),
        prepositions=tuple(lines_of(FOLDER / "data" / "prepositions.txt")),
    )


def _rows(file: str, columns: int) -> list[list[str]]:
    """The rows of a table, below its line of headings."""
    lines = (FOLDER / "data" / file).read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line.strip() and not line.startswith("#")][1:]
    return [(row + [""] * columns)[:columns] for row in rows]


@cache
def vocabulary() -> Vocabulary:
    """Every word that the training stories can hold."""
    words = lexicon()
    found = [*SIGNS, "a", "an", "she", "he", "is", "are", *LOOKS, *ITEMS]
    for country in words.countries:
        found += [country.name, country.capital, country.language]
    for thing in words.things:
        found += [thing.name, thing.kind]
    found += [person.name for person in words.people]
    found += [*words.trades, *words.adjectives, *(form for pair in words.objects for form in pair), *words.prepositions]
    lists = [*grammar().values(), sentences("fillers_train.txt"), sentences("distractors_train.txt")]
    found += [piece.text for some in lists for template in some for piece in template if isinstance(piece, Word)]
    return Vocabulary({key_of(word): word for word in reversed(found)}.values())
