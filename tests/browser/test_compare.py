"""The page that lays cells, or two sentences, side by side: what it shows is the model's, and nothing typed is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from app.routes.pages import FACT, PAIRS, QUESTION
from model import Prediction, Trace, cell_names, shipped, trace
from model.explain.beliefs import beliefs, fact_asked_for
from model.network.shipped import scores
from tests.browser.conftest import SIZES, Sight

Look = Callable[..., Sight]
FILLER = "The old clock on the kitchen wall stood still for many years."  # the first sentence of it
STORY = f"{FACT} {FILLER} {QUESTION}"
NAMES = list(cell_names())
KEPT = {"lstm": "f", "peephole": "f", "coupled": "f", "gru": "z", "gru_before": "z", "depth_gated": "f"}
WRITES = ("lstm", "peephole", "coupled", "depth_gated")  # cells with a gate of that kind; the same ones show through one


def address(**view: object) -> str:
    return f"/compare?{urlencode(view)}"


def ready(sight: Sight, count: int) -> Page:
    """The page, once it shows a text of so many tokens."""
    expect(sight.page.locator("#at")).to_contain_text(f"of {count}")
    return sight.page


def read(text: str) -> float:
    return float(text.replace("−", "-").replace(",", ""))


def until(page: Page, true: str) -> None:
    """Waits; the policy of the page forbids the browser's own way, which evaluates text."""
    for _ in range(100):
        if page.evaluate(true):
            return
        page.wait_for_timeout(50)
    pytest.fail(f"it never came true that {true}")


def rows(page: Page, table: str) -> list[list[str]]:
    return page.locator(f"{table} tbody tr").evaluate_all("all => all.map(row => [...row.cells].map(cell => cell.textContent))")


def opened(page: Page, table: str) -> tuple[list[str], list[list[str]]]:
    page.locator(f"[data-table={table}]").click()
    found = page.locator("#table thead th").all_inner_texts(), rows(page, "#table")
    page.locator("#tables button").click()
    return found


def said(walked: Trace) -> list[Sequence[Prediction]]:
    """At each token what would be answered; in a blank what is put there."""
    fact = fact_asked_for(walked)
    assert fact
    found: list[Sequence[Prediction]] = list(beliefs(walked, [fact], 3)[0])
    for blank in walked.blanks:
        found[blank] = walked.answer(blank)
    return found


def agrees(shown: str, words: Sequence[Prediction], right: str) -> bool:
    """Whether what is told of the right answer is true, even where it is only told to lie below something."""
    p = next((one.p for one in words if one.word == right), None)
    if shown.startswith("below "):
        return p is None and min(words[-1].p, 1 - sum(one.p for one in words)) <= read(shown[6:]) + 0.0051
    return abs(read(shown) - (p or 0)) <= 0.0051 if p is not None else read(shown) == 0


def test_what_every_cell_answers_and_what_it_costs_is_the_model_s(look: Look) -> None:
    walks = {name: trace(shipped(name), STORY) for name in NAMES}
    page = ready(look(address(cells=",".join(NAMES), filler=12)), len(walks["lstm"]))
    answers = {name: said(walked) for name, walked in walks.items()}
    for token in (0, 3, 17, len(walks["lstm"]) - 1):
        page.locator("#words button").nth(token).click()
        told = rows(page, "#answers")
        assert [row[0] for row in told] == [shipped(name).config.cell.title for name in NAMES]
        for name, (_, word, p, right, parameters, multiplications, milliseconds) in zip(NAMES, told, strict=True):
            words = answers[name][token]
            assert word == words[0].word
            assert read(p) == pytest.approx(words[0].p, abs=0.0051)
            assert agrees(right, words, "Norway"), (name, right)
            held = shipped(name).parameters
            assert read(parameters) == held.flat.size
            weights = [held[key].size for key in held if key.startswith("layers.") and held[key].ndim == 2]
            assert read(multiplications) == sum(weights)
            assert read(milliseconds) >= 0


