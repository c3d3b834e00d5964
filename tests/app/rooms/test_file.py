"""Rooms in a file: what becomes of them when the disk is full, the file is cut off, the clock is wrong, or somebody is killed."""

from __future__ import annotations

import asyncio
import os
import stat
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.problems import Problem
from app.rooms import sqlite
from app.rooms.sqlite import InFile
from app.rooms.store import Bounds, Room
from tests.app.wire import PATIENCE

BOUNDS = Bounds(seconds=3600, most=100, most_of_one=100)
ROOM = Room("room-a", "BHKT", b"hash", "10.0.0.1")
LONG = '{"state":"' + "x" * 5_000 + '"}'


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "rooms.sqlite"


def run(work: Callable[..., Awaitable[None]], *stores: InFile) -> None:
    async def all_of_it() -> None:
        async with asyncio.timeout(PATIENCE):
            try:
                await work(*stores)
            finally:
                for store in stores:
                    await store.end()

    asyncio.run(all_of_it())


async def status_of(work: Awaitable[object]) -> int:
    try:
        await work
    except Problem as problem:
        return problem.status
    return 200


def as_killed(store: InFile, path: Path, folder: Path) -> InFile:
    """The file as it lies there when its process is killed: with a journal that nobody carries over."""
    folder.mkdir()
    for file in path.parent.glob("rooms.sqlite*"):
        if not file.name.endswith("-shm"):
            (folder / file.name).write_bytes(file.read_bytes())
    return InFile(str(folder / path.name))


def test_a_full_disk_refuses_what_is_new_in_words_and_goes_on_reading(path: Path) -> None:
    async def work(store: InFile) -> None:
        await store.open(ROOM, BOUNDS)
        number = 0
        while await status_of(store.append("room-a", "view", LONG)) == 200:
            number += 1
        assert number > 5
        assert await status_of(store.append("room-a", "view", LONG)) == 507
        assert await status_of(store.note("room-a", "sentence", ("a", "x" * 5_000), 9)) == 507
        log = await store.log("room-a")
        assert log.last == number == len(log.events)

    async def with_more_space(store: InFile) -> None:
        assert await store.append("room-a", "view", LONG) == (await store.log("room-a")).last > 5

    run(work, InFile(str(path), most_bytes=150_000))
    run(with_more_space, InFile(str(path)))


def test_a_process_that_is_killed_loses_nothing(path: Path, tmp_path: Path) -> None:
    async def work(store: InFile) -> None:
        await store.open(ROOM, BOUNDS)
        for n in range(60):
            await store.append("room-a", "view", LONG)
            await store.note("room-a", "answer", (f"{n}", "1"), 99)
        after = as_killed(store, path, tmp_path / "after")
        assert [event.number for event in (await after.log("room-a")).events] == list(range(1, 61))
        assert len(await after.notes("room-a", "answer")) == 60
        assert await after.append("room-a", "view", "61") == 61
        await after.end()

    run(work, InFile(str(path)))


@pytest.mark.parametrize("share", [0.95, 0.8, 0.6])
def test_of_a_journal_that_is_cut_off_all_before_the_cut_is_there(path: Path, tmp_path: Path, share: float) -> None:
    async def work(store: InFile) -> None:
        await store.open(ROOM, BOUNDS)
        for _ in range(10):  # so few that none has been carried over into the file yet
            await store.append("room-a", "view", LONG)
        after = as_killed(store, path, tmp_path / "after")
        journal = after.path.with_name("rooms.sqlite-wal")
        os.truncate(journal, int(journal.stat().st_size * share))
        log = await after.log("room-a")
        assert 0 < log.last < 10
        assert [event.number for event in log.events] == list(range(1, log.last + 1))
        assert await after.append("room-a", "view", "next") == log.last + 1
        await after.end()

    run(work, InFile(str(path)))


def spoil(path: Path) -> None:
    path.write_bytes(os.urandom(20_000))


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize("damage", [spoil, cut])
def test_a_file_that_is_damaged_is_begun_anew_and_said(
    path: Path, caplog: pytest.LogCaptureFixture, damage: Callable[[Path], None]
) -> None:
    async def fill(store: InFile) -> None:
        for n in range(20):
            await store.open(replace(ROOM, id=f"room-{n}", letters=f"{n}"), BOUNDS)
            await store.append(f"room-{n}", "view", LONG)

    async def work(store: InFile) -> None:
        assert await status_of(store.room("room-1")) == 404
        assert await store.open(ROOM, BOUNDS) == ""
        assert await store.append("room-a", "view", "1") == 1

    run(fill, InFile(str(path)))
    damage(path)
    run(work, InFile(str(path)))
    assert "damaged" in caplog.text


