"""The stories: what they ask follows from what they tell, read again here from the plain text."""

from __future__ import annotations

import csv
import re
from collections import Counter
from functools import cache
from pathlib import Path
from random import Random

import numpy as np
import pytest

import model.world
from model.network.words import BLANK, PIECE
from model.world import ITEMS, LOOKS, NOISE, WORLDS, Invented, Manner, Shape, Story, story_batch
from model.world.batches import LEFT_BLANK, READ_OUT, left_out, thinned
from model.world.shape import INVENTED
from model.world.templates import Slot, template
from model.world.textbook import Teller, grammar, lexicon, sentences, training_style, vocabulary
from model.world.textbook.teller import ANSWER

TEXTBOOK = WORLDS["textbook"]
FOLDER = Path(model.world.__file__).parent
ANY = r"((?:\S+ ?)+?)"
TELLS = {
    "topic": [rf"{ANY} is (?:also )?an? \S+ (?:country|place|land)", "let us talk about", "we arrived in", "now we are in",
              "this story is about", "today we travel to"],
    "origin": ["i grew up in", "i was born in", "my parents raised me in"],
}  # fmt: skip
ASKS = {
    "topic": ["you must visit", "i live in", "we will stay", "the flag on the wall", "its capital", "the capital is",
              "i love its", "people there", "the children there"],
    "person": ["then"],
}  # fmt: skip


def table(file: str) -> list[list[str]]:
    lines = [line for line in (FOLDER / file).read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.reader(lines, delimiter="\t"))[1:]


CAPITAL = {row[0]: row[1] for row in table("data/countries.tsv")}
LANGUAGE = {row[0]: row[2] for row in table("data/countries.tsv")}
KIND = {row[0]: row[1] for row in table("textbook/data/things.tsv")}
PRONOUN = {row[0]: row[1] for row in table("textbook/data/people.tsv")}
MANY = {row[1] for row in table("textbook/data/number.tsv")}


def said(word: str | Invented) -> str:
    return word if isinstance(word, str) else f"invented{word.number}"


def some_stories(count: int = 900, length: int = 80) -> list[Story]:
    teller = Teller(Random(7), training_style())
    return [teller.tell(length) for _ in range(count)]


@cache
def stories() -> list[Story]:
    """Told when they are first asked for, not while the tests are collected."""
    return some_stories()


def words_before(story: Story, place: int) -> list[str]:
    return [said(word) for word in story.words[:place]]


def last_after(words: list[str], beginnings: list[str], names: set[str] | None = None) -> str | None:
    """The word that last followed one of these beginnings."""
    for at in range(len(words) - 1, -1, -1):
        for beginning in beginnings:
            parts = beginning.split()
            if (
                at >= len(parts)
                and [w.lower() for w in words[at - len(parts) : at]] == parts
                and (names is None or words[at] in names)
            ):
                return words[at]
    return None


def breaks_off(words: list[str], at: int, questions: list[str]) -> bool:
    """Whether a sentence is no more than this word, and a question follows."""
    after = " ".join(words[at + 1 :]).lower()
    return (at == 0 or words[at - 1] in (".", "?", "!", "Meet")) and any(after.startswith(question) for question in questions)


def topic_told(words: list[str]) -> str | None:
    """The last name that was told to be the topic, by any of the six ways, or by itself before a question."""
    for at in range(len(words) - 1, -1, -1):
        if words[at] in CAPITAL and breaks_off(words, at, ASKS["topic"]):
            return words[at]
        after = [w.lower() for w in words[at + 1 : at + 6]]
        also = after[1:2] == ["also"]
        rest = after[2:] if also else after[1:]
        if after[:1] == ["is"] and rest[:1] in (["a"], ["an"]) and rest[2:3] in (["country"], ["place"], ["land"]):
            return words[at]
        for beginning in TELLS["topic"][1:]:
            parts = beginning.split()
            if at >= len(parts) and [w.lower() for w in words[at - len(parts) : at]] == parts:
                return words[at]
    return None


