"""A room over HTTP, as a teacher and students use it; and a Redis or Valkey for it."""

from __future__ import annotations

import json
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.app.wire import PATIENCE, connect
from tests.serving import Server, free_port

KEEPS_ALL = ("--appendonly", "yes", "--appendfsync", "everysec", "--save", "")


@dataclass
class Redis:
    folder: Path
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        return f"redis://127.0.0.1:{self.port}"

    def start(self) -> None:
        program = shutil.which("valkey-server") or shutil.which("redis-server")
        assert program
        command = [program, "--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(self.folder), *KEEPS_ALL]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        end = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < end and self.process.poll() is None, "it did not start"
            time.sleep(0.02)

    def kill(self) -> None:
        assert self.process
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def _answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(100) == b"+PONG\r\n"  # and not that it is still reading its file
        except OSError:
            return False


@contextmanager
def a_redis(folder: Path) -> Iterator[Redis]:
    if not (shutil.which("valkey-server") or shutil.which("redis-server")):
        pytest.skip("neither valkey-server nor redis-server is installed (Debian: apt install redis-server)")
    redis = Redis(folder)
    redis.start()
    try:
        yield redis
    finally:
        redis.kill()


@contextmanager
def a_place(kind: str, folder: Path) -> Iterator[str]:
    """For ``GATEWALK_ROOMS``."""
    if kind == "file":
        yield str(folder / "rooms.sqlite")
    else:
        with a_redis(folder) as redis:
            yield redis.address


KINDS = ("file", "redis")


class School:
    """One room of a server."""

    def __init__(self, server: Server) -> None:
        self.server, self.followers = server, list[Follower]()
        self.address = f"{server.address}/api/v1/rooms"
        self.client = httpx.Client(timeout=PATIENCE)
        opened = self.client.post(self.address)
        assert opened.status_code == 200, opened.text
        told = opened.json()
        self.room, self.letters, self.key = told["room"], told["letters"], told["key"]

    def __enter__(self) -> School:
        return self

    def __exit__(self, *_: object) -> None:
        for follower in self.followers:
            follower.close()
        self.client.close()

    def post(self, path: str, body: Any = None, key: str | None = None) -> httpx.Response:
        """``key``: also such as no key could be."""
        headers = {} if key is None else {"room-key": key.encode("latin-1")}
        return self.client.post(f"{self.address}/{self.room}/{path}", json=body, headers=headers)

    def get(self, path: str = "", key: str | None = None, **query: int) -> httpx.Response:
        headers = {} if key is None else {"room-key": key}
        address = f"{self.address}/{self.room}/{path}".rstrip("/")
        return self.client.get(address, params=query, headers=headers)

    def show(self, state: str, **more: Any) -> int:
        """The number of the event."""
        answer = self.post("view", {"state": state, **more}, self.key)
        assert answer.status_code == 200, answer.text
        number: int = answer.json()["number"]
        return number

    def ask(self, name: str = "first", **more: Any) -> httpx.Response:
        question = {"name": name, "text": "Which one?", "kind": "choice", "choices": ["Norway", "Peru"], **more}
        return self.post("question", question, self.key)

    def answer(self, student: int, value: float, question: str = "first") -> httpx.Response:
        return self.post("answers", {"token": token(student), "question": question, "value": value})

    def class_(self) -> Any:
        return self.get("class", self.key).json()

    def join(self, letters: str) -> httpx.Response:
        return self.client.post(f"{self.address}/join", json={"letters": letters})

    def follow(self, after: int = 0) -> Follower:
        self.followers.append(Follower(self.server, self.room, after))
        return self.followers[-1]


def token(student: int) -> str:
    return f"student-number-{student:05}"


class Follower:
    """A browser that follows by a stream."""

    def __init__(self, server: Server, room: str, after: int = 0) -> None:
        self.connection = connect(server)
        head = f"GET /api/v1/rooms/{room}/stream HTTP/1.1\r\nHost: x\r\nLast-Event-ID: {after}\r\n\r\n"
        self.connection.sendall(head.encode())
        self.lines = self.connection.makefile("rb")
        self.status = int(self.lines.readline().split()[1])
        while self.lines.readline() != b"\r\n":
            pass

    def next(self) -> tuple[str, int, Any]:
        """Kind, number and body of the next event; ``("", 0, None)`` if the stream is over."""
        kind, number, body = "", 0, None
        while (line := self.lines.readline()) not in (b"", b"0\r\n"):  # the last chunk, or the end of the connection
            name, _, value = line.decode().strip().partition(": ")
            match name:
                case "event":
                    kind = value
                case "id":
                    number = int(value)
                case "data":
                    body = json.loads(value)
                case "" if kind:
                    return kind, number, body
        return "", 0, None

    def events(self, count: int) -> list[tuple[str, int, Any]]:
        """The next ones that have a number."""
        found = []
        while len(found) < count:
            event = self.next()
            assert event[0], "the stream is over"
            if event[1]:
                found.append(event)
        return found

    def numbers(self, count: int) -> list[int]:
        return [number for _, number, _ in self.events(count)]

    def close(self) -> None:
        self.lines.close()
        self.connection.close()
