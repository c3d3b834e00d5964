"""A cell that nobody has taught yet is a text file and nothing else: it is shown, and whoever wants it walked is told why not."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from model import cell_names
from tests.serving import Server, serving
from tests.trees import a_tree

MINIMAL = """
f = sigmoid(W_f x + U_f h' + b_f)
g = tanh(W x + U (f * h') + b)
h = (1 - f) * h' + f * g
"""
SENTENCE = "Norway is a beautiful country."


def with_one_cell_more(tree: Path) -> Path:
    (tree / "model" / "cells" / "minimal.txt").write_text(MINIMAL, encoding="utf-8")
    return tree


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log.txt"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory, log: Path) -> Iterator[Server]:
    with serving(tree=with_one_cell_more(a_tree(tmp_path_factory.mktemp("tree"))), log=log) as server:
        yield server


def get(server: Server, path: str) -> str:
    with urllib.request.urlopen(server.address + path, timeout=60) as answer:
        return str(answer.read().decode())


def post(server: Server, path: str, **body: Any) -> tuple[int, Any]:
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{server.address}/api/v1/{path}", json.dumps(body).encode(), headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        return refused.code, json.load(refused)


def test_it_is_listed_with_its_equations_and_their_kinds_and_without_a_model(server: Server) -> None:
    cells = {cell["name"]: cell for cell in json.loads(get(server, "/api/v1/cells"))}
    assert list(cells) == [*cell_names(), "minimal"]
    minimal = cells["minimal"]
    assert minimal["title"]
    assert [(e["name"], e["kind"]) for e in minimal["equations"]] == [("f", "gate"), ("g", "candidate"), ("h", "state")]
    assert minimal["diagram"]["nodes"]
    assert minimal["memory"] == "h"
    assert [minimal[key] for key in ("model", "units", "layers", "parameters")] == [None] * 4
    assert all(cell["model"] for name, cell in cells.items() if name != "minimal")


def test_the_log_says_in_one_line_which_cells_have_no_weights(server: Server, log: Path) -> None:
    assert [line for line in log.read_text().splitlines() if "minimal" in line] == [
        "Without weights, so that they are shown and cannot be walked: minimal"
    ]


@pytest.mark.parametrize("path", ["/", "/compare"])
def test_pages_offer_it(server: Server, path: str) -> None:
    assert 'value="minimal"' in get(server, path)


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("traces", {}),
        ("arithmetic", {"token": 1, "signal": "f", "unit": 0}),
        ("gradients", {"token": 1, "word": "Norway"}),
        ("gradients", {"token": 1, "word": "Norway", "untaught": True}),
        ("ledgers", {"state": "h"}),
    ],
)
def test_it_is_not_walked_and_it_is_said_what_to_do(server: Server, path: str, more: dict[str, Any]) -> None:
    status, told = post(server, path, sentence=SENTENCE, cell="minimal", **more)
    assert (status, told["field"]) == (422, "cell")
    assert told["detail"].startswith("The cell `minimal` has not been trained")
    assert "Choose another cell" in told["detail"]


def test_nor_compared(server: Server) -> None:
    status, told = post(server, "comparisons", sentences=[SENTENCE], cells=["lstm", "minimal"])
    assert (status, told["field"]) == (422, "cells")
    assert "`minimal` has not been trained" in told["detail"]


def test_all_others_are_walked_and_compared_as_ever(server: Server) -> None:
    assert post(server, "traces", sentence=SENTENCE)[0] == 200
    status, found = post(server, "comparisons", sentences=[SENTENCE], cells=cell_names())
    assert (status, len(found["walks"])) == (200, len(cell_names()))


def test_an_app_in_which_only_one_cell_has_been_taught_begins_with_that(tmp_path: Path) -> None:
    with serving(tree=with_one_cell_more(a_tree(tmp_path, "gru"))) as server:
        (example,) = json.loads(get(server, "/api/v1/examples"))
        assert example["cell"] == "gru"
        page = get(server, "/")
        assert '<script id="first-walk" type="application/json">{"tokens":' in page
        assert 'value="blanks"' not in page
        assert post(server, "traces", sentence=example["sentence"], cell="gru")[0] == 200
        status, told = post(server, "traces", sentence=SENTENCE)
        assert (status, told["field"]) == (422, "cell")
        assert "`lstm` has not been trained" in told["detail"]
