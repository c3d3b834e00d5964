"""What a cell's data flow looks like: nodes and links, worked out from its equations alone.

The notation is that of the blog post "Understanding LSTM Networks": a learned layer is a box (an activation of
a sum of weight products), a pointwise operation a circle; lines meet in a join and fork in a copy. What is drawn
is decided in ``flow.py``, where it stands in ``layout.py``. The links are the arithmetic: whoever follows them and
computes what each node says gets the numbers of the equations.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from model.equations import Cell
from model.pictures.flow import flow_of
from model.pictures.layout import Layout, lay_out
from model.pictures.nodes import Flow, Node, Step, Value
from model.pictures.parts import Part, Point
from model.pictures.sentences import about_copy


@dataclass(frozen=True)
class Link:
    """A right-angled line from one node's edge to another's. ``sign`` is -1 where its target subtracts the value."""

    id: str
    source: str
    target: str
    values: tuple[Value, ...]
    sign: int
    points: tuple[Point, ...]


@dataclass(frozen=True)
class Diagram:
    width: float
    height: float
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def diagram(cell: Cell, first_layer: bool = True) -> Diagram:
    """The picture of a cell's data flow; the same equations always give the same picture."""
    flow = flow_of(cell.equations(first_layer))
    layout = lay_out([part_of(step) for step in flow.values()])
    nodes = [*(step.node for step in flow.values()), *_copies(flow, layout)]
    placed = tuple(replace(node, **asdict(layout.boxes[node.id])) for node in nodes)
    return Diagram(layout.width, layout.height, placed, _links(flow, layout))


def part_of(step: Step) -> Part:
    """What the layout needs to know of a step."""
    node, sources = step.node, tuple(source for source, _ in step.inputs)
    return Part(node.id, node.kind, node.signal, node.width, sources)


def _copies(flow: Flow, layout: Layout) -> Iterator[Node]:
    for copy, source in layout.copies.items():
        signal, text = flow[source].node.signal, about_copy(flow[source].values)
        yield Node(copy, "copy", "", signal, operation="same", text=text)


def _links(flow: Flow, layout: Layout) -> tuple[Link, ...]:
    links = []
    for number, wire in enumerate(layout.wires, start=1):
        sign = 1 if wire.input is None else flow[wire.target].inputs[wire.input].sign
        links.append(Link(f"link-{number}", wire.source, wire.target, flow[wire.net].values, sign, wire.points))
    return tuple(links)
