"""A copy of what the app is made of, for tests that change something in it; with what was compiled, so that it starts faster."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.serving import ROOT

PARTS = ("app", "lessons", "model", "static", "templates", "texts")


def a_tree(folder: Path, networks: str = "*") -> Path:
    """With those of the networks whose names match."""
    for part in PARTS:
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("vendor", "*.safetensors"))
    for path in (ROOT / "model" / "weights").glob(f"{networks}.safetensors"):
        if not re.search(r"-\d+$", path.stem):  # what the small one was on its way, which the app never reads
            shutil.copy(path, folder / "model" / "weights")
    return folder
