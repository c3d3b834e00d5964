"""The app as a process: how it starts, what it says, how long it waits, and what becomes of a worker that dies."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.serving import ROOT, Server, serving

WAITS = 1  # second


@pytest.fixture(scope="module")
def log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("log") / "log.txt"


@pytest.fixture(scope="module")
def server(log: Path) -> Iterator[Server]:
    with serving(workers=2, log=log, GATEWALK_MOST_SECONDS=str(WAITS)) as server:
        yield server


def walk(server: Server, sentence: str) -> int:
    body = json.dumps({"sentence": sentence}).encode()
    request = urllib.request.Request(f"{server.address}/api/v1/traces", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=20) as answer:
        assert json.load(answer)["tokens"]
        return int(answer.status)


def test_it_says_where_it_is_and_has_a_line_for_each_walk_without_its_words(server: Server, log: Path) -> None:
    assert walk(server, "Zanzibar is a beautiful place.") == 200
    until = time.monotonic() + 10
    while "POST" not in log.read_text() and time.monotonic() < until:  # the line is written once the answer has been sent
        time.sleep(0.05)
    said = log.read_text()
    assert f"Gatewalk is at {server.address}/" in said
    assert "POST /api/v1/traces 200" in said
    assert "Zanzibar" not in said


def hears_nothing_more(connection: socket.socket) -> bool:
    connection.settimeout(WAITS + 10)
    try:
        return connection.recv(1000) == b""
    except ConnectionResetError:
        return True


@pytest.mark.parametrize("begin", [b"", b"G", b"POST /api/v1/traces HTTP/1.1\r\nHost: x\r\nX-Slow: aa"])
def test_a_connection_that_does_not_finish_the_head_of_its_request_is_closed(server: Server, begin: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(begin)
        assert hears_nothing_more(connection)


def test_the_same_on_a_connection_that_has_had_an_answer(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
        heard = b""
        while not heard.endswith(b"up\n"):
            heard += connection.recv(4000)
        connection.sendall(b"GET /heal")
        assert hears_nothing_more(connection)


@pytest.mark.parametrize(
    ("first", "then"),
    [
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n", b"\r\n"),
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n", b"a"),
    ],
)
def test_bytes_that_are_no_request_do_not_hold_a_connection(server: Server, first: bytes, then: bytes) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(first)
        heard = b""
        while not heard.endswith(b"up\n"):
            heard += connection.recv(4000)
        connection.sendall(then)
        assert hears_nothing_more(connection)


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
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.settimeout(20)
        with contextlib.suppress(ConnectionError):
            connection.sendall(sent)
            while connection.recv(1 << 20):
                pass
    assert walk(server, "Norway is a beautiful country.") == 200


def test_a_body_that_does_not_come_is_answered_in_words(server: Server) -> None:
    with socket.create_connection(("127.0.0.1", server.port)) as connection:
        connection.sendall(b"POST /api/v1/traces HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n\r\n{")
        connection.settimeout(WAITS + 10)
        assert b"408" in connection.recv(4000)


def test_a_worker_that_dies_is_replaced_and_the_other_goes_on(server: Server) -> None:
    before = server.workers()
    assert len(before) == 2
    os.kill(before[0], signal.SIGKILL)
    failed = 0
    until = time.monotonic() + 30
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
