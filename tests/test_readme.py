"""What the README says can be done can be done."""

import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

import model
from app.__main__ import parser
from app.settings import Settings

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
NO_COMMANDS = ("### A cell is its equations", "### The tree")  # sections in which other lines stand apart
BEGINS = re.compile(r"([A-Z_]+=\S+ )*((make|docker|python3?|pip|curl|git) |\S+/bin/)")


def commands() -> list[str]:
    """What stands apart, each line without what is said of it behind a ``#``, and what begins as a command in the text."""
    text = re.sub(r"^```.*?^```", "", README, flags=re.MULTILINE | re.DOTALL)
    sections = [section for section in re.split(r"^(?=##)", text, flags=re.MULTILINE) if not section.startswith(NO_COMMANDS)]
    apart = re.findall(r"^    (.*?)(?: +# .*)?$", "".join(sections), re.MULTILINE)
    return sorted({*apart, *filter(BEGINS.match, re.findall(r"`([^`\n]+)`", text))})


def dry(command: str) -> str:
    """What ``make`` would do."""
    _, *more = shlex.split(command)
    done = subprocess.run(["make", "--dry-run", "--no-print-directory", *more], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def served(line: str) -> Namespace:
    """How a line, or a list, starts the app."""
    found = re.search(r"-m\W+app(?=[ \"])(.*)$", line, re.MULTILINE)
    assert found, line
    return parser().parse_args(re.findall(r"[\w.-]+", found[1]))


def here(command: str, *more: str) -> list[str]:
    """The same by the Python that runs the tests."""
    return [sys.executable, *shlex.split(command)[1:], *more]


def make_serves(command: str, _: Path) -> None:
    wanted = dict(part.split("=") for part in command.split()[2:])
    options = served(dry(command))
    assert options.host == wanted.get("HOST", "127.0.0.1")
    assert options.port == int(wanted.get("PORT", 8000))


def make_calls_what_exists(command: str, _: Path) -> None:
    modules = re.findall(r"(?<=-m )[\w.]+|(?<=[ ;])tests\.[\w.]+", dry(command))
    assert modules
    for module in modules:
        assert find_spec(module), module


def measures(command: str, _: Path) -> None:
    module = command.split()[-1]
    assert find_spec(module)
    assert module in dry("make bench")


def is_a_setting(command: str, folder: Path) -> None:
    name, value, rest = re.fullmatch(r"(\w+)=(\S+) (.*)", command).groups()  # type: ignore[union-attr]
    assert Settings.from_environment({name: value}) != Settings()
    make_serves(rest, folder)


def container_serves(_: str, __: Path) -> None:
    options = served(re.findall(r"^CMD \[(.*)\]$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)[-1])
    (port,) = re.findall(r'ports: \["(\d+):(\d+)"\]', (ROOT / "compose.yaml").read_text())
    assert (options.host, (str(options.port),) * 2) == ("0.0.0.0", port)
    assert f"at port {port[0]}" in README


def is_where_make_puts_it(command: str, _: Path) -> None:
    assert f"{command} -m app" in dry("make run")


def asks_what_is_remembered(command: str, folder: Path) -> None:
    name = command.split()[-1]
    shutil.copy(ROOT / "model" / "weights" / f"{name}.safetensors", folder)
    few = here(command, "--questions", "1", "--weights", str(folder))
    done = subprocess.run(few, cwd=ROOT, capture_output=True, text=True)
    assert f"| `{name}`" in done.stdout, done.stderr


def learns_stops_and_goes_on(command: str, folder: Path) -> None:
    log = folder / f"{command.split()[-1]}.log.jsonl"
    for resume in ([], ["--resume"]):
        known = log.read_text() if log.exists() else ""
        whole = here(command, "--folder", str(folder), "--out", str(folder / "weights"), *resume)
        with subprocess.Popen(whole, cwd=ROOT, stdout=subprocess.PIPE, text=True) as teaching:
            while teaching.poll() is None and not (log.exists() and log.read_text() != known):
                time.sleep(0.1)
            teaching.send_signal(signal.SIGINT)
            assert "`--resume` goes on from here" in teaching.communicate()[0]
        assert log.read_text().startswith(known)


CHECKS: dict[str, Callable[[str, Path], None]] = {
    r"make run( \w+=\S+)*": make_serves,
    r"make (test|bench|train|evaluate)": make_calls_what_exists,
    r"GATEWALK_\w+=\S+ make run": is_a_setting,
    r"docker compose up": container_serves,
    r"\.venv/bin/python": is_where_make_puts_it,
    r"\.venv/bin/python -m model\.train \w+": learns_stops_and_goes_on,
    r"\.venv/bin/python -m model\.evaluate \w+": asks_what_is_remembered,
    r"python -m tests\.benchmarks\.\w+": measures,
}


@pytest.mark.parametrize("command", commands())
def test_every_command_does_what_is_said(command: str, tmp_path: Path) -> None:
    (check,) = (check for pattern, check in CHECKS.items() if re.fullmatch(pattern, command))
    check(command, tmp_path)


def test_the_python_example_runs_as_it_stands() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)
    assert names["walked"]["f"].shape == (len(names["walked"]), names["network"].config.units)
    assert names["walked"].answer(names["walked"].blanks[0])[0].word == "India"


def test_the_lstm_is_shown_as_it_is_written() -> None:
    for equation in model.load_cell("lstm").text.split("\n\n")[1].splitlines():
        assert equation in README


def test_every_cell_is_in_the_table() -> None:
    section = README.split("### A cell is its equations")[1].split("\n### ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(model.cell_names())


def test_the_error_that_is_shown_is_the_one_that_is_raised() -> None:
    text, said = re.findall(r"Of `(.*)` it says:\n\n    (.*)\n", README)[0]
    with pytest.raises(model.EquationError) as caught:
        model.Cell.from_text(text)
    assert str(caught.value) == said


def test_the_limits_that_are_named_are_the_limits() -> None:
    cell = model.load_cell("rnn")
    model.StackShape(cell, 1, 1024, 1).parameter_shapes()
    model.StackShape(cell, 1, 8, 16).parameter_shapes()
    for units, layers in ((1025, 1), (8, 17)):
        with pytest.raises(model.SizeError):
            model.StackShape(cell, 1, units, layers).parameter_shapes()
    with pytest.raises(model.SizeError, match="at least 8 units"):
        model.StackShape(model.load_cell("clockwork"), 1, 7).parameter_shapes()


def test_no_figure_is_a_placeholder() -> None:
    assert "BENCH_" not in README


def test_every_file_of_the_model_stands_in_the_tree() -> None:
    tree = README.split("## The tree")[1].split("## ")[0]
    for path in Path(model.__file__).parent.glob("*.py"):
        if not path.stem.startswith(("_", "diagram_")):
            assert path.stem in tree, path.stem
