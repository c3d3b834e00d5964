"""Plain sockets, for what no library would send."""

from __future__ import annotations

import contextlib
import re
import socket
import time
from collections.abc import Callable
from dataclasses import dataclass
from itertools import takewhile

from tests.serving import Server

PATIENCE = 60  # seconds, of whoever asks: no test says how fast the machine is


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[bytes, bytes]
    body: bytes


def connect(server: Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)


def heard(connection: socket.socket) -> bytes:
    """Everything, until the app closes the connection."""
    found = b""
    with contextlib.suppress(ConnectionError):
        while part := connection.recv(1 << 16):
            found += part
    return found


def one_answer(found: bytes) -> tuple[Answer, bytes]:
    """The first of them, and what comes behind it."""
    head, rest = found.split(b"\r\n\r\n", 1)
    first, *lines = head.split(b"\r\n")
    headers = dict(line.split(b": ", 1) for line in lines)
    size = int(headers[b"content-length"])
    return Answer(int(first.split()[1]), headers, rest[:size]), rest[size:]


def next_answer(connection: socket.socket) -> Answer:
    """To the one request that has been sent; the connection may stay."""
    with connection.makefile("rb") as found:
        head = b"".join(takewhile(lambda line: line != b"\r\n", found)) + b"\r\n"
        size = int(re.findall(rb"content-length: (\d+)", head)[0])
        return one_answer(head + found.read(size))[0]


def answers(server: Server, sent: bytes) -> list[Answer]:
    """To bytes after which the app closes the connection."""
    with connect(server) as connection:
        connection.sendall(sent)
        rest, found = heard(connection), []
    while rest:
        answer, rest = one_answer(rest)
        found.append(answer)
    return found


def until(true: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < end, "it never came to be"
        time.sleep(0.02)
