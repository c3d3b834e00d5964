"""In which language a request is answered: that of its address, ``/de/compare``; without one, a page goes by the browser."""

from __future__ import annotations

import logging
import re
from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from texts import ENGLISH, Catalogue, catalogue, language_of, preferred

log = logging.getLogger("gatewalk")
SEGMENT = re.compile(rb"/([a-z]{2}(?:-[a-z0-9]{2,8})?)(/.*)?")  # of no page or file of ours has two letters
NO_PAGES = ("/api/", "/assets/", "/healthz", "/readyz")


def requested_language(http: Request) -> str:
    """The first part of the address, if it names a language; else ""."""
    language: str = http.scope.get("language", "")
    return language


def speech_of(http: Request) -> Catalogue:
    """English, unless the address names another language."""
    return spoken(requested_language(http))


def spoken(address: str) -> Catalogue:
    language = language_of(address)
    return catalogue(language.tag if language else ENGLISH)


class Languages:
    """Takes the language out of an address, so that nothing behind this has it twice; all addresses in pages are relative."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        language, rest = _segment(scope)
        if rest and language_of(language):
            path = scope["path"].removeprefix(f"/{language}")
            scope.update({"language": language, "path": path, "raw_path": rest.encode("latin-1")})
        await self.app(scope, receive, send)


class Led:
    """A page without a language in its address, whose reader likes another one than English best, leads to that one's address;
    a link to a language that is not there leads to English.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or "language" in scope or scope["method"] not in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        if scope["path"].startswith(NO_PAGES):
            return await self.app(scope, receive, send)
        address = self._address(scope)
        await (_lead(address, scope) if address else self.app)(scope, receive, _varying(send))

    def _address(self, scope: Scope) -> str:
        """Where it leads, seen from the address of the request; "" if it stays."""
        (language, rest), headers = _segment(scope), Headers(scope=scope)
        if language_of(language):
            return f"./{language}/"  # its address ends with a slash
        if "text/html" not in headers.get("accept", ""):
            return ""
        if language:
            log.info("A link names a language that is not there, and leads to English.")  # which one was typed by somebody
            return f"{_up(rest)}..{rest}" if rest else "./"
        liked = preferred(headers.get("accept-language", ""))
        path = _written(scope).decode("latin-1")
        return f"{_up(path) or './'}{liked.address}{path}" if liked.tag != ENGLISH else ""


def _segment(scope: Scope) -> tuple[str, str]:
    """What may be a language at the beginning of an address, as it was written, and the rest; both "" if there is none."""
    match = SEGMENT.fullmatch(_written(scope)) if scope["type"] == "http" else None
    return (match[1].decode(), (match[2] or b"").decode("latin-1")) if match else ("", "")


def _written(scope: Scope) -> bytes:
    """The path as it was written in the request; not every server hands that on."""
    written: bytes = scope.get("raw_path") or quote(scope["path"]).encode()
    return written


def _up(path: str) -> str:
    """From an address back to where the first part of it stands."""
    return "../" * (path.count("/") - 1)


def _lead(address: str, scope: Scope) -> Response:
    """Relative to the address of the request: scheme and host are known to a proxy alone. What stands behind the # goes along."""
    query = scope["query_string"].decode("latin-1")
    return Response(status_code=302, headers={"location": address + (f"?{query}" if query else ""), "cache-control": "no-cache"})


def _varying(send: Send) -> Send:
    async def varying(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], (b"vary", b"accept, accept-language")]
        await send(message)

    return varying
