"""What students type, before a teacher sees it: text and nothing else."""

from __future__ import annotations

import unicodedata

JOINERS = "\u200c\u200d"  # without which some scripts, and some faces, are not what they are


def screened(text: str) -> str:
    """Without signs that cannot be seen, or that turn other text around; of several blanks one.

    HTML is not taken out: it is text like all else, and is shown as that.
    """
    kept = "".join(sign for sign in text if unicodedata.category(sign) not in ("Cf", "Co", "Cn") or sign in JOINERS)
    return " ".join("".join(" " if unicodedata.category(sign) == "Cc" else sign for sign in kept).split())
