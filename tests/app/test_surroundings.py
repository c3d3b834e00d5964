"""It runs wherever it is put: in any folder, with little memory or none to spare, as the first process of all."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.app.starts import put_back
from tests.app.wire import PATIENCE, until
from tests.serving import ROOT, Server, doubled, free_port, ready, serving
from tests.trees import a_tree

MAIN = "from app.__main__ import main; raise SystemExit(main())"
BARE = {"PATH": os.defpath, "LC_ALL": "C"}  # no HOME, and signs of ASCII only
LIMITED = not sys.platform.startswith("linux")


def works(name: str, *command: str) -> bool:
    """Whether this computer has such a program, and lets us use it."""
    return shutil.which(name) is not None and subprocess.run([name, *command, "true"], capture_output=True).returncode == 0


# A superuser may write to every folder, so it gives that up first.
WITHOUT_RIGHTS = (
    ("setpriv", "--bounding-set", "-dac_override", "--inh-caps", "-dac_override") if getattr(os, "getuid", int)() == 0 else ()
)


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In a folder with a name that many a program trips over. One network is enough to walk with."""
    return a_tree(tmp_path_factory.mktemp("ein Büro & Möbel"), "lstm")


@pytest.fixture
def fixed(tree: Path) -> Iterator[Path]:
    """While nobody may change it."""
    everything = [tree, *tree.rglob("*")]
    for path in everything:
        path.chmod(path.stat().st_mode & ~0o222)
    yield tree
    for path in everything:
        path.chmod(path.stat().st_mode | 0o200)


@pytest.mark.skipif(bool(WITHOUT_RIGHTS) and not works(*WITHOUT_RIGHTS), reason="rights cannot be given up here")
def test_it_runs_from_a_folder_that_cannot_be_written_without_a_home_and_in_ascii(fixed: Path) -> None:
    def run(*more: str) -> subprocess.Popen[str]:
        command = [*WITHOUT_RIGHTS, sys.executable, "-m", *more]
        return subprocess.Popen(command, cwd=fixed, env=BARE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)

    before = sorted(fixed.rglob("*"))
    port = free_port()
    process = run("app", "--port", str(port), "--workers", "2")
    try:
        until(lambda: ready(port) or process.poll() is not None)
        assert walked(port, "Österreich is a beautiful country.")[0] == "Österreich"
    finally:
        process.terminate()
        said, _ = process.communicate(timeout=PATIENCE)
    assert process.returncode == 0
    assert f"Gatewalk is at http://127.0.0.1:{port}/" in said
    assert "Traceback" not in said

    assets = run("app.assets")
    said, _ = assets.communicate(timeout=PATIENCE)
    assert assets.returncode == 0
    assert said.startswith("It cannot be kept in ") and said.count("\n") == 1
    assert sorted(fixed.rglob("*")) == before


def walked(port: int, sentence: str) -> list[str]:
    """The words of it, as the app reads them."""
    body = json.dumps({"sentence": sentence}).encode()
    request = urllib.request.Request(f"http://127.0.0.1:{port}/api/v1/traces", body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
        return [token["text"] for token in json.load(answer)["tokens"]]


def test_a_fault_is_said_in_ascii_too(tree: Path) -> None:
    command = [sys.executable, "-m", "app", "--port", str(free_port()), "--workers", "1"]
    with put_back(tree / "app"):
        (tree / "app" / "examples.py").write_text("1 / 0\n")
        done = subprocess.run(command, cwd=tree, env=BARE | {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}, capture_output=True)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.startswith(b"Gatewalk cannot start. ZeroDivisionError: division by zero (")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.skipif(LIMITED, reason="memory is limited in another way here")
@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize("megabytes", [60, 140, 200, 240])
def test_too_little_memory_is_said_in_one_line(megabytes: int, workers: int) -> None:
    """Without a word from the libraries, some of which would end the process at various places."""
    command = f'ulimit -v {megabytes * 1000}; exec "$0" -m app --port {free_port()} --workers {workers}'
    done = subprocess.run(["sh", "-c", command, sys.executable], cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Gatewalk cannot start. There is not enough memory: ")
    assert done.stderr.count("\n") == 1


ALONE = ("unshare", "--pid", "--fork", "--mount-proc")  # in a container there is no process before the app


@pytest.mark.skipif(not works(*ALONE), reason="there are no namespaces of processes here")
@pytest.mark.parametrize(("workers", "stop"), [(1, signal.SIGINT), (2, signal.SIGTERM)])  # the others: test_stopping.py
def test_as_the_first_process_of_all_it_starts_replaces_a_worker_and_stops(
    tree: Path, workers: int, stop: signal.Signals
) -> None:
    command = [*ALONE, sys.executable, "-m", "app", "--port", str(port := free_port()), "--workers", str(workers)]
    around = subprocess.Popen(command, cwd=tree, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        until(lambda: ready(port) or around.poll() is not None)
        (first,) = map(int, Path(f"/proc/{around.pid}/task/{around.pid}/children").read_text().split())
        app = Server(SimpleNamespace(pid=first), port, 0)  # type: ignore[arg-type]
        if workers > 1:
            until(lambda: len(app.workers()) == workers)
            os.kill(killed := app.workers()[0], signal.SIGKILL)
            until(lambda: killed not in app.workers() and len(app.workers()) == workers)
        assert walked(port, "Norway is big.")[0] == "Norway"
        os.kill(first, stop)
        said, _ = around.communicate(timeout=PATIENCE)
    finally:
        around.kill()
        around.wait()
    assert around.returncode == 0
    assert "Traceback" not in said


def test_with_memory_enough_it_starts_however_it_is_limited() -> None:
    limited = "import resource; resource.setrlimit(resource.RLIMIT_AS, (10**9, 10**9)); "
    with serving(program=("-c", limited + MAIN)) as server:
        assert walked(server.port, "Norway is big.")[0] == "Norway"
    assert server.process.returncode == 0


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk here that is always full")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_log_that_cannot_be_written_keeps_nobody_from_walking(tree: Path, tmp_path: Path, workers: int) -> None:
    """How several end that were started one by another is seen with two."""
    full, errors = Path("/dev/full"), tmp_path / "errors"
    change = f"import os; os.dup2(os.open({str(errors)!r}, os.O_WRONLY | os.O_CREAT), 2); "
    with doubled(1, full, change) if workers == 1 else serving(workers, full, tree, ("-c", change + MAIN)) as server:
        assert [walked(server.port, "Norway is big.")[0] for _ in range(4)] == ["Norway"] * 4
    assert (server.process.returncode, errors.read_bytes()) == (0, b"")
