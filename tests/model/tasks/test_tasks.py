"""What the lab teaches is what its tasks say: the same for the same seed, and right by the rules of each, read anew."""

from __future__ import annotations

import dataclasses
import re
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from model.errors import InputError
from model.tasks import MOST_SEQUENCES, TASKS, Sequences
from model.tasks.india import FRESH
from model.tasks.reber import GRAMMAR
from model.tasks.sequences import ANSWER, NOTHING
from model.tasks.series import numbers_in

OWN_SERIES = {"series": "\n".join(str(10 + n % 12 + n / 10) for n in range(80))}
GIVEN: dict[str, dict[str, Any]] = {"series": OWN_SERIES}
each_task = pytest.mark.parametrize("name", sorted(TASKS))


def made(name: str, seed: int = 0, count: int = 50, **settings: Any) -> Sequences:
    return TASKS[name].generate(seed, count, GIVEN.get(name, {}) | settings)


def each(found: Sequences) -> list[dict[str, Any]]:
    """One dict for each sequence: inputs, marks and, where there are some, targets and what is allowed."""
    arrays = {"inputs": found.inputs, "marks": found.marks, "targets": found.targets, "allowed": found.allowed}
    some = {key: array for key, array in arrays.items() if array is not None}
    return [{key: array[begin:end] for key, array in some.items()} for begin, end in pairwise(found.starts)]


def words_of(found: Sequences, one: dict[str, Any]) -> list[str]:
    known = len(found.symbols)
    return [found.symbols[row] if row < known else f"<{row - known}>" for row in one["inputs"]]


@each_task
def test_the_same_seed_makes_the_same_and_another_one_others(name: str) -> None:
    first, again, other = made(name), made(name), made(name, seed=1)
    for key in ("lengths", "inputs", "marks", "targets", "allowed"):
        one, same = getattr(first, key), getattr(again, key)
        assert (one is None and same is None) or np.array_equal(one, same)
    assert not np.array_equal(first.inputs, other.inputs)


@each_task
def test_a_set_for_a_lesson_is_small_and_whole(name: str) -> None:
    task = TASKS[name]
    for set_name, settings in task.sets.items():
        count = task.recipe.count if set_name == "taught" else task.recipe.unseen
        found = made(name, count=count, **dict(settings))
        places = len(found.inputs)
        assert places == len(found.marks) == found.lengths.sum(dtype=int)
        assert all(len(array) == places for array in (found.targets, found.allowed) if array is not None)
        assert (found.marks == ANSWER).any()
        if found.targets is None:  # there is no next input behind the last one
            assert (found.marks[found.starts[1:] - 1] == NOTHING).all()
        if found.reads != "numbers":
            assert found.inputs.max() < len(found.symbols) + found.fresh
            arrays = [array for array in (found.inputs, found.targets, found.marks, found.allowed) if array is not None]
            assert sum(array.nbytes for array in arrays) < 500_000


