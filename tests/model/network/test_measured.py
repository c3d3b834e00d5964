"""The networks that come with Gatewalk were taught as their recipes say, and are as good as was measured."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median_low
from typing import Any

import numpy as np
import pytest

from model import Trainer, cell_names, scores, shipped, shipped_names, snapshots
from model.explain.beliefs import facts_of
from model.training import report
from model.training.find_facts import SHARE, find_facts
from model.training.held import held
from model.training.legible import legibility
from model.training.questions import GAPS, KINDS, ORDINARY, QUESTIONS, by_gap, gap_name, kinds_of, score, stories
from model.training.recipes import PHASES, RECIPES, VALIDATION_SEED, recipe_from_json, world_of
from model.training.seeds import LEGIBLE, still_true, validation, with_seeds
from model.training.typed import CHILDREN, NOTHING_TOLD, SURE, answered, calibration_error, typed_questions
from model.world import WORLDS, story_batch

TEXTBOOK = WORLDS["textbook"]
ROOT = Path(__file__).parents[3]
PAGES = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))))
LSTM = shipped("lstm")
TOPIC = facts_of(LSTM)[0]


def test_every_recipe_has_been_trained_as_it_says() -> None:
    """From its own seed or, if it was taught from several, from the one in the middle.

    That of the tour is the nearest to the middle whose gates are legible.
    """
    assert set(RECIPES) == set(shipped_names())
    for name in shipped_names():
        recipe, told = RECIPES[name], shipped(name).provenance
        assert told["trained"] is True
        score = validation(shipped(name))
        of_all = told.get("seeds", {name: score})
        taught = {one.name: replace(one, name=name) for one in with_seeds(recipe, len(of_all))}
        assert list(of_all) == list(taught)
        assert recipe_from_json(told["recipe"]) == next(taught[one] for one in taught if of_all[one] == score)
        seeds, middle = scores()[name].get("seeds", {}) if name in scores() else {}, median_low(of_all.values())
        nearer = [one for one in of_all if abs(of_all[one] - middle) < abs(score - middle)]
        assert not nearer or all(seeds[one]["gates"]["legible"] < LEGIBLE[name] for one in nearer)


def test_what_was_measured_of_several_trainings_is_of_the_networks_that_are_shipped() -> None:
    for name, result in scores().items():
        assert still_true(shipped(name), result) == ({"seeds": result["seeds"]} if "seeds" in result else {})
        if "seeds" in result:
            of_it = next(of for of in result["seeds"].values() if of["validation"] == validation(shipped(name)))
            assert {gap: score["accuracy"] for gap, score in result["by_gap"].items()} == of_it["by_gap"]
            assert (result["gates"], result["held"]) == (of_it["gates"], of_it["held"])
        else:
            assert "seeds" not in shipped(name).provenance


def test_the_small_network_was_kept_on_its_way_and_got_better() -> None:
    kept = snapshots("small")
    assert tuple(kept) == RECIPES["small"].snapshots
    losses = []
    for network in kept.values():
        sizes = network.config.width, network.mean_norm
        batch = story_batch(TEXTBOOK, VALIDATION_SEED, 0, PHASES["textbook"][-1][1][0], *sizes).batch
        losses.append(Trainer(network.config, network.parameters).loss(batch, learn=False))
    assert losses[0] > 2 * losses[-1]
    assert sum(later < before for before, later in pairwise(losses)) > 0.7 * len(losses)


def test_every_network_that_foretells_says_which_units_hold_which_fact() -> None:
    for name in cell_names():
        facts = facts_of(shipped(name))
        assert [fact.name for fact in facts] == ["topic", "origin", "key", "rope", "torch", "sword", "person"]
        assert all(SHARE - 1e-3 <= sum(fact.weights) <= 1.001 for fact in facts)


@pytest.mark.parametrize("name", ["lstm", "gru", "small"])
def test_the_units_of_a_fact_are_those_that_are_found_in_the_shipped_weights(name: str) -> None:
    network = shipped(name)
    for said, found in zip(facts_of(network), find_facts(network), strict=True):
        assert (said.name, said.question, said.state) == (found.name, found.question, found.state)
        assert len(said.units) == pytest.approx(len(found.units), abs=1)  # another processor may round otherwise
        shares = dict(zip(found.units, found.weights, strict=True))
        for unit, weight in zip(said.units, said.weights, strict=True):
            assert shares.get(unit, weight) == pytest.approx(weight, abs=2e-3)


def test_a_fact_names_units_that_exist() -> None:
    for name in cell_names():
        network = shipped(name)
        for fact in facts_of(network):
            assert all(0 <= unit < network.config.units for unit in fact.units)


# How well they remember: the whole measurement is in scores.json, here it is done again on fewer questions


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.usual], ids=lambda kind: kind.name)
def test_the_lstm_remembers(kind: Any) -> None:
    bar = 0.9 if kind.between == ORDINARY else 0.95 if kind.invented else 0.98
    found = scores()["lstm"]["asked"][kind.name]
    assert np.mean([score["accuracy"] for score in found.values()]) >= bar
    assert all(score["accuracy"] >= min(bar, 0.95) for score in found.values())  # at every gap, 100 words and more
    trainer, gap = Trainer(LSTM.config, LSTM.parameters), (51, 100) if kind.gaps else None
    assert score(trainer, LSTM, *stories(kind, gap, 100, TEXTBOOK)).accuracy >= bar - 0.02  # of fewer questions


def test_the_plain_network_forgets() -> None:
    plain = shipped("rnn")
    found = score(Trainer(plain.config, plain.parameters), plain, *stories(KINDS[0], (51, 100), 100, TEXTBOOK))
    assert found.accuracy < 0.5


def test_the_gates_of_the_topic_do_what_the_textbooks_say() -> None:
    found = legibility(LSTM, TOPIC, 100)
    assert found is not None
    assert found["legible"] >= 0.95
    assert scores()["lstm"]["gates"]["legible"] >= 0.95


def test_the_units_of_the_topic_are_the_cause_of_the_answer() -> None:
    """Held through the sentence that brings a new topic, the old one is answered; held others change nothing."""
    found = held(LSTM, TOPIC)
    assert found is not None
    assert found["right"]["share"] >= 0.95
    assert found["old"]["share"] >= 0.9
    assert found["changed"]["share"] < 0.1
    said = scores()["lstm"]["held"]
    assert (found["stories"], found["units"]) == (said["stories"], said["units"])
    for key in ("right", "old", "changed"):
        assert found[key]["share"] == pytest.approx(said[key]["share"], abs=0.015)  # another processor may round otherwise


def test_the_scores_are_of_all_cells_and_of_enough_questions() -> None:
    assert list(scores()) == [*cell_names(), "lstm_two", "blanks", "reader"]
    for name, result in scores().items():
        of, kinds = result["asked"], kinds_of(shipped(name))
        assert list(of) == [kind.name for kind in kinds]
        for kind in kinds:
            assert list(of[kind.name]) == ([gap_name(gap) for gap in GAPS] if kind.gaps else ["any"])
            for found in of[kind.name].values():
                assert found["questions"] >= QUESTIONS
                assert found["low"] <= found["accuracy"] <= found["high"]
        assert result["by_gap"] == by_gap(of)


def test_the_scores_are_those_of_the_shipped_weights() -> None:
    for name, kind, gap in (("lstm", KINDS[0], (11, 20)), ("rnn", KINDS[4], (1, 10))):
        network = shipped(name)
        found = score(Trainer(network.config, network.parameters), network, *stories(kind, gap, QUESTIONS, world_of(network)))
        said = scores()[name]["asked"][kind.name][gap_name(gap)]
        assert found.accuracy == pytest.approx(said["accuracy"], abs=0.005)  # another processor may round otherwise
        assert found.p == pytest.approx(said["p"], abs=0.005)


def test_the_pages_have_the_tables_of_the_scores() -> None:
    for table in (report.by_kind, report.gates, report.holding):
        assert table(scores()) in PAGES
    assert report.details("lstm", scores()["lstm"]["asked"]) in PAGES


def test_the_reader_answers_most_of_what_a_class_types_and_is_seldom_sure_where_nothing_was_told() -> None:
    """The shares that were measured are asked for again, with room for a processor that rounds otherwise."""
    told, every = scores()["reader"]["typed"], answered(shipped("reader"), typed_questions())
    usual = [one for one in every if one.typed.group not in (NOTHING_TOLD, CHILDREN)]
    for half, of in told["halves"].items():
        assert of["together"]["right"] == pytest.approx(np.mean([one.right for one in usual if one.typed.half == half]), abs=0.02)
    assert told["halves"]["unseen"]["together"]["right"] > 0.8
    assert told["ece"] == pytest.approx(calibration_error([one for one in every if one.typed.group != NOTHING_TOLD]), abs=0.01)
    # Of the first writer's texts it knows better what it does not know.
    first = [one for one in every if one.typed.half in ("seen", "unseen")]
    assert calibration_error([one for one in first if one.typed.group != NOTHING_TOLD]) <= 0.08
    for halves in (("seen",), ("unseen",), told["halves"]):
        of_nothing = [one for one in every if one.typed.group == NOTHING_TOLD and one.typed.half in halves]
        assert np.mean([one.p > SURE for one in of_nothing]) <= 0.1
