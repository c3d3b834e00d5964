"""Typed questions: what counts as right, as sure, and how far certainty is from the share of right answers."""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from model.training.curve import reliability_curve
from model.training.typed import (
    NOTHING_TOLD,
    SURE,
    Answered,
    Typed,
    answered,
    calibration_error,
    reliability,
    typed_questions,
    typed_scores,
)
from tests.model.training.lessons import network_of


def answer(p: float, right: bool, group: str = "some") -> Answered:
    return Answered(Typed("seen", group, "It is ___", ("Norway",)), "Norway" if right else "Peru", p)


@pytest.mark.parametrize(
    ("word", "answers", "right"),
    [
        ("Norway", ("Norway",), True),
        ("norway", ("Norway",), True),
        ("Netherlands", ("the Netherlands",), True),
        ("the Land of Sleep", ("Land of Sleep",), True),
        ("Peru", ("Norway", "Oslo"), False),
        ("Norway", (), False),
    ],
)
def test_an_answer_is_right_in_any_case_and_with_an_article_or_without(word: str, answers: tuple[str, ...], right: bool) -> None:
    assert Answered(Typed("seen", "some", "It is ___", answers), word, 0.5).right == right


def test_who_is_as_often_right_as_sure_has_no_calibration_error() -> None:
    some = [answer(0.75, n < 3) for n in range(4)] + [answer(0.25, n < 1) for n in range(4)]
    assert calibration_error(some) == pytest.approx(0)
    assert reliability(some) == [{"answers": 4, "p": 0.25, "right": 0.25}, {"answers": 4, "p": 0.75, "right": 0.75}]


def test_the_calibration_error_is_the_mean_distance_of_the_bins() -> None:
    some = [answer(0.95, n < 1) for n in range(2)] + [answer(0.35, n < 1) for n in range(2)]
    assert calibration_error(some) == pytest.approx((0.45 + 0.15) / 2)


def test_the_questions_that_come_with_gatewalk_end_in_a_blank_and_have_answers_where_something_was_told() -> None:
    questions = typed_questions()
    assert len(questions) > 300
    for one in questions:
        assert one.text.endswith("___")
        assert bool(one.answers) == (one.group != NOTHING_TOLD), one.text


def test_a_network_is_asked_each_question_and_its_groups_are_counted(tmp_path: Path) -> None:
    rows = [
        {"group": "topic", "text": "Norway is cold. I live in ___", "answers": ["Norway"]},
        {"group": NOTHING_TOLD, "text": "We arrived in ___", "answers": []},
    ]
    (tmp_path / "some.json").write_text(json.dumps(rows), encoding="utf-8")
    scores = typed_scores(network_of(), tmp_path)
    assert set(scores["halves"]) == {"some"}
    half = scores["halves"]["some"]
    assert set(half["groups"]) == {"topic", NOTHING_TOLD}
    assert half["together"]["questions"] == 1
    assert half["groups"][NOTHING_TOLD]["right"] == 0
    assert len(scores["worst"]) == 1 - half["together"]["right"]


def test_the_likeliest_word_is_one_of_the_vocabulary_or_of_the_text() -> None:
    network = network_of()
    [found] = answered(network, [Typed("seen", "some", "Zamunda is cold. I live in ___", ())])
    assert found.word == "Zamunda" or found.word in network.config.vocabulary.words
    assert 0 < found.p < SURE + 0.1


def test_a_drawing_has_a_line_and_a_label_for_each_network() -> None:
    bins = {"lstm": reliability([answer(0.5, True), answer(0.9, True)]), "rnn": reliability([answer(0.2, False)])}
    drawing = ElementTree.fromstring(reliability_curve(bins))
    labels = [element.text for element in drawing.iter() if element.tag.endswith("text")]
    assert {"lstm", "rnn"} <= set(labels)
    paths = [element.get("d", "") for element in drawing.iter() if element.tag.endswith("path")]
    assert paths[-2].count("L") == 1
    assert paths[-1].count("L") == 0
