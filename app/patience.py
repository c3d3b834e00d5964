"""What uvicorn alone would wait for without end, or keep without bound, ends the connection.

A connection that says nothing, or only ever a byte; a head or a request that never stops; requests sent faster than
they are answered; an answer that nobody takes. How long a body may take, and how long it may be, ``middleware.Body``
says in words.
"""

from __future__ import annotations

from asyncio import BaseTransport, TimerHandle
from typing import Any

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.settings import Settings

MOST_HEAD = 32_768  # bytes
MOST_AHEAD = 8  # requests that wait behind the one that is being answered


class Patience(HttpToolsProtocol):
    """uvicorn's own protocol with two clocks and three bounds. What a host has set comes from the app's lifespan."""

    waiting: TimerHandle | None = None
    stuck: TimerHandle | None = None
    in_head = True
    received = 0  # bytes of the request that is arriving

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        settings: Settings = self.app_state["settings"]
        self.seconds = settings.most_seconds  # until the head of a request is there
        self.seconds_to_take = 3 * settings.most_seconds  # until an answer is taken
        self.most_request = MOST_HEAD + 8 * settings.most_bytes  # bytes, with the marks of a body that comes in small pieces

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]
        self._wait()

    def data_received(self, data: bytes) -> None:
        self.received += len(data)
        super().data_received(data)
        if self.transport.is_closing():
            return
        if self.received > (MOST_HEAD if self.in_head else self.most_request) or len(self.pipeline) > MOST_AHEAD:
            self.transport.abort()
        elif (self.cycle is None or self.cycle.response_complete) and self.timeout_keep_alive_task is None:
            self._wait()  # bytes came, and no request of them is being answered

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.in_head = True

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        self.in_head, self.received = False, 0
        super().on_headers_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        if self.stuck is None:
            self.stuck = self.loop.call_later(self.seconds_to_take, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._go_on()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self._go_on()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self.waiting is None:
            self.waiting = self.loop.call_later(self.seconds, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self.waiting is not None:
            self.waiting.cancel()
            self.waiting = None

    def _go_on(self) -> None:
        if self.stuck is not None:
            self.stuck.cancel()
            self.stuck = None
