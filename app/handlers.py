"""How a problem is shown: as JSON, or as a page to who wanted a page."""

from __future__ import annotations

from fastapi import FastAPI, Request
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from app.languages import requested_language, speech_of
from app.problems import JSON, STATUSES, Problem, as_json, of_model
from model import ModelError
from texts import Said

MOST_DEEP = 100  # folders in the address of a page that is not there


def response_to(http: Request, problem: Problem) -> Response:
    """In the language of its address."""
    speech = speech_of(http)
    if not http.url.path.startswith("/api/") and "text/html" in http.headers.get("accept", ""):
        values = {"title": problem.title(speech), "detail": problem.detail(speech), "status": problem.status}
        root = way_to_the_root(http.scope["raw_path"])
        html = http.app.state.prepared.templates.page("problem.html", requested_language(http), root=root, **values)
        return Response(html, problem.status, {"vary": "accept"} | problem.headers, "text/html")
    return Response(as_json(problem, speech), problem.status, problem.headers, JSON)


def way_to_the_root(path: bytes) -> str:
    """From whatever address a request names, as it was written: ``../`` of ``/nothing/here``. The page names it many times."""
    return "../" * min(path.count(b"/") - 1, MOST_DEEP) or "./"


def add_handlers(app: FastAPI) -> None:
    @app.exception_handler(Problem)
    async def problem(http: Request, error: Problem) -> Response:
        return response_to(http, error)

    @app.exception_handler(ModelError)
    async def of_the_model(http: Request, error: ModelError) -> Response:
        return response_to(http, of_model(error))

    @app.exception_handler(HTTPException)
    async def of_http(http: Request, error: HTTPException) -> Response:
        said = STATUSES.get(error.status_code) or Said("errors.status.other", {"why": str(error.detail)})
        return response_to(http, Problem(error.status_code, said, headers=dict(error.headers or {})))
