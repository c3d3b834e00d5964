"""Work waits its turn, and is not begun for who has left."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable
from typing import Any

import anyio
import pytest

from app.desk import Desk
from app.main import create_app
from app.problems import Problem
from app.ready import ready
from app.settings import Settings


def says(left: bool) -> Callable[[], Awaitable[bool]]:
    async def gone() -> bool:
        return left

    return gone


def test_who_has_left_while_waiting_is_passed_over_and_the_next_has_the_turn() -> None:
    desk, done, go_on = Desk(at_once=1, most_waiting=5, most_seconds=20), list[str](), anyio.Event()

    async def ask(name: str, left: bool) -> None:
        try:
            await desk.do(lambda: done.append(name), says(left))
        except Problem as problem:
            done.append(f"{name}: {problem.status}")

    async def hold() -> None:
        async def wait_inside() -> bool:
            await go_on.wait()
            return False

        await desk.do(lambda: done.append("first"), wait_inside)

    async def run() -> None:
        async with anyio.create_task_group() as group:
            group.start_soon(hold)
            await anyio.sleep(0)
            group.start_soon(ask, "gone", True)
            group.start_soon(ask, "there", False)
            while desk.inside < 3:
                await anyio.sleep(0)
            go_on.set()

    anyio.run(run)
    assert done == ["first", "gone: 503", "there"]
    assert desk.inside == 0


def test_who_waits_too_long_is_told_when_to_come_back_and_leaves_its_place() -> None:
    desk = Desk(at_once=0, most_waiting=5, most_seconds=0)
    with pytest.raises(Problem, match="Try it again"):
        anyio.run(desk.do, lambda: None, says(False))
    assert desk.inside == 0


@pytest.mark.parametrize(("left", "walks"), [(False, 1), (True, 0)])
def test_nothing_is_computed_for_a_client_that_has_closed_its_connection(
    monkeypatch: pytest.MonkeyPatch, left: bool, walks: int
) -> None:
    asked: list[object] = []
    ready()  # which walks the examples
    monkeypatch.setattr("app.walks.trace_of", lambda *given: asked.append(given) or {})
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

    anyio.run(create_app(Settings()), scope, receive, send)
    assert len(asked) == walks
