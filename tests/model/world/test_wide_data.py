"""The lists and sentences that stories draw from: complete, free of clashes, and true as far as a sample can show."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path
from random import Random

import pytest

import model.world
from model.world.wide import grammar, lexicon
from model.world.wide.grammar import lists, rows
from model.world.wide.patterns import covering, expand
from tests.together import of_each

WORLD = Path(model.world.__file__).parent
WIDE = WORLD / "wide"
FILES = sorted(path.relative_to(WIDE).as_posix() for path in WIDE.rglob("*") if path.suffix in (".txt", ".tsv"))
TABLES = {
    "data/more_countries.tsv": ("country", "capital", "language", "article"),
    "data/peoples.tsv": ("country", "people"),
    "data/people.tsv": ("name", "pronoun"),
    "data/phrases.tsv": ("phrase", "pronoun"),
}
HELD_OUT = (
    "data/fillers_held_out.txt",
    "data/distractors_held_out.txt",
    "data/ordinary_english.txt",
    "data/descriptions_held_out.txt",
)
ALIASES = {"England", "Great Britain", "UK", "USA", "United States of America", "America", "Holland"}
WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*")


def lines_of(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]


def rows_of(file: str) -> list[dict[str, str]]:
    table = csv.DictReader(lines_of(WIDE / file), delimiter="\t", quoting=csv.QUOTE_NONE, restval="")
    return [{column: row[column] for column in TABLES[file]} for row in table]


def words_of(sentence: str) -> tuple[str, ...]:
    return tuple(word.casefold() for word in WORD.findall(re.sub(r"\{\w+\}", "", sentence)))


def article_for(word: str) -> str:
    return "an" if word[0].casefold() in "aeiou" else "a"


# The files


@pytest.mark.parametrize("file", FILES)
def test_a_file_is_plain_text_with_one_kind_of_line_end(file: str) -> None:
    text = (WIDE / file).read_bytes().decode("utf-8")
    assert "\r" not in text and text.endswith("\n") and not text.endswith("\n\n")
    assert text == unicodedata.normalize("NFC", text)
    assert not [line for line in text.splitlines() if line != line.rstrip(" ") or "  " in line]


@pytest.mark.parametrize("file", FILES)
def test_a_file_begins_with_a_comment_that_says_what_it_is(file: str) -> None:
    assert (WIDE / file).read_text(encoding="utf-8").startswith("# ")


@pytest.mark.parametrize(("file", "columns"), TABLES.items())
def test_every_row_of_a_table_fills_the_columns_of_its_header_and_none_stands_twice(file: str, columns: tuple[str, ...]) -> None:
    assert tuple(lines_of(WIDE / file)[0].split("\t")) == columns
    for line in lines_of(WIDE / file):
        assert len(line.split("\t")) <= len(columns)
        assert all(line.split("\t")[:2])
    entries = Counter(row[columns[0]].casefold() for row in rows_of(file))
    assert max(entries.values()) == 1


TWICE = {"quest: items", "origin: ask country of a person"}  # some lines of these are said twice as often as others


@of_each(sorted(set(lists()) - TWICE))
def test_no_sentence_stands_twice_under_a_heading(heading: str) -> None:
    twice = {line for line, count in Counter(lists()[heading]).items() if count > 1}
    assert not twice


# What the tables say


def test_no_two_countries_share_a_capital_but_by_another_name() -> None:
    capitals = Counter(country.capital for country in lexicon().countries if country.name not in ALIASES)
    assert max(capitals.values()) == 1
    assert len(capitals) >= 190


def test_a_capital_is_called_like_a_country_only_if_it_is_its_own() -> None:
    countries = {country.name for country in lexicon().countries}
    for country in lexicon().countries:
        assert country.capital not in countries or country.capital == country.name


def test_there_are_many_people_of_both_sorts_and_some_whose_names_do_not_tell() -> None:
    pronouns = Counter(person.pronoun for person in lexicon().people)
    assert set(pronouns) == {"she", "he", ""}
    assert pronouns["she"] > 450 and pronouns["he"] > 450 and pronouns[""] > 60


def test_nobody_is_called_like_a_country_or_like_a_word_of_the_sentences() -> None:
    people = {person.name.casefold() for person in lexicon().people}
    assert not people & {country.name.casefold() for country in lexicon().countries}
    assert not people & {"will", "may", "mark", "rose", "hope", "jordan", "georgia"}


def test_a_thing_has_the_article_its_first_letter_wants_or_none_if_it_is_a_substance() -> None:
    for thing in lexicon().things:
        assert thing.article in ("", article_for(thing.name)), thing
    assert Counter(thing.kind for thing in lexicon().things)["metal"] >= 8


def test_an_object_looks_different_in_the_plural() -> None:
    singular, plural = ({pair[n] for pair in lexicon().objects} for n in (0, 1))
    assert not singular & plural
    assert len(plural) == len(lexicon().objects)
    assert ("key", "keys") in lexicon().objects


def test_days_and_months_follow_each_other_round() -> None:
    for heading, count in (("common: day pairs", 7), ("common: month pairs", 12)):
        follows = {pair[0]: pair[1] for pair in rows(heading)}
        day = first = next(iter(follows))
        for _ in range(count):
            day = follows[day]
        assert len(follows) == count and day == first


def test_a_people_belongs_to_a_country_that_there_is() -> None:
    countries = {country.name for country in lexicon().countries}
    assert {row["country"] for row in rows_of("data/peoples.tsv")} <= countries
    assert sum(bool(country.people) for country in lexicon().countries) > 120


# The sentences


def test_he_and_she_are_met_about_equally_often_in_what_changes_nothing() -> None:
    random, fillers = Random(1), grammar()["mention: filler"]
    words = Counter(word for one in fillers for _ in range(10) for word in words_of(expand(one.pattern, random)))
    assert 0.8 < words["he"] / words["she"] < 1.25


@pytest.mark.parametrize("heading", ["mention: filler", "mention: no country", "mention: numbers and dates"])
def test_a_filler_names_no_country(heading: str) -> None:
    names = {country.name.casefold() for country in lexicon().countries} - {"america"}  # there is South America
    for one, line in zip(grammar()[heading], lists()[heading], strict=True):
        assert not one.slots & {"name", "other", "country"}, line
        assert not set(words_of(line)) & names, line


def test_no_sentence_of_the_evaluation_is_in_a_training_text() -> None:
    trained = {words_of(text) for some in grammar().values() for one in some for text in covering(one.pattern)}
    for file in HELD_OUT:
        assert not [line for line in lines_of(WORLD / file) if words_of(line) in trained], file
