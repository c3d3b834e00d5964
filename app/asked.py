"""From what is asked to the bytes of its answer, wherever that is computed: in the worker, or apart from it.

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


Parts = Callable[[Any, Any, Form], Iterator[Part]]  # of the networks that walk, and what is asked


class Question(NamedTuple):
    """As it came."""

    kind: str
    body: bytes
    form: Form = Form()
    coding: Coding = ""


class Kind(NamedTuple):
    """What may be asked at one address."""

    schema: type[BaseModel]
    walking: Callable[[Any, Networks, Settings], Any]  # the networks that are to walk, if all is within limits
    work: Callable[[Any], limits.Work]
    parts: Parts


def whole(answer: Callable[[Network, Any], Any]) -> Parts:
    """An answer of one part."""

    def parts(network: Network, asked: Any, form: Form) -> Iterator[Part]:
        yield json_bytes(answer(network, asked), *form), False

    return parts


def packed(answer: Callable[[Any, Any], Any]) -> Parts:
    """The same where arrays are always packed."""

    def parts(found: Any, asked: Any, form: Form) -> Iterator[Part]:
        yield json_bytes(answer(found, asked), "packed", form.language), False

    return parts


def comparison(networks: Mapping[str, Network], asked: ComparisonIn, form: Form) -> Iterator[Part]:
    """A part for each walk."""
    walks = [(n, cell) for n in range(len(asked.sentences)) for cell in asked.names]
    before = b'{"walks":['
    for left, (n, cell) in zip(reversed(range(len(walks))), walks, strict=True):
        walk = json_bytes(answers.compared(networks[cell], cell, asked.sentences[n], n), *form)
        yield before + walk + (b"" if left else b"]}"), left > 0
        before = b","


KINDS = {
    "traces": Kind(
        TraceIn,
        limits.for_trace,
        limits.work_of_trace,
        whole(lambda network, asked: answers.trace_of(answers.walked(network, asked), asked.beliefs)),
    ),
    "arithmetic": Kind(
        ArithmeticIn,
        limits.network_for,
        limits.work_of_walk,
        whole(lambda network, asked: answers.arithmetic_of(answers.walked(network, asked), asked)),
    ),
    "gradients": Kind(
        GradientsIn,
        limits.for_gradients,
        limits.work_of_gradients,
        whole(lambda network, asked: answers.gradients_of(answers.walked(network, asked), asked)),
    ),
    "ledgers": Kind(
        LedgerIn,
        limits.network_for,
        limits.work_of_ledger,
        whole(lambda network, asked: answers.ledger_of(answers.walked(network, asked), asked)),
    ),
    "comparisons": Kind(ComparisonIn, limits.networks_for, limits.work_of_comparison, comparison),
    "growing": Kind(
        growing.GrowingIn,
        growing.grown,
        growing.work_of_growing,
        lambda found, asked, form: growing.growing(found, asked, form.numbers),
    ),
    "programs": Kind(lab.ProgramIn, lambda asked, *_: lab.cell_of(asked), lab.work_of_program, packed(lab.program_of)),
} | {
    f"tasks/{name}": Kind(lab.SequencesIn, lambda *_, task=task: task, lab.work_of_sequences, packed(lab.sequences_of))
    for name, task in TASKS.items()
}


def understood(kind: str, body: bytes) -> Any:
    """What is asked, as its schema describes it."""
    try:
        given = json.loads(body)
    except (ValueError, RecursionError):
        raise no_json() from None
    try:
        return KINDS[kind].schema.model_validate(given)
    except ValidationError as error:
        raise of_validation(error.errors(include_url=False, include_input=False)) from None


def parts_of(question: Question, networks: Networks, settings: Settings) -> Iterator[Part]:
    """All that there is to do. Raises a ``Problem`` or a ``ModelError`` if it cannot be done."""
    asked, kind = understood(question.kind, question.body), KINDS[question.kind]
    walking = kind.walking(asked, networks, settings)
    yield from compressed(kind.parts(walking, asked, question.form), question.coding)
