"""One sentence in plain words about each node of a data flow. The words are in ``texts/en/pictures.json``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.equations import FUNCTIONS, Equation, Signal
from model.pictures.nodes import Node, Step, Value
from texts import Said, catalogue

Roles = Mapping[str, str | Said]  # signal -> what its equation is called, if it says so
LINK = {("times", 1): "times", ("plus", 1): "plus", ("plus", -1): "minus"}


def roles_of(equations: Sequence[Equation]) -> Roles:
    return {e.name: _called(e.role) for e in equations if e.role}


def _called(role: str) -> str | Said:
    """The roles of the cells that come with Gatewalk are known in every language."""
    id = f"cells.role.{role.lower().replace(' ', '-')}"
    return Said(id) if catalogue().has(id) else role


def about_source(signal: Signal, label: str, roles: Roles) -> Said:
    if signal.when == "now":
        return Said("pictures.input", {"label": label})
    if signal.name in roles:
        return Said(f"pictures.{signal.when}.role", {"label": label, "role": roles[signal.name]})
    return Said(f"pictures.{signal.when}", {"label": label, "letter": signal.name})


def about_end(signal: str, kind: str, roles: Roles) -> Said:
    return Said(f"pictures.{kind.replace('_', '-')}", {"name": roles.get(signal, signal)})


def about_join(values: Sequence[Value]) -> Said:
    return Said("pictures.join", {"values": _listed([value.text for value in values])})


def about_copy(values: Sequence[Value]) -> Said:
    return Said("pictures.copy", {"values": _listed([value.text for value in values])})


def _listed(names: Sequence[str]) -> str | Said:
    *others, last = names
    return Said("pictures.and", {"first": others, "second": last}) if others else last


def about_step(node: Node, inputs: Sequence[tuple[int, Step]], roles: Roles) -> Said:
    """``inputs``: signs, and the steps whose values enter the node."""
    computed = {"computed": _computed(node, inputs)}
    if node.result:
        return Said("pictures.whole", {"name": roles.get(node.signal, node.signal), **computed})
    if node.signal in roles:
        return Said("pictures.part.role", {"role": roles[node.signal], **computed})
    return Said("pictures.part", {"letter": node.signal, **computed})


def _computed(node: Node, inputs: Sequence[tuple[int, Step]]) -> str | Said:
    names = [_spoken(step, sign < 0 or node.operation == "times") for sign, step in inputs]
    if node.kind == "layer":
        values = _listed(names)
        if not node.operation:
            return Said("pictures.layer.linear", {"values": values})
        return Said("pictures.layer", {"function": node.operation, "values": values})
    if node.kind == "constant":
        return Said("pictures.constant", {"label": node.label})
    if node.kind == "clock":
        return Said("pictures.clock")
    if node.operation == "same":
        return Said("pictures.same", {"value": names[0]})
    if node.operation in FUNCTIONS:
        return Said("pictures.function", {"function": node.operation, "value": names[0]})
    return _linked(node, [(sign, name) for (sign, _), name in zip(inputs, names, strict=True)])


def _linked(node: Node, values: Sequence[tuple[int, str]]) -> str | Said:
    """``f times c'``, ``1 minus f``: from the left to the right."""
    (sign, first), *rest = [*([] if node.number is None else [(1, f"{node.number:g}")]), *values]
    said: str | Said = first if sign > 0 else Said("pictures.negative", {"value": first})
    for sign, second in rest:
        said = Said(f"pictures.{LINK[node.operation, sign]}", {"first": said, "second": second})
    return said


def _spoken(source: Step, in_parentheses: bool) -> str:
    """A value's name or text; a sum is put in parentheses where it is multiplied or subtracted."""
    node, value = source.node, source.values[0]
    is_sum = value.when == "part" and (node.operation == "plus" or (not node.operation and len(node.terms) > 1))
    return f"({value.text})" if is_sum and in_parentheses else value.text