def person_told(words: list[str]) -> str:
    """The last first name that was told with a trade, or by itself before a question."""
    for at in range(len(words) - 1, -1, -1):
        if words[at] in PRONOUN:
            after, before = [w.lower() for w in words[at + 1 : at + 5]], [w.lower() for w in words[:at][-1:]]
            if breaks_off(words, at, ASKS["person"]):
                return words[at]
            told_as = (after[1:2] in (["a"], ["an"]) and after[0] in ("is", ",")) or after[:2] == ["works", "as"]
            if told_as and (after[0] != "," or before == ["meet"]):
                return words[at]
    raise AssertionError("nobody was told of")


@pytest.mark.parametrize("family", ["topic", "origin", "kind", "quest", "person", "number"])
def test_every_answer_follows_from_the_words_before_it(family: str) -> None:
    asked = 0
    for story in stories():
        for question in (q for q in story.questions if q.family == family):
            words, answer = words_before(story, question.place), said(story.words[question.place])
            asked += 1
            if family == "topic":
                topic = topic_told(words)
                assert topic
                assert answer == {"name": topic, "capital": CAPITAL.get(topic), "language": LANGUAGE.get(topic)}[question.form]
            elif family == "origin":
                origin = last_after(words, TELLS["origin"], set(LANGUAGE))
                assert answer == LANGUAGE[str(origin)]
            elif family == "kind":
                thing = next(word for word in reversed(words) if word in KIND)
                assert answer == KIND[thing]
            elif family == "person":
                assert answer == PRONOUN[person_told(words)]
            elif family == "number":
                first_noun = max(at for at, word in enumerate(words) if word == "The") + 1
                assert answer == ("are" if words[first_noun] in MANY else "is")
            else:
                item = said(story.words[question.place + 1])
                text = " ".join(words).lower()
                looks = re.findall(rf"you (?:pick up|find|take) the (\w+) {item}", text)
                assert answer == looks[-1]
    assert asked > 30


def test_the_gap_is_counted_from_the_word_that_told_the_fact() -> None:
    for story in stories():
        for question in story.questions:
            if question.family in ("kind", "number"):
                assert (question.gap, question.told_at) == (0, -1)
            else:
                assert question.gap == question.place - question.told_at > 0
            if question.form in ("name", "look"):
                assert story.words[question.told_at] == story.words[question.place]


def test_names_of_which_nothing_is_known_are_not_to_be_foretold() -> None:
    for story in stories():
        answers = {question.place for question in story.questions}
        for place, (word, weight) in enumerate(zip(story.words, story.weights, strict=True)):
            assert weight >= 0
            if isinstance(word, Invented) and place not in answers:
                assert weight == 0
            if place in answers:
                assert weight >= 5


def test_an_answer_counts_more_the_longer_its_fact_was_kept() -> None:
    pairs = {(question.gap, story.weights[question.place]) for story in stories() for question in story.questions}
    short, long = [w for gap, w in pairs if gap < 6], [w for gap, w in pairs if gap > 60]
    assert max(short) < min(long)


def test_invented_words_are_names_or_noise() -> None:
    for story in stories():
        for place in (*story.topics, *story.distractors):
            word = story.words[place]
            assert not isinstance(word, Invented) or word.number < INVENTED
    noise = {w.number for story in stories() for w in story.words if isinstance(w, Invented) and w.number >= INVENTED}
    assert len(noise) > NOISE / 2
    assert max(noise) < INVENTED + NOISE


def test_every_family_is_asked_often_enough_to_be_learned() -> None:
    count = Counter((q.family, q.form) for story in stories() for q in story.questions)
    assert min(count.values()) > sum(count.values()) / 100


def test_the_training_stories_hold_no_word_outside_the_vocabulary() -> None:
    for story in stories():
        for word in story.words:
            assert isinstance(word, Invented) or word.casefold() in vocabulary().index


