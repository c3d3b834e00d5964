"""A stop is a stop: whoever has asked is answered or told to come back, nothing is left behind, and it counts as no failure."""

from __future__ import annotations

import contextlib
import json
import re
import signal
import socket
import time
from pathlib import Path

import pytest

from tests.serving import Server, serving

PATIENCE = 60  # seconds: no test says how fast the machine is
LONG = {"sentence": "so " * 390, "state": "c", "units": [*range(13)]}  # it takes a while
MANY = 40


def asking(server: Server, body: bytes, arrives: bool = True) -> socket.socket:
    """A connection on which something has been asked, all of it or half."""
    connection = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
    head = f"POST /api/v1/ledgers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
    if arrives:
        connection.sendall(f"{head}\r\n".encode() + body)
    else:  # what the app says to that means that it waits for the body
        connection.sendall(f"{head}Expect: 100-continue\r\n\r\n".encode() + body[:-1])
        assert connection.recv(1000).startswith(b"HTTP/1.1 100 ")
    return connection


def heard(connection: socket.socket) -> bytes:
    found = b""
    with contextlib.suppress(ConnectionError):
        while part := connection.recv(1 << 20):
            found += part
    return found


def ended(server: Server) -> int:
    server.process.wait(PATIENCE)
    return server.process.returncode


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("signals", [[signal.SIGTERM], [signal.SIGINT], [signal.SIGINT] * 2, [signal.SIGTERM] * 2], ids=str)
@pytest.mark.parametrize("load", ["idle", "busy"])
def test_whatever_it_does_it_stops_without_noise(tmp_path: Path, workers: int, signals: list[signal.Signals], load: str) -> None:
    log, answers = tmp_path / "log", []
    with contextlib.ExitStack() as connections, serving(workers, log, GATEWALK_AT_ONCE="1") as server:
        if load == "busy":  # the queue is full
            asked = [connections.enter_context(asking(server, json.dumps(LONG).encode())) for _ in range(MANY)]
        for each in signals:
            server.process.send_signal(each)
        if load == "busy":
            answers = [heard(connection) for connection in asked]
        assert ended(server) == 0
    statuses = {answer.split(b" ", 2)[1] for answer in answers if answer}
    assert statuses <= {b"200", b"503"}
    assert all(b"retry-after: " in answer for answer in answers if b" 503 " in answer[:20])
    said = log.read_text()
    assert "Traceback" not in said and " 500 " not in said


def test_what_does_not_get_done_in_time_is_told_to_come_back(tmp_path: Path) -> None:
    """A body that never comes stands for work that takes too long."""
    log = tmp_path / "log"
    with contextlib.ExitStack() as connections, serving(1, log, GATEWALK_MOST_SECONDS="600") as server:
        asked = [connections.enter_context(asking(server, json.dumps(LONG).encode(), arrives=False)) for _ in range(12)]
        server.process.terminate()
        answers = [heard(connection) for connection in asked]
        assert ended(server) == 0
    assert [answer.split(b" ", 2)[1] for answer in answers if answer] == [b"503"] * 12
    for answer in answers:
        assert re.search(rb"\r\nretry-after: \d+\r\n", answer)
        assert json.loads(answer.split(b"\r\n\r\n")[1])["detail"].startswith("The app is being stopped")
    said = log.read_text()
    assert "Traceback" not in said
    assert len([line for line in said.splitlines() if "ERROR" in line]) == 1


def test_workers_end_when_the_one_that_started_them_is_killed() -> None:
    with serving(workers=2) as server:
        workers = server.workers()
        assert len(workers) == 2
        server.process.kill()
        until = time.monotonic() + PATIENCE
        while any(map(is_there, workers)) and time.monotonic() < until:
            time.sleep(0.05)
        assert not any(map(is_there, workers))
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", server.port))


def is_there(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"  # that of one whose parent has not looked yet
