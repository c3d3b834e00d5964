"""``python -m tests.benchmarks.classroom``: a class of 200 on two workers, with a worker killed, with slow clients.

``--quick`` takes a tenth of the time.
"""

from __future__ import annotations

import asyncio
import json
import os
import resource
import signal
import socket
import statistics
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from app.examples import EXAMPLES
from app.settings import Settings
from model import cell_names, shipped, trace
from model.explain import answers_at_end, belief, facts_of
from tests.benchmarks.measure import Bars, medians
from tests.benchmarks.students import Class, attend, dawdle, throughput
from tests.serving import Server, serving

STUDENTS, SECONDS, WORKERS, SLOW = 200, 60.0, 2, 1000
WITHIN = 0.150  # seconds, for 95 % of a class's answers, and for a comparison of all cells
MORE = (300, 400, 500, 600, 800, 1000, 1200)  # students, until it holds no longer
NORWAY = "Norway is a beautiful country . " * 6
SENTENCE = f"India is a beautiful place . {NORWAY[: -len('country . ')]}"  # of 40 tokens


def told(seen: Class) -> str:
    median, most, soon = (f"{1e3 * s:.0f} ms" for s in (statistics.median(seen.seconds), max(seen.seconds), seen.at(0.95)))
    return f"{len(seen.seconds):,} answers, {seen.bytes_ / 1e6:.0f} MB, median {median}, 95 % {soon}, longest {most}"


def start(bars: Bars) -> None:
    with serving() as server:
        bars.at_most("seconds until the app is ready", server.seconds_to_start, 3)
        bars.at_most("MB of memory while idle, one worker", memory_of(server.workers()[0]), 150)
    with serving(WORKERS) as server:
        bars.at_most("MB of memory while idle, the larger of two workers", max(map(memory_of, server.workers())), 150)


def memory_of(pid: int) -> float:
    """Resident megabytes."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmRSS"))


@contextmanager
def wire(server: Server) -> Iterator[BinaryIO]:
    with socket.create_connection(("127.0.0.1", server.port)) as connection, connection.makefile("rwb") as both_ways:
        yield both_ways


def ask(wire: BinaryIO, path: str, body: bytes) -> int:
    """How many bytes are answered. By hand: ``http.client`` takes as long to read an answer as the app to send it."""
    head = f"POST /api/v1/{path}?numbers=packed HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    wire.write(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
    wire.flush()
    assert wire.readline().split()[1] == b"200"
    size = 0
    while (line := wire.readline().lower()) != b"\r\n":
        if line.startswith(b"content-length:"):
            size = int(line.split(b":")[1])
    return len(wire.read(size))


def one_request(bars: Bars) -> None:
    """Of 40 tokens: beside the mathematics in it, the walk, what it believes at each word, and what it would answer to every
    question at the end. All else is what a host pays for the way there and back.
    """
    network = shipped("lstm")
    fact = facts_of(network)[0]

    def mathematics() -> None:
        found = trace(network, SENTENCE)
        belief(found, fact)
        answers_at_end(found)

    assert len(trace(network, SENTENCE)) == 40
    with serving() as server, wire(server) as connection:
        computed = json.dumps({"sentence": SENTENCE}).encode()
        time = medians(
            {
                "mathematics": mathematics,
                "request": lambda: ask(connection, "traces", computed),
            },
            rounds=300,
        )
        ms = {name: f"{seconds * 1e3:.2f} ms" for name, seconds in time.items()}
        size = ask(connection, "traces", computed)
        print(f"one request of 40 tokens: {ms['request']}, {size:,} bytes; the mathematics in it: {ms['mathematics']}")
        bars.at_most("the whole request / the mathematics", time["request"] / time["mathematics"], 1.6)
        # An example is answered with bytes that are ready: as many as the same sentence with a space behind it.
        ready, anew = (asyncio.run(throughput(server.port, EXAMPLES[0].sentence + space)) for space in ("", " "))
        print(f"requests per second, one worker: computed {anew:.0f}, ready bytes {ready:.0f}")


def all_cells(bars: Bars) -> None:
    """One request that walks 40 tokens through each of the cells."""
    body = json.dumps({"sentences": [SENTENCE], "cells": cell_names()}).encode()
    with serving() as server, wire(server) as connection:
        seconds = medians({"request": lambda: ask(connection, "comparisons", body)}, rounds=100)["request"]
        print(f"{len(cell_names())} cells compared on 40 tokens: {ask(connection, 'comparisons', body):,} bytes")
        bars.at_most("milliseconds until all cells are compared, median", 1e3 * seconds, 1e3 * WITHIN)


def a_class(bars: Bars, server: Server, seconds: float) -> None:
    seen = asyncio.run(attend(server.port, STUDENTS, seconds))
    print(f"{STUDENTS} students for {seconds:.0f} s on {WORKERS} workers: {told(seen)}")
    bars.at_most("errors", seen.errors, 0)
    bars.at_most("seconds within which 95 % are answered", seen.at(0.95), WITHIN)


def the_most_that_holds(server: Server, seconds: float) -> None:
    holds = STUDENTS
    for students in MORE:
        seen = asyncio.run(attend(server.port, students, seconds, seed=students))
        print(f"{students} students for {seconds:.0f} s: {told(seen)}, {seen.errors} errors")
        if seen.errors or seen.at(0.95) > WITHIN:
            break
        holds = students
    print(f"the most students that hold: {holds}")


def a_worker_is_killed(bars: Bars, server: Server, seconds: float) -> None:
    before = server.workers()

    async def run() -> Class:
        walking = asyncio.create_task(attend(server.port, STUDENTS, seconds, seed=1))
        await asyncio.sleep(seconds / 3)
        os.kill(before[0], signal.SIGKILL)
        return await walking

    seen = asyncio.run(run())
    after = server.workers()
    print(f"one of {WORKERS} workers killed under {STUDENTS} students: {told(seen)}, {sum(seen.failures)} requests failed")
    bars.at_most("failed requests of one student", max(seen.failures), 1)
    bars.at_most("answers that are problems", sum(n for status, n in seen.statuses.items() if status != 200), 0)
    bars.at_least("workers afterwards", len(after), WORKERS)
    bars.at_least("of them new", len(set(after) - set(before)), 1)


def slow_clients(bars: Bars, server: Server, seconds: float) -> None:
    async def run() -> tuple[Class, int]:
        slow = asyncio.create_task(dawdle(server.port, SLOW, seconds + 5))
        await asyncio.sleep(4)
        return await attend(server.port, STUDENTS, seconds, seed=2), await slow

    seen, cut_off = asyncio.run(run())
    print(f"the same beside {SLOW} clients that send a byte a second: {told(seen)}; {cut_off} times one was cut off")
    bars.at_most("errors", seen.errors, 0)
    bars.at_most("seconds within which 95 % are answered", seen.at(0.95), WITHIN)
    if seconds > 2 * Settings().most_seconds:
        bars.at_least("times that a slow one was cut off", cut_off, SLOW)


def main() -> int:
    share = 0.1 if "--quick" in sys.argv else 1.0
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    bars = Bars()
    start(bars)
    one_request(bars)
    all_cells(bars)
    with serving(WORKERS) as server:
        a_class(bars, server, SECONDS * share)
        time.sleep(1)
        a_worker_is_killed(bars, server, SECONDS * share / 2)
        slow_clients(bars, server, SECONDS * share / 2)
        the_most_that_holds(server, SECONDS * share / 4)
    print("missed: " + "; ".join(bars.missed) if bars.missed else "every bar is reached")
    return bool(bars.missed)


if __name__ == "__main__":
    sys.exit(main())
