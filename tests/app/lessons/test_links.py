"""A link of a lesson is what "Copy the link" gives, or the same in words that any weights understand."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from pathlib import Path
from urllib.parse import parse_qs, quote, urlencode

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lessons import lab
from app.lessons.filler import story
from app.lessons.lesson import LessonError, Written
from app.lessons.links import link_of
from app.lessons.pages import PAGES
from app.lessons.scene import Scene
from model import Edit, trace
from model.explain import facts_of
from model.tasks import TASKS
from tests.app.client import ask
from tests.app.lessons.texts import ANSWER, HEAD, INDIA, NETWORKS, faults_in

ROOT = Path(__file__).parents[3]
LSTM = NETWORKS["lstm"]
TOPIC = next(fact for fact in facts_of(LSTM) if fact.name == "topic")


def scene(link: str) -> Scene:
    return Scene(link_of(Written(link, 7)), NETWORKS)


def values(address: str) -> dict[str, str]:
    return {name: found[0] for name, found in parse_qs(address.partition("#")[2], keep_blank_values=True).items()}


def why(link: str) -> str:
    with pytest.raises(LessonError) as caught:
        scene(link).walk("lstm")
    assert caught.value.fault.line == 7
    return str(caught.value)


# What a page gives


def names_in(script: str) -> set[str]:
    """All names that a page reads out of its address."""
    js = ROOT / "static" / "js"
    files = {"growing": ("pages/growing.js",), "lab": ("core/lab/standing.js", "core/taught/link.js")}
    text = "".join((js / file).read_text(encoding="utf-8") for file in files.get(script, (f"core/{script}/link.js",)))
    listed = "".join(re.findall(r"(?:TEXTS|NUMBERS) = .*\(\[(.*)\]\)", text))
    return {*re.findall(r'"(\w+)"', listed), *re.findall(r'(?:fields|named)\.get\("(\w+)"\)', text), "theme"}


@pytest.mark.parametrize("page", PAGES)
def test_the_names_in_a_link_are_those_of_the_page(page: str) -> None:
    assert set(PAGES[page].takes) == names_in(page)


@pytest.mark.parametrize("page", PAGES)
def test_the_parts_to_look_at_are_on_the_page(page: str) -> None:
    html = ask("GET", f"/{PAGES[page].address}").text
    for part, id in PAGES[page].parts.items():
        assert f'id="{id}"' in html, part


def test_a_link_into_the_lab_names_what_is_learned_there_and_nothing_is_asked_about_it() -> None:
    link = "./lab#task=india&cell=lstm&seed=3&at=300&learn-units=8&task-how_many=6"
    assert values(scene(link).address) == values(link)
    for wrong, what in (
        ("task=indai", "there is no task `indai`"),
        ("cell=lstn", "no cell `lstn`"),
        ("units=8", "has no `units`"),
        ("task=india&task-contries=6", "this task has no setting `contries`; it has how_many"),
        ("task=india&task-how_many=13", "`how_many` is a number from 4 to 12"),
        ("task=india&task-how_many=six", "`how_many` is a number from 4 to 12"),
        ("task-how_many=6", "`task-how_many` is set, and no task is named; add `task=...`"),
        ("task=india&learn-unitss=9", "has no `learn-unitss`; did you mean `learn-units`"),
        ("task=india&learn-units=257", "`units` is a number from 1 to 256"),
        ("seed=-4", "`seed` is a whole number from 0 to 4,294,967,295"),
        ("updates=100001", "`updates` is a whole number from 0 to 100,000"),
        ("at=300 abc", "`at` is a whole number from 0 to"),
        ("mark=1.5", "`mark` is a whole number from 0 to"),
        ("lane=4", "`lane` is a whole number from 0 to 3"),
        ("beside=rnnn", "has no `beside=rnnn`; did you mean `beside=rnn`"),
        ("beside=quux", "has no `beside=quux`; there are beside=lstm, beside=rnn, beside=no_forget"),
    ):
        with pytest.raises(LessonError, match=what):
            scene(f"./lab#{wrong}")
    text = f"{HEAD}step: One\nsay: Look.\nlink: {link}\nlook: curves, run\n"
    assert not faults_in(text)
    (fault,) = faults_in(text + ANSWER)
    assert (fault.line, fault.what) == (9, "what is learned in the lab is not known before")


def test_whatever_the_lab_says_of_itself_a_lesson_may_say() -> None:
    told = "task=sine&cell=minimal&seed=4294967295&task-noise=5e-2&learn-forget=null&learn-until=0.9&learn-layers=2"
    assert values(scene(f"./lab#{told}&beside=three&at=300 300 0 20&mark=20&lane=3").address)["at"] == "300 300 0 20"
    for task in TASKS.values():
        for preset in task.presets:
            said = {f"task-{name}": value for name, value in preset.settings.items()}
            said |= {f"learn-{name}": value for name, value in preset.recipe.items()}
            scene(f"./lab#{urlencode({'task': task.name} | said)}")


def test_what_the_lab_takes_in_a_link_is_what_its_page_offers() -> None:
    scripts = ROOT / "static" / "js" / "core" / "lab"
    beside, fields = ((scripts / f"{name}.js").read_text(encoding="utf-8") for name in ("beside", "fields"))
    assert set(lab.BESIDE) == set(re.findall(r'\bname: "(\w+)"', beside))
    found = re.findall(r'name: "(\w+)",.* low: ([\d.-]+), high: ([\d_]+), isWhole: (\w+)', fields)
    assert [(name, float(low), float(high), whole == "true") for name, low, high, whole in found] == [
        (one.name, one.low, one.high, isinstance(one.default, int)) for one in lab.FIELDS.values()
    ]


def test_it_may_be_written_with_and_without_its_host_and_its_signs() -> None:
    plain = scene(f"./#sentence={INDIA}&cell=lstm&token=11")
    for link in (
        f"https://school.example/gatewalk/#sentence={quote(INDIA)}&cell=lstm&token=11",
        f"/#{urlencode({'sentence': INDIA, 'cell': 'lstm', 'token': 11})}",
    ):
        assert scene(link).address == plain.address
    assert values(plain.address) == {"sentence": INDIA, "cell": "lstm", "token": "11"}


def test_a_lesson_does_not_decide_on_anybodys_theme() -> None:
    assert values(scene("./#sentence=Norway&theme=dark").address) == {"sentence": "Norway"}


# Words in place of numbers


def test_a_word_stands_for_its_token_and_with_a_number_for_a_later_one() -> None:
    assert [
        values(scene(f"./#sentence={INDIA}&token={word}").address)["token"] for word in ("India", "india 2", "Norway", "9")
    ] == ["0", "9", "11", "9"]


def test_a_fact_stands_for_its_units() -> None:
    found = scene(
        f'./#sentence={INDIA}&unit=topic&changes=[{{"kind":"hold","signal":"f","units":"topic","tokens":"Norway","to":"open"}}]'
    )
    told = values(found.address)
    assert told["unit"] == str(TOPIC.units[0])
    assert json.loads(told["changes"]) == [
        {"kind": "hold", "signal": "f", "units": list(TOPIC.units), "tokens": [11], "to": "open"}
    ]
    assert scene(found.address).address == found.address


# What it shows


def test_what_is_held_is_held_as_the_page_does_it() -> None:
    hold = {"kind": "hold", "signal": "f", "units": [3, 5], "tokens": [11], "to": 0.25}
    shut, asis = hold | {"signal": "i", "units": "all", "to": "shut"}, hold | {"signal": "o", "to": "as it was"}
    walked = scene(f"./#sentence={INDIA}&changes={json.dumps([hold, shut, asis])}").walk("lstm")
    was = trace(LSTM, INDIA)["o"][11, [3, 5]]
    edits = [Edit(11, "f", (3, 5), 0.25), Edit(11, "i", "all", 0.0), Edit(11, "o", (3, 5), tuple(map(float, was)))]
    assert np.array_equal(walked.run.output, trace(LSTM, INDIA, edits).run.output)


def test_words_are_replaced_as_the_page_does_it() -> None:
    changes = [{"kind": "exchange", "token": 0, "word": "Peru"}, {"kind": "exchange", "token": "Norway", "word": "Sri Lanka"}]
    changes += [{"kind": "exchange", "token": 0, "word": "Chad"}]
    sentence = scene(f"./#sentence={INDIA}&changes={json.dumps(changes)}").walk("lstm").sentence
    assert sentence == INDIA.replace("India is", "Chad is").replace("Norway", "Sri Lanka")


@pytest.mark.parametrize(
    ("words", "between"),
    [(0, ""), (12, "The old clock on the kitchen wall stood still for many years."), (5, "The old clock on the.")],
)
def test_a_comparison_reads_what_the_page_puts_together(words: int, between: str) -> None:
    assert story(" A. ", words, "B ___") == " ".join(filter(None, ("A.", between, "B ___")))
    link = f"compare#mode=cells&cells=rnn,lstm&fact=Norway is a country.&filler={words}&question=The capital of ___"
    assert scene(link).text == story("Norway is a country.", words, "The capital of ___")
    assert scene(link).cells == ("rnn", "lstm")


# What is wrong


@pytest.mark.parametrize(
    ("link", "said"),
    [
        ("./#sentence=", "cannot be walked: there is no word"),
        ("./#sentence=a&cell=lstn", "there is no cell `lstn`; there are rnn, lstm"),
        ("./#sentence=a&token=1", "there is no 1; they run from 0 to 0"),
        ("./#sentence=a&token=Peru", "“Peru” is not a word of the sentence; its words are: a"),
        ("./#sentence=a&token=a 2", "“a 2” is not a word of the sentence"),
        ("./#sentence=a&unit=9999999999999", "they run from 0 to 159"),
        ("./#sentence=a&unit=mood", "there is no fact `mood`; lstm holds topic"),
        ("./#sentence=a&fact=mood", "there is no fact `mood`"),
        ("./#sentence=a&signal=z", "this cell has no `z`; it has f, i, g, o, c, h"),
        ("./#sentence=" + "a " * 121, "its text has 121 words and signs; a text in a lesson has 120 at most"),
        ("compare#cells=,", "no cell is compared"),
        ("compare#cells=rnn&filler=201&fact=a", "`filler` is 201; it is a number of words from 0 to 200"),
        ("compare#mode=sentences&first=a", "cannot be walked"),
        ("./#sentence=a&changes=x", "`changes` cannot be read"),
        ("./#sentence=a&changes=[1]", "`changes` cannot be read"),
        ("./#sentence=a&changes=" + "[" * 100_000, "`changes` cannot be read"),
        ('./#sentence=a&changes=[{"kind":"drop"}]', "holds something that is not a change"),
        ('./#sentence=a&changes=[{"kind":"exchange","token":1,"word":"b"}]', "is not in the sentence; tokens run from 0 to 0"),
        ('./#sentence=a&changes=[{"kind":"hold","signal":"f","to":1,"units":"mood"}]', "there is no fact `mood`"),
        ('./#sentence=a&changes=[{"kind":"hold","signal":"z","to":1}]', "there is no signal 'z'"),
        ('./#sentence=a&changes=[{"kind":"hold","signal":"f","to":NaN}]', "the value must be a number"),
    ],
)
def test_what_is_wrong_with_a_link_is_said_in_words(link: str, said: str) -> None:
    assert said in why(link)


ODD = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.sampled_from(["f", "all", "topic", "hold", "exchange", "open", "as it was", ""]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["kind", "signal", "units", "tokens", "to", "token", "word", "direction"]), inner, max_size=7
        )
    ),
    max_leaves=12,
)
HOLD = {"kind": "hold", "signal": "f", "units": "topic", "tokens": [1], "to": "open"}


@given(st.sampled_from([*HOLD, "direction", "token", "word"]), ODD, st.sampled_from(["hold", "exchange"]))
def test_whatever_a_change_holds_it_is_made_or_refused_in_words(name: str, value: object, kind: str) -> None:
    link = (
        f"./#sentence=Norway is big&changes={quote(json.dumps([HOLD | {'kind': kind, 'token': 0, 'word': 'b'} | {name: value}]))}"
    )
    with suppress(LessonError):  # anything else fails
        scene(link).walk("lstm")
