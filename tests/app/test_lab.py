"""What the lab asks the app: a cell's program or, in words, what is wrong with its text; and sequences of the tasks."""

from __future__ import annotations

import base64
from random import Random
from typing import Any

import numpy as np
import pytest

from app.encoding import STEPS
from app.lab import MOST_TEXT, ProgramIn, cell_of, program_of
from app.problems import Problem
from app.starters import Starter, starters
from model import Cell, StackShape, cell_names, load_cell
from model.engine.compiler import compile_cell
from model.engine.travel import from_json
from model.equations import to_text
from model.tasks import TASKS
from tests.app.client import ask, post
from tests.model.networks import OWN_CELLS
from texts import catalogue

PLAIN = "h = tanh(W x + U h' + b)"


def text_of(cell: Cell) -> str:
    lines = [f"{e.role}    {e.name} = {to_text(e.right)}" for e in cell.equations(False)]
    return "\n".join(lines)


@pytest.mark.parametrize("name", cell_names())
def test_the_program_of_a_shipped_cell_is_the_one_that_numpy_runs(name: str) -> None:
    cell = load_cell(name)
    answer = post("programs", {"text": text_of(cell), "inputs": 5, "units": 9, "layers": 2})
    assert answer.status_code == 200, answer.text
    found = answer.json()
    first, other = (from_json(program) for program in found["plan"]["programs"])
    assert (first, other) == (compile_cell(cell, True), compile_cell(cell, False))
    shapes = StackShape(cell, 5, 9, 2).parameter_shapes()
    assert {one["name"]: tuple(one["shape"]) for one in found["plan"]["parameters"]} == shapes
    assert found["count"] == sum(int(np.prod(shape)) for shape in shapes.values())
    assert [one["name"] for one in found["equations"]] == [e.name for e in cell.equations(False)]
    assert all(one["mathml"].startswith("<math") for one in found["equations"])
    assert found["diagram"]["nodes"] and (found["belt"] or found["no_belt"])


@pytest.mark.parametrize("text", OWN_CELLS.values(), ids=list(OWN_CELLS))
def test_a_cell_of_one_s_own_has_a_program_and_a_picture(text: str) -> None:
    layers = 2 if Cell.from_text(text).needs_layer_below else 1
    answer = post("programs", {"text": text, "layers": layers})
    assert answer.status_code == 200, answer.text
    assert answer.json()["plan"]["programs"]


