"""What can be asked instead, where a network does not know the answer: the same text with a question it was taught."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.examples import EXAMPLES
from model import Trace
from model.explain import Answers, facts_of, knows, priors, question_asked
from model.network import BLANK

MOST = 3
FAR, SURE = 0.3, 0.9  # from the habit; of what was told
LAST_SENTENCE = re.compile(r"[^.!?]*\Z")  # that has no end yet


def suggestions(found: Trace, at_end: Mapping[str, Answers]) -> list[str]:
    """None where the sentence asks a question that was taught, and the text told the answer; or where it asks nothing, but tells
    something that could be asked for."""
    facts, prior = facts_of(found.network), priors(found.network)
    if not facts:
        return []
    told = [fact for fact in facts if at_end[fact.name][0].p >= SURE and _was_told(at_end[fact.name], prior[fact.name])]
    if not found.blanks:
        return [] if told else _examples()
    asked, answer = question_asked(found), found.answer(found.blanks[-1])
    if _was_told(answer, prior[asked.name]) if asked else _takes_any_question(found) and knows(answer):
        return []
    before = LAST_SENTENCE.sub("", found.sentence[: found.tokens[found.blanks[-1]].start]).strip()
    others = [fact for fact in told if fact != asked]
    return [f"{before} {fact.question} {BLANK}" for fact in others[:MOST]] if before and others else _examples()


def _takes_any_question(found: Trace) -> bool:
    """A network of the wide world was taught questions of every form; the others only those of their facts."""
    recipe = found.network.provenance.get("recipe")
    return isinstance(recipe, dict) and recipe.get("world") == "wide"


def _was_told(answers: Answers, prior: Answers) -> bool:
    """What differs from the habit was told by the text."""
    best, habit = answers[0], prior[0]
    return knows(answers) and (best.word != habit.word or best.p - habit.p >= FAR)


def _examples() -> list[str]:
    """The first of each of the first groups."""
    first = {example.group: example.sentence for example in reversed(EXAMPLES) if example.cell == "lstm"}
    return list(reversed(first.values()))[:MOST]
