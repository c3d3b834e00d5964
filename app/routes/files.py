"""Scripts, styles and pictures."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.dependencies import HereOf
from app.problems import STATUSES, Problem
from app.sending import FOR_EVER, sent

router = APIRouter(include_in_schema=False)


@router.get("/assets/{name:path}")
async def asset(name: str, http: Request, here: HereOf) -> Response:
    file = here.prepared.assets.files.get(name)
    if file is None:
        raise Problem(404, STATUSES[404])
    return sent(file, http, FOR_EVER)
