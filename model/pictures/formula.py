"""An equation as a formula in MathML, from its expression tree and nothing else.

``formula`` shows symbols, ``formula_with_numbers`` the same for one unit with its live numbers. Both come from one
drawing of the tree: for the numbers, every leaf is first replaced by its value.

The signs are those of the papers. A capital italic is a matrix, a small italic a vector; names of several letters
are upright. ``h'`` is h at t - 1; ``c_below`` is c at t with the superscript (l - 1), the layer below, and what has
no superscript belongs to this layer. ⊙ multiplies element by element; a number before a vector needs no sign, between
numbers stands a dot. Of a matrix marked slow→fast only the links from slow groups to faster ones and within a group
count.

Only elements of MathML Core are used, which browsers draw without any script. What a part stands for is written
beside it, so that a page can light it: ``data-signal`` with ``data-when``, ``data-weight``, and on each number
``data-value``, the exact value that the text rounds.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TypeGuard
from xml.etree.ElementTree import Element, tostring

import numpy as np

from model.equations import (
    FUNCTIONS,
    Call,
    Clock,
    Equation,
    Expression,
    MatrixProduct,
    Number,
    Signal,
    Sum,
    Times,
    Vector,
    all_parts,
    children,
    number_of,
    rebuilt,
)

Leaf = MatrixProduct | Signal | Vector | Clock
Numbers = Callable[[Leaf], float]  # the value of a leaf for the unit that is shown; a matrix product counts as a leaf

MINUS, CROSS, LAYER = "\N{MINUS SIGN}", "\N{MULTIPLICATION SIGN}", "\N{SCRIPT SMALL L}"
APPLY, INVISIBLE_TIMES = "\N{FUNCTION APPLICATION}", "\N{INVISIBLE TIMES}"
SLOW_TO_FAST = "slow→fast"
RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
TIGHT = {"lspace": "0em", "rspace": "0em"}
WIDE = {"lspace": "0.22em", "rspace": "0.22em"}
THIN_AFTER = {"lspace": "0em", "rspace": "0.17em"}
LOOK = {"(": {"stretchy": "false"}, ")": {"stretchy": "false"}, "⊙": WIDE, INVISIBLE_TIMES: THIN_AFTER}
IN_WORDS = {SLOW_TO_FAST: "[slow to fast]", f"({LAYER}{MINUS}1)": "[layer below]"}


def formula(equation: Equation) -> str:
    """``<math>`` with the equation in symbols."""
    return _math(_signal(Signal(equation.name)), _draw(equation.right))


def formula_text(equation: Equation) -> str:
    """One line for a screen reader: ``g at t = tanh(W_g x_t + U_g h_(t-1) + b_g)``."""
    return f"{equation.name} at t = {_line(_draw(equation.right))}"


def formula_with_numbers(equation: Equation, unit: int, numbers: Numbers) -> str:
    """``<math>`` with the equation of one unit in numbers, worked out step by step to its value."""
    left = _symbol(equation.name, _plain_number(unit), source=Signal(equation.name))
    return _math(left, *map(_draw, _steps(equation, numbers)))


def formula_text_with_numbers(equation: Equation, unit: int, numbers: Numbers) -> str:
    """One line: ``g of unit 17 = tanh(1.10 - 0.83 + 0.02) = tanh(0.29) = 0.28``."""
    return " = ".join([f"{equation.name} of unit {unit}", *(_line(_draw(step)) for step in _steps(equation, numbers))])


def short(number: float) -> str:
    """At least two decimals and two digits that count: 1.31, 0.0034, 1.2e-7 (as a power of 10). 1 is exact, 1.00 is not."""
    size = abs(number)
    sign = MINUS if number < 0 else ""
    if not math.isfinite(size):
        return f"{sign}∞" if math.isinf(size) else "undefined"
    if size < 1e6 and size == int(size):
        return f"{sign}{int(size)}"
    if 1e-4 <= size < 1e6:
        exponent = int(f"{size:.1e}".split("e")[1])
        return f"{sign}{size:.{max(2, 1 - exponent)}f}"
    digits, power = f"{size:.{1 if size < 1 else 2}e}".split("e")
    return f"{sign}{digits}{CROSS}10{str(int(power)).translate(RAISED)}"


# From symbols to numbers.


@dataclass(frozen=True)
class _Known(Number):
    """A number that was computed, not typed: shown rounded, and beside it what it stands for."""

    source: Leaf | None = None


def _steps(equation: Equation, numbers: Numbers) -> list[Expression]:
    """The right side in numbers; the same with each of its parts worked out; the result."""
    full = _substituted(equation.right, numbers)
    if isinstance(full, Number):
        return [full]
    has_parts = any(not isinstance(part, Number) for part in children(full))
    result = _Known(number_of(full), source=Signal(equation.name))
    return [full, rebuilt(full, _worked_out), result] if has_parts else [full, result]


def _substituted(expression: Expression, numbers: Numbers) -> Expression:
    if isinstance(expression, Leaf):
        return _Known(float(numbers(expression)), source=expression)
    return rebuilt(expression, lambda part: _substituted(part, numbers))


def _worked_out(expression: Expression) -> Expression:
    return expression if isinstance(expression, Number) else _Known(number_of(expression))


# The drawing, one function for each kind of expression.


def _draw(expression: Expression) -> Element:
    match expression:
        case Number():
            return _number(expression)
        case Signal():
            return _signal(expression)
        case Vector():
            return _symbol(expression.name, source=expression)
        case MatrixProduct():
            return _matrix_product(expression)
        case Call():
            return _applied(FUNCTIONS[expression.function].symbol, _draw(expression.argument))
        case Clock():
            return _applied("clock", _listed([_plain_number(period) for period in expression.periods]))
        case Sum():
            return _sum(expression)
        case Times():
            return _times(expression)


def _number(number: Number) -> Element:
    size = abs(number.value)
    if not isinstance(number, _Known):
        drawn = _plain_number(size)
    else:
        drawn = _element("mn", short(size), data_value=_exact(size), **_attributes(number.source))
    return _element("mrow", _sign(MINUS), drawn) if number.value < 0 else drawn


def _signal(signal: Signal) -> Element:
    now, minus_one = _element("mi", "t"), (_element("mo", MINUS, **TIGHT), _plain_number(1))
    time = _element("mrow", now, *minus_one) if signal.when == "before" else now
    below = _element("mrow", _sign("("), _element("mi", LAYER), *minus_one, _sign(")")) if signal.when == "below" else None
    return _symbol(signal.name, time, above=below, source=signal)


def _matrix_product(product: MatrixProduct) -> Element:
    matrix = _symbol(product.matrix, above=_element("mtext", SLOW_TO_FAST) if product.slow_to_fast else None)
    operand = _draw_in(product.operand, Sum, Times, Number)
    return _element("mrow", matrix, _sign(INVISIBLE_TIMES), operand, **_attributes(product))


def _sum(expression: Sum) -> Element:
    """A sum in a sum keeps its parentheses; to add a negative number is to take its size away."""
    pieces: list[Element] = []
    for sign, term in expression.terms:
        if sign > 0 and _is_negative(term):
            sign, term = -1, replace(term, value=-term.value)
        if pieces or sign < 0:
            pieces.append(_sign("+" if sign > 0 else MINUS))
        pieces.append(_draw_in(term, Sum))
    return _element("mrow", *pieces)


def _times(expression: Times) -> Element:
    pieces: list[Element] = []
    for index, factor in enumerate(expression.factors):
        if index:
            pieces.append(_sign(_between(expression.factors[index - 1], factor)))
        pieces.append(_draw_in(factor, Sum, Times, MatrixProduct))
    return _element("mrow", *pieces)


def _between(left: Expression, right: Expression) -> str:
    """The sign between two factors: none after a number, as in 2 f; a dot between numbers; ⊙ between vectors."""
    if not _is_scalar(left) and not _is_scalar(right):
        return "⊙"
    return INVISIBLE_TIMES if isinstance(left, Number) and not _is_scalar(right) else "·"


def _is_scalar(expression: Expression) -> bool:
    return not any(isinstance(part, Leaf) for part in all_parts(expression))


def _is_negative(expression: Expression) -> TypeGuard[Number]:
    return isinstance(expression, Number) and expression.value < 0


def _draw_in(expression: Expression, *in_parentheses: type) -> Element:
    drawn = _draw(expression)
    return _parentheses(drawn) if isinstance(expression, in_parentheses) or _is_negative(expression) else drawn


# The pieces of MathML. ElementTree escapes whatever text they hold.


def _math(left: Element, *equal: Element) -> str:
    pieces = [left, *(piece for side in equal for piece in (_sign("="), side))]
    row = _element("mrow", *pieces)
    return tostring(_element("math", row, xmlns="http://www.w3.org/1998/Math/MathML", display="block"), encoding="unicode")


def _element(tag: str, *content: Element | str, **attributes: str) -> Element:
    element = Element(tag, {name.replace("_", "-"): value for name, value in attributes.items()})
    for piece in content:
        if isinstance(piece, str):
            element.text = piece
        else:
            element.append(piece)
    return element


def _attributes(source: Leaf | None) -> dict[str, str]:
    match source:
        case Signal():
            return {"data_signal": source.name, "data_when": source.when}
        case Vector():
            return {"data_weight": source.name}
        case MatrixProduct():
            return {"data_weight": source.matrix}
        case _:
            return {}


def _sign(text: str) -> Element:
    return _element("mo", text, **LOOK.get(text, {}))


def _plain_number(value: float) -> Element:
    """A number that someone typed: all its digits."""
    return _element("mn", np.format_float_positional(value, trim="-"), data_value=_exact(value))


def _exact(value: float) -> str:
    """As Python and JavaScript read it back without loss."""
    return repr(value) if math.isfinite(value) else "Infinity" if math.isinf(value) else "NaN"


def _parentheses(inside: Element) -> Element:
    return _element("mrow", _sign("("), inside, _sign(")"))


def _applied(function: str, argument: Element) -> Element:
    return _element("mrow", _element("mi", function), _sign(APPLY), _parentheses(argument))


def _symbol(name: str, *scripts: Element, above: Element | None = None, source: Leaf | None = None) -> Element:
    """``W_f`` is W with the subscript f; ``my_gate`` at t is my with the subscript gate,t. One letter becomes italic."""
    base, _, rest = name.partition("_")
    if not base or not rest:
        base, rest = name, ""
    below = [_element("mi", rest), *scripts] if rest else list(scripts)
    pieces = ([_listed(below)] if below else []) + ([] if above is None else [above])
    if not pieces:
        return _element("mi", base, **_attributes(source))
    tag = "m" + "sub" * bool(below) + "sup" * (above is not None)
    return _element(tag, _element("mi", base), *pieces, **_attributes(source))


def _listed(items: list[Element]) -> Element:
    if len(items) == 1:
        return items[0]
    return _element("mrow", *[piece for item in items for piece in (_sign(","), item)][1:])


# The formula as a line of text, read off the drawing.


def _line(element: Element) -> str:
    parts = [_line(child) for child in element]
    match element.tag:
        case "mrow":
            starts_negative = element[0].text == MINUS
            return MINUS + "".join(parts[1:]) if starts_negative else "".join(parts)
        case "msub":
            return f"{parts[0]}_{parts[1]}" if element[1].tag == "mi" else f"{parts[0]}_({parts[1]})"
        case "msup" | "msubsup":
            return "_".join(parts[:-1]) + IN_WORDS[parts[-1]]
        case "mo":
            return _line_sign(element)
        case _:
            return element.text or ""


def _line_sign(sign: Element) -> str:
    text = sign.text or ""
    stands_close = text in "()" or sign.attrib == TIGHT
    return text if stands_close else {APPLY: "", INVISIBLE_TIMES: " ", ",": ", "}.get(text, f" {text} ")
