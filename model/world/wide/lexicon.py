"""The things, people and places of the stories, and the vocabulary that they make."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from model.network import BLANK, Vocabulary, key_of
from model.world.lists import DATA, lines_of, table_of
from model.world.nouns import ITEMS, LOOKS, SIGNS, Country, Person, Thing
from model.world.templates import SLOT, Word
from model.world.textbook import vocabulary as textbook_vocabulary
from model.world.wide.grammar import FOLDER, Sentences, grammar, lists, pieces_of, rows
from model.world.wide.patterns import covering

OWN = FOLDER / "data"
NUMBERS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
FIGURES = tuple(str(number) for number in range(len(NUMBERS)))
PRONOUNS = {  # subject, possessive, object, what is somebody's own, and who is meant again
    "she": ("she", "her", "her", "hers", "herself"),
    "he": ("he", "his", "him", "his", "himself"),
}


@dataclass(frozen=True)
class Lexicon:
    countries: tuple[Country, ...]
    articles: frozenset[str]  # countries that stand with "the"
    things: tuple[Thing, ...]
    people: tuple[Person, ...]
    phrases: tuple[Person, ...]  # who is not called by name
    trades: tuple[str, ...]
    adjectives: tuple[str, ...]
    objects: tuple[tuple[str, str], ...]  # one, many
    groups: tuple[tuple[str, str], ...]  # the same of people
    near: tuple[str, ...]  # phrases with another noun
    items: tuple[str, ...]
    nouns: tuple[str, ...]  # anything that one can have
    looks: tuple[str, ...]
    places: tuple[str, ...]


@cache
def lexicon() -> Lexicon:
    countries = table_of(DATA / "countries.tsv", 4) + table_of(OWN / "more_countries.tsv", 4)
    peoples = {row[0]: row[1] for row in table_of(OWN / "peoples.tsv", 2)}
    taken = {key_of(row[0]) for row in countries} | {key_of(word) for word in _spoken()[0]}
    people = [row for row in table_of(OWN / "people.tsv", 2) if key_of(row[0]) not in taken]
    return Lexicon(
        countries=tuple(Country(row[0], row[1], row[2], peoples.get(row[0], "")) for row in countries),
        articles=frozenset(row[0] for row in countries if row[3] == "the"),
        things=tuple(Thing(*[*row, "", ""][:3]) for row in rows("kind: things")),
        people=_people(people),
        phrases=_people(table_of(OWN / "phrases.tsv", 2)),
        trades=tuple(row[0] for row in table_of(DATA / "trades.tsv", 2)),
        adjectives=tuple(lines_of(DATA / "adjectives.txt")),
        objects=tuple((row[0], row[1]) for row in rows("number: pairs")),
        groups=tuple((row[0], row[1]) for row in rows("number: people pairs")),
        near=lists().get("number: near", ("beside the {other}",)),
        items=lists().get("quest: items", ITEMS),
        nouns=tuple(row[0] for row in rows("number: pairs")) + tuple(row[0] for row in rows("kind: things") if row[2:]),
        looks=lists().get("quest: looks", LOOKS),
        places=lists().get("quest: places", ()),
    )


def _people(table: list[list[str]]) -> tuple[Person, ...]:
    return tuple(Person(name, "" if pronoun == "both" else pronoun) for name, pronoun in table)


@cache
def _spoken() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of the patterns themselves: those within a sentence, as they are spelled, and those that begin one."""
    within: dict[str, str] = {}
    beginning: dict[str, str] = {}
    for word, begins in _words(one for some in grammar().values() for one in some):
        (beginning if begins else within).setdefault(key_of(word), word)
    return tuple(within.values()), tuple(_small(word) for key, word in beginning.items() if key not in within)


def _words(patterns: Iterable[Sentences]) -> Iterable[tuple[str, bool]]:
    """Each word, and whether a sentence begins with it."""
    for one in patterns:
        for text in covering(one.pattern):
            begins = "\t" not in text  # lists of pairs are no sentences
            for piece in pieces_of(text):
                if isinstance(piece, Word):
                    yield piece.text, begins
                begins = isinstance(piece, Word) and (piece.text in ('"', ".", "!", "?", ":") or (begins and piece.text == "'"))


def _fixed() -> Iterable[str]:
    """Answers that stand in a sentence as they are."""
    return (slot[1:] for some in grammar().values() for one in some for slot in sorted(one.slots) if slot.startswith("="))


def _small(word: str) -> str:
    return word if word == "I" or word.startswith(("I'", "I’")) else word[:1].lower() + word[1:]


def _answers(heading: str) -> list[str]:
    """The last column of a list, of which each is one word to the network, as is *ice cream*; a list has no slots."""
    last = [row[-1] for row in rows(heading)]
    return [] if any(SLOT.search(one) for one in last) else last


@cache
def vocabulary() -> Vocabulary:
    """Every word that the training stories can hold."""
    words, textbook = lexicon(), textbook_vocabulary()
    entries = [
        *SIGNS,
        "'s",
        BLANK,
        "a",
        "an",
        "the",
        *LOOKS,
        *ITEMS,
        *NUMBERS,
        *FIGURES,
        *(word for forms in PRONOUNS.values() for word in forms),
    ]
    entries += [*_spoken()[0], *_spoken()[1]]
    for country in words.countries:
        entries += [country.name, country.capital, country.language, *([country.people] if country.people else [])]
    for thing in words.things:
        entries += [thing.name, thing.kind]
    entries += [person.name for person in words.people]
    entries += [word for person in words.phrases for word in person.name.split()]
    entries += [*words.trades, *words.adjectives, *(form for pair in words.objects for form in pair)]
    entries += [answer for heading in lists() if heading.startswith("common: ") for answer in _answers(heading)]
    entries += [*words.items, *words.looks, *words.places, *_fixed(), *textbook.words]
    return Vocabulary({key_of(word): word for word in reversed(entries)}.values())
