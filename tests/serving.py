"""The app as it is really run: processes of its own, on a free port of the loopback."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST_SECONDS = 300.0  # to get ready; a start takes one, and this only ends what hangs


@dataclass(frozen=True)
class Server:
    process: subprocess.Popen[bytes]
    port: int
    seconds_to_start: float

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def workers(self) -> list[int]:
        """The processes that answer."""
        below = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        spawned = [int(pid) for pid in below if b"spawn_main" in _command(pid)]
        return spawned or [self.process.pid]


@contextmanager
def serving(
    workers: int = 1, log: Path | None = None, tree: Path = ROOT, program: Sequence[str] = ("-m", "app"), **environment: str
) -> Iterator[Server]:
    """``python -m app`` in a tree from its start until it is asked to stop; ``environment`` holds settings."""
    port = free_port()
    command = [sys.executable, *program, "--port", str(port), "--workers", str(workers)]
    begun = time.perf_counter()
    with open(log or os.devnull, "wb") as out:
        process = subprocess.Popen(command, cwd=tree, env={**os.environ, **environment}, stdout=out, stderr=subprocess.STDOUT)
        try:
            while not ready(port):
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


def _command(pid: str) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""
