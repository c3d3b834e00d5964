"""Of several workers one that hangs is replaced, and does not hold up a stop."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.workers import Workers
from tests.serving import Server, doubled, ready

PATIENCE = 120  # seconds
# The app as it is, but for how long a worker may give no sign of life.
HASTY = "from app import workers; workers.MOST_SILENT = 5.0"


def until(true: object, what: str) -> None:
    end = time.monotonic() + PATIENCE
    while not true():  # type: ignore[operator]
        assert time.monotonic() < end, what
        time.sleep(0.1)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[Server, Path]]:
    log = tmp_path / "log"
    with doubled(2, log, HASTY) as server:
        yield server, log


def test_a_worker_that_hangs_is_ended_and_another_takes_its_place(server: tuple[Server, Path]) -> None:
    running, log = server
    time.sleep(3)  # both have given a sign of life
    hung, other = running.workers()
    os.kill(hung, signal.SIGSTOP)
    until(lambda: hung not in running.workers() and len(running.workers()) == 2, "it was not replaced")
    assert other in running.workers()
    until(lambda: ready(running.port), "it does not answer any more")
    assert "no sign of life" in log.read_text()


def test_nor_does_it_hold_up_a_stop(server: tuple[Server, Path]) -> None:
    running, _ = server
    time.sleep(3)
    os.kill(running.workers()[0], signal.SIGSTOP)
    running.process.terminate()
    assert running.process.wait(PATIENCE) == 0


def test_who_is_not_ready_is_asked_to_stop_again_and_again_until_it_has_ended() -> None:
    """A signal that comes just before a worker waits for a file is not heard there: only the next one wakes it."""
    asked: list[str] = []
    workers = Workers(socket.socket(), lambda news: None)
    workers.processes = {"starts": Asked(asked, "starts"), "serves": Asked(asked, "serves")}  # type: ignore[dict-item]
    workers.ready = {"serves": time.monotonic()}  # type: ignore[dict-item]
    workers.end_those_that_hang()
    assert asked == []
    workers.stop()
    for _ in range(2):
        workers.end_those_that_hang()
    workers.listening.close()
    assert asked == ["starts", "serves", "starts", "starts"]


@dataclass
class Asked:
    """A process that notes that it is asked to stop."""

    asked: list[str]
    name: str

    def terminate(self) -> None:
        self.asked.append(self.name)
