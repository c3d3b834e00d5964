"""What a teacher sees of a class: how many are there, and what they answer. Numbers, and nobody's name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from app.rooms.store import Note

AWAY, GONE = 40.0, 600.0  # seconds without a sign of life; a page gives one every 15
MOST_VALUES = 100  # of a tally, the commonest


def attendance(notes: Iterable[Note]) -> dict[str, int]:
    counts = Counter(note.value if note.age < AWAY else "away" for note in notes if note.age < GONE)
    return {"there": counts.total()} | {state: counts[state] for state in ("in_step", "behind", "around", "away")}


def tally(question: str, answers: Iterable[Note]) -> dict[str, Any]:
    """Of the answers to this question; an answer to an earlier one has been replaced, or does not count."""
    given = (note.value.split(" ", 1) for note in answers)
    counts = Counter(float(value) for value, answered in given if answered == question)
    values = sorted(counts.items(), key=lambda one: (-one[1], one[0]))[:MOST_VALUES]
    return {"question": question, "count": counts.total(), "values": [{"value": value, "count": n} for value, n in values]}
