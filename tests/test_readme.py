"""What the README says can be done can be done."""

import re
from pathlib import Path
from typing import Any

import model

README = (Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8")
MAKEFILE = (Path(__file__).parent.parent / "Makefile").read_text(encoding="utf-8")


def test_the_python_example_runs_as_it_stands() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)
    assert names["walked"]["f"].shape == (len(names["walked"]), 32)


def test_every_make_target_that_is_named_exists() -> None:
    named = set(re.findall(r"make (\w+)", README))
    assert named
    assert named <= set(re.findall(r"^(\w+):", MAKEFILE, re.MULTILINE))


def test_the_lstm_is_shown_as_it_is_written() -> None:
    for equation in model.load_cell("lstm").text.split("\n\n")[1].splitlines():
        assert equation in README


def test_every_cell_is_in_the_table() -> None:
    assert set(re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE)) == set(model.cell_names())
