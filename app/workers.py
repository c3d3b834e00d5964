"""The processes that answer: how one starts, serves and stops, and what becomes of several.

A worker tells whoever started it either that it is ready, or what keeps it from starting, and nothing before.
"""

from __future__ import annotations

import contextlib
import gc
import logging.config
import multiprocessing
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from multiprocessing import resource_tracker
from multiprocessing.connection import Connection, wait
from types import FrameType
from typing import TYPE_CHECKING, Any

from app.faults import ROOM, Fault, in_one_line
from app.signals import STOPS, on_stop, stop_at_once

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

BEAT, MOST_SILENT = 2.0, 20.0  # seconds between a worker's signs of life, and without one until it is ended
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(message)s"}},
    "handlers": {"out": {"class": "logging.StreamHandler", "formatter": "line", "stream": "ext://sys.stdout"}},
    "loggers": {
        "gatewalk": {"handlers": ["out"], "level": "INFO"},
        "uvicorn": {"handlers": ["out"], "level": "WARNING"},
    },
}


@dataclass(frozen=True)
class Ready:
    """It answers from now on."""

    without_weights: list[str]  # cells


@dataclass(frozen=True)
class Alive:
    """A sign of life."""


Tell = Callable[[Ready | Fault], None]


# One worker


def work(listening: socket.socket, tell: Tell) -> None:
    """Serves until it is asked to stop."""
    gc.disable()  # what a start reads and makes stays, so nobody looks for what can be thrown away until it serves
    try:
        bytes(ROOM)  # never touched, so it costs nothing: some libraries that find no room end the process without a word
        from app.serving import serve
    except Exception as error:  # what it needs is imported only now, and read by that
        tell(Fault(in_one_line(error)))
    else:
        serve(listening, tell)


def _work_for_another(listening: socket.socket, pipe: Connection) -> None:
    """The same in a process of its own, which ends when the one that started it does."""
    stop_at_once()
    _signals_may_come(True)
    threading.Thread(target=_outlive_nobody, daemon=True).start()

    def tell(news: Ready | Fault) -> None:
        pipe.send(news)
        if isinstance(news, Ready):
            threading.Thread(target=_beat, args=(pipe,), daemon=True).start()

    with contextlib.suppress(BrokenPipeError):
        work(listening, tell)


def _beat(pipe: Connection) -> None:
    with contextlib.suppress(OSError):
        while True:
            time.sleep(BEAT)
            pipe.send(Alive())


def _outlive_nobody() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
    os.kill(os.getpid(), signal.SIGTERM)


def _signals_may_come(may: bool) -> None:
    """Those that come while they may not are kept for later. Windows has nothing like it."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK if may else signal.SIG_BLOCK, STOPS)


# Several


class Workers:
    """Several processes at one socket. One that dies or hangs is replaced; if none can get ready, nothing is served."""

    def __init__(self, listening: socket.socket, tell: Tell) -> None:
        self.listening, self.tell = listening, tell
        self.processes: dict[Connection, SpawnProcess] = {}  # by the pipe on which one tells how it is
        self.ready: dict[Connection, float] = {}  # when it was last heard of
        self.begun = False
        self.stopping = 0.0  # since when
        self.log = logging.getLogger("gatewalk")

    def run(self, count: int) -> None:
        """Returns when all have ended."""
        on_stop(self.stop)
        for _ in range(count):
            self.start()
        while self.processes:
            heard = wait(list(self.processes), BEAT)
            for pipe in [each for each in self.processes if each in heard]:
                try:
                    self.heard(pipe, pipe.recv())
                except (EOFError, OSError):
                    self.ended(pipe)
            self.end_those_that_hang()

    def start(self) -> None:
        if self.stopping:
            return
        spawn = multiprocessing.get_context("spawn")
        pipe, other_end = spawn.Pipe(duplex=False)
        if sys.platform != "win32":
            resource_tracker.ensure_running()  # it lets signals come when it starts, so it starts first
        with self._no_signals():  # a process that is just being born would not know what to do with one
            process = spawn.Process(target=_work_for_another, args=(self.listening, other_end))
            process.start()
            self.processes[pipe] = process
        other_end.close()  # so that the pipe ends with the process

    def heard(self, pipe: Connection, news: Ready | Fault | Alive) -> None:
        if isinstance(news, Ready | Alive):
            self.ready[pipe] = time.monotonic()
            if isinstance(news, Ready) and not self.begun:
                self.begun = True
                self.tell(news)
        elif not self.begun:
            self._never_mind(news)
        else:
            self.log.error("A worker cannot start. %s", news)

    def ended(self, pipe: Connection) -> None:
        process = self.processes.pop(pipe)
        process.join()
        pipe.close()
        was_ready = self.ready.pop(pipe, None) is not None
        if self.stopping:
            return
        if not self.begun:
            return self._never_mind(Fault(f"A process that was to answer ended by itself ({process.exitcode})."))
        self.log.error("A worker ended by itself (%s); another takes its place", process.exitcode)
        if not was_ready:
            time.sleep(1)  # so that one that can never start does not take all the time there is
        self.start()

    def end_those_that_hang(self) -> None:
        """Such a one takes connections and answers none, and does not hear that it is asked to stop."""
        now = time.monotonic()
        for pipe, process in self.processes.items():
            if self.stopping and pipe not in self.ready:
                process.terminate()  # once more: one that came just before a read that does not end is heard with the next
            # How long it takes to get ready nobody knows; to stop, it has this long.
            last = self.ready.get(pipe) or self.stopping
            if last and now - last > MOST_SILENT:
                self.log.error("A worker has given no sign of life for %.0f seconds and is ended", now - last)
                self.ready[pipe] = now
                process.kill()

    def stop(self, *_: int | FrameType | None) -> None:
        self.stopping = self.stopping or time.monotonic()
        for process in self.processes.values():
            process.terminate()

    def _never_mind(self, fault: Fault) -> None:
        if not self.stopping:
            self.tell(fault)
            self.stop()

    @contextlib.contextmanager
    def _no_signals(self) -> Iterator[None]:
        _signals_may_come(False)
        try:
            yield
        finally:
            _signals_may_come(True)
