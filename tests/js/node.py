"""Node, in which the scripts of the pages run without a page."""

from __future__ import annotations

import atexit
import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any


def node() -> str:
    """It comes with the packages of the tests."""
    beside = Path(sys.executable).with_name("node")
    found = str(beside) if beside.exists() else shutil.which("node")
    assert found, "there is no Node; it stands in requirements-dev.txt"
    return found


@cache
def _answering(script: str) -> subprocess.Popen[str]:
    """One for each script, until the tests are over: it takes longer to start than to answer."""
    pipe, answers = subprocess.PIPE, str(Path(__file__).with_name("answers.js"))
    process = subprocess.Popen([node(), answers, script], stdin=pipe, stdout=pipe, text=True, encoding="utf-8")
    atexit.register(process.communicate)  # with no more lines it ends
    return process


def answer_of(script: str, told: Any) -> Any:
    """Of a script of this folder that exports what makes an answer of what it is told."""
    process = _answering(script)
    assert process.stdin and process.stdout
    print(json.dumps(told), file=process.stdin, flush=True)
    found = json.loads(process.stdout.readline())
    assert "answer" in found, found["problem"]
    return found["answer"]
