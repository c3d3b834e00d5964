"""The endpoints say what the model computed, and nothing else."""

from __future__ import annotations

import json
from base64 import b64decode
from typing import Any

import numpy as np
import pytest

from app.answers import trace_of, walk_of
from app.encoding import FORMS, Exact, json_bytes
from app.examples import EXAMPLES
from app.networks import NAMES
from app.schemas import INDIA, SentenceIn
from model import Edit, arithmetic, cell_names, gradients, ledger, shipped, trace
from model.explain import belief, facts_of
from tests.app.client import an_app, ask, post, prepared


def walk(cell: str = "lstm", sentence: str = INDIA, **more: Any) -> Any:
    answer = post("traces", {"sentence": sentence, "cell": cell, **more})
    assert answer.status_code == 200, answer.text[:300]
    return answer.json()


@pytest.mark.parametrize("cell", NAMES)
def test_a_trace_holds_every_number_of_the_walk(cell: str) -> None:
    found, walked = walk(cell), trace(shipped(cell), INDIA)
    top = walked.run.layers[-1].forward
    assert set(found["signals"]) == set(top)
    for signal, values in top.items():
        np.testing.assert_allclose(found["signals"][signal], values, atol=6e-5)
    assert [token["text"] for token in found["tokens"]] == [token.text for token in walked.tokens]
    assert len(found["layers"]) == len(walked.run.layers) - 1
    assert (found["backward"] is not None) == shipped(cell).config.bidirectional


@pytest.mark.parametrize("cell", NAMES)
def test_what_is_foretold_and_believed_is_what_the_model_says(cell: str) -> None:
    facts = facts_of(shipped(cell))
    found, walked = walk(cell, beliefs=[fact.name for fact in facts]), trace(shipped(cell), INDIA)
    for token, said in enumerate(found["predictions"]):
        assert [(p["word"], p["p"]) for p in said] == [(p.word, round(p.p, 4)) for p in walked.predictions(token)]
    (blank,) = walked.blanks
    assert found["blank"]["index"] == blank
    assert [p["word"] for p in found["blank"]["words"]] == [p.word for p in walked.answer(blank)]
    assert [memory["fact"] for memory in found["memory"]] == [fact.name for fact in facts]
    for memory, fact in zip(found["memory"], facts, strict=True):
        assert [[p["word"] for p in said] for said in memory["belief"]] == [[p.word for p in b] for b in belief(walked, fact)]


@pytest.mark.parametrize(
    ("sentence", "fact"),
    [
        (INDIA, "topic"),
        ("Norway is big. I speak fluent ___", "origin"),
        ("Tom is a baker. THEN", "person"),
        ("You light the cave with the ..... and go", "torch"),
        ("What does it ask for? ___", "topic"),
    ],
)
def test_without_being_told_which_the_belief_is_that_of_the_fact_that_the_sentence_asks_for(sentence: str, fact: str) -> None:
    told = {memory["fact"]: memory["belief"] for memory in walk(sentence=sentence)["memory"]}
    assert [name for name, belief in told.items() if belief is not None] == [fact]
    assert walk(sentence=sentence, beliefs=[fact])["memory"] == walk(sentence=sentence)["memory"]


def unpacked(array: Any) -> Any:
    values = np.frombuffer(b64decode(array["base64"]), np.dtype(array["type"]).newbyteorder("<")).reshape(array["shape"])
    return values if array["type"] == "float32" else values / 10_000


def test_packed_numbers_are_the_same_in_less_room() -> None:
    for cell in NAMES:
        text, packed = (
            ask("POST", f"/api/v1/traces?numbers={form}", json={"sentence": INDIA + " .", "cell": cell}) for form in FORMS
        )
        assert len(packed.content) < 0.6 * len(text.content)
        for signal, values in text.json()["signals"].items():
            np.testing.assert_allclose(values, unpacked(packed.json()["signals"][signal]), atol=1e-9)


@pytest.mark.parametrize(
    ("value", "type_"), [(0.5, "int16"), (-3.2767, "int16"), (3.3, "int32"), (2e5, "int32"), (1e6, "float32")]
)
def test_numbers_of_any_size_are_packed_with_their_4_decimals(value: float, type_: str) -> None:
    (packed,) = json.loads(json_bytes([np.array([[value, 0.12345]], np.float32)], "packed"))
    assert packed["type"] == type_
    np.testing.assert_allclose(unpacked(packed), [[value, 0.12345]], atol=6e-5 if type_ != "float32" else 1e-6, rtol=1e-6)


@pytest.mark.parametrize("form", FORMS)
def test_small_gradients_keep_their_digits(form: str) -> None:
    (found,) = json.loads(json_bytes([Exact(np.array([1.25e-9, 0.3]))], form))
    np.testing.assert_allclose(found if form == "text" else unpacked(found), [1.25e-9, 0.3], rtol=1e-6)


def test_an_example_is_answered_with_what_was_computed_at_the_start() -> None:
    example = EXAMPLES[0]
    made = ask("POST", "/api/v1/traces", json={"sentence": example.sentence, "cell": example.cell})
    assert made.content == prepared().traces[example.sentence, example.cell, "text"]
    anew = json_bytes(trace_of(walk_of(shipped(example.cell), SentenceIn(sentence=example.sentence))))
    assert made.content == anew
    edited = walk(edits=[{"token": 11, "signal": "f", "value": 1.0}])
    assert edited["signals"] != made.json()["signals"]


