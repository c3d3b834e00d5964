"""The four letters that a class reads off the wall."""

from __future__ import annotations

import secrets

LENGTH = 4
# The first of each family is used, and whoever reads another of it is understood. No vowels: four letters make no word.
FAMILIES = ("B8", "CG", "D0OQ", "FE", "H", "J", "K", "L1I", "MN", "PR", "S5", "T7", "VUY", "W", "X", "Z2")
ALPHABET = "".join(family[0] for family in FAMILIES)
_MEANT = {sign: family[0] for family in FAMILIES for sign in family}


def drawn() -> str:
    """One of 65,536."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def understood(text: str) -> str | None:
    """The letters that are meant, whatever stands between them; None if they are not four, or none of these."""
    signs = [sign for sign in text.upper() if sign.isalnum()]
    meant = "".join(_MEANT.get(sign, "") for sign in signs)
    return meant if len(signs) == len(meant) == LENGTH else None
