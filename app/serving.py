"""One process that answers. What it needs to do so is read when this module is imported, or when ``serve`` begins."""

from __future__ import annotations

import contextlib
import gc
import logging
import socket
from collections.abc import Callable, Iterator
from types import FrameType

import uvicorn
from fastapi import FastAPI

from app.faults import Fault, in_one_line
from app.main import create_app
from app.memory import keep_little_memory
from app.patience import Patience
from app.prepared import Prepared
from app.signals import on_stop
from app.workers import LOGGING, Ready, Tell

MOST_CONNECTIONS = 5_000  # of one worker; the clocks of ``patience.py`` end those that are not used
SECONDS_TO_STOP = 5  # for requests that came before; after that they get the answer to come back


class Server(uvicorn.Server):
    """uvicorn's own, which says when it answers, and for which a stop that was wanted is no failure."""

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
                proxy_headers=False,  # which of them to believe, addresses.py says
                timeout_keep_alive=30,
                timeout_graceful_shutdown=SECONDS_TO_STOP,
                limit_concurrency=MOST_CONNECTIONS,
            )
        )
        self.ready = ready
        self.asgi = app

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self.asgi.state.rooms.stop()  # streams have no end of their own
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """uvicorn raises them again at the end, which would end the process by them."""
        on_stop(self.stop)
        yield

    def stop(self, *_: int | FrameType | None) -> None:
        """A second time changes nothing: uvicorn would break off what it does, with much noise."""
        self.should_exit = True


def serve(listening: socket.socket, tell: Tell) -> None:
    logging.raiseExceptions = False  # a full disk, or nobody who reads the log any more, keeps nobody from walking
    try:
        keep_little_memory()
        app = create_app()
    except Exception as error:
        return tell(Fault(in_one_line(error)))
    gc.enable()
    prepared: Prepared = app.state.prepared
    Server(app, lambda: tell(Ready(prepared.networks.without_weights))).run([listening])
