"""What the tests of saved networks share."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model import CheckpointError, Network, load_cell, load_network
from tests.model.networks import random_network

PROVENANCE = {"trained": True, "on": "stories — “naïve” ☃ भारत", "seed": 3, "scores": {"topic": 0.98, "lücke": [1, None]}}


def small(dtype: type = np.float32) -> Network:
    network = random_network(load_cell("lstm"), 2, True, width=2, units=2, dtype=dtype)
    return Network(network.config, network.parameters, PROVENANCE)


def refused(path: Path, data: bytes | None = None) -> str:
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(CheckpointError) as caught:
        load_network(path)
    return str(caught.value)
