"""Students who walk sentences of their own, all at once, over the loopback: a client of few parts, so that it costs little."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from dataclasses import dataclass, field
from random import Random

from model.world import Invented, Style
from model.world.textbook import Teller, lexicon, sentences

EVERY = 2.0  # seconds between two walks of a student, on average
PATIENCE = 30.0  # seconds
HEAD = (
    "POST /api/v1/traces?numbers=packed HTTP/1.1\r\n"
    "Host: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n"
)


@dataclass
class Class:
    """What a class saw."""

    seconds: list[float] = field(default_factory=list)  # of each answer
    failures: list[int] = field(default_factory=list)  # of each student
    statuses: dict[int, int] = field(default_factory=dict)
    bytes_: int = 0

    def at(self, share: float) -> float:
        """So many of the answers came within these seconds."""
        return sorted(self.seconds)[min(len(self.seconds) - 1, int(share * len(self.seconds)))]

    @property
    def errors(self) -> int:
        return sum(self.failures) + sum(count for status, count in self.statuses.items() if status != 200)


def a_sentence(random: Random) -> str:
    """One that nobody else types: 20 to 40 words, with a question at its end."""
    teller = Teller(random, Style(sentences("ordinary_english.txt"), sentences("distractors_held_out.txt"), 0, 0))
    teller.begin()
    teller.tell_fact("topic")
    while len(teller.story.words) < random.randint(14, 32):
        teller.filler()
    words = [f"stranger{word.number}" if isinstance(word, Invented) else word for word in teller.story.words]
    return " ".join([random.choice(lexicon().people).name, *words, "You must visit the capital of ___"])


async def attend(port: int, students: int, seconds: float, seed: int = 0) -> Class:
    """A class of so many students, for so long, each at an address of its own."""
    seen = Class(failures=[0] * students)
    end = time.perf_counter() + seconds
    await asyncio.gather(*(_student(port, n, Random(f"{seed} {n}"), end, seen) for n in range(students)))
    return seen


async def _student(port: int, number: int, random: Random, end: float, seen: Class) -> None:
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None
    address = f"127.0.{1 + number // 250}.{1 + number % 250}"
    pause = random.uniform(0, EVERY)  # they do not begin together
    while time.perf_counter() + pause < end:
        await asyncio.sleep(pause)
        body = json.dumps({"sentence": a_sentence(random)}).encode()
        begun = time.perf_counter()
        try:
            if reader is None or writer is None:
                reader, writer = await asyncio.open_connection("127.0.0.1", port, local_addr=(address, 0))
            writer.write(HEAD.format(len(body)).encode() + body)
            status, size = await asyncio.wait_for(_answer(reader), PATIENCE)
            seen.seconds.append(time.perf_counter() - begun)
            seen.statuses[status] = seen.statuses.get(status, 0) + 1
            seen.bytes_ += size
        except (OSError, asyncio.IncompleteReadError, TimeoutError):
            seen.failures[number] += 1
            if writer:
                writer.close()
            reader = writer = None
        pause = random.uniform(0.5, 1.5) * EVERY
    if writer:
        writer.close()


async def throughput(port: int, sentence: str, clients: int = 4, each: int = 200) -> float:
    """Requests per second when each client asks again as soon as it is answered."""
    body = json.dumps({"sentence": sentence}).encode()
    request = HEAD.format(len(body)).encode() + body

    async def ask() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(each):
            writer.write(request)
            status, _ = await _answer(reader)
            assert status == 200
        writer.close()

    begun = time.perf_counter()
    await asyncio.gather(*(ask() for _ in range(clients)))
    return clients * each / (time.perf_counter() - begun)


async def _answer(reader: asyncio.StreamReader) -> tuple[int, int]:
    """Status, and bytes of the body."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    size = int(head.split(b"content-length:")[1].split(b"\r\n")[0])
    await reader.readexactly(size)
    return int(head.split(b" ")[1]), size


async def dawdle(port: int, count: int, seconds: float) -> int:
    """So many clients that send a byte a second, each of a request that is long. How often one was cut off."""
    request = HEAD.format(10_000).encode() + b" " * 10_000
    writers: list[asyncio.StreamWriter] = []
    places = [0] * count
    for _ in range(count):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writers.append(writer)
    end, cut_off = time.perf_counter() + seconds, 0
    while time.perf_counter() < end:
        for n, writer in enumerate(writers):
            if writer.transport.is_closing():
                cut_off += 1
                with contextlib.suppress(OSError):
                    _, writers[n] = await asyncio.open_connection("127.0.0.1", port)
                    places[n] = 0
            else:
                writer.write(request[places[n] : places[n] + 1])
                places[n] += 1
        await asyncio.sleep(1)
    for writer in writers:
        writer.close()
    return cut_off