@each_task
def test_a_task_says_where_it_is_from_and_its_presets_are_of_its_settings(name: str) -> None:
    task = TASKS[name]
    assert task.name == name and re.search(r"\b(19|20)\d\d\b", task.paper)
    fields = {field.name for field in dataclasses.fields(task.recipe)}
    for preset in task.presets:
        assert set(preset.recipe) <= fields
        assert len(made(name, count=2, **dict(preset.settings))) == 2
    assert task.recipe.on in task.sets


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"lenght": 30}, "no setting `lenght`; it has length"),
        ({"length": 3}, "a number from 20 to 200"),
        ({"length": 30.5}, "a whole number"),
        ({"length": "30"}, "a number from 20"),
        ({"length": True}, "a number from 20"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_in_words(settings: dict[str, Any], said: str) -> None:
    with pytest.raises(InputError, match=said):
        made("order", **settings)


@pytest.mark.parametrize("count", [0, -1, MOST_SEQUENCES + 1])
def test_there_are_not_too_many_sequences(count: int) -> None:
    with pytest.raises(InputError, match="4,000 sequences"):
        made("order", count=count)


def test_there_are_not_too_many_steps_in_all_of_them() -> None:
    with pytest.raises(InputError, match="400,000 steps together"):
        made("reber_stream", count=300, length=2_000)


# Each by its own rules


@pytest.mark.parametrize("invented", [0, 50, 100])
def test_the_capital_asked_for_is_that_of_the_country_told_of_last(invented: int) -> None:
    found = made("india", count=200, how_many=12, invented=invented, fillers=3)
    assert (found.fresh, found.reads) == (FRESH, "words")
    for one in each(found):
        text = " ".join(words_of(found, one))
        assert text.count(" also ") <= 1
        told = re.findall(r"(?:^|\. )([\w<>]+) is (?:also )?a \w+ country", text)
        assert text.endswith(f"capital of {told[-1]}")
        assert list(np.flatnonzero(one["marks"] == ANSWER)) == [len(one["inputs"]) - 2]
        for dropped in re.findall(r"(?:flew to|letter from) ([\w<>]+)", text):
            assert dropped not in told


def test_own_countries_and_adjectives_take_the_place_of_ours() -> None:
    found = made("india", countries="Narnia, Mordor, The Shire,Gondor\nNarnia", adjectives="foggy")
    assert found.symbols[:5] == ("Narnia", "Mordor", "The Shire", "Gondor", "foggy")
    assert "India" not in found.symbols
    assert found.more["typed"] == ["Narnia", "Mordor", "The Shire", "Gondor", "foggy"]
    with pytest.raises(InputError, match="four at least"):
        made("india", countries="Narnia, Mordor")
    with pytest.raises(InputError, match="`country` is a word of the sentences"):
        made("india", countries="Narnia, Mordor, Gondor, country")


@pytest.mark.parametrize("length", [30, 60, 100])
def test_the_order_asked_for_is_that_of_the_two_marks(length: int) -> None:
    found = made("order", length=length)
    assert set(found.lengths) == {length}
    seen = set()
    for one in each(found):
        words = words_of(found, one)
        marks = [word for word in words if word in "XY"]
        assert found.answers[one["targets"][-1]] == " then ".join(marks)
        assert list(np.flatnonzero(one["marks"])) == [length - 1]
        seen.add(tuple(marks))
    assert len(seen) == 4


def test_the_sum_is_that_of_the_two_marked_numbers() -> None:
    for one in each(made("adding")):
        values, marked = one["inputs"].T
        assert list(np.sort(marked)[-3:]) == [0, 1, 1]
        assert one["targets"][-1, 0] == pytest.approx(values[marked == 1].sum(), abs=1e-6)


def test_behind_each_sign_is_allowed_what_may_come_there_when_one_counts() -> None:
    found = made("counting", least=1, most=4)
    a, b, end = (1 << found.symbols.index(sign) for sign in "ab|")
    for one in each(found):
        text = "".join(words_of(found, one))
        n = text.count("a")
        assert text == "|" + "a" * n + "b" * n + "|"
        assert list(one["allowed"]) == [a, *[a | b] * n, *[b] * (n - 1), end, a]
        assert list(np.flatnonzero(one["marks"] == ANSWER)) == list(range(n + 1, 2 * n + 1))


def follows(text: str) -> bool:
    """Whether a text is a string of the embedded grammar."""
    node = 0
    for sign in text[2:-2]:
        following = dict(GRAMMAR[node]) if node < len(GRAMMAR) else {}
        if sign not in following:
            return False
        node = following[sign]
    return node == len(GRAMMAR) and text[0] == "B" and text[-1] == "E" and text[1] == text[-2] in "TP"


def test_every_string_is_one_of_the_grammar_and_its_answer_the_last_sign_but_one() -> None:
    found = made("reber", count=200)
    for one in each(found):
        text = "".join(words_of(found, one))
        assert follows(text)
        assert list(np.flatnonzero(one["marks"] == ANSWER)) == [len(text) - 3]
        assert all(one["allowed"][n] >> found.symbols.index(sign) & 1 for n, sign in enumerate(text[1:]))


def test_a_stream_is_strings_without_an_end() -> None:
    found = made("reber_stream", count=5, length=400)
    for one in each(found):
        text = "".join(words_of(found, one))
        assert len(text) == 400
        strings = re.findall(r"B[TP]B.*?E[TP]E", text)
        assert all(map(follows, strings)) and text.startswith("".join(strings))


def test_what_closes_is_what_was_opened_last() -> None:
    pairs = {"(": ")", "[": "]", "{": "}"}
    found = made("brackets", deep=3)
    closers = set(pairs.values()) | {'"'}
    for one in each(found):
        text, open_ones = "".join(words_of(found, one)), list[str]()
        for n, sign in enumerate(text):
            if open_ones and sign == open_ones[-1]:
                open_ones.pop()
            elif sign in pairs or sign == '"':
                open_ones.append(pairs.get(sign, '"'))
            else:
                assert sign in "abcde"
            if n + 1 < len(text):
                allowed = {symbol for k, symbol in enumerate(found.symbols) if one["allowed"][n] >> k & 1}
                right = {open_ones[-1]} if open_ones else set()
                assert (allowed & closers) - {'"'} == right - {'"'} and text[n + 1] in allowed


def test_what_is_to_be_copied_comes_before_the_gap() -> None:
    for one in each(made("copying", letters=4, gap=9)):
        assert list(one["inputs"][:4]) == list(one["targets"][-4:])
        assert list(np.flatnonzero(one["marks"])) == [13, 14, 15, 16]


def test_a_sine_without_noise_is_one() -> None:
    (one, *_) = each(made("sine", noise=0, period=8))
    values = one["inputs"][:, 0]
    assert values[8:] == pytest.approx(values[:-8], abs=1e-5)
    assert np.abs(values).max() <= 1


def test_a_slow_and_a_fast_wave_lie_over_each_other() -> None:
    (one, *_) = each(made("two_rates", slow=40, fast=5, length=119))
    strength = np.abs(np.fft.rfft(one["inputs"][:, 0]))
    assert set(np.argsort(strength)[-2:]) == {120 // 40, 120 // 5}


def test_the_passengers_are_those_of_twelve_years_and_the_last_two_are_not_shown() -> None:
    taught, unseen = made("airline", count=300), made("airline", part=1)
    values = np.array(taught.more["values"])
    assert len(values) == 144 and (values[0], values[-1], values.sum()) == (112, 432, 40_363)
    back = np.exp(taught.inputs * taught.more["deviation"] + taught.more["mean"])
    assert back.max() == pytest.approx(values[:120].max(), rel=1e-4)
    assert np.exp(unseen.inputs[-1, 0] * unseen.more["deviation"] + unseen.more["mean"]) == pytest.approx(432, rel=1e-4)
    assert (unseen.marks == ANSWER).sum() == 24
    log = np.log(values)
    last_month = np.mean((log[120:] - log[119:-1]) ** 2) / taught.more["deviation"] ** 2
    last_year = np.mean((log[120:] - log[108:-12]) ** 2) / taught.more["deviation"] ** 2
    assert unseen.more["baselines"] == pytest.approx({"last-month": last_month, "last-year": last_year})


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(map(str, range(30))),
        " ".join(map(str, range(30))),
        ",".join(map(str, range(30))),
        "month,value\n" + "\n".join(f"{n},{n}.0" for n in range(30)),
        "Monat;Wert\n" + "\n".join(f"{n};{n},0" for n in range(30)),
        "a\tb\n" + "\n".join(f'x\t"{n}"' for n in range(30)),
        "\n\n".join(f"{n},{n}," for n in range(30)),
    ],
)
def test_a_series_is_read_from_lines_or_the_last_column_of_a_table(text: str) -> None:
    assert numbers_in(text) == list(map(float, range(30)))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there are 0 numbers; a series has 30 to 5,000"),
        ("1\n2\n3", "there are 3 numbers"),
        ("1\n" * 20 + "two\n" + "1\n" * 20, "line 21: `two` is not a number"),
        ("1\n" * 40 + "1e999", "line 41: `1e999` is not a number"),
        ("1\n" * 40 + "nan", "line 41: `nan`"),
        ("1\n" * 6_000, "there are 6,000 numbers"),
    ],
)
def test_what_is_no_series_is_refused_with_its_line(text: str, said: str) -> None:
    with pytest.raises(InputError, match=re.escape(said)):
        numbers_in(text)


def test_a_logarithm_is_taken_of_numbers_above_0_only() -> None:
    with pytest.raises(InputError, match="switch it off"):
        made("series", series="\n".join(str(n - 5) for n in range(40)), logarithm=1)
    with pytest.raises(InputError, match="`season`: 300 steps"):
        made("series", season=300)


def test_a_text_is_learned_by_its_characters_and_judged_by_its_end() -> None:
    text = "abc " * 100 + "xyz " * 12
    taught, unseen = made("text", text=text, length=20), made("text", text=text, length=20, part=1)
    assert taught.symbols == unseen.symbols == tuple(" abcxyz")
    assert all("".join(words_of(taught, one)) in text for one in each(taught))
    assert not set("xyz") <= {symbol for one in each(taught) for symbol in words_of(taught, one)}
    with pytest.raises(InputError, match="it has 5 characters"):
        made("text", text="short")