def test_the_vocabulary_holds_every_country_capital_language_and_thing() -> None:
    index = vocabulary().index
    for word in (*CAPITAL, *CAPITAL.values(), *LANGUAGE.values(), *KIND, *KIND.values(), *PRONOUN, *LOOKS, *ITEMS, BLANK):
        assert word.casefold() in index
    assert len(vocabulary()) < 1500


def test_a_batch_is_the_same_for_the_same_seed_and_number_and_another_for_another() -> None:
    one, same, other = (story_batch(TEXTBOOK, 3, number, Shape(40, 8), 6, 1.0).batch for number in (5, 5, 6))
    for field in ("rows", "targets", "weights", "fresh"):
        np.testing.assert_array_equal(getattr(one, field), getattr(same, field))
    assert not np.array_equal(one.rows, other.rows)
    assert not np.array_equal(one.fresh, other.fresh)
    np.testing.assert_allclose(np.linalg.norm(one.fresh, axis=1), 1)


def test_a_batch_asks_each_word_from_those_before_it() -> None:
    found = story_batch(TEXTBOOK, 3, 0, Shape(40, 8), 6, 1.0)
    for n, story in enumerate(found.stories):
        rows = [TEXTBOOK.row_of(word) for word in story.words[:40]]
        read = found.batch.rows[:, n]
        left_out = np.flatnonzero(read == TEXTBOOK.row_of(BLANK))
        assert np.delete(read, left_out).tolist() == np.delete(rows, left_out).tolist()
        assert set(left_out) <= {question.place for question in story.questions}
        assert found.batch.targets[:-1, n].tolist() == rows[1:]
        weights, read_out = np.array(story.weights[1:40]), found.batch.weights[:-1, n]
        answers = [question.place - 1 for question in story.questions if question.place < 40]
        assert read_out[answers] == pytest.approx(weights[answers])
        others = np.delete(read_out, answers)
        counted = others > 0
        assert others[counted] == pytest.approx(np.delete(weights, answers)[counted] / READ_OUT)
        assert found.batch.weights[-1, n] == 0


def test_most_words_are_thinned_out_but_count_as_much_on_the_whole() -> None:
    weights = np.full((500, 400), 0.5, np.float32)
    weights[0], weights[1] = ANSWER, 0
    found = thinned(weights, 0.5, np.random.default_rng(0))
    assert (found[0] == ANSWER).all()
    assert (found[1] == 0).all()
    assert (found[2:] > 0).mean() == pytest.approx(READ_OUT, abs=0.005)
    assert found[2:].mean() == pytest.approx(0.5, rel=0.02)


def test_no_sentence_that_changes_nothing_begins_with_a_name() -> None:
    names = {*CAPITAL, *PRONOUN}
    begins = 0
    for story in stories():
        fillers = set(story.fillers)
        for place in story.fillers:
            if place - 1 not in fillers or story.words[place - 1] in (".", "?", "!"):
                word = story.words[place]
                begins += 1
                assert word not in names
                assert not isinstance(word, Invented) or word.number >= INVENTED
    assert begins > 1000


def test_a_manner_says_of_which_families_stories_tell() -> None:
    teller = Teller(Random(3), training_style(Manner(families=(("quest", 1.0), ("person", 1.0)))))
    asked = Counter(question.family for _ in range(100) for question in teller.tell(80).questions)
    assert set(asked) == {"quest", "person"}
    assert min(asked.values()) > 30


def test_a_manner_tells_each_story_of_one_family_alone_as_often_as_it_says() -> None:
    teller = Teller(Random(4), training_style(Manner(families=(("quest", 3.0), ("topic", 1.0)), alone=True)))
    told = [{question.family for question in teller.tell(80).questions} for _ in range(400)]
    assert {"quest", "topic"} not in told
    assert 2 < told.count({"quest"}) / told.count({"topic"}) < 4.5


def test_some_sentences_break_off_at_the_name_that_tells_and_are_asked_about_at_once() -> None:
    short = Counter(
        question.family for story in stories() for question in story.questions if breaks_off_at(story, question.told_at)
    )
    assert set(short) == {"topic", "person"}
    assert min(short.values()) > 10