def test_every_lane_is_the_model_s_and_a_gate_that_is_not_there_is_an_empty_place(look: Look) -> None:
    walks = {name: trace(shipped(name), STORY) for name in NAMES}
    page = ready(look(address(cells=",".join(NAMES), filler=12)), len(walks["lstm"]))
    head, told = opened(page, "lanes")
    columns = {name: [row[n] for row in told] for n, name in enumerate(head)}
    for name, walked in walks.items():
        title, fact = walked.network.config.cell.title, fact_asked_for(walked)
        assert fact
        units, weights = list(fact.units), np.array(fact.weights) / sum(fact.weights)

        def mean(signal: str, walked: Trace = walked, units: list[int] = units, weights: Any = weights) -> Any:
            return pytest.approx(walked[signal][:, units] @ weights, abs=0.0052)

        def lane(begin: str, title: str = title) -> list[str]:
            return next(values for key, values in columns.items() if key.startswith(f"{title}: {begin}"))

        for (word, p), words in zip((text.rsplit(" ", 1) for text in lane("would answer")), said(walked), strict=True):
            assert (word, read(p)) == (words[0].word, pytest.approx(words[0].p, abs=0.0051))
        assert all(agrees(text, words, "Norway") for text, words in zip(lane("p of"), said(walked), strict=True))
        if name in KEPT:
            assert list(map(read, lane(f"keeps {KEPT[name]}"))) == mean(KEPT[name])
        if name == "clockwork":
            assert [1 - read(value) for value in lane("keeps (1 − k)")] == mean("k")
        for begin, signal in (("writes", "i"), ("shows", "o")):
            assert list(map(read, lane(f"{begin} {signal}"))) == mean(signal) if name in WRITES else set(lane(begin)) == {""}
        if name in ("gru", "gru_before"):
            assert list(map(read, lane("reset r"))) == mean("r")
    none = page.locator("#pictures .block").nth(NAMES.index("rnn")).locator(".nothing")
    assert none.all_inner_texts() == ["has none"] * 4


def test_the_memory_that_is_shown_is_that_of_the_units_that_hold_the_fact(look: Look) -> None:
    page = ready(look(address(filler=12, cells="rnn,lstm,depth_gated")), 26)
    head, told = opened(page, "memory")
    for name in ("rnn", "lstm", "depth_gated"):
        walked = trace(shipped(name), STORY)
        fact, title = fact_asked_for(walked), walked.network.config.cell.title
        assert fact
        units = fact.units[:14]
        begin = head.index(f"{title}: unit {units[0]}")
        assert head[begin : begin + len(units)] == [f"{title}: unit {unit}" for unit in units]
        for token, row in enumerate(told):
            assert list(map(read, row[begin : begin + len(units)])) == pytest.approx(
                walked[fact.state][token, list(units)], abs=6e-5
            )


def test_the_chart_is_what_was_measured_and_the_sentences_below_say_it(look: Look) -> None:
    page = ready(look("/compare"), 26)
    until(page, "document.querySelector('#chart').data?.length >= 12")
    drawn = page.evaluate("document.querySelector('#chart').data.map(({name, y, error_y}) => ({name, y, error_y}))")
    for name in NAMES:
        measured = scores()[name]["by_gap"]
        line = next(one for one in drawn if one["name"] == shipped(name).config.cell.title)
        assert line["y"] == [score["accuracy"] for score in measured.values()]
        low = [y - less for y, less in zip(line["y"], line["error_y"]["arrayminus"], strict=True)]
        assert low == pytest.approx([score["low"] for score in measured.values()])
    _, told = opened(page, "scores")
    assert [row[0] for row in told[len(NAMES) :]] == [
        f"{shipped(name).config.cell.title}, this text, gap 25" for name in ("rnn", "lstm", "gru", "clockwork")
    ]
    for name, row in zip(NAMES, told[: len(NAMES)], strict=True):
        assert [text.split(" ")[0] for text in row[1:-1]] == [f"{s['accuracy']:.3f}" for s in scores()[name]["by_gap"].values()]
    text = page.locator("#findings").inner_text()
    for name, gap in (("rnn", "1-10"), ("rnn", "101-200"), *((name, "101-200") for name in NAMES if name != "coupled")):
        assert f"{100 * scores()[name]['by_gap'][gap]['accuracy']:.1f} %" in text, name
    misled = scores()["lstm"]["asked"]["topic, other things described between"]["101-200"]["accuracy"]
    assert f"of them the LSTM is right in {100 * misled:.1f} %." in text


