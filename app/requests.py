"""From a request to the bytes of its answer, wherever that is computed: in the worker, or apart from it.

An answer comes in parts. Each is one turn of work.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from pydantic import BaseModel, ValidationError

from app import answers, growing, lab, limits
from app.compressed import Coding, compressed
from app.encoding import Numbers, json_bytes
from app.networks import Networks
from app.problems import no_json, of_validation
from app.schemas import ArithmeticIn, ComparisonIn, GradientsIn, LedgerIn, TraceIn
from app.settings import Settings
from model import Network
from model.tasks import TASKS

Part = tuple[bytes | memoryview, bool]  # and whether there are more


class Form(NamedTuple):
    """In which an answer is given; ``language``: as in ``languages.py``."""

    numbers: Numbers = "text"
    language: str = ""


Parts = Callable[[Any, Any, Form], Iterator[Part]]  # of what a request is about, and the request itself


class RawRequest(NamedTuple):
    """A request as it came."""

    kind: str
    body: bytes
    form: Form = Form()
    coding: Coding = ""


class Kind(NamedTuple):
    """The requests of one address."""

    schema: type[BaseModel]
    subject: Callable[[Any, Networks, Settings], Any]  # what it is about, such as a network, if all is within limits
    work: Callable[[Any], limits.Work]
    parts: Parts


def whole(answer: Callable[[Network, Any], Any]) -> Parts:
    """An answer of one part."""

    def parts(network: Network, request: Any, form: Form) -> Iterator[Part]:
        yield json_bytes(answer(network, request), *form), False

    return parts


def packed(answer: Callable[[Any, Any], Any]) -> Parts:
    """The same where arrays are always packed."""

    def parts(subject: Any, request: Any, form: Form) -> Iterator[Part]:
        yield json_bytes(answer(subject, request), "packed", form.language), False

    return parts


def comparison(networks: Mapping[str, Network], request: ComparisonIn, form: Form) -> Iterator[Part]:
    """A part for each walk."""
    walks = [(n, cell) for n in range(len(request.sentences)) for cell in request.names]
    before = b'{"walks":['
    for left, (n, cell) in zip(reversed(range(len(walks))), walks, strict=True):
        part = json_bytes(answers.compared(networks[cell], cell, request.sentences[n], n), *form)
        yield before + part + (b"" if left else b"]}"), left > 0
        before = b","


KINDS = {
    "traces": Kind(
        TraceIn,
        limits.for_trace,
        limits.work_of_trace,
        whole(lambda network, request: answers.trace_of(answers.walk_of(network, request), request.beliefs)),
    ),
    "arithmetic": Kind(
        ArithmeticIn,
        limits.network_for,
        limits.work_of_walk,
        whole(lambda network, request: answers.arithmetic_of(answers.walk_of(network, request), request)),
    ),
    "gradients": Kind(
        GradientsIn,
        limits.for_gradients,
        limits.work_of_gradients,
        whole(lambda network, request: answers.gradients_of(answers.walk_of(network, request), request)),
    ),
    "ledgers": Kind(
        LedgerIn,
        limits.network_for,
        limits.work_of_ledger,
        whole(lambda network, request: answers.ledger_of(answers.walk_of(network, request), request)),
    ),
    "comparisons": Kind(ComparisonIn, limits.networks_for, limits.work_of_comparison, comparison),
    "growing": Kind(
        growing.GrowingIn,
        growing.grown,
        growing.work_of_growing,
        lambda subject, request, form: growing.growing(subject, request, form.numbers),
    ),
    "programs": Kind(lab.ProgramIn, lambda request, *_: lab.cell_of(request), lab.work_of_program, packed(lab.program_of)),
} | {
    f"tasks/{name}": Kind(lab.SequencesIn, lambda *_, task=task: task, lab.work_of_sequences, packed(lab.sequences_of))
    for name, task in TASKS.items()
}


def request_of(kind: str, body: bytes) -> Any:
    """As its schema describes it."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise no_json() from None
    try:
        return KINDS[kind].schema.model_validate(given)
    except ValidationError as error:
        raise of_validation(error.errors(include_url=False, include_input=False)) from None


def parts_of(raw: RawRequest, networks: Networks, settings: Settings) -> Iterator[Part]:
    """All that there is to do. Raises a ``Problem`` or a ``ModelError`` if it cannot be done."""
    request, kind = request_of(raw.kind, raw.body), KINDS[raw.kind]
    subject = kind.subject(request, networks, settings)
    yield from compressed(kind.parts(subject, request, raw.form), raw.coding)
