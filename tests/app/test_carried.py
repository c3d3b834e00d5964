"""A network of one's own that comes with a request walks as those of the app do, and nothing that is wrong with it is a fault."""

from __future__ import annotations

import json
import struct
from base64 import b64decode, b64encode
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import pytest

from app.carried import carried
from app.problems import Problem
from model import Cell, ModelError, Network, load_cell, trace
from model.network import Config, Vocabulary, read_network, save_network
from model.network.carried import Carried
from model.network.checkpoint import checksum
from tests.app.client import post

TEXT = "a b c a ___"
OWN = "gate  z = sigmoid(W x + U h' + b)\nhidden state  h = z * h' + (1 - z) * tanh(V x)"
MANY = [f"word{n}" for n in range(1_001)]
FACT = {"name": "last", "question": "a", "state": "h", "units": [1, 0], "weights": [0.75, 0.25]}


def network(cell: Cell | None = None, units: int = 4, words: Iterable[str] = "abc", **provenance: Any) -> Network:
    config = Config(cell or Cell.from_text(OWN), Vocabulary(words), 3, units)
    made = Network.create(config, 1)
    return Network(config, made.parameters, provenance)


@pytest.fixture
def file(tmp_path: Path) -> Any:
    def file(made: Network) -> str:
        save_network(made, tmp_path / "own.safetensors")
        return b64encode((tmp_path / "own.safetensors").read_bytes()).decode()

    return file


def test_it_walks_as_python_walks_it(file: Any) -> None:
    made = network(facts=[FACT])
    answer = post("traces", {"sentence": TEXT, "network": file(made)})
    assert answer.status_code == 200, answer.text
    found, wanted = answer.json(), trace(made, TEXT)
    for signal, values in wanted.run.layers[-1].forward.items():
        assert np.array(found["signals"][signal]) == pytest.approx(values, abs=6e-5)
    assert found["blank"]["words"][0]["word"] == wanted.answer(wanted.blanks[-1], 1)[0].word
    assert [(one["fact"], one["units"], len(one["belief"])) for one in found["memory"]] == [("last", [1, 0], 5)]


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("arithmetic", {"token": 2, "signal": "h", "unit": 1}),
        ("gradients", {"token": 3, "word": "b"}),
        ("ledgers", {"state": "h"}),
    ],
)
def test_all_that_can_be_asked_of_a_network_can_be_asked_of_it(file: Any, path: str, more: dict[str, Any]) -> None:
    answer = post(path, {"sentence": TEXT, "network": file(network()), **more})
    assert answer.status_code == 200, answer.text


def test_it_stands_beside_the_networks_of_the_app_in_a_comparison(file: Any) -> None:
    asked = {"sentences": [TEXT], "cells": ["lstm"], "networks": {"taught-0a1b2c3d": file(network())}}
    assert [walk["cell"] for walk in post("comparisons", asked).json()["walks"]] == ["lstm", "taught-0a1b2c3d"]
    alone = post("comparisons", {**asked, "cells": []})
    assert [walk["cell"] for walk in alone.json()["walks"]] == ["taught-0a1b2c3d"]
    nobody = post("comparisons", {"sentences": [TEXT], "cells": []})
    assert (nobody.status_code, "at least 1 cell" in nobody.json()["detail"]) == (422, True)
    taken = post("comparisons", {**asked, "networks": {"lstm": file(network())}})
    assert (taken.status_code, "another name" in taken.json()["detail"]) == (422, True)


def test_the_bytes_of_a_file_are_the_network_of_the_file(file: Any) -> None:
    made = network(load_cell("gru"))
    assert np.array_equal(read_network(b64decode(file(made)), "it").parameters.flat, made.parameters.flat)


def changed(text: str, change: Any) -> str:
    """The file with another header."""
    data = b64decode(text)
    size = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + size])
    change(header)
    written = json.dumps(header).encode()
    return b64encode(struct.pack("<Q", len(written)) + written + data[8 + size :]).decode()


def deep(header: dict[str, Any]) -> None:
    header["__metadata__"]["gatewalk"] = "[" * 50_000


@pytest.mark.parametrize(
    ("made", "said"),
    [
        (lambda file: "no base64", "base64"),
        (lambda file: "é", "base64"),
        (lambda file: b64encode(b"no network").decode(), "safetensors"),
        (lambda file: b64encode(b64decode(file(network()))[:-9]).decode(), "cut off"),
        (lambda file: changed(file(network()), lambda header: header.pop("__metadata__")), "not one of Gatewalk's"),
        (lambda file: changed(file(network()), deep), "not JSON"),
        (lambda file: file(network(words=MANY)), "1,001 words, and 1,000"),
        (lambda file: file(network(facts=3)), "facts"),
        (lambda file: file(network(facts=[FACT | {"units": [1, 9]}])), "facts"),
        (lambda file: file(network(facts=[FACT, FACT])), "facts"),
        (lambda file: file(network(facts=[FACT | {"weights": [float("nan"), 0.5]}])), "facts"),
        (lambda file: file(network(facts=[FACT | {"question": "  "}])), "facts"),
    ],
)
def test_what_is_wrong_with_it_is_said_in_words(file: Any, made: Any, said: str) -> None:
    answer = post("traces", {"sentence": TEXT, "network": made(file)})
    assert (answer.status_code, answer.json()["field"]) == (422, "network"), answer.text
    assert said in answer.json()["detail"]


def test_what_it_was_before_it_learned_only_its_owner_knows(file: Any) -> None:
    answer = post("gradients", {"sentence": TEXT, "network": file(network()), "token": 3, "word": "b", "untaught": True})
    assert (answer.status_code, answer.json()["field"]) == (422, "untaught")


def spoiled(data: bytes, random: Random) -> bytes:
    """Bytes put in, taken out or changed, most of them in the header."""
    found = bytearray(data)
    for _ in range(random.randint(1, 4)):
        at = random.randrange(len(found) if random.random() < 0.2 else min(len(found), 1_500))
        if random.random() < 0.6:
            found[at] = random.choice(b'0123456789{}[]",:-eN\x00\xff')
        elif random.random() < 0.5:
            del found[at : at + random.randint(1, 40)]
        else:
            found[at:at] = random.choice([b"[" * 500, b"1e999", b'"', b"null", b"NaN", bytes(8)])
    size = len(found) - 8 - 4 * network().parameters.flat.size  # so that more than the length is looked at
    return struct.pack("<Q", max(0, size)) + bytes(found[8:]) if random.random() < 0.5 else bytes(found)


def resealed(data: bytes) -> bytes:
    """With a checksum that fits, as somebody would make it who means harm."""
    try:
        size = struct.unpack("<Q", data[:8])[0]
        header = json.loads(data[8 : 8 + size])
        told = json.loads(header["__metadata__"]["gatewalk"])
        kept = Carried(data)
        names = kept.keys()
        tensors = {name: kept.get_tensor(name) for name in names}
        told["checksum"] = checksum(told, tensors)
        header["__metadata__"]["gatewalk"] = json.dumps(told)
        written = json.dumps(header).encode()
        return struct.pack("<Q", len(written)) + written + data[8 + size :]
    except Exception:  # it is spoiled beyond that
        return data


def test_no_file_however_spoiled_is_a_fault_of_the_app(file: Any) -> None:
    random = Random(17)
    whole = b64decode(file(network(facts=[FACT])))
    for n in range(500):
        data = spoiled(whole, random)
        text = b64encode(resealed(data) if n % 2 else data).decode()
        with suppress(Problem, ModelError):  # whatever else is raised is a fault
            trace(carried(text, "network"), TEXT)
