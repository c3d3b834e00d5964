"""In which language an address answers, and where one leads that names none, or one that is not there."""

from __future__ import annotations

import gzip
import json
import re

import pytest

from app.settings import Settings
from tests.app.client import ask
from texts import LANGUAGES, catalogue

HTML = {"accept": "text/html"}
ADDRESSES = sorted(language.address for language in LANGUAGES.values())


@pytest.mark.parametrize("address", ADDRESSES)
@pytest.mark.parametrize("path", ["/", "/compare", "/lab", "/lessons", "/lessons/01-the-belt", "/teach", "/nothing/here"])
def test_each_language_has_every_page_at_its_own_address(address: str, path: str) -> None:
    page = ask("GET", f"/{address}{path}", headers=HTML)
    assert page.status_code == (404 if "nothing" in path else 200)
    assert re.search(r'<html lang="([^"]*)"', page.text)[1].lower() == address  # type: ignore[index]


def test_a_page_names_the_addresses_of_all_its_languages_from_where_it_stands() -> None:
    for path, home in [("/compare", "./"), ("/de/compare", "./../"), ("/lessons/new", "../"), ("/de/lessons/new", "../../")]:
        named = dict(re.findall(r'hreflang="([^"]*)" href="([^"]*)"', ask("GET", path, headers=HTML).text))
        last = path.removeprefix("/de").removeprefix("/")
        assert named == {"x-default": home + last} | {tag: f"{home}{one.address}/{last}" for tag, one in LANGUAGES.items()}


def test_search_engines_are_told_that_a_page_without_a_language_in_its_address_is_the_english_one() -> None:
    for path, address in [("/", "./en/"), ("/compare", "./en/compare"), ("/en/compare", "./../en/compare"), ("/de/", "./../de/")]:
        page = ask("GET", path, headers=HTML).text
        assert re.findall(r'rel="canonical" href="([^"]*)"', page) == [address]


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_page_carries_the_texts_of_its_own_language_alone_and_they_are_small(address: str) -> None:
    for path in ("/", "/compare", "/lab", "/growing", "/lessons", "/teach"):
        (carried,) = re.findall(r'<script [^>]*id="texts">(.*?)</script>', ask("GET", f"/{address}{path}", headers=HTML).text)
        told = json.loads(carried)
        assert told["language"].lower() == address
        assert told["texts"]["common.play"] == catalogue(told["language"]).say("common.play")
        assert len(gzip.compress(carried.encode())) < 15_000  # bytes; 30,000 were the most that a page may wait for


@pytest.mark.parametrize(
    ("path", "accepted", "leads"),
    [
        ("/", "de-CH,en;q=0.5", "./de/"),
        ("/compare?x=1", "zh-CN", "./zh-hans/compare?x=1"),
        ("/lessons/new", "fr", "../fr/lessons/new"),
        ("/", "en-GB,de;q=0.9", ""),
        ("/en/", "de", ""),
        ("/fr/", "de", ""),
        ("/xx/compare?x=1", "de", "../compare?x=1"),
        ("/xx-yy", "", "./"),
        ("/de", "", "./de/"),
    ],
)
def test_a_page_goes_by_its_address_and_without_a_language_there_by_the_browser(path: str, accepted: str, leads: str) -> None:
    page = ask("GET", path, headers=HTML | {"accept-language": accepted}, follow_redirects=False)
    assert (page.status_code, page.headers.get("location", "")) == ((302, leads) if leads else (200, ""))


def test_programs_are_led_nowhere_and_a_page_may_not_be_kept_for_another_reader() -> None:
    asked = {"accept-language": "de"} | HTML
    assert ask("GET", "/api/v1/cells", headers=asked, follow_redirects=False).status_code == 200
    assert ask("GET", "/compare", headers={"accept-language": "de"}, follow_redirects=False).status_code == 200
    assert "accept-language" in ask("GET", "/compare", headers=HTML).headers["vary"]
    assert "accept-language" in ask("GET", "/", headers=asked, follow_redirects=False).headers["vary"]


def test_the_api_speaks_the_language_of_its_address_and_without_one_english() -> None:
    german, english = ask("GET", "/de/api/v1/examples").json(), ask("GET", "/en/api/v1/examples").json()
    assert ask("GET", "/api/v1/examples", headers={"accept-language": "de"}).json() == english
    assert [one["sentence"] for one in german] == [one["sentence"] for one in english]
    assert english[0]["translation"] == english[0]["sentence"] and german[0]["translation"].startswith("Indien ist")


@pytest.mark.parametrize(
    "path", ["/xx/%E6%97%A5", "/xx/a%0d%0ax:%20y", "/xx/a%00", "/xx/%2e%2e/%2e%2e", "/lessons/%E6%97%A5", "/a%3Fb%23c"]
)
def test_an_address_is_led_on_as_it_was_written(path: str) -> None:
    page = ask("GET", path, headers=HTML | {"accept-language": "de"}, follow_redirects=False)
    depth = path.removeprefix("/xx").count("/") - 1
    leads = f"{'../' * depth}..{path.removeprefix('/xx')}" if path.startswith("/xx/") else f"{'../' * depth or './'}de{path}"
    assert (page.status_code, page.headers["location"]) == (302, leads)


def test_who_asks_for_another_host_is_refused_before_anything_leads_on() -> None:
    strict, german = Settings(hosts=("walk.school.example",)), HTML | {"accept-language": "de"}
    assert ask("GET", "/compare", strict, headers=german, follow_redirects=False).status_code == 421


def test_files_have_one_address_in_all_languages() -> None:
    for path in ("/de/compare", "/fr/lessons/new"):
        home = "./../" if path.count("/") == 2 else "../../"
        found = re.findall(r'(?:src|href|data-plotly)="([^"]*assets/[^"]*)"', ask("GET", path, headers=HTML).text)
        assert found and all(address.startswith(f"{home}assets/") for address in found)
