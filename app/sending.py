"""Bytes that are ready, in the form that the browser takes, and not again where it has them already."""

from __future__ import annotations

import re

from fastapi import Request
from fastapi.responses import Response

from app.assets import Asset

FOR_EVER = "public, max-age=31536000, immutable"  # under a name that changes with the content
ASK_AGAIN = "no-cache"  # it may be kept, but only be shown if it is still the same


def sent(asset: Asset, http: Request, cache: str) -> Response:
    encoding, body = asset.best(",".join(http.headers.getlist("accept-encoding")))
    headers = {"cache-control": cache, "vary": "accept-encoding", "etag": asset.tag(encoding)}
    if is_among(asset.tag(encoding), ",".join(http.headers.getlist("if-none-match"))):
        return Response(status_code=304, headers=headers)
    if encoding:
        headers["content-encoding"] = encoding
    return Response(body, headers=headers, media_type=asset.media_type)


def is_among(tag: str, tags: str) -> bool:
    """Whether a list of tags, weak ones among them, or ``*`` for any, holds this one whole."""
    return tags.strip() == "*" or tag in re.findall(r'"[^"]*"', tags)
