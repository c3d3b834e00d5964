"""Walking a sentence, and opening one of its numbers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from app import answers
from app.dependencies import Here, HereOf, NumbersAs
from app.encoding import Numbers, json_bytes
from app.limits import facts_are_known, network_for, networks_for
from app.schemas import (
    ArithmeticIn,
    ArithmeticOut,
    CellOut,
    ComparisonIn,
    ComparisonOut,
    ExampleOut,
    GradientsIn,
    GradientsOut,
    LedgerIn,
    LedgerOut,
    TraceIn,
    TraceOut,
)
from app.sending import ASK_AGAIN, sent

router = APIRouter(prefix="/api/v1", tags=["walks"])
fixed = APIRouter(prefix="/api/v1", tags=["walks"])  # what never changes


@router.post("/traces", response_model=TraceOut)
async def traces(asked: TraceIn, here: HereOf, numbers: NumbersAs = "text") -> Response:
    """A sentence walked through a cell: every gate and state at every token, what is foretold, and what is believed."""
    network = network_for(asked, here.networks, here.settings)
    facts_are_known(asked.beliefs, network)
    if found := here.prepared.trace(asked, numbers):
        return _json(found)
    return await _computed(here, lambda: answers.trace_of(answers.walked(network, asked), asked.beliefs), numbers)


@router.post("/arithmetic", response_model=ArithmeticOut)
async def arithmetic(asked: ArithmeticIn, here: HereOf) -> Response:
    """Every term of one number. The terms add up to it."""
    network = network_for(asked, here.networks, here.settings)
    return await _computed(here, lambda: answers.arithmetic_of(answers.walked(network, asked), asked))


@router.post("/gradients", response_model=GradientsOut)
async def gradients(asked: GradientsIn, here: HereOf, numbers: NumbersAs = "text") -> Response:
    """How strongly one word's probability depends on every gate and state before it."""
    network = network_for(asked, here.networks, here.settings)

    def work() -> Any:
        walks = here.networks.before_learning(asked.cell) if asked.untaught else network
        return answers.gradients_of(answers.walked(walks, asked), asked)

    return await _computed(here, work, numbers)


@router.post("/ledgers", response_model=LedgerOut)
async def ledgers(asked: LedgerIn, here: HereOf, numbers: NumbersAs = "text") -> Response:
    """Which token wrote what is in a state now, and how much of it is left."""
    network = network_for(asked, here.networks, here.settings)
    return await _computed(here, lambda: answers.ledger_of(answers.walked(network, asked), asked), numbers)


@router.post("/comparisons", response_model=ComparisonOut)
async def comparisons(asked: ComparisonIn, here: HereOf, numbers: NumbersAs = "text") -> Response:
    """The same sentences through several cells."""
    networks = networks_for(asked, here.networks, here.settings)
    return await _computed(here, lambda: answers.comparison_of(networks, asked), numbers)


@fixed.get("/examples", response_model=list[ExampleOut])
async def examples(request: Request, here: HereOf) -> Response:
    """Sentences to begin with, by what they teach."""
    return sent(here.prepared.examples, request, ASK_AGAIN)


@fixed.get("/cells", response_model=list[CellOut])
async def cells(request: Request, here: HereOf) -> Response:
    """Every cell, its equations, and how its shipped weights were made."""
    return sent(here.prepared.cells, request, ASK_AGAIN)


@fixed.get("/openapi.json", include_in_schema=False)
async def document(request: Request, here: HereOf) -> Response:
    return sent(here.prepared.document, request, ASK_AGAIN)


async def _computed(here: Here, work: Callable[[], Any], numbers: Numbers = "text") -> Response:
    """What a piece of work finds, when it is its turn."""
    return _json(await here.in_turn(lambda: json_bytes(work(), numbers)))


def _json(body: bytes) -> Response:
    return Response(body, media_type="application/json")
