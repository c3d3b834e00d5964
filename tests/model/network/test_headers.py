"""A header or a weight of a saved network that is wrong is refused with what is wrong with it."""

from __future__ import annotations

import copy
import json
import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from safetensors.numpy import load, save

from model import load_cell, load_network
from model.network.checkpoint import KEY, checksum
from tests.model.network.saved import PROVENANCE, refused

Change = Callable[[dict[str, Any], dict[str, np.ndarray]], None]


def changed(whole: bytes, change: Change) -> bytes:
    """The good file with its header and its tensors changed, and a checksum that fits them."""
    length = struct.unpack("<Q", whole[:8])[0]
    header = json.loads(json.loads(whole[8 : 8 + length])["__metadata__"][KEY])
    tensors = load(whole)
    change(header, tensors)
    header["checksum"] = checksum(header, tensors)
    return save(tensors, {KEY: json.dumps(header)})


def with_header(text: str) -> bytes:
    return save({"a": np.zeros(1, np.float32)}, {KEY: text})


def setting(**fields: Any) -> Change:
    return lambda header, _: header.update(copy.deepcopy(fields))


def without(field: str) -> Change:
    def change(header: dict[str, Any], _: dict[str, np.ndarray]) -> None:
        del header[field]

    return change


def weight(name: str, value: np.ndarray | None) -> Change:
    def change(_: dict[str, Any], tensors: dict[str, np.ndarray]) -> None:
        if value is None:
            del tensors[name]
        else:
            tensors[name] = value

    return change


