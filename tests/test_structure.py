"""The house: which way its arrows run, how large its files are, and that nothing in it runs what it reads."""

from __future__ import annotations

import ast
import io
import re
import subprocess
import sys
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import model
from tests.together import of_each

ROOT = Path(__file__).parents[1]
FILES = sorted((ROOT / "model").rglob("*.py"))
MOST_LINES = 400
WEB = {"app", "anyio", "brotli", "fastapi", "jinja2", "markupsafe", "orjson", "pydantic", "pydantic_core", "segno"}
WEB |= {"starlette", "uvicorn"}
ALLOWED = {"numpy", "safetensors", "model", "texts"} | sys.stdlib_module_names


def name_of(path: Path) -> str:
    """``model/cells/__init__.py`` -> ``model.cells``"""
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in FILES}


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imports(path: Path) -> Iterator[str]:
    """The whole name of every module that a file imports, at its top or anywhere inside."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: an import that does not name its package"
            yield str(node.module)
            yield from (name for alias in node.names if (name := f"{node.module}.{alias.name}") in MODULES)


def named_modules(path: Path) -> Iterator[str]:
    """The modules alone, as they stand in the text: ``from model.equations import belt`` names ``model.equations``."""
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield str(node.module)


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


each_file = of_each(FILES)


# Arrows run one way


def test_the_app_imports_the_model_and_the_packages_that_it_is_made_of() -> None:
    for path in sorted((ROOT / "app").rglob("*.py")):
        names = {name.split(".")[0] for name in imports(path)}
        assert names <= ALLOWED | WEB


IF_ASKED_FOR = {"model/training/cluster.py": {"dask"}}  # only by a command that names a scheduler


@each_file
def test_the_model_imports_numpy_safetensors_the_texts_and_the_standard_library_only(path: Path) -> None:
    assert {name.split(".")[0] for name in imports(path)} <= ALLOWED | IF_ASKED_FOR.get(shown(path), set())


def test_no_two_modules_of_the_model_need_each_other() -> None:
    """A room's face hands out what is in it; so its own files and ``model`` itself do not count among what a file needs."""
    faces = {"model", *(f"model.{room}" for room in ROOMS)}
    needs = {name: {other for other in imports(path) if other in MODULES} - {name} - faces for name, path in MODULES.items()}
    while free := {name for name, others in needs.items() if not others}:
        needs = {name: others - free for name, others in needs.items() if name not in free}
    assert not needs, f"a circle among {sorted(needs)}"


# Who may look in at which door. ``cells`` holds the texts of the cells and reads them by the equations.
ROOMS: dict[str, set[str]] = {
    "equations": {"errors"},
    "cells": {"errors", "equations"},
    "engine": {"errors", "equations"},
    "network": {"errors", "equations", "cells", "engine"},
    "pictures": {"errors", "equations"},
    "explain": {"errors", "equations", "cells", "engine", "network", "pictures"},
    "world": {"errors", "equations", "engine", "network"},
    "tasks": {"errors"},  # into it looks nobody here: it is for who teaches elsewhere
    "training": {"errors", "equations", "cells", "engine", "network", "explain", "world"},
}
DOORSTEP = {"model", "model.__main__", "model.train", "model.evaluate", "model.errors"}


def room_of(name: str) -> str:
    """``model.engine.stack`` -> ``engine``"""
    return name.split(".")[1] if "." in name else name


@of_each(sorted(set(MODULES) - DOORSTEP))
def test_a_room_looks_in_only_where_it_may_and_only_through_the_door(name: str) -> None:
    room = room_of(name)
    for other in named_modules(MODULES[name]):
        if other.split(".")[0] == "model" and room_of(other) != room:
            assert room_of(other) in ROOMS[room], f"{name} imports {other}"
            assert other.count(".") == 1, f"{name} climbs in at {other}; the door is model.{room_of(other)}"


def test_every_file_stands_in_a_room_or_on_the_doorstep() -> None:
    assert {room_of(name) for name in set(MODULES) - DOORSTEP} == set(ROOMS)


