"""What is taught, and how: a row for each network, and the usual recipe for a cell that has none."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest

from model import cell_names, cells, load_cell
from model.errors import CommandError
from model.training.lesson import learning_rate, rate_at
from model.training.recipes import (
    PHASES,
    RECIPES,
    evaluated_names,
    network_names,
    recipe_from_json,
    recipe_of,
    shape_at,
    with_steps,
)

BELOW = "h = tanh(W x + U h' + p * h_below)"


@pytest.fixture
def own_cells(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two cells without a row stand in the folder of the cells."""
    for name in cell_names():
        (tmp_path / f"{name}.txt").write_text(load_cell(name).text, encoding="utf-8")
    (tmp_path / "ninth_of_recipes.txt").write_text("h = tanh(W x + U h')", encoding="utf-8")
    (tmp_path / "tenth_of_recipes.txt").write_text(BELOW, encoding="utf-8")
    monkeypatch.setattr("model.cells.FOLDER", tmp_path)


def test_all_cells_learn_from_the_same_stories_for_the_same_number_of_steps() -> None:
    assert len({(recipe_of(name).steps, recipe_of(name).seed) for name in cell_names()}) == 1


@pytest.mark.usefixtures("own_cells")
def test_a_cell_without_a_row_has_the_usual_recipe() -> None:
    one, two = recipe_of("ninth_of_recipes"), recipe_of("tenth_of_recipes")
    lstm = RECIPES["lstm"]
    assert (one.cell, one.units, one.layers) == ("ninth_of_recipes", 160, 1)
    assert (two.cell, two.units, two.layers) == ("tenth_of_recipes", 96, 2)
    assert {(recipe.rate, recipe.steps, recipe.seed) for recipe in (one, two)} == {(lstm.rate, lstm.steps, lstm.seed)}
    assert {"ninth_of_recipes", "tenth_of_recipes", "blanks"} <= set(evaluated_names()) < set(network_names())


def test_a_name_that_is_neither_is_refused_with_those_that_there_are() -> None:
    with pytest.raises(CommandError, match=r"no recipe and no cell called 'lstn'.*lstm.*blanks"):
        recipe_of("lstn")


@pytest.mark.usefixtures("own_cells")
@pytest.mark.parametrize("name", ["small", "blanks"])
def test_a_cell_with_the_name_of_another_network_is_refused(name: str) -> None:
    assert recipe_of(name).cell == "lstm"
    (cells.FOLDER / f"{name}.txt").write_text("h = tanh(W x + U h')", encoding="utf-8")
    with pytest.raises(CommandError, match=f"`{name}` is the name of another network; call the cell something else"):
        recipe_of(name)


def test_a_network_that_is_there_to_be_watched_on_the_way_is_not_asked() -> None:
    assert set(network_names()) - set(evaluated_names()) == {"small"}


def test_in_fewer_steps_the_phases_follow_and_later_snapshots_are_left_out() -> None:
    short = with_steps(RECIPES["small"], 100)
    assert (short.steps, short.snapshots) == (100, (0, 25, 50, 75, 100))
    shapes = [shape_at(short, step) for step in range(short.steps)]
    assert [shapes.index(shape) / short.steps for _, (shape,) in PHASES["textbook"]] == [begin for begin, _ in PHASES["textbook"]]


def test_the_reader_learns_to_keep_in_the_textbooks_world_first_and_all_ways_to_say_it_in_turn_with_it() -> None:
    short = with_steps(RECIPES["reader"], 780)
    shapes = [shape_at(short, step) for step in range(short.steps)]
    worlds = [shape.world for shape in shapes]
    assert set(worlds[:84]) == {"textbook"}
    assert 0.1 < worlds[84:600].count("textbook") / 516 < 0.4
    assert set(worlds[600:]) == {""}
    assert [shape.reads for shape in shapes] == [True] * 600 + [False] * 180


def test_a_second_lesson_begins_where_only_answers_count_with_a_learning_rate_that_rises_again() -> None:
    reader = RECIPES["reader"]
    assert reader.again
    first = round(reader.again[0] * reader.steps)
    rates = [rate_at(reader, step) for step in range(reader.steps)]
    assert max(rates[:first]) == reader.rate
    assert max(rates[first:]) == pytest.approx(reader.again[1], rel=1e-6)
    assert rates[first] < 0.01 * reader.rate and rates[-1] < 0.03 * reader.again[1]
    assert [rate_at(RECIPES["lstm"], step) for step in (0, 5_000)] == [learning_rate(step, 38_000, 0.003) for step in (0, 5_000)]


@pytest.mark.parametrize("name", RECIPES)
def test_a_recipe_travels_as_json(name: str) -> None:
    assert recipe_from_json(json.loads(json.dumps(asdict(RECIPES[name])))) == RECIPES[name]
