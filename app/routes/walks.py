"""Walking a sentence, and opening one of its numbers."""

from __future__ import annotations

from fastapi import APIRouter
from fastapi.responses import Response

from app import walks
from app.dependencies import DeskOf, NumbersAs, SettingsOf
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

router = APIRouter(prefix="/api/v1", tags=["walks"])


@router.post("/traces", response_model=TraceOut)
async def traces(walk: Traced, settings: SettingsOf, desk: DeskOf, numbers: NumbersAs = "text") -> Response:
    """A sentence walked through a cell: every gate and state at every token, what is foretold, and what is believed."""
    body = ready().trace(walk, numbers) or await desk.do(
        lambda: json_bytes(walks.trace_of(walks.walked(walk, settings), walk.beliefs), numbers)
    )
    return Response(body, media_type="application/json")


@router.post("/arithmetic", response_model=ArithmeticOut)
async def arithmetic(asked: OneNumber, settings: SettingsOf, desk: DeskOf) -> Response:
    """Every term of one number. The terms add up to it."""
    body = await desk.do(lambda: json_bytes(walks.arithmetic_of(walks.walked(asked, settings), asked)))
    return Response(body, media_type="application/json")


@router.post("/gradients", response_model=GradientsOut)
async def gradients(asked: Asked, settings: SettingsOf, desk: DeskOf, numbers: NumbersAs = "text") -> Response:
    """How strongly one word's probability depends on every gate and state before it."""
    body = await desk.do(lambda: json_bytes(walks.gradients_of(walks.walked(asked, settings), asked), numbers))
    return Response(body, media_type="application/json")


@router.post("/ledgers", response_model=LedgerOut)
async def ledgers(asked: Shares, settings: SettingsOf, desk: DeskOf, numbers: NumbersAs = "text") -> Response:
    """Which token wrote what is in a state now, and how much of it is left."""
    body = await desk.do(lambda: json_bytes(walks.ledger_of(walks.walked(asked, settings), asked), numbers))
    return Response(body, media_type="application/json")


@router.post("/comparisons", response_model=ComparisonOut)
async def comparisons(asked: Comparison, settings: SettingsOf, desk: DeskOf, numbers: NumbersAs = "text") -> Response:
    """The same sentences through several cells."""
    body = await desk.do(lambda: json_bytes(walks.comparison_of(asked, settings), numbers))
    return Response(body, media_type="application/json")


@router.get("/examples", response_model=list[ExampleOut])
async def examples() -> Response:
    """Sentences to begin with, by what they teach."""
    return Response(ready().examples, media_type="application/json")


@router.get("/cells", response_model=list[CellOut])
async def cells() -> Response:
    """Every cell, its equations, and how its shipped weights were made."""
    return Response(ready().cells, media_type="application/json")
