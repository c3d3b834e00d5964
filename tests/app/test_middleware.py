"""What holds for every response."""

from __future__ import annotations

import logging

import pytest

from app.settings import Settings
from tests.app.client import ask, post

ADDRESSES = ["/healthz", "/readyz", "/api/v1/cells", "/nothing", "/api/v1/nothing"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_response_says_what_a_browser_may_do_with_it(address: str) -> None:
    headers = ask("GET", address).headers
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert policy["script-src"] == "'self'"
    assert policy["frame-ancestors"] == "'none'"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert "access-control-allow-origin" not in headers


def test_a_setting_lets_a_site_show_the_app_in_a_frame() -> None:
    headers = ask("GET", "/healthz", Settings(embed_in=("https://school.example",))).headers
    assert "frame-ancestors https://school.example" in headers["content-security-policy"]
    assert "x-frame-options" not in headers


def test_a_setting_says_by_which_names_the_app_may_be_asked() -> None:
    settings = Settings(hosts=("walk.school.example",))
    assert ask("GET", "/api", settings).status_code == 421
    assert ask("GET", "/api", settings, headers={"host": "walk.school.example:8000"}).status_code == 200
    assert ask("GET", "/readyz", settings).status_code == 200  # whoever watches over it asks from inside, by number


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
    walked, lost = [record.getMessage() for record in caplog.records if record.name == "gatewalk"]
    assert walked.startswith("POST /api/v1/traces 200 ")
    assert lost.startswith("GET - 404 ")
    assert "anzibar" not in caplog.text
