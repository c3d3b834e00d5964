"""What a trace says of doubt: the habit, what is known, and what can be asked instead."""

from __future__ import annotations

from typing import Any

import pytest

from app.schemas import INDIA
from model import shipped
from model.explain import facts_of, priors
from tests.app.client import ask, post

LSTM = shipped("lstm")


def walk(sentence: str, cell: str = "lstm") -> Any:
    answer = post("traces", {"sentence": sentence, "cell": cell})
    assert answer.status_code == 200, answer.text[:300]
    return answer.json()


def test_each_fact_has_its_habit_and_what_is_said_of_it_at_the_end() -> None:
    memory = {one["fact"]: one for one in walk(INDIA)["memory"]}
    assert set(memory) == {fact.name for fact in facts_of(LSTM)}
    for name, one in memory.items():
        assert [best["word"] for best in one["prior"]] == [best.word for best in priors(LSTM)[name]]
    assert memory["topic"]["at_end"][0]["word"] == "Norway" != memory["topic"]["prior"][0]["word"]


@pytest.mark.parametrize(("sentence", "known"), [(INDIA, True), ("You must visit the capital of ___", False)])
def test_a_blank_says_whether_its_word_is_known(sentence: str, known: bool) -> None:
    found = walk(sentence)
    assert found["blank"]["knows"] == found["blanks"][-1]["knows"] == known
    assert (found["blank"]["words"][0]["p"] >= 0.5) == known


def test_a_slip_of_the_pen_is_read_as_what_was_meant_and_so_it_is_told() -> None:
    slip, right = (walk(f"We live in Norway. The {word} is ___", "reader") for word in ("capitel", "capital"))
    assert [token["meant"] for token in slip["tokens"]] == [*[None] * 6, "capital", None, None]
    assert slip["tokens"][6]["text"] == "capitel" and slip["tokens"][6]["known"]
    assert slip["blank"] == right["blank"]
    assert not any(token["meant"] for token in right["tokens"])


@pytest.mark.parametrize("sentence", [INDIA, "India is a beautiful country.", "I grew up in Spain. I speak fluent ___"])
def test_who_was_told_and_asked_what_it_was_taught_needs_no_suggestions(sentence: str) -> None:
    assert walk(sentence)["suggestions"] == []


def test_a_question_that_was_not_taught_gets_one_that_was_about_what_was_told() -> None:
    told = "India is a beautiful country."
    assert walk(f"{told} The capital of Norway is ___")["suggestions"] == [f"{told} You must visit the capital of ___"]


def test_a_habit_is_no_answer_however_sure_it_is() -> None:
    found = walk("I live in Italy. I speak fluent ___")
    assert found["blank"]["words"][0]["word"] == priors(LSTM)["origin"][0].word
    assert "I live in Italy. You must visit the capital of ___" in found["suggestions"]


@pytest.mark.parametrize(
    "sentence",
    [
        "I grew up in Elbonia. I speak ___",
        "We played football and won. The capital of our country is ___",
        "I am tired. We won ___",
    ],
)
def test_what_can_be_asked_is_a_sentence_and_asks_for_no_name_among_things(sentence: str) -> None:
    offered = walk(sentence, "reader")["suggestions"]
    asked = [one.removeprefix(f"{sentence.split('.')[0]}. ") for one in offered]
    assert not any(one.endswith(" with the ___") for one, whole in zip(asked, offered, strict=True) if one != whole)
    assert all(one[0].isupper() for one in asked)


def test_where_nothing_was_told_there_are_sentences_to_begin_with_and_all_of_them_are_known() -> None:
    suggested = walk("You must visit the capital of ___")["suggestions"]
    assert len(suggested) == 3
    assert all(walk(sentence)["blank"]["knows"] for sentence in suggested)


def test_a_text_that_asks_nothing_and_tells_nothing_gets_sentences_to_begin_with() -> None:
    assert walk("The")["suggestions"] == walk("You must visit the capital of ___")["suggestions"]


def test_who_ends_as_a_question_that_is_answered_needs_no_suggestions_without_a_blank_either() -> None:
    assert walk("My name is Amina. I like football. My name is", "reader")["suggestions"] == []
    assert walk("hello", "reader")["suggestions"]


def test_a_network_without_facts_has_no_suggestions() -> None:
    assert walk("I live in ___ now.", "blanks")["suggestions"] == []


def test_a_cell_names_every_network_of_it_that_can_be_asked() -> None:
    cells = {cell["name"]: cell for cell in ask("GET", "/api/v1/cells").json()}
    for name, cell in cells.items():
        first, *others = cell["networks"]
        assert (first["name"], first["title"], first["for_typed"]) == (name, cell["title"], False)
        assert (first["units"], first["parameters"]) == (cell["units"], cell["parameters"])
        assert not others or name == "lstm"
    assert [one["both_ways"] for one in cells["lstm"]["networks"] if one["name"] == "blanks"] == [True]
