"""The lists the stories draw from: complete, free of clashes, and true as far as a sample can show."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest

WORLD = Path(__file__).parents[3] / "model" / "world"
FILES = {path.name: path for folder in ("data", "textbook/data") for path in (WORLD / folder).iterdir() if path.is_file()}
TABLES = {
    "countries.tsv": ("country", "capital", "language", "article"),
    "things.tsv": ("thing", "kind", "article"),
    "people.tsv": ("name", "pronoun"),
    "trades.tsv": ("trade", "article"),
    "number.tsv": ("singular", "plural"),
}
WORD_LISTS = ("adjectives.txt", "prepositions.txt")
FILLERS = ("fillers_train.txt", "fillers_held_out.txt")
DISTRACTORS = ("distractors_train.txt", "distractors_held_out.txt")
SENTENCES = (*FILLERS, *DISTRACTORS, "ordinary_english.txt")
KINDS = {"fruit", "vegetable", "fish", "bird", "flower", "tree", "metal", "drink"}
KEY_WORDS = {"silver", "golden", "rusty", "key", "keys", "rope", "ropes", "torch", "torches", "sword", "swords"}
OTHER_ANSWERS = {"she", "he", "her", "him", "his", "is", "are"}
ASKING_WORDS = {"capital", "country", "language", "speak", "visit"}
WORD = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*")
NAME = re.compile(r"[^\W\d_]+(?:['\-][^\W\d_]+)*(?: [^\W\d_]+(?:['\-][^\W\d_]+)*)*")
ACCENTED = set("ãéí")  # Malé, Mooré, São Tomé and Príncipe: nothing else is usual in English with an accent

FACTS = [
    ("Argentina", "Buenos Aires", "Spanish"),
    ("Australia", "Canberra", "English"),
    ("Bhutan", "Thimphu", "Dzongkha"),
    ("Brazil", "Brasilia", "Portuguese"),
    ("Bulgaria", "Sofia", "Bulgarian"),
    ("Cambodia", "Phnom Penh", "Khmer"),
    ("Canada", "Ottawa", "English"),
    ("China", "Beijing", "Chinese"),
    ("Egypt", "Cairo", "Arabic"),
    ("Ethiopia", "Addis Ababa", "Amharic"),
    ("Greece", "Athens", "Greek"),
    ("Iceland", "Reykjavik", "Icelandic"),
    ("India", "New Delhi", "Hindi"),
    ("Iran", "Tehran", "Persian"),
    ("Ivory Coast", "Yamoussoukro", "French"),
    ("Japan", "Tokyo", "Japanese"),
    ("Madagascar", "Antananarivo", "Malagasy"),
    ("Mongolia", "Ulaanbaatar", "Mongolian"),
    ("Myanmar", "Naypyidaw", "Burmese"),
    ("Norway", "Oslo", "Norwegian"),
    ("Paraguay", "Asuncion", "Spanish"),
    ("Philippines", "Manila", "Filipino"),
    ("Poland", "Warsaw", "Polish"),
    ("Rwanda", "Kigali", "Kinyarwanda"),
    ("Suriname", "Paramaribo", "Dutch"),
    ("Tanzania", "Dodoma", "Swahili"),
    ("Turkey", "Ankara", "Turkish"),
]


def lines_of(file: str) -> list[str]:
    """The lines of a file without the comments at its top."""
    return [line for line in FILES[file].read_text(encoding="utf-8").splitlines() if not line.startswith("#")]


def rows_of(file: str) -> list[dict[str, str]]:
    return list(csv.DictReader(lines_of(file), delimiter="\t", quoting=csv.QUOTE_NONE))


def column(file: str, name: str) -> list[str]:
    return [row[name] for row in rows_of(file)]


def words_of(sentence: str) -> list[str]:
    return [word.casefold() for word in WORD.findall(sentence)]


def words_in(file: str) -> set[str]:
    return {word for sentence in lines_of(file) for word in words_of(sentence)}


def names_in(sentence: str, names: set[str]) -> set[str]:
    """Those of ``names``, also names of several words, that stand in the sentence."""
    text = f" {' '.join(words_of(sentence))} "
    return {name for name in names if f" {name} " in text}


def folded(*columns: tuple[str, str]) -> set[str]:
    return {entry.casefold() for file, name in columns for entry in column(file, name)}


def article_for(word: str) -> str:
    return "an" if word[0].casefold() in "aeiou" else "a"


# The files


@pytest.mark.parametrize("file", sorted(FILES))
def test_a_file_is_plain_text_with_one_kind_of_line_end(file: str) -> None:
    text = FILES[file].read_bytes().decode("utf-8")
    assert "\r" not in text and text.endswith("\n") and not text.endswith("\n\n")
    assert text == unicodedata.normalize("NFC", text)
    assert all(line and line == line.rstrip(" ") and "  " not in line for line in text.splitlines())
    accented = {sign for sign in text if not sign.isascii()}
    assert accented <= (ACCENTED if file == "countries.tsv" else set())


@pytest.mark.parametrize("file", [*TABLES, *WORD_LISTS, *SENTENCES])
def test_comments_stand_only_at_the_top_of_a_file_and_say_what_it_is(file: str) -> None:
    comments = [line.startswith("#") for line in FILES[file].read_text(encoding="utf-8").splitlines()]
    assert comments[0] and comments == sorted(comments, reverse=True)


@pytest.mark.parametrize(("file", "columns"), TABLES.items())
def test_every_row_of_a_table_fills_the_columns_of_its_header(file: str, columns: tuple[str, ...]) -> None:
    assert tuple(lines_of(file)[0].split("\t")) == columns
    for line in lines_of(file):
        fields = line.split("\t")
        assert len(fields) <= len(columns)
        assert all(NAME.fullmatch(field) for field in fields if field)
        assert all(fields[:2])


@pytest.mark.parametrize(
    ("file", "fewest"),
    [
        ("countries.tsv", 190),
        ("things.tsv", 96),
        ("people.tsv", 80),
        ("trades.tsv", 28),
        ("number.tsv", 24),
    ],
)
def test_a_table_is_long_enough_and_says_nothing_twice(file: str, fewest: int) -> None:
    entries = [entry.casefold() for entry in column(file, TABLES[file][0])]
    assert len(entries) >= fewest
    assert len(set(entries)) == len(entries)


@pytest.mark.parametrize(
    ("file", "fewest"),
    [
        ("adjectives.txt", 16),
        ("prepositions.txt", 5),
        ("fillers_train.txt", 160),
        ("fillers_held_out.txt", 60),
        ("distractors_train.txt", 30),
        ("distractors_held_out.txt", 15),
        ("ordinary_english.txt", 120),
    ],
)
def test_a_list_is_long_enough_and_says_nothing_twice(file: str, fewest: int) -> None:
    entries = [entry.casefold() for entry in lines_of(file)]
    assert len(entries) >= fewest
    assert len(set(entries)) == len(entries)


# What the tables say


@pytest.mark.parametrize(("country", "capital", "language"), FACTS)
def test_a_country_has_the_capital_and_the_language_an_atlas_gives_it(country: str, capital: str, language: str) -> None:
    rows = [(row["country"], row["capital"], row["language"]) for row in rows_of("countries.tsv")]
    assert (country, capital, language) in rows


def test_no_two_countries_share_a_capital() -> None:
    capitals = Counter(name.casefold() for name in column("countries.tsv", "capital"))
    assert max(capitals.values()) == 1


def test_a_capital_is_called_like_a_country_only_if_it_is_its_own() -> None:
    countries = folded(("countries.tsv", "country"))
    for row in rows_of("countries.tsv"):
        assert row["capital"].casefold() not in countries or row["capital"] == row["country"]


def test_a_language_is_one_word_but_for_tok_pisin() -> None:
    assert {name for name in column("countries.tsv", "language") if " " in name} == {"Tok Pisin"}


def test_every_kind_has_its_things_and_no_kind_is_the_favourite() -> None:
    counts = Counter(column("things.tsv", "kind"))
    assert set(counts) == KINDS
    assert min(counts.values()) >= 11 and max(counts.values()) <= 1.5 * min(counts.values())


def test_a_thing_has_the_article_its_first_letter_wants_or_none_if_it_is_a_substance() -> None:
    for row in rows_of("things.tsv"):
        assert row["article"] in ("", article_for(row["thing"]))
        assert row["kind"] != "metal" or not row["article"]
    assert {row["kind"] for row in rows_of("things.tsv") if not row["article"]} <= {"vegetable", "metal", "drink"}


def test_a_trade_has_the_article_its_first_letter_wants() -> None:
    assert all(row["article"] == article_for(row["trade"]) for row in rows_of("trades.tsv"))


def test_a_first_letter_decides_the_article_of_an_adjective() -> None:
    misleading = re.compile(r"(?:h(?:on|our|eir)|uni|use|usu|eu|one)")
    assert not [word for word in lines_of("adjectives.txt") if misleading.match(word)]


def test_as_many_people_are_she_as_are_he() -> None:
    pronouns = Counter(column("people.tsv", "pronoun"))
    assert set(pronouns) == {"she", "he"} and pronouns["she"] == pronouns["he"]


def test_an_object_looks_different_in_the_plural() -> None:
    singular, plural = folded(("number.tsv", "singular")), folded(("number.tsv", "plural"))
    assert not singular & plural
    assert len(plural) == len(rows_of("number.tsv"))
    assert {"singular": "key", "plural": "keys"} in rows_of("number.tsv")


def test_no_word_means_two_things_in_two_lists() -> None:
    lists = {
        "country or capital": folded(("countries.tsv", "country"), ("countries.tsv", "capital")),
        "language": folded(("countries.tsv", "language")),
        "thing": folded(("things.tsv", "thing")),
        "kind": folded(("things.tsv", "kind")),
        "person": folded(("people.tsv", "name")),
        "trade": folded(("trades.tsv", "trade")),
        "object": folded(("number.tsv", "singular"), ("number.tsv", "plural")),
        "adjective": set(lines_of("adjectives.txt")),
        "preposition": set(lines_of("prepositions.txt")),
        "word of another question": (KEY_WORDS | OTHER_ANSWERS) - {"key", "keys"},
    }
    meanings = Counter(word for words in lists.values() for word in words)
    assert {word for word, count in meanings.items() if count > 1} == set()


# The sentences


@pytest.mark.parametrize("file", SENTENCES)
def test_a_sentence_ends_like_a_sentence(file: str) -> None:
    assert not [sentence for sentence in lines_of(file) if sentence[-1] not in ".?!"]


@pytest.mark.parametrize("file", [*FILLERS, *DISTRACTORS])
def test_a_sentence_of_the_stories_begins_with_a_capital_letter_or_a_name(file: str) -> None:
    assert not [sentence for sentence in lines_of(file) if not re.match(r"[A-Z]|\{name\}", sentence)]


@pytest.mark.parametrize("file", SENTENCES)
def test_a_sentence_leaves_no_blank_and_no_slot_but_the_name(file: str) -> None:
    slots = 1 if file in DISTRACTORS else 0
    for sentence in lines_of(file):
        assert sentence.count("{name}") == slots and sentence.count("{") == slots and "_" not in sentence, sentence


@pytest.mark.parametrize("file", FILLERS)
def test_a_filler_is_short_and_touches_none_of_the_facts(file: str) -> None:
    facts = folded(
        *(("countries.tsv", name) for name in ("country", "capital", "language")),
        ("things.tsv", "thing"),
        ("things.tsv", "kind"),
        ("people.tsv", "name"),
        ("trades.tsv", "trade"),
        ("number.tsv", "singular"),
        ("number.tsv", "plural"),
    )
    for sentence in lines_of(file):
        assert 3 <= len(words_of(sentence)) <= 10, sentence
        assert not names_in(sentence, facts | KEY_WORDS | OTHER_ANSWERS | ASKING_WORDS), sentence


def test_the_fillers_for_training_make_do_with_few_words() -> None:
    assert len(words_in("fillers_train.txt")) <= 350


@pytest.mark.parametrize("file", DISTRACTORS)
def test_a_distractor_changes_neither_the_topic_nor_the_origin(file: str) -> None:
    changes = (
        "arrived in",
        "we are in",
        "talk about",
        "story is about",
        "travel to",
        "live in",
        "stay in",
        "grew up",
        "born in",
        "raised",
        "visit",
        "capital",
        "country",
        "speak",
        "language",
    )
    names = folded(("countries.tsv", "country"), ("countries.tsv", "capital"), ("people.tsv", "name"))
    for sentence in lines_of(file):
        assert not [phrase for phrase in changes if phrase in sentence.casefold()], sentence
        assert not names_in(sentence, names), sentence


def test_no_sentence_of_the_evaluation_is_in_a_training_text() -> None:
    training = {tuple(words_of(line)) for file in ("fillers_train.txt", "distractors_train.txt") for line in lines_of(file)}
    for file in ("fillers_held_out.txt", "distractors_held_out.txt", "ordinary_english.txt"):
        assert not [line for line in lines_of(file) if tuple(words_of(line)) in training]


def test_a_held_out_distractor_is_built_unlike_those_for_training() -> None:
    def runs(file: str) -> set[tuple[str, ...]]:
        sentences = [words_of(line) for line in lines_of(file)]
        return {tuple(words[first : first + 3]) for words in sentences for first in range(len(words) - 2)}

    assert runs("distractors_train.txt") & runs("distractors_held_out.txt") == set()


def test_ordinary_english_is_of_ordinary_length_and_touches_none_of_the_facts() -> None:
    facts = folded(
        *(("countries.tsv", name) for name in ("country", "capital", "language")),
        ("people.tsv", "name"),
    )
    for sentence in lines_of("ordinary_english.txt"):
        assert 5 <= len(sentence.split()) <= 20, sentence
        assert not names_in(sentence, facts | KEY_WORDS | ASKING_WORDS), sentence


def test_ordinary_english_has_many_words_that_no_filler_has() -> None:
    ordinary, fillers = words_in("ordinary_english.txt"), words_in("fillers_train.txt")
    assert len(ordinary - fillers) > len(ordinary) / 2


def test_ordinary_english_has_the_signs_of_ordinary_english() -> None:
    text = "\n".join(lines_of("ordinary_english.txt"))
    assert all(sign in text for sign in ",;:?!'-\"") and any(sign.isdigit() for sign in text)
