"""The stories: what they ask follows from what they tell; told in the plainest words, it is read again from the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from functools import cache
from random import Random

import numpy as np
import pytest

from model.network.words import key_of
from model.world import ITEMS, NOISE, WORLDS, Invented, Manner, Question, Shape, Story, Style, story_batch
from model.world.nouns import Country
from model.world.shape import INVENTED
from model.world.story import Said
from model.world.wide import Teller, lexicon, sentences, training_style, vocabulary
from model.world.wide.families import FAMILIES
from model.world.wide.families.topic import SCENES
from model.world.wide.teller import PLAIN, phrase

LATER = ("let us talk about", "we arrived in", "now we are in", "this story is about", "today we travel to")
KNOWN = ("topic", "origin", "quest", "person", "kind", "number")


def some_stories(manner: Manner, count: int = 400) -> list[Story]:
    teller = Teller(Random(7), training_style(manner))
    return [teller.tell(80) for _ in range(count)]


def plain_stories(family: str) -> list[Story]:
    """Of a family alone, in the plainest words, between sentences that training does not have."""
    manner = Manner(families=((family, 1.0),), alone=True, kept=1.0, most_fillers=0.3)
    style = Style(sentences("fillers_held_out.txt"), sentences("distractors_held_out.txt"), INVENTED, 0, manner=manner)
    teller = Teller(Random(8), style)
    return [teller.tell(80) for _ in range(100)]


@cache
def ordinary() -> list[Story]:
    return some_stories(Manner())


@cache
def plain() -> list[Story]:
    return [story for family in KNOWN for story in plain_stories(family)]


def countries() -> dict[str, Country]:
    return {country.name: country for country in lexicon().countries}


def spoken(word: Said) -> str:
    return word if isinstance(word, str) else f"invented{word.number}"


def before(story: Story, question: Question) -> list[str]:
    return [spoken(word) for word in story.words[: question.place] if word != "the"]


def questions(stories: list[Story], family: str) -> list[tuple[Story, Question]]:
    return [(story, question) for story in stories for question in story.questions if question.family == family]


def last_told(story: Story, question: Question, beginnings: tuple[str, ...], also_is: bool = False) -> str:
    """The word behind the last of these beginnings, or before "is a beautiful country"."""
    words = before(story, question)
    for at in range(len(words) - 1, -1, -1):
        after = " ".join(words[at + 1 : at + 6]).lower()
        if also_is and re.match(r"is (also )?an? \S+ (country|place|land)", after):
            return words[at]
        if " ".join(words[max(0, at - 5) : at]).lower().endswith(beginnings):
            return words[at]
    raise AssertionError(words)


def test_a_topic_is_the_one_that_was_told_last() -> None:
    asked, known = questions(plain(), "topic"), countries()
    assert len(asked) > 100
    for story, question in asked:
        topic = last_told(story, question, LATER, also_is=True)
        country = known.get(topic)
        answers = {"name": topic} | ({"capital": country.capital, "language": country.language} if country else {})
        assert spoken(story.words[question.place]) == answers[question.form]


def test_a_speaker_speaks_the_language_of_the_country_of_origin() -> None:
    asked, known = questions(plain(), "origin"), countries()
    assert len(asked) > 50
    for story, question in asked:
        origin = last_told(story, question, ("i grew up in", "i was born in", "my parents raised me in"))
        assert story.words[question.place] == known[origin].language


def test_a_thing_looks_as_it_was_told_last() -> None:
    asked = questions(plain(), "quest")
    assert len(asked) > 50
    for story, question in asked:
        item, text = spoken(story.words[question.place + 1]), " ".join(map(spoken, story.words[: question.place])).lower()
        assert story.words[question.place] == re.findall(rf"you (?:pick up|find|take) the (\w+) {item}", text)[-1]


def test_a_person_has_the_pronoun_that_goes_with_the_name() -> None:
    asked = questions(plain(), "person")
    people = {person.name: person for person in lexicon().people}
    assert len(asked) > 50
    for story, question in asked:
        person = next(word for word in reversed(story.words[: question.place]) if word in people)
        assert story.words[question.place] == people[str(person)].pronoun


def test_a_thing_is_of_its_kind_and_a_verb_follows_its_subject() -> None:
    many = {plural for _, plural in lexicon().objects}
    kinds = {thing.name: thing.kind for thing in lexicon().things}
    for story, question in questions(plain(), "kind"):
        thing = next(word for word in reversed(story.words[: question.place]) if word in kinds)
        assert story.words[question.place] == kinds[str(thing)]
    for story, question in questions(plain(), "number"):
        subject = max(n for n, word in enumerate(story.words[: question.place]) if word == "The") + 1
        assert story.words[question.place] == ("are" if story.words[subject] in many else "is")


def test_the_gap_is_counted_from_the_word_that_told_the_fact() -> None:
    for story in ordinary():
        for question in story.questions:
            assert question.gap == (question.place - question.told_at if question.told_at >= 0 else 0)
            assert question.gap >= 0
            assert not (question.doubt and question.gap)


def test_answers_count_most_and_a_drawn_one_less_and_of_other_words_only_those_of_a_sentence_that_is_said_often() -> None:
    others = Counter[float]()
    for story in ordinary():
        doubts = {question.place: question.doubt for question in story.questions}
        for place, (word, weight) in enumerate(zip(story.words, story.weights, strict=True)):
            if place in doubts:
                assert weight > PLAIN
                assert (weight < 1) == doubts[place]
            else:
                others[weight] += 1
                assert weight == 0 or not isinstance(word, Invented)
    assert set(others) == {0, PLAIN}


def test_an_answer_counts_more_the_longer_its_fact_was_kept() -> None:
    pairs = {(q.gap, story.weights[q.place]) for story in ordinary() for q in story.questions if not q.doubt}
    assert np.mean([w for gap, w in pairs if gap < 6]) < np.mean([w for gap, w in pairs if gap > 60])


def test_nobody_can_know_the_language_of_an_invented_country_and_it_is_asked_for_all_the_same() -> None:
    teller = Teller(Random(3), replace(training_style(), invented_topics=1.0))
    answers = Counter[Said]()
    for _ in range(300):
        teller.begin()
        teller.tell_fact("topic")
        teller.ask("topic", "ask language")
        question = teller.story.questions[-1]
        assert question.doubt
        answers[teller.story.words[question.place]] += 1
    assert len(answers) > 50  # a language as often as countries speak it


def test_what_nobody_told_is_asked_for_now_and_then_in_every_family_that_keeps_facts() -> None:
    doubts = Counter(q.family for story in ordinary() for q in story.questions if q.doubt)
    assert {"topic", "person", "quest"} <= set(doubts)
    assert 0.02 < sum(doubts.values()) / sum(len(story.questions) for story in ordinary()) < 0.12


def test_a_name_in_passing_is_the_best_guess_only_while_there_is_no_topic() -> None:
    teller = Teller(Random(4), training_style())
    passing = FAMILIES["topic"]
    for _ in range(60):
        teller.begin()
        while teller.facts.mentioned is None:
            teller.distractor()
        assert teller.facts.about == teller.facts.mentioned
        passing.tell(teller)
        topic = teller.facts.topic
        teller.distractor()
        assert teller.facts.about == topic is not None


def test_a_text_goes_back_to_a_topic_that_it_has_left() -> None:
    teller = Teller(Random(5), training_style())
    for _ in range(50):
        teller.begin()
        for _ in range(3):
            teller.tell_fact("topic")
        older = list(teller.facts.older)
        FAMILIES["topic"].back(teller)  # type: ignore[attr-defined]
        assert teller.facts.topic in older
        assert teller.facts.topic not in teller.facts.older


def test_invented_words_are_names_or_noise_and_every_other_word_is_in_the_vocabulary() -> None:
    noise = set()
    for story in ordinary():
        for place in (*story.topics, *story.distractors):
            word = story.words[place]
            assert not isinstance(word, Invented) or word.number < INVENTED
        for word in story.words:
            if isinstance(word, Invented):
                noise.add(word.number)
            else:
                assert key_of(word) in vocabulary().index
    assert max(noise) == INVENTED + NOISE - 1


def test_every_family_is_asked_often_enough_to_be_learned() -> None:
    count = Counter(q.family for story in ordinary() for q in story.questions)
    assert set(count) == {family.name for family in FAMILIES.values()}
    assert min(count.values()) > sum(count.values()) / 200


def test_a_phrase_is_several_words_and_a_name_is_one() -> None:
    assert phrase("beside the lamps") == ("beside", "the", "lamps")
    assert phrase("New Zealand") == ("New Zealand",)
    assert phrase(Invented(1)) == (Invented(1),)


def test_a_country_that_has_an_article_stands_with_it() -> None:
    told = [(story, place) for story in ordinary() for place in story.topics if story.words[place] in lexicon().articles]
    assert len(told) > 10
    assert all(story.words[place - 1] == "the" for story, place in told)


def test_a_manner_says_of_which_families_stories_tell_and_whether_of_one_alone() -> None:
    families = (("quest", 3.0), ("topic", 1.0))
    together = some_stories(Manner(families=families), count=100)
    assert {q.family for story in together for q in story.questions} == {"quest", "topic"}
    alone = [{q.family for q in story.questions} for story in some_stories(Manner(families=families, alone=True))]
    assert {"quest", "topic"} not in alone
    assert alone.count({"quest"}) > 1.8 * alone.count({"topic"})


def test_things_are_asked_for_when_several_are_known_and_found_again_with_another_look() -> None:
    """Otherwise it would be enough to know the last ones; and to replace a fact is harder than to learn one."""
    several, replaced, asked = 0, 0, questions(plain(), "quest")
    for story, question in asked:
        text = " ".join(map(spoken, story.words[: question.place])).lower()
        told = [item for _, item in re.findall(r"you (?:pick up|find|take) the (\w+) (\w+)", text)]
        several += len(set(told) & set(ITEMS)) > 1
        replaced += told.count(spoken(story.words[question.place + 1])) > 1
    assert several > 0.5 * len(asked)
    assert replaced > 0.1 * len(asked)


@pytest.mark.parametrize("points", [True, False])
def test_full_stops_are_left_out_in_some_stories_and_never_in_others(points: bool) -> None:
    share = np.mean([("." in story.words) == points for story in ordinary()])
    assert share > (0.8 if points else 0.05)


def test_a_batch_asks_each_answer_from_the_words_before_it() -> None:
    found = story_batch(WORLDS["wide"], 3, 0, Shape(40, 8), 6, 1.0)
    for n, story in enumerate(found.stories):
        rows = [WORLDS["wide"].row_of(word) for word in story.words[:40]]
        assert found.batch.targets[:-1, n].tolist() == rows[1:]
        weights = np.array(story.weights[1:40])
        answers = weights > PLAIN
        assert found.batch.weights[:-1, n][answers] == pytest.approx(weights[answers])


def test_a_second_country_of_the_same_kind_is_the_topic_however_much_was_said_of_the_first() -> None:
    teller = Teller(Random(6), training_style())
    for _ in range(60):
        teller.begin()
        FAMILIES["topic"].in_a_row(teller)  # type: ignore[attr-defined]
        question = teller.story.questions[-1]
        if question.form == "name":
            assert question.told_at == teller.story.topics[-1]
            assert teller.story.words[question.place] == teller.story.words[question.told_at]


def test_who_is_called_by_the_name_of_a_people_comes_from_its_country() -> None:
    by_people = {country.people for country in lexicon().countries if country.people}
    stories = some_stories(Manner(families=(("origin", 1.0),)))
    asked = [story.words[q.place] for story in stories for q in story.questions if q.form == "people"]
    assert len(asked) > 20 and set(asked) <= by_people


def test_in_a_scene_the_topic_is_the_name_that_told_it_last_whatever_was_named_in_passing() -> None:
    teller, topic = Teller(Random(9), training_style()), FAMILIES["topic"]
    for scene in SCENES:
        for _ in range(8):
            teller.begin()
            topic.play(teller, scene)  # type: ignore[attr-defined]
            story, names = teller.story, [q for q in teller.story.questions if q.form in ("name", "topic", "other")]
            assert story.questions
            for question in names:
                assert story.words[question.place] == story.words[question.told_at] == teller.facts.about
                assert not question.doubt


def test_a_topic_has_an_invented_name_as_often_as_what_is_named_in_passing() -> None:
    style = training_style()
    assert style.invented_topics == style.invented_in_passing
