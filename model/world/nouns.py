"""The countries, things and people that both worlds tell of."""

from __future__ import annotations

from dataclasses import dataclass

LOOKS = ("silver", "golden", "rusty", "old", "new", "heavy", "red", "blue")  # those that the tests of memory ask for
ITEMS = ("key", "rope", "torch", "sword")
SIGNS = (".", ",", "?", "!", ":", ";", "'", '"', "(", ")", "-", "…", "...")


@dataclass(frozen=True)
class Country:
    name: str
    capital: str
    language: str
    people: str = ""  # what its people are called, as in Norwegian; empty if there is no common word


@dataclass(frozen=True)
class Thing:
    name: str
    kind: str
    article: str  # empty for a substance, such as iron


@dataclass(frozen=True)
class Person:
    name: str
    pronoun: str  # empty if the name is borne by women and men
