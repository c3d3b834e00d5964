"""The shape of a batch of stories."""

from __future__ import annotations

from dataclasses import dataclass

from model.world.story import ORDINARY, Manner

INVENTED, NOISE = 24, 60  # vectors of a batch that stand for invented names, and for other words never seen


@dataclass(frozen=True)
class Shape:
    """Of a batch: how many stories, of how many words, and how they are told, of which world."""

    words: int
    stories: int
    manner: Manner = ORDINARY
    world: str = ""  # that they are told from; empty: the network's own
    reads: bool = True  # whether words that are no answers count, too, so that a network learns how people speak
