"""What is done to every request and response. Each class does one job."""

from __future__ import annotations

import asyncio
import logging
import time
import traceback

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.problems import DETAILS, Problem, response_to
from app.settings import Settings

log = logging.getLogger("gatewalk")
EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"  # of the style element that Plotly makes


class Headers:
    """What a browser may do with what comes from here: nothing that does not come from here too."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        ancestors = " ".join(settings.embed_in) or "'none'"
        policy = {
            "default-src": "'none'",
            "script-src": "'self'",
            "style-src-elem": f"'self' {EMPTY_STYLE}",
            "style-src-attr": "'unsafe-inline'",
            "img-src": "'self' data:",
            "font-src": "'self'",
            "connect-src": "'self'",
            "form-action": "'self'",
            "base-uri": "'none'",
            "frame-ancestors": ancestors,
        }
        headers = {
            "content-security-policy": "; ".join(f"{name} {value}" for name, value in policy.items()),
            "x-content-type-options": "nosniff",
            "referrer-policy": "no-referrer",
            "cross-origin-opener-policy": "same-origin",
            "cross-origin-resource-policy": "same-origin",
        }
        if not settings.embed_in:
            headers["x-frame-options"] = "DENY"
        self.headers = [(name.encode(), value.encode()) for name, value in headers.items()]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *self.headers]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class Host:
    """Only requests for a name that this app goes by: others come from a page that had its name point here."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.hosts = app, {host.lower() for host in settings.hosts}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        asked_by_a_watch = scope["type"] == "http" and scope["path"] in ("/healthz", "/readyz")  # from inside, by number
        if scope["type"] != "http" or "*" in self.hosts or self._name(scope) in self.hosts or asked_by_a_watch:
            return await self.app(scope, receive, send)
        problem = Problem(421, "This app does not go by that name. Ask for it by one that its host has set.")
        await response_to(Request(scope), problem)(scope, receive, send)

    def _name(self, scope: Scope) -> str:
        """Without the port."""
        host: str = dict(scope["headers"]).get(b"host", b"").decode("latin-1").lower()
        return host.rsplit(":", 1)[0] if not host.endswith("]") else host


class Head:
    """Who asks for the head alone gets that of the whole; the server leaves the body out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] == "HEAD":
            scope = {**scope, "method": "GET"}
        await self.app(scope, receive, send)


class Body:
    """The whole body of a request is read before anything else, if it is not too long and not too slow."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.most_bytes, self.most_seconds = app, settings.most_bytes, settings.most_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            return await self.app(scope, receive, send)
        try:
            async with asyncio.timeout(self.most_seconds):
                body = await self._read(scope, receive)
        except TimeoutError:
            problem = Problem(408, "Your request took too long to arrive. Send it again.")
        except Problem as too_long:
            problem = too_long
        else:
            return await self.app(scope, _once(body, receive), send)
        problem.headers["connection"] = "close"
        await response_to(Request(scope), problem)(scope, receive, send)

    async def _read(self, scope: Scope, receive: Receive) -> bytes:
        said = dict(scope["headers"]).get(b"content-length", b"0")
        if said.isdigit() and int(said) > self.most_bytes:
            raise self._too_long()
        parts, size, more = [], 0, True
        while more:
            message = await receive()
            if message["type"] == "http.disconnect":
                break
            parts.append(message.get("body", b""))
            size, more = size + len(parts[-1]), message.get("more_body", False)
            if size > self.most_bytes:
                raise self._too_long()
        return b"".join(parts)

    def _too_long(self) -> Problem:
        return Problem(413, f"The request is longer than {self.most_bytes:,} bytes. Make the text shorter.", "body")


def _once(body: bytes, receive: Receive) -> Receive:
    """The body first, then whatever else comes."""
    given = False

    async def again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again


class Mishap:
    """What nobody foresaw gets an answer in words like every other problem; how it came about goes to the log."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        begun = False

        async def watched(message: Message) -> None:
            nonlocal begun
            begun = True
            await send(message)

        try:
            await self.app(scope, receive, watched)
        except Exception as error:
            if scope["type"] != "http" or begun:
                raise
            # Not the message of the error: it may hold what a user typed.
            log.error("%s\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
            await response_to(Request(scope), Problem(500, DETAILS[500]))(scope, receive, send)


class Log:
    """One line for each request, with its time and size. Nothing that a user typed: the path without its query."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        begun, status, size = time.perf_counter(), 500, 0

        async def counted(message: Message) -> None:
            nonlocal status, size
            if message["type"] == "http.response.start":
                status = message["status"]
            size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, counted)
        finally:
            route = getattr(scope.get("route"), "path", "-")  # the route, not the path that was asked for: anyone may type one
            milliseconds = (time.perf_counter() - begun) * 1e3
            log.info("%s %s %d %d bytes %.1f ms", scope["method"], route, status, size, milliseconds)
