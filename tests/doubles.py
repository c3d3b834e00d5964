"""Apps that are doubles of one process which has read and made what each start reads and makes: it takes a twentieth of the time.

What comes after it is the app as it is. How it starts by itself, and what it needs for that, other tests see.
"""

from __future__ import annotations

import math
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["tests.warm"])

ONE_AT_A_TIME = threading.Lock()  # who begins a double looks for those that have ended, and an end can be read once


class Double:
    """As much of ``subprocess.Popen`` as tests need."""

    def __init__(self, options: Sequence[str], environment: Mapping[str, str], log: Path | str, change: str) -> None:
        self.process = FORKS.Process(target=run, args=(options, dict(environment), log, change))
        with ONE_AT_A_TIME:
            self.process.start()
        assert self.process.pid
        self.pid: int = self.process.pid

    def poll(self) -> int | None:
        with ONE_AT_A_TIME:
            return self.process.exitcode

    returncode = property(poll)

    def wait(self, timeout: float = math.inf) -> int:
        end = time.monotonic() + timeout
        while (status := self.poll()) is None:
            if time.monotonic() > end:
                raise subprocess.TimeoutExpired("a double of the app", timeout)
            time.sleep(0.01)
        return status

    def send_signal(self, number: int) -> None:
        if self.poll() is None:
            os.kill(self.pid, number)

    def terminate(self) -> None:
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)


def run(options: Sequence[str], environment: dict[str, str], log: Path | str, change: str) -> None:
    """In the double. Several workers are doubles as well."""
    from app import serving
    from app.__main__ import main
    from app.signals import stop_at_once
    from tests.warm import PREPARED

    stop_at_once()
    os.environ.clear()
    os.environ.update(environment)
    with open(log, "wb") as out:
        os.dup2(out.fileno(), 1)
        os.dup2(out.fileno(), 2)
    create, fork = serving.create_app, multiprocessing.get_context("fork")
    serving.create_app = lambda: create(prepared=PREPARED)
    multiprocessing.get_context = lambda _=None: fork  # type: ignore[assignment]
    exec(change)
    sys.argv = ["app", *options]
    raise SystemExit(main())
