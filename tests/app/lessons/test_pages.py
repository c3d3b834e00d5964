"""The pages of lessons: what stands on them is what the lessons say and what was computed, and all of it can be reached."""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from urllib.parse import urljoin

import pytest

from app.lessons.kinds import KINDS
from app.lessons.samples import empty_lesson, first_lesson, offered
from app.settings import Settings
from tests.app.client import PATIENT, ask
from tests.app.lessons.test_shelf import put
from tests.app.lessons.texts import ANSWER, WHOLE, faults_in, read, shown
from tests.app.test_pages import Parts
from texts import LANGUAGES, catalogue

LISTED = ask("GET", "/api/v1/lessons").json()
NAMES = [one["name"] for one in LISTED]
PAGES = ("", "/new", f"/{NAMES[0]}", f"/{NAMES[0]}/notes", "/nothing", "/nothing/notes")


def page(path: str, settings: Settings | None = None) -> str:
    answer = ask("GET", path, settings, headers={"accept": "text/html"})
    assert answer.status_code == 200
    return answer.text


def with_folder(folder: Path) -> Settings:
    return Settings(most_seconds=PATIENT.most_seconds, lessons=(str(folder),))


@pytest.mark.parametrize(
    "path",
    ["/lessons", "/lessons/new", f"/lessons/{NAMES[0]}", f"/lessons/{NAMES[0]}/notes", "/lessons/nothing", "/lessons/a/notes"],
)
def test_what_a_page_of_lessons_refers_to_is_here(path: str) -> None:
    parts = Parts(ask("GET", path, headers={"accept": "text/html"}).text)
    for address in parts.referred:
        assert address.startswith((".", "#")), address
        if address.startswith("."):
            assert ask("GET", urljoin(path, address), headers={"accept": "text/html"}).status_code == 200, address
    assert len(set(parts.ids)) == len(parts.ids)
    assert all(script.get("type") == "application/json" for script in parts.inline)


def test_the_list_leads_to_every_lesson_and_says_for_whom_it_is_and_how_long_it_takes() -> None:
    text = html.unescape(page("/lessons"))
    for one in LISTED:
        assert f'href="./lessons/{one["name"]}">{one["title"]}</a>' in text
        assert one["for_whom"] in text and f"{one['minutes']} minutes" in text


@pytest.mark.parametrize("name", NAMES)
def test_a_lesson_comes_with_all_that_is_right_and_its_notes_say_it(name: str) -> None:
    told = ask("GET", f"/api/v1/lessons/{name}?key=1").json()
    given = re.search(r'<script id="lesson" type="application/json">(.*?)</script>', page(f"/lessons/{name}"), re.DOTALL)
    assert given and json.loads(given[1]) == {"name": f"en/{name}", "lesson": told}
    notes = html.unescape(page(f"/lessons/{name}/notes"))
    asked = [step["question"] for step in told["steps"] if step["question"]]
    said = [*told["mistakes"], *told["discuss"], *(one["reveal"] for one in asked)]
    said += [text for item in told["worksheet"] for text in (item["question"], item["key"])]
    assert [text for text in said if text not in notes] == []
    assert all(f"<strong>{one['choices'][one['right']]}</strong>" in notes for one in asked)


def test_a_lesson_leads_to_the_next_one_and_the_last_to_none() -> None:
    for name, following in zip(NAMES, [*NAMES[1:], None], strict=True):
        links = re.findall(r'The next lesson: <a href="\.\./lessons/([a-z0-9-]+)"', page(f"/lessons/{name}"))
        assert links == ([following] if following else [])


def test_a_lesson_that_is_not_there_is_said_not_to_be_there() -> None:
    for path in ("/lessons/nothing", "/lessons/nothing/notes"):
        answer = ask("GET", path, headers={"accept": "text/html"})
        assert answer.status_code == 404 and "There is no lesson" in answer.text


def test_one_of_the_school_is_listed_and_what_is_wrong_in_another_is_said_by_its_line(tmp_path: Path) -> None:
    put(tmp_path, "50-ours.txt", WHOLE.replace("A try", "<i>A try"))
    put(tmp_path, "51-broken.txt", WHOLE.replace("say:", "sya:"))
    put(tmp_path, "50-ours.txt", WHOLE.replace("A try", "Ein Versuch"), "de")
    text = page("/lessons", with_folder(tmp_path))
    assert "&lt;i&gt;A try" in text and "Your school’s own" in text
    assert "<li>Line 6: there is no name <code>sya</code>; did you mean <code>say:</code>?</li>" in text


