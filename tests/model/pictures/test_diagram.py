"""The diagram of a cell: which nodes it has, where values fork, and what is said of each node."""

from __future__ import annotations

import json
from dataclasses import replace

from model.equations.cell import Cell
from model.equations.expressions import signals
from model.pictures.diagram import diagram
from tests.model.pictures.drawn_cells import SHIPPED, each_cell


@each_cell
def test_every_equation_state_and_input_has_its_node(cell: Cell, first_layer: bool) -> None:
    drawn = diagram(cell, first_layer)
    equations = cell.equations(first_layer)
    assert [n.signal for n in drawn.nodes if n.result] == [e.name for e in equations]
    before = {s.name for e in equations for s in signals(e.right) if s.when == "before"}
    below = {s.name for e in equations for s in signals(e.right) if s.when == "below"}
    for kind, names in {"state_before": before, "state_after": before, "below": below, "input": {"x"}, "output": {"h"}}.items():
        assert sorted(n.signal for n in drawn.nodes if n.kind == kind) == sorted(names)
    assert len({n.id for n in drawn.nodes}) == len(drawn.nodes)
    assert all(n.text and str(n.text)[-1] not in ": " for n in drawn.nodes)


@each_cell
def test_a_value_that_is_used_twice_forks_at_a_copy(cell: Cell, first_layer: bool) -> None:
    drawn = diagram(cell, first_layer)
    for node in drawn.nodes:
        leaving = [link for link in drawn.links if link.source == node.id]
        assert len({link.values for link in leaving}) <= 1
        assert len(leaving) > 1 if node.kind == "copy" else len(leaving) <= 1, node.id


@each_cell
def test_a_cell_is_drawn_the_same_each_time_and_whatever_its_name(cell: Cell, first_layer: bool) -> None:
    drawn = diagram(cell, first_layer)
    assert drawn == diagram(Cell.from_text(cell.text, "another"), first_layer)
    assert drawn == diagram(replace(cell, name="gru", title="GRU", paper="", note=""), first_layer)


@each_cell
def test_a_diagram_goes_to_the_page_as_json(cell: Cell, first_layer: bool) -> None:
    drawn = diagram(cell, first_layer)
    sent = json.loads(json.dumps(drawn.to_json()))
    assert [node["id"] for node in sent["nodes"]] == [node.id for node in drawn.nodes]
    assert sent["links"][0]["points"] == [list(point) for point in drawn.links[0].points]


def test_a_reset_gate_before_the_product_multiplies_the_old_state_and_one_after_it_a_box_of_its_own() -> None:
    before, after = (diagram(Cell.from_text(SHIPPED[name])) for name in ("gru_before", "gru"))
    fed = {node.id: {v.text for link in before.links if link.target == node.id for v in link.values} for node in before.nodes}
    (reset,) = (node.id for node in before.nodes if node.signal == "n" and node.kind == "operation")
    assert fed[reset] == {"r", "h'"} and fed["n"] == {"x", "r * h'"}
    (inner,) = (node for node in after.nodes if node.kind == "layer" and not node.operation)
    assert [(term.weight, term.value) for term in inner.terms] == [("U_n", "h'"), ("b_hn", "")]


def test_a_layer_reads_as_a_sentence() -> None:
    texts = {node.id: str(node.text) for name in ("gru", "lstm") for node in diagram(Cell.from_text(SHIPPED[name])).nodes}
    assert texts["f"] == "forget gate: a learned layer, sigmoid of x and h'"
    assert texts["c"] == "cell state: f * c' plus i * g"
    assert texts["n-2"] == "part of the candidate: r times (U_n h' + b_hn)"
    assert texts["c-after"] == "cell state: handed to the next step"
    assert texts["c-before"] == "c': the cell state of the step before"
