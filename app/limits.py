"""What is seen of a request without walking, and is said before it waits for its turn: whether it may be, how much work it is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from app.carried import carried
from app.networks import Networks
from app.problems import Problem
from app.schemas import ComparisonIn, GradientsIn, LedgerIn, SentenceIn, TraceIn
from app.settings import Settings
from model import Network
from model.explain import facts_of
from texts import Said

MOST_COMPARED = 5  # times the tokens of one text, in all walks of a comparison together
LIGHT = 120  # words, the most of a request that its worker does itself: some 7 ms
LIGHT_BYTES = 8_000  # of a body that a worker reads itself; to find what is wrong in a longer one may take as long as a walk
MOST_UNITS = 160  # of the networks that come with Gatewalk
SHARES = 2_000  # numbers of a ledger that are as much work as a word
OPENED = LIGHT  # words that are walked in the time in which a network that came with a request is opened, and its cell compiled
WORD = re.compile(r"[^\W_]+|_+|[^\w\s]")


class Work(NamedTuple):
    """Counted in words that are walked, and after which one fact is believed: some 0.06 ms each."""

    words: float
    turns: int = 1

    @property
    def is_light(self) -> bool:
        return self.words <= LIGHT


def network_for(request: SentenceIn, networks: Networks, settings: Settings) -> Network:
    """The network that is to walk the sentence, if all is within limits."""
    network = carried(request.network, "network") if request.network else networks.of(request.cell)
    text_within_limits(request.sentence, network, settings)
    if len(request.edits) > settings.most_edits:
        raise Problem(422, Said("errors.edits", {"n": len(request.edits), "most": settings.most_edits}), "edits")
    return network


def for_trace(request: TraceIn, networks: Networks, settings: Settings) -> Network:
    network = network_for(request, networks, settings)
    for name in request.beliefs or ():
        known = [fact.name for fact in facts_of(network)]
        if name not in known:
            no_fact = Said("errors.no-fact", {"fact": name, "facts": known})
            raise Problem(422, no_fact if known else Said("errors.no-facts", {"fact": name}), "beliefs")
    return network


def for_gradients(request: GradientsIn, networks: Networks, settings: Settings) -> Network:
    network = network_for(request, networks, settings)
    if request.untaught and request.network:
        raise Problem(422, Said("errors.bring-untaught"), "untaught")
    return networks.before_learning(request.cell) if request.untaught else network


def networks_for(request: ComparisonIn, networks: Networks, settings: Settings) -> dict[str, Network]:
    """The networks that are to be compared, by name, if all is within limits."""
    if not request.names:
        raise Problem(422, Said("errors.nothing-to-compare"), "cells")
    chosen = {name: networks.of(name, "cells") for name in request.cells}
    chosen |= {name: carried(file, "networks") for name, file in request.networks.items()}
    first = next(iter(chosen.values()))
    for sentence in request.sentences:
        text_within_limits(sentence, first, settings, "sentences")
    most = MOST_COMPARED * settings.most_tokens // len(chosen)
    tokens = _tokens_in(request.sentences, first, most)
    if tokens > most:
        too_many = Said("errors.compared-words", {"words": tokens, "cells": len(chosen), "most": most})
        raise Problem(422, too_many, "sentences")
    return chosen


def text_within_limits(text: str, network: Network, settings: Settings, field: str = "sentence") -> None:
    if not text.strip():
        raise Problem(422, Said("errors.no-word"), field)
    if len(text) > settings.most_characters:
        raise Problem(422, Said("errors.characters", {"n": len(text), "most": settings.most_characters}), field)
    if (tokens := _tokens_in([text], network, settings.most_tokens)) > settings.most_tokens:
        raise Problem(422, Said("errors.tokens", {"n": tokens, "most": settings.most_tokens}), field)


def _tokens_in(texts: Sequence[str], network: Network, most: int) -> int:
    """Exactly if they are more. Or else no fewer than there are: 400 words are counted in 0.04 ms, and cut in 1 or more."""
    words = sum(map(words_in, texts))
    return sum(len(network.config.vocabulary.tokens(text)) for text in texts) if words > most else words


# How much work it is.


def work_of_walk(request: SentenceIn) -> Work:
    return Work(words_in(request.sentence) + _to_open(request))


def work_of_trace(request: TraceIn) -> Work:
    return Work(words_in(request.sentence) * max(1, len(request.beliefs or ())) + _to_open(request))


def work_of_gradients(request: GradientsIn) -> Work:
    """There and back."""
    return Work(2 * words_in(request.sentence) + _to_open(request))


def work_of_ledger(request: LedgerIn) -> Work:
    words, units = words_in(request.sentence), MOST_UNITS if request.units is None else len(request.units)
    return Work(words + words**2 * units / SHARES + _to_open(request))


def work_of_comparison(request: ComparisonIn) -> Work:
    walks = len(request.sentences) * len(request.names)
    return Work(sum(map(words_in, request.sentences)) * len(request.names) + OPENED * len(request.networks), walks)


def _to_open(request: SentenceIn) -> float:
    return OPENED if request.network else 0


def words_in(text: str) -> int:
    """About as many as there are tokens, and never fewer: a name of several words is one token."""
    return len(WORD.findall(text))
