"""The checks of a cell's equations: what the grammar cannot see. Each says how to mend what it finds."""

from __future__ import annotations

import difflib
import math
import re

from model.equations.algebra import is_input, number_of
from model.equations.expressions import (
    INPUT,
    OUTPUT,
    SUFFIX,
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
    children,
    signals,
    walk,
)
from model.equations.lexer import fail
from model.equations.parser import LARGEST_NUMBER


def check(equations: tuple[Equation, ...]) -> None:
    line_of: dict[str, int] = {}
    for equation in equations:
        if equation.name in line_of:
            message = f"`{equation.name}` is set a second time, first in line {line_of[equation.name]}"
            fail(message, equation.at, "give one of them another name")
        line_of[equation.name] = equation.at[0]
    above: list[str] = []
    for equation in equations:
        for signal in signals(equation.right):
            _check_signal(signal, equation, above, line_of)
        above.append(equation.name)
    for equation in equations:
        _check_input_use(equation.right)
    _check_matrices(equations)
    _check_clock(equations)
    for equation in equations:
        _check_numbers(equation.right)


def _check_signal(signal: Signal, equation: Equation, above: list[str], line_of: dict[str, int]) -> None:
    name = signal.name
    if name == INPUT:
        if signal.when == "below":
            mend = "its output is your `x`; its other signals are `c_below` and so on"
            fail("the layer below has no `x` to give", signal.at, mend)
        return
    if name not in line_of:
        where = "above" if signal.when == "now" else "here"
        fail(f"`{name}{SUFFIX[signal.when]}` is not defined {where}", signal.at, _instead(signal, above, list(line_of)))
    if signal.when == "now" and name == equation.name:
        fail(f"`{name}` is used in its own equation", signal.at, f"for its value one step before write `{name}'`")
    if signal.when == "now" and name not in above:
        mend = f"move that line up, or write `{name}'` for its value one step before"
        fail(f"`{name}` is set further down, in line {line_of[name]}", signal.at, mend)


def _instead(signal: Signal, above: list[str], all_names: list[str]) -> str:
    """What may have been meant by a name that no equation sets."""
    name, suffix = signal.name, SUFFIX[signal.when]
    if re.fullmatch(r"[bp][a-z0-9]", name) and signal.when == "now":
        return f"for a learned vector write `{name[0]}_{name[1]}`"
    known = [*above, INPUT] if signal.when == "now" else all_names
    near = difflib.get_close_matches(name, known, 1, 0.5)
    if near:
        return f"did you mean `{near[0]}{suffix}`?"
    stem = name.split("_")[0]
    if stem in all_names:
        return f"did you mean `{stem}'`?"
    last = (above if signal.when == "now" else all_names)[-1:]
    if last and len(name) == 1:
        return f"did you mean `{last[0]}{suffix}`?"
    return f"write a line `{name} = ...`" + (" above this one" if signal.when == "now" else "")


def _check_input_use(expression: Expression, matrix: str = "") -> None:
    """``x`` stands right after a matrix, and nowhere else; ``matrix`` is the one that this is inside of, if any."""
    if is_input(expression):
        at = expression.at
        if matrix:
            message = f"`{matrix}` multiplies more than `x` here, and `x` is as wide as the input"
            fail(message, at, "let a matrix multiply `x` alone: `W x`")
        fail("`x` is as wide as the input, not as the cell", at, "put a matrix before it: `W x`")
    if isinstance(expression, MatrixProduct):
        if not _has_vector(expression.operand):
            mend = "a matrix multiplies a vector, such as `x` or `h'`"
            fail(f"the matrix `{expression.matrix}` multiplies a number", expression.operand.at, mend)
        if not is_input(expression.operand):
            _check_input_use(expression.operand, expression.matrix)
        return
    for child in children(expression):
        _check_input_use(child, matrix)


def _has_vector(expression: Expression) -> bool:
    return any(isinstance(part, Signal | Vector) for part in walk(expression))


def _check_matrices(equations: tuple[Equation, ...]) -> None:
    seen: dict[str, MatrixProduct] = {}
    mend = "use two matrices with two names"
    for product in (p for e in equations for p in walk(e.right) if isinstance(p, MatrixProduct)):
        other = seen.setdefault(product.matrix, product)
        if is_input(other.operand) != is_input(product.operand):
            message = "multiplies `x` in one place and a signal of the cell in another, and their widths differ"
            fail(f"`{product.matrix}` {message}", product.at, mend)
        if other.slow_to_fast != product.slow_to_fast:
            fail(f"`{product.matrix}` runs from slow to fast in one place and everywhere in another", product.at, mend)


def _check_numbers(expression: Expression) -> float | None:
    """What is multiplied by numbers, or made of them alone, stays within what can be computed with.

    The value of what is made of numbers alone, None for all else.
    """
    parts = [_check_numbers(child) for child in children(expression)]
    known = [part for part in parts if part is not None]
    value, size = None, 0.0
    match expression:
        case Number():
            value = expression.value
        case Times():
            size = abs(math.prod(known))
            value = math.prod(known) if len(known) == len(parts) else None
        case Sum() if len(known) == len(parts):
            value = sum(sign * part for (sign, _), part in zip(expression.terms, known, strict=True))
        case Call() if known:
            value = number_of(Call(expression.function, Number(known[0])))
    if not max(size, abs(value or 0.0)) <= LARGEST_NUMBER:  # what is not a number is refused too
        fail(f"these numbers come to more than {LARGEST_NUMBER:,}", expression.at, "use smaller ones")
    return value


def _check_clock(equations: tuple[Equation, ...]) -> None:
    clocks = [c for e in equations for c in walk(e.right) if isinstance(c, Clock)]
    if len(clocks) > 1:
        fail("a cell has one clock at most", clocks[1].at, "use the first one by its name")
    for equation in equations:
        for part in walk(equation.right):
            if isinstance(part, Clock) and equation.right is not part:
                fail("a clock needs an equation of its own", part.at, "write `k = clock(...)` above, and use `k` here")
            if isinstance(part, MatrixProduct) and part.slow_to_fast:
                if not clocks:
                    message = "`slow_to_fast` needs a clock: without one there are no slow groups"
                    fail(message, part.at, "add `k = clock(1, 2, 4, 8)`")
                if is_input(part.operand):
                    message = "`slow_to_fast` is for links between units; the input has no groups"
                    fail(message, part.at, f"write `{part.matrix} x`")


def check_first_layer(equations: tuple[Equation, ...], first: tuple[Equation, ...]) -> None:
    at = equations[-1].at
    if OUTPUT not in (e.name for e in equations):
        mend = "the hidden state, which the next layer and the answer are made from, must be called `h`"
        fail("there is no `h`", at, mend)
    if not any(s.name == INPUT for e in equations for s in signals(e.right)):
        fail("nothing uses `x`", at, "a cell must see its input: add `W x` where it should")
    if not any(s.name == INPUT for e in first for s in signals(e.right)):
        mend = "add `W x` where nothing `_below` multiplies it"
        fail("nothing uses `x` in the first layer, where every `_below` is 0", at, mend)
    for part in (p for e in first for p in walk(e.right)):
        if isinstance(part, MatrixProduct) and not _has_vector(part.operand):
            mend = "add a signal of this layer, or leave the number out"
            fail(f"`{part.matrix}` multiplies a number in the first layer, where every `_below` is 0", part.at, mend)
