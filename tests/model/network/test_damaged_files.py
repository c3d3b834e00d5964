"""What a damaged or a hostile file can do, which is nothing."""

from __future__ import annotations

import io
import os
import pickle
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save

from model import CheckpointError, load_network
from model.network.checkpoint import MOST_BYTES
from tests.model.network.saved import refused, small
from tests.model.networks import quietly

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
