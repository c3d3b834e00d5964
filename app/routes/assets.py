"""Scripts, styles and pictures."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.assets import assets
from app.problems import DETAILS, Problem

router = APIRouter(include_in_schema=False)


@router.get("/assets/{name:path}")
async def asset(name: str, request: Request) -> Response:
    found = assets().get(name)
    if found is None:
        raise Problem(404, DETAILS[404])
    encoding, body = found.best(request.headers.get("accept-encoding", ""))
    headers = {"cache-control": "public, max-age=31536000, immutable", "vary": "accept-encoding"}
    if encoding:
        headers["content-encoding"] = encoding
    return Response(body, headers=headers, media_type=found.media_type)
