"""The formula on the screen is read back from its MathML, sign by sign, and computed: it must give what the text gives.

Three readers that share no code with the model meet here. ``from_text`` turns the typed equation into Python,
``from_mathml`` reads what is visible of the formula (never the tree behind it), ``from_tree`` walks the expression.
All take their weights and signals from one ``World``, by name, so a formula that shows a wrong name shows a wrong number.
"""

from __future__ import annotations

import math
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model import cells
from model.equations.cell import Cell
from model.equations.expressions import Call, Clock, Equation, Expression, MatrixProduct, Number, Signal, Sum, Times, Vector
from model.equations.parser import parse
from model.pictures.formula import formula, formula_text, formula_text_with_numbers, formula_with_numbers, short

UNITS, INPUTS, STEP, UNIT = 16, 5, 12, 7
MINUS, APPLY, INVISIBLE = "\N{MINUS SIGN}", "\N{FUNCTION APPLICATION}", "\N{INVISIBLE TIMES}"
BELOW = f"(\N{SCRIPT SMALL L}{MINUS}1)"
XMLNS = "http://www.w3.org/1998/Math/MathML"
SIGMA = "\N{GREEK SMALL LETTER SIGMA}"
CORE = {"math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msub", "msup", "msubsup"}

FILES = {file.stem: file.read_text(encoding="utf-8") for file in Path(next(iter(cells.__path__))).glob("*.txt")}
CELLS = {name: Cell.from_text(text, name) for name, text in FILES.items()}
SHIPPED = [
    pytest.param(name, equation, first, id=f"{name}-{equation.name}-{'first' if first else 'upper'}")
    for name, cell in sorted(CELLS.items())
    for first in ((True, False) if cell.needs_layer_below else (True,))
    for equation in cell.equations(first)
]


class World:
    """Random weights and signals, each drawn from its name when first asked for."""

    def __init__(self, groups: int = 4, below: bool = True) -> None:
        self.group, self.below = np.arange(UNITS) * groups // UNITS, below

    def draw(self, *name: object, shape: tuple[int, ...] = (UNITS,)) -> Any:
        return np.random.default_rng(zlib.crc32(repr(name).encode())).normal(size=shape)

    def signal(self, name: str, when: str) -> Any:
        if name == "x":
            return self.draw("x", shape=(INPUTS,))
        return self.draw(name, when) if self.below or when != "below" else np.zeros(UNITS)

    def vector(self, name: str) -> Any:
        return self.draw("vector", name)

    def product(self, matrix: str, operand: Any, slow_to_fast: bool) -> Any:
        operand = np.broadcast_to(operand, np.shape(operand) or (UNITS,))
        weights = self.draw("matrix", matrix, shape=(UNITS, len(operand)))
        if slow_to_fast:
            weights = np.where(self.group[:, None] <= self.group[None, :], weights, 0)
        return weights @ operand

    def clock(self, *periods: float) -> Any:
        return np.array([float(STEP % periods[group] == 0) for group in self.group])


FUNCTIONS: dict[str, Callable[[Any], Any]] = {
    "sigmoid": lambda z: 1 / (1 + np.exp(-np.clip(z, -700, 700))),
    "tanh": np.tanh,
    "relu": lambda z: np.where(np.asarray(z) > 0, z, 0.0)[()],
}


# The first reader: the typed text, as Python. A matrix takes its operand by `**`, which binds tightest.


def from_text(right: str, world: World) -> Any:
    class Matrix:
        def __init__(self, name: str) -> None:
            self.name = name

        def __pow__(self, operand: Any) -> Any:
            return world.product(self.name.removeprefix("SLOW_"), operand, self.name.startswith("SLOW_"))

    class Names(dict[str, Any]):
        def __missing__(self, name: str) -> Any:
            if name[0].isupper():
                return Matrix(name)
            if re.fullmatch(r"[bp](_\w+)?", name):
                return world.vector(name)
            for ending, when in (("_before", "before"), ("_below", "below")):
                if name.endswith(ending):
                    return world.signal(name.removesuffix(ending), when)
            return world.signal(name, "now")

    python = right.replace("'", "_before")
    python = re.sub(r"slow_to_fast\((\w+)\)", r"SLOW_\1", python)
    python = re.sub(r"\b([A-Z]\w*)", r"\1 **", python)
    return eval(python.strip(), {"__builtins__": {}}, Names(FUNCTIONS, clock=world.clock))


