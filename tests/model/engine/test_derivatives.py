"""Every gradient is the slope that is measured when the number it belongs to is moved a little.

The measure, in float64: a thing (a matrix, a vector, the values of a signal at a token) is moved along some
directions, each entry alone or a random one of length 1, which has a part of every entry. The slope of the loss along each is
measured by central differences at two step sizes, extrapolated (Richardson). These slopes form one vector, ``numeric``; the
gradient times the same directions forms another, ``analytic``; and

    |analytic - numeric|  <=  1e-6 * max(|analytic|, |numeric|, floor),     |.| the Euclidean norm,

where the floor, 3e-5 for smooth cells, stands for what rounding leaves of a slope that is almost 0.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pytest

from model import (
    Batch,
    Config,
    Edit,
    Network,
    Parameters,
    Stack,
    Trace,
    Trainer,
    Vocabulary,
    cell_names,
    gradients,
    load_cell,
    trace,
)
from model.engine.shape import Direction
from tests.model.networks import OWN_CELLS, WORDS, all_cells, cell_of, fewest_units, fill, places, random_network, random_stack

RELATIVE = 1e-6
STEP = 3e-4
STEP_BESIDE_KINKS = 2e-6  # relu: so short that hardly any step crosses 0
SHAPES = {"one layer": (1, False), "stacked": (2, False), "stacked, bidirectional": (2, True)}
# A layer of a direction computes the same whether or not there is another direction, and how layers are put together does
# not depend on their equations: the shipped cells show it.
CELLS_AND_SHAPES = [(name, shape) for name in all_cells() for shape in SHAPES if shape == "one layer" or name not in OWN_CELLS]

Array = np.ndarray
Number = Callable[[Array], float]  # what the number is when the thing is moved by this much


# The measure


def slope(number: Callable[[float], float], step: float) -> float:
    wide, narrow = ((number(s) - number(-s)) / (2 * s) for s in (step, step / 2))
    return (4 * narrow - wide) / 3


def check(what: str, number: Number, gradient: Array, directions: Sequence[Array], step: float = STEP) -> None:
    numeric = np.array([slope(lambda s, d=direction: number(s * d), step) for direction in directions])
    analytic = np.array([np.vdot(gradient, direction) for direction in directions])
    floor = 1e-8 / step
    error = np.linalg.norm(analytic - numeric) / max(np.linalg.norm(analytic), np.linalg.norm(numeric), floor)
    assert error <= RELATIVE, f"{what}: error {error:.1e}\nanalytic {analytic}\nnumeric  {numeric}"


def each_entry(like: Array) -> list[Array]:
    return list(np.eye(like.size).reshape(-1, *like.shape))


def a_random_direction(like: Array, random: np.random.Generator) -> list[Array]:
    direction = random.normal(size=like.shape)
    return [direction / np.linalg.norm(direction)]


def step_for(name: str) -> float:
    return STEP_BESIDE_KINKS if "relu" in OWN_CELLS.get(name, "") else STEP


def test_the_measure_accepts_a_right_gradient_and_refuses_a_slightly_wrong_one() -> None:
    at = np.array([0.3, -1.2, 2.0])
    right = np.exp(at) * np.cos(np.exp(at))
    for directions in (each_entry(at), a_random_direction(at, np.random.default_rng(0))):
        check("right", lambda shift: float(np.sin(np.exp(at + shift)).sum()), right, directions)
        with pytest.raises(AssertionError, match="wrong: error"):
            check("wrong", lambda shift: float(np.sin(np.exp(at + shift)).sum()), right * (1 + 1e-5), directions)


# Of the loss of a batch, with respect to every weight


def a_trainer(name: str, layers: int, bidirectional: bool, seed: int = 0) -> Trainer:
    cell = cell_of(name)
    config = Config(cell, Vocabulary(WORDS[:5]), 3, fewest_units(cell), layers, bidirectional)
    parameters = fill(Parameters(config.parameter_shapes(), np.float64), np.random.default_rng(seed), 1.2)
    parameters["readout.scale"][...] = 1.7
    return Trainer(config, parameters)


def a_batch(words: int, seed: int = 0, lengths: Sequence[int] = (7, 1, 5), width: int = 3) -> Batch:
    """Padded with any rows. Two words are fresh, read and asked for; a third of the answers do not count."""
    random = np.random.default_rng(seed)
    shape = max(lengths), len(lengths)
    rows, targets = (random.integers(words + 2, size=shape) for _ in range(2))
    rows[0, 0], rows[2, 0], targets[4, 0], targets[0, 1] = words, words + 1, words, words + 1
    weights = random.uniform(0.5, 5, shape) * (random.random(shape) < 0.67)
    weights[4, 0] = weights[0, 1] = 2
    weights[np.arange(shape[0])[:, None] >= np.array(lengths)] = 0
    return Batch(rows, np.array(lengths), targets, weights, random.normal(size=(2, width)))


def loss_when_moved(trainer: Trainer, batch: Batch, name: str) -> Number:
    def number(shift: Array) -> float:
        view = trainer.parameters[name]
        kept = view.copy()
        view += shift
        try:
            return trainer.loss(batch, learn=False)
        finally:
            view[...] = kept

    return number


def check_every_weight(trainer: Trainer, batch: Batch, step: float, directions: Callable[[Array], list[Array]]) -> None:
    learned = trainer.loss(batch)
    found = {name: gradient.copy() for name, gradient in trainer.gradients.items()}
    assert learned == pytest.approx(trainer.loss(batch, learn=False), abs=1e-12)
    assert set(found) == set(trainer.parameters)
    for name, gradient in found.items():
        check(name, loss_when_moved(trainer, batch, name), gradient, directions(gradient), step)


@pytest.mark.parametrize("name", all_cells())
def test_each_single_weight_of_one_layer(name: str) -> None:
    trainer = a_trainer(name, 1, False)
    check_every_weight(trainer, a_batch(5), step_for(name), each_entry)


@pytest.mark.parametrize(("name", "shape"), [(name, shape) for name, shape in CELLS_AND_SHAPES if shape != "one layer"])
def test_all_weights_of_all_layers_and_directions(name: str, shape: str) -> None:
    random = np.random.default_rng(1)
    trainer = a_trainer(name, *SHAPES[shape], seed=2)
    check_every_weight(trainer, a_batch(5, seed=3), step_for(name), lambda gradient: a_random_direction(gradient, random))


def test_three_layers_of_depth_gates() -> None:
    random = np.random.default_rng(4)
    trainer = a_trainer("depth_gated", 3, True, seed=5)
    check_every_weight(trainer, a_batch(5, seed=6), STEP, lambda gradient: a_random_direction(gradient, random))


def test_a_batch_that_asks_at_more_positions_than_are_computed_together() -> None:
    random = np.random.default_rng(7)
    batch = a_batch(5, seed=8, lengths=(25, 24, 23) * 8)
    assert np.count_nonzero(batch.weights) > 256
    check_every_weight(a_trainer("gru", 1, False), batch, STEP, lambda gradient: a_random_direction(gradient, random))


@pytest.mark.parametrize("name", cell_names())
def test_what_earlier_batches_left_behind_does_not_count(name: str) -> None:
    used, fresh, batch = a_trainer(name, 2, True), a_trainer(name, 2, True), a_batch(5, seed=9)
    used.loss(a_batch(5, seed=10))
    used.loss(a_batch(5, seed=11), learn=False)
    used.logits(a_batch(5, seed=12))
    assert used.loss(batch) == fresh.loss(batch)
    np.testing.assert_array_equal(used.gradients.flat, fresh.gradients.flat)


# Of a number made from the hidden states of vectors, with respect to those vectors


@pytest.mark.parametrize(("name", "shape"), CELLS_AND_SHAPES)
def test_the_input_of_a_batch_and_of_a_sentence(name: str, shape: str) -> None:
    cell, random = cell_of(name), np.random.default_rng(13)
    stack, parameters = random_stack(cell, 3, fewest_units(cell), *SHAPES[shape], seed=14)
    lengths = np.array([6, 2])
    x, wanted = random.normal(size=(6, 2, 3)), random.normal(size=(6, 2, stack.shape.outputs))
    wanted[2:, 1] = 0  # what is behind the end of a sentence is not looked at

    def number(shift: Array) -> float:
        run = stack.forward(x + shift, lengths, reverse=False)
        stack.release(run)
        return float(np.vdot(run.output, wanted))

    found = stack.backward(stack.forward(x, lengths), wanted, parameters.like())
    assert (found[2:, 1] == 0).all()
    check("batch", number, found, a_random_direction(x, random), step_for(name))
    for sentence, length in enumerate(lengths):
        alone = stack.derivatives(stack.run(x[:length, sentence].copy()), wanted[:length, sentence])
        total = sum(back.input for (layer, _), back in alone.items() if layer == 0)
        np.testing.assert_allclose(total, found[:length, sentence], rtol=1e-9, atol=1e-12)


def test_gradients_are_added_to_what_is_there() -> None:
    stack, parameters = random_stack(load_cell("peephole"), 3, 4, 2, seed=15)
    x, once, twice = np.random.default_rng(16).normal(size=(5, 2, 3)), parameters.like(), parameters.like()
    for into, times in ((once, 1), (twice, 2)):
        for _ in range(times):
            run = stack.forward(x)
            stack.backward(run, np.ones_like(run.output), into)
    np.testing.assert_allclose(twice.flat, 2 * once.flat, rtol=1e-12)


# Of the logarithm of a word's probability, with respect to everything in a run


TEXT = "Wakanda is a country. I live in ___"
ASKED = 7  # "in", before the last


def log_probability(network: Network, walked: Trace, output: Array, row: int) -> float:
    logits = network.logits(output[ASKED], walked.table)
    return float(logits[row] - logits.max() - np.log(np.exp(logits - logits.max()).sum()))


def signal_when_moved(walked: Trace, row: int, token: int, layer: int, direction: Direction, signal: str) -> Number:
    """The values of a signal at a token are moved by one more edit after those that the run has."""
    network, x = walked.network, walked.run.layers[0].input
    values = walked.signal(signal, layer, direction)[token]

    def number(shift: Array) -> float:
        edit = Edit(token, signal, "all", tuple(values + shift), layer, direction)
        return log_probability(network, walked, network.stack.run(x, [*walked.run.edits, edit]).output, row)

    return number


def check_run(walked: Trace, word: str, step: float, tokens_of: Callable[[int, Direction, str], Iterator[int]]) -> None:
    """Every signal of every layer and direction, at the tokens chosen."""
    random = np.random.default_rng(17)
    found = gradients(walked, ASKED, word)
    row = walked.table.words.index(word)
    assert found.log_probability == pytest.approx(np.log(walked.probabilities[ASKED, row]))
    units = walked.network.config.units
    for layer, direction, signal in places(walked.run.stack.shape):
        gradient = found.layers[layer][direction][signal]
        assert gradient.shape == (len(walked), units)
        for token in tokens_of(layer, direction, signal):
            directions = a_random_direction(gradient[token], random)
            number = signal_when_moved(walked, row, token, layer, direction, signal)
            check(f"{signal} {layer} {direction} {token}", number, gradient[token], directions, step)
    x, network = walked.run.layers[0].input, walked.network

    def input_moved(shift: Array) -> float:
        return log_probability(network, walked, network.stack.run(x + shift, walked.run.edits).output, row)

    check("input", input_moved, found.input, a_random_direction(x, random), step)


def some_edits(network: Network, tokens: int, random: np.random.Generator) -> list[Edit]:
    """About one for every second signal: of all units or of some, some of them twice."""
    units, found = network.config.units, []
    for layer, direction, signal in places(network.config.stack):
        if random.random() < 0.5:
            token = int(random.integers(tokens))
            some = tuple(sorted(random.choice(units, size=2, replace=False).tolist()))
            found.append(Edit(token, signal, some, tuple(random.uniform(-0.5, 1, 2)), layer, direction))
        if random.random() < 0.2:
            chosen = found[-1].token if found and random.random() < 0.5 else int(random.integers(tokens))
            found.append(Edit(chosen, signal, "all", 0.3, layer, direction))
    return found


@pytest.mark.parametrize(("name", "shape"), CELLS_AND_SHAPES)
def test_every_signal_of_a_run_and_of_one_that_has_edits(name: str, shape: str) -> None:
    random = np.random.default_rng([*f"{name}, {shape}".encode()])  # other edits for each
    network = random_network(cell_of(name), *SHAPES[shape], seed=19)
    last = ASKED + 2 if network.config.bidirectional else ASKED + 1
    check_run(trace(network, TEXT), "Wakanda", step_for(name), lambda *_: iter((int(random.integers(last - 1)), last - 1)))
    edits = some_edits(network, ASKED + 1, random)

    def tokens_of(layer: int, direction: Direction, signal: str) -> Iterator[int]:
        here = {e.token for e in edits if (e.layer, e.direction, e.signal) == (layer, direction, signal)}
        return iter(sorted(here | {int(random.integers(ASKED + 1))}))

    check_run(trace(network, TEXT, edits), "country", step_for(name), tokens_of)


@pytest.mark.parametrize("name", ["lstm", "gru_before", "clockwork", "depth_gated"])
def test_every_signal_of_a_long_sentence(name: str) -> None:
    network = random_network(load_cell(name), 2, seed=22)
    text = "Wakanda is a country. " * 15
    walked = trace(network, text, [Edit(65, "h", (1,), 0.5, 0)])
    assert len(walked) == 75
    stack, random = network.stack, np.random.default_rng(23)
    wanted = random.normal(size=walked.run.output.shape)
    found = stack.derivatives(walked.run, wanted)
    x = walked.run.layers[0].input

    def number(edit: Edit) -> float:
        return float(np.vdot(stack.run(x, [*walked.run.edits, edit]).output, wanted))

    for layer, direction, signal in places(stack.shape):
        for token in (0, 63, 64, 65, 74):
            values = walked.signal(signal, layer, direction)[token]
            check(
                f"{signal} {layer} {token}",
                lambda shift, at=(token, signal, "all"), v=values, where=layer: number(Edit(*at, tuple(v + shift), where)),
                found[layer, direction].signals[signal][token],
                a_random_direction(values, random),
            )


def test_nothing_that_comes_later_counts() -> None:
    found = gradients(trace(random_network(load_cell("lstm"), 2), TEXT), 3, "country")
    for layer in found.layers:
        for values in layer["forward"].values():
            assert (values[4:] == 0).all()
    assert (found.input[4:] == 0).all()
    assert (np.abs(found.input[:4]).sum(axis=1) > 0).all()


def test_what_was_forced_hides_what_it_would_have_been() -> None:
    """With all of the belt forced at a token, no answer after it depends on the belt before it, nor on the input."""
    network = random_network(load_cell("lstm"), seed=24)
    found = gradients(trace(network, TEXT, [Edit(4, "c", "all", 0.5), Edit(4, "h", "all", 0.1)]), ASKED, "country")
    assert (found["c"][:4] == 0).all()
    assert (found["f"][:5] == 0).all()
    assert (found.input[:5] == 0).all()
    assert (found["c"][4] != 0).all()


@pytest.mark.parametrize("name", cell_names())
def test_gradients_of_a_run_do_not_depend_on_what_ran_before(name: str) -> None:
    used, fresh = (random_network(load_cell(name), 2, True, seed=25) for _ in range(2))
    gradients(trace(used, TEXT * 3, [Edit(20, "h", "all", 0.9)]), 25, "country")
    for network in (used, fresh):
        network.stack.run(np.ones((3, 3)))
    one, other = (gradients(trace(network, TEXT), ASKED, "country") for network in (used, fresh))
    np.testing.assert_array_equal(one.input, other.input)
    for layer, direction, signal in places(used.config.stack):
        np.testing.assert_array_equal(one.layers[layer][direction][signal], other.layers[layer][direction][signal])


def test_the_strength_of_a_gradient_is_its_length() -> None:
    found = gradients(trace(random_network(load_cell("gru")), TEXT), ASKED, "country")
    expected = [np.sqrt(sum(value**2 for value in row)) for row in found["h"].tolist()]
    np.testing.assert_allclose(found.strength("h"), expected, rtol=1e-12)


def test_a_stack_is_reversed_as_it_runs_now() -> None:
    """After the weights have changed and ``refresh`` was called, both runs use the new ones."""
    stack, parameters = random_stack(load_cell("peephole"), 3, 4, 2, seed=26)
    other, same = random_stack(load_cell("peephole"), 3, 4, 2, seed=27)
    x = np.random.default_rng(28).normal(size=(5, 3))
    before = derivatives_of_sum(stack, x)
    derivatives_of_sum(other, x)
    same.flat[...] = parameters.flat
    other.refresh()
    np.testing.assert_array_equal(derivatives_of_sum(other, x), before)


def derivatives_of_sum(stack: Stack, x: Array) -> Array:
    run = stack.run(x.copy())
    return stack.derivatives(run, np.ones_like(run.output))[0, "forward"].input
