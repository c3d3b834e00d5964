"""Every number on the page is the model's: at every part of a step, for every cell, in every view."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from app.schemas import INDIA
from model import Trace, cell_names, shipped, trace
from model.equations.functions import Array
from model.explain import belief, main_fact, priors
from tests.browser.conftest import LookOnce
from tests.browser.shown import Place, at_places, of_the_sentence, read

SEVERAL = (0, 11, 23, 24)  # tokens: the first, the new name, the last word, the blank
SHOWN = 0.0051  # two decimals, of numbers that came with four
TOLD = 1e-4  # four decimals
KNOWN, FAR = 0.5, 0.3  # of less it does not know; so much nearer than its habit the text has told it
NOT_KNOWN, HABIT = "It does not know. Likeliest is ", ": its habit, nothing in the text says so"


@dataclass(frozen=True)
class Memory:
    """How a cell keeps what it knows, as its paper has it."""

    state: str
    keeps: Callable[[Trace], Array] | None = None
    puts: Callable[[Trace], Array] | None = None
    kept_by: str = ""
    shows: str = ""


MEMORY = {
    "rnn": Memory("h"),
    "lstm": Memory("c", lambda at: at["f"], lambda at: at["i"] * at["g"], "f", "o"),
    "peephole": Memory("c", lambda at: at["f"], lambda at: at["i"] * at["g"], "f", "o"),
    "coupled": Memory("c", lambda at: at["f"], lambda at: (1 - at["f"]) * at["g"], "f", "o"),
    "gru": Memory("h", lambda at: at["z"], lambda at: (1 - at["z"]) * at["n"], "z"),
    "gru_before": Memory("h", lambda at: at["z"], lambda at: (1 - at["z"]) * at["n"], "z"),
    "clockwork": Memory("h", lambda at: 1 - at["k"], lambda at: at["k"] * at["g"], "k"),
    "depth_gated": Memory("c", lambda at: at["f"], lambda at: at["d"] * at.signal("c", 0) + at["i"] * at["g"], "f", "o"),
    "blanks": Memory("c", lambda at: at["f"], lambda at: at["i"] * at["g"], "f", "o"),
}
WRITES: dict[str, Callable[[Trace], list[Array]]] = {  # the gates through which something is put on; a clock is none
    "coupled": lambda at: [1 - at["f"]],
    "gru": lambda at: [1 - at["z"]],
    "gru_before": lambda at: [1 - at["z"]],
    "depth_gated": lambda at: [at["d"], at["i"]],
    **{name: lambda at: [at["i"]] for name in ("lstm", "peephole", "blanks")},
    **{name: lambda at: [] for name in ("rnn", "clockwork")},
}
GATES = {  # with the candidate, which is called g or n
    "rnn": "",
    "lstm": "figo",
    "peephole": "figo",
    "coupled": "figo",
    "gru": "rzn",
    "gru_before": "rzn",
    "clockwork": "kg",
    "depth_gated": "figdo",
    "blanks": "figo",
}


@dataclass
class Walked:
    """A sentence that the page walks, and what the model says of it."""

    page: Page
    cell: str
    trace: Trace

    def __post_init__(self) -> None:
        memory = self.memory = MEMORY[self.cell]
        state = self.trace[memory.state]
        self.state = state
        self.before = np.vstack([np.zeros_like(state[:1]), state[:-1]])
        self.keeps = memory.keeps(self.trace) if memory.keeps else np.zeros_like(state)
        self.puts = memory.puts(self.trace) if memory.puts else state
        if not memory.keeps:
            self.parts = ["read", "write"]
        else:
            self.parts = ["read", "forget", "write", "add", *(["output"] if memory.shows else [])]
        blind = self.trace.network.config.bidirectional
        self.fact = None if blind else main_fact(self.trace)

    def done(self, part: int, name: str) -> bool:
        """Whether something is known by then; what a cell has no part for is known at the last one."""
        return part >= (self.parts.index(name) if name in self.parts else len(self.parts) - 1)

    def places(self) -> list[tuple[int, int, Place]]:
        """Every part of some steps, and each time another number that is opened."""
        signals = [equation.name for equation in self.equations]
        units = self.state.shape[1]
        found = [(token, part) for token in SEVERAL for part in range(len(self.parts))]
        return [
            (token, part, Place(number=token * len(self.parts) + part, signal=signals[n % len(signals)], unit=n * 37 % units))
            for n, (token, part) in enumerate(found)
        ]

    @property
    def equations(self) -> Any:
        config = self.trace.network.config
        return config.cell.equations(config.layers == 1)


@pytest.fixture(scope="module")
def page(look_once: LookOnce) -> Iterator[Page]:
    with look_once() as look:
        page = look("/").page
        page.uncheck("#moves")
        yield page


@pytest.fixture(scope="module", params=[*cell_names(), "blanks"])
def walked(request: pytest.FixtureRequest, page: Page) -> Walked:
    with page.expect_response("**/api/v1/traces*"):
        page.select_option("#cell", request.param)
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    return Walked(page, request.param, trace(shipped(request.param), INDIA))


@pytest.fixture(scope="module")
def places(walked: Walked) -> list[tuple[int, int, dict[str, Any]]]:
    """What is seen at every part of some steps."""
    walked.page.locator(".belt .main-svg").first.wait_for(state="attached")
    places = walked.places()
    seen = at_places(walked.page, [place for *_, place in places])
    return [(token, part, one) for (token, part, _), one in zip(places, seen, strict=True)]


@pytest.fixture(scope="module")
def sentence(walked: Walked) -> dict[str, Any]:
    """What is seen of the whole sentence, while the token 11 is the present one."""
    last = len(walked.parts) - 1
    at_places(walked.page, [Place(number=11 * len(walked.parts) + last, signal=walked.memory.state, unit=3)])
    return of_the_sentence(walked.page)


Places = list[tuple[int, int, dict[str, Any]]]


def test_each_part_of_a_step_is_called_by_its_name(walked: Walked, places: Places) -> None:
    found = [(seen["word"], seen["part"].removeprefix("· ")) for _, _, seen in places]
    words = [token.text for token in walked.trace.tokens]
    named = {".": "Full stop", "___": "The blank"}
    assert found == [(named.get(words[token], words[token]), walked.parts[part]) for token, part, _ in places]


def test_the_numbers_beside_the_belt_are_the_model_s_and_appear_with_their_part(walked: Walked, places: Places) -> None:
    shows = walked.memory.shows
    for token, part, seen in places:
        for name, *shown in seen["lanes"]:
            unit = int(name.removeprefix("unit "))
            wanted = [(walked.before, True)]
            if walked.memory.keeps:
                wanted += [(walked.keeps, walked.done(part, "forget")), (walked.puts, walked.done(part, "write"))]
            wanted += [(walked.state, walked.done(part, "add"))]
            if shows:
                wanted += [(walked.trace[shows], walked.done(part, "output")), (walked.trace["h"], walked.done(part, "output"))]
            if not walked.memory.keeps:
                wanted[1:1] = [(walked.state, False)] * 2  # "nothing stays" and "made anew" have no numbers
            assert [text != "" for text in shown] == [known for _, known in wanted]
            told = [float(values[token, unit]) for values, known in wanted if known]
            assert [read(text) for text in shown if text] == pytest.approx(told, abs=SHOWN, rel=1e-4)


def test_numbers_have_two_decimals_and_no_minus_before_nothing(places: Places) -> None:
    texts = {text for _, _, seen in places for row in [*seen["lanes"], *seen["gates"]] for text in row[1:] if text}
    assert {text for text in texts if not re.fullmatch(r"(× |[+−] )?−?\d+\.\d\d", text) or text == "−0.00"} == set()


def test_the_table_of_the_gates_is_the_model_s(walked: Walked, places: Places) -> None:
    for token, _, seen in places:
        for (name, *shown), bars in zip(seen["gates"], seen["bars"], strict=True):
            told = [float(walked.trace[signal][token, int(name)]) for signal in GATES[walked.cell]]
            assert [read(text) for text in shown] == pytest.approx(told, abs=SHOWN)
            assert bars == pytest.approx(told, abs=TOLD)


def test_the_answer_and_its_probabilities_are_the_model_s(walked: Walked, places: Places) -> None:
    told = walked.trace
    for token, _, seen in places:
        blank = token in told.blanks
        fills = told.network.config.bidirectional and not blank
        expected = () if fills else told.answer(token, 3) if blank else told.predictions(token, 3)
        fills_it = "It fills the blank with" if blank and told.answer(token, 1)[0].p >= KNOWN else "It does not know"
        assert seen["answer_of"] == (fills_it if blank else "It fills blanks only" if fills else "It expects next")
        assert [word for word, *_ in seen["answer"]] == [one.word for one in expected]
        assert [read(p) for _, p, _ in seen["answer"]] == pytest.approx([one.p for one in expected], abs=SHOWN)
        assert [bar for *_, bar in seen["answer"]] == pytest.approx([one.p for one in expected], abs=TOLD)


def test_the_number_in_the_heading_is_the_model_s(walked: Walked, places: Places) -> None:
    for (token, _, seen), (_, _, place) in zip(places, walked.places(), strict=True):
        name = f"{place['signal']} of unit {place['unit']} at “{walked.trace.tokens[token].text}” is "
        assert seen["heading"].startswith(name)
        told = float(walked.trace[place["signal"]][token, place["unit"]])
        assert read(seen["heading"].removeprefix(name)) == pytest.approx(told, abs=TOLD)


def test_the_diagram_has_each_value_from_the_part_on_in_which_it_is_computed(walked: Walked, places: Places) -> None:
    memory = walked.memory
    stages = {equation.name: "write" for equation in walked.equations}
    if memory.keeps:
        stages |= {memory.state: "add", memory.kept_by: "forget"}
    if memory.shows:
        stages |= {memory.shows: "output", "h": "output"}
    for (token, part, seen), (_, _, place) in zip(places, walked.places(), strict=True):
        assert set(seen["diagram"]) <= set(stages) and memory.state in seen["diagram"]
        for signal, shown in seen["diagram"].items():
            if walked.done(part, stages[signal]):
                assert read(shown) == pytest.approx(float(walked.trace[signal][token, place["unit"]]), abs=SHOWN)
            else:
                assert shown == ""


Lanes = dict[int, dict[str, Any]]


def on_the_belt(walked: Walked, sentence: dict[str, Any], seen: dict[str, Any]) -> dict[str, Lanes]:
    """What can be seen on the belt, by its lane and the name of the station that it stands at or near."""
    names = ["old", "keep", "put", "new", *(["tap", "shown"] if walked.memory.shows else [])]
    left, right = sentence["belt"]
    at = dict(zip(names, (left + share * (right - left) for _, share in sentence["heads"]), strict=True))
    assert list(at.values()) == sorted(at.values())
    found: dict[str, Lanes] = {}
    for dot in seen["dots"]:
        if not dot["opacity"] or not dot["size"]:
            continue
        share = (dot["x"] - at["old"]) / (at["new"] - at["old"])
        between = "fallen" if share < 0.33 else "rides" if share < 0.6 else "put"
        name = next((name for name, x in at.items() if abs(x - dot["x"]) < 0.01), between)
        lane = round(dot["y"])
        assert lane not in found.setdefault(name, {})
        found[name][lane] = dot
    return found


def expected_on_the_belt(walked: Walked, part: int) -> dict[str, Array]:
    kept = walked.keeps * walked.before
    made_anew = not walked.memory.keeps
    found = {"old": walked.before}
    if walked.done(part, "forget"):
        found |= {"fallen": walked.before - kept}
        found |= {} if made_anew else {"rides": kept}
    if walked.done(part, "write"):
        found |= {"put": walked.puts}
    if walked.done(part, "add"):
        found |= {"new": walked.state}
        found.pop("rides", None)
    if walked.memory.shows and walked.done(part, "output"):
        found |= {"shown": walked.trace["h"]}
    return found


def test_what_stands_on_the_belt_has_the_place_the_area_and_the_colour_of_its_value(
    walked: Walked, sentence: dict[str, Any], places: Places
) -> None:
    units = [int(name.removeprefix("unit ")) for name, *_ in places[0][2]["lanes"]]
    areas, values = [], []
    for token, part, seen in places:
        expected = {name: told[token, units] for name, told in expected_on_the_belt(walked, part).items()}
        found = on_the_belt(walked, sentence, seen)
        assert set(found) <= set(expected)
        for name, told in expected.items():
            for lane, value in enumerate(told.tolist()):
                dot = found.get(name, {}).get(lane)
                areas.append(dot["size"] ** 2 if dot else 0.0)
                values.append(abs(value))
                if dot and abs(value) > TOLD:
                    assert dot["edge"] == (sentence["minus"] if value < 0 else sentence["plus"])
    most = np.argmax(values)
    scale = areas[most] / values[most]  # the same in the whole sentence
    # What is sent has 4 decimals: a share of a value is as uncertain as the value is large.
    assert areas == pytest.approx([scale * value for value in values], abs=1e-4 * (1 + max(values)) * scale, rel=1e-3)


def test_a_valve_is_open_as_far_as_its_gate(walked: Walked, places: Places) -> None:
    memory = walked.memory
    gates = [walked.keeps] if memory.keeps else []
    gates += [walked.trace[memory.shows]] if memory.shows else []
    for token, _, seen in places:
        units = [int(name.removeprefix("unit ")) for name, *_ in seen["lanes"]]
        leaves = [tuple(y for _, y in seen["valves"][n : n + 5]) for n in range(0, len(seen["valves"]), 6)]
        gaps = [(low - high) / (bottom - top) for top, high, _, low, bottom in leaves]
        told = [float(gate[token, unit]) for gate in gates for unit in units]
        assert gaps == pytest.approx(told, abs=TOLD)


def test_a_hatch_above_a_lane_is_open_as_far_as_the_gate_that_writes(walked: Walked, places: Places) -> None:
    for token, _, seen in places:
        units = [int(name.removeprefix("unit ")) for name, *_ in seen["lanes"]]
        leaves = [tuple(x for x, _ in seen["hatches"][n : n + 5]) for n in range(0, len(seen["hatches"]), 6)]
        gaps = [(right - left) / (end - begin) for begin, left, _, right, end in leaves]
        told = [float(gate[token, unit]) for gate in WRITES[walked.cell](walked.trace) for unit in units]
        assert gaps == pytest.approx(told, abs=TOLD)


def test_the_bars_under_the_words_are_the_means_of_the_gates(walked: Walked, sentence: dict[str, Any]) -> None:
    if not walked.fact:
        assert all(bars == [] for bars in sentence["bars"])
        return
    units = [int(unit) for unit, *_ in sentence["lanes"]["rows"]]  # the twelve that have a lane
    gates = [name for name in GATES[walked.cell] if name not in "gn"]
    for token, bars in enumerate(sentence["bars"]):
        told = [walked.trace[name][token, units].mean() for name in gates]
        assert bars == pytest.approx(told, abs=1e-3)


def test_the_strip_says_what_would_be_answered_after_each_word(walked: Walked, sentence: dict[str, Any]) -> None:
    assert sentence["tokens"] == [token.text for token in walked.trace.tokens]
    if not walked.fact:
        assert sentence["sure"] == sentence["answers"] == []
        return
    told = [best[0] for best in belief(walked.trace, walked.fact)]
    habit = priors(walked.trace.network)[walked.fact.name][0]
    known = [one.p >= KNOWN for one in told]
    habits = [one.p >= KNOWN and one.word == habit.word and one.p - habit.p < FAR for one in told]
    titles = [title.removeprefix(NOT_KNOWN).removesuffix(HABIT).rsplit(", ", 1) for title, _ in sentence["sure"]]
    assert [word for word, _ in titles] == [one.word for one in told]
    assert [read(p) for _, p in titles] == pytest.approx([one.p for one in told], abs=SHOWN)
    assert [title.startswith(NOT_KNOWN) for title, _ in sentence["sure"]] == [not one for one in known]
    assert [title.endswith(HABIT) for title, _ in sentence["sure"]] == habits
    assert [sure for _, sure in sentence["sure"]] == pytest.approx([one.p if one.p >= KNOWN else 0 for one in told], abs=TOLD)
    assert sentence["spoken"] == [
        f", it would answer {title}" if knows else ", it does not know"
        for (title, _), knows in zip(sentence["sure"], known, strict=True)
    ]
    named = [(n, word) for word, first, last in sentence["answers"] for n in range(int(first), int(last))]
    short = [one.word if len(one.word) <= 12 else one.word[:11].rstrip() + "…" for one in told]
    assert named == [(n + 1, word) for n, (one, word) in enumerate(zip(told, short, strict=True)) if one.p >= KNOWN]


def test_every_cell_of_every_heatmap_is_the_model_s(walked: Walked, sentence: dict[str, Any]) -> None:
    assert list(sentence["maps"]) == [equation.name for equation in walked.equations]
    for signal, found in sentence["maps"].items():
        units = [int(row[0].split()[1]) for row in found["text"]]
        assert sorted(units) == list(range(walked.state.shape[1]))
        assert units[: len(walked.fact.units) if walked.fact else 0] == list(walked.fact.units if walked.fact else ())
        np.testing.assert_allclose(np.array(found["z"]), walked.trace[signal][:, units].T, atol=TOLD)
        gate = signal in GATES[walked.cell] and signal not in "gn"
        assert found["least"] == (0 if gate else -found["most"])
        assert found["most"] == 1 if gate else found["most"] >= 1


def test_the_lines_are_the_memory_of_the_lanes(walked: Walked, sentence: dict[str, Any]) -> None:
    lanes = [row[0] for row in sentence["lanes"]["rows"]]
    assert [line["name"] for line in sentence["lines"]] == [f"unit {unit}" for unit in lanes]
    for line in sentence["lines"]:
        told = walked.state[:, int(line["name"].split()[1])]
        assert line["x"] == list(range(len(told) + 1))
        assert line["y"] == pytest.approx([*told, told[-1]], abs=TOLD)


def test_the_table_of_the_lanes_is_the_model_s(walked: Walked, sentence: dict[str, Any]) -> None:
    kept = walked.keeps * walked.before
    columns = [walked.before, *([walked.keeps, walked.before - kept] if walked.memory.keeps else []), walked.puts, walked.state]
    columns += [walked.trace[walked.memory.shows], walked.trace["h"]] if walked.memory.shows else []
    assert len(sentence["lanes"]["rows"]) == 12
    for unit, *shown in sentence["lanes"]["rows"]:
        told = [float(column[11, int(unit)]) for column in columns]
        assert [read(text) for text in shown] == pytest.approx(told, abs=4e-4, rel=1e-4)
        if walked.memory.keeps:
            before, _, falls_off, put, after = map(read, shown[:5])
            assert before - falls_off + put == pytest.approx(after, abs=4e-4)  # what is shown adds up by itself


def test_the_table_of_a_signal_is_the_model_s(walked: Walked, sentence: dict[str, Any]) -> None:
    units = [int(name.removeprefix("unit ")) for name in sentence["values"]["head"][1:]]
    assert [row[0] for row in sentence["values"]["rows"]] == [token.text for token in walked.trace.tokens]
    shown = [[read(text) for text in row[1:]] for row in sentence["values"]["rows"]]
    np.testing.assert_allclose(shown, walked.state[:, units], atol=TOLD)
