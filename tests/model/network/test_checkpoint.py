"""Networks as files: what is kept, and what a save that fails leaves behind."""

from __future__ import annotations

import os
import re
import threading
from pathlib import Path

import numpy as np
import pytest
from safetensors.numpy import load

from model import Cell, CheckpointError, Config, Network, Vocabulary, cell_names, load_cell, load_network, save_network, trace
from tests.model.network.saved import PROVENANCE, small
from tests.model.networks import SENTENCE, cell_of, random_network, with_weight

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


def test_an_own_cell_by_a_name_that_no_cell_of_the_house_has_is_loaded(path: Path) -> None:
    own = random_network(Cell.from_text("h = tanh(W x + U h')", "../../etc/passwd"))
    save_network(own, path)
    assert load_network(path).config.cell.name == "../../etc/passwd"  # a name, never a path


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


def test_what_equations_are_called_does_not_make_them_others(tmp_path: Path) -> None:
    renamed = Cell.from_text(load_cell("lstm").text.replace("forget gate", "keep gate"), "lstm")
    save_network(random_network(renamed), tmp_path / "x.safetensors")
    assert load_network(tmp_path / "x.safetensors").config.cell.equations()[0].role == "keep gate"


def test_what_saves_loads_and_what_would_not_is_not_saved(tmp_path: Path) -> None:
    network = random_network(load_cell("gru"))
    path = tmp_path / "x.safetensors"
    save_network(Network(network.config, network.parameters, {"scores": {9: 0.5, 10: 0.25}}), path)
    assert load_network(path).provenance == {"scores": {"9": 0.5, "10": 0.25}}
    own = Cell.from_text("h = tanh(W x)", "lstm")
    impostor = random_network(own)
    with pytest.raises(CheckpointError, match="other equations"):
        save_network(impostor, tmp_path / "y.safetensors")
    assert not (tmp_path / "y.safetensors").exists()
    with pytest.raises(CheckpointError, match="cannot be written"):
        save_network(network, tmp_path / "nowhere" / "z.safetensors")


def test_two_that_save_at_once_do_not_meet(tmp_path: Path) -> None:
    networks = [random_network(load_cell("rnn"), seed=n) for n in range(6)]
    path = tmp_path / "x.safetensors"
    threads = [threading.Thread(target=save_network, args=(network, path)) for network in networks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    found = load_network(path).parameters.flat
    assert any(np.array_equal(found, network.parameters.flat.astype(np.float32)) for network in networks)
    assert [p.name for p in tmp_path.iterdir()] == ["x.safetensors"]
