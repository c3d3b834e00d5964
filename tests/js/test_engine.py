"""The engine of the page computes what NumPy computes: forward, every gradient, and hundreds of updates."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from model import Batch, Cell, Config, StackShape, Trainer, Vocabulary, cell_names, load_cell, starting_parameters
from model.engine.program import Operation
from model.equations import Array
from model.training.adam import Adam
from tests.js.learning import CLIP, RATE, Case, Reference, engine, sentences_of, single
from tests.js.node import answer_of
from tests.model.networks import OWN_CELLS
from tests.serving import ROOT

FORWARD, GRADIENTS = 1e-5, 1e-4  # the second of the largest gradient of the same weight
CELLS: dict[str, Cell] = {name: load_cell(name) for name in cell_names()} | {
    name: Cell.from_text(text) for name, text in OWN_CELLS.items()
}
BELOW = [name for name, cell in CELLS.items() if cell.needs_layer_below]


def shape_of(cell: str, layers: int = 1, bidirectional: bool = False, units: int = 10) -> StackShape:
    return StackShape(CELLS[cell], 6, units, layers, bidirectional)


def compared(case: Case, seed: int = 0) -> None:
    """Answers, loss and gradients of a batch."""
    random = np.random.default_rng(seed)
    reference, batch = Reference(case, random), sentences_of(case, random)
    found = engine(case.shape, case.task, reference.parameters, [batch.to_json()])
    said = reference.answers(batch).reshape(-1, case.answers)
    assert found["rows"] == np.flatnonzero(batch.weights).tolist()
    assert np.abs(np.reshape(found["said"], (-1, case.answers)) - said[found["rows"]]).max() < FORWARD
    assert found["loss"] == pytest.approx(reference.loss(batch), abs=FORWARD)
    assert same_gradients(found["gradients"], reference.gradients)


def same_gradients(found: dict[str, list[float]], wanted: Any) -> bool:
    assert set(found) == set(wanted)
    for name, gradient in wanted.items():
        off = np.abs(np.array(found[name], float) - gradient.ravel()).max()
        assert off <= GRADIENTS * max(np.abs(gradient).max(), 1e-3), name
    return True


@pytest.mark.parametrize("bidirectional", [False, True], ids=["forward", "both ways"])
@pytest.mark.parametrize("layers", [1, 2, 3])
@pytest.mark.parametrize("cell", cell_names())
def test_every_cell_comes_out_as_in_numpy_in_all_layers_and_directions(cell: str, layers: int, bidirectional: bool) -> None:
    if cell not in BELOW or layers > 1:
        compared(Case(shape_of(cell, layers, bidirectional)))


@pytest.mark.parametrize("cell", sorted(OWN_CELLS))
def test_a_cell_of_one_s_own_comes_out_as_in_numpy(cell: str) -> None:
    compared(Case(shape_of(cell, layers=2)))


@pytest.mark.parametrize("bidirectional", [False, True], ids=["forward", "both ways"])
@pytest.mark.parametrize("says", ["classes", "numbers"])
@pytest.mark.parametrize("sentences", [1, 6, 8])
def test_vectors_go_in_and_numbers_come_out_of_batches_of_any_size(says: str, sentences: int, bidirectional: bool) -> None:
    compared(Case(shape_of("lstm", 2, bidirectional, units=7), "numbers", says, answers=3, sentences=sentences))


def steps_of(weights: Array, gradients: Array) -> dict[str, Any]:
    told = {"weights": weights.tolist(), "gradients": gradients.tolist(), "rate": RATE, "clip": CLIP}
    found: dict[str, Any] = answer_of("steps", told)
    return found


def test_the_steps_of_adam_are_those_of_numpy_clipped_and_not() -> None:
    random, count = np.random.default_rng(5), 40
    weights = single(random.normal(size=count))
    gradients = single(random.normal(size=(12, count)) * np.geomspace(1e-3, 1, 12)[:, None])
    found = steps_of(weights, gradients)
    adam = replace(Adam.over(weights), clip=CLIP)
    norms = [adam.step(weights, gradient, RATE) for gradient in gradients.copy()]
    assert min(norms) < CLIP < max(norms)
    assert [float(norm) for norm in found["norms"]] == pytest.approx(norms, rel=1e-5)
    assert found["weights"] == pytest.approx(weights, abs=1e-6)


def test_a_gradient_that_is_not_finite_moves_nothing() -> None:
    weights = np.array([1.0, -2.0])
    found = steps_of(weights, np.array([[1e30, 1e30]]))
    assert found["weights"] != weights.tolist()
    found = steps_of(weights, np.array([[1e39, 0.0]]))  # more than float32 can hold
    assert (found["weights"], found["norms"], found["steps"]) == ([1, -2], ["Infinity"], 0)


@pytest.mark.parametrize("cell", ["lstm", "gru", "rnn", "clockwork"])
def test_two_hundred_updates_stay_together(cell: str) -> None:
    case = Case(shape_of(cell, units=12), steps=20, sentences=8, batches=5)
    random = np.random.default_rng(1)
    reference, batches = Reference(case, random), [sentences_of(case, random) for _ in range(case.batches)]
    found = engine(case.shape, case.task, dict(reference.parameters), [batch.to_json() for batch in batches], updates=200)
    losses, norms = reference.learn(batches, 200)
    assert np.mean(losses[-5:]) < 0.5 * np.mean(losses[:5])
    assert np.allclose(found["losses"], losses, atol=1e-3)
    assert np.allclose(found["norms"][:20], norms[:20], rtol=1e-3)
    for name, weights in reference.parameters.items():
        assert np.abs(np.array(found["weights"][name]) - weights.ravel()).max() < 0.02, name


def test_every_operation_of_a_program_is_one_of_the_kernels_or_a_product() -> None:
    text = (ROOT / "static" / "js" / "engine" / "kernels.wat").read_text(encoding="utf-8")
    kernels = set(re.findall(r'\(export "(\w+)"\)', text))
    assert {str(one) for one in Operation} - kernels == {"product", "product back", "nothing"}


# Words in and out of one table


def words_case(seed: int) -> tuple[Trainer, Batch, dict[str, Any], dict[str, Any]]:
    """A trainer of ``model/`` with a batch, some of whose words were never seen; and the task and the batch for the page."""
    random, fresh, steps, sentences = np.random.default_rng(seed), 3, 9, 8
    config = Config(load_cell("lstm"), Vocabulary([f"w{n}" for n in range(7)]), width=6, units=10)
    parameters = starting_parameters(config, seed, np.float64)
    parameters.flat[...] = single(parameters.flat + random.normal(0, 0.1, parameters.flat.size))
    rows, targets = random.integers(0, len(config.vocabulary) + fresh, (2, steps, sentences))
    weights = single(np.where(random.random(rows.shape) < 0.5, random.uniform(0.1, 2, rows.shape), 0))
    vectors = single(random.normal(0, 0.5, (fresh, config.width)))
    batch = Batch(rows, np.full(sentences, steps), targets, weights, vectors)
    words = len(config.vocabulary)
    task = {"reads": "words", "says": "classes", "symbols": words, "answers": words + fresh, "fresh": fresh}
    arrays = {"rows": rows, "lengths": batch.lengths, "targets": targets, "weights": weights, "fresh": vectors}
    told = {"steps": steps} | {name: array.ravel().tolist() for name, array in arrays.items()}
    return Trainer(config, parameters), batch, task | {"steps": steps, "sentences": sentences}, told


def test_a_tied_readout_with_fresh_vectors_comes_out_as_in_numpy() -> None:
    trainer, batch, task, told = words_case(seed=2)
    found = engine(trainer.config.stack, task, trainer.parameters, [told])
    logits = trainer.logits(batch).reshape(-1, task["answers"])
    assert np.abs(np.reshape(found["said"], (-1, task["answers"])) - logits[found["rows"]]).max() < FORWARD
    assert found["loss"] == pytest.approx(trainer.loss(batch), abs=FORWARD)
    assert same_gradients(found["gradients"], trainer.gradients)


def test_a_tied_network_learns_as_it_does_in_numpy() -> None:
    trainer, batch, task, told = words_case(seed=3)
    found = engine(trainer.config.stack, task, trainer.parameters, [told], updates=200)
    adam, losses = replace(Adam.over(trainer.parameters.flat), clip=CLIP), []
    for _ in range(200):
        losses.append(trainer.loss(batch))
        adam.step(trainer.parameters.flat, trainer.gradients.flat, RATE)
    assert losses[-1] < 0.5 * losses[0]
    assert np.allclose(found["losses"], losses, atol=1e-3)
