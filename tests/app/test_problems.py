"""Bad input gets a clear error in words, always of one shape."""

from __future__ import annotations

import logging
from typing import Any

import anyio
import httpx
import pytest
from fastapi import FastAPI

from app.problems import STATUSES, Problem
from app.schemas import INDIA
from app.settings import Settings
from tests.app.client import an_app, ask, client_of, post, until

WALK = {"sentence": INDIA.replace("India", "Finland")}  # no example: those are not computed anew
NUMBER = {**WALK, "token": 3, "signal": "f", "unit": 0}


def problem(answer: Any, status: int) -> Any:
    assert answer.status_code == status, answer.text[:300]
    assert answer.headers["content-type"] == "application/problem+json"
    told = answer.json()
    assert told["status"] == status
    assert told["title"]
    assert told["detail"][0].isupper() or told["detail"][0] in "`'"
    assert told["detail"].endswith((".", "!", "?"))
    return told


@pytest.mark.parametrize(
    ("path", "body", "field", "said"),
    [
        ("traces", {}, "sentence", "required"),
        ("traces", {"sentence": 4}, "sentence", "string"),
        ("traces", {"sentence": ""}, "sentence", "no word"),
        ("traces", {"sentence": " \n"}, "sentence", "no word"),
        ("traces", {"sentence": "so " * 2_000}, "sentence", "characters"),
        ("traces", {"sentence": "? " * 500}, "sentence", "500 words and signs"),
        ("traces", {**WALK, "cell": "transformer"}, "cell", "lstm"),
        ("traces", {**WALK, "sentense": "x"}, "sentense", "not permitted"),
        ("traces", {**WALK, "k" * 9_000: 1}, "k" * 40, "not permitted"),
        ("traces", {**WALK, "edits": 3}, "edits", "list"),
        ("traces", {**WALK, "edits": [{"token": 1, "signal": "f", "units": [-1], "value": 1}]}, "edits.0.units.0", "greater"),
        ("traces", {**WALK, "edits": [{"token": 1, "signal": "f", "value": [1, "x"]}]}, "edits.0.value.1", "number"),
        ("traces", {**WALK, "edits": [{"token": 99, "signal": "f", "value": 1}]}, "edits", "no token 99; they run from 0 to 24"),
        ("traces", {**WALK, "edits": [{"token": 1, "signal": "q", "value": 1}]}, "edits", "no signal 'q'; layer 0 has f, i"),
        ("traces", {**WALK, "edits": [{"token": 1, "signal": "f", "units": [999], "value": 1}]}, "edits", "no unit 999"),
        ("traces", {**WALK, "edits": [{"token": -1, "signal": "f", "value": 1}]}, "edits.0.token", "greater than"),
        ("traces", {**WALK, "edits": [{"token": 1, "signal": "f", "value": 1e300}]}, "edits.0.value", "less than"),
        ("traces", {**WALK, "edits": [{"token": 1, "signal": "f", "value": 1}] * 201}, "edits", "201 edits"),
        ("traces", {**WALK, "edits": [{"token": 1, "signal": "f", "value": 1}] * 1_001}, "edits", "at most 1,000"),
        ("arithmetic", {**NUMBER, "unit": 9999}, None, "no unit 9999"),
        ("arithmetic", {**NUMBER, "token": 9999}, None, "no token 9999"),
        ("arithmetic", {**NUMBER, "signal": "z"}, None, "z"),
        ("arithmetic", {**NUMBER, "token": "3"}, "token", "integer"),
        ("gradients", {**WALK, "token": 3, "word": "qwertz"}, None, "neither in the vocabulary"),
        ("ledgers", {**WALK, "state": "f"}, None, "not a state"),
        ("ledgers", {"sentence": "so " * 300, "state": "c"}, "units", "Name 22 units at most"),
        (
            "comparisons",
            {"sentences": ["so " * 390, "so " * 390], "cells": ["rnn", "gru", "lstm"]},
            "sentences",
            "666 are the most",
        ),
        ("comparisons", {"sentences": [INDIA], "cells": ["rnn", "gru", "rnn"]}, "cells", "`rnn` stands there twice"),
        ("comparisons", {"sentences": [], "cells": ["rnn"]}, "sentences", "at least 1"),
        ("comparisons", {"sentences": [INDIA], "cells": []}, "cells", "at least 1"),
        ("comparisons", {"sentences": [INDIA, " "], "cells": ["rnn"]}, "sentences", "no word"),
        ("comparisons", {"sentences": ["so " * 2_000], "cells": ["rnn"]}, "sentences", "characters"),
        ("comparisons", {"sentences": ["? " * 500], "cells": ["rnn"]}, "sentences", "500 words and signs"),
    ],
)
def test_what_is_not_right_is_said(path: str, body: Any, field: str | None, said: str) -> None:
    told = problem(post(path, body), 422)
    assert told.get("field") == field
    assert said in told["detail"]