@of_each(sorted((ROOT / "app").rglob("*.py")))
def test_the_app_comes_in_by_the_doors_and_knows_neither_trainer_nor_stories(path: Path) -> None:
    for name in named_modules(path):
        if name.split(".")[0] == "model":
            assert name.count(".") <= 1, f"the door is model.{room_of(name)}"
            assert room_of(name) not in ("training", "world", "train", "evaluate")


def test_the_app_loads_neither_trainer_nor_stories() -> None:
    code = "import app.main, sys; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()
    assert not [name for name in loaded if name.startswith(("model.training", "model.world", "model.train", "model.evaluate"))]
    assert "model.engine.stack" in loaded


@pytest.mark.parametrize("room", sorted(set(ROOMS) - {"cells"}))
def test_a_door_hands_out_what_it_names_and_says_what_the_room_is_for(room: str) -> None:
    face = tree_of(MODULES[f"model.{room}"])
    handed = {alias.name for node in face.body if isinstance(node, ast.ImportFrom) for alias in node.names}
    listed = next(ast.literal_eval(node.value) for node in face.body if isinstance(node, ast.Assign))
    assert len(listed) == len(handed) and set(listed) == handed
    assert ast.get_docstring(face)


def test_only_the_command_imports_the_package_as_a_whole() -> None:
    """The package imports its rooms; a module that imported the package would close a circle."""
    assert [name for name, path in MODULES.items() if "model" in imports(path)] == ["model.__main__"]


