"""For whoever watches over the app."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import PlainTextResponse

router = APIRouter(tags=["health"])


@router.get("/healthz", response_class=PlainTextResponse)
async def up() -> str:
    """200 while the process is up."""
    return "up\n"


@router.get("/readyz", response_class=PlainTextResponse)
async def ready() -> str:
    """200 when the weights are loaded. Before, there is no app that could answer."""
    return "ready\n"
