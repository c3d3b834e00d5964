"""Words: how a sentence is cut, and what a word outside the vocabulary points to."""

from __future__ import annotations

import hashlib
import math
import os
import subprocess
import sys
from pathlib import Path
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from model import InputError, Vocabulary
from model.network.words import BLANK, MOST_PIECES, direction_of, key_of
from tests.model.networks import quietly

NAMES = Vocabulary(["India", "is", "a", "Sri Lanka", "St. Lucia", "Papua New Guinea", "don’t", "Côte d'Ivoire", "."])
NOBODY = Vocabulary([])

# Text as people type it, and text as nobody does: lone surrogates, controls, marks without a letter.
ANY_TEXT = st.text(st.characters(), max_size=40) | st.text("_. 'a\u0301’-\u200d\n😀न्", max_size=25)


def texts(sentence: str, vocabulary: Vocabulary = NOBODY) -> list[str]:
    return [token.text for token in vocabulary.tokens(sentence)]


# Cutting


@quietly(examples=300)
@given(ANY_TEXT)
@example("a\u0301b ___.... ...‍\u0301 x__y")
def test_tokens_lie_in_the_sentence_in_order_and_only_spaces_are_left_out(sentence: str) -> None:
    for vocabulary in (NOBODY, NAMES):
        end = 0
        for token in vocabulary.tokens(sentence):
            assert sentence[token.start : token.end] == token.text != ""
            assert sentence[end : token.start].strip() == ""
            end = token.end
        assert sentence[end:].strip() == ""


@quietly(examples=150)
@given(ANY_TEXT)
def test_cutting_does_not_depend_on_the_case_of_plain_letters(sentence: str) -> None:
    plain = "".join(char for char in sentence if char.isascii())
    low, high = NAMES.tokens(plain.lower()), NAMES.tokens(plain.upper())
    assert [(t.word, t.known, t.start, t.end) for t in low] == [(t.word, t.known, t.start, t.end) for t in high]


@pytest.mark.parametrize("sentence", ["", " ", "\n\t \u00a0\u2003"])
def test_a_sentence_of_spaces_has_no_tokens(sentence: str) -> None:
    assert texts(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "pieces"),
    [
        ("I don't know.", ["I", "don't", "know", "."]),
        ("I don’t know", ["I", "don’t", "know"]),
        ("rock'n'roll", ["rock'n'roll"]),
        ("the students' books", ["the", "students", "'", "books"]),
        ("'quoted'", ["'", "quoted", "'"]),
        ("Guinea-Bissau - fine", ["Guinea-Bissau", "-", "fine"]),
        ("well--known-", ["well", "-", "-", "known", "-"]),
        ("Wait... what?!", ["Wait", "...", "what", "?", "!"]),
        ("Wait… what", ["Wait", "…", "what"]),
        ("In 1947, 3.14", ["In", "1947", ",", "3", ".", "14"]),
        ("one\ntwo\r\n\tthree", ["one", "two", "three"]),
        ("snake_case", ["snake", "_", "case"]),
        ("?!,;", ["?", "!", ",", ";"]),
        ("مرحبا بالعالم", ["مرحبا", "بالعالم"]),
        ("שלום, עולם", ["שלום", ",", "עולם"]),
        ("भारत एक सुन्दर देश है।", ["भारत", "एक", "सुन्दर", "देश", "है", "।"]),
        ("தமிழ் நாடு", ["தமிழ்", "நாடு"]),
        ("می‌خواهم", ["می‌خواهم"]),
        ("Co\u0302te d'Ivoire", ["Co\u0302te", "d'Ivoire"]),
        ("I ❤️ India 😀😀", ["I", "❤️", "India", "😀", "😀"]),
        ("👩‍🚀 flies", ["👩‍🚀", "flies"]),
    ],
)
def test_a_sentence_is_cut_where_a_reader_would_cut_it(sentence: str, pieces: list[str]) -> None:
    assert texts(sentence) == pieces


