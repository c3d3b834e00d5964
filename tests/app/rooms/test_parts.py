"""Letters, guesses, counts, and what students type: each by itself."""

from __future__ import annotations

from itertools import combinations

import pytest

from app.rooms.counts import AWAY, GONE, attendance, tally
from app.rooms.guesses import MOST, MOST_ADDRESSES, SECONDS, Guesses
from app.rooms.letters import ALPHABET, FAMILIES, drawn, understood
from app.rooms.schemas import QuestionIn
from app.rooms.screened import screened
from app.rooms.store import Note

# Letters


def test_no_two_letters_look_alike_and_none_is_a_vowel() -> None:
    alike = ("B8", "CG", "D0OQ", "EF", "IJL1", "MN", "PR", "S5", "UV", "VY", "Z2")
    used = set(ALPHABET)
    assert not used & set("AEIOU")
    for family in alike:
        assert len(used & set(family)) <= (2 if family == "IJL1" else 1), family  # capitals: a J has a hook, an L a foot
    assert all(not set(one) & set(other) for one, other in combinations(FAMILIES, 2))


def test_letters_that_are_drawn_are_understood_as_they_are() -> None:
    for _ in range(200):
        letters = drawn()
        assert understood(letters) == letters


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bhkt", "BHKT"),
        (" B-h k.T ", "BHKT"),
        ("O0QD", "DDDD"),
        ("8G5N", "BCSM"),
        ("BHK", None),
        ("BHKTT", None),
        ("", None),
        ("BHKA", None),
        ("ВНКТ", None),  # of another alphabet
        ("<b>", None),
    ],
)
def test_letters_that_look_alike_are_understood(typed: str, meant: str | None) -> None:
    assert understood(typed) == meant


# Guesses


def test_who_guesses_waits_and_the_others_do_not() -> None:
    now = [0.0]
    guesses = Guesses(lambda: now[0])
    for _ in range(MOST - 1):
        guesses.add("a")
    assert guesses.seconds_to_wait("a") == 0
    guesses.add("a")
    assert guesses.seconds_to_wait("a") == pytest.approx(SECONDS)
    assert guesses.seconds_to_wait("b") == 0
    now[0] += SECONDS
    assert guesses.seconds_to_wait("a") == 0
    guesses.add("a")
    assert guesses.seconds_to_wait("a") == pytest.approx(SECONDS)


def test_in_an_hour_no_more_than_a_few_hundred_letters_can_be_tried() -> None:
    now, tried = [0.0], 0
    guesses = Guesses(lambda: now[0])
    while now[0] < 3600:
        if not guesses.seconds_to_wait("a"):
            guesses.add("a")
            tried += 1
        else:
            now[0] += 1
    assert tried == pytest.approx(MOST + 3600 / SECONDS, abs=2)


def test_many_addresses_that_guess_do_not_fill_the_memory() -> None:
    now = [0.0]
    guesses = Guesses(lambda: now[0])
    for n in range(MOST_ADDRESSES + 5):
        guesses.add(str(n))
    assert len(guesses.wrong) == MOST_ADDRESSES
    now[0] += 2 * SECONDS
    guesses.add("x")
    assert len(guesses.wrong) == 1


# Counts


def test_who_is_there_is_told_apart_by_the_last_sign_of_life() -> None:
    said = [("in_step", 0), ("in_step", AWAY - 1), ("behind", 1), ("around", 1), ("away", 1), ("in_step", AWAY), ("around", GONE)]
    found = attendance(Note(str(n), state, age) for n, (state, age) in enumerate(said))
    assert found == {"there": 6, "in_step": 2, "behind": 1, "around": 1, "away": 2}


def test_answers_to_another_question_do_not_count() -> None:
    notes = [Note("a", "1.0 now", 0), Note("b", "0.0 now", 0), Note("c", "1.0 before", 0), Note("d", "1.0 now", 0)]
    values = [{"value": 1.0, "count": 2}, {"value": 0.0, "count": 1}]
    assert tally("now", notes) == {"question": "now", "count": 3, "values": values}


@pytest.mark.parametrize(
    ("kind", "value", "takes"),
    [
        ("choice", 0, True),
        ("choice", 1, True),
        ("choice", 2, False),
        ("choice", 0.5, False),
        ("choice", -1, False),
        ("word", 17, True),
        ("word", 1.5, False),
        ("number", -2.5, True),
    ],
)
def test_a_question_takes_what_is_one_of_its_answers(kind: str, value: float, takes: bool) -> None:
    question = QuestionIn.model_validate({"name": "q", "text": "?", "kind": kind, "choices": ["a", "b"]})
    assert question.takes(float(value)) is takes


def test_a_word_is_one_of_those_that_came_with_the_question() -> None:
    question = QuestionIn.model_validate({"name": "q", "text": "?", "kind": "word", "words": ["India", "is", "___"]})
    assert [question.takes(value) for value in (0.0, 2.0, 3.0)] == [True, True, False]


# What students type


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("  Peru   is\nbig\t. ", "Peru is big ."),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a\u202eb\u2066c\u200bd\ufeff\u00ad", "abcd"),
        ("nul\x00 bell\x07 escape\x1b[31m", "nul bell escape [31m"),
        ("می\u200cخواهم 👩\u200d🏫", "می\u200cخواهم 👩\u200d🏫"),
        ("\u202e\u200b", ""),
    ],
)
def test_what_cannot_be_seen_or_turns_text_around_is_taken_out_and_all_else_is_text(typed: str, text: str) -> None:
    assert screened(typed) == text
