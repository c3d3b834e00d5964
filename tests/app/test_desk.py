"""Work waits its turn, and is not begun for who has left."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from threading import Event
from typing import Any

import anyio
import pytest

from app.desk import Desk
from app.problems import Problem
from app.settings import Settings
from tests.app.client import an_app, until


def says(left: bool) -> Callable[[], Awaitable[bool]]:
    async def gone() -> bool:
        return left

    return gone


def test_who_has_left_while_waiting_is_passed_over_and_the_next_has_the_turn() -> None:
    desk, done, go_on = Desk(at_once=1, most_waiting=5, most_seconds=60), list[str](), Event()

    async def ask(name: str, left: bool) -> None:
        try:
            await desk.do(lambda: done.append(name), says(left))
        except Problem as problem:
            done.append(f"{name}: {problem.status}")

    async def run() -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(desk.do, go_on.wait, says(False))
            await until(lambda: desk.inside == 1)
            group.start_soon(ask, "gone", True)
            await until(lambda: desk.inside == 2)
            group.start_soon(ask, "there", False)
            await until(lambda: desk.inside == 3)
            go_on.set()

    anyio.run(run)
    assert done == ["gone: 503", "there"]
    assert desk.inside == 0


def test_who_waits_too_long_is_told_when_to_come_back_and_leaves_its_place() -> None:
    desk = Desk(at_once=0, most_waiting=5, most_seconds=0)
    with pytest.raises(Problem, match="Try it again"):
        anyio.run(desk.do, lambda: None, says(False))
    assert desk.inside == 0


@pytest.mark.parametrize(("left", "walks"), [(False, 1), (True, 0)])
def test_nothing_is_computed_for_a_client_that_has_closed_its_connection_while_it_waited(
    monkeypatch: pytest.MonkeyPatch, left: bool, walks: int
) -> None:
    asked: list[object] = []
    monkeypatch.setattr("app.answers.trace_of", lambda *given: asked.append(given) or {})
    app, go_on = an_app(Settings(at_once=1)), Event()
    desk: Desk = app.state.desk
    body = json.dumps({"sentence": "Finland is a beautiful country."}).encode()
    scope = {
        "type": "http",
        "method": "POST",
        "path": "/api/v1/traces",
        "query_string": b"",
        "headers": [(b"content-type", b"application/json")],
    }
    coming = [{"type": "http.request", "body": body}, *([{"type": "http.disconnect"}] if left else [])]

    async def receive() -> Any:
        if not coming:
            await anyio.sleep_forever()
        return coming.pop(0)

    async def send(_: Any) -> None:
        pass

    async def run() -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(desk.do, go_on.wait, says(False))
            await until(lambda: desk.inside == 1)
            group.start_soon(app, scope, receive, send)
            await until(lambda: desk.inside == 2)
            go_on.set()

    anyio.run(run)
    assert len(asked) == walks