# The second reader: what can be seen of the MathML. Rows cannot be seen, so they do not group anything here.


class FromMathml:
    def __init__(self, markup: str, world: World) -> None:
        self.world, self.index = world, 0
        self.pieces = list(visible(ElementTree.fromstring(markup)))

    def left_side(self) -> ElementTree.Element:
        left = self.pieces[0]
        self.index = 1
        return left

    def right_sides(self) -> Iterator[Any]:
        while self.index < len(self.pieces):
            assert self.accept("=")
            yield self.sum()

    def accept(self, *signs: str) -> str:
        here = self.pieces[self.index] if self.index < len(self.pieces) else None
        if here is None or tag(here) != "mo" or here.text not in signs:
            return ""
        self.index += 1
        return str(here.text)

    def sum(self) -> Any:
        total = -self.product() if self.accept(MINUS) else self.product()
        while sign := self.accept("+", MINUS):
            total = total + self.product() if sign == "+" else total - self.product()
        return total

    def product(self) -> Any:
        first = [self.pieces[self.index]]  # the piece with which each factor starts
        total = self.factor()
        while sign := self.accept("⊙", "·", INVISIBLE):
            first.append(self.pieces[self.index])
            factor = self.factor()
            if sign == "⊙":
                assert np.ndim(total) == np.ndim(factor) == 1, "⊙ stands between vectors only"
            elif sign == INVISIBLE:
                assert [tag(piece) == "mn" for piece in first[-2:]] == [True, False], "no sign is needed after a number only"
            total = total * factor
        assert len(first) == 1 or not any(seen(piece)[0].isupper() for piece in first), "U h ⊙ r could mean U (h ⊙ r)"
        return total

    def factor(self) -> Any:
        if self.accept("("):
            return self.closed(self.sum())
        piece = self.pieces[self.index]
        self.index += 1
        if tag(piece) == "mn":
            return float(piece.attrib["data-value"])
        assert tag(piece) in ("mi", "msub", "msup", "msubsup"), f"{piece.tag} {piece.text} stands where a factor should"
        if self.accept(APPLY):
            assert self.accept("(")
            return self.called(piece.text or "")
        name, script, above = symbol(piece)
        if name[0].isupper():
            assert self.accept(INVISIBLE)
            assert not script
            assert above in ("", "slow→fast")
            return self.world.product(name, self.factor(), above == "slow→fast")
        if re.fullmatch(r"[bp](_\w+)?", name):
            assert not script
            assert not above
            assert piece.attrib == {"data-weight": name}
            return self.world.vector(name)
        when = {("t", ""): "now", (f"t{MINUS}1", ""): "before", ("t", BELOW): "below"}[script, above]
        assert piece.attrib == {"data-signal": name, "data-when": when}
        return self.world.signal(name, when)

    def called(self, function: str) -> Any:
        if function != "clock":
            return FUNCTIONS["sigmoid" if function == SIGMA else function](self.closed(self.sum()))
        periods = [self.factor()]
        while self.accept(","):
            periods.append(self.factor())
        return self.world.clock(*self.closed(periods))

    def closed(self, value: Any) -> Any:
        assert self.accept(")")
        return value


def visible(element: ElementTree.Element) -> Iterator[ElementTree.Element]:
    if tag(element) in ("math", "mrow"):
        for child in element:
            yield from visible(child)
    else:
        yield element


def tag(element: ElementTree.Element) -> str:
    return element.tag.removeprefix(f"{{{XMLNS}}}")


def symbol(piece: ElementTree.Element) -> tuple[str, str, str]:
    """A symbol's name, the script after the name (the time, or the unit), and what stands above."""
    if tag(piece) == "mi":
        return piece.text or "", "", ""
    base = seen(piece[0])
    above = seen(piece[-1]) if "sup" in tag(piece) else ""
    below = seen(piece[1]).split(",") if "sub" in tag(piece) else []
    if base[0].isupper() or base in ("b", "p"):
        return "_".join([base, *below]), "", above
    return "_".join([base, *below[:-1]]), below[-1], above


def seen(element: ElementTree.Element) -> str:
    return "".join(element.itertext())


# The third reader: the tree, for the numbers that a trace would give.


