"""Slips of the pen: what is read as the word that was meant, and what is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import Vocabulary, shipped, trace
from model.explain.gradients import row_of
from model.network.slips import LONGEST, VOWELS, meant_by
from tests.model.networks import quietly

READER = shipped("reader").config.vocabulary
WORDS = "capital country stop stopped hope hoping hopping trip glad gladly every learn will we'll don't beautiful"
VOCABULARY = Vocabulary((*WORDS.split(), "'s", "Donna", "Norway", "is", "the", "."))
KNOWN = VOCABULARY.slips_of


@pytest.mark.parametrize(
    ("slip", "meant"),
    [
        ("capitel", "capital"),  # another vowel
        ("captial", "capital"),  # neighbours exchanged
        ("abuot", "about"),
        ("freind", "friend"),
        ("becuase", "because"),
        ("contry", "country"),  # a vowel left out
        ("evry", "every"),
        ("befor", "before"),
        ("realy", "really"),  # once instead of twice
        ("usualy", "usually"),
        ("tomorow", "tomorrow"),
        ("beautifull", "beautiful"),  # twice instead of once
        ("lern", "learn"),
        ("lerned", "learned"),
        ("importent", "important"),
        ("dont", "don't"),  # an apostrophe left out
        ("isnt", "isn't"),
        ("color", "colour"),  # as Americans write
        ("neighbors", "neighbours"),
        ("favorite", "favourite"),
        ("theater", "theatre"),
    ],
)
def test_what_fingers_often_do_is_read_as_what_was_meant(slip: str, meant: str) -> None:
    [token] = READER.tokens(slip)
    assert (token.text, token.word, token.known, token.meant) == (slip, meant, True, meant)


@pytest.mark.parametrize(
    "word",
    [
        "zorgle",  # like none
        *("chickens", "wearing", "reaches", "carries", "deeper", "loveliest", "gladly", "headaches"),  # forms of known words
        *("tech", "pants", "fellow", "shooting", "stores", "waist", "hopped", "noone"),  # right, or meant otherwise
        "norwey",  # a name: what is like one may be another
        "fone",  # too short for another vowel
        "kapital",  # another first letter
        "thats",  # would be two words
        "capital" + "l" * LONGEST,
    ],
)
def test_all_else_stays_as_it_was_typed(word: str) -> None:
    token = READER.tokens(word)[0]
    assert (token.known, token.meant) == (False, None)


def test_another_form_of_a_known_word_is_no_slip_of_a_third() -> None:
    assert meant_by("gladdly", KNOWN) == "gladly"
    for word, third in (
        ("triped", "tripped"),
        ("hoped", "hooped"),
        ("stops", "stoops"),
        ("learner", "learnier"),
        ("willed", "wiled"),
    ):
        known = KNOWN | {third}
        assert meant_by(word, known) is None, word
        assert meant_by(word, frozenset((third,))) == third, word


@pytest.mark.parametrize(
    ("typed", "known", "is_slip"),
    [
        ("bot", "boot", False),
        ("both", "booth", True),
        ("baot", "boat", False),  # neighbours exchanged
        ("baots", "boats", True),
        ("crete", "crate", False),  # another vowel
        ("creted", "crated", True),
    ],
)
def test_the_shorter_a_word_the_less_is_taken_for_a_slip(typed: str, known: str, is_slip: bool) -> None:
    assert meant_by(typed, frozenset((known,))) == (known if is_slip else None)


def test_what_could_be_two_words_is_neither() -> None:
    assert meant_by("lered", frozenset(("leered", "leared"))) is None
    assert meant_by("lered", frozenset(("leered",))) == "leered"
    assert meant_by("well", KNOWN) == "we'll"  # where an apostrophe fits nothing else is thought of
    assert VOCABULARY.tokens("will")[0].word == "will"


@pytest.mark.parametrize("text", ["Capitel", "CAPITEL", "Brad met brad.", "brad is BRAD"])
def test_what_has_a_capital_letter_there_or_elsewhere_may_be_a_name(text: str) -> None:
    assert not any(token.meant for token in READER.tokens(text))
    assert any(not token.known for token in READER.tokens(text))


def test_a_word_that_the_sentence_brought_along_is_that_word_also_alone() -> None:
    walk = trace(shipped("reader"), "Brad lives in Norway. I like ___")
    assert walk.table.words[row_of(walk, "brad")] == walk.table.words[row_of(walk, "Brad")] == "Brad"
    assert walk.table.words[row_of(walk, "capitel")] == "capital"


def test_a_known_word_in_other_letters_is_no_slip() -> None:
    assert [token.meant for token in VOCABULARY.tokens("norway NORWAY DON’T the CAPITAL ___")] == [None] * 6


def test_the_words_of_a_textbook_are_not_looked_for_in_what_is_typed() -> None:
    [token] = Vocabulary(("capital", "the")).tokens("capitel")
    assert (token.known, token.meant) == (False, None)


LONG = ("capital", "country", "beautiful", "yesterday", "important", "chocolate")


@quietly(examples=200)
@given(st.sampled_from(LONG), st.integers(1, 20), st.sampled_from(VOWELS), st.sampled_from(range(4)))
def test_one_slip_in_a_long_word_leads_back_to_it(word: str, place: int, vowel: str, kind: int) -> None:
    n = place % (len(word) - 1) + 1
    before, letter, behind = word[:n], word[n], word[n + 1 :]
    left_out, another = (before + behind, before + vowel + behind) if letter in VOWELS else (word, word)
    slip = (left_out, another, before + letter + letter + behind, before + behind[:1] + letter + behind[1:])[kind]
    assert slip == word or meant_by(slip, frozenset(LONG)) == word
