"""What is right, for each kind of question: computed from the networks each time, so that no lesson can be wrong about them.

Each function answers with what is right, and with words and numbers for the slots of what is said when it is revealed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np

from app.lessons.lesson import LessonError, Question, Written
from app.lessons.places import place_of
from app.lessons.scene import Scene
from app.networks import known, title_of
from model import Trace, arithmetic, gradients, trace
from model.equations import meanings, memory_state
from model.explain import Fact, belief, row_of
from model.network import Network, key_of
from texts import Catalogue, Said

SURE = 0.5  # what is less likely is no answer, as on the page
UNITS_TO_CHOOSE_FROM = 4
ALIKE = 0.01  # of two gates that differ by less nobody sees which one is more open


class Finding(NamedTuple):
    right: Any  # None where it never happens
    slots: Mapping[str, str]
    place: int | None = None  # the token at which it is seen
    made: tuple[str, ...] = ()  # the choices, where they come from the network


@dataclass(frozen=True)
class Inquiry:
    """A question about what a link shows, in a language: that of its lesson."""

    question: Question
    scene: Scene
    speech: Catalogue

    def field(self, name: str) -> Written:
        return self.question.fields[name]

    @cached_property
    def cell(self) -> str:
        if "cell" not in self.question.fields:
            if len(self.scene.cells) > 1:
                raise LessonError(
                    self.question.line, "writing.fault.several-cells", "writing.mend.several-cells", names=self.scene.cells
                )
            return self.scene.cells[0]
        return self.known_cell(self.field("cell"))

    def known_cell(self, said: Written) -> str:
        if said.text not in self.scene.networks:
            slots = {"name": said.text[:20], "names": list(self.scene.networks)}
            raise LessonError(said.line, "writing.fault.no-cell", "writing.mend.one-of", **slots)
        return said.text

    @cached_property
    def cells(self) -> tuple[str, ...]:
        said = self.field("cells")
        names = tuple(self.known_cell(Written(name.strip(), said.line)) for name in said.text.split(","))
        if not 2 <= len(set(names)) <= 4:
            raise LessonError(said.line, "writing.fault.few-cells", "writing.mend.few-cells")
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
            raise LessonError(self.question.line, "writing.fault.no-blank", "writing.mend.no-blank")
        return self.walk.blanks[-1]

    @property
    def said_at(self) -> int:
        """The token at which what fills the blank is said, and the output gates are open for it: the one before."""
        return self.blank if self.network.config.bidirectional or not self.blank else self.blank - 1

    @cached_property
    def gates(self) -> dict[str, str]:
        """Signal -> what it is called."""
        config = self.network.config
        first, kinds = config.layers == 1, meanings(config.cell, config.layers == 1)
        gates = {e.name: e.role for e in config.cell.equations(first) if kinds[e.name].kind == "gate"}
        named = {name: known(f"cells.role.{role.lower().replace(' ', '-')}") or role for name, role in gates.items()}
        return {name: self.speech.shown(role) or name for name, role in named.items()}

    @property
    def gate(self) -> str:
        said = self.field("gate")
        if said.text not in self.gates:
            slots = {"cell": self.cell, "gate": said.text[:20], "names": list(self.gates) or Said("writing.none")}
            raise LessonError(said.line, "writing.fault.no-gate", "writing.mend.it-has", **slots)
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

    def title(self, cell: str) -> str:
        return self.speech.shown(title_of(cell))

    def percent(self, p: float) -> str:
        return percent(p, self.speech)

    def chance(self, p: float) -> str:
        """That of an answer, whole, as it stands in the picture."""
        return self.speech.number(100 * p, 0)

    def number(self, value: float) -> str:
        return self.speech.number(round(value, 2) + 0.0, 2)  # no -0.00

    def count(self, n: int) -> str:
        return self.speech.number(n)


def percent(p: float, speech: Catalogue) -> str:
    """Whole, or with up to two decimals where it would be 0 or 100 without."""
    decimals = next((n for n in (0, 1, 2) if round(100 * p, n) not in (0, 100)), 0)
    return speech.number(100 * p, decimals)


def answer(inquiry: Inquiry) -> Finding:
    first, second = inquiry.walk.answer(inquiry.blank, 2)
    slots = {
        "answer": first.word,
        "percent": inquiry.chance(first.p),
        "second": second.word,
        "second_percent": inquiry.chance(second.p),
    }
    return Finding(key_of(first.word), slots, _seen_at(inquiry))


def _seen_at(inquiry: Inquiry) -> int:
    """Compare says at the blank itself what each cell puts into it."""
    return inquiry.said_at if inquiry.scene.page == "walk" else inquiry.blank


def lead(inquiry: Inquiry) -> Finding:
    """Which units put one word ahead of another in the blank: those that hold the fact, or the others.

    How far a word is ahead is the difference of the two logits, a sum with a term for each unit that is shown.
    """
    walk, part = inquiry.walk, inquiry.network.parameters
    word, over = inquiry.field("word").text, inquiry.field("over").text
    ahead, behind = (walk.table.vectors[row_of(walk, one)] for one in (word, over))
    terms = walk.run.output[inquiry.said_at] * ((ahead - behind) * part["readout.scale"] @ part["readout.P"])
    units = list(inquiry.fact.units)
    sums = {"fact": float(terms[units].sum()), "others": float(np.delete(terms, units).sum())}
    right = max(sums, key=lambda name: sums[name])
    of = units if right == "fact" else [n for n in range(len(terms)) if n not in units]
    slots = {name: inquiry.speech.number(round(value, 1) + 0.0, 1) for name, value in sums.items()}
    slots |= {"word": word, "over": over, "units": inquiry.count(len(units))}
    return Finding(right, slots | {"unit": str(max(of, key=lambda n: terms[n]))}, inquiry.said_at)


def change(inquiry: Inquiry) -> Finding:
    """The last word at which an answer that it was sure of is no longer there, because another takes its place."""
    believed, end = inquiry.believed(), inquiry.walk.blanks[-1] if inquiry.walk.blanks else len(inquiry.walk)
    sure = [(n, word) for n, word in enumerate(believed[:end]) if word]
    turns = [(before, old, new) for (before, old), (_, new) in pairwise(sure) if old != new]
    if not turns:
        return Finding(None, {"after": sure[-1][1]} if sure else {})
    place, old, new = turns[-1][0] + 1, turns[-1][1], turns[-1][2]
    return Finding(place, {"word": inquiry.word(place), "before": old, "after": new}, place)


def half(inquiry: Inquiry) -> Finding:
    value = float(inquiry.opened(inquiry.gate)[inquiry.place])
    slots = {
        "gate": inquiry.gates[inquiry.gate],
        "word": inquiry.word(inquiry.place),
        "value": inquiry.number(value),
        "percent": inquiry.percent(value),
        "units": inquiry.count(len(inquiry.fact.units)),
    }
    return Finding("above" if value > 0.5 else "below", slots, inquiry.place)


def knows(inquiry: Inquiry) -> Finding:
    wanted, best = inquiry.field("word").text, inquiry.walk.answer(inquiry.blank, 1)[0]
    slots = {"cell": inquiry.title(inquiry.cell), "word": wanted, "answer": best.word, "percent": inquiry.chance(best.p)}
    return Finding("yes" if key_of(best.word) == key_of(wanted) else "no", slots, _seen_at(inquiry))


def learned(inquiry: Inquiry) -> Finding:
    """From which snapshot on it always gives this answer, and is sure of it."""
    if not inquiry.scene.grew:
        raise LessonError(inquiry.question.line, "writing.fault.not-growing", "writing.mend.not-growing")
    wanted, blank = inquiry.field("word").text, inquiry.blank
    answers = {n: trace(network, inquiry.scene.text).answer(blank, 1)[0] for n, network in inquiry.scene.grew.items()}
    since: int | None = None
    for updates, best in answers.items():
        if key_of(best.word) != key_of(wanted) or best.p < SURE:
            since = None
        elif since is None:
            since = updates
    slots = {"word": wanted, "updates": inquiry.count(since) if since is not None else "", "of": inquiry.count(max(answers))}
    return Finding(since, slots | {"answer": answers[max(answers)].word})


def most_open(inquiry: Inquiry) -> Finding:
    values = {gate: float(inquiry.opened(gate)[inquiry.place]) for gate in inquiry.gates}
    if len(values) < 2:
        raise LessonError(inquiry.question.line, "writing.fault.few-gates", "writing.mend.few-gates", cell=inquiry.cell)
    gate = max(values, key=lambda name: values[name])
    slots = {"gate": inquiry.gates[gate], "word": inquiry.word(inquiry.place), "value": inquiry.number(values[gate])}
    return Finding(gate, slots, inquiry.place)


def where(inquiry: Inquiry) -> Finding:
    opened = inquiry.opened(inquiry.gate).copy()
    opened[list(inquiry.walk.blanks)] = -1  # what fills a blank is said before it is read
    place = int(opened.argmax())
    slots = {"gate": inquiry.gates[inquiry.gate], "word": inquiry.word(place), "value": inquiry.number(float(opened[place]))}
    return Finding(place, slots, place)


def unit(inquiry: Inquiry) -> Finding:
    """Of some units that hold the fact, from the one that is most open down to the one that is least."""
    values = {unit: float(inquiry.walk[inquiry.gate][inquiry.place, unit]) for unit in inquiry.fact.units}
    order = sorted(values, key=lambda unit: -values[unit])
    count = min(UNITS_TO_CHOOSE_FROM, len(order))
    some = [order[round(n * (len(order) - 1) / (count - 1))] for n in range(count)] if count > 1 else order
    if count < 2 or values[some[0]] - values[some[1]] < ALIKE:
        raise LessonError(inquiry.question.line, "writing.fault.alike", "writing.mend.alike")
    slots = {
        "gate": inquiry.gates[inquiry.gate],
        "word": inquiry.word(inquiry.place),
        "unit": str(some[0]),
        "value": inquiry.number(values[some[0]]),
    }
    return Finding(str(some[0]), slots, inquiry.place, tuple(map(str, sorted(some))))


def holders(inquiry: Inquiry) -> Finding:
    units = len(inquiry.fact.units)
    return Finding(units, {"units": inquiry.count(units), "of": inquiry.count(inquiry.network.config.units)})


def lasts(inquiry: Inquiry) -> Finding:
    """With what the link holds: how many words further it still believes what it believes at this one."""
    believed, place = inquiry.believed(), inquiry.place
    if not believed[place]:
        raise LessonError(inquiry.field("at").line, "writing.fault.not-sure", "writing.mend.not-sure", word=inquiry.word(place))
    gone = next((n for n in range(place + 1, len(believed)) if believed[n] != believed[place]), None)
    slots = {"before": believed[place], "word": inquiry.word(place)}
    if gone is None:
        return Finding(None, slots)
    return Finding(gone - place, slots | {"words": inquiry.count(gone - place), "last": inquiry.word(gone)}, gone)


def term(inquiry: Inquiry) -> Finding:
    """What decides a gate of the unit that holds most of the fact: the word, what was shown before, or its own bias."""
    opened = arithmetic(inquiry.walk.run, inquiry.place, inquiry.gate, inquiry.fact.units[0])
    sums = {"word": 0.0, "before": 0.0, "bias": 0.0}
    for source, value in opened.by_source().items():
        sums["word" if source == "x" else "bias" if source.startswith("b_") else "before"] += value
    slots = {name: inquiry.number(value) for name, value in sums.items()} | {
        "total": inquiry.number(opened.total),
        "value": inquiry.number(opened.result),
    }
    return Finding(max(sums, key=lambda name: abs(sums[name])), slots | {"unit": str(opened.unit)}, inquiry.place)


def reaches(inquiry: Inquiry) -> Finding:
    """In which cell most of the gradient is left at a word: that of its memory, next to what it is at the last word."""
    place, wanted = inquiry.place, inquiry.field("word")
    left = {}
    for cell in inquiry.cells:
        walk = inquiry.scene.walk(cell)
        last, config = walk.blanks[-1] - 1 if walk.blanks else len(walk) - 1, walk.network.config
        if key_of(wanted.text) not in map(key_of, walk.table.words) or place >= last:
            raise LessonError(wanted.line, "writing.fault.no-gradient", "writing.mend.no-gradient")
        strength = gradients(walk, last, wanted.text).strength(memory_state(config.cell))
        left[cell] = float(strength[place] / strength[last]) if strength[last] else 0.0
    most, least = (choose(left, key=lambda cell: left[cell]) for choose in (max, min))
    slots = {"cell": inquiry.title(most), "share": inquiry.percent(left[most])}
    return Finding(most, slots | {"other": inquiry.title(least), "other_share": inquiry.percent(left[least])}, place)


def beyond(inquiry: Inquiry) -> Finding:
    """Whether any number of its memory leaves the range from -1 to 1."""
    memory = inquiry.walk[memory_state(inquiry.network.config.cell)]
    place, unit = np.unravel_index(np.abs(memory).argmax(), memory.shape)
    value = float(memory[place, unit])
    slots = {"unit": str(unit), "value": inquiry.number(value), "word": inquiry.word(int(place))}
    return Finding("yes" if abs(value) > 1 else "no", slots, int(place))


def weights(inquiry: Inquiry) -> Finding:
    sizes = {cell: int(inquiry.scene.networks[cell].parameters.flat.size) for cell in inquiry.cells}
    fewest, most = (choose(sizes, key=lambda cell: sizes[cell]) for choose in (min, max))
    slots = {"cell": inquiry.title(fewest), "weights": inquiry.count(sizes[fewest])}
    return Finding(fewest, slots | {"other": inquiry.title(most), "other_weights": inquiry.count(sizes[most])})