def from_tree(expression: Expression, world: World) -> Any:
    match expression:
        case Number():
            return expression.value
        case Signal():
            return world.signal(expression.name, expression.when)
        case Vector():
            return world.vector(expression.name)
        case MatrixProduct():
            return world.product(expression.matrix, from_tree(expression.operand, world), expression.slow_to_fast)
        case Clock():
            return world.clock(*expression.periods)
        case Call():
            return FUNCTIONS[expression.function](from_tree(expression.argument, world))
        case Sum():
            return sum(sign * from_tree(term, world) for sign, term in expression.terms)
        case Times():
            total: Any = 1.0
            for factor in expression.factors:
                total = total * from_tree(factor, world)
            return total


def check_symbols(equation: Equation, right: str, world: World) -> None:
    reader = FromMathml(formula(equation), world)
    assert symbol(reader.left_side()) == (equation.name, "t", "")
    (shown,) = reader.right_sides()
    expected = np.broadcast_to(from_text(right, world), UNITS)
    np.testing.assert_allclose(np.broadcast_to(shown, UNITS), expected, rtol=1e-9, atol=1e-9)


def check_numbers(equation: Equation, right: str, world: World) -> None:
    def numbers(leaf: Expression) -> float:
        return float(np.broadcast_to(from_tree(leaf, world), UNITS)[UNIT])

    markup = formula_with_numbers(equation, UNIT, numbers)
    reader = FromMathml(markup, world)
    left = reader.left_side()
    assert symbol(left) == (equation.name, str(UNIT), "")
    expected = np.broadcast_to(from_text(right, world), UNITS)[UNIT]
    for shown in reader.right_sides():
        np.testing.assert_allclose(shown, expected, rtol=1e-9, atol=1e-9)
    *_, last = ElementTree.fromstring(markup).iter(f"{{{XMLNS}}}mn")
    if not isinstance(equation.right, Number):
        assert float(last.attrib["data-value"]) == pytest.approx(abs(expected), rel=1e-9, abs=1e-9)
    for number in ElementTree.fromstring(markup).iter(f"{{{XMLNS}}}mn"):
        check_rounding(float(number.attrib["data-value"]), seen(number))


def check_rounding(exact: float, text: str) -> None:
    """What is shown is within half a unit of its last digit."""
    shown, last_digit = read_number(text)
    assert abs(shown - exact) <= 0.5000001 * last_digit + 1e-12 * abs(exact)


def read_number(text: str) -> tuple[float, float]:
    """The number that a text shows, and what its last digit is worth; a whole number is exact."""
    digits, _, power = text.partition("\N{MULTIPLICATION SIGN}10")
    raised = {"⁻": "-", **{character: str(digit) for digit, character in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}}
    exponent = int("".join(raised[character] for character in power) or 0)
    decimals = len(digits.partition(".")[2])
    worth = 0.0 if decimals == 0 else float(f"1e{exponent - decimals}")
    return float(f"{digits.replace(MINUS, '-')}e{exponent}"), worth


def typed_right_side(cell: str, name: str) -> str:
    lines = (line.partition("=") for line in FILES[cell].splitlines() if "=" in line and ":" not in line)
    return next(right for left, _, right in lines if left.split()[-1] == name)


def world_of(cell: str, first: bool) -> World:
    clock = CELLS[cell].clock
    return World(groups=len(clock.periods) if clock else 4, below=not first)


def equation_of(text: str) -> Equation:
    return parse(text).equations[0]


# Expressions of every shape that the grammar allows, as text.

SIGNALS = ("f", "gate2", "my_gate", "h_1", "q_", "two_part_name")
ATOMS = st.one_of(
    st.builds("{}{}".format, st.sampled_from(SIGNALS), st.sampled_from(("", "'", "_below"))),
    st.sampled_from(("b", "p", "b_f", "p_in", "b_t", "p_t_1", "Wx x", "W_x x")),
    st.sampled_from(("1", "0.5", "2.", ".25", "0.00001", "120", "3.141592653589793")),
)
MATRICES = st.sampled_from(("W", "W_f", "U_a_b", "Wide2", "slow_to_fast(U)", "slow_to_fast(V_f)"))


def sums_of(factors: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    products = st.lists(factors, min_size=1, max_size=3).map(" * ".join)
    rest = st.lists(st.tuples(st.sampled_from((" + ", " - ")), products).map("".join), max_size=2).map("".join)
    return st.tuples(st.sampled_from(("", "", "-")), products, rest).map("".join)


FACTORS = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        sums_of(inner).map("({})".format),
        st.builds("{}({})".format, st.sampled_from(("sigmoid", "tanh", "relu")), sums_of(inner)),
        st.builds("{} {}".format, MATRICES, inner),
    ),
    max_leaves=14,
)


