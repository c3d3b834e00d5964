"""``python -m tests.benchmarks.fuzz``: 100,000 requests, most of them with something wrong, to the app with two workers.

``--quick`` sends a twentieth of them.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from tests.benchmarks.measure import Bars
from tests.fuzzing import SECRET, Asked, requests
from tests.serving import Server, serving

REQUESTS, WORKERS, CONNECTIONS = 100_000, 2, 8
PATIENCE = 120.0  # seconds, after which an answer is said to be stuck
PATIENT = {"GATEWALK_MOST_SECONDS": "60"}  # on a busy machine too nobody is sent away
MOST_MEMORY, MOST_GROWTH = 300, 40  # MB of a worker; what is kept of each request, a kilobyte or two, would show


@dataclass
class Seen:
    statuses: Counter[int] = field(default_factory=Counter)
    stuck: list[Asked] = field(default_factory=list)
    faults: list[tuple[int, Asked]] = field(default_factory=list)  # 5xx
    unanswered: list[Asked] = field(default_factory=list)  # the connection was closed instead


class Connection:
    """One that is used again until the app closes it."""

    def __init__(self, port: int, seen: Seen) -> None:
        self.port, self.seen = port, seen
        self.writer: asyncio.StreamWriter | None = None

    async def ask(self, asked: Asked) -> None:
        seen = self.seen
        try:
            async with asyncio.timeout(PATIENCE):
                status = await self._answer(asked)
        except TimeoutError:
            seen.stuck.append(asked)
            self.close()
        except (OSError, asyncio.IncompleteReadError):
            seen.unanswered.append(asked)
            self.close()
        else:
            seen.statuses[status] += 1
            if status >= 500:
                seen.faults.append((status, asked))

    async def _answer(self, asked: Asked) -> int:
        if self.writer is None:
            self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        self.writer.write(asked.to_bytes())
        head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
        status = int(head.split(b" ", 2)[1])
        if asked.method != "HEAD" and b"\r\ncontent-length:" in head:
            await self.reader.readexactly(int(head.split(b"\r\ncontent-length:")[1].split(b"\r\n")[0]))
        if b"\r\nconnection: close\r\n" in head:
            self.close()
        return status

    def close(self) -> None:
        if self.writer:
            self.writer.close()
        self.writer = None


async def _ask_all(port: int, asked: Iterator[Asked], seen: Seen) -> None:
    async def some() -> None:
        connection = Connection(port, seen)
        for one in asked:  # all connections take from the same
            await connection.ask(one)
        connection.close()

    await asyncio.gather(*(some() for _ in range(CONNECTIONS)))


def ask_all(server: Server, asked: Iterator[Asked], seen: Seen) -> Seen:
    asyncio.run(_ask_all(server.port, asked, seen))
    return seen


def made_for(server: Server, seed: int = 0) -> Iterator[Asked]:
    with urllib.request.urlopen(f"{server.address}/api/v1/openapi.json", timeout=PATIENCE) as answer:
        return requests(json.load(answer), seed)


def memory_of(server: Server) -> list[float]:
    """Resident megabytes of each worker."""
    lines = [Path(f"/proc/{pid}/status").read_text().splitlines() for pid in server.workers()]
    return [next(int(line.split()[1]) / 1e3 for line in some if line.startswith("VmRSS")) for some in lines]


def main() -> int:
    quick = "--quick" in sys.argv
    half, bars, seen = REQUESTS // (40 if quick else 2), Bars(), Seen()
    with tempfile.TemporaryDirectory() as folder, serving(WORKERS, log=Path(folder, "log"), **PATIENT) as server:
        begun, workers, asked = time.perf_counter(), server.workers(), made_for(server)
        ask_all(server, islice(asked, half), seen)
        before = memory_of(server)
        ask_all(server, islice(asked, half), seen)
        after = memory_of(server)
        log = Path(folder, "log").read_text()
        print(f"{2 * half:,} requests in {time.perf_counter() - begun:.0f} s: {dict(sorted(seen.statuses.items()))}")
        bars.at_most("answers that are faults of the app (5xx)", len(seen.faults), 0)
        bars.at_most("answers that never came", len(seen.stuck) + len(seen.unanswered), 0)
        bars.at_most("errors in the log", log.count("Traceback") + log.count(" ERROR "), 0)
        bars.at_most("words in the log that were typed", log.count(SECRET), 0)
        bars.at_most("workers that were replaced", len(set(server.workers()) - set(workers)), 0)
        bars.at_most("MB of memory, the larger worker", max(after), MOST_MEMORY)
        # One worker is asked more than the other, which is still small by the middle.
        grown = max(after) - max(before)
        bars.at_most("MB that the larger worker grew by in the second half", grown, None if quick else MOST_GROWTH)
    for status, one in [*seen.faults, *((0, one) for one in (*seen.stuck, *seen.unanswered))][:10]:
        print(status, one.to_bytes()[:500])
    print("missed: " + "; ".join(bars.missed) if bars.missed else "every bar is reached")
    return bool(bars.missed)


if __name__ == "__main__":
    sys.exit(main())
