"""What a network says out of habit, and what a text told it."""

from __future__ import annotations

import numpy as np
import pytest

from model import shipped, trace
from model.explain import answers_at_end, belief, facts_of, knows, main_fact, priors
from model.network import Prediction

LSTM = shipped("lstm")
SENTENCE = "I grew up in France. Norway is a beautiful country. It rained all day."


def test_a_prior_is_what_is_said_to_the_question_alone() -> None:
    for fact in facts_of(LSTM):
        alone = trace(LSTM, fact.question).predictions(-1 + len(trace(LSTM, fact.question)), 3)
        prior = priors(LSTM)[fact.name]
        assert [best.word for best in prior] == [best.word for best in alone]
        assert [best.p for best in prior] == pytest.approx([best.p for best in alone], abs=1e-5)


@pytest.mark.parametrize("blank", ["", " You must visit the capital of ___", " Then ___ was old."])
def test_at_the_end_each_fact_is_asked_for_as_it_is_after_any_token(blank: str) -> None:
    found = trace(LSTM, SENTENCE + blank)
    last = (found.blanks[-1] if found.blanks else len(found)) - 1
    for fact in facts_of(LSTM):
        there = belief(found, fact)[last]
        assert [best.word for best in answers_at_end(found)[fact.name]] == [best.word for best in there]
        np.testing.assert_allclose([best.p for best in answers_at_end(found)[fact.name]], [best.p for best in there], atol=1e-5)


def test_before_the_first_word_there_is_nothing_but_habit() -> None:
    assert answers_at_end(trace(LSTM, "___ is a beautiful country.")) == priors(LSTM)


@pytest.mark.parametrize(("p", "known"), [(0.5, True), (0.49, False)])
def test_below_one_half_it_does_not_know(p: float, known: bool) -> None:
    assert knows((Prediction("Norway", p), Prediction("India", 0.3))) == known


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        ("Anna is from Italy. She speaks ___", "origin"),
        ("Hassan was born in Egypt. At home he speaks ___", "origin"),
        ("Norway is a beautiful country. I love ___", "topic"),
        ("Norway is a beautiful country. Its capital is ___", "topic"),  # of no fact; behind it all would be answered with Oslo
        ("Anna is from Italy. You must visit the capital of ___", "topic"),  # the question itself
        ("She speaks ___", "topic"),  # nothing was told
        ("Anna is from Italy.", "topic"),  # nothing is asked
    ],
)
def test_a_sentence_is_about_what_it_asks_for_also_where_it_asks_otherwise(sentence: str, fact: str) -> None:
    found = main_fact(trace(shipped("reader"), sentence))
    assert found and found.name == fact
