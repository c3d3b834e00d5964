"""What must hold for every cell, every size and every sentence.

The reference is the text of the equations itself: ``Text`` turns each line into a Python expression by a few
substitutions and evaluates it, one token at a time, sharing nothing with the parser and the compiler.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from model import (
    Batch,
    Cell,
    Config,
    Edit,
    InputError,
    Network,
    Parameters,
    Run,
    Stack,
    Trainer,
    Vocabulary,
    Walk,
    arithmetic,
    cell_names,
    ledger,
    ledger_states,
    load_cell,
    pre_activation,
    terms,
    trace,
)
from model.engine.shape import Direction
from model.engine.stack import AT_ONCE
from model.engine.strand import CHUNK
from tests.model.networks import (
    OWN_CELLS,
    SENTENCE,
    WORDS,
    all_cells,
    cell_of,
    fewest_units,
    places,
    quietly,
    random_network,
    random_stack,
)

Array = np.ndarray
Signals = dict[str, Array]
Layers = list[dict[Direction, Signals]]

EXACT = {"rtol": 1e-11, "atol": 1e-11}  # of float64
ACTIVATIONS: dict[str | None, Callable[[Array], Array]] = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": lambda z: (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1),
    "relu": lambda z: z * (z > 0),
    None: lambda z: z,
}

cells = st.sampled_from(all_cells())
seeds = st.integers(0, 2**32 - 1)


# The text of the equations, evaluated


class Matrix:
    """``W ** x`` is the product. Like ``W x`` on paper it binds tighter than ``*`` and ``-``, and ``V W x`` is ``V (W x)``."""

    def __init__(self, weights: Array) -> None:
        self.weights = weights

    def __pow__(self, vector: Array) -> Array:
        return self.weights @ vector


class Text:
    def __init__(self, cell: Cell) -> None:
        self.lines: dict[str, str] = {}
        for line in cell.text.splitlines():
            equation = re.fullmatch(r"[\w ]*?(\w+) *=(.*)", line.strip())
            if equation and not line.startswith(("title:", "paper:", "note:")):
                self.lines[equation[1]] = equation[2].strip()
        self.code = {name: compile(self._python(right), name, "eval") for name, right in self.lines.items()}
        periods = re.search(r"clock\(([\d, ]+)\)", cell.text)
        self.periods = [int(period) for period in periods[1].split(",")] if periods else [1]

    @staticmethod
    def _python(right: str) -> str:
        right = re.sub(r"slow_to_fast\((\w+)\)", r"Slow_\1", right)
        right = re.sub(r"\b([A-Z]\w*) ", r"\1 ** ", right)
        return re.sub(r"(\w)'", r"\1_before", right)

    def value(self, signal: str, names: Mapping[str, object]) -> Array:
        return eval(self.code[signal], {"__builtins__": {}}, dict(names))

    def weights(self, part: Mapping[str, Array], units: int) -> dict[str, object]:
        """Learned weights by the names they have in the code; those that a first layer lacks count for nothing there."""
        group = [unit * len(self.periods) // units for unit in range(units)]
        links = np.array([[float(source >= to) for source in group] for to in group])
        names: dict[str, object] = {}
        for name, weight in part.items():
            names[name] = Matrix(weight.astype(float)) if weight.ndim == 2 else weight.astype(float)
            if weight.shape == (units, units):
                names[f"Slow_{name}"] = Matrix(weight * links)
        return names

    def clock(self, step: int, units: int) -> Callable[..., Array]:
        return lambda *periods: np.array([float(step % periods[u * len(periods) // units] == 0) for u in range(units)])


class Reading:
    """What the names in the equations of one layer stand for at each token."""

    def __init__(self, text: Text, stack: Stack, parameters: Parameters, layer: int, direction: Direction) -> None:
        self.text, self.units, self.direction = text, stack.shape.units, direction
        cell, first = stack.shape.cell, layer == 0
        self.here = cell.signals(first)
        self.names = text.weights(parameters.part(f"layers.{layer}.{direction}."), self.units) | ACTIVATIONS
        if first:  # what is missing there is multiplied by a value of the layer below, which is 0
            missing = {s: 0.5 for s in cell.signals(False) if s not in self.here}
            missing |= {
                name: Matrix(np.full(shape, 0.5)) if len(shape) == 2 else 0.5
                for name, shape in cell.parameters(1, self.units, False).items()
                if name not in self.names
            }
            self.names |= missing
        self.signals = cell.signals(False)

    def at(self, token: int, x: Array, now: Mapping[str, Array], below: Signals | None) -> dict[str, object]:
        """``now`` holds the values ``(tokens, units)``, ``below`` those of the layer below."""
        back = token - 1 if self.direction == "forward" else token + 1
        step = token if self.direction == "forward" else len(x) - 1 - token
        nothing = np.zeros(self.units)
        inside = 0 <= back < len(x)
        names = dict(self.names)
        names["x"], names["clock"] = x[token].astype(float), self.text.clock(step, self.units)
        for signal in self.here:
            names[signal] = now[signal][token].astype(float)
            names[f"{signal}_before"] = now[signal][back].astype(float) if inside else nothing
        for signal in self.signals:
            names[f"{signal}_below"] = nothing if below is None else below.get(signal, np.zeros_like(x))[token].astype(float)
        return names


def by_text(stack: Stack, parameters: Parameters, x: Array, edits: Iterable[Edit] = ()) -> Layers:
    """A plain loop over layers, directions, tokens and equations."""
    text, shape = Text(stack.shape.cell), stack.shape
    layers: Layers = []
    for layer in range(shape.layers):
        layers.append({})
        for direction in shape.directions:
            reading = Reading(text, stack, parameters, layer, direction)
            found = {signal: np.zeros((len(x), shape.units)) for signal in reading.here}
            below = layers[layer - 1][direction] if layer else None
            for token in range(len(x)) if direction == "forward" else range(len(x) - 1, -1, -1):
                for signal in reading.here:
                    found[signal][token] = text.value(signal, reading.at(token, x, found, below))
                    for edit in edits:
                        if (edit.token, edit.signal, edit.layer, edit.direction) == (token, signal, layer, direction):
                            units = slice(None) if edit.units == "all" else list(edit.units)
                            found[signal][token, units] = edit.value
            layers[layer][direction] = found
        x = np.concatenate([signals["h"] for signals in layers[layer].values()], axis=1)
    return layers


def assert_run(run: Run, expected: Layers, **close: float) -> None:
    for layer, direction, signal in places(run.stack.shape):
        values = run.layers[layer].signals(direction)[signal]
        where = f"{signal} of layer {layer}, {direction}"
        np.testing.assert_allclose(values, expected[layer][direction][signal], **(close or EXACT), err_msg=where)


def vectors(seed: int, *shape: int) -> Array:
    return np.random.default_rng(seed).normal(size=shape)


def a_stack(name: str, layers: int, both: bool, seed: int, **more: object) -> tuple[Stack, Parameters]:
    cell = cell_of(name)
    return random_stack(cell, 3, fewest_units(cell) + seed % 3, layers, both, seed=seed, **more)


def test_the_text_is_read_as_written() -> None:
    text = Text(load_cell("clockwork"))
    assert text.lines["g"] == "tanh(W x + slow_to_fast(U) h' + b)"
    assert Text._python("-V W x * a' - slow_to_fast(U) (f * h')") == "-V ** W ** x * a_before - Slow_U ** (f * h_before)"
    for name in all_cells():
        assert tuple(Text(cell_of(name)).lines) == cell_of(name).signals(first_layer=False)


# A run is what the equations say


@quietly(examples=120)
@given(name=cells, layers=st.integers(1, 3), both=st.booleans(), tokens=st.integers(1, 12), seed=seeds)
def test_a_run_is_a_plain_loop_over_the_equations(name: str, layers: int, both: bool, tokens: int, seed: int) -> None:
    stack, parameters = a_stack(name, layers, both, seed)
    x = vectors(seed, tokens, 3)
    assert_run(stack.run(x), by_text(stack, parameters, x))


@pytest.mark.parametrize("tokens", [CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 1, 200])
@pytest.mark.parametrize("name", cell_names())
def test_a_sentence_longer_than_a_chunk_is_a_plain_loop_too(name: str, tokens: int) -> None:
    stack, parameters = a_stack(name, 2, tokens % 2 == 1, seed=tokens)
    x = vectors(tokens, tokens, 3)
    edits = [Edit(CHUNK - 2, "h", (0, 2), (0.5, -0.5), 0), Edit(tokens - 1, "h", "all", 0.1, 1)]
    assert_run(stack.run(x, edits), by_text(stack, parameters, x, edits))


@pytest.mark.parametrize("name", OWN_CELLS)
def test_own_cells_run_beyond_a_chunk(name: str) -> None:
    stack, parameters = a_stack(name, 2, True, seed=1, scale=0.4)
    x = vectors(1, CHUNK + 3, 3)
    assert_run(stack.run(x), by_text(stack, parameters, x))


@pytest.mark.parametrize("both", [False, True], ids=["forward", "bidirectional"])
@pytest.mark.parametrize("name", all_cells())
def test_the_text_of_a_cell_gives_every_value_of_a_trace(name: str, both: bool) -> None:
    """In float32, from the recorded values: each equation alone."""
    network = random_network(cell_of(name), 2, both, units=9, seed=2, dtype=np.float32)
    text, run = Text(cell_of(name)), trace(network, SENTENCE).run
    for layer, direction, signal in places(network.config.stack):
        reading = Reading(text, network.stack, network.parameters, layer, direction)
        now = run.layers[layer].signals(direction)
        below = dict(run.layers[layer - 1].signals(direction)) if layer else None
        for token in range(len(run)):
            names = reading.at(token, run.layers[layer].input, now, below)
            np.testing.assert_allclose(now[signal][token], text.value(signal, names), rtol=2e-6, atol=2e-6, err_msg=signal)


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@quietly(examples=60)
@given(name=cells, scale=st.sampled_from([0.0, 1.0, 100.0, 1e6, 1e25]), size=st.sampled_from([0.0, 1.0, 1e4]), seed=seeds)
def test_gates_stay_between_0_and_1_and_candidates_between_minus_1_and_1(
    dtype: type, name: str, scale: float, size: float, seed: int
) -> None:
    stack, _ = a_stack(name, 2, True, seed, dtype=dtype, scale=scale)
    x = (vectors(seed, 20, 3) * size).astype(dtype)
    try:
        run = stack.run(x)
    except InputError:  # a cell of one's own may grow without bound
        assert name in OWN_CELLS
        return
    for layer, direction, signal in places(stack.shape):
        values = run.layers[layer].signals(direction)[signal]
        assert np.isfinite(values).all()
        right = Text(stack.shape.cell).lines[signal]
        if (whole := re.fullmatch(r"(sigmoid|tanh)\(([^()]|\([^()]*\))*\)", right)) is not None:
            assert values.min() >= (0 if whole[1] == "sigmoid" else -1)
            assert values.max() <= 1


# One word at a time, one sentence at a time, many at once: the same numbers


@quietly(examples=80)
@given(name=cells, layers=st.integers(1, 3), tokens=st.integers(1, 10), seed=seeds)
def test_a_live_walk_is_the_run_step_by_step(name: str, layers: int, tokens: int, seed: int) -> None:
    stack, _ = a_stack(name, layers, False, seed)
    x = vectors(seed, tokens, 3)
    assert_walk(stack, x)


@pytest.mark.parametrize("name", cell_names())
def test_a_live_walk_may_be_long(name: str) -> None:
    stack, _ = a_stack(name, 2, False, seed=3)
    assert_walk(stack, vectors(3, 140, 3))


def assert_walk(stack: Stack, x: Array) -> None:
    walk = Walk(stack)
    steps = [walk.step(vector) for vector in x]
    assert walk.steps == len(x)
    joined: Layers = [
        {"forward": {name: np.array([step[layer][name] for step in steps]) for name in steps[0][layer]}}
        for layer in range(stack.shape.layers)
    ]
    assert_run(stack.run(x), joined)


def test_two_walks_through_one_stack_do_not_disturb_each_other() -> None:
    stack, _ = a_stack("lstm", 2, False, seed=4)
    x, one, other = vectors(4, 6, 3), Walk(stack), Walk(stack)
    for vector in x:
        other.step(vector + 1)
        last = one.step(vector)
    np.testing.assert_allclose(last[1]["c"], stack.run(x).layers[1].forward["c"][-1], **EXACT)


@quietly(examples=60)
@given(name=cells, layers=st.integers(1, 3), tokens=st.integers(1, 9), more=st.integers(1, 5), seed=seeds)
def test_going_on_from_each_token_is_the_run_of_what_was_read_till_then(
    name: str, layers: int, tokens: int, more: int, seed: int
) -> None:
    stack, _ = a_stack(name, layers, False, seed, scale=0.5)
    x, questions = vectors(seed, tokens, 3), [vectors(seed + n, more, 3) for n in (1, 2)]
    found = stack.go_on(stack.run(x), np.stack(questions, axis=1))
    assert found.shape == (2, tokens, stack.shape.units)
    for question, answers in zip(questions, found, strict=True):
        for token in range(tokens):
            whole = stack.run(np.concatenate([x[: token + 1], question]))
            np.testing.assert_allclose(answers[token], whole.output[-1], **EXACT)


def test_going_on_from_very_many_tokens_is_the_same_as_from_a_few() -> None:
    stack, _ = a_stack("clockwork", 2, False, seed=6)
    x, question = vectors(6, 2 * AT_ONCE + 7, 3), vectors(7, 3, 3)
    (found,) = stack.go_on(stack.run(x), question[:, None])
    for token in (0, AT_ONCE - 1, AT_ONCE, 2 * AT_ONCE + 6):
        whole = stack.run(np.concatenate([x[: token + 1], question]))
        np.testing.assert_allclose(found[token], whole.output[-1], **EXACT)


@quietly(examples=100)
@given(
    name=cells,
    layers=st.integers(1, 3),
    both=st.booleans(),
    lengths=st.lists(st.integers(1, 9), min_size=1, max_size=5),
    garbage=st.sampled_from([0.0, -3.0, 1e3]),
    reverse=st.booleans(),
    seed=seeds,
)
def test_a_batch_is_its_sentences_one_by_one(
    name: str, layers: int, both: bool, lengths: list[int], garbage: float, reverse: bool, seed: int
) -> None:
    stack, _ = a_stack(name, layers, both, seed, scale=0.5)
    x = vectors(seed, max(lengths), len(lengths), 3)
    for sentence, length in enumerate(lengths):
        x[length:, sentence] = garbage
    run = stack.forward(x, np.array(lengths), reverse)
    for sentence, length in enumerate(lengths):
        alone = stack.run(x[:length, sentence].copy())
        np.testing.assert_allclose(run.output[:length, sentence], alone.output, **EXACT)
    stack.release(run)


@pytest.mark.parametrize("both", [False, True], ids=["forward", "bidirectional"])
def test_a_trainer_says_what_the_network_says(both: bool) -> None:
    """Logits and loss of a batch, fresh words in it, from single sentences and the definition of the loss."""
    config = Config(load_cell("peephole"), Vocabulary(WORDS), 4, 6, 2, both)
    network = Network(config, random_network(config.cell, 2, both, width=4, units=6).parameters)
    random, words, lengths = np.random.default_rng(5), len(WORDS), [6, 2, 4]
    rows, targets = random.integers(words + 3, size=(2, 6, 3))
    weights = random.uniform(0, 5, (6, 3)) * (np.arange(6)[:, None] < lengths)
    weights[1] = 0
    fresh = random.normal(size=(3, 4))
    table = np.concatenate([network.parameters["embedding"], fresh])
    bias = np.concatenate([network.parameters["readout.b"], np.repeat(network.parameters["readout.b_unknown"], 3)])
    batch = Batch(rows, np.array(lengths), targets, weights, fresh)
    trainer, loss = Trainer(config, network.parameters), 0.0
    logits = trainer.logits(batch)
    likeliest, p = (iter(values) for values in trainer.examine(batch))
    answers: dict[tuple[int, int], Array] = {}
    for sentence, length in enumerate(lengths):
        hidden = network.stack.run(2 * table[rows[:length, sentence]]).output  # 2 is the root of the width
        for token in range(length):
            query = network.parameters["readout.P"] @ hidden[token] + network.parameters["readout.p"]
            expected = 1.7 * (table @ query) + bias
            np.testing.assert_allclose(logits[token, sentence], expected, **EXACT)
            answers[token, sentence] = np.exp(expected) / np.exp(expected).sum()
            right = expected[targets[token, sentence]] - np.log(np.exp(expected).sum())
            loss -= weights[token, sentence] * right / weights.sum()
    assert trainer.loss(batch) == pytest.approx(loss, rel=1e-12)
    assert trainer.loss(batch, learn=False) == pytest.approx(loss, rel=1e-12)
    for at in sorted(at for at in answers if weights[at]):
        assert next(likeliest) == answers[at].argmax()
        assert next(p) == pytest.approx(answers[at][targets[at]], rel=1e-12)
    assert next(likeliest, None) is None


# Edits


@st.composite
def edited(draw: st.DrawFn, longest: int = 9) -> tuple[Stack, Parameters, Array, list[Edit]]:
    """A stack, an input, and edits of any of its signals."""
    seed, tokens = draw(seeds), draw(st.integers(1, longest))
    stack, parameters = a_stack(draw(cells), draw(st.integers(1, 2)), draw(st.booleans()), seed)
    units, found = stack.shape.units, []
    for layer, direction, signal in draw(st.lists(st.sampled_from(list(places(stack.shape))), min_size=1, max_size=4)):
        some = draw(st.none() | st.lists(st.integers(0, units - 1), min_size=1, max_size=3, unique=True))
        numbers = st.floats(-2, 2)
        count = units if some is None else len(some)
        value = draw(numbers | st.lists(numbers, min_size=count, max_size=count).map(tuple))
        token = draw(st.integers(0, tokens - 1))
        found.append(Edit(token, signal, "all" if some is None else tuple(some), value, layer, direction))
    return stack, parameters, vectors(seed, tokens, 3), found


@quietly(examples=150)
@given(edited())
def test_what_follows_an_edit_is_computed_from_it(case: tuple[Stack, Parameters, Array, list[Edit]]) -> None:
    stack, parameters, x, edits = case
    run = stack.run(x, edits)
    assert_run(run, by_text(stack, parameters, x, edits))
    last = edits[-1]
    assert last.layer is not None
    set_to = run.layers[last.layer].signals(last.direction)[last.signal][last.token]
    chosen = set_to if last.units == "all" else set_to[list(last.units)]
    assert (chosen == np.asarray(last.value)).all()  # to the last bit


@quietly(examples=80)
@given(edited())
def test_an_edit_to_what_was_there_changes_nothing_at_all(case: tuple[Stack, Parameters, Array, list[Edit]]) -> None:
    stack, _, x, edits = case
    plain = stack.run(x)
    same = []
    for edit in edits:
        assert edit.layer is not None
        values = plain.layers[edit.layer].signals(edit.direction)[edit.signal][edit.token]
        chosen = values if edit.units == "all" else values[list(edit.units)]
        same.append(Edit(edit.token, edit.signal, edit.units, tuple(chosen.tolist()), edit.layer, edit.direction))
    again = stack.run(x, same)
    for layer, direction, signal in places(stack.shape):
        values = again.layers[layer].signals(direction)[signal]
        np.testing.assert_array_equal(values, plain.layers[layer].signals(direction)[signal])


@quietly(examples=80)
@given(edited())
def test_an_edit_changes_nothing_before_it(case: tuple[Stack, Parameters, Array, list[Edit]]) -> None:
    """Before it: in lower layers, earlier in its own direction, and in the other direction of its layer."""
    stack, _, x, edits = case
    edit = edits[0]
    plain, run = stack.run(x), stack.run(x, [edit])
    assert edit.layer is not None
    for layer, direction, signal in places(stack.shape):
        earlier = slice(None, edit.token) if direction == "forward" else slice(edit.token + 1, None)
        if layer < edit.layer or (layer == edit.layer and direction != edit.direction):
            earlier = slice(None)
        elif layer > edit.layer and stack.shape.bidirectional:
            continue
        values = run.layers[layer].signals(direction)[signal]
        np.testing.assert_array_equal(values[earlier], plain.layers[layer].signals(direction)[signal][earlier])


def test_of_two_edits_of_one_number_the_later_counts() -> None:
    stack, parameters = a_stack("lstm", 2, False, seed=6)
    x = vectors(6, 5, 3)
    all_open, some_shut = Edit(2, "f", "all", 1.0, 0), Edit(2, "f", (1, 2), 0.0, 0)
    assert stack.run(x, [all_open, some_shut]).layers[0].forward["f"][2].tolist() == [1.0, 0.0, 0.0]
    assert stack.run(x, [some_shut, all_open]).layers[0].forward["f"][2].tolist() == [1.0, 1.0, 1.0]
    assert_run(stack.run(x, [all_open, some_shut]), by_text(stack, parameters, x, [all_open, some_shut]))


def test_an_edit_without_a_layer_is_one_of_the_top_layer() -> None:
    stack, _ = a_stack("gru", 3, False, seed=7)
    run = stack.run(vectors(7, 5, 3), [Edit(1, "z", "all", 0.25)])
    assert (run.layers[2].forward["z"][1] == 0.25).all()
    assert (run.layers[1].forward["z"][1] != 0.25).all()


def test_an_edit_is_forgotten_by_the_next_run() -> None:
    stack, parameters = a_stack("constants", 2, True, seed=8)
    x = vectors(8, 5, 3)
    stack.run(
        x, [Edit(n, signal, "all", 0.0, layer, direction) for n in range(5) for layer, direction, signal in places(stack.shape)]
    )
    assert_run(stack.run(x), by_text(stack, parameters, x))


# Explanations add up


@quietly(examples=150)
@given(edited())
def test_the_ledger_adds_up(case: tuple[Stack, Parameters, Array, list[Edit]]) -> None:
    """Shares add up to the state; what a token wrote is the equation without the past; what is kept of it, the rest."""
    stack, parameters, x, edits = case
    run, text = stack.run(x, edits), Text(stack.shape.cell)
    forced = {(e.layer, e.direction, e.signal, e.token, u) for e in edits for u in (range(99) if e.units == "all" else e.units)}
    for layer, direction, state in places(stack.shape):
        if state not in ledger_states(run, layer):
            continue
        found = ledger(run, state, None, layer, direction)
        now = run.layers[layer].signals(direction)
        reading = Reading(text, stack, parameters, layer, direction)
        below = dict(run.layers[layer - 1].signals(direction)) if layer else None
        np.testing.assert_allclose(found.shares.sum(axis=1), now[state], **EXACT)
        for token in range(len(x)):
            held = [u for u in range(stack.shape.units) if (layer, direction, state, token, u) in forced]
            names = reading.at(token, run.layers[layer].input, now, below)
            written = np.array(text.value(state, names | {f"{state}_before": np.zeros(stack.shape.units)}), float)
            kept = text.value(state, names | {f"{state}_before": np.ones(stack.shape.units)}) - written
            kept[held] = 0
            if found.kept is not None:
                np.testing.assert_allclose(found.kept[token], kept, **EXACT)
            back = token - 1 if direction == "forward" else token + 1
            for writer in range(len(x)):
                old = found.shares[back, writer] if 0 <= back < len(x) else np.zeros(stack.shape.units)
                share = text.value(state, names | {f"{state}_before": old}) - written
                share[held] = 0
                if writer == token:
                    expected = written.copy()
                    expected[held] = now[state][token, held]
                    assert not np.any(old)
                    np.testing.assert_allclose(found.shares[token, writer], expected, **EXACT)
                else:
                    np.testing.assert_allclose(found.shares[token, writer], share, **EXACT)


@pytest.mark.parametrize(
    ("name", "state", "written", "kept"),
    [
        ("lstm", "c", lambda s: s["i"] * s["g"], lambda s: s["f"]),
        ("coupled", "c", lambda s: (1 - s["f"]) * s["g"], lambda s: s["f"]),
        ("gru", "h", lambda s: (1 - s["z"]) * s["n"], lambda s: s["z"]),
        ("clockwork", "h", lambda s: s["k"] * s["g"], lambda s: 1 - s["k"]),
    ],
)
def test_the_diagonal_of_a_ledger_is_what_was_written(
    name: str, state: str, written: Callable[[Signals], Array], kept: Callable[[Signals], Array]
) -> None:
    walked = trace(random_network(load_cell(name), seed=9), SENTENCE)
    found, signals = ledger(walked.run, state, (2, 0)), dict(walked.run.layers[0].forward)
    every = np.arange(len(walked))
    np.testing.assert_allclose(found.shares[every, every], written(signals)[:, [2, 0]], **EXACT)
    np.testing.assert_allclose(found.kept, kept(signals)[:, [2, 0]], **EXACT)
    assert (found.shares[np.triu_indices(len(walked), 1)] == 0).all()  # nobody writes before he is read


@pytest.mark.parametrize("both", [False, True], ids=["forward", "bidirectional"])
@pytest.mark.parametrize("name", all_cells())
def test_the_arithmetic_of_a_number_adds_up_to_it(name: str, both: bool) -> None:
    network = random_network(cell_of(name), 2, both, units=9, seed=10, dtype=np.float32)
    walked = trace(network, SENTENCE, [Edit(4, "h", (1, 8), (0.25, -0.5), 0)])
    random = np.random.default_rng(11)
    for layer, direction, signal in places(network.config.stack):
        for token in {0, 4, int(random.integers(len(walked)))}:
            unit = 1 if token == 4 else int(random.integers(9))
            found = arithmetic(walked.run, token, signal, unit, layer, direction)
            values = [term.value for term in found.terms]
            assert sum(values) == pytest.approx(found.total, abs=1e-12)
            assert sum(found.by_source().values()) == pytest.approx(found.total, abs=1e-12)
            assert values == sorted(values, key=lambda value: -abs(value))
            assert values == pytest.approx([np.prod([f.value for f in term.factors]) for term in found.terms], abs=1e-15)
            assert found.result == pytest.approx(ACTIVATIONS[found.function](np.float64(found.total)), abs=1e-12)
            assert found.recorded == walked.run.layers[layer].signals(direction)[signal][token, unit]
            assert found.forced == ((layer, direction, signal, token, unit) == (0, "forward", "h", 4, 1))
            if not found.forced:
                assert found.result == pytest.approx(found.recorded, rel=2e-6, abs=2e-6)
            for factor in (factor for term in found.terms for factor in term.factors):
                assert_weight(network, f"layers.{layer}.{direction}.", factor.label, factor.value)


def assert_weight(network: Network, prefix: str, label: str, value: float) -> None:
    """A factor that has the name of a weight has its value: ``W_f[3, 0]``, ``b_f[3]``. No link runs from fast to slow."""
    named = re.fullmatch(r"(\w+)\[([\d, ]+)\]", label)
    if named and prefix + named[1] in network.parameters:
        at, text, units = tuple(int(n) for n in named[2].split(",")), Text(network.config.cell), network.config.units
        slow = f"slow_to_fast({named[1]})" in network.config.cell.text
        weight = text.weights({named[1]: network.parameters[prefix + named[1]]}, units)[f"Slow_{named[1]}" if slow else named[1]]
        assert value == (weight.weights if isinstance(weight, Matrix) else weight)[at]


@pytest.mark.parametrize("both", [False, True], ids=["forward", "bidirectional"])
@pytest.mark.parametrize("name", all_cells())
def test_the_terms_of_a_signal_add_up_to_what_stood_inside_its_activation(name: str, both: bool) -> None:
    walked = trace(random_network(cell_of(name), 2, both, seed=12), SENTENCE)
    for layer, direction, signal in places(walked.network.config.stack):
        total = sum(terms(walked, signal, layer, direction).values())
        inside = pre_activation(walked, signal, layer, direction)
        function = re.match(r"(sigmoid|tanh|relu)\(.*\)$", Text(walked.network.config.cell).lines[signal])
        if inside is None:
            np.testing.assert_allclose(total, walked.signal(signal, layer, direction), **EXACT)
        else:
            assert function
            np.testing.assert_allclose(total, inside, **EXACT)
            np.testing.assert_allclose(ACTIVATIONS[function[1]](inside), walked.signal(signal, layer, direction), **EXACT)


def test_probabilities_are_the_softmax_of_the_readout() -> None:
    network = random_network(load_cell("lstm"), seed=13)
    walked, part = trace(network, SENTENCE), network.parameters
    table = np.concatenate([part["embedding"], walked.table.vectors[len(WORDS) :]])
    bias = [*part["readout.b"], *[part["readout.b_unknown"][0]] * (len(table) - len(WORDS))]
    for token in range(len(walked)):
        logits = 1.7 * (table @ (part["readout.P"] @ walked["h"][token] + part["readout.p"])) + bias
        expected = np.exp(logits) / np.exp(logits).sum()
        np.testing.assert_allclose(walked.probabilities[token], expected, **EXACT)
        best = walked.predictions(token, 3)
        assert [p.p for p in best] == pytest.approx(sorted(expected, reverse=True)[:3])
        assert best[0].word == walked.table.words[int(np.argmax(expected))]


# Twice the same


@pytest.mark.parametrize("name", cell_names())
def test_the_same_seed_gives_the_same_weights_and_another_seed_others(name: str) -> None:
    config = Config(load_cell(name), Vocabulary(WORDS), 4, 9, 2, True)
    one, same, other = (Network.create(config, seed).parameters.flat for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, same)
    assert not np.array_equal(one, other)
    assert one.dtype == np.float32


@pytest.mark.parametrize("dtype", [np.float32, np.float64])
@pytest.mark.parametrize("name", all_cells())
def test_a_run_made_twice_is_the_same_to_the_last_bit(name: str, dtype: type) -> None:
    network = random_network(cell_of(name), 2, True, seed=14, dtype=dtype)
    once = trace(network, SENTENCE)
    trace(network, "Something else. " * 50, [Edit(3, "h", "all", 0.9)])
    again = trace(network, SENTENCE)
    np.testing.assert_array_equal(again.probabilities, once.probabilities)
    for layer, direction, signal in places(network.config.stack):
        np.testing.assert_array_equal(again.signal(signal, layer, direction), once.signal(signal, layer, direction))


@pytest.mark.parametrize("name", ["lstm", "gru_before", "clockwork", "depth_gated"])
def test_threads_that_share_a_network_get_what_they_would_get_alone(name: str) -> None:
    network = random_network(load_cell(name), 2, True, units=12, seed=15, dtype=np.float32)
    random = np.random.default_rng(16)
    texts = [" ".join(random.choice(WORDS, size=n)) for n in random.integers(1, 3 * CHUNK, size=60)]
    edits = [[Edit(0, "h", "all", 0.5)] if n % 3 == 0 else [] for n in range(len(texts))]

    def answer(number: int, of: Network = network) -> Array:
        return trace(of, texts[number], edits[number]).probabilities

    alone_network = Network(network.config, network.parameters)
    alone = [answer(number, alone_network) for number in range(len(texts))]
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(answer, [*range(len(texts)), *range(len(texts))]))
    for found, expected in zip(together, alone * 2, strict=True):
        np.testing.assert_array_equal(found, expected)


def test_a_run_cannot_be_changed_afterwards() -> None:
    walked = trace(random_network(load_cell("lstm")), SENTENCE)
    for array in (walked["c"], walked.run.output, walked.probabilities, walked.logits):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 1
