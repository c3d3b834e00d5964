"""What a data flow is made of: nodes, the values that leave them, and the steps that compute those."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from model.pictures.parts import CIRCLE
from texts import Said


@dataclass(frozen=True)
class Value:
    """What flows along a link: a signal now, before or below, or a ``part`` of a signal's equation, such as ``i * g``."""

    signal: str
    when: str
    text: str


@dataclass(frozen=True)
class Term:
    """One term of a learned layer's sum: weight times value. A bias has no value, a value taken as it is no weight."""

    sign: int
    weight: str
    value: str


@dataclass(frozen=True)
class Node:
    """``x`` and ``y`` are the middle. ``result``: what leaves this node is the value of the equation ``signal``.

    kind       input, state_before, below, layer, operation, constant, clock, copy, join, state_after, output
    operation  of a layer its activation or "", of an operation: times, plus, same or a function's name
    number     a number that takes part in the operation: the 1 of ``1 - f``
    text       one sentence about the node in plain words; there is one as soon as the flow is made
    """

    id: str
    kind: str
    label: str
    signal: str
    result: bool = False
    operation: str = ""
    number: float | None = None
    terms: tuple[Term, ...] = ()
    text: Said | None = None
    x: float = 0
    y: float = 0
    width: float = CIRCLE
    height: float = CIRCLE


class Input(NamedTuple):
    """The node where a value comes from, and -1 where the value is subtracted."""

    source: str
    sign: int


@dataclass(frozen=True)
class Step:
    """A node with what it takes in and what leaves it."""

    node: Node
    inputs: tuple[Input, ...]
    values: tuple[Value, ...] = ()
    carried: frozenset[str] = frozenset()  # the states that reach the node through operations alone
    rank: int = -1  # grows with the last learned layer on the way to the node


Flow = Mapping[str, Step]  # by the node's id; each step comes after all that it takes in, a join excepted
