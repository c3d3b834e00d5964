"""Scenes: two people, things or countries beside each other, and a question that only what is said of each can answer."""

from __future__ import annotations

import re
from random import Random

import pytest

from model.world import Story
from model.world.story import Said
from model.world.wide import Teller, lexicon, training_style
from model.world.wide.families import FAMILIES, common, origin, people, things
from model.world.wide.families.scenes import pronouns
from model.world.wide.grammar import lists

WITH_SCENES = {"common": common, "person": people, "origin": origin, "quest": things}


def spoken(word: Said) -> str:
    return word.lower() if isinstance(word, str) else f"invented{word.number}"


def scenes(family: str, count: int = 150) -> list[Story]:
    """Stories that begin with a scene."""
    teller = Teller(Random(9), training_style())
    found: list[Story] = []
    while len(found) < count:
        teller.begin()
        FAMILIES[family].act(teller)
        if teller.facts.told_at.keys() & {scene.fact for scene in WITH_SCENES[family].SCENES}:
            found.append(teller.story)
    return found


@pytest.mark.parametrize("family", sorted(WITH_SCENES))
def test_what_a_scene_asks_for_was_told_in_it(family: str) -> None:
    known = {word for one in lexicon().countries for word in (one.language, one.capital, one.people, one.name)}
    for story in scenes(family):
        assert story.questions
        for question in story.questions:
            before = {spoken(word) for word in story.words[: question.place]}
            answer = story.words[question.place]
            assert not question.doubt and question.gap > 0
            assert family not in ("common", "quest") or spoken(answer) in before
            assert family != "origin" or answer in known or spoken(answer) in before


def test_it_does_not_help_to_know_what_was_told_first_or_last() -> None:
    teller, owners, first = Teller(Random(2), training_style()), things.SCENES[0], 0
    anna_and_ben = {"one": "Anna", "two": "Ben", **pronouns("she"), **pronouns("he", "2")}
    for _ in range(300):
        teller.begin()
        owners.play(teller, {**anna_and_ben, "item": "key", "look": "red", "look2": "blue"})
        first += teller.story.words.index("red") < teller.story.words.index("blue")
        assert {teller.story.words[question.place] for question in teller.story.questions} <= {"red", "Anna"}
    assert 0.3 < first / 300 < 0.7


@pytest.mark.parametrize(
    ("begin", "verbs"),
    [("Both", {"are", "were", "have"}), ("Neither", {"is", "was", "has"}), ("Every", {"is", "was", "has"})],
)
def test_the_verb_is_one_that_goes_with_the_first_word(begin: str, verbs: set[str]) -> None:
    lines = [line for line in lists()["number: ask any"] if line.startswith(f"{begin} ")]
    assert lines
    assert {verb for line in lines for verb in re.findall(r"<(\w+)>", line)} <= verbs