def slide(page: Page, words: int) -> None:
    page.locator("#filler").evaluate(
        "(slider, to) => { slider.value = to; slider.dispatchEvent(new Event('input', {bubbles: true})); }", words
    )
    expect(page.locator("#filler-said")).to_have_text("1 word" if words == 1 else f"{words} words")


def test_the_slider_asks_again_and_its_points_stay_in_the_chart(look: Look) -> None:
    page = ready(look(address(cells="rnn,lstm", filler=12)), 26)
    slide(page, 1)
    ready_at = {12: 25, 1: 14}  # words between -> words and signs from the fact to the blank
    expect(page.locator("#at")).to_contain_text("of 15")
    slide(page, 200)
    until(page, "/[?&]filler=200&/.test(location.search)")
    points = "document.querySelector('#chart').data?.filter(({name}) => name.endsWith('this text'))"
    until(page, f"{points}?.every(({{x}}) => x.length === 3)")
    drawn = {one["name"]: one for one in page.evaluate(points)}
    for name in ("rnn", "lstm"):
        line = drawn[f"{shipped(name).config.cell.title}, this text"]
        for text, p in list(zip(line["text"], line["y"], strict=True))[:2]:
            words = next(words for words, gap in ready_at.items() if f"gap {gap}:" in text)
            between = " ".join(FILLER.rstrip(".").split()[:words])
            walked = trace(shipped(name), f"{FACT} {between}. {QUESTION}")
            assert p == pytest.approx(next(one.p for one in walked.answer(walked.blanks[0]) if one.word == "Norway"), abs=1e-4)
    page.locator("#forget").click()
    until(page, f"{points}.length === 0")


def test_it_slides_by_itself_until_it_is_stopped(look: Look) -> None:
    page = ready(look(address(cells="rnn")), 26)
    page.locator("#sweep").click()
    expect(page.locator("#sweep")).to_have_text("Stop")
    expect(page.locator("#swept")).to_contain_text("words between")
    page.locator("#sweep").click()
    expect(page.locator("#sweep")).to_have_text("Slide from 0 to 200 words")
    stopped = page.input_value("#filler")
    page.wait_for_timeout(600)
    assert page.input_value("#filler") == stopped != "200"


def test_an_answer_that_comes_late_does_not_take_the_place_of_a_later_one(look: Look) -> None:
    page = ready(look("/compare"), 26)

    def slowly(route: Any) -> None:
        if "Peru" in (route.request.post_data or ""):
            page.wait_for_timeout(400)
        route.continue_()

    page.route("**/api/v1/comparisons*", slowly)
    for text in ("Peru is it.", "Chile is a lovely country."):
        page.fill("#fact", text)
        page.press("#fact", "Enter")
    expect(page.locator("#words")).to_contain_text("Chile")
    page.wait_for_timeout(600)
    expect(page.locator("#words")).to_contain_text("Chile")


@pytest.mark.parametrize("words", [0, 1, 13, 200])
def test_the_filler_has_exactly_so_many_words(look: Look, words: int) -> None:
    page = look(address(cells="lstm", filler=words)).page
    expect(page.locator("#at")).to_contain_text(re.compile(r"of \d+"))
    _, told = opened(page, "lanes")
    texts = [row[0].strip("“”") for row in told]
    between = texts[6:-7]  # before it the fact and its full stop, behind it six words of the question and the blank
    assert len([text for text in between if text != "."]) == words


def test_two_sentences_are_laid_over_each_other_and_their_difference_is_the_model_s(look: Look) -> None:
    page = ready(look("/compare?mode=sentences"), 25)
    first, second = (trace(shipped("lstm"), text) for text in PAIRS[0][1:])
    assert page.locator("#words .differs").all_inner_texts() == ["India\nNorway", "India\nNorway", "Norway\nIndia"]
    _, told = opened(page, "lanes")
    for token, row in enumerate(told):
        one, other = (next((w.p for w in said(walked)[token] if w.word == "Norway"), 0.0) for walked in (first, second))
        assert read(row[-1].split(" to ")[0]) == pytest.approx(other - one, abs=0.011)
    head, told = opened(page, "memory")
    units = [int(name.split()[-1]) for name in head if name.startswith("Difference")]
    assert units
    for token, row in enumerate(told):
        found = [read(value) for value in row[-len(units) :]]
        assert found == pytest.approx(second["c"][token, units] - first["c"][token, units], abs=1.1e-4)


