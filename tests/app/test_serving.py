"""The app as a process: how it starts, what it says, how long it waits, and what becomes of a worker that dies."""

from __future__ import annotations

import contextlib
import gc
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI

from app.workers import work
from tests.app.client import an_app
from tests.serving import ROOT, Server, doubled, serving

WAITS = 2  # seconds, of the app that waits shortly
PATIENCE = 60  # seconds, of whoever asks: no test says how fast the machine is


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log.txt"


@pytest.fixture(scope="module")
def server(log: Path) -> Iterator[Server]:
    with doubled(workers=2, log=log) as server:
        yield server


@pytest.fixture(scope="module")
def hasty() -> Iterator[Server]:
    with doubled(GATEWALK_MOST_SECONDS=str(WAITS)) as server:
        yield server


def walk(server: Server, sentence: str) -> int:
    body = json.dumps({"sentence": sentence}).encode()
    request = urllib.request.Request(f"{server.address}/api/v1/traces", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        assert json.load(answer)["tokens"]
        return int(answer.status)


def connect(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)


def test_it_looks_for_what_can_be_thrown_away_once_it_serves(monkeypatch: pytest.MonkeyPatch) -> None:
    """Not while it starts, when all that is made stays."""
    looks = {}

    def start() -> FastAPI:
        looks["when it starts"] = gc.isenabled()
        return an_app()

    monkeypatch.setattr(logging, "raiseExceptions", logging.raiseExceptions)  # put back behind the app
    monkeypatch.setattr("app.serving.keep_little_memory", lambda: None)
    monkeypatch.setattr("app.serving.create_app", start)
    monkeypatch.setattr("app.serving.Server.run", lambda *_: looks.update({"when it serves": gc.isenabled()}))
    with socket.socket() as listening:
        work(listening, lambda news: None)
    assert looks == {"when it starts": False, "when it serves": True}


def test_it_says_where_it_is_and_has_a_line_for_each_walk_without_its_words(server: Server, log: Path) -> None:
    assert walk(server, "Zanzibar is a beautiful place.") == 200
    until = time.monotonic() + PATIENCE
    while not {"Gatewalk", "POST"} <= set(log.read_text().split()) and time.monotonic() < until:  # the lines come a little later
        time.sleep(0.05)
    said = log.read_text()
    assert f"Gatewalk is at {server.address}/" in said
    assert "POST /api/v1/traces 200" in said
    assert "Zanzibar" not in said


# What is sent at first, and whether it has an answer; and what then, which has no end.
HELD = {
    "nothing": (b"", b""),
    "a byte": (b"", b"G"),
    "half a head": (b"", b"POST /api/v1/traces HTTP/1.1\r\nHost: x\r\nX-Slow: aa"),
    "half a head after a request": (b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /heal"),
    "an empty line after a request": (b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", b"\r\n"),
    "part of a body that nobody needs": (b"GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n", b"a"),
}


def test_what_never_becomes_a_request_does_not_hold_a_connection(hasty: Server) -> None:
    with contextlib.ExitStack() as all_of_them:
        held = {}
        for name, (first, then) in HELD.items():  # all wait at the same time
            held[name] = connection = all_of_them.enter_context(connect(hasty))
            if first:
                connection.sendall(first)
                heard = b""
                while not heard.endswith(b"up\n"):
                    heard += connection.recv(4000)
            connection.sendall(then)
        assert {name: hears_nothing_more(connection) for name, connection in held.items()} == dict.fromkeys(HELD, True)


def hears_nothing_more(connection: socket.socket) -> bool:
    try:
        return connection.recv(1000) == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize("body", [b"Content-Length: 500\r\n\r\n{", b"Transfer-Encoding: chunked\r\n\r\n1\r\n{\r\n"])
def test_a_body_that_does_not_come_is_answered_in_words(hasty: Server, body: bytes) -> None:
    with connect(hasty) as connection:
        connection.sendall(b"POST /api/v1/traces HTTP/1.1\r\nHost: x\r\n" + body)
        assert b"408" in connection.recv(4000)


@pytest.mark.parametrize(
    "sent",
    [
        b"GET / HTTP/1.1\r\n" + b"X-Long: y\r\n" * 10_000,
        b"GET / HTTP/1.1\r\nX-Long: " + b"y" * 100_000,
        b"GET /api HTTP/1.1\r\nHost: x\r\n\r\n" * 2_000,
    ],
    ids=["many headers", "a long header", "requests ahead"],
)
def test_what_has_no_end_is_cut_off(server: Server, sent: bytes) -> None:
    with connect(server) as connection, contextlib.suppress(ConnectionError):
        connection.sendall(sent)
        while connection.recv(1 << 20):
            pass
    assert walk(server, "Norway is a beautiful country.") == 200


def answered(server: Server, sent: bytes) -> tuple[int, dict[bytes, bytes], bytes]:
    """Status, headers and body of one answer, after which the connection is closed."""
    with connect(server) as connection:
        connection.sendall(sent)
        heard = b""
        while part := connection.recv(1 << 16):
            heard += part
    head, body = heard.split(b"\r\n\r\n", 1)
    first, *lines = head.split(b"\r\n")
    return int(first.split()[1]), dict(line.split(b": ", 1) for line in lines), body


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        (b"what is this?\r\n\r\n", 400),
        (b"GET /\x00 HTTP/1.1\r\n\r\n", 400),
        (b"GET /api HTTP/1.1\r\nHost: x\r\nX-Long: " + b"y" * 40_000 + b"\r\n\r\n", 431),
        (b"GET /api?" + b"y" * 40_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", 431),
        (b"GET /api HTTP/1.1\r\nHost: x\r\n" + b"X: y\r\n" * 8_000 + b"\r\n", 431),
    ],
    ids=["no HTTP", "no address", "a long header", "a long address", "many headers"],
)
def test_what_is_refused_before_the_app_sees_it_is_told_like_every_other_problem(hasty: Server, sent: bytes, status: int) -> None:
    found, headers, body = answered(hasty, sent)
    told = json.loads(body)
    assert (found, told["status"], headers[b"content-type"]) == (status, status, b"application/problem+json")
    assert told["detail"].endswith(".")
    assert headers[b"connection"] == b"close"
    assert headers[b"cache-control"] == b"no-store"
    assert b"default-src 'none'" in headers[b"content-security-policy"]


def test_who_asks_for_a_websocket_gets_the_page_and_the_log_says_no_more(server: Server, log: Path) -> None:
    upgrade = b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: Upgrade, close\r\nUpgrade: websocket\r\n\r\n"
    with connect(server) as connection:
        connection.sendall(upgrade)
        assert b" 200 OK" in connection.recv(4_000)
    assert "WebSocket" not in log.read_text()


LEDGER = {"sentence": "so " * 300, "state": "c", "units": [*range(22)]}  # 200 bytes, and an answer of 9 MB


def test_answers_that_nobody_takes_do_not_fill_the_memory(tmp_path: Path) -> None:
    log, body = tmp_path / "log", json.dumps(LEDGER).encode()
    head = f"POST /api/v1/ledgers HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with contextlib.ExitStack() as all_of_them, serving(log=log) as server:
        for _ in range(20):
            connection = all_of_them.enter_context(connect(server))
            connection.sendall((head.encode() + body) * 3)  # the second and the third wait for the first to be taken
        until = time.monotonic() + 30 * PATIENCE  # heavy work gives way to all else that a busy computer does
        while log.read_text().count("POST /api/v1/ledgers") < 20 and time.monotonic() < until:
            time.sleep(0.05)
        assert walk(server, "Norway is a beautiful country.") == 200
        assert log.read_text().count("POST /api/v1/ledgers 200") == 20
        (apart,) = Path(f"/proc/{server.process.pid}/task/{server.process.pid}/children").read_text().split()
        status = [Path(f"/proc/{pid}/status").read_text() for pid in (server.process.pid, apart)]
        most = sum(int(re.findall(r"VmHWM:\s+(\d+) kB", one)[0]) for one in status) / 1e3
    assert "were not taken" in log.read_text()
    assert most < 300  # MB, with the process apart; all of it would be 180 more than what it needs


def test_a_worker_that_dies_is_replaced_and_the_other_goes_on(server: Server) -> None:
    before = server.workers()
    assert len(before) == 2
    os.kill(before[0], signal.SIGKILL)
    failed = 0
    until = time.monotonic() + PATIENCE
    while len(set(server.workers()) - set(before)) < 1 and time.monotonic() < until:
        try:
            walk(server, "Norway is a beautiful country.")
        except OSError:
            failed += 1
    assert failed <= 1
    assert len(server.workers()) == 2
    assert before[1] in server.workers()


def test_a_wrong_setting_is_said_and_nothing_is_started() -> None:
    environment = {**os.environ, "GATEWALK_MOST_TOKENS": "many"}
    command = [sys.executable, "-m", "app", "--port", "1"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr == "GATEWALK_MOST_TOKENS must be a whole number above 0, and is 'many'\n"


def test_a_port_that_is_taken_is_said_in_words() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        command = [sys.executable, "-m", "app", "--port", str(taken.getsockname()[1])]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "in use. Try another --port." in done.stderr
