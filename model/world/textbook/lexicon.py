"""The things, people and places of the stories, and the vocabulary that they make."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from model.network import BLANK, Vocabulary, key_of
from model.world.lists import DATA, lines_of, table_of
from model.world.nouns import ITEMS, LOOKS, SIGNS, Country, Person, Thing
from model.world.templates import Word
from model.world.textbook.grammar import FOLDER, grammar, sentences

OWN = FOLDER / "data"


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
        countries=tuple(Country(*row) for row in table_of(DATA / "countries.tsv", 3)),
        things=tuple(Thing(*row) for row in table_of(OWN / "things.tsv", 3)),
        people=tuple(Person(*row) for row in table_of(OWN / "people.tsv", 2)),
        trades=tuple(row[0] for row in table_of(DATA / "trades.tsv", 2)),
        adjectives=tuple(lines_of(DATA / "adjectives.txt")),
        objects=tuple((row[0], row[1]) for row in table_of(OWN / "number.tsv", 2)),
        prepositions=tuple(lines_of(OWN / "prepositions.txt")),
    )


@cache
def vocabulary() -> Vocabulary:
    """Every word that the training stories can hold."""
    words = lexicon()
    entries = [*SIGNS, BLANK, "a", "an", "she", "he", "is", "are", *LOOKS, *ITEMS]
    for country in words.countries:
        entries += [country.name, country.capital, country.language]
    for thing in words.things:
        entries += [thing.name, thing.kind]
    entries += [person.name for person in words.people]
    entries += [*words.trades, *words.adjectives, *(form for pair in words.objects for form in pair), *words.prepositions]
    lists = [*grammar().values(), sentences("fillers_train.txt"), sentences("distractors_train.txt")]
    entries += [piece.text for some in lists for template in some for piece in template if isinstance(piece, Word)]
    return Vocabulary({key_of(word): word for word in reversed(entries)}.values())
