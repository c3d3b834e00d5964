"""A page names all the modules that it needs, so that a browser asks for them at once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.modules import needed
from tests.app.client import ask

STATIC = Path(__file__).parents[2] / "static"


def test_a_script_needs_what_it_imports_and_what_that_imports_each_once() -> None:
    sources = {
        "js/pages/a.js": 'import { b } from "../core/b.js";\nimport "./c.js";\n/** import d from "./d.js" */\n',
        "js/core/b.js": 'export { e } from "./e.js";\n',
        "js/pages/c.js": 'import { e } from "../core/e.js";\nimport { a } from "./a.js";\n',
        "js/core/e.js": 'export const e = "./f.js";\n',
    }
    assert needed("js/pages/a.js", sources.__getitem__) == ["js/pages/a.js", "js/core/b.js", "js/pages/c.js", "js/core/e.js"]


@pytest.mark.parametrize("path", ["/", "/compare"])
def test_a_page_asks_at_once_for_every_module_that_another_one_imports(path: str) -> None:
    page = ask("GET", path, headers={"accept": "text/html", "accept-language": "en"}).text
    asked = [re.sub(r".*assets/\w+/", "", one) for one in re.findall(r'rel="modulepreload" href="([^"]+)"', page)]
    imported = {
        ((STATIC / name).parent / other).resolve().relative_to(STATIC).as_posix()
        for name in asked
        for other in re.findall(r'^(?:import|export) .*from "(.+)";', (STATIC / name).read_text("utf-8"), re.MULTILINE)
    }
    assert len(asked) == len(set(asked)) > 50 and imported <= set(asked)
