"""A network that was taught in the lab is a file that Python opens, and computes the same with, whatever it reads and says."""

from __future__ import annotations

import json
from base64 import b64encode
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from app.carried import carried
from model import load_cell, load_network, trace
from model.equations import memory_state
from model.errors import CheckpointError
from model.network import Network, Vocabulary
from model.tasks import TASKS
from tests.js.node import answer_of
from tests.js.test_lab import asked, loaded

START = {"seed": 1, "open": {"span": 32, "forget": None}}


def learned(name: str, **settings: Any) -> dict[str, Any]:
    """A network of the lab after some updates, as the page would hold it: without its weights, and these."""
    told = loaded(name, **settings)
    made = TASKS[name].generate(0, 1, settings)
    errand = {"updates": 12, "markEvery": 12, "judgeMost": 4, "until": 2, "by": "answers", "on": "unseen"}
    answers, _ = asked(["load", told], ["learn", errand], "snapshot")
    cell, plan = load_cell("lstm"), told["plan"]
    about = {
        "task": name,
        "title": name,
        "seed": 1,
        "updates": 12,
        "settings": settings,
        "recipe": {"rate": 0.00001, "clip": 1e-7},
    }
    taught = {
        "cell": {"name": "lstm", "title": "LSTM — 長短期", "text": cell.text},
        "sizes": {key: plan[key] for key in ("inputs", "units", "layers")},
        "memory": memory_state(cell),
        "reads": made.reads, "says": made.says, "symbols": made.symbols, "answers": made.answers,
        "start": START, "about": about, "question": None,
    }  # fmt: skip
    return {"taught": taught, "numbers": answers[2]["numbers"], "parameters": answers[0]["parameters"], "loaded": told}


def saved(network: dict[str, Any], path: Path) -> Any:
    told = {key: network[key] for key in ("taught", "numbers", "parameters")}
    return answer_of("saves", told | {"path": str(path)})


def said_in_the_page(network: dict[str, Any], sequence: list[int]) -> Any:
    looked = {"numbers": network["numbers"], "one": {"sequence": sequence}}
    answers, _ = asked(["load", network["loaded"]], ["lookBack", looked])
    return np.reshape(answers[1]["answer"], (len(sequence), -1))


def said_in_python(network: Network, words: list[str], sequence: list[int]) -> Any:
    """The chances of all words of the network after each word of a sentence."""
    found = trace(network, " ".join(words[one] for one in sequence))
    assert [token.word for token in found.tokens] == [words[one] for one in sequence]
    return found.probabilities


@pytest.mark.parametrize(
    ("name", "settings"),
    [("india", {}), ("order", {}), ("copying", {}), ("text", {})],
)
def test_python_opens_what_the_page_has_saved_and_computes_the_same(name: str, settings: dict[str, Any], tmp_path: Path) -> None:
    network, path = learned(name, **settings), tmp_path / "own.safetensors"
    saved(network, path)
    opened = load_network(path)
    words, (symbols, answers) = opened.config.vocabulary.words, (network["taught"][key] for key in ("symbols", "answers"))
    sequence = [(5 * n + n * n) % len(symbols) for n in range(20)]
    page = said_in_the_page(network, sequence)
    python = said_in_python(opened, list(words), sequence)
    rows = [words.index(answer) for answer in answers] or list(range(len(symbols)))
    if network["taught"]["reads"] == "words":  # fresh vectors are others in the page, and each has its share of the chances
        page, python = (one[:, : len(symbols)] / one[:, : len(symbols)].sum(axis=1, keepdims=True) for one in (page, python))
    assert python[:, rows] == pytest.approx(page[:, : len(rows)], abs=1e-5)


@pytest.mark.parametrize(("name", "settings"), [("india", {}), ("copying", {}), ("sine", {})])
def test_the_page_opens_again_what_it_has_saved(name: str, settings: dict[str, Any], tmp_path: Path) -> None:
    network = learned(name, **settings)
    found = saved(network, tmp_path / "own.safetensors")
    assert found.pop("numbers") == network["numbers"]
    assert {key: found[key] for key in network["taught"]} == json.loads(json.dumps(network["taught"]))


def test_what_it_reads_are_words_that_can_be_typed(tmp_path: Path) -> None:
    network, path = learned("text", text="Ab\na_…~bA" * 30), tmp_path / "own.safetensors"
    saved(network, path)
    words = load_network(path).config.vocabulary
    assert set(words.words) >= {"underscore", "character-2026", "~", "capital-a", "a"}
    assert [token.word for token in Vocabulary(words.words).tokens(" ".join(words.words))] == list(words.words)


def test_what_holds_the_answer_is_in_the_file_and_the_app_believes_it(tmp_path: Path) -> None:
    network, path = learned("india"), tmp_path / "own.safetensors"
    network["taught"]["question"] = {"text": "You must visit the capital of", "among": ["India", "Norway", "Peru"]}
    saved(network, path)
    (fact,) = carried(b64encode(path.read_bytes()).decode(), "network").provenance["facts"]
    assert fact["state"] == "c" and sum(fact["weights"]) == pytest.approx(0.95, abs=0.06)
    assert fact["weights"] == sorted(fact["weights"], reverse=True)


def test_a_network_that_reads_numbers_has_no_words_to_walk_by(tmp_path: Path) -> None:
    saved(learned("sine", length=20), tmp_path / "own.safetensors")
    with pytest.raises(CheckpointError, match="a vocabulary has 1 to"):
        load_network(tmp_path / "own.safetensors")
