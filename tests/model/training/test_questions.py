"""What networks are asked: which stories, how it is counted, and how sure one can be of it."""

from __future__ import annotations

import json
from collections import Counter
from random import Random

import numpy as np
import pytest

from model import Trainer, trace
from model.network.words import key_of
from model.training.questions import (
    BEHIND,
    GAPS,
    KINDS,
    Kind,
    Score,
    batch_of,
    by_gap,
    commonest,
    evaluate,
    gap_name,
    invented_names,
    score,
    stories,
    with_commonest,
)
from model.world import Invented
from model.world.textbook import sentences, vocabulary
from tests.model.training.lessons import TEXTBOOK, network_of


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.gaps], ids=lambda kind: kind.name)
def test_the_gap_of_every_question_lies_where_the_table_says(kind: object, gap: tuple[int, int]) -> None:
    assert kind in KINDS
    told, _ = stories(kind, gap, 15, TEXTBOOK)  # type: ignore[arg-type]
    for story, question in told:
        assert gap[0] <= question.gap <= gap[1]
        assert question is story.questions[-1]
        assert question.place == max(q.place for q in story.questions)


def test_test_stories_say_nothing_that_was_trained_on_but_the_facts() -> None:
    trained = {" ".join(getattr(p, "text", "") for p in t) for t in sentences("fillers_train.txt")}
    told, _ = stories(KINDS[0], (51, 100), 10, TEXTBOOK)
    for story, _ in told:
        text = " ".join(word if isinstance(word, str) else "?" for word in story.words)
        assert not any(sentence in text for sentence in trained)


def test_invented_names_are_in_no_vocabulary_and_all_different() -> None:
    names = invented_names(Random(0), 300, TEXTBOOK)
    assert len(set(names)) == 300
    assert not any(key_of(name) in vocabulary().index for name in names)


@pytest.mark.parametrize(("kind", "bidirectional"), [(KINDS[1], False), (KINDS[1], True), (BEHIND, True)])
def test_the_score_is_that_of_asking_one_story_after_the_other(kind: Kind, bidirectional: bool) -> None:
    network = network_of(bidirectional=bidirectional)
    told, names = stories(kind, (11, 20), 20, TEXTBOOK)
    found = score(Trainer(network.config, network.parameters), network, told, names)
    right, total = 0, 0.0
    for story, question in told:
        # who reads both ways also sees what stands behind the blank
        words = [names[w.number] if isinstance(w, Invented) else w for w in story.words]
        before, behind = words[: question.place], words[question.place + 1 :] if bidirectional else []
        walked = trace(network, " ".join([*before, "___", *behind]))
        assert walked.blanks == (question.place,)
        answers = {key_of(p.word): p.p for p in walked.answer(question.place, 10_000)}
        answer = answers[key_of(words[question.place])]
        total += answer
        right += answer == max(answers.values())
    assert found.p == pytest.approx(total / 20, rel=1e-4)
    assert found.right == right


def test_what_is_decided_behind_the_blank_is_told_nowhere_before_it() -> None:
    for story, question in stories(BEHIND, (21, 50), 20, TEXTBOOK)[0]:
        name, last = story.words[question.place], story.questions[-1]
        assert last.form == "capital" and last.place - question.place in range(21, 51)
        assert name not in story.words[question.place + 1 :]


def test_a_batch_asks_each_story_once() -> None:
    network = network_of()
    told, names = stories(KINDS[0], (1, 10), 12, TEXTBOOK)
    batch = batch_of(network, told, names)
    assert (batch.weights.sum(axis=0) == 1).all()
    for n, (_, question) in enumerate(told):
        assert batch.weights[question.place - 1, n] == 1
        assert batch.targets[question.place - 1, n] == batch.rows[question.place, n]
        assert batch.lengths[n] == question.place + 1


