"""Every command that stands in the README, in docs/ or in CONTRIBUTING does what is said of it."""

from __future__ import annotations

import io
import json
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Callable
from contextlib import redirect_stdout
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import parser
from app.settings import Settings
from model import evaluate
from model.network import WEIGHTS
from model.train import arguments
from model.training import held, legibility, questions, recipe_of, refuse_to_lose, with_steps
from tests.app.client import ask
from tests.pages import README, ROOT, TEXTS
from texts.__main__ import arguments as arguments_of_texts

NO_COMMAND = re.compile(r".* = |.* <- |line \d|[\w/]+/ ")  # what else stands apart: equations, arrows, an error, folders
BEGINS = re.compile(r"([A-Z_]+=\S+ )*((make|docker|python3?|pip|curl|git) |\S+/bin/)")


def commands() -> list[str]:
    """What stands apart, each line without what is said of it behind a ``#``, and what begins as a command in the text."""
    found: set[str] = set()
    for page in TEXTS.values():
        text = re.sub(r"^```.*?^```", "", page, flags=re.MULTILINE | re.DOTALL)
        apart = re.findall(r"^    (\S.*?)(?: +# .*)?$", text, re.MULTILINE)
        found |= {line for line in apart if not NO_COMMAND.match(line)}
        found |= set(filter(BEGINS.match, re.findall(r"`([^`\n]+)`", text)))
    return sorted(found)


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


def writes_the_locks(command: str, _: Path) -> None:
    for lock in ROOT.glob("*.lock"):
        assert f"{lock.stem}.txt --output-file {lock.name}" in dry(command)


def measures(command: str, _: Path) -> None:
    module = command.split()[-1]
    assert find_spec(module)
    assert module in dry("make bench")


def is_a_setting(command: str, folder: Path) -> None:
    """One or several."""
    before, rest = command.split(" make ")
    for name, value in (word.split("=") for word in before.split()):
        assert Settings.from_environment({name: value}) != Settings()
    make_serves(f"make {rest}", folder)


def names_folders(command: str, folder: Path) -> None:
    """Of lessons: the one in a folder that is there is taken in."""
    shutil.copytree(ROOT / "lessons" / "en", folder / "en")
    assert Settings.from_environment({"GATEWALK_LESSONS": str(folder)}).lessons == (str(folder),)
    if command.endswith("make run"):
        make_serves("make run", folder)
    else:
        words = here(command.rpartition(" ")[0], str(folder))
        assert subprocess.run(words, cwd=ROOT, capture_output=True).returncode == 0


def makes_the_kernels(command: str, _: Path) -> None:
    assert "tests/js/kernels.js" in dry(command)


def makes_the_font(command: str, _: Path) -> None:
    assert "-m tests.app.font" in dry(command)


def knows_its_path(command: str, _: Path) -> None:
    options = parser().parse_args(shlex.split(command)[3:])
    assert Settings.from_environment({"GATEWALK_ROOT_PATH": options.root_path}).root_path == options.root_path


def container_serves(_: str, __: Path) -> None:
    options = served(re.findall(r"^CMD \[(.*)\]$", (ROOT / "Dockerfile").read_text(), re.MULTILINE)[-1])
    (port,) = re.findall(r'ports: \["(\d+):(\d+)"\]', (ROOT / "compose.yaml").read_text())
    assert (options.host, (str(options.port),) * 2) == ("0.0.0.0", port)
    assert f"at port {port[0]}" in README


def names_a_file_with_services(command: str, _: Path) -> None:
    assert re.search(r"^services:$", (ROOT / command.split()[3]).read_text(), re.MULTILINE)


def is_where_make_puts_it(command: str, _: Path) -> None:
    assert f"{command} -m app" in dry("make run")


