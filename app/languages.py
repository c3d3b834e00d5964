"""In which language a request is answered: that of its address, ``/de/compare``; without one, a page goes by the browser."""

from __future__ import annotations

import logging
import re

from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from texts import ENGLISH, Catalogue, catalogue, language_of, preferred

log = logging.getLogger("gatewalk")
SEGMENT = re.compile(r"/([a-z]{2}(?:-[a-z0-9]{2,8})?)(/.*)?")  # of no page or file of ours has two letters
NO_PAGES = ("/api/", "/assets/", "/healthz", "/readyz")


def language_asked(request: Request) -> str:
    """The first part of the address that was asked for, if it names a language; else ""."""
    asked: str = request.scope.get("language", "")
    return asked


def speech_of(request: Request) -> Catalogue:
    """English, unless another language is asked for."""
    return spoken(language_asked(request))


def spoken(address: str) -> Catalogue:
    language = language_of(address)
    return catalogue(language.tag if language else ENGLISH)


class Languages:
    """Takes the language out of an address, so that nothing behind this has it twice; all addresses in pages are relative.

    Without one the API speaks English. A page whose reader likes another language better leads to that one's address; a link
    to a language that is not there leads to English.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        found, headers = SEGMENT.fullmatch(scope["path"]), Headers(scope=scope)
        if found and language_of(found[1]):
            return await self._in(found[1], found[2])(scope, receive, send)
        page = not scope["path"].startswith(NO_PAGES) and "text/html" in headers.get("accept", "")
        if not page or scope["method"] not in ("GET", "HEAD"):
            return await self.app(scope, receive, send)
        if found:
            log.info("A link names a language that is not there, and leads to English.")  # which one was typed by somebody
            return await _lead(f"{up(found[2])}..{found[2]}" if found[2] else "./", scope)(scope, receive, send)
        liked = preferred(headers.get("accept-language", ""))
        if liked.tag != ENGLISH:
            way = up(scope["path"]) or "./"
            return await _lead(f"{way}{liked.address}{scope['path']}", scope, by_the_browser=True)(scope, receive, send)
        await self.app(scope, receive, _varying(send))

    def _in(self, language: str, path: str | None) -> ASGIApp:
        async def answer(scope: Scope, receive: Receive, send: Send) -> None:
            if not path:
                return await _lead(f"./{language}/", scope)(scope, receive, send)  # its address ends with a slash
            scope.update(
                {"language": language, "path": path, "raw_path": scope["raw_path"].removeprefix(f"/{language}".encode())}
            )
            await self.app(scope, receive, send)

        return answer


def up(path: str) -> str:
    """From an address back to where the first part of it stands."""
    return "../" * (path.count("/") - 1)


def _lead(address: str, scope: Scope, by_the_browser: bool = False) -> Response:
    """Told relative to what was asked for: scheme and host are known to a proxy alone. What stands behind the # goes along."""
    query = scope["query_string"].decode("latin-1")
    headers = {"location": address + (f"?{query}" if query else ""), "cache-control": "no-cache"}
    return Response(status_code=302, headers=headers | ({"vary": "accept-language, accept"} if by_the_browser else {}))


def _varying(send: Send) -> Send:
    async def varying(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message["headers"], (b"vary", b"accept-language")]
        await send(message)

    return varying
