"""Heavy work is done apart: in a second process of each worker, which the system lets work when nobody else wants to.

A thread would not do: those of Python share one lock, and who waits for it waits for the work. The two processes talk over a
pair of sockets. The worker asks for a part of an answer, and hears that it is made before it asks for another, of the same or
of another. With the last it gets all of them, into one place: to put 10 MB together would hold it up for milliseconds.
"""

from __future__ import annotations

import asyncio
import logging
import socket
import struct
import subprocess
import sys
import traceback
from collections.abc import AsyncGenerator, Iterator
from dataclasses import asdict
from typing import Any, BinaryIO

import numpy as np
import orjson

from app.memory import keep_little_memory
from app.networks import Networks
from app.polite import wait_for_all
from app.problems import STATUSES, Problem, come_back, of_model, plain, said_again
from app.requests import Form, Part, RawRequest, parts_of
from app.settings import Settings
from model import ModelError

LENGTHS = struct.Struct("<II")  # of the header, which is JSON, and of the bytes that come with it
MOST_SECONDS = 240  # for one part, on a computer that is busy with other things too
Piece = bytes | memoryview
Message = tuple[dict[str, Any], Piece]  # a header, and a body
log = logging.getLogger("gatewalk")


class Apart:
    """The worker's side. The other process is started when it is first needed, and anew if it has died."""

    def __init__(self, settings: Settings) -> None:
        self.settings, self.begun, self.given_up = settings, 0, list[int]()
        self.process: subprocess.Popen[bytes] | None = None
        self.wire: socket.socket | None = None
        self.one_at_a_time = asyncio.Lock()

    async def parts(self, raw: RawRequest) -> AsyncGenerator[Part, None]:
        self.begun += 1
        number, more = self.begun, True
        message: Message = {"number": number, **raw._asdict(), "form": [*raw.form], "body": None}, raw.body
        try:
            while more:
                # Who no longer waits for an answer does not leave it to the next one.
                answer = asyncio.ensure_future(self._answer(*message))
                answer.add_done_callback(_heard)
                reply, part = await asyncio.shield(answer)
                if "status" in reply:
                    more = False
                    raise Problem(reply["status"], said_again(reply["said"]), reply["field"])
                message, more = ({"number": number}, b""), reply["more"]
                yield part, more
        finally:
            if more:
                self.given_up.append(number)

    async def _answer(self, header: dict[str, Any], body: Piece) -> Message:
        loop = asyncio.get_running_loop()
        async with self.one_at_a_time:
            settings = b"" if self.wire else _head(asdict(self.settings))  # not in its command, which all users of a computer see
            wire = self.wire or self._start()
            try:
                async with asyncio.timeout(MOST_SECONDS):
                    given_up, self.given_up = self.given_up, []
                    await loop.sock_sendall(wire, settings + _head({**header, "given_up": given_up}, body))
                    await loop.sock_sendall(wire, body)
                    of_reply, of_part = LENGTHS.unpack(await _exactly(wire, LENGTHS.size))
                    return orjson.loads(await _exactly(wire, of_reply)), await _exactly(wire, of_part)
            except (OSError, EOFError):  # a TimeoutError is an OSError
                if wire is self.wire:  # or else it is the app that has ended it
                    log.error("The process that does the heavy work has ended by itself, or hangs; another takes its place")
                    self.end()
                raise come_back("errors.broken-off") from None

    def _start(self) -> socket.socket:
        self.wire, other = socket.socketpair()
        self.wire.setblocking(False)
        command = [sys.executable, "-m", __name__]
        # In a group of its own: a Ctrl-C in the terminal is not for it, it ends when its worker does. In a session of its own it
        # would not wait for others: Linux gives each session as much time as any other, however polite those in it are.
        with other:
            self.process = subprocess.Popen(command, stdin=other.fileno(), process_group=0)
        return self.wire

    def end(self) -> None:
        wire, process, self.wire, self.process = self.wire, self.process, None, None
        if wire and process:
            wire.close()
            process.kill()
            process.wait()


def _heard(answer: asyncio.Future[Message]) -> None:
    """Nobody may be left to hear what went wrong: not when the app is being stopped."""
    if not answer.cancelled():
        answer.exception()


def _head(header: dict[str, Any], *body: Piece) -> bytes:
    """What goes before the body, which may be in several pieces."""
    text = orjson.dumps(header)
    return LENGTHS.pack(len(text), sum(map(len, body))) + text


async def _exactly(wire: socket.socket, count: int) -> memoryview:
    received = np.empty(count, np.uint8).data  # a bytearray would be filled with zeros first: 9 MB of them for 4 ms
    rest = received
    while rest:
        got = await asyncio.get_running_loop().sock_recv_into(wire, rest)
        if not got:
            raise EOFError
        rest = rest[got:]
    return received


# The other process


def main() -> None:
    keep_little_memory()
    networks = Networks.that_come_with_the_app()
    wait_for_all()
    with socket.socket(fileno=sys.stdin.fileno()) as wire, wire.makefile("rb") as incoming:
        messages = _messages(incoming)
        settings, _ = next(messages, ({}, b""))
        given: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in settings.items()}
        answers = Answers(networks, Settings(**given))
        for header, body in messages:
            reply, whole = answers.next(header, body)
            wire.sendall(_head(reply, *whole))
            for part in whole:
                wire.sendall(part)


def _messages(incoming: BinaryIO) -> Iterator[tuple[dict[str, Any], bytes]]:
    """Until the worker ends."""
    while len(head := incoming.read(LENGTHS.size)) == LENGTHS.size:
        of_header, of_body = LENGTHS.unpack(head)
        yield orjson.loads(incoming.read(of_header)), incoming.read(of_body)


class Answers:
    """Those that are begun and not yet at their end."""

    def __init__(self, networks: Networks, settings: Settings) -> None:
        self.networks, self.settings = networks, settings
        self.begun: dict[int, tuple[Iterator[Part], list[Piece]]] = {}

    def next(self, header: dict[str, Any], body: bytes) -> tuple[dict[str, Any], list[Piece]]:
        """Makes the next part of an answer. With the last comes the whole, in pieces.

        Or says what is wrong with the request, or with us.
        """
        for number in header["given_up"]:
            self.begun.pop(number, None)
        parts, whole = self.begun.pop(header["number"], (None, []))
        try:
            if parts is None:
                raw = RawRequest(header["kind"], body, Form(*header["form"]), header["coding"])
                parts = parts_of(raw, self.networks, self.settings)
            part, more = next(parts)
        except Exception as error:
            return _refusal(error), []
        whole.append(part)
        if more:
            self.begun[header["number"]] = parts, whole
        return {"more": more}, [] if more else whole


def _refusal(error: Exception) -> dict[str, Any]:
    problem = of_model(error) if isinstance(error, ModelError) else error
    if not isinstance(problem, Problem):
        # Not the message of the error: it may hold what a user typed.
        print(type(error).__name__, "".join(traceback.format_tb(error.__traceback__)), sep="\n", file=sys.stderr, flush=True)
        problem = Problem(500, STATUSES[500])
    return {"status": problem.status, "said": plain(problem.said), "field": problem.field}


if __name__ == "__main__":
    main()