def test_a_sentence_without_a_blank_has_none_and_one_with_several_has_all() -> None:
    assert walk(sentence="Norway is a beautiful country.")["blank"] is None
    found = walk(sentence="___ is a ___ country .....")
    assert [blank["index"] for blank in found["blanks"]] == [0, 3, 5]
    assert found["blank"] == found["blanks"][-1]


def test_edits_change_what_follows() -> None:
    edits = [
        {"token": 11, "signal": "f", "units": "all", "value": 1.0},
        {"token": 11, "signal": "i", "units": [0, 3], "value": [0.0, 0.5]},
    ]
    found = walk(edits=edits)
    walked = trace(shipped("lstm"), INDIA, [Edit(11, "f", "all", 1.0), Edit(11, "i", (0, 3), (0.0, 0.5))])
    np.testing.assert_allclose(found["signals"]["c"], walked["c"], atol=6e-5)


def test_the_arithmetic_adds_up() -> None:
    for cell in cell_names():
        walked = trace(shipped(cell), INDIA)
        for signal in walked.run.layers[-1].forward:
            answer = post("arithmetic", {"sentence": INDIA, "cell": cell, "token": 5, "signal": signal, "unit": 2})
            if answer.status_code == 422:  # the clock comes from outside
                assert signal == "k"
                continue
            found = answer.json()
            assert sum(term["value"] for term in found["terms"]) == pytest.approx(found["total"], abs=1e-6)
            assert found["result"] == pytest.approx(found["recorded"], abs=1e-5)
            assert found["formula"].startswith("<math")
            direct = arithmetic(walked.run, 5, signal, 2)
            assert found["total"] == pytest.approx(direct.total)


def test_the_gradients_are_those_of_the_model() -> None:
    found = post("gradients", {"sentence": INDIA, "token": 23, "word": "Norway"}).json()
    direct = gradients(trace(shipped("lstm"), INDIA), 23, "Norway")
    np.testing.assert_allclose(found["signals"]["c"], direct["c"], rtol=1e-5)
    np.testing.assert_allclose(found["strength"]["c"], direct.strength("c"), rtol=1e-5)
    assert found["log_probability"] == pytest.approx(direct.log_probability)


ASKED = {"sentence": INDIA, "token": 23, "word": "Norway"}


@pytest.mark.parametrize("cell", NAMES)
def test_the_gradients_of_the_untaught_are_those_of_the_weights_that_its_training_began_with(cell: str) -> None:
    direct = gradients(trace(shipped(cell).before_learning(), INDIA), 23, "Norway")
    found = post("gradients", {**ASKED, "cell": cell, "untaught": True}).json()
    assert found["log_probability"] == pytest.approx(direct.log_probability)
    for signal, values in found["signals"].items():
        assert np.isfinite(values).all()
        np.testing.assert_allclose(values, direct[signal], rtol=1e-5)
        np.testing.assert_allclose(found["strength"][signal], direct.strength(signal), rtol=1e-5)
    assert found["log_probability"] < np.log(0.01)  # it knows no country from another, nor from any other word
    assert found["log_probability"] != post("gradients", {**ASKED, "cell": cell}).json()["log_probability"]


def test_edits_hold_in_the_untaught_too() -> None:
    shut = [{"token": 11, "signal": "f", "units": "all", "value": 0.0}]
    strength = post("gradients", {**ASKED, "untaught": True, "edits": shut}).json()["strength"]["c"]
    assert strength[10] < 0.5 * strength[11]


def test_an_app_makes_an_untaught_network_once_and_keeps_it() -> None:
    networks = an_app().state.prepared.networks
    assert networks.before_learning("gru") is networks.before_learning("gru")
    assert networks.before_learning("gru") is not networks.of("gru")


def test_the_ledger_adds_up_to_the_state() -> None:
    found = post("ledgers", {"sentence": INDIA, "state": "c", "units": [4, 9]}).json()
    walked = trace(shipped("lstm"), INDIA)
    np.testing.assert_allclose(np.sum(found["shares"], axis=1), walked["c"][:, [4, 9]], atol=5e-3)
    np.testing.assert_allclose(found["shares"], ledger(walked.run, "c", [4, 9]).shares, atol=6e-5)


def test_a_state_without_a_ledger_says_why() -> None:
    answer = post("ledgers", {"sentence": INDIA, "cell": "rnn", "state": "h"})
    assert answer.status_code == 422
    assert "no exact ledger" in answer.json()["detail"]


def test_a_comparison_holds_the_trace_of_each_cell() -> None:
    found = post("comparisons", {"sentences": [INDIA, "The apple is a ___"], "cells": ["rnn", "gru"]}).json()["walks"]
    assert [(one["sentence"], one["cell"]) for one in found] == [(0, "rnn"), (0, "gru"), (1, "rnn"), (1, "gru")]
    assert found[1]["trace"] == walk("gru")
    assert all(one["milliseconds"] > 0 and one["parameters"] > one["multiplications"] > 0 for one in found)


def test_every_cell_is_described() -> None:
    found = ask("GET", "/api/v1/cells").json()
    assert [cell["name"] for cell in found] == list(cell_names())
    for cell in found:
        assert [equation["name"] for equation in cell["equations"]][-1] == "h"
        assert all(equation["mathml"].startswith("<math") for equation in cell["equations"])
        assert cell["diagram"]["nodes"]
        assert cell["model"]["trained"] is True
        assert cell["model"]["held_out"]["asked"]


def test_every_example_can_be_walked_and_ends_in_a_blank() -> None:
    assert [one["sentence"] for one in ask("GET", "/api/v1/examples").json()] == [example.sentence for example in EXAMPLES]
    for example in EXAMPLES:
        assert walk(example.cell, example.sentence)["blank"]["words"]
