"""The cells that come along: one text file each, complete, and nothing else needed."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from model import InputError, arithmetic, cell_names, cells, diagram, formula, gradients, load_cell, trace
from model.cells import FOLDER
from model.equations.expressions import to_text
from tests.model.networks import SENTENCE, random_network

REQUIRED = {"rnn", "lstm", "peephole", "coupled", "gru", "gru_before", "clockwork", "depth_gated"}


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


# What the files hold


def test_every_cell_that_must_be_here_is_here_the_familiar_ones_first() -> None:
    assert set(cell_names()) >= REQUIRED
    assert cell_names()[:2] == ("rnn", "lstm")
    assert len(set(cell_names())) == len(cell_names())


@pytest.mark.parametrize("name", cell_names())
def test_a_cell_says_what_it_is_called_where_it_comes_from_and_what_is_special(name: str) -> None:
    cell = load_cell(name)
    assert cell.name == name
    assert 2 < len(cell.title) < 40
    assert re.search(r"\b(19|20)\d\d\b", cell.paper), "the year of the paper"
    assert '"' in cell.paper, "the title of the paper"
    assert re.fullmatch(r"[A-Z].{60,}\.", cell.note), "whole sentences"


@pytest.mark.parametrize("name", cell_names())
def test_every_equation_has_a_role_in_words_of_its_own(name: str) -> None:
    roles = [equation.role for equation in load_cell(name).equations(first_layer=False)]
    assert all(re.fullmatch(r"[a-z]+( [a-z]+)*", role) for role in roles)
    assert len(set(roles)) == len(roles)


def test_one_symbol_has_one_role_in_all_cells() -> None:
    found: dict[str, set[str]] = {}
    for name in cell_names():
        for equation in load_cell(name).equations(first_layer=False):
            found.setdefault(equation.name, set()).add(equation.role)
    assert {symbol: roles for symbol, roles in found.items() if len(roles) > 1} == {}


def test_no_two_cells_have_one_title_or_the_same_equations() -> None:
    every = [load_cell(name) for name in cell_names()]
    assert len({cell.title for cell in every}) == len({cell.equations(False) for cell in every}) == len(every)


@pytest.mark.parametrize("name", cell_names())
def test_a_file_is_written_as_it_will_be_read(name: str) -> None:
    """Signs that every keyboard has in the equations, lines that fit a projector, names and values in columns."""
    text = text_of(name)
    assert text.endswith("\n") and not text.endswith("\n\n")
    lines = text.splitlines()
    assert all(line == line.rstrip() and len(line) <= 125 for line in lines)
    equations = [line for line in lines if "=" in line and not re.match("(title|paper|note):", line)]
    assert all(line.isascii() for line in equations)
    assert len({re.search(r"\w+ =", line).start() for line in equations}) == 1  # type: ignore[union-attr]
    typed = [f"{e.name} = {to_text(e.right)}" for e in load_cell(name).equations(first_layer=False)]
    assert [re.sub(r"^.*?(?=\w+ =)", "", line) for line in equations] == typed


# How they are found


@pytest.mark.parametrize("name", ["", "nope", "LSTM", "lstm.txt", "../cells/lstm", "/etc/passwd", "x" * 10_000, "lstm\0"])
def test_a_name_that_is_no_cell_is_refused_with_those_that_are(name: str) -> None:
    with pytest.raises(InputError, match=r"there is no cell called .*; the cells are rnn, lstm, ") as caught:
        load_cell(name)
    assert len(str(caught.value)) < 200


def test_a_cell_is_read_once() -> None:
    assert load_cell("lstm") is load_cell("lstm")


def test_a_new_file_is_a_new_cell_with_everything_that_belongs_to_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("gru", "rnn"):
        (tmp_path / f"{name}.txt").write_text(text_of(name), encoding="utf-8")
    text = "title: Leaky\nforget gate  f = sigmoid(W_f x + b_f)\nhidden state  h = f * h' + (1 - f) * (W x)\n"
    (tmp_path / "a_new_one.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(cells, "FOLDER", tmp_path)
    assert cell_names() == ("rnn", "gru", "a_new_one")
    cell = load_cell.__wrapped__("a_new_one")  # not through the cache, which outlives this test
    network = random_network(cell)
    walked = trace(network, SENTENCE)
    assert arithmetic(walked.run, 3, "f", 1).result == pytest.approx(walked["f"][3, 1])
    assert np.isfinite(gradients(walked, 3, "India")["f"]).all()
    assert network.parameters["layers.0.forward.b_f"].shape == (3,)
    assert all(formula(equation) for equation in cell.equations())
    assert diagram(cell)


# The command


def test_the_command_prints_every_cell_with_all_its_equations() -> None:
    root = Path(__file__).parents[2]
    said = subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "model"], cwd=root, capture_output=True, encoding="utf-8", check=True, timeout=60
    ).stdout
    for name in cell_names():
        cell = load_cell(name)
        assert f"{cell.title} ({name})" in said
        assert cell.paper in said
        for equation in cell.equations(first_layer=False):
            assert f"{equation.name} = {to_text(equation.right)}\n" in said
