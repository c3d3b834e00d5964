"""Names of several words, and what is put behind a name: which pieces of a sentence are one word to the network."""

from __future__ import annotations

import pytest

from model.network.words import Vocabulary

WORDS = (
    "a is was the of in to we went lost met i live there beautiful country middle earth yesterday then said mr town old lake 's ."
)
NAMES = ("Norway", "Anna", "Monday", "New Zealand", "Costa Rica", "United States of America")
VOCABULARY = Vocabulary((*WORDS.split(), *NAMES))


def cut(sentence: str) -> list[str]:
    return [token.text for token in VOCABULARY.tokens(sentence)]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("We went to Middle Earth.", "Middle Earth"),
        ("Yesterday Middle Earth was beautiful.", "Middle Earth"),
        ("Middle Earth is a country.", "Middle Earth"),
        ("We live in the Land of the Nine Rivers.", "Land of the Nine Rivers"),
        ("Then San Lorenzo del Mar lost.", "San Lorenzo del Mar"),
        ("Lower Saxonburg is a country.", "Lower Saxonburg"),
        ("I met Mr Bean there.", "Mr Bean"),
        ("But Soda Islands lost.", "Soda Islands"),
        ("Today the Soda Islands lost.", "Soda Islands"),
        ("We went to Far Far Away.", "Far Far Away"),
        ("Old Merrow is a town.", "Old Merrow"),
        ("We went. Great Ubb is a country.", "Great Ubb"),
        ("Lake Anna is beautiful.", "Lake Anna"),
        ("San Anna del Mar is a town.", "San Anna del Mar"),
        ("We met in Santa Anna.", "Santa Anna"),
        ("New Norway is a country.", "New Norway"),
    ],
)
def test_capitalised_words_beside_each_other_are_one_unknown_name(sentence: str, name: str) -> None:
    [token] = [token for token in VOCABULARY.tokens(sentence) if " " in token.text]
    assert (token.text, token.known) == (name, False)
    assert sentence[token.start : token.end] == name


@pytest.mark.parametrize(
    "sentence",
    [
        "Then Anna went to town.",
        "Yesterday Zamunda lost.",
        "Beautiful Zamunda is there.",
        "Anna Zamunda",
        "On Monday Zamunda lost.",
        "Norway Anna",
        "Old Anna went to town.",
        "We met at a lake. Anna was there.",
        "We met at the Lake. Anna was there.",
        "We met at a lake Anna lost.",
        "Old Norway is beautiful.",
        "I live in Norway Zamunda",
        "Zamunda, Atlantis and Elbonia",
        "Zamunda. Atlantis is a country.",
        "I LIVE IN ZAMUNDA TOWN.",
        "So I went",
        "is Zamunda the country of Anna",
        "we met in Zamunda of course",
    ],
)
def test_no_word_of_these_is_taken_into_a_name(sentence: str) -> None:
    assert not any(" " in word for word in cut(sentence))


def test_a_known_name_of_several_words_is_one_word_in_any_spelling() -> None:
    tokens = VOCABULARY.tokens("new zealand is the NEW ZEALAND of New Zealand Zamunda")
    assert [token.word for token in tokens if " " in token.word] == ["New Zealand"] * 3
    assert [token.text for token in tokens][-1] == "Zamunda"
    assert VOCABULARY.tokens("the united states of america")[1].word == "United States of America"


def test_the_same_name_is_the_same_word_in_any_case() -> None:
    first, second = (token for token in VOCABULARY.tokens("We met Mr Bean. I met MR Bean, Mr  Bean") if " " in token.text)
    assert first.word == second.word == "mr bean"


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Anna's town", ["Anna", "'s", "town"]),
        ("Anna’s town", ["Anna", "’s", "town"]),
        ("it's", ["it", "'s"]),
        ("don't", ["don't"]),
        ("O'Sullivan's", ["O'Sullivan", "'s"]),
        ("the girls' town", ["the", "girls", "'", "town"]),
    ],
)
def test_an_s_behind_a_name_is_a_word_of_its_own(sentence: str, words: list[str]) -> None:
    assert cut(sentence) == words
    assert all(sentence[token.start : token.end] == token.text for token in VOCABULARY.tokens(sentence))
