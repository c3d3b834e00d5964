"""``python -m tests.benchmarks.attacks NAME CONNECTIONS PORT SECONDS``: what one computer may do to a class, from 127.0.0.2.

A process of its own, and a light one: it shares the processors with the app and with the class.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import socket
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from model import cell_names, shipped
from model.explain import facts_of

ADDRESS = "127.0.0.2"
TAKES_AT_ONCE = 1 << 20  # bytes of an answer
LEFT_A_SECOND, UNREAD_FOR = 12, 0.5  # times for each connection; seconds
EDITS = [{"token": 1, "signal": "f", "units": [*range(160)], "value": 1.0}] * 130  # 97 KB, and the last number is none
INVALID = {"sentence": "so so", "edits": [*EDITS[1:], {**EDITS[0], "value": "none"}]}
LEDGER = {"sentence": "so " * 300, "state": "c", "units": [*range(22)]}  # an answer of 9 MB
COMPARISON = {"sentences": ["so " * 250], "cells": cell_names()}
BELIEFS = {"sentence": "so " * 400, "beliefs": [fact.name for fact in facts_of(shipped("lstm"))]}
Connect = Callable[[], Awaitable[socket.socket]]


def request(path: str, body: Any) -> bytes:
    sent = json.dumps(body).encode()
    head = f"POST /api/v1/{path} HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: {len(sent)}\r\n\r\n"
    return head.encode() + sent


async def ask_and_take(connect: Connect, sent: bytes) -> None:
    """As fast as it is answered."""
    loop, room = asyncio.get_running_loop(), bytearray(TAKES_AT_ONCE)
    with await connect() as connection:
        while True:
            await loop.sock_sendall(connection, sent)
            got = await loop.sock_recv_into(connection, room)
            head, _, rest = bytes(room[:got]).partition(b"\r\n\r\n")
            left = int(head.lower().split(b"content-length:")[1].split(b"\r\n")[0]) - len(rest)
            while left and (got := await loop.sock_recv_into(connection, room)):
                left -= got


async def ask_and_leave_it(connect: Connect, sent: bytes) -> None:
    while True:
        with await connect() as connection:
            await asyncio.get_running_loop().sock_sendall(connection, sent)
            await asyncio.sleep(UNREAD_FOR)


async def ask_and_leave(connect: Connect, sent: bytes) -> None:
    while True:
        with await connect() as connection:
            await asyncio.get_running_loop().sock_sendall(connection, sent)
        await asyncio.sleep(1 / LEFT_A_SECOND)


async def say_it_slowly(connect: Connect, sent: bytes) -> None:
    with await connect() as connection:
        for byte in sent:
            await asyncio.get_running_loop().sock_sendall(connection, bytes([byte]))
            await asyncio.sleep(1)


@dataclass(frozen=True)
class Attack:
    sent: bytes
    how: Callable[[Connect, bytes], Awaitable[None]]


ATTACKS = {
    "invalid edits": Attack(request("traces", INVALID), ask_and_take),
    "unread ledgers": Attack(request("ledgers", LEDGER), ask_and_leave_it),
    "largest comparisons": Attack(request("comparisons", COMPARISON), ask_and_take),
    "all beliefs": Attack(request("traces", BELIEFS), ask_and_take),
    "left comparisons": Attack(request("comparisons", COMPARISON), ask_and_leave),
    "slow heads": Attack(request("traces", INVALID), say_it_slowly),
}


async def attack(name: str, connections: int, port: int, seconds: float) -> None:
    async def connect() -> socket.socket:
        connection = socket.socket()
        connection.bind((ADDRESS, 0))
        connection.setblocking(False)
        await asyncio.get_running_loop().sock_connect(connection, ("127.0.0.1", port))
        return connection

    async def go_on() -> None:
        while True:
            with contextlib.suppress(OSError, IndexError):  # cut off, and here it is again
                await ATTACKS[name].how(connect, ATTACKS[name].sent)
            await asyncio.sleep(0.1)

    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await asyncio.gather(*(go_on() for _ in range(connections)))


if __name__ == "__main__":
    os.nice(5)  # in truth it would be another computer
    asyncio.run(attack(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), float(sys.argv[4])))
