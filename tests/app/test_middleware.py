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
    assert ask("GET", "/healthz", settings).status_code == 421
    assert ask("GET", "/healthz", settings, headers={"host": "walk.school.example"}).status_code == 200


def test_the_log_has_a_line_for_each_request_and_nothing_that_was_typed(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "gatewalk"):
        post("traces", {"sentence": "My secret word is Zanzibar."})
        ask("GET", "/my/secret?word=Zanzibar")
    walked, lost = [record.getMessage() for record in caplog.records if record.name == "gatewalk"]
    assert walked.startswith("POST /api/v1/traces 200 ")
    assert lost.startswith("GET - 404 ")
    assert "anzibar" not in caplog.text
