"""Slips of the pen: what is read as the word that was meant, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Vocabulary
from model.network.slips import RIGHT, meant_by
from tests.model.networks import quietly

WORDS = "capital country about really beautiful learn learned important every colour don't well we'll paint hop cat cut"
KNOWN = frozenset(WORDS.split())
VOCABULARY = Vocabulary((*WORDS.split(), "'s", "Donna", "Norway", "is", "the", "."))


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("capitel", "capital"),  # another vowel
        ("captial", "capital"),  # neighbours exchanged
        ("abuot", "about"),
        ("contry", "country"),  # a vowel left out
        ("evry", "every"),
        ("color", "colour"),
        ("realy", "really"),  # once instead of twice
        ("beautifull", "beautiful"),  # twice instead of once
        ("lern", "learn"),
        ("lerned", "learned"),
        ("importent", "important"),
        ("dont", "don't"),  # an apostrophe left out
    ],
)
def test_what_fingers_often_do_is_read_as_what_was_meant(slip: str, meant: str) -> None:
    assert meant_by(slip, KNOWN) == meant
    for typed in (slip, slip.upper()):
        [token] = VOCABULARY.tokens(typed)
        assert (token.text, token.word, token.known, token.meant) == (typed, meant, True, meant)


@pytest.mark.parametrize(
    "word",
    [
        "zorgle",  # like none
        "cot",  # too short: it could be cat or cut
        "pant",  # right, and another word
        "apcital",  # the first letter is never one
        "kapital",
        "learner",  # of learn, not a slip of learned
        "hopping",
        "donna",
        "norwey",  # a name: what is like one may be another
    ],
)
def test_all_else_stays_as_it_was_typed(word: str) -> None:
    [token] = VOCABULARY.tokens(word)
    assert token.meant is None
    assert token.known == (word == "donna")


def test_what_could_be_two_words_is_neither() -> None:
    assert meant_by("lered", frozenset(("leered", "leared"))) is None
    assert meant_by("lered", frozenset(("leered",))) == "leered"


def test_what_begins_with_a_capital_letter_may_be_a_name() -> None:
    [token] = VOCABULARY.tokens("Capitel")
    assert (token.known, token.meant) == (False, None)


def test_a_known_word_in_other_letters_is_no_slip() -> None:
    assert [token.meant for token in VOCABULARY.tokens("norway NORWAY DON’T the CAPITAL ___")] == [None] * 6


def test_the_words_of_a_textbook_are_not_looked_for_in_what_is_typed() -> None:
    [token] = Vocabulary(("capital", "the")).tokens("capitel")
    assert (token.known, token.meant) == (False, None)


@quietly(examples=200)
@given(st.text("abcdefglorstuy'", max_size=9))
def test_only_a_known_word_is_meant_and_never_two(word: str) -> None:
    meant = meant_by(word, KNOWN)
    assert meant is None or (meant in KNOWN and meant[0] == word[0] and abs(len(meant) - len(word)) <= 1)
    assert meant_by(word, KNOWN | RIGHT) is None or word not in RIGHT
