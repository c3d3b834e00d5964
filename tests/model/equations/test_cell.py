"""A cell: what follows from its equations alone."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from model.cells import cell_names, load_cell
from model.engine import Stack, StackShape
from model.engine.shape import MOST_PARAMETERS, MOST_UNITS, check_size, group_of_unit
from model.equations.cell import Cell
from model.equations.expressions import Call, Clock, Equation, Expression, MatrixProduct, Number, Signal, Sum, Times, Vector
from model.equations.functions import FUNCTIONS
from model.errors import EquationError, InputError, SizeError

Values = dict[str, np.ndarray]


# What the shipped cells are


@pytest.mark.parametrize(
    ("name", "signals", "states"),
    [
        ("rnn", "h", "h"),
        ("lstm", "f i g o c h", "c h"),
        ("peephole", "f i g c o h", "c h"),
        ("coupled", "f i g o c h", "c h"),
        ("gru", "r z n h", "h"),
        ("gru_before", "r z n h", "h"),
        ("clockwork", "k g h", "h"),
        ("depth_gated", "f i g d c o h", "c h"),
    ],
)
def test_a_cell_has_the_signals_and_states_of_its_paper(name: str, signals: str, states: str) -> None:
    cell = load_cell(name)
    assert cell.signals(first_layer=False) == tuple(signals.split())
    assert cell.states == tuple(states.split())
    assert all((cell.title, cell.paper, cell.note))


@pytest.mark.parametrize(
    ("name", "matrices_of_x", "matrices_of_units", "vectors"),
    [
        ("rnn", "W", "U", "b"),
        ("lstm", "W_f W_i W_g W_o", "U_f U_i U_g U_o", "b_f b_i b_g b_o"),
        ("peephole", "W_f W_i W_g W_o", "U_f U_i U_g U_o", "b_f b_i b_g b_o p_f p_i p_o"),
        ("coupled", "W_f W_g W_o", "U_f U_g U_o", "b_f b_g b_o"),
        ("gru", "W_r W_z W_n", "U_r U_z U_n", "b_r b_z b_in b_hn"),
        ("gru_before", "W_r W_z W_n", "U_r U_z U_n", "b_r b_z b_n"),
        ("clockwork", "W", "U", "b"),
        ("depth_gated", "W_f W_i W_g W_d W_o", "U_f U_i U_g U_o", "b_f b_i b_g b_d b_o p_f p_i p_o p_d p_b"),
    ],
)
def test_parameters_have_the_shapes_that_their_use_gives_them(
    name: str, matrices_of_x: str, matrices_of_units: str, vectors: str
) -> None:
    expected: dict[str, tuple[int, ...]] = dict.fromkeys(matrices_of_x.split(), (5, 3))
    expected |= dict.fromkeys(matrices_of_units.split(), (5, 5))
    expected |= dict.fromkeys(vectors.split(), (5,))
    assert load_cell(name).parameters(3, 5, first_layer=False) == expected


def test_parameters_come_in_the_order_in_which_the_equations_name_them() -> None:
    assert list(load_cell("peephole").parameters(3, 5))[:5] == ["W_f", "U_f", "p_f", "b_f", "W_i"]


def test_a_matrix_of_a_matrix_is_square_and_the_inner_one_is_as_wide_as_the_input() -> None:
    assert Cell.from_text("h = V W x").parameters(3, 5) == {"V": (5, 5), "W": (5, 3)}


def test_the_first_layer_of_depth_gated_is_a_peephole_lstm() -> None:
    assert load_cell("depth_gated").equations(first_layer=True) == load_cell("peephole").equations()


def test_the_first_layer_of_depth_gated_has_no_weights_of_the_depth_gate() -> None:
    first = load_cell("depth_gated").parameters(3, 5, first_layer=True)
    assert set(load_cell("depth_gated").parameters(3, 5, first_layer=False)) - set(first) == {"W_d", "b_d", "p_d", "p_b"}


def test_only_depth_gated_needs_a_layer_below() -> None:
    assert [name for name in cell_names() if load_cell(name).needs_layer_below] == ["depth_gated"]


def test_only_the_clockwork_cell_has_a_clock() -> None:
    assert [name for name in cell_names() if load_cell(name).clock] == ["clockwork"]
    assert load_cell("clockwork").clock == Clock((1, 2, 4, 8, 16, 32, 64, 128))


def test_a_cell_that_does_not_exist_is_refused_with_the_names_of_those_that_do() -> None:
    for name in ("lstn", "", "../cell", "lstm.txt", "a" * 10_000):
        with pytest.raises(InputError, match="rnn, lstm, peephole") as caught:
            load_cell(name)
        assert len(str(caught.value)) < 200


def test_a_state_that_its_own_equation_alone_reads_is_a_state() -> None:
    assert Cell.from_text("c = c' + W x\nh = c").states == ("c",)


# Clocks


@pytest.mark.parametrize(("units", "groups"), [(8, 8), (64, 8), (10, 3), (7, 4), (5, 1), (1, 1)])
def test_the_groups_of_a_clock_are_in_order_and_equal_to_one_unit(units: int, groups: int) -> None:
    group = group_of_unit(units, groups)
    assert group.shape == (units,)
    assert (np.diff(group) >= 0).all()
    sizes = np.bincount(group, minlength=groups)
    assert len(sizes) == groups
    assert sizes.max() - sizes.min() <= 1
    assert sizes.min() >= 1


def test_twelve_units_in_four_groups_are_four_threes() -> None:
    assert group_of_unit(12, 4).tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3]


# Sizes


@pytest.mark.parametrize("name", cell_names())
def test_the_usual_sizes_are_allowed(name: str) -> None:
    check_size(load_cell(name), inputs=48, units=128, layers=2, directions=2)


@pytest.mark.parametrize(
    ("sizes", "said"),
    [
        ({"units": 0}, "at least one"),
        ({"inputs": 0}, "at least one"),
        ({"layers": 0}, "at least one"),
        ({"directions": 0}, "at least one"),
        ({"units": -5}, "at least one"),
        ({"directions": -1}, "at least one"),
        ({"units": MOST_UNITS + 1}, "at most 1,024 units"),
        ({"inputs": 2 * MOST_UNITS + 1}, "2,048 inputs"),
        ({"layers": 17}, "16 layers"),
        ({"units": 10**30}, "at most 1,024 units"),
        ({"directions": 10**30}, "weights"),
        ({"units": 1024}, "4,000,000 at most"),
        ({"units": 512, "layers": 8}, "4,000,000 at most"),
        ({"units": 400, "layers": 2, "directions": 2}, "use fewer units"),
    ],
)
def test_a_size_that_would_not_fit_is_refused(sizes: dict[str, int], said: str) -> None:
    with pytest.raises(SizeError, match=said):
        check_size(load_cell("lstm"), **{"inputs": 8, "units": 8, **sizes})


def test_a_clock_needs_a_unit_for_each_of_its_groups() -> None:
    check_size(load_cell("clockwork"), inputs=3, units=8)
    with pytest.raises(SizeError, match="8 groups"):
        check_size(load_cell("clockwork"), inputs=3, units=7)


def test_the_limit_of_weights_counts_every_layer_and_direction_exactly() -> None:
    cell = Cell.from_text("h = W x + U h' + b")
    check_size(cell, inputs=1000, units=1000)  # 2,001,000
    with pytest.raises(SizeError, match="6,003,000 weights"):
        check_size(cell, inputs=1000, units=1000, layers=1, directions=3)
    with pytest.raises(SizeError, match="10,004,000 weights"):
        check_size(cell, inputs=1000, units=1000, layers=2, directions=2)  # the second layer sees both directions
    assert MOST_PARAMETERS == 4_000_000


def test_many_matrices_in_a_short_text_are_counted_before_anything_is_made() -> None:
    text = "h = " + " + ".join(f"W{n} x" for n in range(150))
    with pytest.raises(SizeError, match="314,572,800"):
        check_size(Cell.from_text(text), inputs=2048, units=1024)


# The first layer: what would come from below is 0


def value(expression: Expression, now: Values, before: Values, weights: Values) -> np.ndarray:
    """The value of an expression, worked out by its definition, with 0 for everything from below."""
    match expression:
        case Number():
            return np.full(UNITS, expression.value)
        case Signal(when="below"):
            return np.zeros(UNITS)
        case Signal():
            return (before if expression.when == "before" else now)[expression.name]
        case Vector():
            return weights[expression.name]
        case MatrixProduct():
            return weights[expression.matrix] @ value(expression.operand, now, before, weights)
        case Call():
            return FUNCTIONS[expression.function].value(value(expression.argument, now, before, weights))
        case Sum():
            return sum((sign * value(term, now, before, weights) for sign, term in expression.terms), np.zeros(UNITS))
        case Times():
            return np.prod([value(factor, now, before, weights) for factor in expression.factors], axis=0)
        case _:
            raise AssertionError(expression)


def run(equations: tuple[Equation, ...], weights: Values, inputs: np.ndarray) -> list[Values]:
    """Every signal at every step, from zero states."""
    before: Values = {equation.name: np.zeros(UNITS) for equation in equations}
    steps = []
    for x in inputs:
        now: Values = {"x": x}
        for equation in equations:
            now[equation.name] = value(equation.right, now, before, weights)
        steps.append(now)
        before = now
    return steps


INPUTS, UNITS = 2, 3
NAMES = ("a", "c", "e", "h")


def _part(place: int) -> st.SearchStrategy[str]:
    """The text of a term in the equation at this place, often with a signal from below."""
    above = NAMES[:place]
    before = st.sampled_from([f"{name}'" for name in NAMES])
    below = st.sampled_from([f"{name}_below" for name in NAMES])
    leaf = st.one_of(below, below, before, st.sampled_from([*above, "0.5", "1", "0", "b", "p_f", "W x"]))

    def larger(part: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
        sums = st.tuples(part, st.sampled_from(["+", "-"]), part).map(lambda three: f"({' '.join(three)})")
        products = st.tuples(part, part).map(lambda two: f"({two[0]} * {two[1]})")
        calls = st.tuples(st.sampled_from(list(FUNCTIONS)), part).map(lambda two: f"{two[0]}({two[1]})")
        minus = part.map(lambda one: f"(-{one})")
        matrices = part.map(lambda one: f"U {one}" if one != "W x" else one)
        return st.one_of(sums, products, calls, minus, matrices)

    return st.recursive(leaf, larger, max_leaves=6)


CELLS = st.tuples(*(_part(place) for place in range(len(NAMES)))).map(
    lambda parts: "\n".join(f"{name} = {part}" for name, part in zip(NAMES, parts, strict=True)) + " + V x"
)


def cell_or_give_up(text: str) -> Cell:
    """The cell; a text whose matrix multiplies a number, which is rightly refused, is no example."""
    try:
        return Cell.from_text(text)
    except EquationError as error:
        assume("multiplies a number" not in str(error.message))
        raise


@hypothesis_settings(max_examples=300, deadline=None)
@given(CELLS, st.integers(0, 99))
def test_the_first_layer_computes_what_all_equations_compute_with_0_below(text: str, seed: int) -> None:
    cell = cell_or_give_up(text)
    random = np.random.default_rng(seed)
    shapes = cell.parameters(INPUTS, UNITS, first_layer=False)
    weights = {name: random.normal(size=shape) for name, shape in shapes.items()}
    inputs = random.normal(size=(3, INPUTS))
    with np.errstate(all="ignore"):
        whole = run(cell.equations(first_layer=False), weights, inputs)
        short = run(cell.equations(first_layer=True), weights, inputs)
    assume(all(np.isfinite(signal).all() for step in whole for signal in step.values()))
    for all_signals, kept in zip(whole, short, strict=True):
        assert "h" in kept
        for name, signal in kept.items():
            np.testing.assert_allclose(signal, all_signals[name], rtol=1e-9, atol=1e-12)


@hypothesis_settings(max_examples=150, deadline=None)
@given(CELLS)
def test_the_first_layer_reads_nothing_that_is_missing(text: str) -> None:
    cell = cell_or_give_up(text)
    first = cell.equations(first_layer=True)
    names = {equation.name for equation in first} | {"x"}
    used = [part for equation in first for part in _all_parts(equation.right) if isinstance(part, Signal)]
    assert all(signal.when != "below" and signal.name in names for signal in used)
    assert set(cell.parameters(2, 3, first_layer=True)) <= set(cell.parameters(2, 3, first_layer=False))
    assert cell.needs_layer_below == ("_below" in text)


def _all_parts(expression: Expression) -> list[Expression]:
    match expression:
        case Sum():
            inner = [term for _, term in expression.terms]
        case Times():
            inner = list(expression.factors)
        case Call():
            inner = [expression.argument]
        case MatrixProduct():
            inner = [expression.operand]
        case _:
            inner = []
    return [expression, *(part for one in inner for part in _all_parts(one))]


def test_what_becomes_0_is_left_out_of_the_first_layer() -> None:
    cell = Cell.from_text("d = sigmoid(V x)\nc = d * c_below + 0.5 * c' + W x\nh = tanh(c) - U c_below")
    first = Cell.from_text("c = 0.5 * c' + W x\nh = tanh(c)")
    assert cell.equations(first_layer=True) == first.equations()
    assert cell.needs_layer_below
    assert not first.needs_layer_below


def test_what_only_the_layer_above_reads_is_computed_in_the_first_layer_too() -> None:
    cell = Cell.from_text("a = sigmoid(V x)\nh = tanh(W x) + 0.5 * a_below")
    assert cell.signals(first_layer=True) == ("a", "h")
    assert Stack.create(StackShape(cell, 3, 4, 3), seed=0).run(np.ones((5, 3))).output.shape == (5, 4)


def test_what_becomes_a_number_is_worked_out_in_the_first_layer() -> None:
    cell = Cell.from_text("g = sigmoid(c_below)\nc = W x\nh = g * c")
    assert cell.equations(first_layer=True)[0].right == Number(0.5)


def test_a_signal_that_nothing_ever_uses_stays_to_be_looked_at() -> None:
    cell = Cell.from_text("d = W x\nc = V x + c_below\nh = c")
    assert cell.signals(first_layer=True) == ("d", "c", "h")