@pytest.mark.parametrize(
    ("right", "questions", "low", "high"),
    [(5, 10, 0.2366, 0.7634), (490, 500, 0.9636, 0.9891), (0, 20, 0.0, 0.1611), (20, 20, 0.8389, 1.0)],
)
def test_the_interval_is_wilson_s(right: int, questions: int, low: float, high: float) -> None:
    assert Score(questions, right, 0.5).interval() == pytest.approx((low, high), abs=1e-4)


def test_all_kinds_of_questions_together_are_scored_by_gap() -> None:
    asked = {kind.name: {gap_name(gap): Score(10, 5, 0.5).to_json() for gap in GAPS} for kind in KINDS if kind.gaps}
    asked["quest"]["21-50"] = Score(10, 9, 0.8).to_json()
    found, kinds = by_gap(asked), sum(kind.gaps and kind.usual for kind in KINDS)
    assert kinds < len(asked)
    assert list(found) == [gap_name(gap) for gap in GAPS]
    assert found["1-10"] == Score(10 * kinds, 5 * kinds, 0.5).to_json()
    assert found["21-50"] == Score(10 * kinds, 5 * kinds + 4, 0.5 + 0.3 / kinds).to_json()


def test_every_kind_is_asked_at_every_gap() -> None:
    found = evaluate(network_of(), questions=3)
    assert list(found) == [kind.name for kind in KINDS]
    for kind in KINDS:
        assert list(found[kind.name]) == ([f"{low}-{high}" for low, high in GAPS] if kind.gaps else ["any"])
        for one in found[kind.name].values():
            assert one["questions"] == 3
            assert 0 <= one["low"] <= one["accuracy"] <= one["high"] <= 1
    assert json.loads(json.dumps(found)) == found


# Always the commonest answer


@pytest.mark.parametrize("kind", [KINDS[1], KINDS[6], KINDS[7]], ids=lambda kind: kind.name)
def test_the_commonest_answer_is_one_and_the_same_at_every_gap_and_right_where_it_is_the_answer(kind: Kind) -> None:
    answers: dict[str, list[str]] = {}
    for gap in GAPS if kind.gaps else (None,):
        told, names = stories(kind, gap, 40, TEXTBOOK)
        words = [story.words[question.place] for story, question in told]
        answers[gap_name(gap)] = [names[word.number] if isinstance(word, Invented) else word for word in words]
    together = Counter(word for words in answers.values() for word in words)
    right = {word: {gap: words.count(word) / 40 for gap, words in answers.items()} for word in together}
    found = commonest(kind, 40, TEXTBOOK)
    assert found in right.values()
    assert sum(found.values()) == pytest.approx(max(together.values()) / 40)


def test_half_of_the_people_are_she_and_no_country_is_the_topic_of_many_stories() -> None:
    people, topics = commonest(KINDS[6], 100, TEXTBOOK), commonest(KINDS[0], 100, TEXTBOOK)
    assert KINDS[6].name == "person" and KINDS[0].name == "topic"
    assert all(0.35 < share < 0.65 for share in people.values())
    assert all(share < 0.1 for share in topics.values())


def test_it_stands_beside_each_score_and_over_the_usual_kinds_together() -> None:
    one, usual = Score(30, 15, 0.5).to_json(), [kind for kind in KINDS if kind.gaps and kind.usual]
    asked = {kind.name: {gap_name(gap): one for gap in (GAPS if kind.gaps else (None,))} for kind in KINDS}
    found = with_commonest({"asked": asked, "gates": None}, TEXTBOOK)
    assert found["gates"] is None
    for kind in KINDS:
        assert {gap: of["commonest"] for gap, of in found["asked"][kind.name].items()} == commonest(kind, 30, TEXTBOOK)
        assert all(of | {"commonest": 0} == one | {"commonest": 0} for of in found["asked"][kind.name].values())
    for gap, share in found["commonest"].items():
        assert share == pytest.approx(np.mean([commonest(kind, 30, TEXTBOOK)[gap] for kind in usual]), abs=5e-5)  # of 4 decimals
    assert with_commonest(found, TEXTBOOK) == found