def test_sentences_of_unequal_length_show_where_one_has_no_word(look: Look) -> None:
    page = ready(look("/compare?mode=sentences"), 25)
    page.select_option("#presets", label=PAIRS[1][0])
    ready(Sight(page), 21)
    assert page.locator("#words .missing").count() == 8
    page.locator("#words button").nth(8).click()
    assert rows(page, "#answers")[0][1] == "no word here"
    assert rows(page, "#answers")[1][1] == said(trace(shipped("lstm"), PAIRS[1][2]))[8][0].word
    page.locator("#words button").nth(20).click()
    assert [row[1] for row in rows(page, "#answers")] == ["Norway", "Norway"]


@pytest.mark.parametrize("field", ["first", "second"])
def test_an_empty_sentence_is_said_at_its_field_and_the_other_one_is_kept(look: Look, field: str) -> None:
    page = ready(look("/compare?mode=sentences"), 25)
    kept = {"first": "#second", "second": "#first"}[field]
    page.fill(kept, "Peru is a country.")
    page.fill(f"#{field}", "  ")
    page.press(f"#{field}", "Enter")
    expect(page.locator(f"#{field}-wrong")).to_contain_text(f"Type the {field} sentence")
    expect(page.locator(f"#{field}")).to_be_focused()
    assert page.input_value(kept) == "Peru is a country."
    assert page.locator("#words button").count() == 25
    page.fill(f"#{field}", "Norway is a country.")
    page.press(f"#{field}", "Enter")
    ready(Sight(page), 5)
    expect(page.locator(f"#{field}-wrong")).to_have_text("")


def test_the_right_answer_can_be_another_one(look: Look) -> None:
    page = ready(look(address(cells="rnn", filler=12)), 26)
    expect(page.locator("#right-from")).to_contain_text("as the LSTM says")
    page.fill("#right", "Pakistan")
    page.press("#right", "Tab")
    expect(page.locator("#answers thead")).to_contain_text("p of Pakistan")
    assert agrees(rows(page, "#answers")[0][3], said(trace(shipped("rnn"), STORY))[-1], "Pakistan")
    expect(page).to_have_url(re.compile("right=Pakistan"))


def test_it_can_be_walked_by_keys_alone_and_typing_moves_nothing(look: Look) -> None:
    page = ready(look("/compare"), 26)
    where = page.locator("#at")
    for key, word in (("Home", 1), ("ArrowRight", 2), ("ArrowRight", 3), ("ArrowLeft", 2), ("End", 26)):
        page.keyboard.press(key)
        expect(where).to_contain_text(f"word {word} of 26")
    assert page.get_attribute("#scrubber", "aria-valuetext") == "word 26 of 26: “___”"
    page.keyboard.press(" ")
    expect(page.locator("#play")).to_have_text("Pause")
    page.keyboard.press(" ")
    expect(page.locator("#play")).to_have_text("Play")
    page.keyboard.press("End")
    page.focus("#fact")
    page.keyboard.press("Home")
    expect(where).to_contain_text("word 26 of 26")
    page.locator("[data-command=help]").click()
    assert page.locator("#keys kbd").all_inner_texts() == ["Space", "→", "←", "Home", "End", "?"]
    page.keyboard.press("Escape")
    page.uncheck("#keys-on")
    page.locator("h2").first.click()
    page.keyboard.press("Home")
    expect(where).to_contain_text("word 26 of 26")


def test_a_press_on_a_lane_goes_to_its_word(look: Look) -> None:
    page = ready(look("/compare"), 26)
    third = page.locator("#words li").nth(3).bounding_box()
    lane = page.locator("#pictures canvas").first.bounding_box()
    assert third and lane
    page.mouse.click(third["x"] + third["width"] / 2, lane["y"] + 10)
    expect(page.locator("#at")).to_contain_text("word 4 of 26")


