"""A new function takes one row of the table: cells that use it run, learn, and are explained and drawn."""

from __future__ import annotations

import numpy as np
import pytest

from model import Cell, Edit, Network, arithmetic, diagram, formula, formula_of_number, gradients, ledger, pre_activation, trace
from model.equations.expressions import to_text
from model.equations.functions import FUNCTIONS, Function
from model.equations.kinds import meanings
from tests.model import by_text
from tests.model.by_text import EXACT, Text, assert_run
from tests.model.networks import SENTENCE, random_network, random_stack

STEEP, LARGEST = 2 / 3, 1.7159  # Y. LeCun and others, "Efficient BackProp", 1998
ROWS = {
    "half": Function(
        symbol="½",
        value=lambda z: np.asarray(0.5 * z),
        scale=1.0,
        core=("multiply", 0.5),
        after=(),
        slope=(("copy", 0.5),),
    ),
    "lecun": Function(
        symbol="λ",
        value=lambda z: np.asarray(LARGEST * np.tanh(STEEP * z)),
        scale=STEEP,
        core=("tanh",),
        after=(("multiply", LARGEST),),
        slope=(("multiply", "y", "y"), ("multiply", "slope", -STEEP / LARGEST), ("add", "slope", STEEP * LARGEST)),
    ),
}
CELL = """
    f = sigmoid(W_f x + U_f h' + b_f)
    g = lecun(W_g x + U_g h' + b_g)
    i = half(W_i x + U_i h' + b_i)
    c = f * c' + i * g
    h = lecun(c + half(W x * c)) * half(lecun(p * c' + 1))"""


@pytest.fixture(autouse=True)
def more_functions(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, row in ROWS.items():
        monkeypatch.setitem(FUNCTIONS, name, row)
        monkeypatch.setitem(by_text.ACTIVATIONS, name, row.value)


def a_network() -> Network:
    return random_network(Cell.from_text(CELL), 2, True, units=4, seed=1)


def test_the_text_is_read_and_written_with_its_name() -> None:
    for equation, line in zip(Cell.from_text(CELL).equations(), CELL.strip().splitlines(), strict=True):
        assert f"{equation.name} = {to_text(equation.right)}" == line.strip()


def test_a_run_is_a_plain_loop_over_the_equations() -> None:
    network = a_network()
    run = trace(network, SENTENCE).run
    assert_run(run, by_text.by_text(network.stack, network.parameters, run.layers[0].input))


def test_a_batch_is_its_sentences_one_by_one() -> None:
    stack, x = a_network().stack, np.random.default_rng(2).normal(size=(7, 2, 3))
    run = stack.forward(x, np.array([7, 4]))
    for sentence, length in enumerate((7, 4)):
        np.testing.assert_allclose(run.output[:length, sentence], stack.run(x[:length, sentence].copy()).output, **EXACT)
    stack.release(run)


@pytest.mark.parametrize("signal", ["f", "g", "i", "c", "h"])
def test_a_gradient_is_the_slope_that_is_measured(signal: str) -> None:
    network = a_network()
    walked = trace(network, SENTENCE)
    value, step = walked.signal(signal, 0)[6, 1], 1e-5

    def log_p(moved: float) -> float:
        return gradients(trace(network, SENTENCE, [Edit(6, signal, (1,), value + moved, 0)]), 10, "India").log_probability

    measured = (log_p(step) - log_p(-step)) / (2 * step)
    found = gradients(walked, 10, "India").layers[0]["forward"][signal][6, 1]
    assert abs(found) > 1e-6
    assert found == pytest.approx(measured, rel=1e-5, abs=1e-9)


def test_the_gradient_of_every_weight_is_the_slope_that_is_measured() -> None:
    stack, parameters = random_stack(Cell.from_text(CELL), 3, 4, 2, True, seed=3)
    random, step = np.random.default_rng(4), 1e-5
    x, wanted, found = random.normal(size=(6, 2, 3)), random.normal(size=(6, 2, stack.shape.outputs)), parameters.like()
    stack.backward(stack.forward(x), wanted, found)

    def number(name: str, move: np.ndarray) -> float:
        parameters[name][...] += move
        stack.refresh()
        run = stack.forward(x, reverse=False)
        stack.release(run)
        parameters[name][...] -= move
        return float(np.vdot(run.output, wanted))

    for name, gradient in found.items():
        direction = random.normal(size=gradient.shape) * step
        measured = (number(name, direction) - number(name, -direction)) / 2
        assert np.vdot(gradient, direction) == pytest.approx(measured, rel=1e-5, abs=1e-9 * step), name


@pytest.mark.parametrize("signal", ["f", "g", "i", "c", "h"])
def test_a_number_is_explained_by_its_terms_and_drawn_with_its_sign(signal: str) -> None:
    walked = trace(a_network(), SENTENCE)
    for layer in (0, 1):
        found = arithmetic(walked.run, 5, signal, 2, layer)
        assert sum(term.value for term in found.terms) == pytest.approx(found.total, abs=1e-12)
        assert found.result == pytest.approx(found.recorded, abs=1e-12)
        inside = pre_activation(walked, signal, layer)
        assert (inside is None) == (found.function is None)
        if inside is not None:
            assert inside[5, 2] == pytest.approx(found.total, abs=1e-12)
    used = [ROWS[name].symbol for name in ROWS if f"{name}(" in Text(walked.network.config.cell).lines[signal]]
    shown = formula(next(e for e in walked.network.config.cell.equations() if e.name == signal))
    assert all(symbol in shown for symbol in used)
    assert all(symbol in formula_of_number(walked.run, 5, signal, 2) for symbol in used)


def test_its_memory_has_a_ledger_and_its_signals_have_ranges() -> None:
    walked = trace(a_network(), SENTENCE)
    np.testing.assert_allclose(ledger(walked.run, "c").shares.sum(axis=1), walked["c"], **EXACT)
    found = meanings(walked.network.config.cell)
    assert found["g"].range == (-LARGEST, LARGEST)
    assert found["i"].range == (-np.inf, np.inf)
    assert found["f"].kind == "gate"
    assert diagram(walked.network.config.cell)
