"""Walking a sentence, and opening one of its numbers."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app import walks
from app.dependencies import Do, NumbersAs, SettingsOf
from app.encoding import json_bytes
from app.ready import ready
from app.schemas import (
    ArithmeticOut,
    Asked,
    CellOut,
    Comparison,
    ComparisonOut,
    ExampleOut,
    GradientsOut,
    LedgerOut,
    OneNumber,
    Shares,
    Traced,
    TraceOut,
)
from app.sending import ASK_AGAIN, sent

router = APIRouter(prefix="/api/v1", tags=["walks"])
fixed = APIRouter(prefix="/api/v1", tags=["walks"])  # what never changes


@router.post("/traces", response_model=TraceOut)
async def traces(walk: Traced, settings: SettingsOf, do: Do, numbers: NumbersAs = "text") -> Response:
    """A sentence walked through a cell: every gate and state at every token, what is foretold, and what is believed."""
    walks.within_limits(walk, settings)
    body = ready().trace(walk, numbers) or await do(lambda: json_bytes(walks.trace_of(walks.walked(walk), walk.beliefs), numbers))
    return Response(body, media_type="application/json")


@router.post("/arithmetic", response_model=ArithmeticOut)
async def arithmetic(asked: OneNumber, settings: SettingsOf, do: Do) -> Response:
    """Every term of one number. The terms add up to it."""
    walks.within_limits(asked, settings)
    body = await do(lambda: json_bytes(walks.arithmetic_of(walks.walked(asked), asked)))
    return Response(body, media_type="application/json")


@router.post("/gradients", response_model=GradientsOut)
async def gradients(asked: Asked, settings: SettingsOf, do: Do, numbers: NumbersAs = "text") -> Response:
    """How strongly one word's probability depends on every gate and state before it."""
    walks.within_limits(asked, settings)
    body = await do(lambda: json_bytes(walks.gradients_of(walks.walked(asked), asked), numbers))
    return Response(body, media_type="application/json")


@router.post("/ledgers", response_model=LedgerOut)
async def ledgers(asked: Shares, settings: SettingsOf, do: Do, numbers: NumbersAs = "text") -> Response:
    """Which token wrote what is in a state now, and how much of it is left."""
    walks.within_limits(asked, settings)
    body = await do(lambda: json_bytes(walks.ledger_of(walks.walked(asked), asked), numbers))
    return Response(body, media_type="application/json")


@router.post("/comparisons", response_model=ComparisonOut)
async def comparisons(asked: Comparison, settings: SettingsOf, do: Do, numbers: NumbersAs = "text") -> Response:
    """The same sentences through several cells."""
    walks.comparison_within_limits(asked, settings)
    body = await do(lambda: json_bytes(walks.comparison_of(asked), numbers))
    return Response(body, media_type="application/json")


@fixed.get("/examples", response_model=list[ExampleOut])
async def examples(request: Request) -> Response:
    """Sentences to begin with, by what they teach."""
    return sent(ready().examples, request, ASK_AGAIN)


@fixed.get("/cells", response_model=list[CellOut])
async def cells(request: Request) -> Response:
    """Every cell, its equations, and how its shipped weights were made."""
    return sent(ready().cells, request, ASK_AGAIN)
