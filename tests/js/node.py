"""Node, in which the scripts of the pages run without a page."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path


def node() -> str:
    """It comes with the packages of the tests."""
    beside = Path(sys.executable).with_name("node")
    found = str(beside) if beside.exists() else shutil.which("node")
    assert found, "there is no Node; it stands in requirements-dev.txt"
    return found
