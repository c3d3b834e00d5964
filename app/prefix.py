"""The app behind a proxy, below a path such as ``/gatewalk``."""

from __future__ import annotations

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send


class Prefix:
    """What a proxy has left before an address is taken away, so that nothing behind this knows of it.

    A proxy that has taken it away itself needs nothing: all addresses in the pages are relative.
    """

    def __init__(self, app: ASGIApp, root_path: str) -> None:
        self.app, self.root_path = app, root_path

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"] == self.root_path:
            return await self._to_the_first_page(scope)(scope, receive, send)
        if scope["type"] == "http" and scope["path"].startswith(f"{self.root_path}/"):
            scope["path"] = scope["path"].removeprefix(self.root_path)
            scope["raw_path"] = scope["raw_path"].removeprefix(self.root_path.encode())
        await self.app(scope, receive, send)

    def _to_the_first_page(self, scope: Scope) -> Response:
        """Its address ends with a slash. Given by its last part: scheme and host are known to the proxy alone."""
        query = scope["query_string"].decode("latin-1")
        address = f"{self.root_path.rpartition('/')[2]}/" + (f"?{query}" if query else "")
        return Response(status_code=308, headers={"location": f"./{address}"})
