"""What is seen of a request without walking, and is said before it waits for its turn."""

from __future__ import annotations

from app.networks import Networks
from app.problems import Problem
from app.schemas import ComparisonIn, SentenceIn
from app.settings import Settings
from model import Network
from model.explain import facts_of

MOST_COMPARED = 5  # times the tokens of one text, in all walks of a comparison together


def network_for(asked: SentenceIn, networks: Networks, settings: Settings) -> Network:
    """The network that is to walk the sentence, if all is within limits."""
    network = networks.of(asked.cell)
    _text_within_limits(asked.sentence, network, settings)
    if len(asked.edits) > settings.most_edits:
        raise Problem(422, f"There are {len(asked.edits):,} edits, and {settings.most_edits:,} at most are possible.", "edits")
    return network


def facts_are_known(names: list[str] | None, network: Network) -> None:
    known = [fact.name for fact in facts_of(network)]
    for name in names or ():
        if name not in known:
            its = ", ".join(known) or "none"
            raise Problem(422, f"There is no fact {name!r} in this network; its facts are: {its}.", "beliefs")


def networks_for(asked: ComparisonIn, networks: Networks, settings: Settings) -> dict[str, Network]:
    """The networks that are to be compared, by name, if all is within limits."""
    found = {name: networks.of(name, "cells") for name in asked.cells}
    first = found[asked.cells[0]]
    for sentence in asked.sentences:
        _text_within_limits(sentence, first, settings, "sentences")
    most = MOST_COMPARED * settings.most_tokens // len(asked.cells)
    tokens = sum(_tokens_in(sentence, first) for sentence in asked.sentences)
    if tokens > most:
        raise Problem(422, f"There are {tokens} words, too many for {len(asked.cells)} cells; {most} are the most.", "sentences")
    return found


def _text_within_limits(text: str, network: Network, settings: Settings, field: str = "sentence") -> None:
    if not text.strip():
        raise Problem(422, "There is no word in this sentence. Type at least one.", field)
    if len(text) > settings.most_characters:
        most = f"{settings.most_characters:,}"
        raise Problem(422, f"This text has {len(text):,} characters, and {most} at most can be walked here.", field)
    # A token has a character at least: a text of few characters need not be cut.
    if len(text) > settings.most_tokens and (tokens := _tokens_in(text, network)) > settings.most_tokens:
        most = f"{settings.most_tokens:,}"
        raise Problem(422, f"This text has {tokens:,} words and signs, and {most} at most can be walked here.", field)


def _tokens_in(text: str, network: Network) -> int:
    return len(network.config.vocabulary.tokens(text))