def test_a_link_leads_back_to_the_same_view(look: Look) -> None:
    page = ready(look("/compare"), 26)
    page.check("#cells input[value=coupled]")
    page.uncheck("#cells input[value=rnn]")
    page.uncheck("[data-group=state]")
    page.fill("#fact", "Peru & Chile are <b>old</b>.")
    page.press("#fact", "Enter")
    expect(page.locator("#words")).to_contain_text("Chile")
    page.locator("#words button").nth(4).click()
    expect(page).to_have_url(re.compile("token=4.*"))
    expect(page).to_have_url(re.compile("hidden=state"))
    again = look("/" + page.url.split("/", 3)[3]).page
    expect(again.locator("#at")).to_have_text(page.locator("#at").inner_text())
    assert rows(again, "#answers")[0][:4] == rows(page, "#answers")[0][:4]
    assert again.locator("#labels h3").all_inner_texts() == page.locator("#labels h3").all_inner_texts()
    assert again.input_value("#fact") == "Peru & Chile are <b>old</b>."
    assert not again.is_checked("[data-group=state]")
    assert again.locator("main b").count() == 0


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("cells=rnn,transformer", "no cell “transformer”"),
        ("mode=poems", "no mode “poems”"),
        ("filler=5000", "0 to 200 words"),
        ("filler=-3", "0 to 200 words"),
        ("filler=many", "no number of words"),
        ("token=999", "no word 999"),
        ("mode=sentences&cell=brain", "no cell “brain”"),
        ("token=x&hidden=everything&cells=&theme=pink", ""),
    ],
)
def test_a_link_that_is_out_of_range_is_mended_and_says_so(look: Look, query: str, text: str) -> None:
    page = look(f"/compare?{query}").page
    expect(page.locator("#at")).to_contain_text(re.compile(r"word \d+ of \d+"))
    expect(page.locator("#said")).to_have_text(re.compile(text or "^$"))


def test_without_an_app_what_is_there_stays_and_can_be_tried_again(look: Look) -> None:
    sight = look("/compare")
    page = ready(sight, 26)
    page.route("**/api/**", lambda route: route.abort())
    page.fill("#fact", "Peru is a country.")
    page.press("#fact", "Enter")
    expect(page.locator("#said")).to_contain_text("does not answer")
    assert page.input_value("#fact") == "Peru is a country."
    assert page.locator("#words button").count() == 26
    page.unroute("**/api/**")
    page.locator("#again").click()
    ready(sight, 25)
    expect(page.locator("#said")).to_have_text("")
    sight.faults.clear()  # the browser writes down what it could not reach


def test_a_text_that_is_too_long_is_refused_in_words(look: Look) -> None:
    sight = look(address(cells=",".join(NAMES), filler=12))
    page = ready(sight, 26)
    page.fill("#fact", "word " * 260)
    page.press("#fact", "Enter")
    expect(page.locator("#said")).to_contain_text("too many for 8 cells")
    assert page.locator("#words button").count() == 26
    sight.faults.clear()  # the browser writes down that the answer was 422


def test_one_cell_at_least_stays(look: Look) -> None:
    page = ready(look(address(cells="gru")), 26)
    page.locator("#cells input[value=gru]").click()
    expect(page.locator("#said")).to_contain_text("One cell at least")
    assert page.is_checked("#cells input[value=gru]")
    page.locator("#all").click()
    expect(page.locator("#labels h3")).to_have_count(8)


@pytest.mark.parametrize("text", ["<img src=x onerror=alert(1)> is ___", "%{x} <b>y</b> ___", "النرويج بلد ___", "a" * 300])
def test_whatever_is_typed_is_shown_as_text(look: Look, text: str) -> None:
    page = ready(look(address(cells="rnn,lstm", fact=text, question="", filler=0)), len(trace(shipped("lstm"), text)))
    assert page.locator("#words .token").all_inner_texts() == [one.text for one in trace(shipped("lstm"), text).tokens]
    assert page.locator("main img, main b").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("query", ["theme=projector&mode=sentences", "theme=light&filler=200"])
def test_it_fits_its_screen(look: Look, query: str, size: str) -> None:
    page = look(f"/compare?{query}", size).page
    expect(page.locator("#at")).to_contain_text(re.compile(r"of \d+"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    wide = page.locator("#pictures canvas").first.evaluate("canvas => canvas.clientWidth")
    assert wide > 100