@pytest.mark.parametrize("body", [b"", b"{", b"[1", b'{"sentence": NaN}', b"\xff\xfe", b'"' * 50, b"[" * 5_000])
def test_a_body_that_is_no_json_is_said_to_be_none(body: bytes) -> None:
    problem(ask("POST", "/api/v1/traces", content=body, headers={"content-type": "application/json"}), 422)


@pytest.mark.parametrize(
    ("path", "body", "field"),
    [
        ("traces", rb'{"sentence": "\ud800 and so on"}', "sentence"),
        ("comparisons", rb'{"sentences": ["\ud800"], "cells": ["rnn"]}', "sentences.0"),
        ("gradients", rb'{"sentence": "so", "token": 0, "word": "\udfff"}', "word"),
    ],
)
def test_half_a_character_is_no_text(path: str, body: bytes, field: str) -> None:
    answer = ask("POST", f"/api/v1/{path}", content=body, headers={"content-type": "application/json"})
    assert problem(answer, 422)["field"] == field


def test_a_wrong_address_and_a_wrong_way_to_ask_are_told_apart() -> None:
    problem(ask("GET", "/api/v1/nothing"), 404)
    problem(ask("GET", "/api/v1/traces"), 405)


def test_a_person_gets_a_page() -> None:
    answer = ask("GET", "/nothing<script>", headers={"accept": "text/html,*/*"})
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert "<script>" not in answer.text


def test_a_body_that_is_too_long_is_refused_whether_it_says_so_or_not() -> None:
    settings = Settings(most_bytes=1000)
    assert "1,000 bytes" in problem(post("traces", {"sentence": "x" * 2000}, settings), 413)["detail"]

    async def parts() -> Any:
        for _ in range(20):
            yield b"x" * 100

    problem(ask("POST", "/api/v1/traces", settings, content=parts()), 413)


def busy_app(most_waiting: int) -> FastAPI:
    """One whose desks are taken."""
    app = an_app(Settings(most_waiting=most_waiting))
    app.state.light.is_free = app.state.heavy.is_free = False
    return app


def test_who_comes_when_all_are_busy_is_told_when_to_come_back() -> None:
    app = busy_app(most_waiting=1)

    async def run() -> tuple[httpx.Response, httpx.Response]:
        async def wait_my_turn() -> None:
            waited.append(await client.post("/api/v1/traces", json=WALK))

        waited: list[httpx.Response] = []
        async with client_of(app) as client, anyio.create_task_group() as group:
            group.start_soon(wait_my_turn)
            await until(lambda: len(app.state.light.line) == 1)
            refused = await client.post("/api/v1/traces", json=WALK)
            app.state.light.leave()
        return waited[0], refused

    waited, refused = anyio.run(run)
    assert waited.status_code == 200
    problem(refused, 503)
    assert int(refused.headers["retry-after"]) > 0


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("traces", {"sentence": "? " * 500}),
        ("traces", {"sentence": " "}),
        ("gradients", {"sentence": "? " * 500, "token": 3, "word": "so"}),
        ("comparisons", {"sentences": ["? " * 500], "cells": ["rnn"]}),
        ("comparisons", {"sentences": ["so " * 390, "so " * 390], "cells": ["rnn", "gru", "lstm"]}),
    ],
)
def test_what_is_too_long_is_said_at_once_even_when_all_are_busy(path: str, body: Any) -> None:
    app = busy_app(most_waiting=0)

    async def run() -> list[httpx.Response]:
        async with client_of(app) as client:
            return [await client.post(f"/api/v1/{where}", json=what) for where, what in (("traces", WALK), (path, body))]

    refused, told = anyio.run(run)
    problem(refused, 503)
    problem(told, 422)


def test_as_many_words_as_a_host_has_set_can_be_walked() -> None:
    few = Settings(most_tokens=5)
    assert post("traces", {"sentence": "I went to Sri Lanka ___"}, few).status_code == 200  # Sri Lanka is one
    assert "6 words and signs, and 5" in problem(post("traces", {"sentence": "I went to Sri Lanka ___ ."}, few), 422)["detail"]


def test_a_fault_of_ours_is_told_without_its_inside(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("se" + "cret")  # the log shows the line, not what it says

    monkeypatch.setattr("app.answers.trace_of", fails)
    with caplog.at_level(logging.INFO, "gatewalk"):
        answer = post("traces", WALK)
    problem(answer, 500)
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "POST /api/v1/traces 500" in caplog.text
    assert "RuntimeError" in caplog.text
    assert "in answered\n" in caplog.text  # where it came about
    assert "secret" not in answer.text + caplog.text


def test_a_problem_says_its_detail() -> None:
    assert str(Problem(404, STATUSES[404])).startswith("There is nothing at this address.")
