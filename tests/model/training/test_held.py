"""Holding the units of a topic: which sentence, which gates, which units, and what is counted."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from model import load_cell, shipped, trace
from model.equations.belt import belt
from model.explain.beliefs import facts_of
from model.network.words import key_of
from model.training.held import answer, changes, held, hold, other_units
from model.world.templates import Word
from model.world.textbook import grammar, vocabulary
from tests.model.training.lessons import TEXTBOOK

LSTM = shipped("lstm")
TOPIC = facts_of(LSTM)[0]
STANDING = {
    "lstm": {"f": 1, "i": 0},
    "peephole": {"f": 1, "i": 0},
    "coupled": {"f": 1, "i": 0},
    "gru": {"z": 1},
    "gru_before": {"z": 1},
    "clockwork": {"k": 0},
    "depth_gated": {"f": 1, "i": 0, "d": 0},
}


def test_the_sentence_that_is_held_is_the_one_that_brings_the_new_topic_from_its_first_word_to_its_full_stop() -> None:
    fixed = [{piece.text for piece in sentence if isinstance(piece, Word)} for sentence in grammar()["topic: tell"]]
    for story in changes(100, TEXTBOOK):
        words = [token.text for token in vocabulary().tokens(story.text)]
        sentence = words[story.sentence.start : story.sentence.stop]
        assert story.old != story.new
        assert story.new in sentence
        assert story.old in words[: story.sentence.start]
        assert sentence[-1] == "." and "." not in sentence[:-1]
        assert story.sentence.start > 0 and words[story.sentence.start - 1] in ".!?"
        assert any(words_of_one <= set(sentence) for words_of_one in fixed), sentence


def test_some_stories_ask_at_once_and_some_later() -> None:
    behind = [len(vocabulary().tokens(story.text)) - story.sentence.stop for story in changes(60, TEXTBOOK)]
    assert min(behind) <= 9
    assert max(behind) >= 20


@pytest.mark.parametrize("name", STANDING)
def test_a_held_belt_stands_still(name: str) -> None:
    network = shipped(name)
    config, topic = network.config, facts_of(network)[0]
    moves = belt(config.cell, first_layer=config.layers == 1)
    assert moves is not None
    assert moves.standing == STANDING[name]
    story = changes(1, TEXTBOOK)[0]
    state = trace(network, story.text, hold(moves, topic.units, story.sentence))[topic.state][:, list(topic.units)]
    before, *through = state[story.sentence.start - 1 : story.sentence.stop]
    np.testing.assert_array_equal(through, np.broadcast_to(before, np.shape(through)))
    free = trace(network, story.text)[topic.state][:, list(topic.units)]
    assert not np.allclose(free[story.sentence.stop - 1], before)


def test_the_other_units_are_as_many_none_of_them_the_fact_s_and_others_in_each_story() -> None:
    found = [other_units(TOPIC, 160, number) for number in range(20)]
    assert found == [other_units(TOPIC, 160, number) for number in range(20)]
    assert all(len(set(units)) == len(TOPIC.units) and not set(units) & set(TOPIC.units) for units in found)
    assert len(set(found)) == 20
    assert set(other_units(replace(TOPIC, units=(0, 1, 2)), 5, 0)) == {3, 4}  # there are no more


def test_the_answer_is_the_likeliest_word_behind_the_text() -> None:
    for story in changes(5, TEXTBOOK):
        walked = trace(LSTM, story.text)
        assert answer(LSTM, story.text) == key_of(walked.predictions(len(walked) - 1, 1)[0].word)


def test_what_is_counted_is_what_is_answered() -> None:
    found, moves = held(LSTM, TOPIC, 10), belt(load_cell("lstm"))
    assert found is not None and moves is not None
    olds = [answer(LSTM, s.text, hold(moves, TOPIC.units, s.sentence)) == key_of(s.old) for s in changes(10, TEXTBOOK)]
    assert (found["stories"], found["units"]) == (10, len(TOPIC.units))
    assert found["old"]["share"] == pytest.approx(np.mean(olds))
    assert found["old"]["low"] < found["old"]["share"] <= found["old"]["high"]
    none = held(LSTM, replace(TOPIC, units=(), weights=()), 10)  # nothing is held
    assert none is not None
    assert (none["old"]["share"], none["changed"]["share"]) == (0, 0)


def test_a_cell_without_a_belt_has_nothing_to_hold() -> None:
    assert held(shipped("rnn"), facts_of(shipped("rnn"))[0], 2) is None