@pytest.mark.parametrize(("cell", "equation", "first"), SHIPPED)
def test_the_formula_of_every_shipped_equation_says_what_its_text_says(cell: str, equation: Equation, first: bool) -> None:
    check_symbols(equation, typed_right_side(cell, equation.name), world_of(cell, first))


@pytest.mark.parametrize(("cell", "equation", "first"), SHIPPED)
def test_the_numbers_of_every_shipped_equation_give_its_value_at_each_step(cell: str, equation: Equation, first: bool) -> None:
    check_numbers(equation, typed_right_side(cell, equation.name), world_of(cell, first))


@settings(deadline=None, max_examples=300)
@given(sums_of(FACTORS))
def test_the_formula_of_any_equation_says_what_its_text_says(right: str) -> None:
    check_symbols(equation_of(f"h = {right}"), right, World())


@settings(deadline=None, max_examples=300)
@given(sums_of(FACTORS))
def test_the_numbers_of_any_equation_give_its_value_at_each_step(right: str) -> None:
    check_numbers(equation_of(f"my_gate = {right}"), right, World())


@pytest.mark.parametrize(
    "right",
    [
        "(f + h') * (1 - f)",
        "f - (h' - f)",
        "f - (h' + f) - b",
        "-(f - h')",
        "-f * h'",
        "U (f + h')",
        "U (f * h') * f",
        "(U f) * h'",
        "f * U h'",
        "W U h'",
        "U tanh(h') + b",
        "2 * f * 3 * tanh(0.5) * h'",
        "2 * (f + 1) * (3 + 4)",
        "f * (h' * (b * p))",
        "relu(-f) * (-1)",
        "my_gate_below + my_gate' - my_gate",
        "slow_to_fast(U) (f * h') + slow_to_fast(V_f) f",
    ],
)
def test_parentheses_signs_and_primes_mean_what_was_typed(right: str) -> None:
    check_symbols(equation_of(f"h = {right}"), right, World())
    check_numbers(equation_of(f"h = {right}"), right, World())


@pytest.mark.parametrize(("cell", "equation", "first"), SHIPPED)
def test_only_elements_and_attributes_that_browsers_draw_are_used(cell: str, equation: Equation, first: bool) -> None:
    for markup in (formula(equation), formula_with_numbers(equation, 3, lambda leaf: -0.25)):
        root = ElementTree.fromstring(markup)
        assert root.tag == f"{{{XMLNS}}}math"
        assert root.attrib == {"display": "block"}
        for element in root.iter():
            assert tag(element) in CORE
            assert all(name.startswith("data-") or name in ("display", "lspace", "rspace", "stretchy") for name in element.attrib)
            assert tag(element) != "mn" or math.isfinite(float(element.attrib["data-value"]))
            arguments = {"msub": 2, "msup": 2, "msubsup": 3}
            assert len(element) == arguments.get(tag(element), len(element))


@pytest.mark.parametrize(("cell", "equation", "first"), SHIPPED)
def test_every_signal_and_weight_of_an_equation_can_be_found_to_light_it(cell: str, equation: Equation, first: bool) -> None:
    typed = set(re.findall(r"[A-Za-z]\w*'?", typed_right_side(cell, equation.name)))
    names = typed - {"sigmoid", "tanh", "clock", "slow_to_fast"}
    if first:
        names -= {name for name in names if name.endswith("_below")} | {"d", "p_b"}
    found = set()
    for element in ElementTree.fromstring(formula(equation)).iter():
        if "data-signal" in element.attrib:
            suffix = {"now": "", "before": "'", "below": "_below"}[element.attrib["data-when"]]
            found.add(element.attrib["data-signal"] + suffix)
        if "data-weight" in element.attrib:
            found.add(element.attrib["data-weight"])
            assert symbol(next(visible(element)))[0] == element.attrib["data-weight"]
    assert found == names | {equation.name}


def test_a_number_that_stands_for_a_signal_or_a_weight_says_so() -> None:
    equation = equation_of("f = sigmoid(W_f x - p_f * c' + b_f)")
    numbers = ElementTree.fromstring(formula_with_numbers(equation, 17, lambda leaf: -2.5)).iter(f"{{{XMLNS}}}mn")
    marks = [{key: value for key, value in number.attrib.items() if key != "data-value"} for number in numbers]
    leaves = [{"data-weight": "W_f"}, {"data-weight": "p_f"}, {"data-signal": "c", "data-when": "before"}, {"data-weight": "b_f"}]
    assert marks == [{}, *leaves, {}, {"data-signal": "f", "data-when": "now"}]


