"""For whoever watches over the app."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

from app.ready import ready as loaded

router = APIRouter(tags=["health"])


@router.get("/healthz", response_class=PlainTextResponse)
async def up() -> str:
    """200 while the process is up."""
    return "up\n"


@router.get("/readyz", response_class=PlainTextResponse)
async def ready() -> str:
    """200 when the weights are loaded. Before, nothing is answered at all."""
    loaded()
    return "ready\n"
