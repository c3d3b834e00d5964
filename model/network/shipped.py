"""The networks that come with Gatewalk: trained weights, snapshots on the way, and scores."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

from model.errors import InputError, as_typed
from model.network.checkpoint import load_network
from model.network.network import Network

WEIGHTS = Path(__file__).parents[1] / "weights"
SCORES = WEIGHTS / "scores.json"
_SNAPSHOT = re.compile(r"(\w+)-(\d{5})")


def shipped_names() -> tuple[str, ...]:
    """The names that ``shipped`` knows."""
    return tuple(sorted(path.stem for path in WEIGHTS.glob("*.safetensors") if not _SNAPSHOT.fullmatch(path.stem)))


@cache
def shipped(name: str) -> Network:
    """A trained network: that of a cell, ``blanks``, which reads both ways, or the ``small`` LSTM."""
    if name not in shipped_names():
        if not shipped_names():
            raise InputError("model.input.no-networks-yet", name=as_typed(name, 40))
        raise InputError("model.input.no-network", name=as_typed(name, 40), networks=shipped_names())
    return load_network(WEIGHTS / f"{name}.safetensors")


@cache
def snapshots(name: str) -> dict[int, Network]:
    """Step of the training -> the network as it was then."""
    matches = (_SNAPSHOT.fullmatch(path.stem) for path in sorted(WEIGHTS.glob(f"{name}-*.safetensors")))
    return {int(match[2]): load_network(WEIGHTS / f"{match[0]}.safetensors") for match in matches if match}


@cache
def scores() -> dict[str, Any]:
    """What ``python -m model.evaluate`` wrote: network -> ``asked``, ``by_gap``, ``gates``, ``held``.

    ``asked``: kind of question -> gap -> questions, accuracy, its 95 % interval as low and high, p, and ``commonest``, the
    share of who always gives the commonest answer; ``by_gap``: the same of all kinds together; ``gates`` and ``held``: see
    ``training/legible.py`` and ``training/held.py``.
    """
    result: dict[str, Any] = json.loads(SCORES.read_text(encoding="utf-8")) if SCORES.exists() else {}
    return result