def test_names_that_no_equation_may_have_are_escaped_all_the_same() -> None:
    evil = '"><script>&amp;]]>'
    parts = (Signal(evil), Vector(f"b_{evil}"), MatrixProduct(f"W_{evil}", Signal(evil, "before"), slow_to_fast=True))
    equation = Equation(evil, evil, Sum(tuple((1, part) for part in parts)))
    for markup in (formula(equation), formula_with_numbers(equation, 0, lambda leaf: 1.5)):
        assert "<script" not in markup
        assert evil in {element.attrib.get("data-signal") for element in ElementTree.fromstring(markup).iter()}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("f = sigmoid(W_f x + U_f h' + b_f)", f"f at t = {SIGMA}(W_f x_t + U_f h_(t{MINUS}1) + b_f)"),
        ("c = d * c_below + f * c'", f"c at t = d_t ⊙ c_t[layer below] + f_t ⊙ c_(t{MINUS}1)"),
        ("g = tanh(slow_to_fast(U) h' - 2 * b)", f"g at t = tanh(U[slow to fast] h_(t{MINUS}1) {MINUS} 2 b)"),
        ("k = clock(1, 2, 4)", "k at t = clock(1, 2, 4)"),
        ("h = -my_gate * (1 - 0.50 * f)", f"h at t = {MINUS}my_(gate, t) ⊙ (1 {MINUS} 0.5 f_t)"),
    ],
)
def test_a_screen_reader_gets_one_line(text: str, line: str) -> None:
    assert formula_text(equation_of(text)) == line


def test_the_numbers_of_a_unit_read_as_they_are_written_on_a_board() -> None:
    equation = equation_of("f = sigmoid(W_f x + U_f h' + p_f * c' + b_f)")
    values = iter([-4.1, -0.83, 0.02, -1.31, 1.02])
    line = formula_text_with_numbers(equation, 17, lambda leaf: next(values))
    written = "f of unit 17 = s(-4.10 - 0.83 + 0.020 · (-1.31) + 1.02) = s(-3.94) = 0.019"
    assert line.replace(MINUS, "-").replace(SIGMA, "s") == written


def test_a_right_side_that_is_one_number_is_written_once() -> None:
    assert formula_text_with_numbers(equation_of("k = clock(1, 2)"), 3, lambda leaf: 1.0) == "k of unit 3 = 1"
    assert formula_text_with_numbers(equation_of("i = 1 - f"), 3, lambda leaf: 0.25) == f"i of unit 3 = 1 {MINUS} 0.25 = 0.75"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        *((1.3149, "1.31"), (-4.1, "-4.10"), (0.99999, "1.00"), (1.0, "1"), (0.0, "0"), (-0.0, "0"), (-12345.678, "-12345.68")),
        *((0.0034, "0.0034"), (0.0206, "0.021"), (0.0996, "0.10"), (0.00034, "0.00034"), (-0.000001, "-1.0x10⁻⁶")),
        *((1234567.0, "1.23x10⁶"), (math.inf, "∞"), (-math.inf, "-∞"), (math.nan, "undefined")),
    ],
)
def test_a_number_is_shortened_as_a_person_would(number: float, text: str) -> None:
    assert short(number) == text.replace("-", MINUS).replace("x", "\N{MULTIPLICATION SIGN}")


FINITE = st.one_of(st.floats(-1e3, 1e3), st.floats(-1e300, 1e300))


@given(FINITE)
def test_a_short_number_never_shows_more_than_it_knows(number: float) -> None:
    check_rounding(number, short(number))
    assert abs(read_number(short(number))[0] - number) <= 0.05 * abs(number)


@given(FINITE)
def test_a_short_number_keeps_its_sign_and_only_zero_is_shown_as_zero(number: float) -> None:
    shown = read_number(short(number))[0]
    assert np.sign(shown) == np.sign(number)
    assert short(number).startswith(MINUS) == (number < 0)


@given(FINITE, FINITE)
def test_a_greater_number_is_never_shown_as_the_smaller(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert read_number(short(low))[0] <= read_number(short(high))[0]


def test_numbers_that_overflow_are_named_so_that_a_page_can_read_them() -> None:
    markup = formula_with_numbers(equation_of("h = c * c'"), 0, lambda leaf: 1e300)
    assert 'data-value="Infinity"' in markup
    assert "∞" in markup
