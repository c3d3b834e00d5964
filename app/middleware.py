"""What is done to every request and response. Each class does one job."""

from __future__ import annotations

import asyncio
import logging
import re
import time
import traceback

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.handlers import response_to
from app.problems import STATUSES, Problem, come_back
from app.settings import Settings, without_port
from texts import Said

log = logging.getLogger("gatewalk")
POLICY = "content-security-policy"
EMPTY_STYLE = "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"  # of the style element that Plotly makes
MOST_READ_AWAY = 64_000_000  # bytes of a body that is refused; 50 MB take a worker a hundredth of a second, and no memory
FORBIDDEN = ("camera", "display-capture", "geolocation", "microphone", "payment", "usb")  # what no page here ever needs
NOT_KEPT = ((b"cache-control", b"no-store"),)
# A worker goes by the policy of its own script, not by that of the page. The one that learns compiles WebAssembly.
LEARNS = re.compile(r"/assets/[0-9a-f]+/js/engine/worker\.js$")
OF_WORKER = b"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"


def headers_for(settings: Settings) -> list[tuple[bytes, bytes]]:
    """What a browser may do with what comes from here: nothing that does not come from here too."""
    policy = {
        "default-src": "'none'",
        "script-src": "'self'",
        "style-src-elem": f"'self' {EMPTY_STYLE}",
        "style-src-attr": "'unsafe-inline'",
        "img-src": "'self' data:",
        "font-src": "'self'",
        "connect-src": "'self'",
        "frame-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "frame-ancestors": " ".join(("'self'", *settings.embed_in)),  # a lesson shows a page of ours beside its text
    }
    headers = {
        POLICY: "; ".join(f"{name} {value}" for name, value in policy.items()),
        "x-content-type-options": "nosniff",
        "referrer-policy": "no-referrer",
        "permissions-policy": ", ".join(f"{name}=()" for name in FORBIDDEN),
        "cross-origin-opener-policy": "same-origin",
        "cross-origin-resource-policy": "same-origin",
    }
    if not settings.embed_in:
        headers["x-frame-options"] = "SAMEORIGIN"
    return [(name.encode(), value.encode()) for name, value in headers.items()]


class Headers:
    """Those of every response; and what says nothing of being kept is not kept, as it was made for one request."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.headers = app, headers_for(settings)
        self.of_worker = [(name, OF_WORKER if name == POLICY.encode() else value) for name, value in self.headers]

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                kept = any(name == b"cache-control" for name, _ in message["headers"])
                own = self.of_worker if LEARNS.search(scope["path"]) else self.headers
                message["headers"] = [*message["headers"], *own, *(() if kept else NOT_KEPT)]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


class Refused:
    """What the connection found to be wrong with a request (``patience.py``) is said as every other problem is."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        problem: Problem | None = scope.get("state", {}).get("refused")
        await (response_to(Request(scope), problem) if problem else self.app)(scope, receive, send)


class Host:
    """Only requests for a name that this app goes by: others come from a page that had its name point here."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.hosts = app, settings.hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if problem := self._problem(scope):
            return await response_to(Request(scope), problem)(scope, receive, send)
        await self.app(scope, receive, send)

    def _problem(self, scope: Scope) -> Problem | None:
        if scope["type"] != "http":
            return None
        named = [value.decode("latin-1") for name, value in scope["headers"] if name == b"host"]
        if len(named) > 1:
            return Problem(400, Said("errors.hosts"))
        asked_by_a_watch = scope["path"] in ("/healthz", "/readyz")  # from inside, by number
        if asked_by_a_watch or any(goes_by(host, without_port("".join(named))) for host in self.hosts):
            return None
        return Problem(421, Said("errors.other-name"))


def goes_by(host: str, name: str) -> bool:
    """``*.school.example`` stands for every name below that one, and ``*`` for any."""
    return host in ("*", name) or (host.startswith("*.") and name.endswith(host[1:]) and len(name) >= len(host))


class Head:
    """Who asks for the head alone gets that of the whole; the server leaves the body out."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "HEAD":
            return await self.app(scope, receive, send)
        whole = {**scope, "method": "GET", "only_head": True}  # for what would have no end
        try:
            await self.app(whole, receive, send)
        finally:
            scope["route"] = whole.get("route")  # for the log


class Body:
    """The whole body of a request is read before anything else, if it is not too long and not too slow."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app, self.most_bytes, self.most_seconds = app, settings.most_bytes, settings.most_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] in ("GET", "HEAD", "OPTIONS"):
            return await self.app(scope, receive, send)
        headers = dict(scope["headers"])
        said = headers.get(b"content-length", b"0")
        too_long = said.isdigit() and int(said[:20]) > self.most_bytes
        body = None
        try:
            if not (too_long and b"expect" in headers):  # such a client waits to hear whether it may send
                async with asyncio.timeout(self.most_seconds):
                    body = await self._read(receive)
                    too_long = body is None
        except TimeoutError:
            pass
        if body is not None:
            return await self.app(scope, _once(body, receive), send)
        problem = (
            Problem(413, Said("errors.too-long", {"n": self.most_bytes}), "body")
            if too_long
            else Problem(408, Said("errors.too-slow"))
        )
        problem.headers["connection"] = "close"
        await response_to(Request(scope), problem)(scope, receive, send)

    async def _read(self, receive: Receive) -> bytes | None:
        """None if it is too long. A little of what is too long is read away: many programs hear no answer before all is sent."""
        parts, size, more = [], 0, True
        while more and size <= self.most_bytes + MOST_READ_AWAY:
            message = await receive()
            if message["type"] == "http.disconnect":
                break
            part, more = message.get("body", b""), message.get("more_body", False)
            size += len(part)
            if size <= self.most_bytes:
                parts.append(part)
            else:
                parts.clear()
        return b"".join(parts) if size <= self.most_bytes else None


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
        except asyncio.CancelledError:
            if scope["type"] != "http":
                raise
            # The app is being stopped and can wait no longer. The task ends here in any case.
            if not begun:
                await response_to(Request(scope), come_back("errors.stopping"))(scope, receive, send)
        except Exception as error:
            if scope["type"] != "http" or begun:
                raise
            # Not the message of the error: it may hold what a user typed.
            log.error("%s\n%s", type(error).__name__, "".join(traceback.format_tb(error.__traceback__)))
            await response_to(Request(scope), Problem(500, STATUSES[500]))(scope, receive, send)


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
            route = getattr(scope.get("route"), "path", "-")  # the route, not the path of the request: anyone may type one
            milliseconds = (time.perf_counter() - begun) * 1e3
            log.info("%s %s %d %d bytes %.1f ms", scope["method"], route, status, size, milliseconds)
