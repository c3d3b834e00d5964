"""What is right, for each kind of question: found from the networks each time, so that no lesson can be wrong about them.

Each function answers with what is right, and with words and numbers for the slots of what is said when it is revealed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from app.lessons.lesson import LessonError, Question, Said
from app.lessons.places import place_of
from app.lessons.scene import Scene
from model import Trace, arithmetic, gradients, trace
from model.equations import meanings, memory_state
from model.explain import Fact, belief
from model.network import Network, key_of

SURE = 0.5  # what is less likely is no answer, as on the page
UNITS_TO_CHOOSE_FROM = 4
ALIKE = 0.01  # of two gates that differ by less nobody sees which one is more open


class Found(NamedTuple):
    right: Any  # None where it never happens
    slots: Mapping[str, str]
    made: tuple[str, ...] = ()  # the choices, where they come from the network


@dataclass(frozen=True)
class Asked:
    """A question about what a link shows."""

    question: Question
    scene: Scene

    def field(self, name: str) -> Said:
        return self.question.fields[name]

    @cached_property
    def cell(self) -> str:
        if "cell" not in self.question.fields:
            if len(self.scene.cells) > 1:
                its = ", ".join(self.scene.cells)
                raise LessonError(self.question.line, "several cells are compared here", f"add `cell:` with one of {its}")
            return self.scene.cells[0]
        return self.known_cell(self.field("cell"))

    def known_cell(self, said: Said) -> str:
        if said.text not in self.scene.networks:
            raise LessonError(said.line, f"there is no cell `{said.text[:20]}`", f"there are {', '.join(self.scene.networks)}")
        return said.text

    @cached_property
    def cells(self) -> tuple[str, ...]:
        said = self.field("cells")
        names = tuple(self.known_cell(Said(name.strip(), said.line)) for name in said.text.split(","))
        if not 2 <= len(set(names)) <= 4:
            raise LessonError(said.line, "a question compares 2 to 4 cells", "write them with commas between")
        return names

    @property
    def work(self) -> int:
        """Words that are walked."""
        cells = len(self.cells) if "cells" in self.question.fields else 1
        return len(self.scene.tokens) * cells

    @property
    def network(self) -> Network:
        return self.scene.networks[self.cell]

    @property
    def walk(self) -> Trace:
        return self.scene.walk(self.cell)

    @property
    def fact(self) -> Fact:
        if "fact" in self.question.fields:
            return self.scene.fact_named(self.field("fact"), self.cell)
        return self.scene.fact_of(self.cell)

    @property
    def place(self) -> int:
        return place_of(self.field("at"), self.walk.tokens)

    @property
    def blank(self) -> int:
        if not self.walk.blanks:
            raise LessonError(self.question.line, "the sentence has no blank", "write ___ where it is to answer")
        return self.walk.blanks[-1]

    @cached_property
    def gates(self) -> dict[str, str]:
        """Signal -> what it is called, in the words of the cell."""
        config = self.network.config
        first, kinds = config.layers == 1, meanings(config.cell, config.layers == 1)
        return {e.name: e.role or e.name for e in config.cell.equations(first) if kinds[e.name].kind == "gate"}

    @property
    def gate(self) -> str:
        said = self.field("gate")
        if said.text not in self.gates:
            raise LessonError(
                said.line, f"{self.cell} has no gate `{said.text[:20]}`", f"it has {', '.join(self.gates) or 'none'}"
            )
        return said.text

    def opened(self, gate: str) -> np.ndarray[Any, Any]:
        """How far it is open at each token: the mean of the units that hold the fact, one that holds more counting for more."""
        fact = self.fact
        weights = np.array(fact.weights) / np.sum(fact.weights)
        return np.asarray(self.walk[gate][:, list(fact.units)] @ weights)

    def believed(self) -> list[str]:
        """After each token what it would answer; "" where it is not sure."""
        return [best.word if best.p >= SURE else "" for (best, *_) in belief(self.walk, self.fact, 1)]

    def word(self, token: int) -> str:
        return self.walk.tokens[token].text


def percent(p: float) -> str:
    """Whole, or with up to two decimals where it would be 0 or 100 without."""
    texts = [f"{100 * p:.{decimals}f}" for decimals in (0, 1, 2)]
    return next((text for text in texts if float(text) not in (0, 100)), texts[0])


def number(value: float) -> str:
    return f"{value:.2f}".replace("-0.00", "0.00").replace("-", "−")


def answer(asked: Asked) -> Found:
    first, second = asked.walk.answer(asked.blank, 2)
    slots = {"answer": first.word, "percent": percent(first.p), "second": second.word, "second_percent": percent(second.p)}
    return Found(key_of(first.word), slots)


def change(asked: Asked) -> Found:
    """The last word at which an answer that it was sure of is no longer there, because another takes its place."""
    believed, end = asked.believed(), asked.walk.blanks[-1] if asked.walk.blanks else len(asked.walk)
    sure = [(n, word) for n, word in enumerate(believed[:end]) if word]
    turns = [(before, old, new) for (before, old), (_, new) in pairwise(sure) if old != new]
    if not turns:
        return Found(None, {"after": sure[-1][1]} if sure else {})
    place, old, new = turns[-1][0] + 1, turns[-1][1], turns[-1][2]
    return Found(place, {"word": asked.word(place), "before": old, "after": new})


def half(asked: Asked) -> Found:
    value = float(asked.opened(asked.gate)[asked.place])
    slots = {"gate": asked.gates[asked.gate], "word": asked.word(asked.place), "value": number(value), "percent": percent(value)}
    return Found("above" if value > 0.5 else "below", slots)


def knows(asked: Asked) -> Found:
    wanted, best = asked.field("word").text, asked.walk.answer(asked.blank, 1)[0]
    slots = {"cell": asked.network.config.cell.title, "word": wanted, "answer": best.word, "percent": percent(best.p)}
    return Found("yes" if key_of(best.word) == key_of(wanted) else "no", slots)


def learned(asked: Asked) -> Found:
    """From which snapshot on it always gives this answer, and is sure of it."""
    if not asked.scene.grew:
        raise LessonError(asked.question.line, "this is asked about a network that grows up", "take a link of the page `growing`")
    wanted, blank = asked.field("word").text, asked.blank
    answers = {n: trace(network, asked.scene.text).answer(blank, 1)[0] for n, network in asked.scene.grew.items()}
    since: int | None = None
    for updates, best in answers.items():
        if key_of(best.word) != key_of(wanted) or best.p < SURE:
            since = None
        elif since is None:
            since = updates
    slots = {"word": wanted, "updates": f"{since:,}" if since is not None else "", "of": f"{max(answers):,}"}
    return Found(since, slots | {"answer": answers[max(answers)].word})


def most_open(asked: Asked) -> Found:
    values = {gate: float(asked.opened(gate)[asked.place]) for gate in asked.gates}
    if len(values) < 2:
        raise LessonError(asked.question.line, f"{asked.cell} has too few gates to choose from", "ask about another cell")
    gate = max(values, key=lambda name: values[name])
    return Found(gate, {"gate": asked.gates[gate], "word": asked.word(asked.place), "value": number(values[gate])})


def where(asked: Asked) -> Found:
    opened = asked.opened(asked.gate).copy()
    opened[list(asked.walk.blanks)] = -1  # what fills a blank is said before it is read
    place = int(opened.argmax())
    return Found(place, {"gate": asked.gates[asked.gate], "word": asked.word(place), "value": number(float(opened[place]))})


def unit(asked: Asked) -> Found:
    """Of some units that hold the fact, from the one that is most open down to the one that is least."""
    values = {unit: float(asked.walk[asked.gate][asked.place, unit]) for unit in asked.fact.units}
    order = sorted(values, key=lambda unit: -values[unit])
    count = min(UNITS_TO_CHOOSE_FROM, len(order))
    some = [order[round(n * (len(order) - 1) / (count - 1))] for n in range(count)] if count > 1 else order
    if count < 2 or values[some[0]] - values[some[1]] < ALIKE:
        raise LessonError(asked.question.line, "these units are open alike here", "ask at another word, or about another gate")
    slots = {
        "gate": asked.gates[asked.gate],
        "word": asked.word(asked.place),
        "unit": str(some[0]),
        "value": number(values[some[0]]),
    }
    return Found(str(some[0]), slots, tuple(map(str, sorted(some))))


def holders(asked: Asked) -> Found:
    units = len(asked.fact.units)
    return Found(units, {"units": str(units), "of": str(asked.network.config.units)})


def lasts(asked: Asked) -> Found:
    """With what the link holds: how many words further it still believes what it believes at this one."""
    believed, place = asked.believed(), asked.place
    if not believed[place]:
        raise LessonError(asked.field("at").line, f"at “{asked.word(place)}” it is sure of nothing", "ask from another word on")
    gone = next((n for n in range(place + 1, len(believed)) if believed[n] != believed[place]), None)
    slots = {"before": believed[place], "word": asked.word(place)}
    if gone is None:
        return Found(None, slots)
    return Found(gone - place, slots | {"words": str(gone - place), "last": asked.word(gone)})


def term(asked: Asked) -> Found:
    """What decides a gate of the unit that holds most of the fact: the word, what was shown before, or its own bias."""
    opened = arithmetic(asked.walk.run, asked.place, asked.gate, asked.fact.units[0])
    sums = {"word": 0.0, "before": 0.0, "bias": 0.0}
    for source, value in opened.by_source().items():
        sums["word" if source == "x" else "bias" if source.startswith("b_") else "before"] += value
    slots = {name: number(value) for name, value in sums.items()} | {
        "total": number(opened.total),
        "value": number(opened.result),
    }
    return Found(max(sums, key=lambda name: abs(sums[name])), slots | {"unit": str(opened.unit)})


def reaches(asked: Asked) -> Found:
    """In which cell most of the gradient is left at a word: that of its memory, next to what it is at the last word."""
    place, wanted = asked.place, asked.field("word")
    left = {}
    for cell in asked.cells:
        walk = asked.scene.walk(cell)
        last, config = walk.blanks[-1] - 1 if walk.blanks else len(walk) - 1, walk.network.config
        if key_of(wanted.text) not in map(key_of, walk.table.words) or place >= last:
            raise LessonError(wanted.line, "no gradient can be asked for here", "name a word of the text, and ask before its end")
        strength = gradients(walk, last, wanted.text).strength(memory_state(config.cell))
        left[cell] = float(strength[place] / strength[last]) if strength[last] else 0.0
    most, least = (choose(left, key=lambda cell: left[cell]) for choose in (max, min))
    titles = {cell: asked.scene.networks[cell].config.cell.title for cell in (most, least)}
    slots = {"cell": titles[most], "share": percent(left[most]), "other": titles[least], "other_share": percent(left[least])}
    return Found(most, slots)


def beyond(asked: Asked) -> Found:
    """Whether any number of its memory leaves the range from -1 to 1."""
    memory = asked.walk[memory_state(asked.network.config.cell)]
    place, unit = np.unravel_index(np.abs(memory).argmax(), memory.shape)
    value = float(memory[place, unit])
    slots = {"unit": str(unit), "value": number(value), "word": asked.word(int(place))}
    return Found("yes" if abs(value) > 1 else "no", slots)


def weights(asked: Asked) -> Found:
    sizes = {cell: int(asked.scene.networks[cell].parameters.flat.size) for cell in asked.cells}
    fewest, most = (choose(sizes, key=lambda cell: sizes[cell]) for choose in (min, max))
    titles = {cell: asked.scene.networks[cell].config.cell.title for cell in (fewest, most)}
    slots = {"cell": titles[fewest], "weights": f"{sizes[fewest]:,}", "other": titles[most], "other_weights": f"{sizes[most]:,}"}
    return Found(fewest, slots)