def test_gates_that_keep_begin_open_and_gates_that_write_shut() -> None:
    found = post("programs", {"text": text_of(load_cell("lstm"))}).json()["plan"]["parameters"]
    starts = {one["name"].split(".")[-1]: one["start"] for one in found}
    assert (starts["b_f"], starts["b_i"], starts["b_g"], starts["W_f"]) == ("keeps", "writes", "zero", "matrix")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("h = tanh(W x + U h)", "Line 1, column 18: `h` is used in its own equation; for its value one step before write `h'`."),
        ("h = tanh(W x +", "Line 1, column 15"),
        ("", "Line 1, column 1: there is no equation"),
        ("f = sigmoid(W x)\n\nh = f * exp(x)", "Line 3, column 9"),
        ("h = " + "(" * 1_000, "Line 1"),
        ("import os", "Line 1"),
        ("h = tanh(W x)\u202e", "Line 1"),
    ],
)
def test_a_broken_text_is_told_its_line_its_column_and_the_mend(text: str, said: str) -> None:
    answer = post("programs", {"text": text})
    assert answer.status_code == 422 and answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["detail"].startswith(said) and answer.json()["field"] == "text"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"text": "h" * (MOST_TEXT + 1)}, "text"),
        ({"text": PLAIN, "units": 1_000}, "units"),
        ({"text": PLAIN, "units": 0}, "units"),
        ({"text": PLAIN, "layers": 9}, "layers"),
        ({"text": PLAIN, "inputs": 10_000}, "inputs"),
        ({"text": PLAIN, "colour": "red"}, "colour"),
        ({"text": 1}, "text"),
        ({}, "text"),
        ({"text": "h = tanh(W x + V c_below)\nc = h"}, "layers"),
    ],
)
def test_sizes_have_an_end(body: dict[str, Any], field: str) -> None:
    answer = post("programs", body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["field"] == field


def test_a_large_program_is_refused_before_anything_is_made() -> None:
    many = "\n".join(f"a{n} = tanh(W_{n} x + U_{n} h')" for n in range(20))
    answer = post("programs", {"text": f"{many}\nh = a0 + a1", "units": 256, "inputs": 512, "layers": 4})
    assert answer.status_code == 422 and "weights" in answer.json()["detail"]


def unpacked(packed: dict[str, Any]) -> Any:
    found = np.frombuffer(base64.b64decode(packed["base64"]), f"<{np.dtype(packed['type']).str[1:]}").reshape(packed["shape"])
    return found / STEPS if packed["type"].startswith("int") else found


@pytest.mark.parametrize("name", sorted(set(TASKS) - {"series"}))
def test_sequences_come_packed_and_are_those_of_the_task(name: str) -> None:
    answer = post(f"tasks/{name}", {"seed": 3, "count": 5})
    assert answer.status_code == 200, answer.text
    found, made = answer.json(), TASKS[name].generate(3, 5)
    assert (found["reads"], found["says"], found["symbols"]) == (made.reads, made.says, list(made.symbols))
    for key in ("lengths", "inputs", "targets", "marks", "allowed"):
        wanted, packed = getattr(made, key), found["set"][key]
        assert (packed is None) == (wanted is None)
        if wanted is not None:
            assert np.allclose(unpacked(packed), wanted, atol=0 if wanted.dtype.kind == "u" else 1e-4)


def test_a_set_for_a_lesson_is_small_on_its_way() -> None:
    answer = post("tasks/india", {"count": 2_000})
    assert len(answer.content) < 250_000
    assert int(answer.headers["content-length"]) < 100_000


@pytest.mark.parametrize(
    ("path", "body", "status", "said"),
    [
        ("tasks/juggling", {}, 422, "There is no such task. There are: india"),
        ("tasks/order", {"count": 10_000}, 422, "count"),
        ("tasks/order", {"seed": -1}, 422, "seed"),
        ("tasks/order", {"settings": {"length": 1_000}}, 422, "`length` is a number from 20 to 200"),
        ("tasks/order", {"settings": {"colour": 1}}, 422, "no setting `colour`"),
        ("tasks/series", {"settings": {"series": "1\n" * 20 + "two"}}, 422, "Line 21: `two` is not a number"),
        ("tasks/reber_stream", {"count": 4_000, "settings": {"length": 2_000}}, 422, "steps together"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(path: str, body: dict[str, Any], status: int, said: str) -> None:
    answer = post(path, body)
    assert answer.status_code == status
    assert said in answer.json()["detail"]


def test_all_tasks_are_listed_with_what_to_look_for() -> None:
    found = ask("GET", "/api/v1/tasks").json()
    assert [one["name"] for one in found] == list(TASKS)
    assert all(one["look_for"] and one["paper"] and one["recipe"]["units"] for one in found)


def test_a_task_has_all_its_words_in_the_language_that_is_asked_for() -> None:
    for task in ask("GET", "/en-xa/api/v1/tasks").json():
        words = [task["title"], task["look_for"], *(one["what"] for one in task["settings"])]
        assert all(word.startswith("[") for word in (*words, *(one["title"] for one in task["presets"])))


SIGNS = ["=", "+", "-", "*", "/", "(", ")", ",", "'", "_", "é", "\x00"]
PIECES = ("h", "h'", "c", "c'", "W x", "U h'", "b", "tanh", "sigmoid", "0", "1e999", "\n", " ", *SIGNS)


def refusal_of(text: str) -> tuple[int, str | None, str]:
    try:
        program_of(cell_of(ProgramIn(text=text)), ProgramIn(text=text))
    except Problem as problem:
        return problem.status, problem.field, problem.detail()
    return 200, None, ""


def test_five_hundred_hostile_texts_are_each_answered_in_words() -> None:
    random = Random(17)
    texts = ["".join(random.choice(PIECES) for _ in range(random.randint(0, 60))) for _ in range(500)]
    for text in texts:
        status, field, said = refusal_of(text)
        assert status == 200 or ((status, field) == (422, "text") and len(said) > 15), text
    assert {post("programs", {"text": text}).status_code for text in texts[:20]} <= {200, 422}


@pytest.mark.parametrize("starter", starters(catalogue()), ids=lambda one: one.name)
def test_every_cell_to_begin_with_has_a_program(starter: Starter) -> None:
    answer = post("programs", {"text": starter.text, "units": 8, "layers": 2})
    assert answer.status_code == 200, answer.text
