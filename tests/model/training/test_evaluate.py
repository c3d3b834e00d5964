"""The scores: what is asked, how it is counted, and how sure one can be of it."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import numpy as np
import pytest

from model import Config, Network, Trainer, load_cell, trace
from model.evaluate import (
    BEHIND,
    GAPS,
    KINDS,
    Kind,
    Score,
    batch_of,
    by_gap,
    details,
    evaluate,
    gap_name,
    invented_names,
    keep,
    main,
    score,
    stories,
    summary,
)
from model.network.checkpoint import save_network
from model.network.words import key_of
from model.world.grammar import sentences
from model.world.lexicon import vocabulary
from model.world.story import Invented
from tests.model.networks import with_weights


def network_of(name: str = "lstm", bidirectional: bool = False) -> Network:
    network = Network.create(Config(load_cell(name), vocabulary(), 6, 10, bidirectional=bidirectional), seed=3)
    return with_weights(
        network, lambda p: np.add(p.flat, np.random.default_rng(0).normal(0, 0.3, p.flat.size), p.flat, casting="same_kind")
    )


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.gaps], ids=lambda kind: kind.name)
def test_the_gap_of_every_question_lies_where_the_table_says(kind: object, gap: tuple[int, int]) -> None:
    assert kind in KINDS
    told, _ = stories(kind, gap, 15)  # type: ignore[arg-type]
    for story, question in told:
        assert gap[0] <= question.gap <= gap[1]
        assert question is story.questions[-1]
        assert question.place == max(q.place for q in story.questions)


def test_test_stories_say_nothing_that_was_trained_on_but_the_facts() -> None:
    trained = {" ".join(getattr(p, "text", "") for p in t) for t in sentences("fillers_train.txt")}
    told, _ = stories(KINDS[0], (51, 100), 10)
    for story, _ in told:
        text = " ".join(word if isinstance(word, str) else "?" for word in story.words)
        assert not any(sentence in text for sentence in trained)


def test_invented_names_are_in_no_vocabulary_and_all_different() -> None:
    names = invented_names(Random(0), 300)
    assert len(set(names)) == 300
    assert not any(key_of(name) in vocabulary().index for name in names)


@pytest.mark.parametrize(("kind", "bidirectional"), [(KINDS[1], False), (KINDS[1], True), (BEHIND, True)])
def test_the_score_is_that_of_asking_one_story_after_the_other(kind: Kind, bidirectional: bool) -> None:
    network = network_of(bidirectional=bidirectional)
    told, names = stories(kind, (11, 20), 20)
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
    for story, question in stories(BEHIND, (21, 50), 20)[0]:
        name, last = story.words[question.place], story.questions[-1]
        assert last.form == "capital" and last.place - question.place in range(21, 51)
        assert name not in story.words[question.place + 1 :]


def test_a_batch_asks_each_story_once() -> None:
    network = network_of()
    told, names = stories(KINDS[0], (1, 10), 12)
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


def test_the_table_has_a_row_for_every_kind_and_a_score_for_every_gap() -> None:
    found = evaluate(network_of(), questions=3)
    assert list(found) == [kind.name for kind in KINDS]
    for kind in KINDS:
        assert list(found[kind.name]) == ([f"{low}-{high}" for low, high in GAPS] if kind.gaps else ["any"])
        for one in found[kind.name].values():
            assert one["questions"] == 3
            assert 0 <= one["low"] <= one["accuracy"] <= one["high"] <= 1
    assert json.loads(json.dumps(found)) == found
    text = summary({"lstm": {"asked": found, "by_gap": by_gap(found)}})
    assert all(f"| {kind.name} |" in text for kind in KINDS)
    assert details("lstm", found).count("\n") == 1 + sum(kind.gaps for kind in KINDS)


def test_an_unknown_name_is_said_and_few_questions_change_no_scores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.argv", ["evaluate", "lstn"])
    with pytest.raises(SystemExit):
        main()
    save_network(network_of("rnn"), tmp_path / "rnn.safetensors")
    monkeypatch.setattr("sys.argv", ["evaluate", "rnn", "--questions", "2", "--weights", str(tmp_path)])
    assert main() == 0
    assert not (tmp_path / "scores.json").exists()


def test_scores_are_kept_beside_those_of_other_networks(tmp_path: Path) -> None:
    path = tmp_path / "scores.json"
    for name, result in (("lstm", 1), ("rnn", 2), ("lstm", 3)):
        keep(path, name, {"asked": result})
    assert list(json.loads(path.read_text()).items()) == [("rnn", {"asked": 2}), ("lstm", {"asked": 3})]
