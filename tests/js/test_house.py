"""The scripts of the pages: which way their arrows run, and where what a page keeps is kept."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.together import of_each

ROOT = Path(__file__).parents[2]
MOST_LINES = 400
JS = ROOT / "static" / "js"
SCRIPTS = sorted(JS.rglob("*.js"))
MOST_LINES_OF_A_PAGE = 80
MAY_IMPORT = {
    "core": {"core"},
    "engine": {"engine"},
    "views": {"core", "views"},
    "lib": {"core", "lib"},
    "rooms": {"rooms"},
    "pages": {"core", "views", "lib", "rooms", "pages"},
}


def name_of(path: Path) -> str:
    return path.relative_to(JS).as_posix()


@of_each(SCRIPTS)
def test_a_script_is_short_says_what_it_is_for_and_imports_what_its_folder_may(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.startswith("// ") and len(text.splitlines()) <= MOST_LINES
    folder = path.relative_to(JS).parts[0]
    for found in imported_by(path):
        assert found.relative_to(JS).parts[0] in MAY_IMPORT[folder], f"{path} imports {found}"


def imported_by(path: Path) -> Iterator[Path]:
    """The modules that a script runs; what its comments import are types."""
    text = path.read_text(encoding="utf-8")
    for source in re.findall(r'^(?:import|export) .*?from "(.*?)";|^import "(.*?)";', text, re.M):
        found = (path.parent / "".join(source)).resolve()
        assert found.is_file()
        yield found


def page_of(path: Path) -> str:
    """``walk`` or ``compare``, of what one page has for itself; "" of what they share."""
    return next((name for name in ("walk", "compare") if name in path.relative_to(JS).with_suffix("").parts[1:]), "")


@of_each([path for path in SCRIPTS if path.parent.name in ("walk", "compare", "parts")])
def test_what_belongs_to_one_page_is_not_used_by_the_other(path: Path) -> None:
    assert {page_of(found) for found in imported_by(path) if found != JS / "core" / "walk.js"} <= {"", page_of(path)}


# What a page keeps stands in one module of its own; what the other modules keep is not seen by anybody.
# ``parts`` and ``rooms`` hold what others begin with.
WITH_STATE = ("walk", "compare", "teach", "join", "lessons", "growing", "lab", "parts", "rooms")
STATES = {f"pages/{name}/state.js" for name in WITH_STATE}
KEPT = {
    "lib/signals.js": "who reads just now, and what is to run again",
    "lib/plot.js": "Plotly, once it is there, and what it has drawn",
}


@of_each(SCRIPTS)
def test_a_page_keeps_what_it_keeps_in_its_state_and_nowhere_else(path: Path) -> None:
    name, text = name_of(path), path.read_text(encoding="utf-8")
    kept = re.findall(r"^(?:export )?(?:let|var)\b.*|^(?:export )?const .*= new (?:Map|Set|WeakMap|WeakSet)\(\);", text, re.M)
    assert not kept or name in KEPT, kept
    makes_signals = re.search(r'^import \{[^}]*\bsignal\b[^}]*\} from ".*/signals\.js";', text, re.M)
    assert not makes_signals or name in STATES or name.startswith("lib/"), "a signal is made in the state of a page"


# What was asked, told or found is a request, an answer, a prediction: its name says which. What is stored keeps its name.
VAGUE = re.compile(r"\b(?:asked|told|found)\b", re.IGNORECASE)
STORED = {
    "core/compare/gaps.js": "the scores of the networks",
    "pages/teach/door.js": "a room, in the browser of its teacher",
    "pages/teach/state.js": "the same",
}


def code_of(path: Path) -> str:
    """Without its strings and comments."""
    return re.sub(r"//.*|/\*[\s\S]*?\*/", "", re.sub(r'"(?:[^"\\\n]|\\.)*"', "", path.read_text(encoding="utf-8")))


def test_a_name_says_what_a_thing_is_and_not_that_it_was_asked_told_or_found() -> None:
    assert {name_of(path) for path in SCRIPTS if VAGUE.search(path.stem) or VAGUE.search(code_of(path))} == set(STORED)


def test_every_page_has_one_state_and_what_is_kept_besides_is_there() -> None:
    assert {name_of(path) for path in SCRIPTS if path.name == "state.js"} == STATES
    for name in KEPT:
        assert re.search(r"^let ", (JS / name).read_text(encoding="utf-8"), re.M), name


@pytest.mark.parametrize("name", ["walk", "compare"])
def test_the_module_of_a_page_puts_together_and_does_nothing_else(name: str) -> None:
    lines = (JS / "pages" / f"{name}.js").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= MOST_LINES_OF_A_PAGE