def breaks_off_at(story: Story, told_at: int) -> bool:
    words = [said(word) for word in story.words]
    return told_at >= 0 and breaks_off(words, told_at, ASKS["topic"] + ASKS["person"])


def test_some_answers_are_left_blank_and_asked_for_all_the_same() -> None:
    batches = [story_batch(TEXTBOOK, 3, n, Shape(60, 20), 6, 1.0).batch for n in range(10)]
    asked, blank = 0, 0
    for batch in batches:
        answers = batch.weights[:-1] >= ANSWER
        asked, blank = asked + answers.sum(), blank + (batch.rows[1:][answers] == TEXTBOOK.row_of(BLANK)).sum()
        assert (batch.targets[:-1][answers] != TEXTBOOK.row_of(BLANK)).all()
    assert blank / asked == pytest.approx(LEFT_BLANK, abs=0.03)


def test_things_are_asked_for_when_several_are_known() -> None:
    """Otherwise it would be enough to know the last ones."""
    teller = Teller(Random(3), training_style(Manner(kept=0, families=(("quest", 1.0),))))
    known = []
    for story in (teller.tell(80) for _ in range(400)):
        text = [said(word).lower() for word in story.words]
        for question in story.questions:
            told = {text[at] for at in range(question.place) if text[at] in ITEMS and text[at - 2] == "the"}
            known.append(len(told))
    assert np.mean(np.array(known) >= 3) > 0.5


def test_things_are_found_again_with_another_look() -> None:
    """To replace a fact is harder than to learn one, so it must be asked often."""
    asked = replaced = 0
    for story in stories():
        for question in story.questions:
            if question.family == "quest":
                item = said(story.words[question.place + 1])
                text = " ".join(words_before(story, question.place)).lower()
                looks = re.findall(rf"you (?:pick up|find|take) the (\w+) {item}", text)
                asked, replaced = asked + 1, replaced + (len(looks) > 1)
    assert replaced / asked > 0.3


def test_a_blank_hides_its_word_and_asks_for_it() -> None:
    found = story_batch(TEXTBOOK, 3, 0, Shape(60, 40), 6, 1.0, blanks=True)
    batch, blank = found.batch, TEXTBOOK.row_of(BLANK)
    assert ((batch.rows == blank) == (batch.weights > 0)).all()
    assert (batch.targets[batch.weights > 0] != blank).all()
    for n, story in enumerate(found.stories):
        hidden = batch.rows[:, n] == blank
        rows = np.array([TEXTBOOK.row_of(word) for word in story.words[:60]])
        np.testing.assert_array_equal(batch.rows[~hidden, n], rows[~hidden])
        np.testing.assert_array_equal(batch.targets[:, n], rows)


def test_what_a_blank_hides_is_told_elsewhere_in_the_story() -> None:
    random = Random(1)
    for story in stories():
        places = set(left_out(story, 60, random))
        assert len(places) <= len(story.questions)
        for question in (q for q in story.questions if q.told_at in places):
            same = [q for q in story.questions if q.told_at == question.told_at and q.place < 60]
            assert any(q.form in ("name", "capital", "look") and q.place not in places for q in same)


def test_a_template_knows_its_slots_and_what_is_asked() -> None:
    assert template("People in {name} speak <language>.", PIECE)[2:6:2] == (Slot("name", False), Slot("language", True))
    asked = {heading: [sum(p.is_answer for p in t if isinstance(p, Slot)) for t in some] for heading, some in grammar().items()}
    for heading, counts in asked.items():
        assert set(counts) == ({0} if heading.endswith("tell") else {1}), heading


def test_test_sentences_are_kept_apart_from_training() -> None:
    for kept in ("fillers_held_out.txt", "ordinary_english.txt"):
        assert not set(sentences(kept)) & set(sentences("fillers_train.txt"))
    assert not set(sentences("distractors_held_out.txt")) & set(sentences("distractors_train.txt"))
    assert len(sentences("ordinary_english.txt")) >= 100
    assert len(lexicon().countries) >= 190
