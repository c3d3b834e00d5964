"""What uvicorn alone would wait for without end, or keep without bound, ends the connection.

A connection that says nothing, or only ever a byte; a head or a request that never stops; requests sent faster than
they are answered; an answer that nobody takes, or more of them than there is room for. How long a body may take, and how
long it may be, ``middleware.Body`` says in words.
"""

from __future__ import annotations

import logging
import socket
from asyncio import BaseTransport, TimerHandle
from typing import Any

from uvicorn.protocols.http.flow_control import service_unavailable
from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from app.middleware import MOST_READ_AWAY
from app.problems import JSON, Problem, as_json, come_back
from app.settings import Settings
from texts import Said

MOST_HEAD = 32_768  # bytes
MOST_AHEAD = 8  # requests that wait behind the one that is being answered
MOST_UNTAKEN = 20_000_000  # bytes of answers in one worker that were made for one request each, and wait to be taken
MOST_WRITTEN_AHEAD = 16_384  # bytes of one connection that wait to be taken and are not counted
# Bytes of one connection that the system takes over at once: more than a walk, so that it leaves in one piece, and less than
# takes long to copy. By itself Linux would take up to 4 MB of a long answer, whoever reads it, while all others wait.
MOST_IN_THE_SYSTEM = 262_144
CLOSE = {"connection": "close"}
log = logging.getLogger("gatewalk")


class Untaken:
    """The connections of a worker that do not take what was made for them. If they hold too much, the one with most is ended."""

    def __init__(self) -> None:
        self.connections: set[Patience] = set()

    def add(self, connection: Patience) -> None:
        self.connections.add(connection)
        while sum(map(_bytes_untaken, self.connections)) > MOST_UNTAKEN:
            largest = max(self.connections, key=_bytes_untaken)
            log.warning("an answer of which %d bytes were not taken is given up", _bytes_untaken(largest))
            self.discard(largest)
            largest.loop.call_soon(largest.transport.abort)

    def discard(self, connection: Patience) -> None:
        self.connections.discard(connection)


def _bytes_untaken(connection: Patience) -> int:
    return connection.transport.get_write_buffer_size()


class Patience(HttpToolsProtocol):
    """uvicorn's own protocol with two clocks and some bounds. What holds for all connections comes from the app's lifespan."""

    waiting: TimerHandle | None = None
    stuck: TimerHandle | None = None
    in_head = True
    received = 0  # bytes of the request that is arriving
    head = 0  # bytes of its head alone
    answering: Any = None  # the cycle of which bytes are being written
    next_waits = False  # for the answer before to be taken

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        settings: Settings = self.app_state["settings"]
        self.untaken: Untaken = self.app_state["untaken"]
        self.seconds = settings.most_seconds  # until the head of a request is there
        self.seconds_to_take = 3 * settings.most_seconds  # until an answer is taken
        # In bytes, with the marks of a body that comes in small pieces.
        self.most_request = MOST_HEAD + 8 * settings.most_bytes + 2 * MOST_READ_AWAY

    def connection_made(self, transport: BaseTransport) -> None:
        super().connection_made(transport)  # type: ignore[arg-type]
        self.transport.set_write_buffer_limits(high=MOST_WRITTEN_AHEAD)
        if connection := transport.get_extra_info("socket"):
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, MOST_IN_THE_SYSTEM)
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
        self.in_head, self.head = True, 0

    def on_url(self, url: bytes) -> None:
        super().on_url(url)
        self.head += len(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        self.head += len(name) + len(value) + len(": \r\n")
        super().on_header(name, value)

    def on_headers_complete(self) -> None:
        self._stop_waiting()
        self.in_head, self.received = False, 0
        if self.head > MOST_HEAD:  # it came in one piece, or it would have been cut off before
            self.scope["state"]["refused"] = Problem(431, Said("errors.long-head"), headers=CLOSE)
        super().on_headers_complete()

    def on_response_complete(self) -> None:
        """The next request is read and begun when this has been taken: nobody piles up answers."""
        self.next_waits = self.flow.write_paused and not self.transport.is_closing()
        if self.next_waits:
            self.flow.pause_reading()
        else:
            super().on_response_complete()

    def pause_writing(self) -> None:
        super().pause_writing()
        if self.answering.scope["method"] == "POST":  # made for one; the answer to a GET is kept once and for all
            self.untaken.add(self)
        if self.stuck is None:
            self.stuck = self.loop.call_later(self.seconds_to_take, self.transport.abort)

    def resume_writing(self) -> None:
        super().resume_writing()
        self._taken()
        if self.next_waits:
            self.on_response_complete()

    def eof_received(self) -> None:
        """Whoever asked has left. uvicorn would know it a little later, when the request has been begun."""
        if self.answering is not None:
            self.answering.disconnected = True

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_waiting()
        self._taken()
        super().connection_lost(exc)

    # What uvicorn would say in its own words.

    def _start_asgi_task(self, cycle: Any, app: Any) -> None:
        self.answering = cycle
        cycle.scope["state"]["has_left"] = lambda: cycle.disconnected
        if app is service_unavailable:
            busy = come_back("errors.connections")
            cycle.scope["state"]["refused"] = Problem(busy.status, busy.said, headers=busy.headers | CLOSE)
        super()._start_asgi_task(cycle, self.app)

    def send_400_response(self, msg: str) -> None:
        body = as_json(Problem(400, Said("errors.no-http")))
        length = [(b"content-type", JSON.encode()), (b"content-length", b"%d" % len(body)), (b"connection", b"close")]
        headers = [*self.server_state.default_headers, *length, *self.app_state["headers"]]
        self.transport.write(STATUS_LINE[400] + b"".join(b"%s: %s\r\n" % header for header in headers) + b"\r\n" + body)
        self.transport.close()

    def _unsupported_upgrade_warning(self) -> None:
        """Who asks for a WebSocket is answered as if for a page, and that is no cause for a warning."""

    def _wait(self) -> None:
        if self.waiting is None:
            self.waiting = self.loop.call_later(self.seconds, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self.waiting is not None:
            self.waiting.cancel()
            self.waiting = None

    def _taken(self) -> None:
        self.untaken.discard(self)
        if self.stuck is not None:
            self.stuck.cancel()
            self.stuck = None
