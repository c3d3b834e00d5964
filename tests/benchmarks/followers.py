"""A class that follows its teacher, over plain sockets: what came to each screen, how soon, what did not come or came twice."""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

PRESENCE = 15.0  # seconds between two signs of life of a student, as the page gives them
HEAD = "{} /api/v1/rooms{} HTTP/1.1\r\nHost: 127.0.0.1\r\n{}\r\n"
Streams = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Seen:
    """By all followers of a room together."""

    sent: dict[int, float] = field(default_factory=dict)  # when the teacher began to send each event
    seconds: list[float] = field(default_factory=list)  # until it came, for each that came to a screen
    lost: int = 0
    twice: int = 0
    statuses: Counter[int] = field(default_factory=Counter)

    def share(self, within: float) -> float:
        """Of all that should have come."""
        should = len(self.seconds) + self.lost
        return sum(one <= within for one in self.seconds) / should if should else 0.0

    def at(self, share: float) -> float:
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(share * len(self.seconds)))]

    @property
    def faults(self) -> int:
        return sum(count for status, count in self.statuses.items() if status >= 400)

    def add(self, other: Seen) -> None:
        self.seconds += other.seconds
        self.lost += other.lost
        self.twice += other.twice
        self.statuses += other.statuses


async def asked(streams: Streams, method: str, path: str, body: Any = None, *headers: str) -> tuple[int, Any]:
    reader, writer = streams
    content = b"" if body is None else json.dumps(body).encode()
    more = "".join(f"{line}\r\n" for line in (*headers, "Content-Type: application/json", f"Content-Length: {len(content)}"))
    writer.write(HEAD.format(method, path, more).encode() + content)
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    size = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
    return int(head.split(b" ", 2)[1]), json.loads(await reader.readexactly(size))


class Classroom:
    """A room with its teacher and its students, at one of several ports that show the same rooms."""

    def __init__(self, ports: Iterable[int], students: int) -> None:
        self.ports, self.students, self.seen = list(ports), students, Seen()
        self.here = [dict[int, float]() for _ in range(students)]  # when each event came, for each student
        self.following: list[asyncio.Task[None]] = []
        self.joined = asyncio.Semaphore(0)

    async def open(self) -> None:
        self.teacher = await asyncio.open_connection("127.0.0.1", self.ports[0])
        status, told = await asked(self.teacher, "POST", "")
        assert status == 200, told
        self.room, self.key = f"/{told['room']}", f"room-key: {told['key']}"
        self.following = [asyncio.create_task(self._follow(n)) for n in range(self.students)]
        for _ in range(self.students):
            await self.joined.acquire()

    async def teach(self, steps: int, every: float = 1.0) -> None:
        begin = time.perf_counter()
        for n in range(1, steps + 1):
            await asyncio.sleep(max(0.0, begin + n * every - time.perf_counter()))
            now = time.perf_counter()
            view = {"state": f"sentence=India+is+a+beautiful+country.+I+live+in+___&cell=lstm&step={n}", "position": n}
            try:
                status, told = await asked(self.teacher, "POST", f"{self.room}/view", view, self.key)
            except (OSError, asyncio.IncompleteReadError):  # the one that was asked is gone; another takes its place
                self.ports = self.ports[1:] or self.ports
                self.teacher = await asyncio.open_connection("127.0.0.1", self.ports[0])
                status, told = await asked(self.teacher, "POST", f"{self.room}/view", view, self.key)
            self.seen.statuses[status] += 1
            if status == 200:
                self.seen.sent[told["number"]] = now

    async def close(self, patience: float = 2.0) -> Seen:
        """After a while in which what is on its way may come."""
        await asyncio.sleep(patience)
        for task in self.following:
            task.cancel()
        await asyncio.gather(*self.following, return_exceptions=True)
        self.teacher[1].close()  # it may have been idle for so long that the app has closed it
        self.teacher = await asyncio.open_connection("127.0.0.1", self.ports[0])
        await asked(self.teacher, "POST", f"{self.room}/close", None, self.key)
        self.teacher[1].close()
        for came in self.here:
            self.seen.lost += len(self.seen.sent.keys() - came.keys())
            self.seen.seconds += [at - self.seen.sent[number] for number, at in came.items() if number in self.seen.sent]
        return self.seen

    async def _follow(self, n: int) -> None:
        """Comes back as a browser does: with the number of the last event, after a while."""
        ports = self.ports[n % len(self.ports) :] + self.ports[: n % len(self.ports)]
        while True:
            try:
                reader, writer = await asyncio.open_connection("127.0.0.1", ports[0])
            except OSError:
                ports = [*ports[1:], ports[0]]
                await asyncio.sleep(0.1)
                continue
            try:
                last = max(self.here[n], default=0)
                writer.write(HEAD.format("GET", f"{self.room}/stream", f"Last-Event-ID: {last}\r\n").encode())
                self.seen.statuses[int((await reader.readuntil(b"\r\n\r\n")).split(b" ", 2)[1])] += 1
                await asyncio.gather(self._read(n, reader), self._be_there(n, ports[0]))
            except (OSError, asyncio.IncompleteReadError):
                ports = [*ports[1:], ports[0]]
            finally:
                writer.close()

    async def _read(self, n: int, reader: asyncio.StreamReader) -> None:
        came = self.here[n]
        while True:
            line = await reader.readuntil(b"\n")
            if line.startswith(b"event: hello") and not came:
                self.joined.release()  # only who is there from the beginning can miss a step
            if line.startswith(b"id: "):
                number = int(line[4:])
                self.seen.twice += number in came
                came.setdefault(number, time.perf_counter())

    async def _be_there(self, n: int, port: int) -> None:
        """Not all at once."""
        await asyncio.sleep(PRESENCE * n / self.students)
        streams = await asyncio.open_connection("127.0.0.1", port)
        try:
            while True:
                body = {"token": f"student-number-{n:06}", "number": max(self.here[n], default=0)}
                status, _ = await asked(streams, "POST", f"{self.room}/presence", body)
                self.seen.statuses[status] += 1
                await asyncio.sleep(PRESENCE)
        finally:
            streams[1].close()
