"""The app as it is really run: processes of its own, on a free port of the loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.doubles import Double

ROOT = Path(__file__).parents[1]
MOST_SECONDS = 300.0  # to get ready; a start takes one, and this only ends what hangs
PATIENT = {
    "GATEWALK_MOST_SECONDS": "120"
}  # on a busy computer heavy work waits for all else, and is refused by a test only on purpose


Process = subprocess.Popen[bytes] | Double


@dataclass(frozen=True)
class Server:
    process: Process
    port: int
    seconds_to_start: float

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def workers(self) -> list[int]:
        """The processes that answer: spawned, or doubles of the one that looks after them."""
        below = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        own = _command(self.process.pid)
        workers = [int(pid) for pid in below if b"spawn_main" in (command := _command(pid)) or command == own]
        return workers or [self.process.pid]

    def is_complete(self, workers: int) -> bool:
        """Of several the first may answer before the last is born."""
        return ready(self.port) and (workers == 1 or not Path("/proc").is_dir() or len(self.workers()) == workers)


@contextmanager
def serving(
    workers: int = 1, log: Path | None = None, tree: Path = ROOT, program: Sequence[str] = ("-m", "app"), **environment: str
) -> Iterator[Server]:
    """``python -m app`` in a tree from its start until it is asked to stop; ``environment`` holds settings."""
    with open(log or os.devnull, "wb") as out:

        def start(*options: str) -> Process:
            command, settings = [sys.executable, *program, *options], {**os.environ, **PATIENT, **environment}
            return subprocess.Popen(command, cwd=tree, env=settings, stdout=out, stderr=subprocess.STDOUT)

        with _served(start, workers) as server:
            yield server


@contextmanager
def doubled(workers: int = 1, log: Path | None = None, change: str = "", **environment: str) -> Iterator[Server]:
    """The same without what each start reads and makes. ``change``: Python that is run before it."""
    settings = {**os.environ, **PATIENT, **environment}
    with _served(lambda *options: Double(options, settings, log or os.devnull, change), workers) as server:
        yield server


@contextmanager
def _served(start: Callable[..., Process], workers: int) -> Iterator[Server]:
    begun, port = time.perf_counter(), free_port()
    process = start("--port", str(port), "--workers", str(workers))
    try:
        while not Server(process, port, 0).is_complete(workers):
            if process.poll() is not None or time.perf_counter() - begun > MOST_SECONDS:
                raise RuntimeError(f"the app did not start ({process.returncode})")
            time.sleep(0.02)
        yield Server(process, port, time.perf_counter() - begun)
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def ready(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def _command(pid: int | str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
