"""What can be asked instead, where a network does not know the answer: the same text with a question it was taught."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.examples import EXAMPLES
from model import Trace
from model.explain import Answers, fact_of_question, facts_of, knows, priors
from model.network import BLANK

MOST = 3
FAR, SURE = 0.3, 0.9  # from the habit; of what was told
LAST_SENTENCE = re.compile(r"[^.!?]*\Z")  # that has no end yet


def suggestions(walk: Trace, at_end: Mapping[str, Answers]) -> list[str]:
    """None where the sentence asks a question that was taught, and the text told the answer; or where it has no blank, but tells
    something that could be asked for, or ends as a question whose answer is known: *My name is Amina. My name is*"""
    facts, prior = facts_of(walk.network), priors(walk.network)
    if not facts:
        return []
    sure = [fact for fact in facts if at_end[fact.name][0].p >= SURE and _from_text(at_end[fact.name], prior[fact.name])]
    if not walk.blanks:
        is_answered = _takes_any_question(walk) and knows(walk.predictions(len(walk) - 1))
        return [] if sure or is_answered else _examples()
    in_question, answer = fact_of_question(walk), walk.answer(walk.blanks[-1])
    if _from_text(answer, prior[in_question.name]) if in_question else _takes_any_question(walk) and knows(answer):
        return []
    before = LAST_SENTENCE.sub("", walk.sentence[: walk.tokens[walk.blanks[-1]].start]).strip()
    others = [fact for fact in sure if fact != in_question and _makes_sense(fact.question, at_end[fact.name][0].word)]
    return [f"{before} {fact.question} {BLANK}" for fact in others[:MOST]] if before and others else _examples()


def _makes_sense(question: str, answer: str) -> bool:
    """*is a* is no sentence of its own, and no name stands behind *the*: a network may take any word for what was carried."""
    return question[0].isupper() and not (question.endswith(" the") and answer[0].isupper())


def _takes_any_question(walk: Trace) -> bool:
    """A network of the wide world was taught questions of every form; the others only those of their facts."""
    recipe = walk.network.provenance.get("recipe")
    return isinstance(recipe, dict) and recipe.get("world") == "wide"


def _from_text(answers: Answers, prior: Answers) -> bool:
    """What differs from the habit was told by the text."""
    best, habit = answers[0], prior[0]
    return knows(answers) and (best.word != habit.word or best.p - habit.p >= FAR)


def _examples() -> list[str]:
    """The first of each of the first groups."""
    first = {example.group: example.sentence for example in reversed(EXAMPLES) if example.cell == "lstm"}
    return list(reversed(first.values()))[:MOST]
