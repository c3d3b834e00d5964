"""Where a network is saved, and the bytes of one that was."""

from __future__ import annotations

from pathlib import Path

import pytest

from model import save_network
from tests.model.network.saved import small


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "network.safetensors"


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a good file."""
    path = tmp_path_factory.mktemp("whole") / "x"
    save_network(small(), path)
    return path.read_bytes()
