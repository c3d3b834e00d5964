"""``python -m tests.benchmarks.rooms``: classes in step with their teachers.

With names of parts (class, beside, rooms, most, killed, idle, day, copies) only these are measured; ``--seconds 300`` makes each
lesson as long as that, ``--quick`` four seconds. A screen is in step if a step of the teacher's is on it within 200 ms: from when
the teacher's browser begins to send it until it has come to the student's.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.benchmarks.classroom import memory_of
from tests.benchmarks.followers import Classroom, Seen
from tests.benchmarks.measure import Bars
from tests.benchmarks.students import Class, attend
from tests.serving import Server, free_port, serving

WORKERS = 2
SECONDS, QUICK, MOST = 20, 4, 10  # seconds of each lesson, with a step in each; of those with ever more followers
WITHIN, SHARE = 0.2, 0.95
LESSONS, STEPS, FEW = 24, 60, 30  # of a day, each with so many steps and students
GROWS = 10  # MB that a worker may hold more at the end of the day than after its first quarter
MANY = (400, 600, 1_000, 1_500, 2_000, 3_000, 4_000, 6_000)


async def lessons(ports: list[int], rooms: int, students: int, seconds: int) -> Seen:
    """Side by side."""
    classes = [Classroom(ports, students) for _ in range(rooms)]
    await asyncio.gather(*(each.open() for each in classes))
    await asyncio.sleep(1)

    async def lesson(n: int, each: Classroom) -> None:
        await asyncio.sleep(n / rooms)  # teachers do not step together
        await each.teach(seconds)

    await asyncio.gather(*(lesson(n, each) for n, each in enumerate(classes)))
    seen = Seen()
    for found in await asyncio.gather(*(each.close() for each in classes)):
        seen.add(found)
    return seen


def told(seen: Seen) -> str:
    ms = ", ".join(f"{share:.0%} within {seen.at(share) * 1e3:.0f} ms" for share in (0.5, 0.95, 0.99))
    return f"{len(seen.seconds):,} steps on screens, {ms}; {seen.lost} lost, {seen.twice} twice, {seen.faults} refused or failed"


def hold(bars: Bars, seen: Seen) -> None:
    bars.at_least("share of screens in step within 200 ms", seen.share(WITHIN), SHARE)
    bars.at_most("steps that were lost, or came twice", seen.lost + seen.twice, 0)
    bars.at_most("requests that were refused or failed", seen.faults, 0)


def one_class(bars: Bars, server: Server, seconds: int) -> None:
    seen = asyncio.run(lessons([server.port], 1, 200, seconds))
    print(f"200 students in one room: {told(seen)}")
    hold(bars, seen)


def beside_walks(bars: Bars, server: Server, seconds: int) -> None:
    """Each of the students walks sentences of their own as well."""

    async def both() -> tuple[Seen, Class]:
        walking = asyncio.create_task(attend(server.port, 200, seconds + 2))
        return await lessons([server.port], 1, 200, seconds), await walking

    seen, walks = asyncio.run(both())
    print(f"200 students, and each walks a sentence of its own every 2 s: {told(seen)}")
    print(f"  of the walks 95 % were answered within {walks.at(0.95) * 1e3:.0f} ms, {walks.errors} errors")
    hold(bars, seen)


def many_rooms(bars: Bars, server: Server, seconds: int) -> None:
    seen = asyncio.run(lessons([server.port], 20, 30, seconds))
    print(f"20 rooms of 30: {told(seen)}")
    hold(bars, seen)


def the_most(_: Bars, server: Server, seconds: int) -> None:
    holds = 200
    for students in MANY:
        seen = asyncio.run(lessons([server.port], 1, students, min(MOST, seconds)))
        print(f"{students:,} followers of one room: {told(seen)}")
        if seen.share(WITHIN) < SHARE or seen.lost or seen.twice or seen.faults:
            break
        holds = students
    print(f"the most followers that hold: {holds:,}")


def idle(bars: Bars, server: Server, seconds: float) -> None:
    """Rooms in which nothing happens: how much of a core the workers take, beside as many connections that ask for nothing."""

    async def run() -> float:
        classes = [Classroom([server.port], 10) for _ in range(20)]
        await asyncio.gather(*(each.open() for each in classes))
        await asyncio.sleep(70)  # until they are known to be quiet
        before = used_by(server)
        await asyncio.sleep(seconds)
        used = (used_by(server) - before) / seconds
        await asyncio.gather(*(each.close(0) for each in classes))
        return used

    bars.at_most("% of a core for 20 idle rooms of 10, two workers", 100 * asyncio.run(run()), 3)
    print(f"  memory of the larger worker: {max(map(memory_of, server.workers())):.0f} MB")


def a_day(bars: Bars, server: Server, _: int) -> None:
    """Of a school, quickened: rooms are opened, taught and closed, one after the other."""

    async def lesson() -> None:
        each = Classroom([server.port], FEW)
        await each.open()
        await each.teach(STEPS, every=0.02)
        await each.close(0.2)

    held = []
    for _ in range(LESSONS):
        asyncio.run(lesson())
        held.append(max(map(memory_of, server.workers())))
    first, last = held[LESSONS // 4 - 1], held[-1]
    print(f"{LESSONS} lessons: the larger worker held {first:.0f} MB after {LESSONS // 4} of them, {last:.0f} MB at the end")
    bars.at_most("MB that the memory of a worker grew in a day of class", last - first, GROWS)


def used_by(server: Server) -> float:
    """Seconds of a core."""
    return sum(map(cpu_of, server.workers()))


def cpu_of(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def a_worker_is_killed(bars: Bars, server: Server, seconds: int) -> None:
    async def run() -> Seen:
        going = asyncio.create_task(lessons([server.port], 1, 200, seconds))
        await asyncio.sleep(seconds / 2)
        os.kill(server.workers()[0], signal.SIGKILL)
        return await going

    seen = asyncio.run(run())
    print(f"one of {WORKERS} workers killed in between: {told(seen)}")
    bars.at_most("steps that were lost, or came twice", seen.lost + seen.twice, 0)


@contextmanager
def a_store() -> Iterator[str]:
    """Redis or Valkey, whichever is installed."""
    program = shutil.which("valkey-server") or shutil.which("redis-server")
    assert program
    port = free_port()
    with tempfile.TemporaryDirectory() as folder:
        command = [program, "--port", str(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "", "--appendonly", "yes"]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        time.sleep(0.5)
        try:
            yield f"redis://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait()


def three_copies(bars: Bars, _: Server, seconds: int) -> None:
    """That share a store. One is killed in between; its students go to the others, as a balancer would send them."""
    if not (shutil.which("valkey-server") or shutil.which("redis-server")):
        print("three copies: not measured, as neither valkey-server nor redis-server is installed")
        return

    async def run(copies: list[Server]) -> Seen:
        going = asyncio.create_task(lessons([copy.port for copy in copies], 1, 200, seconds))
        await asyncio.sleep(seconds / 2)
        copies[0].process.kill()
        return await going

    with a_store() as store, ExitStack() as stack:
        copies = [stack.enter_context(serving(1, GATEWALK_ROOMS=store)) for _ in range(3)]
        seen = asyncio.run(run(copies))
    print(f"three copies with one store, one killed in between: {told(seen)}")
    bars.at_most("steps that were lost, or came twice", seen.lost + seen.twice, 0)


Part = Callable[[Bars, Server, int], None]
PARTS: dict[str, Part] = {
    "class": one_class,
    "beside": beside_walks,
    "rooms": many_rooms,
    "most": the_most,
    "killed": a_worker_is_killed,
    "idle": idle,
    "day": a_day,
    "copies": three_copies,
}


def main() -> int:
    asked = argparse.ArgumentParser()
    asked.add_argument("parts", nargs="*", help=", ".join(PARTS))
    asked.add_argument("--seconds", type=int, default=SECONDS)
    asked.add_argument("--quick", action="store_true")
    chosen = asked.parse_args()
    if strangers := set(chosen.parts) - set(PARTS):
        asked.error(f"there is no {', '.join(sorted(strangers))}; there are {', '.join(PARTS)}")
    seconds = QUICK if chosen.quick else chosen.seconds
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    bars = Bars()
    with tempfile.TemporaryDirectory() as folder:
        settings = {"GATEWALK_ROOMS": folder, "GATEWALK_MOST_IN_ROOM": "10000"}
        for name in chosen.parts or PARTS:
            with serving(WORKERS, **settings) as server:  # anew for each: one is killed, and all hold what they have held
                PARTS[name](bars, server, seconds)
    print("missed: " + "; ".join(bars.missed) if bars.missed else "every bar is reached")
    return bool(bars.missed)


if __name__ == "__main__":
    sys.exit(main())
