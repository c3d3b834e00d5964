"""Streams among all else that the app does: they live while nothing happens, hold nobody up, and end when it is stopped."""

from __future__ import annotations

import contextlib
import json
import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.app.rooms.school import School
from tests.app.wire import PATIENCE, connect, heard, until
from tests.benchmarks.fuzz import memory_of
from tests.serving import Server, doubled

# The app as it is, but for how often a stream gives a sign of life.
BEATS = "from app.rooms import stream; stream.BEAT = (0.3, 0.4)"
LONG = "x" * 20_000


def request(room: str, path: str = "stream", method: str = "GET") -> bytes:
    return f"{method} /api/v1/rooms/{room}/{path} HTTP/1.1\r\nHost: x\r\n\r\n".encode()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One second is all that it waits for a head, and three for an answer to be taken."""
    folder = tmp_path_factory.mktemp("rooms")
    with doubled(1, change=BEATS, GATEWALK_ROOMS=str(folder), GATEWALK_MOST_SECONDS="1") as server:
        yield server
    assert server.process.returncode == 0


def test_a_quiet_stream_lives_by_its_signs_of_life(server: Server) -> None:
    with School(server) as school:
        follower = school.follow()
        assert follower.next()[0] == "hello"
        assert [follower.next()[0] for _ in range(15)] == ["beat"] * 15
        school.show("sentence=1")
        assert follower.numbers(1) == [1]


def test_streams_wait_for_no_turn_and_keep_nobody_from_one(tmp_path: Path) -> None:
    with doubled(1, GATEWALK_ROOMS=str(tmp_path), GATEWALK_MOST_WAITING="1") as server, School(server) as school:
        followers = [school.follow() for _ in range(60)]
        walk = httpx.post(f"{server.address}/api/v1/traces", json={"sentence": "Peru is big."}, timeout=PATIENCE)
        assert walk.status_code == 200
        school.show("sentence=1")
        assert all(follower.numbers(1) == [1] for follower in followers)


def test_who_never_reads_costs_next_to_nothing_and_is_dropped_and_the_others_go_on(server: Server) -> None:
    with School(server) as school, contextlib.ExitStack() as stack:
        school.show(LONG)
        (before,) = memory_of(server)
        never = [stack.enter_context(socket.socket()) for _ in range(20)]
        for connection in never:
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
            connection.settimeout(PATIENCE)
            connection.connect(("127.0.0.1", server.port))
            connection.sendall(request(school.room))
        follower = school.follow()
        assert follower.numbers(1) == [1]
        for n in range(2, 402):  # 8 MB for each, and far more than the system keeps for a connection
            school.show(LONG)
            assert follower.numbers(1) == [n]
        (after,) = memory_of(server)
        assert after - before < 60  # MB; 160 if all of it were kept
        for connection in never:
            assert len(heard(connection)) < 401 * len(LONG)  # it ends, and before its end


def test_the_head_of_a_stream_has_an_end(server: Server) -> None:
    with School(server) as school, connect(server) as connection:
        bye = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
        connection.sendall(request(school.room, method="HEAD") + bye)
        head, _, rest = heard(connection).partition(b"\r\n\r\n")
        assert head.startswith(b"HTTP/1.1 200 ") and b"text/event-stream" in head
        assert rest.startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("workers", [1, 2])
def test_a_stop_ends_all_who_follow_at_once_and_without_noise(tmp_path: Path, workers: int) -> None:
    log = tmp_path / "log"
    with doubled(workers, log, GATEWALK_ROOMS=str(tmp_path)) as server, contextlib.ExitStack() as stack:
        school = stack.enter_context(School(server))
        school.show("sentence=1")
        following = [stack.enter_context(connect(server)) for _ in range(30)]
        for n, connection in enumerate(following):
            connection.sendall(request(school.room, "stream?after=1" if n % 3 else "events?after=1&wait=25"))
        for connection in following[1::3]:
            connection.recv(10)  # it has begun
        server.process.terminate()
        answers = [heard(connection) for connection in following]
        assert server.process.wait(PATIENCE) == 0
    for n, answer in enumerate(answers):
        if n % 3:
            assert answer.endswith(b"\r\n0\r\n\r\n") and b"event: end" not in answer
        elif answer:  # it may not have been read before the stop
            assert json.loads(answer.split(b"\r\n\r\n")[1])["events"] == []
    said = log.read_text()
    assert "Traceback" not in said and " ERROR " not in said


def test_a_reader_that_is_stuck_does_not_hold_up_a_stop(tmp_path: Path) -> None:
    with doubled(1, GATEWALK_ROOMS=str(tmp_path)) as server, School(server) as school, socket.socket() as never:
        never.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4_096)
        never.connect(("127.0.0.1", server.port))
        never.sendall(request(school.room))
        for _ in range(400):
            school.show(LONG)
        server.process.terminate()
        assert server.process.wait(PATIENCE) == 0


def test_who_has_left_is_forgotten(server: Server) -> None:
    with School(server) as school:
        (before,) = memory_of(server)
        for _ in range(300):
            follower = school.follow()
            assert follower.next()[0] == "hello"
            follower.close()
        school.followers.clear()
        school.show("sentence=1")
        until(lambda: open_connections(server) <= 3)
        (after,) = memory_of(server)
        assert after - before < 20


def open_connections(server: Server) -> int:
    """Of the worker: those that are established."""
    pid, port = server.workers()[0], f":{server.port:04X}"
    lines = [line.split() for line in Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]]
    return sum(local.endswith(port) and state == "01" for _, local, _, state, *_ in lines)
