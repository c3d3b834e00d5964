"""What holds for every response."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

import anyio
import httpx
import pytest
from uvicorn.protocols.http.flow_control import service_unavailable
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from app.patience import Patience
from app.settings import Settings
from tests.app.client import an_app, ask, post, prepared

ADDRESSES = ["/healthz", "/readyz", "/api/v1/cells", "/nothing", "/api/v1/nothing"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_response_says_what_a_browser_may_do_with_it(address: str) -> None:
    headers = ask("GET", address).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert (policy["frame-ancestors"], policy["frame-src"]) == ("'self'", "'self'")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "SAMEORIGIN"
    assert "camera=()" in headers["permissions-policy"]
    assert "access-control-allow-origin" not in headers


def test_the_worker_that_learns_may_compile_what_it_computes_with_and_nobody_else_may() -> None:
    worker = next(name for name in prepared().assets.files if name.endswith("js/engine/worker.js"))
    policy = ask("GET", f"/assets/{worker}").headers.get_list("content-security-policy")
    assert policy == ["default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'"]
    for path in (
        "/",
        f"/assets/{worker.replace('worker', 'lab')}",
        "/js/engine/worker.js",
        "/nothing/assets/0/js/engine/worker.js/",
    ):
        assert "wasm" not in ask("GET", path).headers["content-security-policy"], path


def test_a_setting_lets_a_site_show_the_app_in_a_frame() -> None:
    headers = ask("GET", "/healthz", Settings(embed_in=("https://school.example",))).headers
    assert "frame-ancestors 'self' https://school.example" in headers["content-security-policy"]
    assert "x-frame-options" not in headers


def test_a_setting_says_by_which_names_the_app_may_be_asked() -> None:
    settings = Settings(hosts=("walk.school.example",))
    assert ask("GET", "/api", settings).status_code == 421
    assert ask("GET", "/api", settings, headers={"host": "walk.school.example:8000"}).status_code == 200
    assert ask("GET", "/readyz", settings).status_code == 200  # whoever watches over it asks from inside, by number


@pytest.mark.parametrize(
    ("set_", "asked", "status"),
    [
        ("walk.school.example:8000", "walk.school.example", 200),
        ("walk.school.example", "WALK.school.example.:8000", 200),
        ("walk.school.example.", "walk.school.example", 200),
        ("*.school.example", "walk.school.example:80", 200),
        ("*.school.example", "a.b.school.example", 200),
        ("*.school.example", "school.example", 421),
        ("*.school.example", ".school.example", 421),
        ("*.school.example", "evilschool.example", 421),
        ("[::1]", "[::1]:8000", 200),
        ("[::1]", "[::2]:8000", 421),
        ("walk.school.example", "walk.school.example.evil.example", 421),
        ("walk.school.example", "", 421),
    ],
)
def test_a_name_is_the_same_with_a_port_in_capitals_and_with_a_dot_at_the_end(set_: str, asked: str, status: int) -> None:
    settings = Settings.from_environment({"GATEWALK_HOSTS": set_})
    assert ask("GET", "/api", settings, headers={"host": asked}).status_code == status


@pytest.mark.parametrize("hosts", [("*",), ("walk.school.example",)])
def test_two_names_at_once_are_refused(hosts: tuple[str, ...]) -> None:
    two = [("host", "walk.school.example"), ("host", "evil.example")]
    answer = ask("GET", "/api/v1/cells", Settings(hosts=hosts), headers=two)
    assert (answer.status_code, answer.json()["status"]) == (400, 400)
    assert "several hosts" in answer.json()["detail"]


def test_what_is_made_for_one_request_is_kept_nowhere() -> None:
    made = (
        post("traces", {"sentence": "Norway is big."}),
        post("traces", {}),
        ask("GET", "/api/v1/nothing"),
        ask("GET", "/healthz"),
    )
    assert {answer.headers["cache-control"] for answer in made} == {"no-store"}
    assert ask("GET", "/api/v1/cells").headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("address", ["/", "/healthz", "/api/v1/examples", "/nothing"])
def test_whoever_asks_for_the_head_alone_gets_that_of_the_whole(address: str) -> None:
    head, whole = ask("HEAD", address), ask("GET", address)
    assert head.status_code == whole.status_code
    assert head.headers == whole.headers


def test_no_address_leads_to_another_host_by_way_of_a_redirect() -> None:
    assert ask("GET", "/api/").status_code == 404


def test_the_log_has_a_line_for_each_request_and_nothing_that_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "gatewalk"):
        post("traces", {"sentence": "My secret word is Zanzibar."})
        ask("GET", "/my/secret?word=Zanzibar")
        ask("HEAD", "/compare?word=Zanzibar")
        ask("GET", "/api/v1/openapi.json")
        ask("GET", "/api", headers={"connection": "upgrade", "upgrade": "websocket"})
    walked, lost, head, document, upgrade = [record.getMessage() for record in caplog.records if record.name == "gatewalk"]
    assert walked.startswith("POST /api/v1/traces 200 ")
    assert lost.startswith("GET - 404 ")
    assert head.startswith("HEAD /compare 200 ")
    assert document.startswith("GET /api/v1/openapi.json 200 ")
    assert upgrade.startswith("GET /api 200 ")
    assert "anzibar" not in caplog.text


def test_what_the_connection_refuses_is_answered_by_the_app(monkeypatch: pytest.MonkeyPatch) -> None:
    begun = []
    monkeypatch.setattr(HttpToolsProtocol, "_start_asgi_task", lambda _, cycle, app: begun.append((cycle, app)))
    connection, app = object.__new__(Patience), an_app()
    connection.app = app  # type: ignore[assignment]
    for asked in (app, service_unavailable):
        connection._start_asgi_task(SimpleNamespace(scope={"state": {}}), asked)
    (let_in, first), (refused, second) = begun
    assert first is second is app
    assert "refused" not in let_in.scope["state"]
    answer = refused.scope["state"]["refused"]
    assert (answer.status, answer.headers) == (503, {"retry-after": "2", "connection": "close"})

    async def through(scope: Any, receive: Any, send: Any) -> None:
        await app({**scope, "state": refused.scope["state"]}, receive, send)

    async def run() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(through), base_url="http://x") as client:
            return await client.get("/api/v1/cells")

    told = anyio.run(run)
    assert (told.status_code, told.headers["retry-after"], told.headers["x-frame-options"]) == (503, "2", "SAMEORIGIN")
    assert told.json()["detail"].startswith("Very many connections are open")
