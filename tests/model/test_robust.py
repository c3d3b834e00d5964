"""What once went wrong, or would take too much: names that meet, sizes without bound, files that cannot be read again."""

from __future__ import annotations

import math
import re
import threading
from pathlib import Path

import numpy as np
import pytest

import model
from model import (
    Adam,
    Cell,
    CheckpointError,
    Edit,
    InputError,
    Network,
    SizeError,
    Stack,
    StackShape,
    Vocabulary,
    arithmetic,
    formula_of_number,
    gradients,
    load_cell,
    load_network,
    save_network,
    trace,
    why_no_ledger,
)
from model.engine.strand import MOST_BYTES
from model.network.words import MOST_PIECES
from tests.model.networks import SENTENCE, random_network

INTERNAL = ("gates", "sums", "product", "temporary", "scratch", "gradient", "vector", "number", "matrix", "signal", "below")


@pytest.mark.parametrize("name", INTERNAL)
def test_a_signal_may_have_any_name_and_its_gradient_is_right(name: str) -> None:
    text = f"{name} = 0.5 * h'\nf = sigmoid(W x + U h' + b)\nd{name} = tanh(V h')\nh = f * {name} + f * d{name}"
    network = random_network(Cell.from_text(text))
    walked = trace(network, SENTENCE)
    found = gradients(walked, 10, "India")

    def log_p(signal: str, value: float) -> float:
        return gradients(trace(network, SENTENCE, [Edit(6, signal, (1,), value)]), 10, "India").log_probability

    for signal in (name, "f", f"d{name}", "h"):
        value, step = walked[signal][6, 1], 1e-5
        slope = (log_p(signal, value + step) - log_p(signal, value - step)) / (2 * step)
        assert found[signal][6, 1] == pytest.approx(slope, rel=1e-5, abs=1e-9)


def test_two_factors_that_are_nearly_the_same_are_two() -> None:
    text = "a = sigmoid(W x + 0.2222222 * p * h')\nd = sigmoid(V x + 0.22222239 * p * h')\nh = a - d"
    walked = trace(random_network(Cell.from_text(text)), SENTENCE)
    for signal, factor in (("a", 0.2222222), ("d", 0.22222239)):
        found = arithmetic(walked.run, 8, signal, 1)
        assert found.result == pytest.approx(found.recorded, abs=1e-14)
        assert any(math.isclose(part.value, factor, rel_tol=1e-12) for term in found.terms for part in term.factors)


def test_a_word_of_very_many_pieces_is_refused() -> None:
    with pytest.raises(InputError, match=f"{MOST_PIECES} are the most"):
        Vocabulary(["a", "b " * (MOST_PIECES + 1)])


def test_texts_that_would_take_too_much_room_are_refused_before_anything_is_taken() -> None:
    network = random_network(load_cell("lstm"))
    with pytest.raises(InputError, match="characters"):
        trace(network, "a " * 1_000_000)
    with pytest.raises(SizeError, match="words to choose from"):
        trace(network, " ".join(f"w{n}" for n in range(9_000)))
    big = Stack.create(StackShape(load_cell("rnn"), 1, 1000, layers=2), 0)
    with pytest.raises(SizeError, match="too many for 1000 units in 2 layers"):
        big.run(np.zeros((30_000, 1)))


def test_a_workspace_that_is_very_large_is_not_kept() -> None:
    stack = Stack.create(StackShape(load_cell("lstm"), 4, 64), 0)
    strand = stack.strands[0, "forward"]
    large = strand.take(9000, reverse=True)
    assert large.nbytes > MOST_BYTES
    strand.give_back(large)
    assert strand.take(9000, reverse=True) is not large


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


def test_a_state_that_sees_its_past_through_another_signal_is_told_what_to_do() -> None:
    cell = Cell.from_text("f = sigmoid(W_f x)\nold = f * c'\nc = old + tanh(W x)\nh = tanh(c)")
    walked = trace(random_network(cell), SENTENCE)
    assert "by way of `old`" in str(why_no_ledger(walked.run, "c"))


def test_a_gradient_that_is_not_finite_stops_the_learning_before_it_spoils_the_weights() -> None:
    weights = np.ones(3)
    with pytest.raises(FloatingPointError, match="not finite"):
        Adam.over(weights).step(weights, np.array([1.0, np.nan, 0.0]), 0.1)
    assert (weights == 1).all()


def test_the_numbers_of_a_formula_are_those_of_the_arithmetic() -> None:
    walked = trace(random_network(load_cell("gru"), 2, True), SENTENCE)
    for signal in ("r", "n", "h"):
        shown = formula_of_number(walked.run, 4, signal, 2, layer=1, direction="backward")
        last = re.findall(r'data-value="([^"]+)"', shown)[-1]
        found = arithmetic(walked.run, 4, signal, 2, 1, "backward")
        assert float(last) == pytest.approx(abs(found.result), rel=1e-12)


def test_a_prompt_is_not_flooded() -> None:
    walked = trace(random_network(load_cell("lstm")), SENTENCE)
    for shown in (walked, walked.run, walked.network, walked.network.config.cell):
        assert len(repr(shown)) < 1200


def test_what_the_package_says_can_be_done_can_be_done() -> None:
    lines = str(model.__doc__).split("What you can do with it:")[1].split("Everything is worked out")[0]
    names = {name: getattr(model, name) for name in model.__all__}
    for line in lines.strip().splitlines():
        exec(line.strip(), names)
    assert len(names["walked"]) == 10
    assert names["walked"].tokens[9].text == "___"
