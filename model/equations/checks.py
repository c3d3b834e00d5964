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
    all_parts,
    children,
    signals,
)
from model.equations.lexer import did_you_mean, fail, write
from model.equations.parser import LARGEST_NUMBER
from texts import Said


def check(equations: tuple[Equation, ...]) -> None:
    line_of: dict[str, int] = {}
    for equation in equations:
        if equation.name in line_of:
            message = Said("model.checks.twice", {"name": equation.name, "line": line_of[equation.name]})
            fail(message, equation.at, Said("model.mend.one-other-name"))
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
            fail(Said("model.checks.input-below"), signal.at, Said("model.mend.below-signals"))
        return
    if name not in line_of:
        undefined = "model.checks.undefined-above" if signal.when == "now" else "model.checks.undefined"
        fail(Said(undefined, {"name": name + SUFFIX[signal.when]}), signal.at, _instead(signal, above, list(line_of)))
    if signal.when == "now" and name == equation.name:
        fail(Said("model.checks.itself", {"name": name}), signal.at, Said("model.mend.step-before", {"name": name}))
    if signal.when == "now" and name not in above:
        further_down = Said("model.checks.further-down", {"name": name, "line": line_of[name]})
        fail(further_down, signal.at, Said("model.mend.move-up", {"name": name}))


def _instead(signal: Signal, above: list[str], all_names: list[str]) -> Said:
    """What may have been meant by a name that no equation sets."""
    name, suffix = signal.name, SUFFIX[signal.when]
    if re.fullmatch(r"[bp][a-z0-9]", name) and signal.when == "now":
        return Said("model.mend.vector", {"this": f"{name[0]}_{name[1]}"})
    known = [*above, INPUT] if signal.when == "now" else all_names
    near = difflib.get_close_matches(name, known, 1, 0.5)
    if near:
        return did_you_mean(near[0] + suffix)
    stem = name.split("_")[0]
    if stem in all_names:
        return did_you_mean(f"{stem}'")
    last = (above if signal.when == "now" else all_names)[-1:]
    if last and len(name) == 1:
        return did_you_mean(last[0] + suffix)
    return Said("model.mend.line-above" if signal.when == "now" else "model.mend.line", {"name": name})


def _check_input_use(expression: Expression, matrix: str = "") -> None:
    """``x`` stands right after a matrix, and nowhere else; ``matrix`` is the one that this is inside of, if any."""
    if is_input(expression):
        at = expression.at
        if matrix:
            fail(Said("model.checks.wide-product", {"matrix": matrix}), at, Said("model.mend.input-alone"))
        fail(Said("model.checks.wide-input"), at, Said("model.mend.matrix-before"))
    if isinstance(expression, MatrixProduct):
        if not _has_vector(expression.operand):
            number = Said("model.checks.matrix-number", {"matrix": expression.matrix})
            fail(number, expression.operand.at, Said("model.mend.matrix-vector"))
        if not is_input(expression.operand):
            _check_input_use(expression.operand, expression.matrix)
        return
    for child in children(expression):
        _check_input_use(child, matrix)


def _has_vector(expression: Expression) -> bool:
    return any(isinstance(part, Signal | Vector) for part in all_parts(expression))


def _check_matrices(equations: tuple[Equation, ...]) -> None:
    seen: dict[str, MatrixProduct] = {}
    mend = Said("model.mend.two-matrices")
    for product in (p for e in equations for p in all_parts(e.right) if isinstance(p, MatrixProduct)):
        other = seen.setdefault(product.matrix, product)
        if is_input(other.operand) != is_input(product.operand):
            fail(Said("model.checks.widths-differ", {"matrix": product.matrix}), product.at, mend)
        if other.slow_to_fast != product.slow_to_fast:
            fail(Said("model.checks.slow-and-all", {"matrix": product.matrix}), product.at, mend)


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
        fail(Said("model.checks.too-large", {"most": LARGEST_NUMBER}), expression.at, Said("model.mend.smaller-ones"))
    return value


def _check_clock(equations: tuple[Equation, ...]) -> None:
    clocks = [c for e in equations for c in all_parts(e.right) if isinstance(c, Clock)]
    if len(clocks) > 1:
        fail(Said("model.checks.two-clocks"), clocks[1].at, Said("model.mend.first-clock"))
    for equation in equations:
        for part in all_parts(equation.right):
            if isinstance(part, Clock) and equation.right is not part:
                fail(Said("model.checks.clock-alone"), part.at, Said("model.mend.clock-above"))
            if isinstance(part, MatrixProduct) and part.slow_to_fast:
                if not clocks:
                    fail(Said("model.checks.no-clock"), part.at, Said("model.mend.add-clock"))
                if is_input(part.operand):
                    fail(Said("model.checks.slow-input"), part.at, write(f"{part.matrix} x"))


def check_first_layer(equations: tuple[Equation, ...], first: tuple[Equation, ...]) -> None:
    at = equations[-1].at
    if OUTPUT not in (e.name for e in equations):
        fail(Said("model.checks.no-output"), at, Said("model.mend.call-it-h"))
    if not any(s.name == INPUT for e in equations for s in signals(e.right)):
        fail(Said("model.checks.no-input"), at, Said("model.mend.see-input"))
    if not any(s.name == INPUT for e in first for s in signals(e.right)):
        fail(Said("model.checks.no-input-first"), at, Said("model.mend.see-input-first"))
    for part in (p for e in first for p in all_parts(e.right)):
        if isinstance(part, MatrixProduct) and not _has_vector(part.operand):
            number = Said("model.checks.matrix-number-first", {"matrix": part.matrix})
            fail(number, part.at, Said("model.mend.signal-or-number"))
