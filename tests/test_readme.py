"""What the README says can be done can be done."""

import re
from pathlib import Path
from typing import Any

import pytest

import model

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
MAKEFILE = (Path(__file__).parent.parent / "Makefile").read_text(encoding="utf-8")


def test_the_python_example_runs_as_it_stands() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)
    assert names["walked"]["f"].shape == (len(names["walked"]), names["network"].config.units)
    assert names["walked"].answer(names["walked"].blanks[0])[0].word == "India"


def test_every_make_target_that_is_named_exists() -> None:
    named = set(re.findall(r"make (\w+)", README))
    assert named
    assert named <= set(re.findall(r"^(\w+):", MAKEFILE, re.MULTILINE))


def test_the_lstm_is_shown_as_it_is_written() -> None:
    for equation in model.load_cell("lstm").text.split("\n\n")[1].splitlines():
        assert equation in README


def test_every_cell_is_in_the_table() -> None:
    section = README.split("### A cell is its equations")[1].split("\n### ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(model.cell_names())


def test_the_error_that_is_shown_is_the_one_that_is_raised() -> None:
    text, said = re.findall(r"Of `(.*)` it says:\n\n    (.*)\n", README)[0]
    with pytest.raises(model.EquationError) as caught:
        model.Cell.from_text(text)
    assert str(caught.value) == said


def test_the_limits_that_are_named_are_the_limits() -> None:
    cell = model.load_cell("rnn")
    model.StackShape(cell, 1, 1024, 1).parameter_shapes()
    model.StackShape(cell, 1, 8, 16).parameter_shapes()
    for units, layers in ((1025, 1), (8, 17)):
        with pytest.raises(model.SizeError):
            model.StackShape(cell, 1, units, layers).parameter_shapes()
    with pytest.raises(model.SizeError, match="at least 8 units"):
        model.StackShape(model.load_cell("clockwork"), 1, 7).parameter_shapes()


def test_no_figure_is_a_placeholder() -> None:
    assert "BENCH_" not in README


def test_every_file_of_the_model_stands_in_the_tree() -> None:
    tree = README.split("## The tree")[1].split("## ")[0]
    for path in Path(model.__file__).parent.glob("*.py"):
        if not path.stem.startswith(("_", "diagram_")):
            assert path.stem in tree, path.stem
