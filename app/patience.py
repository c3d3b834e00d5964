"""Connections that say nothing, or only ever a byte, are closed: uvicorn alone would hold them for as long as they like.

This is for what comes before the body; how long a body may take, ``middleware.Body`` says.
"""

from __future__ import annotations

from asyncio import BaseTransport, TimerHandle

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.settings import Settings

SECONDS = Settings.from_environment().most_seconds


class Patience(HttpToolsProtocol):
    """uvicorn's own protocol, with a clock that runs until the head of a request is there."""

    waiting: TimerHandle | None = None

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]
        self._wait()

    def on_message_begin(self) -> None:
        super().on_message_begin()
        if self.waiting is None:  # a further request on the same connection
            self._wait()

    def on_headers_complete(self) -> None:
        self._stop()
        super().on_headers_complete()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self.waiting = self.loop.call_later(SECONDS, self.transport.close)

    def _stop(self) -> None:
        if self.waiting is not None:
            self.waiting.cancel()
            self.waiting = None