def test_a_file_that_somebody_takes_away_is_missed_by_all(path: Path) -> None:
    async def work(one: InFile, other: InFile) -> None:
        await one.open(ROOM, BOUNDS)
        assert (await other.room("room-a")).id == "room-a"
        for file in path.parent.glob("rooms.sqlite*"):
            file.unlink()
        waiting = asyncio.create_task(other.news({"room-a": 0}))
        assert await waiting == ["room-a"]  # it is gone
        await one.open(replace(ROOM, id="room-b"), BOUNDS)
        assert (await other.room("room-b")).id == "room-b"

    run(work, InFile(str(path)), InFile(str(path)))


def test_nothing_that_students_typed_is_in_any_file_when_the_room_is_closed(path: Path) -> None:
    def stands_somewhere(word: bytes) -> bool:
        return any(word in file.read_bytes() for file in path.parent.iterdir())

    async def work(one: InFile, other: InFile) -> None:
        for store, room in ((one, ROOM), (other, replace(ROOM, id="room-b", letters="XXXX"))):
            await store.open(room, replace(BOUNDS, seconds=1 if store is other else 3600))
            await store.note(room.id, "sentence", ("hash", f"Qwertzistan in {room.id}"), 9)
            await store.append(room.id, "view", "Qwertzistan")
        assert stands_somewhere(b"Qwertzistan")
        await one.close("room-a")
        while stands_somewhere(b"Qwertzistan"):
            await asyncio.sleep(0.05)
            await other.sweep()

    run(work, InFile(str(path)), InFile(str(path)))


# Clocks


def test_the_clock_on_the_wall_ends_no_room(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def work(store: InFile) -> None:
        await store.open(ROOM, BOUNDS)
        for wrong in (0.0, 4e9):
            monkeypatch.setattr(time, "time", lambda wrong=wrong: wrong)
            await store.sweep()
            assert (await store.room("room-a")).id == "room-a"
            assert await store.append("room-a", "view", "1")

    run(work, InFile(str(path)))


def test_a_machine_that_was_switched_off_counts_on_from_where_it_stood(path: Path) -> None:
    now = [50_000.0]

    async def opened(store: InFile) -> None:
        await store.open(ROOM, BOUNDS)
        now[0] += 2_000
        await store.sweep()

    async def later(store: InFile) -> None:
        now[0] = 10.0  # since it was switched on
        assert (await store.room("room-a")).id == "room-a"
        now[0] += 1_590
        assert (await store.room("room-a")).id == "room-a"
        now[0] += 20
        assert await status_of(store.room("room-a")) == 404

    run(opened, InFile(str(path), lambda: now[0]))
    run(later, InFile(str(path), lambda: now[0]))


# Whose file it is


def test_the_file_is_for_nobody_else(path: Path) -> None:
    async def work(store: InFile) -> None:
        await store.open(ROOM, BOUNDS)
        for file in path.parent.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) & 0o077 == 0, file

    run(work, InFile(str(path)))


def test_a_folder_that_somebody_else_has_made_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite.tempfile, "gettempdir", lambda: str(tmp_path))
    owner = os.getuid()

    async def work(store: InFile) -> None:
        assert await store.open(ROOM, BOUNDS) == ""
        assert stat.S_IMODE(store.path.parent.stat().st_mode) == 0o700

    async def by_another(store: InFile) -> None:
        assert await status_of(store.open(ROOM, BOUNDS)) == 503

    run(work, InFile(""))
    monkeypatch.setattr(os, "getuid", lambda: owner + 1)
    run(by_another, InFile(""))


def test_where_nothing_can_be_kept_it_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    async def work(store: InFile) -> None:
        assert await status_of(store.open(ROOM, BOUNDS)) == 503

    run(work, InFile(str(tmp_path / "missing" / "rooms.sqlite")))
    assert "cannot be kept in" in caplog.text


def test_a_folder_may_be_named_instead_of_a_file(tmp_path: Path) -> None:
    assert InFile(str(tmp_path)).path == tmp_path / "rooms.sqlite"
