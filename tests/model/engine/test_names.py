"""A signal may have any name, also those that the engine itself could use for something of its own."""

from __future__ import annotations

import pytest

from model import Cell, Edit, gradients, trace
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
