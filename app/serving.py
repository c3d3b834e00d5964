"""One process that answers. What it needs to do so is read when this module is imported, or when ``serve`` begins."""

from __future__ import annotations

import contextlib
import ctypes
import signal
import socket
from collections.abc import Callable, Iterator

import uvicorn
from fastapi import FastAPI
from uvicorn.server import HANDLED_SIGNALS

from app.faults import Fault, in_one_line
from app.main import create_app
from app.patience import Patience
from app.prepared import Prepared
from app.workers import LOGGING, Ready, Tell

MOST_CONNECTIONS = 5_000  # of one worker; the clocks of ``patience.py`` end those that are not used
SECONDS_TO_STOP = 5  # for what has been asked before; after that it is told to come back

M_MMAP_THRESHOLD = -3  # its number in malloc.h


class Server(uvicorn.Server):
    """uvicorn's own, which says when it answers, and for which a stop that was asked for is no failure."""

    def __init__(self, app: FastAPI, ready: Callable[[], None]) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                http=Patience,
                ws="none",
                lifespan="on",
                workers=1,
                log_config=LOGGING,
                access_log=False,
                server_header=False,
                timeout_keep_alive=30,
                timeout_graceful_shutdown=SECONDS_TO_STOP,
                limit_concurrency=MOST_CONNECTIONS,
            )
        )
        self.ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """uvicorn raises them again at the end, which would end the process by them."""
        for each in HANDLED_SIGNALS:
            signal.signal(each, self.handle_exit)
        yield


def give_large_memory_back() -> None:
    """What is larger than this goes back to the system when it is no longer needed. The C library of GNU, once it has seen large
    blocks come and go, would keep them: a worker that has written ten long answers would stay at three times its size."""
    with contextlib.suppress(OSError, AttributeError, TypeError):  # there are other C libraries
        ctypes.CDLL(None).mallopt(M_MMAP_THRESHOLD, 1_000_000)  # bytes


def serve(listening: socket.socket, tell: Tell) -> None:
    try:
        give_large_memory_back()
        app = create_app()
    except Exception as error:
        return tell(Fault(in_one_line(error)))
    prepared: Prepared = app.state.prepared
    Server(app, lambda: tell(Ready(prepared.networks.without_weights))).run([listening])
