"""The formula as a page and a screen reader get it: elements that browsers draw, marks to light it, one line of text."""

from __future__ import annotations

import math
import re
from xml.etree import ElementTree

import pytest

from model.equations.expressions import Equation, MatrixProduct, Signal, Sum, Vector
from model.pictures.formula import formula, formula_text, formula_text_with_numbers, formula_with_numbers
from tests.model.pictures.formula_readers import MINUS, SHIPPED, SIGMA, XMLNS, equation_of, symbol, tag, typed_right_side, visible

CORE = {"math", "mrow", "mi", "mn", "mo", "mtext", "mspace", "msub", "msup", "msubsup"}


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


def test_numbers_that_overflow_are_named_so_that_a_page_can_read_them() -> None:
    markup = formula_with_numbers(equation_of("h = c * c'"), 0, lambda leaf: 1e300)
    assert 'data-value="Infinity"' in markup
    assert "∞" in markup
