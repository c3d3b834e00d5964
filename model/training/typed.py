"""Questions as a class types them, in words that no story has: whether the network is right, and whether it knows when not.

``typed/*.json`` hold texts that end in a blank, with the answers that are right, written by somebody who did not know the
patterns of the stories. One half, ``seen.json``, was looked at while the patterns grew, the other, ``unseen.json``, never. Those
``of_others`` were written by six more people, none of whom saw what the others wrote; four are looked at, two never. Where
``answers`` is empty nothing was told, and the network should not be sure of anything.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from model.network import BLANK, Network, key_of, softmax

FOLDER = Path(__file__).parent / "typed"
SURE = 0.9
BINS = 10
WORST = 50
NOTHING_TOLD, CHILDREN = "nothing told", "children"  # groups apart: no answer is right; no story tells of it


@dataclass(frozen=True)
class Typed:
    """A text that ends in a blank."""

    half: str
    group: str
    text: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Answered:
    typed: Typed
    word: str
    p: float

    @property
    def right(self) -> bool:
        return without_the(key_of(self.word)) in {without_the(key_of(answer)) for answer in self.typed.answers}


def without_the(key: str) -> str:
    """*The Netherlands* is as right as *Netherlands*."""
    return key.removeprefix("the ")


def typed_questions(folder: Path = FOLDER) -> tuple[Typed, ...]:
    rows = (
        (file.stem.replace("_", " "), row)
        for file in sorted(folder.glob("*.json"))
        for row in json.loads(file.read_text(encoding="utf-8"))
    )
    return tuple(Typed(half, row["group"], row["text"], tuple(row["answers"])) for half, row in rows)


def answered(network: Network, some: Iterable[Typed]) -> list[Answered]:
    """The likeliest word of each blank, and how sure the network is of it."""
    answers = []
    for typed in some:
        text = typed.text if network.config.bidirectional else typed.text.removesuffix(BLANK)
        run, _, table = network.run(text)
        p = softmax(network.logits(run.output[-1], table)[None])[0]
        best = int(p.argmax())
        answers.append(Answered(typed, table.words[best], float(p[best])))
    return answers


def typed_scores(network: Network, folder: Path = FOLDER) -> dict[str, Any]:
    """Of each half, and by group: share right, share wrong although sure; of all: calibration, and the worst mistakes."""
    every = answered(network, typed_questions(folder))
    answerable = [one for one in every if one.typed.group != NOTHING_TOLD]
    wrong = sorted((one for one in answerable if not one.right), key=lambda one: -one.p)
    return {
        "halves": {half: _half(some) for half, some in _by(every, lambda one: one.typed.half).items()},
        "ece": round(calibration_error(answerable), 4),
        "bins": reliability(answerable),
        "worst": [[one.typed.text, one.word, round(one.p, 3)] for one in wrong[:WORST]],
    }


def _half(some: list[Answered]) -> dict[str, Any]:
    usual = [one for one in some if one.typed.group not in (NOTHING_TOLD, CHILDREN)]
    groups = {group: _summary(of_it) for group, of_it in _by(some, lambda one: one.typed.group).items()}
    return {"together": _summary(usual), "groups": groups}


def _by(some: Iterable[Answered], key: Callable[[Answered], str]) -> dict[str, list[Answered]]:
    groups: dict[str, list[Answered]] = defaultdict(list)
    for one in some:
        groups[key(one)].append(one)
    return groups


def _summary(some: list[Answered]) -> dict[str, Any]:
    return {
        "questions": len(some),
        "right": round(float(np.mean([one.right for one in some])), 4),
        "wrong_and_sure": round(float(np.mean([one.p > SURE and not one.right for one in some])), 4),
    }


def reliability(some: list[Answered]) -> list[dict[str, float]]:
    """For each tenth of probability: how many answers were given with it, how sure on average, and how many were right."""
    bins: list[list[Answered]] = [[] for _ in range(BINS)]
    for one in some:
        bins[min(BINS - 1, int(one.p * BINS))].append(one)
    return [
        {
            "answers": len(part),
            "p": round(float(np.mean([one.p for one in part])), 4),
            "right": round(float(np.mean([one.right for one in part])), 4),
        }
        for part in bins
        if part
    ]


def calibration_error(some: list[Answered]) -> float:
    """The expected calibration error (M. Pakdaman Naeini, G. Cooper and M. Hauskrecht, 2015), in ten bins."""
    return sum(part["answers"] * abs(part["p"] - part["right"]) for part in reliability(some)) / len(some)
