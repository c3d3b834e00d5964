"""Scripts, styles and pictures."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app.problems import STATUSES, Problem
from app.sending import FOR_EVER, sent

router = APIRouter()


async def asset(http: Request) -> Response:
    file = http.app.state.prepared.assets.files.get(http.path_params["name"])
    if file is None:
        raise Problem(404, STATUSES[404])
    return sent(file, http, FOR_EVER)


# A page asks for a hundred and more: as a plain route, which is given nothing but the request, each takes half as long.
router.add_route("/assets/{name:path}", asset, ["GET"], include_in_schema=False)
