"""One sentence in plain words about each node of a data flow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.equations import FUNCTIONS, Equation, Signal
from model.pictures.nodes import Node, Step, Value

Roles = Mapping[str, str]  # signal -> "the forget gate"; its name where its equation says no role
LINK = {("times", 1): "times", ("plus", 1): "plus", ("plus", -1): "minus"}
ENDS = {"state_after": "handed to the next step", "output": "the output of this step"}


def roles_of(equations: Sequence[Equation]) -> Roles:
    return {e.name: f"the {e.role}" if e.role else e.name for e in equations}


def about_source(signal: Signal, label: str, roles: Roles) -> str:
    role = roles.get(signal.name, signal.name)
    words = {
        "now": "the input of this step",
        "before": f"{role} of the step before",
        "below": f"{role} of the layer below",
    }
    return f"{label}: {words[signal.when]}"


def about_end(signal: str, kind: str, roles: Roles) -> str:
    return f"{_title(signal, roles)}: {ENDS[kind]}"


def about_join(values: Sequence[Value]) -> str:
    return f"{_texts(values)} run on together"


def about_copy(values: Sequence[Value]) -> str:
    return f"{_texts(values)}: used more than once"


def _texts(values: Sequence[Value]) -> str:
    return " and ".join(value.text for value in values)


def about_step(node: Node, inputs: Sequence[tuple[int, Step]], roles: Roles) -> str:
    """``inputs``: signs, and the steps whose values enter the node."""
    who = _title(node.signal, roles) if node.result else f"part of {roles[node.signal]}"
    return f"{who}: {_computed(node, inputs)}"


def _title(signal: str, roles: Roles) -> str:
    return roles[signal].removeprefix("the ")


def _computed(node: Node, inputs: Sequence[tuple[int, Step]]) -> str:
    names = [_spoken(step, sign < 0 or node.operation == "times") for sign, step in inputs]
    if node.kind == "layer":
        what = f", {node.operation} of" if node.operation else " without activation, a weighted sum of"
        return f"a learned layer{what} {' and '.join(filter(None, (', '.join(names[:-1]), names[-1])))}"
    if node.kind == "constant":
        return f"{node.label}, the same at every step"
    if node.kind == "clock":
        return "1 for the units whose group ticks at this step, else 0"
    if node.operation == "same":
        return f"the same as {names[0]}"
    if node.operation in FUNCTIONS:
        return f"{node.operation} of {names[0]}"
    number = [] if node.number is None else [(1, f"{node.number:g}")]
    (sign, first), *rest = [*number, *((sign, name) for (sign, _), name in zip(inputs, names, strict=True))]
    return " ".join([f"{'minus ' if sign < 0 else ''}{first}", *(f"{LINK[node.operation, s]} {name}" for s, name in rest)])


def _spoken(source: Step, in_parentheses: bool) -> str:
    """A value's name or text; a sum is put in parentheses where it is multiplied or subtracted."""
    node, value = source.node, source.values[0]
    is_sum = value.when == "part" and (node.operation == "plus" or (not node.operation and len(node.terms) > 1))
    return f"({value.text})" if is_sum and in_parentheses else value.text