@pytest.mark.parametrize("blank", ["__", "___", "_________", "....", ".........", "......................"])
def test_a_row_of_lines_or_dots_is_one_blank(blank: str) -> None:
    for sentence, place in ((blank, 0), (f"capital of {blank}", 2), (f"of {blank}, then", 1), (f"of{blank}then", 1)):
        token = NOBODY.tokens(sentence)[place]
        assert (token.text, token.word, token.known) == (blank, BLANK, False)


def test_a_blank_in_the_vocabulary_is_known_however_it_is_drawn() -> None:
    for sentence in ("___", "_____", "......", " ...", " …", " _\n"):
        assert [(t.word, t.known) for t in Vocabulary(["a", "___"]).tokens(sentence)] == [("___", True)]


def test_neither_a_full_stop_nor_an_ellipsis_is_a_blank() -> None:
    assert BLANK not in [token.word for token in NOBODY.tokens("a. b.. c... d… _ e")]


@pytest.mark.parametrize("typed", ["Sri Lanka", "sri lanka", "SRI  LANKA", "Sri\u00a0Lanka", "Sri\n\t Lanka"])
def test_several_words_that_the_vocabulary_knows_as_one_are_one_token(typed: str) -> None:
    sentence = f"In {typed}."
    _, token, stop = NAMES.tokens(sentence)
    assert (token.text, token.word, token.known) == (typed, "Sri Lanka", True)
    assert (token.start, token.end) == (3, 3 + len(typed))
    assert stop.text == "."


def test_a_name_may_hold_a_full_stop_or_an_accent_typed_in_either_way() -> None:
    found = NAMES.tokens("st. lucia, Co\u0302te d’Ivoire and C\u00f4te d'Ivoire")
    assert [token.word for token in found] == ["St. Lucia", ",", "Côte d'Ivoire", "and", "Côte d'Ivoire"]


def test_a_name_may_have_more_pieces_than_words() -> None:
    assert texts("In St. Lucia.", Vocabulary(["St. Lucia"])) == ["In", "St. Lucia", "."]
    assert texts("the U.S.A.", Vocabulary(["U.S.A."])) == ["the", "U.S.A."]


def test_the_longest_name_wins_and_a_part_of_one_stays_a_part() -> None:
    vocabulary = Vocabulary(["Guinea", "New Guinea", "Papua New Guinea"])
    assert texts("Papua New Guinea", vocabulary) == ["Papua New Guinea"]
    assert texts("Papua Guinea", vocabulary) == ["Papua", "Guinea"]
    assert texts("Papua new Guinea New", vocabulary) == ["Papua new Guinea", "New"]
    assert texts("New guinea", vocabulary) == ["New guinea"]


def test_a_known_word_is_spelled_as_in_the_vocabulary_and_an_unknown_one_by_its_key() -> None:
    known, unknown = NAMES.tokens("INDIA Wakanda")
    assert (known.word, known.known) == ("India", True)
    assert (unknown.word, unknown.known, unknown.text) == ("wakanda", False, "Wakanda")
    assert [token.word for token in NAMES.tokens("DON'T don’t")] == ["don’t", "don’t"]


def test_long_texts_of_one_sign_are_cut() -> None:
    """Patterns that look back and forth would not come to an end on these."""
    for text in ("a" * 200_000, "a-" * 100_000, "'" * 20_000, "." * 200_000, "e\u0301" * 100_000, "😀\u200d" * 20_000):
        assert NAMES.tokens(text)


# A vocabulary


def test_a_vocabulary_refuses_a_word_twice_whatever_its_case() -> None:
    with pytest.raises(InputError, match="holds 'India' twice"):
        Vocabulary(["India", "norway", "INDIA"])
    with pytest.raises(InputError, match="twice"):
        Vocabulary(["Sri Lanka", "sri  lanka"])


@pytest.mark.parametrize("empty", ["", "  ", "\n"])
def test_a_vocabulary_refuses_an_empty_word(empty: str) -> None:
    with pytest.raises(InputError, match="empty word"):
        Vocabulary(["India", empty])


