"""For whoever watches over the app."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from app.problems import Problem
from model import cell_names, shipped_names

router = APIRouter(tags=["health"])


@router.get("/healthz", response_class=PlainTextResponse)
async def up() -> str:
    """200 while the process is up."""
    return "up\n"


@router.get("/readyz", response_class=PlainTextResponse)
async def ready() -> str:
    """200 when the weights are loaded."""
    if not set(cell_names()) <= set(shipped_names()):
        raise Problem(503, "The weights are not there.")
    return "ready\n"
