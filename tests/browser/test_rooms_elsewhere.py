"""A student in Firefox, and in WebKit: comes late, guesses, follows, is cut off, comes back, and leaves."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from tests.app.rooms.between import Between, between
from tests.app.rooms.school import School
from tests.app.wire import until as until_true
from tests.browser.chromium import missing
from tests.browser.elsewhere import BROWSERS, Driven, click, until
from tests.serving import Server

pytestmark = pytest.mark.long

WALK = "./#sentence=India is a beautiful country. I live in ___&token={}"
PLACE = "document.querySelector('#picture iframe')?.contentDocument?.querySelector('#track [aria-current]')?.dataset.token"
LOST = "!document.querySelector('#lost').hidden"


@pytest.mark.parametrize("name", BROWSERS)
def test_a_student_joins_guesses_follows_comes_back_and_leaves(name: str, server: Server) -> None:
    if packages := missing(name):
        pytest.skip(f"{name} is not there; on Debian: apt install {' '.join(packages)}")
    start = BROWSERS[name]
    with between(server.port, False) as way, start() as page, School(server) as school:
        school.show(WALK.format(0))
        school.ask(words=["India", "is", "big"])
        page.open(f"http://127.0.0.1:{way.port}/join#{school.letters}")
        guesses(page, school)
        follows(page, school)
        assert page.faults == []
        with comes_back(page, school, way):
            click(page, "#leave")
            until(page, "document.querySelector('#door')?.hidden === false")
            until_true(lambda: school.class_()["attendance"]["there"] == 0)


def guesses(page: Driven, school: School) -> None:
    """Of the question that stands already, and is changed once."""
    until(page, "document.querySelector('#question-text').textContent === 'Which one?'")
    until(page, "document.querySelector('#question-sentence').textContent === 'India is big'")
    for value in (1, 0):
        click(page, f"#answers [data-value='{value}']")
        values = [{"value": float(value), "count": 1}]
        until_true(lambda values=values: school.class_()["tally"]["values"] == values)  # type: ignore[misc]
    school.ask(open=False, revealed=True, right=0, said="It is Norway.")
    until(page, "document.querySelector('#answers .right')?.dataset.value === '0'")
    until(page, "document.querySelector('#answered').textContent === 'Your answer is right.'")
    school.ask(shown=False, open=False)
    until(page, "document.querySelector('#question').hidden")


def follows(page: Driven, school: School) -> None:
    for token in (3, 7):
        school.show(WALK.format(token))
        until(page, f"{PLACE} === '{token}'")
    until_true(lambda: school.class_()["attendance"]["in_step"] == 1)


@contextmanager
def comes_back(page: Driven, school: School, way: Between) -> Iterator[None]:
    """By the same way, without having missed a step."""
    way.close()
    until(page, LOST)
    school.show(WALK.format(4))
    with between(way.to, False, way.port):
        until(page, f"!({LOST}) && {PLACE} === '4'")
        yield
