"""Starts of the app that fail, in one tree: a process that has imported what the app is made of is doubled for each of them.

Of the app itself only what reads no files is imported before: its networks are read when it is imported. Where they are not
what is wrong, it may be imported as well.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 60  # seconds: no test says how fast the machine is
DOUBLED = """
import importlib, json, os, signal, sys, tempfile
import fastapi, jinja2, model.explain, model.pictures, uvicorn
from app.__main__ import main

for module in sys.argv[2:]:
    importlib.import_module(module)
for line in sys.stdin:
    with tempfile.TemporaryFile("w+") as said, tempfile.TemporaryFile("w+") as errors:
        if not (double := os.fork()):
            signal.alarm(int(sys.argv[1]))  # it ends one that starts nevertheless
            os.dup2(said.fileno(), 1)
            os.dup2(errors.fileno(), 2)
            sys.argv = ["app", *json.loads(line)]
            try:
                code = main()
            except SystemExit as end:
                code = end.code
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code)  # to take apart all that was imported would take longer than most of these starts
        status = os.waitstatus_to_exitcode(os.waitpid(double, 0)[1])
        texts = [file.seek(0) or file.read() for file in (said, errors)]
        print(json.dumps([status, *texts]), flush=True)
"""


@dataclass(frozen=True)
class Starts:
    tree: Path
    process: subprocess.Popen[str]

    def run(self, *options: str) -> subprocess.CompletedProcess[str]:
        assert self.process.stdin and self.process.stdout
        print(json.dumps(options), file=self.process.stdin, flush=True)
        status, said, errors = json.loads(self.process.stdout.readline())
        return subprocess.CompletedProcess(options, status, said, errors)


@contextmanager
def put_back(folder: Path) -> Iterator[None]:
    """Whatever is done to the files of a folder meanwhile."""
    kept = {path: path.read_bytes() for path in folder.iterdir() if path.is_file()}
    try:
        yield
    finally:
        for path, content in kept.items():
            path.write_bytes(content)


@contextmanager
def starts(tree: Path, *imported: str) -> Iterator[Starts]:
    """``imported``: modules, before any of the starts."""
    pipe = subprocess.PIPE
    command = [sys.executable, "-c", DOUBLED, str(PATIENCE), *imported]
    with subprocess.Popen(command, cwd=tree, stdin=pipe, stdout=pipe, text=True) as process:
        yield Starts(tree, process)
        process.communicate()  # with no more lines it ends