def takes_a_name(command: str, _: Path) -> None:
    """The command without a name: it says which there are."""
    done = subprocess.run(here(command, "--help"), cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0 and "NAME" in done.stdout


def asks_what_is_remembered(command: str, folder: Path) -> None:
    """On one question of each kind, and on few stories of the topic. ``writes_what_is_there`` starts the process."""
    _, _, module, *words = shlex.split(command)
    (seeds := folder / "seeds").mkdir()
    for file, *copies in (("scores.json",), (f"{words[0]}.safetensors", seeds, seeds / f"{words[0]}-2.safetensors")):
        for place in (folder, *copies):
            shutil.copy(ROOT / "model" / "weights" / file, place)
    with pytest.MonkeyPatch.context() as few, redirect_stdout(io.StringIO()) as printed:
        few.setattr("sys.argv", [module, *words, "--questions", "1", "--weights", str(folder), "--folder", str(folder)])
        for measure in (held, legibility):
            few.setattr(questions, measure.__name__, partial(measure, count=5))
        assert evaluate.main() == 0
    assert module == evaluate.__name__ and f"| `{words[0]}`" in printed.getvalue()


def writes_what_is_there(command: str, folder: Path) -> None:
    """All but what the commonest answer would get, which is worked out anew: here of one network and one question."""

    def told(text: str) -> Any:
        return json.loads(text, object_hook=lambda one: {name: value for name, value in one.items() if name != "commonest"})

    of_one = json.dumps({"lstm": json.loads((ROOT / "model" / "weights" / "scores.json").read_text())["lstm"]})
    few = re.sub(r'"questions": \d+', '"questions": 1', of_one)
    (folder / "scores.json").write_text(few)
    done = subprocess.run(here(command, "--weights", str(folder)), cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    written = (folder / "scores.json").read_text()
    assert written != few and told(written) == told(few)


def learns_stops_and_goes_on(command: str, folder: Path) -> None:
    log = folder / f"{command.split()[3]}.log.jsonl"
    for resume in ([], ["--resume"]):
        known = log.read_text() if log.exists() else ""
        whole = here(command, "--folder", str(folder), "--out", str(folder / "weights"), *resume)
        with subprocess.Popen(whole, cwd=ROOT, stdout=subprocess.PIPE, text=True) as teaching:
            while teaching.poll() is None and not (log.exists() and log.read_text() != known):
                time.sleep(0.1)
            teaching.send_signal(signal.SIGINT)
            assert "`--resume` goes on from here" in teaching.communicate()[0]
        assert log.read_text().startswith(known)


def learns_so_long_and_writes_there(command: str, _: Path) -> None:
    """As it would by its recipe, which ``learns_stops_and_goes_on`` sees."""
    options = arguments().parse_args(words := shlex.split(command)[3:])
    assert [*options.names, "--steps", str(options.steps), "--out", str(options.out)] == words
    assert with_steps(recipe_of(words[0]), options.steps).steps == options.steps


def is_understood(command: str, _: Path) -> None:
    """What it does takes hours, or a cluster; its parts have tests of their own."""
    words = shlex.split(command)[3:]
    options = arguments().parse_args(words)
    assert words[-1] in (str(options.seeds), options.scheduler)


def reports_on_texts(command: str, _: Path) -> None:
    """``xx`` stands for a language. What would note something is only read."""
    words = command.replace(" xx", " de").split()[3:]
    if "--read" in words:
        assert arguments_of_texts().parse_args(words).read is not None
    else:
        done = subprocess.run([sys.executable, "-m", "texts", *words], cwd=ROOT, capture_output=True, text=True)
        assert (done.returncode, done.stderr) == (0, ""), done.stdout


def is_answered(command: str, _: Path) -> None:
    words = shlex.split(command)
    body, address = words[words.index("-d") + 1], words[-1]
    answer = ask("POST", re.sub(r"^http://127\.0\.0\.1:8000", "", address), content=body, headers=dict([words[2].split(": ")]))
    assert answer.status_code == 200
    assert {"tokens", "signals", "blank"} <= set(answer.json())


CHECKS: dict[str, Callable[[str, Path], None]] = {
    r"make run( \w+=\S+)*": make_serves,
    r"make (test|test-all|bench|train|evaluate)": make_calls_what_exists,
    r"make lock": writes_the_locks,
    r"make kernels": makes_the_kernels,
    r"make font": makes_the_font,
    r"make browsers": make_calls_what_exists,
    r"GATEWALK_LESSONS=\S+ make run|\S+ -m app\.lessons \S+": names_folders,
    r"(GATEWALK_(?!LESSONS)\w+=\S+ )+make run": is_a_setting,
    r"\.venv/bin/python -m app --root-path \S+": knows_its_path,
    r"docker compose up": container_serves,
    r"docker compose -f \S+ up": names_a_file_with_services,
    r"\.venv/bin/python": is_where_make_puts_it,
    r"\S*python -m model\.train": takes_a_name,
    r"\.venv/bin/python -m model\.train \w+": learns_stops_and_goes_on,
    r"\.venv/bin/python -m model\.train \w+ --steps \d+ --out \S+": learns_so_long_and_writes_there,
    r"\.venv/bin/python -m model\.train( \w+)? --(seeds|scheduler) \S+": is_understood,
    r"\.venv/bin/python -m model\.evaluate \w+( --(typed|gates|seeds|questions \d+|weights \S+))*": asks_what_is_remembered,
    r"\.venv/bin/python -m model\.evaluate --tables": writes_what_is_there,
    r"python -m tests\.benchmarks\.\w+": measures,
    r"\.venv/bin/python -m texts( \w+)?( --read( [\w.-]+)?)?": reports_on_texts,
    r"curl -H .*": is_answered,
}


def lessons() -> list[str]:
    return [command for command in commands() if re.match(r"\S+ -m model\.train \w", command)]


@pytest.mark.parametrize("command", lessons())
def test_no_command_that_is_shown_replaces_a_network_by_one_that_knows_less(command: str) -> None:
    """Each as it stands on the page, where it would write."""
    options = arguments().parse_args(shlex.split(command)[3:])
    recipes = [recipe_of(name) for name in options.names]
    refuse_to_lose([with_steps(recipe, options.steps or recipe.steps) for recipe in recipes], ROOT / (options.out or WEIGHTS))


@pytest.mark.parametrize("command", commands())
def test_every_command_does_what_is_said(command: str, tmp_path: Path) -> None:
    (check,) = (check for pattern, check in CHECKS.items() if re.fullmatch(pattern, command))
    check(command, tmp_path)
