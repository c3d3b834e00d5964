"""What a worksheet shows besides its questions: a sentence of its lesson, in words to write below."""

from __future__ import annotations

from app.lessons.lesson import Lesson


def first_sentence(lesson: Lesson) -> list[str]:
    """The first that is walked, word by word."""
    texts = (step.link.values.get("sentence", "") for step in lesson.steps if step.link and step.link.page == "walk")
    return next((text.split() for text in texts if text.strip()), [])
