"""What a link changes of a walk: values that are held, and words that are replaced. As static/js/core/changes.js does it.

Where the page writes numbers, a lesson may write words, which mean the same with any weights: ``"units": "topic"`` are those
that hold the topic, ``"tokens": "Norway"`` is that word, ``"tokens": "all"`` is every word.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from app.lessons.lesson import LessonError, Written
from app.lessons.places import place_of
from model import Edit, Network, Token, Trace
from model.explain import facts_of

MOST_CHANGES = 40
HELD = {"open": 1.0, "shut": 0.0}


def resolved(said: Written, network: Network, tokens: Sequence[Token]) -> list[dict[str, Any]]:
    """The changes with numbers in place of words."""
    try:
        changes = json.loads(said.text)
    except (ValueError, RecursionError):
        changes = None
    if not isinstance(changes, list) or len(changes) > MOST_CHANGES or not all(isinstance(one, dict) for one in changes):
        raise LessonError(said.line, "writing.fault.changes", "writing.mend.copy-link")
    return [_resolved(one, said.line, network, tokens) for one in changes]


def _resolved(change: dict[str, Any], line: int, network: Network, tokens: Sequence[Token]) -> dict[str, Any]:
    if change.get("kind") == "exchange":
        token = change.get("token")
        place = place_of(Written(token, line), tokens) if isinstance(token, str) else token
        if not isinstance(place, int) or not 0 <= place < len(tokens) or not isinstance(change.get("word"), str):
            raise LessonError(line, "writing.fault.replaced-word", "writing.mend.tokens", last=len(tokens) - 1)
        return change | {"token": place}
    if change.get("kind") != "hold" or not ("to" in change and "signal" in change):
        raise LessonError(line, "writing.fault.no-change", "writing.mend.copy-link")
    return change | {
        "units": _units(change.get("units", "all"), line, network),
        "tokens": _tokens(change.get("tokens", "all"), line, tokens),
    }


def _units(units: Any, line: int, network: Network) -> Any:
    if not isinstance(units, str) or units == "all":
        return units
    facts = {fact.name: fact for fact in facts_of(network)}
    if units not in facts:
        raise LessonError(line, "writing.fault.no-fact", "writing.mend.units", fact=units[:20], names=list(facts))
    return list(facts[units].units)


def _tokens(places: Any, line: int, tokens: Sequence[Token]) -> Any:
    if places == "all":
        return list(range(len(tokens)))
    return [place_of(Written(places, line), tokens)] if isinstance(places, str) else places


def replaced(text: str, changes: Sequence[dict[str, Any]], tokens: Sequence[Token]) -> str:
    """Of several words for one place the last counts."""
    words = {change["token"]: change["word"] for change in changes if change["kind"] == "exchange"}
    for place in sorted(words, reverse=True):
        text = text[: tokens[place].start] + words[place] + text[tokens[place].end :]
    return text


def edits(changes: Sequence[dict[str, Any]], line: int, original: Trace) -> tuple[Edit, ...]:
    """``original``: the walk without them."""
    try:
        return tuple(edit for change in changes if change["kind"] == "hold" for edit in _edits(change, original))
    except (TypeError, KeyError, IndexError):
        raise LessonError(line, "writing.fault.changes", "writing.mend.copy-link") from None


def _edits(change: dict[str, Any], original: Trace) -> list[Edit]:
    signal, units, to, way = change["signal"], change["units"], change["to"], change.get("direction", "forward")
    chosen: Any = "all" if units == "all" else tuple(units)

    def value(token: int) -> Any:
        if to != "as it was":
            return HELD.get(to, to) if isinstance(to, str) else to
        was = original.signal(signal, direction=way)[token]
        return tuple(float(number) for number in (was if chosen == "all" else was[list(chosen)]))

    return [Edit(token, signal, chosen, value(token), direction=way) for token in change["tokens"]]
