"""What a link shows: a text, the cells that read it, and what is held in them. A scene that exists can be walked."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cached_property
from typing import Any

from app.lessons import lab
from app.lessons.changes import edits, replaced, resolved
from app.lessons.filler import MOST_FILLER, story
from app.lessons.lesson import LessonError, Link, Written
from app.lessons.links import address_of
from app.lessons.pages import PAGES
from app.lessons.places import place_of
from model import Edit, ModelError, Network, Token, Trace, cell_names, shipped, trace
from model.explain import Fact, facts_of, main_fact
from model.network import snapshots
from texts import Said

MOST_WORDS = 120  # words and signs of a text: some 6 ms for a walk
CELL, COMPARED = "lstm", "rnn,lstm"  # of a link that names none
GROWN = "small"  # the network of which there are snapshots


class Scene:
    """``networks``: those that can be asked, by name."""

    def __init__(self, link: Link, networks: Mapping[str, Network]) -> None:
        self.networks, self.line = networks, link.line
        self.values = dict(link.values)
        self.changes: list[dict[str, Any]] = []
        self.cells: tuple[str, ...] = ()
        self.grew: Mapping[int, Network] = {}  # updates -> the network after so many, on the page that shows how one grew up
        self._walks: dict[str, Trace] = {}
        self.page = link.page
        {"walk": self._of_walk, "compare": self._of_comparison, "growing": self._of_growing, "lab": self._of_lab}[link.page]()
        self.address = address_of(link.page, self.values)

    # Reading the link.

    def _of_walk(self) -> None:
        self.cells = (self._cell(self.values.get("cell", CELL)),)
        self.text = self._text(self.values.get("sentence", ""))
        network, tokens = self.networks[self.cells[0]], self.tokens
        if "changes" in self.values:
            self.changes = resolved(self._said("changes"), network, tokens)
            self.values["changes"] = json.dumps(self.changes, ensure_ascii=False, separators=(",", ":"))
        self._put("token", lambda said: str(self._number(said, len(tokens)) if said.text.isdecimal() else place_of(said, tokens)))
        self._put("unit", lambda said: str(self._unit(said, network)))
        self._put("fact", lambda said: self.fact_named(said, self.cells[0]).name)
        self._put("signal", lambda said: self._one_of(said, network.config.cell.signals(network.config.layers == 1)))

    def _of_comparison(self) -> None:
        values = self.values
        if values.get("mode", "cells") == "sentences":
            self.cells = (self._cell(values.get("cell", CELL)),)
            self._text(values.get("first", ""))
            self.text = self._text(values.get("second", ""))
            return
        self.cells = tuple(self._cell(name) for name in values.get("cells", COMPARED).split(",") if name)
        if not self.cells:
            raise LessonError(self.line, "writing.fault.not-compared", "writing.mend.compared")
        words = values.get("filler", "0")
        if not words.isdecimal() or int(words[:9]) > MOST_FILLER:
            raise LessonError(self.line, "writing.fault.filler", "writing.mend.filler", value=words[:20], most=MOST_FILLER)
        self.text = self._text(story(values.get("fact", ""), int(words), values.get("question", "")))

    def _of_growing(self) -> None:
        """What is asked about the network is asked about the snapshot that the link names."""
        try:
            self.now, self.grew = shipped(GROWN), snapshots(GROWN)
        except ModelError as error:
            raise LessonError(self.line, "writing.fault.snapshots", why=error.said) from None
        number = self._number(Written(self.values.get("snapshot", "0"), self.line), len(self.grew))
        self.networks, self.cells = {GROWN: list(self.grew.values())[number]}, (GROWN,)
        self.text = self._text(self.values.get("sentence", ""))

    def _of_lab(self) -> None:
        """A network that has learned nothing yet: it learns on the page, and nothing can be asked about it before."""
        self.text = ""
        lab.check(self.values, self.line)

    def _said(self, name: str) -> Written:
        return Written(self.values[name], self.line)

    def _put(self, name: str, resolve: Any) -> None:
        if name in self.values:
            self.values[name] = resolve(self._said(name))

    def _cell(self, name: str) -> str:
        if name in self.networks:
            return name
        what = "writing.fault.untaught" if name in cell_names() else "writing.fault.no-cell"
        raise LessonError(self.line, what, "writing.mend.one-of", name=name[:20], names=list(self.networks))

    def _text(self, text: str) -> str:
        try:
            tokens = self.networks[self.cells[0]].tokens(text)
        except ModelError as error:
            raise LessonError(self.line, "writing.fault.sentence", why=error.said) from None
        if len(tokens) > MOST_WORDS:
            slots = {"count": len(tokens), "most": MOST_WORDS}
            raise LessonError(self.line, "writing.fault.long-sentence", "writing.mend.long-sentence", **slots)
        return text

    def _number(self, said: Written, count: int) -> int:
        if not said.text.isdecimal() or int(said.text[:9]) >= count:
            raise LessonError(said.line, "writing.fault.no-number", "writing.mend.range", number=said.text[:20], last=count - 1)
        return int(said.text)

    def _unit(self, said: Written, network: Network) -> int:
        """A fact stands for the unit that holds most of it."""
        if said.text.isdecimal():
            return self._number(said, network.config.units)
        return self.fact_named(said, self.cells[0]).units[0]

    @staticmethod
    def _one_of(said: Written, names: tuple[str, ...]) -> str:
        if said.text in names:
            return said.text
        raise LessonError(said.line, "writing.fault.no-signal", "writing.mend.it-has", name=said.text[:20], names=names)

    # Asking what is shown.

    def address_at(self, place: int | None) -> str:
        """The same, gone on to a token."""
        if place is None or "token" not in PAGES[self.page].takes or self.values.get("token") == str(place):
            return self.address
        values = {name: value for name, value in self.values.items() if name != "part"}  # of the token before
        return address_of(self.page, values | {"token": str(place)})

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        return self.networks[self.cells[0]].tokens(self.text)

    def walk(self, cell: str) -> Trace:
        if cell not in self._walks:
            network, text, held = self.networks[cell], self.text, tuple[Edit, ...]()
            try:
                if self.changes:
                    text = replaced(text, self.changes, self.tokens)
                    held = edits(self.changes, self.line, trace(network, self.text))
                self._walks[cell] = trace(network, text, held)
            except ModelError as error:
                raise LessonError(self.line, "writing.fault.walk", why=error.said) from None
        return self._walks[cell]

    def fact_named(self, said: Written, cell: str) -> Fact:
        facts = {fact.name: fact for fact in facts_of(self.now if self.grew else self.networks[cell])}
        if said.text in facts:
            return facts[said.text]
        its = {"fact": said.text[:20], "cell": cell, "names": list(facts) or Said("writing.none")}
        raise LessonError(said.line, "writing.fault.no-fact", "writing.mend.facts", **its)

    def fact_of(self, cell: str) -> Fact:
        """The one that the link names, or that the text asks for."""
        if self.values.get("fact") and len(self.cells) == 1 and not self.values.get("mode"):
            return self.fact_named(self._said("fact"), cell)
        # Which units hold what is known of the network as it is now, not of its snapshots.
        fact = main_fact(trace(self.now, self.text) if self.grew else self.walk(cell))
        if fact is None:
            raise LessonError(self.line, "writing.fault.no-facts", "writing.mend.other-cell", cell=cell)
        return fact
