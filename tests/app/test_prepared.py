"""What is made once belongs to an app, and to nobody else in the process."""

from __future__ import annotations

import ast
from pathlib import Path

import anyio
import pytest
from fastapi import FastAPI

from app.main import create_app
from app.settings import Settings
from tests.app.client import an_app, client_of, prepared
from tests.serving import ROOT

FILES = sorted((ROOT / "app").rglob("*.py"))


def test_two_apps_keep_to_their_own_settings_even_when_they_are_asked_in_turns() -> None:
    few, many = an_app(Settings(most_tokens=3)), an_app(Settings(most_tokens=300))

    async def status(app: FastAPI) -> int:
        async with client_of(app) as client:
            return (await client.post("/api/v1/traces", json={"sentence": "Norway is a beautiful country."})).status_code

    assert [anyio.run(status, app) for app in (few, many, few, many)] == [422, 200, 422, 200]
    assert few.state.light is not many.state.light


def test_an_app_prepares_its_own_unless_it_is_given_what_another_has_prepared() -> None:
    own = create_app(Settings()).state.prepared
    assert an_app().state.prepared is prepared()
    assert own is not prepared()
    assert own.networks.before_learning("rnn") is not prepared().networks.before_learning("rnn")
    assert all(
        own.descriptions.of(name, "").forms == prepared().descriptions.of(name, "").forms
        for name in ("cells", "examples", "tasks")
    )
    assert own.traces.keys() == prepared().traces.keys()
    assert own.pages.makers.keys() == prepared().pages.makers.keys()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_function_keeps_what_it_found_for_the_whole_process(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    taken = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module == "functools")
    assert not {"cache", "lru_cache"} & {alias.name for node in taken for alias in node.names}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.Global)]
