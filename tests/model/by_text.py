"""What the text of a cell says, worked out from the text itself: the reference for every run and every explanation.

``Text`` turns each line into a Python expression by a few substitutions and evaluates it, one token at a time, sharing
nothing with the parser and the compiler.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

import numpy as np
from hypothesis import strategies as st

from model import Cell, Edit, Parameters, Run, Stack
from model.engine.shape import Direction
from tests.model.networks import all_cells, cell_of, fewest_units, places, random_stack, scaled

Array = np.ndarray
Signals = dict[str, Array]
Layers = list[dict[Direction, Signals]]

EXACT = {"rtol": 1e-11, "atol": 1e-11}  # in float64: what rounding in another order comes to over a sentence
ACTIVATIONS: dict[str | None, Callable[[Array], Array]] = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-z)),
    "tanh": lambda z: (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1),
    "relu": lambda z: z * (z > 0),
    None: lambda z: z,
}


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


def a_stack(
    name: str, layers: int, both: bool, seed: int, *, scale: float = 1.0, dtype: type = np.float64
) -> tuple[Stack, Parameters]:
    cell = cell_of(name)
    return scaled(random_stack(cell, 3, fewest_units(cell) + seed % 3, layers, both, seed=seed, dtype=dtype), scale)


# What is drawn for a test of a property

cells = st.sampled_from(all_cells())
seeds = st.integers(0, 2**32 - 1)
Case = tuple[Stack, Parameters, Array, list[Edit]]


@st.composite
def edited(draw: st.DrawFn, longest: int = 9) -> Case:
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