LSTM = load_cell("lstm").text
BIAS = "layers.1.backward.b_f"
WRONG: dict[str, tuple[Change, str]] = {
    "format of tomorrow": (setting(format=2), "format '2', this version reads format 1"),
    "format as text": (setting(format="1"), "format '1'"),
    "format true": (setting(format=True), "'format' should be int"),
    "format with a point": (setting(format=1.0), "'format' should be int"),
    "huge format": (setting(format=10**4000), "format '10000000000000000000'"),
    "no format": (without("format"), "format 'None'"),
    "no cell": (without("cell"), "'cell' should be str"),
    "no equations": (without("equations"), "'equations' should be str"),
    "no vocabulary": (without("vocabulary"), "'vocabulary' should be list"),
    "no provenance": (without("provenance"), "'provenance' should be dict"),
    "cell by number": (setting(cell=3), "'cell' should be str"),
    "equations in a list": (setting(equations=["h = tanh(W x)"]), "'equations' should be str"),
    "vocabulary as text": (setting(vocabulary="abc"), "'vocabulary' should be list"),
    "vocabulary by name": (setting(vocabulary={"a": 0}), "'vocabulary' should be list"),
    "a number among the words": (setting(vocabulary=["a", 1]), "something that is not a word"),
    "a list among the words": (setting(vocabulary=["a", ["b"]]), "something that is not a word"),
    "an empty word": (setting(vocabulary=["a", " "]), "something that is not a word"),
    "a word twice": (setting(vocabulary=["India", "norway", "INDIA"]), "the vocabulary holds 'India' twice"),
    "no words": (setting(vocabulary=[]), "1 to 50,000 words"),
    "too many words": (setting(vocabulary=[str(n) for n in range(50_001)]), "1 to 50,000 words"),
    "other words": (setting(vocabulary=["a", "b"]), "embedding should be floats of shape (2, 2), and is F32"),
    "bidirectional by number": (setting(bidirectional=1), "'bidirectional' should be bool"),
    "one layer too many": (setting(layers=3), "are missing"),
    "one layer too few": (setting(layers=1), "weights that its cell does not have"),
    "one direction": (setting(bidirectional=False), "weights that its cell does not have"),
    "provenance as text": (setting(provenance="trusted"), "'provenance' should be dict"),
    "units true": (setting(units=True), "'units' should be int"),
    "layers with a point": (setting(layers=2.0), "'layers' should be int"),
    "width as text": (setting(width="2"), "'width' should be int"),
    "no units at all": (setting(units=None), "'units' should be int"),
    "negative units": (setting(units=-2), "at least one"),
    "negative layers": (setting(layers=-1), "at least one"),
    "width 0": (setting(width=0), "at least one"),
    "huge units": (setting(units=10**4000), "at most 1,024 units"),
    "huge width": (setting(width=2**63), "2,048 inputs"),
    "huge layers": (setting(layers=10**18), "16 layers"),
    "too many weights": (setting(units=1024, width=2048), "weights"),
    "the largest table": (setting(vocabulary=[str(n) for n in range(50_000)], width=2048), "weights"),
    "known cell, other equations": (setting(equations="h = tanh(W x + U h' + b)"), "other equations of the cell 'lstm'"),
    "known cell, gates swapped": (setting(equations=LSTM.replace("f * c' + i * g", "i * c' + f * g")), "other equations"),
    "own cell, other weights": (setting(cell="mine", equations="h = tanh(W x + U h')"), "are missing"),
    "no equation": (setting(equations=""), "there is no equation"),
    "Python in the equations": (setting(cell="mine", equations="h = __import__('os').system('true')"), "line 1, column 5"),
    "evil equations": (setting(cell="mine", equations="h = tanh(W x) if 1 else open('/etc/passwd')"), "line 1"),
    "deep equations": (setting(cell="mine", equations="h = " + "(" * 3000 + "W x" + ")" * 2900), "nested"),
    "endless equations": (setting(cell="mine", equations="h = tanh(W x)" * 10_000), "characters"),
    "equations with zeros": (setting(cell="mine", equations="h = tanh(W x)\0"), "line 1, column 14"),
    "weights missing": (weight("embedding", None), "the weights embedding are missing"),
    "a bias missing": (weight(BIAS, None), f"the weights {BIAS} are missing"),
    "weights too many": (weight("layers.1.backward.b_q", np.zeros(2, np.float32)), "does not have: layers.1.backward.b_q"),
    "a wrong shape": (weight(BIAS, np.zeros(3, np.float32)), f"{BIAS} should be floats of shape (2,), and is F32 (3,)"),
    "a turned matrix": (weight("readout.P", np.zeros((4, 2), np.float32)), "readout.P should be floats of shape (2, 4)"),
    "one axis more": (weight(BIAS, np.zeros((2, 1), np.float32)), "should be floats of shape (2,)"),
    "a single number": (weight(BIAS, np.zeros((), np.float32)), "should be floats of shape (2,)"),
    "whole numbers": (weight(BIAS, np.zeros(2, np.int32)), "and is I32 (2,)"),
    "bytes": (weight(BIAS, np.zeros(2, np.uint8)), "and is U8 (2,)"),
    "yes and no": (weight(BIAS, np.zeros(2, bool)), "and is BOOL (2,)"),
    "NaN": (weight(BIAS, np.array([0, np.nan], np.float32)), f"{BIAS} holds a number that is not finite"),
    "infinity": (weight(BIAS, np.array([0, -np.inf], np.float32)), "not finite"),
    "infinity in half precision": (weight(BIAS, np.array([0, np.inf], np.float16)), "not finite"),
    "more than single precision holds": (weight(BIAS, np.array([0, 1e300])), "not finite"),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_header_or_weight_is_refused_with_what_is_wrong(path: Path, whole: bytes, what: str) -> None:
    change, message = WRONG[what]
    said = refused(path, changed(whole, change))
    assert said.startswith("network.safetensors: ")
    assert message in said
    assert len(said) < 300


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "nonsense",
        "{'a': 1}",
        "[" * 100_000,
        '{"a":' * 100_000,
        '{"format": ' + "9" * 5000 + "}",
        '{"format": 1} more',
        "\0",
    ],
    ids=range(9),
)
def test_a_header_that_is_not_json_is_refused(path: Path, text: str) -> None:
    assert "the header is not JSON" in refused(path, with_header(text))


@pytest.mark.parametrize("text", ["null", "[]", "1", '"a"', "true", "NaN", "[1, {}]"])
def test_a_header_that_is_not_an_object_is_refused(path: Path, text: str) -> None:
    assert "the header is not a JSON object" in refused(path, with_header(text))


@pytest.mark.parametrize("depth", [100, 900, 940, 960, 970, 980, 985, 990, 995, 1000, 20_000])
@pytest.mark.parametrize("field", ["format", "cell", "vocabulary", "units", "provenance"])
def test_a_header_that_is_nested_to_any_depth_is_no_danger(path: Path, field: str, depth: int) -> None:
    header = {"format": 1, "cell": "lstm", "equations": LSTM, "vocabulary": ["a"], "width": 2, "units": 2, "layers": 1}
    text = json.dumps(header | {"bidirectional": False, "provenance": {}, field: "HERE"})
    nested = "[" * depth + "]" * depth if field != "provenance" else '{"a":' * depth + "1" + "}" * depth
    refused(path, with_header(text.replace('"HERE"', nested)))


def test_a_field_that_nobody_knows_is_no_harm(path: Path, whole: bytes) -> None:
    path.write_bytes(changed(whole, setting(later="an idea of the next version")))
    assert load_network(path).provenance == PROVENANCE
