"""How a problem is told: as JSON, or as a page to who asked for a page."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from app.languages import language_asked, speech_of
from app.problems import JSON, STATUSES, Problem, as_json, of_model
from model import ModelError
from texts import Said

MOST_DEEP = 100  # folders in the address of a page that is not there


def response_to(request: Request, problem: Problem) -> Response:
    """In the language of its address."""
    speech = speech_of(request)
    if not request.url.path.startswith("/api/") and "text/html" in request.headers.get("accept", ""):
        told = {"title": problem.title(speech), "detail": problem.detail(speech), "status": problem.status}
        root = way_to_the_root(request.scope["raw_path"])
        html = request.app.state.prepared.templates.page("problem.html", language_asked(request), root=root, **told)
        return Response(html, problem.status, {"vary": "accept"} | problem.headers, "text/html")
    return Response(as_json(problem, speech), problem.status, problem.headers, JSON)


def way_to_the_root(path: bytes) -> str:
    """From whatever address was asked for, as it was written: ``../`` of ``/nothing/here``. The page names it many times."""
    return "../" * min(path.count(b"/") - 1, MOST_DEEP) or "./"


def add_handlers(app: FastAPI) -> None:
    @app.exception_handler(Problem)
    async def problem(request: Request, error: Problem) -> Response:
        return response_to(request, error)

    @app.exception_handler(ModelError)
    async def of_the_model(request: Request, error: ModelError) -> Response:
        return response_to(request, of_model(error))

    @app.exception_handler(HTTPException)
    async def of_http(request: Request, error: HTTPException) -> Response:
        said = STATUSES.get(error.status_code) or Said("errors.status.other", {"why": str(error.detail)})
        return response_to(request, Problem(error.status_code, said, headers=dict(error.headers or {})))
