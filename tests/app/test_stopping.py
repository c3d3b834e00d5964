"""A stop is a stop: whoever has asked is answered or told to come back, nothing is left behind, and it counts as no failure."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.app.wire import PATIENCE, answers, connect, heard, until
from tests.serving import Server, doubled, serving

LONG = {"sentence": "so " * 390, "state": "c", "units": [*range(5)]}  # it takes a while
MANY = 3  # one is being worked on, and two wait
BYE = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"


def asking(server: Server, body: bytes, arrives: bool = True) -> socket.socket:
    """A connection on which something has been asked, all of it or half."""
    connection = connect(server)
    head = f"POST /api/v1/ledgers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    if arrives:
        connection.sendall(f"{head}\r\n".encode() + body)
    else:  # what the app says to that means that it waits for the body
        connection.sendall(f"{head}Expect: 100-continue\r\n\r\n".encode() + body[:-1])
        assert connection.recv(1000).startswith(b"HTTP/1.1 100 ")
    return connection


def ended(server: Server) -> int:
    server.process.wait(PATIENCE)
    return server.process.returncode


COMMON = (["SIGTERM"], ["SIGINT"], ["SIGINT", "SIGINT"], ["SIGTERM", "SIGINT"])
RARE = (["SIGHUP"], ["SIGQUIT"], ["SIGTERM", "SIGTERM"], ["SIGUSR1", "SIGUSR2", "SIGTERM"])
WAYS = (("idle", 1), ("busy", 2), ("idle", 2), ("busy", 1))
STOPS = [(signals, *way) for several in (COMMON, RARE) for signals, way in zip(several, WAYS, strict=True)]


@dataclass(frozen=True)
class Stop:
    answers: list[bytes]
    status: int
    said: str


def stop(log: Path, signals: list[str], load: str, workers: int) -> Stop:
    begun = serving if signals == COMMON[0] else doubled  # it does not matter how it began
    with contextlib.ExitStack() as connections, begun(workers, log) as server:
        asked = range(MANY if load == "busy" else 0)
        busy = [connections.enter_context(asking(server, json.dumps(LONG).encode())) for _ in asked]
        for each in signals:
            server.process.send_signal(signal.Signals[each])
        return Stop([heard(connection) for connection in busy], ended(server), log.read_text())


@pytest.fixture(scope="module")
def stops(tmp_path_factory: pytest.TempPathFactory) -> list[Stop]:
    """Several at once: most of the time of a stop is spent waiting."""
    folder = tmp_path_factory.mktemp("logs")
    with ThreadPoolExecutor(4) as pool:
        return [*pool.map(lambda each: stop(folder / str(each[0]), *each[1]), enumerate(STOPS))]


@pytest.mark.parametrize("number", range(len(STOPS)), ids=map(str, STOPS))
def test_whatever_it_does_it_stops_without_noise(stops: list[Stop], number: int) -> None:
    answers, status, said = vars(stops[number]).values()
    assert status == 0
    assert {answer.split(b" ", 2)[1] for answer in answers if answer} <= {b"200", b"503"}
    assert all(b"retry-after: " in answer for answer in answers if b" 503 " in answer[:20])
    assert "Traceback" not in said and " 500 " not in said


@pytest.mark.parametrize("more", [[], ["SIGINT", "SIGHUP", "SIGTERM"]], ids=str)
def test_what_does_not_get_done_in_time_is_told_to_come_back(tmp_path: Path, more: list[str]) -> None:
    """A body that never comes stands for work that takes too long. To ask more than once for the stop changes nothing."""
    log = tmp_path / "log"
    with contextlib.ExitStack() as connections, doubled(1, log, GATEWALK_MOST_SECONDS="600") as server:
        asked = [connections.enter_context(asking(server, json.dumps(LONG).encode(), arrives=False)) for _ in range(12)]
        server.process.terminate()
        until(lambda: listens_no_more(server))
        for each in more:
            server.process.send_signal(signal.Signals[each])
        answers = [heard(connection) for connection in asked]
        assert ended(server) == 0
    assert [answer.split(b" ", 2)[1] for answer in answers if answer] == [b"503"] * 12
    for answer in answers:
        assert re.search(rb"\r\nretry-after: \d+\r\n", answer)
        assert json.loads(answer.split(b"\r\n\r\n")[1])["code"] == "errors.stopping"
    said = log.read_text()
    assert "Traceback" not in said
    assert len([line for line in said.splitlines() if "ERROR" in line]) == 1


def listens_no_more(server: Server) -> bool:
    try:
        connect(server).close()
    except ConnectionError:
        return True
    return False


def test_a_signal_that_means_nothing_changes_nothing(tmp_path: Path) -> None:
    with doubled(workers=2, log=tmp_path / "log") as server:
        workers = server.workers()
        for pid in (server.process.pid, *workers):
            os.kill(pid, signal.SIGUSR1)
            os.kill(pid, signal.SIGUSR2)
        assert all(answers(server, BYE)[0].status == 200 for _ in range(10))
        assert server.workers() == workers
    assert server.process.returncode == 0


def test_it_outlives_its_terminal_if_it_was_started_so(tmp_path: Path) -> None:
    code = "import os, signal, sys; signal.signal(signal.SIGHUP, signal.SIG_IGN); os.execv(sys.executable, sys.orig_argv[:1] + "
    with serving(workers=2, program=("-c", f"{code}['-m', 'app'] + sys.argv[1:])")) as server:  # as nohup does
        workers = server.workers()
        for pid in (server.process.pid, *workers):
            os.kill(pid, signal.SIGHUP)
        assert all(answers(server, BYE)[0].status == 200 for _ in range(10))
        assert server.workers() == workers
    assert server.process.returncode == 0


def test_workers_end_when_the_one_that_started_them_is_killed() -> None:
    with serving(workers=2) as server:
        workers = server.workers()
        assert len(workers) == 2
        server.process.kill()
        until(lambda: not any(map(is_there, workers)))
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port))


def is_there(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"  # that of one whose parent has not looked yet
