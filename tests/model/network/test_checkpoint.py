"""Networks as files: what is kept, and what a damaged or hostile file can do, which is nothing."""

from __future__ import annotations

import copy
import io
import json
import os
import pickle
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import load, save

from model import Cell, CheckpointError, Config, Network, Vocabulary, cell_names, load_cell, load_network, save_network, trace
from model.network.checkpoint import KEY, MOST_BYTES, checksum
from tests.model.networks import SENTENCE, cell_of, quietly, random_network, with_weight

PROVENANCE = {"trained": True, "on": "stories — “naïve” ☃ भारत", "seed": 3, "scores": {"topic": 0.98, "lücke": [1, None]}}


def small(dtype: type = np.float32) -> Network:
    network = random_network(load_cell("lstm"), 2, True, width=2, units=2, dtype=dtype)
    return Network(network.config, network.parameters, PROVENANCE)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "network.safetensors"


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a good file."""
    path = tmp_path_factory.mktemp("whole") / "x"
    save_network(small(), path)
    return path.read_bytes()


def refused(path: Path, data: bytes | None = None) -> str:
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CheckpointError) as caught:
        load_network(path)
    return str(caught.value)


# There and back


@pytest.mark.parametrize("name", [*cell_names(), "the layer below", "a clock of its own", "constants"])
def test_a_network_comes_back_bit_for_bit(path: Path, name: str) -> None:
    network = random_network(cell_of(name), 2, True, dtype=np.float32, seed=4)
    save_network(network, path)
    back = load_network(path)
    assert back.parameters.flat.tobytes() == network.parameters.flat.tobytes()
    assert back.parameters.shapes == network.parameters.shapes
    assert back.config.vocabulary.words == network.config.vocabulary.words
    assert back.config.cell == network.config.cell
    assert back.config.stack == network.config.stack
    np.testing.assert_array_equal(trace(back, SENTENCE).logits, trace(network, SENTENCE).logits)


def test_the_provenance_and_the_words_come_back_in_any_script(path: Path) -> None:
    words = ["Côte d'Ivoire", "भारत", "日本", "مصر", "😀", "don’t", 'a "quoted" \\ word', "\u2028", "Sri Lanka", "\ud83d"]
    network = Network.create(Config(load_cell("gru"), Vocabulary(word for word in words if word.strip()), 2, 2), 0)
    save_network(Network(network.config, network.parameters, PROVENANCE), path)
    back = load_network(path)
    assert back.provenance == PROVENANCE
    assert back.config.vocabulary.words == network.config.vocabulary.words


def test_a_file_of_half_precision_is_computed_with_in_single_precision(path: Path) -> None:
    network = small()
    save_network(network, path, np.float16)
    back = load_network(path)
    assert back.parameters.flat.dtype == np.float32
    np.testing.assert_array_equal(back.parameters.flat, network.parameters.flat.astype(np.float16).astype(np.float32))
    once = path.read_bytes()
    save_network(back, path, np.float16)
    assert path.read_bytes() == once  # nothing more is lost


def test_a_file_of_double_precision_is_rounded_to_single(path: Path) -> None:
    network = small(np.float64)
    save_network(network, path, np.float64)
    assert load(path.read_bytes())["embedding"].dtype == np.float64
    np.testing.assert_array_equal(load_network(path).parameters.flat, network.parameters.flat.astype(np.float32))


def test_the_same_network_makes_the_same_file(tmp_path: Path) -> None:
    for name in "ab":
        save_network(small(), tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_loaded_network_has_its_own_memory(path: Path, whole: bytes) -> None:
    path.write_bytes(whole)
    network = load_network(path)
    before = network.parameters.flat.copy()
    path.write_bytes(bytes(len(whole)))
    np.testing.assert_array_equal(network.parameters.flat, before)


# Saving


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 1e30])
def test_a_number_that_could_not_be_loaded_again_is_not_saved(path: Path, whole: bytes, value: float) -> None:
    path.write_bytes(whole)
    network = with_weight(small(), "readout.p", value)
    with pytest.raises(CheckpointError, match=r"readout\.p holds a number that float16 cannot hold"):
        save_network(network, path, np.float16)
    assert path.read_bytes() == whole
    assert os.listdir(path.parent) == [path.name]


@pytest.mark.parametrize("dtype", [np.int32, bool, np.complex64])
def test_weights_are_not_saved_as_anything_but_floats(path: Path, dtype: type) -> None:
    with pytest.raises(CheckpointError, match="kept as float16, float32 or float64"):
        save_network(small(), path, dtype)
    assert not path.exists()


def test_a_file_that_was_there_survives_a_save_that_fails(path: Path, whole: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    path.write_bytes(whole)

    def full(self: Path, data: bytes) -> int:
        with self.open("wb") as file:
            file.write(data[:100])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(CheckpointError, match=r"cannot be written.*No space left"):
        save_network(small(), path)
    monkeypatch.undo()
    assert path.read_bytes() == whole
    assert os.listdir(path.parent) == [path.name]


def test_a_provenance_that_is_not_json_leaves_the_file_as_it_was(path: Path, whole: bytes) -> None:
    path.write_bytes(whole)
    network = small()
    with pytest.raises(CheckpointError, match="provenance"):
        save_network(Network(network.config, network.parameters, {"when": object()}), path)
    assert path.read_bytes() == whole
    assert os.listdir(path.parent) == [path.name]


def test_a_half_written_file_never_stands_under_the_name(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []
    replace = Path.replace

    def watched(self: Path, target: Path) -> Path:
        assert re.fullmatch(r"network\.safetensors\.[\d-]+\.part", self.name)
        seen.append(f"{target.name}, {target.exists()}")
        load_network(self)  # whole before it takes the name
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    save_network(small(), path)
    assert seen == ["network.safetensors, False"]
    assert os.listdir(path.parent) == [path.name]


# Files that are something else


def archive() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as file:
        file.writestr("weights/data.pkl", pickle.dumps({"a": 1}))
    return data.getvalue()


def array_file() -> bytes:
    data = io.BytesIO()
    np.save(data, np.zeros(9))
    return data.getvalue()


class Bomb:
    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str]]:
        return os.mkdir, ("this-must-not-exist",)


def raw(header: bytes, data: bytes = b"", length: int | None = None) -> bytes:
    """A safetensors file from its parts, right or wrong."""
    return struct.pack("<Q", len(header) if length is None else length) + header + data


FOREIGN: dict[str, bytes] = {
    "empty": b"",
    "one byte": b"\0",
    "zeros": bytes(4096),
    "ones": b"\xff" * 4096,
    "text": b"title: LSTM\nh = tanh(W x)\n" * 20,
    "a pickle": pickle.dumps(Bomb()),
    "an old pickle": pickle.dumps(Bomb(), protocol=0),
    "a zip": archive(),
    "a NumPy file": array_file(),
    "a picture": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0\0\0\1\0\x08\x06\0\0\0" + bytes(100),
    "a gzip": b"\x1f\x8b\x08" + bytes(100),
    "a script": b"#!/bin/sh\nexit 1\n",
    "noise": np.random.default_rng(0).bytes(5000),
    "no header": raw(b""),
    "header of spaces": raw(b" " * 8),
    "header that is not JSON": raw(b"{not json}"),
    "header that is a list": raw(b"[]"),
    "header that is null": raw(b"null"),
    "header that is not text": raw(b'{"\xff\xfe":1}'),
    "header longer than the file": raw(b"{}", length=10**6),
    "header longer than memory": raw(b"{}", length=2**63),
    "header of every byte": raw(b"{}", length=2**64 - 1),
    "deep header": raw(b"[" * 100_000),
    "deep metadata": raw(b'{"__metadata__":' + b'{"a":' * 5000 + b"1" + b"}" * 5001),
    "metadata that is not text": raw(b'{"__metadata__":{"gatewalk":1}}'),
    "metadata that is a list": raw(b'{"__metadata__":[]}'),
    "nothing in it": raw(b"{}"),
    "tensor outside": raw(b'{"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}', bytes(8)),
    "tensor that ends before it begins": raw(b'{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}', bytes(4)),
    "tensor of another size": raw(b'{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,4]}}', bytes(4)),
    "shape that overflows": raw(b'{"a":{"dtype":"F32","shape":[4294967296,4294967296,4],"data_offsets":[0,0]}}'),
    "negative shape": raw(b'{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}', bytes(4)),
    "unknown type": raw(b'{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}', bytes(4)),
    "data that nobody names": raw(b"{}", bytes(64)),
    "another project's file": save({"weight": np.zeros((2, 2), np.float32)}, {"format": "pt"}),
    "a file without metadata": save({"weight": np.zeros(3, np.float32)}),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_a_file_that_is_something_else_is_refused_by_its_name(path: Path, what: str) -> None:
    said = refused(path, FOREIGN[what])
    assert said.startswith("network.safetensors: ")
    assert ("not a whole safetensors file" in said) or ("not one of Gatewalk's" in said)
    assert len(said) < 400
    assert not Path("this-must-not-exist").exists()


def test_what_is_not_a_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path / "missing.safetensors") == "missing.safetensors: there is no such file"
    assert "there is no such file" in refused(tmp_path)
    assert "there is no such file" in refused(tmp_path / "a\0b")
    assert "cannot be read" in refused(tmp_path / ("a" * 5000))
    (tmp_path / "gone").symlink_to(tmp_path / "nowhere")
    assert "there is no such file" in refused(tmp_path / "gone")
    (tmp_path / "round").symlink_to(tmp_path / "round")
    assert refused(tmp_path / "round").startswith("round: ")
    os.mkfifo(tmp_path / "pipe")
    assert "there is no such file" in refused(tmp_path / "pipe")


def test_a_file_that_is_far_too_large_is_not_opened(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)  # takes no room on the disk
    assert refused(path) == "network.safetensors: the file is larger than 256 MB"


# Files that were one of ours


def test_a_file_that_was_cut_off_anywhere_is_refused(path: Path, whole: bytes) -> None:
    for length in [*range(0, len(whole), 53), len(whole) - 1]:
        assert "not a whole safetensors file" in refused(path, whole[:length])
    assert "not a whole safetensors file" in refused(path, whole + b"\0")


def loads_or_is_refused(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    network, said = None, "network.safetensors: "
    try:
        network = load_network(path)
    except CheckpointError as error:
        said = str(error)
    assert said.startswith("network.safetensors: ")
    assert len(said) < 600
    if network:
        assert np.isfinite(network.parameters.flat).all()
        assert network.parameters.shapes == network.config.parameter_shapes()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("damaged") / "network.safetensors"


@quietly(examples=700)
@given(data=st.data())
def test_a_file_with_flipped_bytes_loads_finite_or_is_refused(place: Path, whole: bytes, data: st.DataObject) -> None:
    header = struct.unpack("<Q", whole[:8])[0] + 8
    area = st.integers(0, header - 1) | st.integers(0, len(whole) - 1) | st.integers(0, 12)
    damaged = bytearray(whole)
    for at, change in data.draw(st.lists(st.tuples(area, st.integers(1, 255)), min_size=1, max_size=4)):
        damaged[at] ^= change
    loads_or_is_refused(place, bytes(damaged))


def test_a_single_flipped_bit_in_a_weight_is_found(path: Path, whole: bytes) -> None:
    begin = struct.unpack("<Q", whole[:8])[0] + 8
    for at in range(begin, len(whole), 7):
        damaged = bytearray(whole)
        damaged[at] ^= 1
        assert "damaged" in refused(path, bytes(damaged))


def test_a_word_that_was_changed_in_the_file_is_found(path: Path, whole: bytes) -> None:
    word = small().config.vocabulary.words[0].encode()
    assert word in whole
    assert "damaged" in refused(path, whole.replace(word, word[:-1] + b"q", 1))


@quietly(examples=200)
@given(data=st.data())
def test_a_file_with_pieces_moved_or_left_out_loads_finite_or_is_refused(place: Path, whole: bytes, data: st.DataObject) -> None:
    first, second, third = sorted(data.draw(st.lists(st.integers(0, len(whole)), min_size=3, max_size=3)))
    kept = whole[:first] + data.draw(st.sampled_from([whole[second:third], whole[first:second] * 2, b""])) + whole[third:]
    loads_or_is_refused(place, kept)


# Headers and weights that are wrong

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
    "huge units": (setting(units=10**4000), "at most 1024 units"),
    "huge width": (setting(width=2**63), "2048 inputs"),
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


def test_an_own_cell_by_a_name_that_no_cell_of_the_house_has_is_loaded(path: Path) -> None:
    own = random_network(Cell.from_text("h = tanh(W x + U h')", "../../etc/passwd"))
    save_network(own, path)
    assert load_network(path).config.cell.name == "../../etc/passwd"  # a name, never a path
