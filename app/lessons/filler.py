"""The text of a comparison as its page puts it together: a fact, so many words of something else, and a question."""

from __future__ import annotations

import re
from pathlib import Path

from app.faults import reading

STORY = "static/js/core/compare/story.js"
MOST_FILLER = 200  # words


def _sentences() -> tuple[str, ...]:
    """Those of the page itself, so that they stand in one place only."""
    with reading(STORY):
        sentences = re.findall(r'^  "(.*)",$', (Path(__file__).parents[2] / STORY).read_text(encoding="utf-8"), re.MULTILINE)
        if len(" ".join(sentences).split()) < MOST_FILLER:
            raise ValueError(f"it has fewer than {MOST_FILLER} words of filler")
    return tuple(sentences)


SENTENCES = _sentences()


def filler(words: int) -> str:
    cut = " ".join(" ".join(SENTENCES).split(" ")[:words])
    return cut if not cut or cut.endswith(".") else f"{cut}."


def story(fact: str, words: int, question: str) -> str:
    return " ".join(part for part in (fact.strip(), filler(words), question.strip()) if part)
