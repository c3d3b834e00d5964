"""What every store does, whichever keeps the rooms."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.problems import Problem
from app.rooms.events import KEPT
from app.rooms.places import store_at
from app.rooms.store import Bounds, Room, Store
from tests.app.rooms.school import KINDS, a_place
from tests.app.wire import PATIENCE

BOUNDS = Bounds(seconds=3600, most=5, most_of_one=3)
ROOM = Room("room-a", "BHKT", b"\x00\xffhash", "10.0.0.1")
Work = Callable[[Store], Awaitable[None]]


@pytest.fixture(params=KINDS)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with a_place(request.param, tmp_path) as place:
        yield place


def with_stores(place: str, work: Callable[..., Awaitable[None]], count: int = 1) -> None:
    """``count``: how many processes would share it."""

    async def run() -> None:
        stores = [store_at(place) for _ in range(count)]
        try:
            async with asyncio.timeout(PATIENCE):
                await work(*stores)
        finally:
            for store in stores:
                await store.end()

    asyncio.run(run())


async def is_gone(work: Awaitable[object]) -> bool:
    try:
        await work
    except Problem as problem:
        return problem.status == 404
    return False


def test_a_room_is_found_by_its_letters_and_by_its_name(place: str) -> None:
    async def work(store: Store) -> None:
        assert await store.open(ROOM, BOUNDS) == ""
        assert await store.named("BHKT") == await store.room("room-a") == ROOM
        assert await is_gone(store.named("BHKX")) and await is_gone(store.room("room-b"))

    with_stores(place, work)


def test_events_are_numbered_without_a_gap_whoever_adds_them(place: str) -> None:
    async def work(one: Store, other: Store) -> None:
        await one.open(ROOM, BOUNDS)
        await one.open(replace(ROOM, id="room-b", letters="XXXX"), BOUNDS)
        jobs = [store.append("room-a", "view", f'{{"n":"{n}é"}}') for n in range(15) for store in (one, other)]
        numbers = await asyncio.gather(*jobs)
        assert sorted(numbers) == list(range(1, 31))
        log = await other.log("room-a", 10)
        assert (log.last, [event.number for event in log.events]) == (30, list(range(11, 31)))
        assert {event.body for event in (await one.log("room-a")).events} == {f'{{"n":"{n}é"}}' for n in range(15)}
        assert (await one.log("room-b")).last == 0

    with_stores(place, work, 2)


def test_of_what_is_old_only_the_last_of_each_kind_is_kept(place: str) -> None:
    async def work(store: Store) -> None:
        await store.open(ROOM, BOUNDS)
        for n in range(3):
            await store.append("room-a", "question", f"{n}")
        for n in range(KEPT + 20):
            await store.append("room-a", "view", f"{n}")
        log = await store.log("room-a")
        first = log.events[0]
        assert (first.number, first.kind, first.body) == (3, "question", "2")
        assert len(log.events) == KEPT + 1 and log.last == log.events[-1].number == KEPT + 23
        assert await store.latest("room-a", "question") == "2"
        assert await store.latest("room-a", "view") == f"{KEPT + 19}"
        assert await store.latest("room-a", "tally") is None

    with_stores(place, work)


def test_whoever_waits_hears_of_what_others_add(place: str) -> None:
    async def work(one: Store, other: Store) -> None:
        await one.open(ROOM, BOUNDS)
        await one.open(replace(ROOM, id="room-b", letters="XXXX"), BOUNDS)
        for adds in (one, other):
            last = (await one.log("room-a")).last
            waiting = asyncio.create_task(other.news({"room-a": last, "room-b": 0}))
            await asyncio.sleep(0.1)
            await adds.append("room-a", "view", "1")
            assert "room-a" in await waiting
        assert "room-a" in await other.news({"room-a": 0})  # what was before is seen at once

    with_stores(place, work, 2)


def test_a_room_that_is_closed_is_gone_and_whoever_waits_hears_of_it(place: str) -> None:
    async def work(one: Store, other: Store) -> None:
        await one.open(ROOM, BOUNDS)
        await one.append("room-a", "view", "1")
        await one.note("room-a", "sentence", ("s", "Peru"), 9)
        waiting = asyncio.create_task(other.news({"room-a": 1}))
        await asyncio.sleep(0.1)
        await one.close("room-a")
        assert await waiting == ["room-a"]
        for gone in (
            one.room("room-a"),
            other.named("BHKT"),
            other.log("room-a"),
            one.append("room-a", "view", "2"),
            one.note("room-a", "answer", ("s", "1"), 9),
            one.notes("room-a", "sentence"),
        ):
            assert await is_gone(gone)
        assert await other.open(replace(ROOM, id="room-b"), BOUNDS) == ""  # its letters are free again

    with_stores(place, work, 2)


def test_a_room_ends_by_itself(place: str) -> None:
    async def work(store: Store) -> None:
        await store.open(ROOM, replace(BOUNDS, seconds=1))
        await store.append("room-a", "view", "1")
        while not await is_gone(store.log("room-a")):
            await asyncio.sleep(0.05)
        assert await is_gone(store.named("BHKT"))
        await store.sweep()
        assert await store.open(ROOM, BOUNDS) == ""

    with_stores(place, work)


def test_rooms_are_bounded_for_each_address_and_in_all(place: str) -> None:
    async def work(store: Store) -> None:
        rooms = [Room(f"room-{n}", f"BHK{letter}", b"", f"10.0.0.{n // 3}") for n, letter in enumerate("BCDFHJKLM")]
        assert [await store.open(room, BOUNDS) for room in rooms[:3]] == ["", "", ""]
        assert await store.open(replace(rooms[3], address="10.0.0.0"), BOUNDS) == "address"
        assert await store.open(replace(rooms[3], letters="BHKB"), BOUNDS) == "letters"
        assert [await store.open(room, BOUNDS) for room in rooms[3:6]] == ["", "", "all"]
        await store.close("room-0")
        assert await store.open(replace(rooms[6], address="10.0.0.0"), BOUNDS) == ""

    with_stores(place, work)


def test_of_a_student_the_last_note_counts_and_names_are_bounded(place: str) -> None:
    async def work(store: Store) -> None:
        await store.open(ROOM, BOUNDS)
        for name, value in (("a", "1 q"), ("b", "2 q é %s"), ("a", "3 q")):
            assert await store.note("room-a", "answer", (name, value), 2)
            await asyncio.sleep(0.01)
        assert not await store.note("room-a", "answer", ("c", "1"), 2)
        assert await store.note("room-a", "sentence", ("c", "1"), 2)
        assert [(note.name, note.value) for note in await store.notes("room-a", "answer")] == [("b", "2 q é %s"), ("a", "3 q")]
        assert all(0 <= note.age < PATIENCE for note in await store.notes("room-a", "answer"))
        await store.forget("room-a", "answer", "b")
        assert [note.name for note in await store.notes("room-a", "answer")] == ["a"]

    with_stores(place, work)


def test_only_what_is_otherwise_counts_as_a_change(place: str) -> None:
    async def work(store: Store) -> None:
        await store.open(ROOM, BOUNDS)
        for value in ("in_step", "in_step", "away", "in_step"):
            await store.note("room-a", "presence", ("a", value), 9)
        assert (await store.room("room-a")).changes == 3
        await store.forget("room-a", "presence", "b")
        assert (await store.room("room-a")).changes == 3

    with_stores(place, work)
