"""Walking a sentence, and opening one of its numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from app.compressed import chosen
from app.dependencies import Here, HereOf, NumbersAs
from app.desk import busy
from app.encoding import FORMS
from app.limits import LIGHT_BYTES, Work
from app.problems import Problem, no_json
from app.requests import KINDS, Form, RawRequest, request_of
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
from texts import Said

IS_JSON = re.compile(r"application/(\S+\+)?json\s*(;|$)", re.IGNORECASE)


class Computed(APIRoute):
    """What a request may hold is described by the functions below, and read by ``answered``.

    FastAPI alone would read a body in the worker, however long it takes to say what is wrong with it.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        async def handler(http: Request) -> Response:
            return await answered(Here(http), http, self.name)

        return handler


router = APIRouter(prefix="/api/v1", tags=["walks"], route_class=Computed)
fixed = APIRouter(prefix="/api/v1", tags=["walks"])  # what never changes


@router.post("/traces", response_model=TraceOut)
async def traces(request: TraceIn, numbers: NumbersAs = "text") -> None:
    """A sentence walked through a cell: every gate and state at every token, what is foretold, and what is believed."""


@router.post("/arithmetic", response_model=ArithmeticOut)
async def arithmetic(request: ArithmeticIn) -> None:
    """Every term of one number. The terms add up to it."""


@router.post("/gradients", response_model=GradientsOut)
async def gradients(request: GradientsIn, numbers: NumbersAs = "text") -> None:
    """How strongly one word's probability depends on every gate and state before it."""


@router.post("/ledgers", response_model=LedgerOut)
async def ledgers(request: LedgerIn, numbers: NumbersAs = "text") -> None:
    """Which token wrote what is in a state now, and how much of it is left."""


@router.post("/comparisons", response_model=ComparisonOut)
async def comparisons(request: ComparisonIn, numbers: NumbersAs = "text") -> None:
    """The same sentences through several cells."""


async def answered(here: Here, http: Request, name: str) -> Response:
    """What is light the worker does itself. What is heavy, or so long that it may be, is read and done apart."""
    headers = http.headers
    if not IS_JSON.match(headers.get("content-type", "")):
        raise no_json("errors.say-json")
    numbers = http.query_params.get("numbers", "text")
    if numbers not in FORMS:
        raise Problem(422, Said("errors.numbers", {"forms": list(FORMS)}), "query.numbers")
    form = Form(numbers, here.language)
    body = await http.body()
    if await here.has_left():
        raise busy()  # nobody hears it, and to read what was asked would be most of the work
    work = Work(len(body))
    if len(body) <= LIGHT_BYTES:
        kind, request = KINDS[name], request_of(name, body)
        subject, work = kind.subject(request, here.networks, here.settings), kind.work(request)
        if name == "traces" and (ready := here.prepared.trace(request, numbers)):
            return _json(ready)
        if work.is_light:
            return _json(*await here.light(work, kind.parts(subject, request, form)))
    coding = chosen(headers.get("accept-encoding", ""))
    answer = await here.heavy(work, RawRequest(name, body, form, coding))
    return _json(*answer, headers={"content-encoding": coding} if coding else None)


def _json(*parts: bytes | memoryview, headers: Mapping[str, str] | None = None) -> Response:
    body: Any = b"".join(parts) if len(parts) > 1 else parts[0]
    return Response(body, headers=headers, media_type="application/json")


@fixed.get("/examples", response_model=list[ExampleOut])
async def examples(http: Request, here: HereOf) -> Response:
    """Sentences to begin with, by what they teach."""
    return sent(here.prepared.descriptions.of("examples", here.language), http, ASK_AGAIN)


@fixed.get("/cells", response_model=list[CellOut])
async def cells(http: Request, here: HereOf) -> Response:
    """Every cell, its equations, and how its shipped weights were made."""
    return sent(here.prepared.descriptions.of("cells", here.language), http, ASK_AGAIN)


@fixed.get("/openapi.json", include_in_schema=False)
async def document(http: Request, here: HereOf) -> Response:
    return sent(here.prepared.descriptions.of("document", ""), http, ASK_AGAIN)
