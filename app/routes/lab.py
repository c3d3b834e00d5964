"""What the lab requests: a cell's program, the tasks, and sequences of them."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import Annotated, Any

from fastapi import APIRouter, Path, Request
from fastapi.responses import Response
from fastapi.routing import APIRoute

from app.dependencies import Here, HereOf, NumbersAs
from app.growing import GrowingIn, GrowingOut
from app.lab import ProgramIn, ProgramOut, SequencesIn, SequencesOut, TaskOut
from app.problems import Problem
from app.routes.api import answered
from app.sending import ASK_AGAIN, sent
from model.tasks import TASKS
from texts import Said

Name = Annotated[str, Path(json_schema_extra={"enum": list(TASKS)}, examples=["india"])]


class ComputedInLab(APIRoute):
    """A request is read and waits for its turn like a walk."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        async def handler(http: Request) -> Response:
            name = http.path_params.get("name")
            if name is not None and name not in TASKS:
                raise Problem(422, Said("errors.no-task", {"tasks": list(TASKS)}), "name")
            return await answered(Here(http), http, self.name if name is None else f"tasks/{name}")

        return handler


router = APIRouter(prefix="/api/v1", tags=["lab"], route_class=ComputedInLab)
fixed = APIRouter(prefix="/api/v1", tags=["lab"])


@router.post("/programs", response_model=ProgramOut)
async def programs(request: ProgramIn) -> None:
    """A cell that you have written: its array operations forward and in reverse, its equations, its diagram, its weights."""


@router.post("/tasks/{name}", response_model=SequencesOut)
async def sequences(name: Name, request: SequencesIn) -> None:
    """Sequences to learn from, or to judge by, the same for the same seed."""


@router.post("/growing", response_model=GrowingOut)
async def growing(request: GrowingIn, numbers: NumbersAs = "text") -> None:
    """One sentence through all snapshots of the network `small`, from before it learned anything to the end of its training."""


@fixed.get("/tasks", response_model=list[TaskOut])
async def all_tasks(http: Request, here: HereOf) -> Response:
    """What the lab can teach, with what it is learned well, and what to look for."""
    return sent(here.prepared.descriptions.of("tasks", here.language), http, ASK_AGAIN)
