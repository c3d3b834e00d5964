"""Waiting for what is meant, however slow the machine is; and for a while, where something must not happen."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route

MOST_SECONDS = 300.0  # what is heavy is done by a process that lets all others go first, also the tests
# A page behind another one may get no frames at all; nothing waits for it for ever.
NEXT_FRAME = "() => new Promise((drawn) => { requestAnimationFrame(() => setTimeout(drawn)); setTimeout(drawn, 200); })"


def until(page: Page, true: str) -> None:
    """The policy of the page forbids the browser's own way, which evaluates text."""
    until_so(page, lambda: bool(page.evaluate(true)), f"it never came true that {true}")


def until_so(page: Page, so: Callable[[], bool], otherwise: str) -> None:
    """What is awaited may also be a request: between two frames of the page those that came are handed over."""
    end = time.monotonic() + MOST_SECONDS
    while not so():
        if time.monotonic() > end:
            pytest.fail(otherwise)
        page.evaluate(NEXT_FRAME)


def frames(page: Page, count: int = 3) -> None:
    """What has reached the page is shown by then."""
    for _ in range(count):
        page.evaluate(NEXT_FRAME)


def meanwhile(page: Page, milliseconds: int) -> None:
    """Time for something to happen that must not. On a slow machine this may miss a fault; it never finds one that is none."""
    page.evaluate("(time) => new Promise((over) => setTimeout(over, time))", milliseconds)


def hold_back(page: Page, path: str) -> list[Route]:
    """The requests to a path of the app, which get no answer until they are let go."""
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(f"**/api/v1/{path}*", hold)
    return held


def await_held(page: Page, held: list[Route], count: int) -> None:
    until_so(page, lambda: len(held) >= count, f"fewer than {count} requests came")


def let_go(page: Page, route: Route) -> None:
    """The answer has come, unless nobody waits for it any more; and the page has had its time to show it, or not."""
    if was_given_up(route):
        route.continue_()
    else:
        with page.expect_response(lambda answer: answer.request == route.request):
            route.continue_()
    frames(page)


def was_given_up(route: Route) -> bool:
    """Whether the page has broken off the request, as another one has taken its place."""
    return "ERR_ABORTED" in (route.request.failure or "")
