"""The picture of a cell: that of the textbook, in which nothing overlaps, lines only cross, and few of them do."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from model.equations.cell import Cell
from model.pictures.diagram import Diagram, Link, diagram
from model.pictures.nodes import Node
from tests.model.networks import quietly
from tests.model.pictures.drawn_cells import SHIPPED, any_cell, each_cell

TIMES = "\N{MULTIPLICATION SIGN}"


def box(node: Node, grow: float = 0) -> tuple[float, float, float, float]:
    w, h = node.width / 2 + grow, node.height / 2 + grow
    return node.x - w, node.y - h, node.x + w, node.y + h


def segments(link: Link) -> Iterator[tuple[float, float, float, float]]:
    for (ax, ay), (bx, by) in pairwise(link.points):
        yield min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def meet(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def touch(a: tuple[float, float, float, float], b: tuple[float, float, float, float]) -> bool:
    """Whether two lines share a point other than by crossing at right angles in the midst of both."""
    if not (a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]):
        return False
    flat, steep = (a, b) if a[1] == a[3] else (b, a)
    if flat[1] != flat[3] or steep[0] != steep[2]:
        return True
    return not (flat[0] < steep[0] < flat[2] and steep[1] < flat[1] < steep[3])


def are_close(a: tuple[float, float, float, float], b: tuple[float, float, float, float], apart: float = 5) -> bool:
    """Whether two parallel lines run side by side with too little between them."""
    flat, level = a[1] == a[3], b[1] == b[3]
    if flat != level:
        return False
    along, across = (0, 1) if flat else (1, 0)
    return a[along] < b[along + 2] and b[along] < a[along + 2] and abs(a[across] - b[across]) < apart


def check_picture(drawn: Diagram) -> None:
    nodes = {node.id: node for node in drawn.nodes}
    for one, other in combinations(drawn.nodes, 2):
        assert not meet(box(one), box(other)), f"{one.id} and {other.id} overlap"
    for node in drawn.nodes:
        left, top, right, bottom = box(node)
        assert left >= 0 and top >= 0 and right <= drawn.width and bottom <= drawn.height
    for link in drawn.links:
        assert all((ax == bx) != (ay == by) for (ax, ay), (bx, by) in pairwise(link.points)), "lines are straight"
        for name, point in ((link.source, link.points[0]), (link.target, link.points[-1])):
            left, top, right, bottom = box(nodes[name])
            assert left <= point[0] <= right and top <= point[1] <= bottom, f"{link.id} begins and ends at its nodes"
        for node in drawn.nodes:
            mine = node.id in (link.source, link.target)
            clear = any(meet(s, box(node, grow=-0.5 if mine else 1)) for s in segments(link))
            assert not clear or (node.kind in ("copy", "join") and mine), f"{link.id} runs through {node.id}"
    for link, another in combinations(drawn.links, 2):
        if {link.source, link.target} & {another.source, another.target} and link.values == another.values:
            continue
        joins = link.target == another.target and nodes[link.target].kind == "join"
        clash = any(touch(a, b) or are_close(a, b) for a in segments(link) for b in segments(another))
        assert joins or not clash, f"{link.id} and {another.id} run into one another"


@each_cell
def test_nothing_overlaps_and_lines_only_cross(cell: Cell, first_layer: bool) -> None:
    check_picture(diagram(cell, first_layer))


@any_cell
@quietly(examples=200)
def test_nothing_overlaps_whatever_the_cell(cell: Cell, first_layer: bool) -> None:
    check_picture(diagram(cell, first_layer))


def crossings(drawn: Diagram) -> int:
    pairs = combinations([s for link in drawn.links for s in segments(link)], 2)
    return sum((a[1] == a[3]) != (b[1] == b[3]) and meet(a, b) for a, b in pairs)


def test_the_lstm_is_the_picture_that_every_student_knows() -> None:
    drawn = diagram(Cell.from_text(SHIPPED["lstm"]))
    at = {node.id: node for node in drawn.nodes}
    belt = [node for node in drawn.nodes if node.y == at["c"].y and node.kind != "copy"]
    assert [node.label for node in sorted(belt, key=lambda node: node.x)] == ["c'", TIMES, "+", "c"]
    assert all(node.y > at["c"].y for node in drawn.nodes if node not in belt and node.kind not in ("copy", "output"))
    layers = [at[name] for name in "figo"]
    assert len({node.y for node in layers}) == 1 and layers == sorted(layers, key=lambda node: node.x)
    forget, write = sorted(belt, key=lambda node: node.x)[1:3]
    assert forget.x == at["f"].x and write.x == at["g"].x, "the gates stand below what they do to the belt"
    assert at["h"].label == TIMES and at["h"].x > at["o"].x
    assert at["h-after"].y == at["h-before"].y and at["h-output"].y < at["c"].y
    assert crossings(drawn) == 1, "only h, on its way up, crosses the belt"


def test_few_lines_cross() -> None:
    most = {"rnn": 0, "coupled": 1, "clockwork": 1, "gru": 5, "gru_before": 3, "peephole": 3, "depth_gated": 3}
    for name, count in most.items():
        assert crossings(diagram(Cell.from_text(SHIPPED[name]))) <= count, name


def test_the_largest_cell_that_can_be_typed_is_drawn() -> None:
    lines = [f"s{n} = s{n}' * f + tanh(W_{n} x + U_{n} h' + b_{n}) * (1 - s{n}')" for n in range(20)]
    cell = Cell.from_text("f = sigmoid(W x + b)\n" + "\n".join(lines) + "\nh = " + " + ".join(f"s{n}" for n in range(20)))
    check_picture(diagram(cell))
