"""The app below a path of its host, whether the proxy before it takes that path away or leaves it in."""

from __future__ import annotations

import subprocess
import sys
from urllib.parse import urljoin

import pytest

from app.main import create_app
from app.routes.lesson_pages import router
from app.settings import OWN, Settings
from tests.app.client import PATIENT, an_app, ask, ask_all, prepared
from tests.app.test_pages import Parts
from tests.serving import ROOT
from texts import LANGUAGES, MADE_UP

PREFIX = "/gatewalk"
BELOW = Settings(root_path=PREFIX, most_seconds=PATIENT.most_seconds)
HTML = {"accept": "text/html"}


@pytest.mark.parametrize("path", ["/", "/compare", "/growing", "/api", "/api/v1/cells", "/readyz"])
def test_an_address_is_answered_with_its_prefix_and_without(path: str) -> None:
    left_in, taken_away = ask("GET", PREFIX + path, BELOW), ask("GET", path, BELOW)
    assert (left_in.status_code, left_in.content) == (200, taken_away.content)


@pytest.mark.parametrize("path", [f"{PREFIX}x/", f"{PREFIX}{PREFIX}/", f"{PREFIX}/nothing"])
def test_what_only_looks_like_the_prefix_is_none(path: str) -> None:
    assert ask("GET", path, BELOW).status_code == 404


def test_the_prefix_alone_leads_to_the_first_page_under_whatever_name_it_was_asked_for() -> None:
    answer = ask("GET", f"{PREFIX}?theme=dark", BELOW)
    assert answer.status_code == 308
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert urljoin(f"https://school.example{PREFIX}", answer.headers["location"]) == f"https://school.example{PREFIX}/?theme=dark"


@pytest.mark.parametrize("path", ["/nothing", "/nothing/here/", "/nothing%2Fhere/at/all"])
def test_a_page_of_a_problem_finds_its_style_however_deep_it_lies(path: str) -> None:
    for asked in (path, PREFIX + path):
        answer = ask("GET", asked, BELOW, headers=HTML)
        assert answer.status_code == 404
        seen = {address: urljoin(PREFIX + path, address) for address in Parts(answer.text).referred}  # by the browser
        assert all(address.startswith((f"{PREFIX}/", PREFIX + path)) for address in seen.values())
        elsewhere = [address for address in seen if not address.startswith("#")]
        found = ask_all([("GET", seen[address], {}) for address in elsewhere], BELOW)
        statuses = {address: answer.status_code for address, answer in zip(elsewhere, found, strict=True)}
        assert statuses == dict.fromkeys(elsewhere, 200)


def test_a_very_deep_address_makes_no_very_long_page() -> None:
    assert len(ask("GET", "/a" * 5_000, headers=HTML).content) < 16_000


def test_tools_are_told_where_the_addresses_begin() -> None:
    assert create_app(BELOW, prepared()).openapi()["servers"] == [{"url": PREFIX}]
    assert "servers" not in an_app().openapi()


@pytest.mark.parametrize(("text", "path"), [("/", ""), ("/gatewalk/", "/gatewalk"), ("/a/b.c/~d@e", "/a/b.c/~d@e"), ("", "")])
def test_a_prefix_is_kept_without_its_last_slash(text: str, path: str) -> None:
    assert Settings.from_environment({"GATEWALK_ROOT_PATH": text}).root_path == path


@pytest.mark.parametrize("text", ["gatewalk", "//a", "/a//b", "/a b", "/a?b", "https://a.example/b", "/api", "/assets/x"])
def test_what_is_no_prefix_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"^GATEWALK_ROOT_PATH must hold a path such as /gatewalk, .* and is '"):
        Settings.from_environment({"GATEWALK_ROOT_PATH": text})


def test_no_prefix_can_be_taken_for_an_address_of_the_app() -> None:
    first = {
        path.split("/")[1]
        for path in [*an_app().openapi()["paths"], *prepared().pages.makers, *(one.path for one in router.routes)]
    } - {""}
    languages = {language.address for language in (*LANGUAGES.values(), *MADE_UP.values())}
    assert first | {"assets"} | languages == set(OWN.split("|"))


def test_the_option_of_the_command_is_the_setting() -> None:
    command = [sys.executable, "-m", "app", "--root-path", "nonsense"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "GATEWALK_ROOT_PATH must hold a path such as /gatewalk" in ended.stderr