def test_every_word_of_a_vocabulary_is_found_again_at_its_row() -> None:
    assert len(NAMES) == len(NAMES.words)
    for row, word in enumerate(NAMES.words):
        (token,) = NAMES.tokens(word)
        assert token.known
        assert NAMES.index[key_of(token.word)] == row


def test_a_word_of_very_many_pieces_is_refused() -> None:
    with pytest.raises(InputError, match=f"{MOST_PIECES} are the most"):
        Vocabulary(["a", "b " * (MOST_PIECES + 1)])


# The vector of a word that is not in the vocabulary


@quietly(examples=150)
@given(ANY_TEXT, st.integers(1, 100))
def test_the_vector_of_any_word_has_length_1(word: str, width: int) -> None:
    vector = direction_of(word, width)
    assert vector.shape == (width,)
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-12)


def test_one_word_has_one_vector_however_it_is_typed() -> None:
    for same in (
        ("Narnia", "narnia", "NARNIA", "nARNIA"),
        ("Straße", "STRASSE"),
        ("don't", "don’t"),
        ("New York", " new   york "),
        ("Ame\u0301lie", "Am\u00e9lie"),
    ):
        assert len({direction_of(word, 12).tobytes() for word in same}) == 1, same


def test_different_words_have_different_vectors() -> None:
    words = ["Narnia", "Narnja", "Narni", "Wakanda", "कमल", "कमला", "😀", "😁", "a", "á", "", "1", "11"]
    assert len({direction_of(word, 6).tobytes() for word in words}) == len(words)


def test_a_vector_is_the_same_in_a_process_with_other_hashes() -> None:
    code = "from model.network.words import direction_of; print(direction_of('Wakanda', 5).tobytes().hex())"
    for seed in ("1", "2"):
        environment = os.environ | {"PYTHONHASHSEED": seed}
        there = subprocess.run(
            [sys.executable, "-c", code],
            env=environment,
            cwd=Path(__file__).parents[3],
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        assert there.stdout.strip() == direction_of("wakanda", 5).tobytes().hex()


def test_a_vector_is_made_by_shake_256_and_the_inverse_of_the_normal_distribution() -> None:
    """Trained weights rely on it. Worked out here in its own way, by bisection of the distribution itself."""

    def quantile(p: float) -> float:
        low, high = -10.0, 10.0
        for _ in range(100):
            middle = (low + high) / 2
            low, high = (middle, high) if 0.5 * math.erfc(-middle / math.sqrt(2)) < p else (low, middle)
        return low

    stream = hashlib.shake_256(b"narnia").digest(4 * 6)
    drawn = [quantile((int.from_bytes(stream[4 * k : 4 * k + 4], "little") + 0.5) / 2**32) for k in range(6)]
    length = math.sqrt(sum(value * value for value in drawn))
    np.testing.assert_allclose(direction_of("Narnia", 6), [value / length for value in drawn], rtol=0, atol=1e-12)


def test_the_first_numbers_of_one_vector_are_pinned() -> None:
    pinned = [0.207226997, -0.081551285, 0.677236042, -0.385679252]
    np.testing.assert_allclose(direction_of("Narnia", 6)[:4], pinned, rtol=0, atol=1e-8)


def test_vectors_of_words_point_in_all_directions_alike() -> None:
    width, count = 48, 1500
    vectors = np.array([direction_of(f"word{n}", width) for n in range(count)])
    assert np.linalg.norm(vectors.mean(axis=0)) < 2 / math.sqrt(count)
    dots = (vectors @ vectors.T)[~np.eye(count, dtype=bool)]
    assert abs(dots.mean()) < 0.002
    assert dots.std() == pytest.approx(1 / math.sqrt(width), rel=0.02)
    assert np.abs(dots).max() < 0.8
    spread = np.linalg.eigvalsh(np.cov(vectors.T)) * width  # all 1, if no direction is preferred
    assert spread.min() > 0.6
    assert spread.max() < 1.5
    normal = NormalDist(0, 1 / math.sqrt(width))
    for share in (0.05, 0.25, 0.5, 0.75, 0.95):
        assert np.quantile(vectors, share) == pytest.approx(normal.inv_cdf(share), abs=0.005)