def test_importing_the_model_needs_no_network_and_none_of_the_large_packages() -> None:
    code = """
import sys
class Watch:
    def find_spec(self, name, path=None, target=None):
        if name.split('.')[0] in {'torch', 'onnx', 'onnxruntime', 'scipy', 'pandas', 'fastapi', 'app', 'tests', 'hypothesis'}:
            raise SystemExit('asked for ' + name)
def hook(event, args):
    if event.startswith(('socket.', 'urllib.', 'http.', 'subprocess.', 'os.system')):
        raise SystemExit('made ' + event)
sys.meta_path.insert(0, Watch())
sys.addaudithook(hook)
import model
for name in model.cell_names():
    model.load_cell(name)
print('fine')
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout) == (0, "fine\n"), done.stderr


# Nothing runs what it reads

FORBIDDEN_CALLS = {"eval", "exec", "compile", "__import__", "globals", "locals", "vars", "breakpoint"}
FORBIDDEN_MODULES = {
    "pickle",
    "marshal",
    "shelve",
    "dill",
    "joblib",
    "importlib",
    "runpy",
    "code",
    "ctypes",
    "subprocess",
    "socket",
}
STARTS_PROCESSES = {"model/training/jobs.py"}  # of a command run by hand, which teaches several networks side by side


@each_file
def test_no_file_evaluates_text_or_unpickles(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Name):
            assert node.id not in FORBIDDEN_CALLS, f"line {node.lineno}: {node.id}"
        if isinstance(node, ast.Attribute):
            whole = ast.unparse(node)
            forbidden = {"np.load", "np.loads", "np.save", "np.fromfile", "np.memmap", "os.system", "os.popen", "builtins.eval"}
            assert whole not in forbidden, f"line {node.lineno}: {whole}"
    allowed = {"subprocess"} if shown(path) in STARTS_PROCESSES else set()
    assert not ({name.split(".")[0] for name in imports(path)} & FORBIDDEN_MODULES) - allowed


def test_the_package_itself_imports_nothing_that_starts_processes() -> None:
    loaded = subprocess.run(
        [sys.executable, "-c", "import model, sys; print(*sys.modules)"], cwd=ROOT, capture_output=True, text=True
    )
    assert not {"model.train", "model.__main__"} & set(loaded.stdout.split())
    assert "model.engine.stack" in loaded.stdout.split()


@each_file
def test_the_words_of_danger_do_not_even_stand_in_the_text(path: Path) -> None:
    """The same once more without understanding Python: in everything but comments and strings."""
    text = path.read_text(encoding="utf-8")
    tokens = [t.string for t in tokenize.generate_tokens(io.StringIO(text).readline) if t.type in (tokenize.NAME, tokenize.OP)]
    code = " ".join(tokens)
    for danger in ("pickle", "eval (", "exec (", "__import__", "np . load (", "allow_pickle", "getattr ( __builtins__"):
        assert danger not in code
    assert not re.search(r"(?<!re \. )\bcompile \(", code)


# Files and their words


SCRIPTS = sorted([*(ROOT / "static" / "js").rglob("*.js"), *(ROOT / "tests" / "js").glob("*.js")])
EVERY_PYTHON = sorted(path for folder in ("model", "app", "texts", "tests") for path in (ROOT / folder).rglob("*.py"))
PAGES = sorted([*(ROOT / "static" / "css").rglob("*.css"), *(ROOT / "templates").rglob("*.html")])
MOST_LINES_OF_A_FUNCTION, MOST_PARAMETERS = 60, 7


@of_each([*EVERY_PYTHON, *SCRIPTS, *PAGES])
def test_a_file_is_short_enough_to_be_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_the_head_of_a_page_has_its_place_from_one_file_so_that_it_moves_on_no_page() -> None:
    laid = [path.name for path in PAGES if re.search(r"^ *\.head \{[^}]*padding", path.read_text("utf-8"), re.MULTILINE)]
    assert laid == ["base.css"]


@of_each(EVERY_PYTHON)
def test_a_function_fits_on_a_screen_and_takes_few_things(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            taken = [
                a.arg for a in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs) if a.arg not in ("self", "cls")
            ]
            assert (node.end_lineno or 0) - node.lineno < MOST_LINES_OF_A_FUNCTION, node.name
            assert len(taken) <= MOST_PARAMETERS, node.name


def functions_of(script: str) -> Iterator[tuple[str, int, int]]:
    """Name, lines and parameters of what is declared as a function or a method; a closing brace stands under its beginning."""
    lines = script.splitlines()
    begins = re.compile(r"^(\s*)(?:export )?(?:default )?(?:static )?(?:async )?(?:function\*? )?(\w+)\((.*)\) \{$")
    for n, line in enumerate(lines):
        found = begins.match(line)
        if found and found[2] not in ("if", "for", "while", "switch", "catch"):
            end = next((m for m in range(n, len(lines)) if lines[m].startswith(found[1] + "}")), n)
            yield found[2], end - n + 1, parameters_in(found[3])


def parameters_in(text: str) -> int:
    """How many: commas count where no bracket is open."""
    depth, commas = 0, 0
    for char in text:
        depth += (char in "([{") - (char in ")]}")
        commas += char == "," and depth == 0
    return commas + 1 if text.strip() else 0


@of_each(SCRIPTS)
def test_a_function_of_a_script_fits_on_a_screen_and_takes_few_things(path: Path) -> None:
    for name, lines, parameters in functions_of(path.read_text(encoding="utf-8")):
        assert lines <= MOST_LINES_OF_A_FUNCTION, name
        assert parameters <= MOST_PARAMETERS, name


def test_the_measure_of_scripts_sees_functions_and_methods() -> None:
    script = "export function one(a, { b, c }, d = [1, 2]) {\n  return a;\n}\n\nclass K {\n  two() {\n  }\n}\n"
    assert list(functions_of(script)) == [("one", 3, 3), ("two", 2, 0)]


@each_file
def test_a_module_says_what_it_is_for(path: Path) -> None:
    said = ast.get_docstring(tree_of(path))
    assert said, "no docstring"
    assert said.splitlines()[0].rstrip().endswith((".", ":")), "its first line is not a whole sentence"


VAGUE = re.compile(r"_?(asked|told|found)_?", re.IGNORECASE)  # is a request, a prediction, a match, ...: its name says which


@of_each([path for path in EVERY_PYTHON if path.relative_to(ROOT).parts[0] != "tests"])
def test_a_name_says_what_a_thing_is(path: Path) -> None:
    nodes = [node for node in ast.walk(tree_of(path)) if not isinstance(node, ast.keyword)]  # those of texts have slots
    named = [str(getattr(node, part)) for node in nodes for part in ("id", "attr", "arg", "name") if hasattr(node, part)]
    assert [name for name in (path.stem, *named) if VAGUE.fullmatch(name)] == []


@each_file
def test_what_is_imported_from_a_module_is_not_its_private_part(path: Path) -> None:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and str(node.module).split(".")[0] == "model":
            assert not [alias.name for alias in node.names if alias.name.startswith("_")]


@of_each(model.__all__)
def test_every_public_name_can_be_imported_and_is_explained(name: str) -> None:
    thing = getattr(model, name)
    home = ast.parse(Path(sys.modules[thing.__module__].__file__ or "").read_text(encoding="utf-8"))
    written = next(n for n in home.body if isinstance(n, ast.ClassDef | ast.FunctionDef) and n.name == name)
    assert ast.get_docstring(written) or re.search(rf"\b{name}\b", model.__doc__ or "")


def test_the_public_names_are_in_order_and_are_all_that_the_package_imports() -> None:
    assert model.__all__ == sorted(model.__all__)
    named = (node for node in ast.walk(tree_of(MODULES["model"])) if isinstance(node, ast.ImportFrom))
    imported = {alias.name for node in named if str(node.module).startswith("model.") for alias in node.names}
    assert imported == set(model.__all__)


def test_every_module_that_the_package_s_description_names_exists() -> None:
    named = re.findall(r"``(\w+)``", model.__doc__ or "")
    modules = {name.rsplit(".", 1)[-1] for name in MODULES} | {name for n in model.__all__ for name in (n,)}
    assert {name for name in named if name.islower()} <= modules


@each_file
def test_every_file_that_a_description_names_exists(path: Path) -> None:
    for named in re.findall(r"``([\w/]+\.(?:py|txt))``|\((\w+\.py)\)", path.read_text(encoding="utf-8")):
        assert (path.parent / (named[0] or named[1])).exists() or (ROOT / "model" / (named[0] or named[1])).exists(), named


# The root of the tree


@of_each(sorted(ROOT.glob("requirements*.txt")))
def test_every_package_is_pinned(path: Path) -> None:
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip() and not line.startswith("#")]
    assert lines
    for line in lines:
        if line.startswith("-r "):
            assert (ROOT / line.removeprefix("-r ")).is_file()
        else:
            assert re.fullmatch(r"[A-Za-z0-9._\[\]-]+==[0-9][0-9A-Za-z.+]*(; sys_platform != \"win32\")?", line), line


def test_what_the_model_needs_to_run_is_what_it_imports() -> None:
    needed = {line.split("==")[0] for line in (ROOT / "requirements.txt").read_text(encoding="utf-8").split()}
    imported = {name.split(".")[0] for path in FILES for name in imports(path)} - sys.stdlib_module_names - {"model", "texts"}
    assert imported - set().union(*IF_ASKED_FOR.values()) <= needed


def makefile_targets() -> set[str]:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    return set(re.findall(r"^([a-z-]+):", text, re.MULTILINE))


def test_the_makefile_explains_targets_that_exist_and_declares_those_that_are_no_files() -> None:
    text = (ROOT / "Makefile").read_text(encoding="utf-8")
    explained = set(re.findall(r"^# make ([a-z-]+)", text, re.MULTILINE))
    declared = {name for line in re.findall(r"^\.PHONY:(.*)$", text, re.MULTILINE) for name in line.split()}
    assert {"run", "test"} <= explained <= makefile_targets()
    assert declared == makefile_targets()


@of_each(sorted(ROOT.glob("*.md")))
def test_a_page_names_targets_links_and_files_that_exist(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert set(re.findall(r"\bmake ([a-z]+)\b(?=`|\s*#|\s*$)", text, re.MULTILINE)) <= makefile_targets()
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if not re.match(r"[a-z]+:|#", link):
            assert (path.parent / link.split("#")[0]).exists(), link
    for named in re.findall(r"`((?:model|tests|app|static|templates)/[\w./-]*)`", text):
        assert (ROOT / named).exists(), named


@of_each(sorted((ROOT / "tests").glob("*.py")))
def test_a_file_of_tests_says_what_it_is_about(path: Path) -> None:
    tree = tree_of(path)
    tests = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")]
    names = [node.name for node in tests]
    assert len(set(names)) == len(names), "two tests of one name: the first never runs"
    if tests:
        assert ast.get_docstring(tree)
