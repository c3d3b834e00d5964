"""Work waits its turn, and is not begun for who has left."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Callable
from typing import Any

import anyio
import pytest

from app.desk import Desk
from app.line import Place
from app.problems import Problem
from app.requests import Part
from app.settings import Settings
from tests.app.client import an_app, until


async def stays() -> None:
    await anyio.sleep_forever()


async def leaves() -> None:
    pass


class Room:
    """A desk, those who ask there, and what was done for them, in its order."""

    def __init__(self, most_waiting: int = 9, most_seconds: float = 60) -> None:
        self.desk, self.go_on, self.done = Desk(most_waiting, most_seconds), anyio.Event(), list[str]()

    async def parts(self, name: str, count: int) -> AsyncIterator[Part]:
        for left in reversed(range(count)):
            await self.go_on.wait()
            self.done.append(name)
            yield name.encode(), left > 0

    async def ask(self, name: str, weight: float = 1, turns: int = 1, left: Callable[[], Any] = stays) -> None:
        """The address is the first letter."""
        try:
            found = await self.desk.do(Place(name[0], weight, turns), self.parts(name, turns), left)
            assert found == [name.encode()] * turns
        except Problem as problem:
            self.done.append(f"{name}: {problem.status}")

    def after(self, *asked: tuple[Any, ...]) -> list[str]:
        """What is done when all have asked, one after the other, before the first is done."""

        async def run() -> None:
            async with anyio.create_task_group() as group:
                for one in asked:
                    group.start_soon(self.ask, *one)
                    await anyio.wait_all_tasks_blocked()
                self.go_on.set()

        anyio.run(run)
        assert self.desk.is_free
        assert not self.desk.line
        return self.done


def test_addresses_take_turns() -> None:
    assert Room().after(("a1",), ("a2",), ("a3",), ("b1",)) == ["a1", "b1", "a2", "a3"]


def test_what_is_long_lets_others_in_between_its_parts() -> None:
    assert Room().after(("a", 90, 3), ("b", 30)) == ["a", "b", "a", "a"]


def test_who_has_left_while_waiting_makes_room_at_once_and_nothing_is_done_for_it() -> None:
    asked = ("a1",), ("a2", 1, 1, leaves), ("a3", 1, 1, leaves), ("b1",)
    assert Room(most_waiting=1).after(*asked) == ["a2: 503", "a3: 503", "a1", "b1"]


def test_if_too_many_wait_one_of_the_address_with_most_is_sent_away_whoever_came_last() -> None:
    assert Room(most_waiting=2).after(("a1",), ("a2",), ("a3", 5), ("b1",)) == ["a3: 503", "a1", "b1", "a2"]


def test_who_waits_too_long_is_told_when_to_come_back_and_leaves_its_place() -> None:
    room = Room(most_seconds=0)
    assert room.after(("a1",), ("b1",)) == ["b1: 503", "a1"]


def test_work_that_fails_does_not_keep_the_next_from_its_turn() -> None:
    async def fails() -> AsyncIterator[Part]:
        raise Problem(422, "No.")
        yield b"", False

    async def run() -> list[bytes | memoryview]:
        desk, room = Desk(9, 60), Room()
        room.go_on.set()
        with pytest.raises(Problem, match="No"):
            await desk.do(Place("a", 1), fails(), stays)
        return await desk.do(Place("a", 1), room.parts("a", 1), stays)

    assert anyio.run(run) == [b"a"]


@pytest.mark.parametrize(("left", "walks"), [(False, 1), (True, 0)])
def test_nothing_is_computed_for_a_client_that_has_closed_its_connection_while_it_waited(
    monkeypatch: pytest.MonkeyPatch, left: bool, walks: int
) -> None:
    app, room, asked = an_app(Settings()), Room(), list[object]()
    room.desk = app.state.light
    monkeypatch.setattr("app.answers.trace_of", lambda *given: asked.append(given) or {})
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
            group.start_soon(room.ask, "first")
            await until(lambda: not room.desk.is_free)
            group.start_soon(app, scope, receive, send)
            await anyio.wait_all_tasks_blocked()
            room.go_on.set()

    anyio.run(run)
    assert len(asked) == walks
