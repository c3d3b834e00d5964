"""Nothing that keeps the app from starting looks like success: one line says which file, what of it, and the mend."""

from __future__ import annotations

import ast
import contextlib
import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from model import cell_names
from tests.app.starts import PATIENCE, Starts, put_back, starts
from tests.serving import ROOT, Server, doubled, free_port, serving
from tests.trees import a_tree

WEIGHTS, CELLS, TEMPLATES = "model/weights", "model/cells", "templates"


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With few more networks than are harmed. Each test puts back what it changes."""
    return a_tree(tmp_path_factory.mktemp("tree"), "[bglrs]*[!r]")


@pytest.fixture(scope="module")
def failing(tree: Path) -> Iterator[Starts]:
    with starts(tree) as failing:
        yield failing


@pytest.fixture(scope="module")
def failing_later(tree: Path) -> Iterator[Starts]:
    """When the networks have been read."""
    with starts(tree, "app.serving") as failing:
        yield failing


def damaged(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0xFF
    path.write_bytes(content)


def cut_off(path: Path) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])


def missing(path: Path) -> None:
    path.unlink()


def emptied(path: Path) -> None:
    path.write_bytes(b"")


def swapped_with(other: str) -> Callable[[Path], None]:
    def swap(path: Path) -> None:
        between, second = path.with_name("between"), path.with_name(other)
        path.rename(between)
        second.rename(path)
        between.rename(second)

    swap.__name__ = f"swapped with {other}"
    return swap


def holding(text: str) -> Callable[[Path], None]:
    def write(path: Path) -> None:
        path.write_text(text)

    write.__name__ = f"holding {text[:20]}"
    return write


Fault = tuple[str, Callable[[Path], None], str]
FAULTS: list[Fault] = [
    (f"{WEIGHTS}/lstm.safetensors", damaged, "python -m model.train lstm"),
    (f"{WEIGHTS}/lstm.safetensors", cut_off, "Put the file back"),
    (f"{WEIGHTS}/blanks.safetensors", emptied, "Put the file back"),
    (f"{WEIGHTS}/rnn.safetensors", swapped_with("lstm.safetensors"), "it holds another network"),
    (f"{WEIGHTS}/gru.safetensors", swapped_with("gru_before.safetensors"), "it holds another network"),
    (f"{WEIGHTS}/lstm.safetensors", swapped_with("small.safetensors"), "it holds another network"),
    (f"{WEIGHTS}/blanks.safetensors", swapped_with("lstm.safetensors"), "it holds another network"),
    (f"{CELLS}/gru.txt", damaged, "no text in UTF-8"),
    (f"{CELLS}/gru.txt", emptied, "Put the file back"),
    (f"{CELLS}/gru.txt", holding("h = tanh(W x + U h)"), "line 1, column 18"),
    (f"{CELLS}/gru.txt", missing, "there is no such file"),
]
LATER_FAULTS: list[Fault] = [
    (f"{WEIGHTS}/scores.json", damaged, "python -m model.evaluate"),
    (f"{WEIGHTS}/scores.json", cut_off, "python -m model.evaluate"),
    (f"{WEIGHTS}/scores.json", missing, "there is no such file"),
    (f"{WEIGHTS}/scores.json", holding("[1]"), "python -m model.evaluate"),
    (f"{WEIGHTS}/scores.json", holding('{"lstm": {}}'), "python -m model.evaluate"),
    (f"{TEMPLATES}/walk.html", damaged, "no text in UTF-8"),
    (f"{TEMPLATES}/walk.html", cut_off, "line "),
    (f"{TEMPLATES}/problem.html", emptied, "cut off"),
    (f"{TEMPLATES}/problem.html", holding("{{ nothing_of_that_name }}"), "is undefined"),
    (f"{TEMPLATES}/compare.html", missing, "there is no templates/compare.html"),
]


def shown(part: object) -> str | None:
    return getattr(part, "__name__", None)


@pytest.mark.parametrize(("file", "harm", "said"), FAULTS, ids=shown)
def test_a_file_that_is_not_right_is_named_in_one_line(
    failing: Starts, file: str, harm: Callable[[Path], None], said: str
) -> None:
    is_named_in_one_line(failing, file, harm, said)


@pytest.mark.parametrize(("file", "harm", "said"), LATER_FAULTS, ids=shown)
def test_so_is_one_that_is_read_after_the_networks(
    failing_later: Starts, file: str, harm: Callable[[Path], None], said: str
) -> None:
    is_named_in_one_line(failing_later, file, harm, said)


def is_named_in_one_line(failing: Starts, file: str, harm: Callable[[Path], None], said: str) -> None:
    with put_back(failing.tree / file.rpartition("/")[0]):
        harm(failing.tree / file)
        done = failing.run("--port", str(free_port()), "--workers", "1")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Gatewalk cannot start. ")
    assert done.stderr.count("\n") == 1 and done.stderr.endswith(".\n")
    assert said in done.stderr
    if "swapped" not in harm.__name__:  # either of two is the first that is found
        assert f" {file}: " in done.stderr


def test_a_missing_script_is_named(failing_later: Starts) -> None:
    with put_back(failing_later.tree / "static/js/pages"):
        missing(failing_later.tree / "static/js/pages/walk.js")
        done = failing_later.run("--port", str(free_port()), "--workers", "1")
    assert "templates/walk.html: it needs static/js/pages/walk.js, and there is no such file." in done.stderr


def test_with_several_workers_a_fault_is_said_once(tree: Path) -> None:
    command = [sys.executable, "-m", "app", "--port", str(free_port()), "--workers", "3"]
    with put_back(tree / WEIGHTS):
        damaged(tree / f"{WEIGHTS}/lstm.safetensors")
        done = subprocess.run(command, cwd=tree, capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"Gatewalk cannot start. {WEIGHTS}/lstm.safetensors: the file is damaged")
    assert done.stderr.count("\n") == 1


def test_what_nobody_foresaw_is_one_line_too(failing: Starts) -> None:
    with put_back(failing.tree / "app"):
        (failing.tree / "app" / "examples.py").write_text("1 / 0\n")
        done = failing.run("--port", str(free_port()), "--workers", "1")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Gatewalk cannot start. ZeroDivisionError: division by zero (")
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (["--workers", "0"], "it is a whole number from 1 to 64, not '0'"),
        (["--workers", "-1"], "argument --workers: "),
        (["--port", "0"], "it is a whole number from 1 to 65535, not '0'"),
        (["--port", "70000"], "it is a whole number from 1 to 65535, not '70000'"),
        (["--host", "no.such.host.invalid"], "Gatewalk cannot listen at no.such.host.invalid"),
        (["--host", "a" * 70 + ".example"], "Gatewalk cannot listen at a"),
    ],
)
def test_what_cannot_be_served_is_refused_in_words(failing: Starts, more: list[str], said: str) -> None:
    done = failing.run("--port", str(free_port()), *more)
    assert done.returncode in (1, 2)
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_misspelled_setting_is_said_at_the_start(tmp_path: Path) -> None:
    with doubled(log=tmp_path / "log", GATEWALK_MOST_TOKEN="9"):
        pass
    first = (tmp_path / "log").read_text().splitlines()[0]
    assert first == "GATEWALK_MOST_TOKEN is not a setting and does nothing; did you mean GATEWALK_MOST_TOKENS?"


def test_without_any_weights_nothing_is_served(failing: Starts) -> None:
    with put_back(failing.tree / WEIGHTS):
        for path in (failing.tree / WEIGHTS).glob("*.safetensors"):
            path.unlink()
        done = failing.run("--port", str(free_port()), "--workers", "1")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "Gatewalk cannot start. There are no trained weights: make train teaches networks.\n"


def test_a_worker_that_cannot_be_replaced_is_said_and_the_other_goes_on(tree: Path, tmp_path: Path) -> None:
    log = tmp_path / "log"
    with put_back(tree / WEIGHTS), serving(workers=2, log=log, tree=tree) as server:
        until = time.monotonic() + PATIENCE
        while answering(server) < 2 and time.monotonic() < until:
            time.sleep(0.05)
        damaged(tree / f"{WEIGHTS}/lstm.safetensors")
        os.kill(server.workers()[0], signal.SIGKILL)
        while "A worker cannot start" not in log.read_text() and time.monotonic() < until:
            time.sleep(0.05)
        assert f"A worker cannot start. {WEIGHTS}/lstm.safetensors: the file is damaged" in log.read_text()
        with urllib.request.urlopen(f"{server.address}/readyz", timeout=PATIENCE) as answer:
            assert answer.status == 200
    assert server.process.returncode == 0


def answering(server: Server) -> int:
    """Workers that wait for requests: only then have they been told of a loop that watches for them."""
    return sum("anon_inode:[eventpoll]" in files_of(pid) for pid in server.workers())


def files_of(pid: int) -> set[str]:
    with contextlib.suppress(OSError):
        return {os.readlink(path) for path in Path(f"/proc/{pid}/fd").iterdir()}
    return set()


# Windows has neither of these


def test_no_module_needs_at_once_what_not_every_system_has() -> None:
    for path in (ROOT / "app").rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            named = [alias.name for alias in getattr(node, "names", ())] + [getattr(node, "module", "")]
            assert not {"resource", "fcntl", "pwd", "uvloop"} & set(named), path


def test_it_runs_without_the_faster_loop(tree: Path, tmp_path: Path) -> None:
    without = "import sys; sys.modules['uvloop'] = None; from app.__main__ import main; raise SystemExit(main())"
    with serving(tree=tree, log=tmp_path / "log", program=("-c", without)) as server:
        body = json.dumps({"sentence": "Zanzibar is big."}).encode()
        request = urllib.request.Request(f"{server.address}/api/v1/traces", body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            assert answer.status == 200
    assert server.process.returncode == 0
    assert "Traceback" not in (tmp_path / "log").read_text()


# While it starts: the app reads the first of its cells from a pipe, so it waits there until somebody writes.

FIRST = f"{CELLS}/{cell_names()[0]}.txt"
BROKEN_OFF_BY = [["SIGTERM"], ["SIGINT"], ["SIGINT", "SIGINT"], ["SIGHUP"], ["SIGQUIT"], ["SIGUSR1", "SIGUSR2", "SIGTERM"]]
FROM_A_TERMINAL = {signal.SIGINT, signal.SIGHUP, signal.SIGQUIT}  # to all processes at once


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
@pytest.mark.parametrize(("signals", "workers"), [*zip(BROKEN_OFF_BY, [1, 2, 2, 1, 2, 1], strict=True)], ids=str)
def test_a_start_is_broken_off_without_noise(tree: Path, signals: list[str], workers: int) -> None:
    with starting(tree, workers) as process:
        for each in map(signal.Signals.__getitem__, signals):
            os.killpg(process.pid, each) if each in FROM_A_TERMINAL else process.send_signal(each)
        said, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said, errors) == (0, b"", b"")


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="there is no /proc here")
@pytest.mark.parametrize("signals", BROKEN_OFF_BY, ids=str)
def test_so_it_is_before_anything_is_loaded(signals: list[str]) -> None:
    command = [sys.executable, "-m", "app", "--port", str(free_port())]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)
    until = time.monotonic() + PATIENCE
    wanted = [signal.Signals[each] for each in signals]
    while not all(heeds(process.pid, each) for each in (signal.SIGTERM, *wanted)):  # Python itself would be killed
        assert time.monotonic() < until
    for each in wanted:
        process.send_signal(each)
    said, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said, errors) == (0, b"", b"")


def heeds(pid: int, each: signal.Signals) -> bool:
    masks = re.findall(r"Sig(?:Cgt|Ign):\s+(\w+)", Path(f"/proc/{pid}/status").read_text())
    return any(int(mask, 16) >> each - 1 & 1 for mask in masks)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_a_worker_that_ends_before_it_is_ready_is_a_failure(tree: Path) -> None:
    with starting(tree, 2) as process:
        os.kill(Server(process, 0, 0).workers()[0], signal.SIGKILL)
        said, errors = process.communicate(timeout=PATIENCE)
    assert (process.returncode, said) == (1, b"")
    assert errors == b"Gatewalk cannot start. A process that was to answer ended by itself (-9).\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes here")
def test_no_address_is_said_before_it_answers(tree: Path) -> None:
    start = starting(tree, 1)
    with start as process:
        assert process.stdout
        os.set_blocking(process.stdout.fileno(), False)
        assert process.stdout.read() is None
        os.set_blocking(process.stdout.fileno(), True)
        start.go_on()
        assert process.stdout.readline().startswith(b"Gatewalk is at ")
        with socket.create_connection(("127.0.0.1", int(process.args[4])), timeout=PATIENCE) as connection:  # type: ignore[index]
            connection.sendall(b"GET /readyz HTTP/1.1\r\nHost: x\r\n\r\n")
            assert b" 200 " in connection.recv(100)


PROC = Path("/proc")  # of Linux


def processes_of(group: int) -> list[int]:
    """Those that were started by one, and itself."""
    return [int(path.name) for path in PROC.iterdir() if path.name.isdecimal() and os.getpgid(int(path.name)) == group]


class starting:
    """The app, at the moment when it reads its first cell."""

    writing: int | None = None

    def __init__(self, tree: Path, workers: int) -> None:
        self.pipe = tree / FIRST
        self.content = self.pipe.read_bytes()
        self.pipe.unlink()
        os.mkfifo(self.pipe)
        command = [sys.executable, "-m", "app", "--port", str(free_port()), "--workers", str(workers)]
        self.process = subprocess.Popen(command, cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)

    def __enter__(self) -> subprocess.Popen[bytes]:
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self.writing = self.writing or os.open(self.pipe, os.O_WRONLY | os.O_NONBLOCK)  # fails as long as nobody reads
                if not PROC.is_dir() or any(map(self.waits, processes_of(self.process.pid))):
                    return self.process
            except OSError:
                pass
            assert self.process.poll() is None and time.monotonic() < until
            time.sleep(0.05)

    def waits(self, pid: int) -> bool:
        """Whether this process waits for what is written. Python hears no signal between the two calls by which it opens a file
        in a ``with`` and reads it: one that came there would be heard when all has been read.
        """
        here = Path(f"/proc/{pid}")
        asleep = (here / "stat").read_text().rpartition(") ")[2].startswith("S")
        return asleep and any(map(self.pipe.samefile, (here / "fd").iterdir()))

    def go_on(self) -> None:
        """All of the cell is written."""
        os.set_blocking(self.writing, True)
        with open(self.writing, "wb") as pipe:
            pipe.write(self.content)
        self.writing = None

    def __exit__(self, *_: object) -> None:
        if self.writing is not None:
            os.close(self.writing)
        self.process.kill()
        self.process.communicate()
        self.pipe.unlink()
        self.pipe.write_bytes(self.content)
