"""What several tests share: networks with random weights, and cells that no paper has."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator

import numpy as np
from hypothesis import settings

from model import Cell, Config, Network, Parameters, Stack, StackShape, Vocabulary, cell_names, load_cell
from model.engine.shape import Direction

WORDS = ("india", "norway", "is", "a", "country", ".", "I", "live", "in", "Sri Lanka", "___")
SENTENCE = "Wakanda is a country. I live in Sri Lanka, Zubrowka is ___"  # two words and a comma are not known


def quietly(examples: int) -> settings:
    """Hypothesis without a clock and without chance: the same examples in every run."""
    return settings(max_examples=examples, deadline=None, derandomize=True, database=None)


# Shapes of equations that the shipped cells do not have. Each must be computed, reversed and explained as well.
OWN_CELLS = {
    "relu": "h = relu(W x + U h' + b)",
    "gates of all kinds": """
        r = relu(W_r x + U_r h' + b_r)
        s = sigmoid(W_s x + U_s h' + b_s)
        t = tanh(W_t x + U_t h' + b_t)
        l = W_l x + U_l h' + b_l
        h = tanh(r * s - t * l)""",
    "nested sigmoids": "h = tanh(W x + sigmoid(V h' + b_v * sigmoid(U h' + b_u)) + b)",
    "two matrices on one state": "h = tanh(W x + U h' + V h' + 0.5 * (Q h' * h'))",
    "two states": """
        h = tanh(W x + U c' + V h' + b)
        c = 0.5 * c' + 0.25 * h + Q h'""",
    "a vector inside products": "h = tanh(W x + p * (U h' + b_u) * h' + b_v * p * h')",
    "minus signs": """
        a = -W_a x - U_a h' - b_a
        e = sigmoid(W_e x - a - p_e * h' - 0.5 * V a)
        q = tanh(U_q h' - e * h' - 0.25 * (p_q * e) - 0.7 * e)
        h = -tanh(-W x - (U h' - b) - p * h' - (q - h'))""",
    "numbers as factors": """
        f = sigmoid(0.5 * W_f x - 2 * U_f h' + 0.3 * p_f * h' - 0.25 * b_f + 1.5)
        g = tanh(-(0.5 * (W_g x + 3 * U_g h')) - 0.25 + 2 * (0.1 * f))
        h = 0.9 * f * h' + (1 - 0.7) * g""",
    "the input inside a product": """
        z = sigmoid(W_z x + U_z h')
        h = (1 - z) * W x + z * tanh(U h' + b) * W x""",
    "a product of a product": "h = tanh(W x + U (V h') + A B C h')",
    "a product of the input's product": """
        r = sigmoid(W_r x)
        h = tanh(V (r * W x) + Q W x + U h')""",
    "sigmoids without a matrix": """
        g = tanh(W x + U h' + b)
        k = sigmoid(p * c' - g)
        c = k * c' + g
        h = sigmoid(p_o * c + b_o) * c""",
    "a matrix of this step's signal": """
        c = 0.9 * c' + tanh(W x + U h')
        o = sigmoid(W_o x + U_o c + b_o)
        h = o * tanh(c)""",
    "signals that are matrix products alone": """
        f = sigmoid(W x + U h')
        q = V f
        s = A (f * h') + B (q * h')
        h = tanh(q + s + f)""",
    "constants": """
        f = 1
        a = 0.5 + sigmoid(0)
        g = tanh(W x + U h' + b)
        c = f * c' + a * g
        h = a * tanh(c) + f' * h'""",
    "a belt that mixes its units": """
        g = tanh(W x + U h' + b)
        c = 0.5 * c' + 0.3 * (V c' - p * Q (g * c')) + g
        h = tanh(c)""",
    "a simple recurrent unit": """
        f = sigmoid(W_f x + p_f * c' + b_f)
        r = sigmoid(W_r x + p_r * c' + b_r)
        c = f * c' + (1 - f) * (W x)
        h = r * tanh(c) + (1 - r) * (W_h x)""",
    "one matrix in two places": """
        z = sigmoid(W x + U h' + b)
        h = tanh(W x + U (z * h') + b)""",
    "copies": """
        a = W x + U h'
        d = a
        e = d
        h = tanh(e + d)""",
    "a signal that nobody reads": """
        f = sigmoid(W_f x + U_f h' + b_f)
        h = tanh(W x + U h')""",
    "the layer below": """
        g = tanh(W x + U h')
        q = sigmoid(V g_below + p_q * h_below)
        h = g + p * g_below + q * h_below""",
    "a clock of its own": """
        k = clock(1, 3)
        g = tanh(W x + slow_to_fast(U) h' + slow_to_fast(V) (k * h') + b)
        h = k * g + (1 - k) * h'""",
}


def all_cells() -> tuple[str, ...]:
    return (*cell_names(), *OWN_CELLS)


def cell_of(name: str) -> Cell:
    return Cell.from_text(OWN_CELLS[name], name) if name in OWN_CELLS else load_cell(name)


def fewest_units(cell: Cell) -> int:
    return max(3, len(cell.clock.periods) if cell.clock else 0)


def fill(parameters: Parameters, random: np.random.Generator, scale: float = 1.0) -> Parameters:
    """Matrices as large as keeps a long run from blowing up small errors, at scale 1; vectors around 0."""
    for view in parameters.values():
        reach = 1 / math.sqrt(view.shape[1]) if view.ndim == 2 else 0.5
        view[...] = random.uniform(-reach, reach, view.shape) * scale
    return parameters


def random_stack(
    cell: Cell,
    inputs: int,
    units: int,
    layers: int = 1,
    bidirectional: bool = False,
    *,
    seed: int = 0,
    dtype: type = np.float64,
) -> tuple[Stack, Parameters]:
    shape = StackShape(cell, inputs, units, layers, bidirectional)
    parameters = fill(Parameters(shape.parameter_shapes(), dtype), np.random.default_rng(seed))
    return Stack(shape, parameters), parameters


def scaled(made: tuple[Stack, Parameters], scale: float) -> tuple[Stack, Parameters]:
    """With all weights so much larger."""
    stack, parameters = made
    parameters.flat[...] *= scale
    stack.refresh()
    return made


def random_network(
    cell: Cell,
    layers: int = 1,
    bidirectional: bool = False,
    *,
    width: int = 3,
    units: int = 0,
    seed: int = 0,
    dtype: type = np.float64,
) -> Network:
    """Every weight random, biases too, so that nothing is 0 by chance."""
    config = Config(cell, Vocabulary(WORDS), width, units or fewest_units(cell), layers, bidirectional)
    parameters = fill(Parameters(config.parameter_shapes(), dtype), np.random.default_rng(seed), 1.2)
    parameters["readout.scale"][...] = 1.7
    return Network(config, parameters)


def with_weights(network: Network, change: Callable[[Parameters], object]) -> Network:
    """The same network with some weights changed."""
    parameters = network.parameters.astype(network.parameters.flat.dtype)
    change(parameters)
    return Network(network.config, parameters, network.provenance)


def with_weight(network: Network, name: str, value: float) -> Network:
    return with_weights(network, lambda parameters: parameters[name].fill(value))


def places(shape: StackShape) -> Iterator[tuple[int, Direction, str]]:
    """Every layer, direction and signal."""
    for layer in range(shape.layers):
        for direction in shape.directions:
            for signal in shape.cell.signals(first_layer=layer == 0):
                yield layer, direction, signal