def test_lessons_are_in_the_language_of_the_address_and_where_one_is_not_the_page_says_so(tmp_path: Path) -> None:
    put(tmp_path, "50-ours.txt")
    put(tmp_path, "50-ours.txt", WHOLE.replace("A try", "Ein Versuch"), "de")
    put(tmp_path, "51-english.txt")
    settings, lacks = with_folder(tmp_path), catalogue("de").say("common.lesson-lacks")
    assert 'lang="de" dir="ltr" href="./lessons/50-ours">Ein Versuch</a>' in page("/de/lessons", settings)
    assert 'lang="en" dir="ltr" href="./lessons/51-english">A try</a>' in page("/de/lessons", settings)
    for below in ("", "/notes"):
        assert "Ein Versuch" in page(f"/de/lessons/50-ours{below}", settings)
        assert f">{lacks}</p>" not in html.unescape(page(f"/de/lessons/50-ours{below}", settings))
        assert f">{lacks}</p>" in html.unescape(page(f"/de/lessons/51-english{below}", settings))
    assert ask("GET", "/de/api/v1/lessons/50-ours", settings).json()["title"] == "Ein Versuch"
    assert ask("GET", "/de/api/v1/lessons/50-ours?language=en", settings).json()["title"] == "A try"


def test_what_is_wrong_is_said_in_the_language_of_the_lessons_that_were_asked_for(tmp_path: Path) -> None:
    put(tmp_path, "52-broken.txt", WHOLE.replace("say:", "sya:"), "de")
    settings = with_folder(tmp_path)
    listed, one, none = (
        ask("GET", f"/fr/api/v1/lessons{rest}", settings).json()
        for rest in ("?language=de", "/52-broken?language=DE", "/nothing?language=de")
    )
    german, french = catalogue("de"), catalogue("fr")
    assert [fault["what"] for fault in listed[-1]["faults"]][1] == german.say("writing.fault.other-name", name="sya")
    assert german.say("writing.fault.missing.in-step", name="say") in one["detail"]
    assert none["detail"] == german.say("errors.lesson.none", name="nothing")
    unknown = ask("GET", "/fr/api/v1/lessons/nothing?language=xx", settings).json()
    assert unknown["detail"] == french.say("errors.lesson.none", name="nothing")  # the app does not speak it


def test_what_is_computed_is_written_as_the_language_of_the_lesson_writes_it(tmp_path: Path) -> None:
    question = "question: gate\ngate: i\nat: Norway\nask: ?\nchoice: above\nchoice: below\nreveal: {value}\n"
    for language in ("en", "de"):
        put(tmp_path, "50-ours.txt", WHOLE.replace(ANSWER, question), language)
    told = [ask("GET", f"/{one}/api/v1/lessons/50-ours?key=1", with_folder(tmp_path)).json() for one in ("en", "de")]
    english, german = (one["steps"][0]["question"] for one in told)
    assert german["reveal"] == english["reveal"].replace(".", ",") != english["reveal"]
    assert german["choices"] == [catalogue("de").say(f"writing.choice.{name}") for name in ("above", "below")]


def test_nothing_in_a_lesson_ends_the_element_that_it_is_given_in(tmp_path: Path) -> None:
    put(tmp_path, "50-ours.txt", WHOLE.replace("A try", "</script><script>alert(1)</script>"))
    assert "<script>alert" not in page("/lessons/50-ours", with_folder(tmp_path))


@pytest.mark.parametrize("kind", KINDS)
def test_of_every_kind_of_question_there_is_one_that_works_in_the_lesson_to_begin_with(kind: str) -> None:
    def text(language: str) -> str:
        speech = catalogue(language)
        lines = next(one["lines"] for one in offered(speech) if one["kind"] == kind)
        before = re.sub(r"^key: .*$", "key: -", first_lesson(speech).partition("question:")[0], flags=re.MULTILINE)
        return (before.replace("./#", "growing#").replace("&token=0", "") if kind == "learned" else before) + lines

    lesson = read(text("en"))
    assert shown(lesson).faults == []
    assert lesson.steps[0].question and lesson.steps[0].question.kind == kind
    for language in LANGUAGES:
        assert read(text(language)).steps[0].question, language


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_lesson_to_begin_with_is_one_and_so_is_the_empty_one_with_a_step(language: str) -> None:
    assert faults_in(first_lesson(catalogue(language))) == []
    assert faults_in(empty_lesson(catalogue(language)) + "step: One\nsay: Look.\n") == []
