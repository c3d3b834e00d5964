"""The layout of a diagram, stage by stage: each keeps what it promises to those after it."""

from __future__ import annotations

import ast
from itertools import combinations, pairwise
from pathlib import Path

import pytest

from model.equations.cell import Cell
from model.pictures import parts
from model.pictures.across import Across, across_of
from model.pictures.diagram import part_of
from model.pictures.flow import flow_of
from model.pictures.heights import heights_of
from model.pictures.lanes import lanes_of
from model.pictures.parts import ENDS, Part
from model.pictures.places import Places, places_of
from model.pictures.rails import Rails, rails_of
from model.pictures.rows import Rows, rows_of
from tests.model.networks import quietly
from tests.model.pictures.drawn_cells import SHIPPED, any_cell


def parts_of(cell: Cell, first_layer: bool = True) -> list[Part]:
    return [part_of(step) for step in flow_of(cell.equations(first_layer)).values()]


Stages = tuple[Rails, Places, Across, Rows]


def stages_of(cell: Cell, first_layer: bool = True) -> Stages:
    rails = rails_of(parts_of(cell, first_layer))
    places = places_of(rails)
    across = across_of(rails, places)
    return rails, places, across, rows_of(rails, places, across)


def rails_of_cell(text: str) -> list[tuple[str, ...]]:
    return list(rails_of(parts_of(Cell.from_text(text))).ways)


def test_a_state_that_operations_alone_carry_on_has_a_rail_and_the_output_s_lies_lowest() -> None:
    assert rails_of_cell(SHIPPED["lstm"]) == [("c-before", "c-1", "c", "c-after")]
    assert rails_of_cell(SHIPPED["rnn"]) == []
    assert rails_of_cell("h = 0.5 * h' + c'\nc = c' + W x") == [("c-before", "c", "c-after"), ("h-before", "h-1", "h", "h-after")]


def test_a_state_whose_only_way_is_taken_has_no_rail() -> None:
    assert rails_of_cell("c = c' * s' + W x\ns = tanh(c)\nh = s") == [("c-before", "c-2", "c", "c-after")]


def every_part_but_the_ends_stands_in_one_column_and_what_feeds_it_not_further_right(stages: Stages) -> None:
    rails, places, _, _ = stages
    standing = [part for column in places.columns for part in column]
    assert sorted(standing) == sorted(part.id for part in rails.parts.values() if part.kind not in ENDS)
    for part in rails.parts.values():
        if part.id in places.number:
            assert all(places.number[source] <= places.number[part.id] for source in part.inputs)


def columns_do_not_overlap(stages: Stages) -> None:
    _, places, across, _ = stages
    beside = [column for column in places.columns if not column[0].endswith("-before")]
    for left, right in pairwise(beside):
        end = max(across.x[part] + across.half[part] for part in left)
        assert end < min(across.x[part] - across.half[part] for part in right)


def rows_in_one_lane_do_not_overlap_and_each_lies_above_those_that_it_must(stages: Stages) -> None:
    rails, _, _, rows = stages
    lanes = lanes_of(rows)
    heights = heights_of(rails, rows, lanes)
    for spans in (rows.upper, rows.low):
        for one, other in combinations(spans, 2):
            if lanes[one] == lanes[other]:
                assert spans[one].right < spans[other].left or spans[other].right < spans[one].left
    for row, lower in ((row, lower) for row, all_lower in rows.above.items() for lower in all_lower):
        assert heights.rows[row] < heights.rows[lower]


@any_cell
@quietly(examples=150)
def test_at_each_stage_all_that_was_placed_has_its_room(cell: Cell, first: bool) -> None:
    stages = stages_of(cell, first)
    every_part_but_the_ends_stands_in_one_column_and_what_feeds_it_not_further_right(stages)
    columns_do_not_overlap(stages)
    rows_in_one_lane_do_not_overlap_and_each_lies_above_those_that_it_must(stages)


@pytest.mark.parametrize("name", ["parts", "rails", "places", "across", "rows", "lanes", "heights", "lines", "layout"])
def test_the_layout_knows_nothing_of_equations(name: str) -> None:
    text = (Path(parts.__file__).parent / f"{name}.py").read_text(encoding="utf-8")
    named = [str(node.module) for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    layout = ("parts", "rails", "places", "across", "rows", "lanes", "heights", "lines")
    assert {module for module in named if module.startswith("model.")} <= {f"model.pictures.{stage}" for stage in layout}
