"""The page that walks a sentence: every number on it is the model's, and everything can be done by hand and by key."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.schemas import INDIA
from model import Trace, arithmetic, load_cell, shipped, trace
from tests.browser.anew import present
from tests.browser.conftest import SIZES, Lead, Look, Sight
from tests.browser.experiments import experiment
from tests.browser.saving import saved
from tests.browser.shown import read
from tests.browser.waiting import await_held, frames, hold_back, let_go, until, was_given_up


def chosen(page: Page, cell: str) -> Trace:
    """The page with another cell, once it shows it; and what the model says of the sentence."""
    page.select_option("#cell", cell)
    expect(page.locator("#note")).to_have_text(load_cell(cell).note)
    return trace(shipped(cell), INDIA)


def gate_table(page: Page) -> list[list[str]]:
    found: list[list[str]] = page.locator("#gates tbody tr").evaluate_all(
        "(all) => all.map((row) => [...row.querySelectorAll('th, td')].map((one) => one.innerText))"
    )
    return found


def taken(page: Page, kind: str) -> bytes:
    """What is saved as a file that is named after its kind."""
    with page.expect_download() as taken:
        page.locator(f"[data-take={kind}]").click()
    assert taken.value.suggested_filename == f"walk.{kind}"
    return Path(taken.value.path()).read_bytes()


def test_a_number_opens_into_terms_that_add_up_to_it(lead: Lead) -> None:
    page = lead()
    page.locator("#track button").nth(11).click()
    run = trace(shipped("lstm"), INDIA).run
    for signal, unit in (("f", 3), ("c", 40), ("h", 7), ("g", 0)):
        page.select_option("#signal", signal)
        page.fill("#unit", str(unit))
        page.press("#unit", "Tab")
        opened = arithmetic(run, 11, signal, unit)
        expect(page.locator("#number")).to_have_text(re.compile(rf"^{signal} of unit {unit} at “Norway” is "))
        expect(page.locator("#formula .total td").first).to_have_text(f"{opened.total:.4f}".replace("-", "−"))
        terms = map(read, page.locator("#formula tbody tr:not(.total) td:first-of-type").all_inner_texts())
        assert sum(terms) == pytest.approx(opened.total, abs=6e-4), f"{signal} of unit {unit}"


def test_the_caption_says_what_the_numbers_say(lead: Lead) -> None:
    page = lead()
    walked = trace(shipped("lstm"), INDIA)
    units = [int(text.removeprefix("unit ")) for text in page.locator(".lanes:first-of-type .unit").all_inner_texts()]
    kept, put = walked["f"][:, units], abs(walked["i"] * walked["g"])[:, units]
    assert (kept[11] < 0.35).all()
    page.locator("#track button").nth(11).click()
    assert page.locator("#caption").inner_text() == (
        "It changes its answer from “India” to “Norway”, 100\u00a0%. All of these 12 lanes let go of their old values: "
        f"on average {100 * kept[11].mean():.0f}\u00a0% stays. New values are added, {put[11].mean():.2f} from zero on average."
    )
    page.locator("#track button").nth(13).click()
    assert (
        f"The old values ride on: in these 12 lanes on average {100 * kept[13].mean():.0f}\u00a0% stays."
        in page.locator("#caption").inner_text()
    )


def test_it_can_be_walked_by_keys_alone(lead: Lead) -> None:
    page = lead()
    page.keyboard.press("Home")
    expect(page.locator("#scrubber")).to_have_value("0")
    assert present(page) == 0
    page.keyboard.press("ArrowRight")
    expect(page.locator("#scrubber")).to_have_value("9")
    assert present(page) == 1
    page.keyboard.press("Shift+ArrowLeft")
    expect(page.locator("#scrubber")).to_have_value("8")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("End")
    assert present(page) == 24
    page.keyboard.press("ArrowLeft")
    assert present(page) == 23
    page.keyboard.press("4")
    expect(page.locator("#signal")).to_have_value("o")
    unit = page.input_value("#unit")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#unit")).not_to_have_value(unit)
    page.keyboard.press("?")
    expect(page.locator("#help")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#help")).to_be_hidden()
    frames(page)
    page.evaluate("() => document.activeElement.blur()")  # a button that has the focus again would take Space for itself
    page.keyboard.press("Home")
    page.keyboard.press(" ")
    expect(page.locator("#play")).to_have_text("Pause")
    page.keyboard.press(" ")
    expect(page.locator("#play")).to_have_text("Play")


def test_keys_are_left_to_who_types_and_can_be_switched_off(lead: Lead) -> None:
    page = lead()
    page.keyboard.press("Home")
    page.focus("#text")
    page.keyboard.type("4 ?")
    page.keyboard.press("End")
    assert present(page) == 0
    expect(page.locator("#help")).to_be_hidden()
    page.uncheck("#keys-on")
    page.locator("h2").first.click()
    page.keyboard.press("End")
    assert present(page) == 0


def test_playing_goes_on_to_the_end_and_stops_there(lead: Lead) -> None:
    page = lead()
    page.fill("#text", "Norway is")
    page.press("#text", "Enter")
    expect(page.locator("#track button")).to_have_count(2)
    page.select_option("#speed", "fast")
    page.locator("[data-command=begin]").click()
    page.locator("#play").click()
    expect(page.locator("#play")).to_have_text("Pause")
    expect(page.locator("#play")).to_have_text("Play")
    assert present(page) == 1


def test_a_link_leads_back_to_the_same_place(look: Look, lead: Lead) -> None:
    page = lead()
    page.fill("#text", "Peru is a lovely place. I live in ___")
    page.press("#text", "Enter")
    expect(page.locator("#track button")).to_have_count(10)
    page.select_option("#cell", "gru")
    expect(page.locator("#note")).to_have_text(load_cell("gru").note)
    page.locator("#track button").nth(4).click()
    page.keyboard.press("Shift+ArrowLeft")
    page.select_option("#signal", "z")
    page.fill("#unit", "9")
    page.press("#unit", "Tab")
    expect(page).to_have_url(re.compile("unit=9"))
    again = look("/" + page.url.split("/", 3)[3]).page
    expect(again.locator("#track button")).to_have_count(10)
    expect(again.locator("#number")).to_have_text(page.locator("#number").inner_text())
    assert (present(again), again.input_value("#scrubber"), again.input_value("#cell")) == (4, "18", "gru")


def test_an_address_that_is_out_of_range_is_mended_and_says_so(lead: Lead) -> None:
    lead()  # only a question of the network that is shown can be told to be none
    for view, said in (
        ("token=99", "no word 99"),
        ("unit=5000", "no unit 5000"),
        ("signal=zz", "no “zz”"),
        ("cell=transformer", "no cell “transformer”"),
        ("fact=luck&sentence=Peru", "no fact “luck”"),
        ("token=-4&part=x&unit=1e9&speed=warp&theme=pink", "^$"),
    ):
        page = lead(view)
        expect(page.locator("#said"), view).to_have_text(re.compile(said))
        expect(page.locator("#track [aria-current]"), view).to_have_count(1)


def test_so_is_a_link_that_is_opened(look: Look) -> None:
    page = look("/#cell=transformer&token=99").page
    expect(page.locator("#said")).to_have_text(re.compile("no cell “transformer”"))
    expect(page.locator("#track [aria-current]")).to_have_count(1)


def test_the_network_that_reads_both_ways_can_be_linked_to(look: Look, lead: Lead) -> None:
    page = lead()
    page.select_option("#cell", "blanks")
    expect(page.locator("#caption")).to_contain_text("from left to right")
    expect(page).to_have_url(re.compile("cell=blanks"))
    again = look("/" + page.url.split("/", 3)[3]).page
    expect(again.locator("#caption")).to_contain_text("from left to right")
    expect(again.locator("#said")).to_have_text("")


def test_the_belt_can_be_taken_away_as_a_picture_and_a_change_of_theme_leaves_everything_in_its_place(lead: Lead) -> None:
    page = lead()
    page.locator(".belt .main-svg").first.wait_for()
    before = gate_table(page)
    assert len(before) == 12
    assert taken(page, "png").startswith(b"\x89PNG")
    for theme in ("light", "dark"):
        page.select_option("#theme", theme)
        expect(page.locator("#gates .chosen")).to_have_count(1)
        assert gate_table(page) == before
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        found = taken(page, "svg").decode()
        assert found.startswith("<svg")
        assert f"fill: {ground}" in found  # its texts have the colours of the theme, so it has its ground as well


def test_all_numbers_can_be_taken_away(lead: Lead) -> None:
    page = lead()
    walked = trace(shipped("lstm"), INDIA)
    rows = list(csv.DictReader(taken(page, "csv").decode().splitlines()))
    assert len(rows) == 6 * len(walked) * 160
    for row in rows[::997]:
        assert float(row["value"]) == pytest.approx(walked[row["signal"]][int(row["token"]), int(row["unit"])], abs=6e-5)
        assert row["text"] == walked.tokens[int(row["token"])].text
    found = json.loads(taken(page, "json"))
    cell = next(one for one in found["signals"] if one["name"] == "c")
    assert cell["values"][11] == pytest.approx(walked["c"][11], abs=6e-5)


def test_a_link_that_cannot_be_copied_is_shown(lead: Lead) -> None:
    page = lead()
    page.evaluate("Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true })")
    try:  # as over plain http from elsewhere
        page.locator("[data-take=link]").click()
        expect(page.locator("#taken")).to_contain_text("This is the link: http")
    finally:
        page.evaluate("delete navigator.clipboard")


def test_a_blank_behind_an_emoji_is_filled_where_it_stands(lead: Lead) -> None:
    page = lead()
    page.fill("#text", "🦊 is a beautiful place 🎉 . I live in ___")
    page.press("#text", "Enter")
    expect(page.locator("#track button")).to_have_count(11)
    page.locator("#continue").click()
    expect(page.locator("#track .token").last).to_have_text("🦊")
    assert page.input_value("#text") == "🦊 is a beautiful place 🎉 . I live in 🦊"


def test_the_network_writes_a_word_when_it_is_let(lead: Lead) -> None:
    page = lead()
    page.locator("#continue").click()
    expect(page.locator("#track .token").last).to_have_text("Norway")
    page.locator("#continue").dblclick()
    expect(page.locator("#track button")).to_have_count(27)


def test_without_an_app_behind_it_the_page_keeps_what_it_has_and_says_so(lead: Lead, walking: Sight) -> None:
    page = lead()
    page.route("**/api/**", lambda route: route.abort())
    page.fill("#text", "Peru is a lovely place.")
    page.press("#text", "Enter")
    expect(page.locator("#said")).to_contain_text("does not answer")
    expect(page.locator("#track button")).to_have_count(25)
    assert page.input_value("#text") == "Peru is a lovely place."
    page.unroute("**/api/**")
    page.press("#text", "Enter")
    expect(page.locator("#track button")).to_have_count(6)
    expect(page.locator("#said")).to_have_text("")
    walking.faults.clear()  # the browser writes down what it could not reach


def test_an_answer_that_comes_late_does_not_take_the_place_of_a_later_one(lead: Lead) -> None:
    page = lead()
    held = hold_back(page, "traces")
    for count, text in enumerate(("first one", "second one here"), 1):
        page.fill("#text", text)
        page.press("#text", "Enter")
        await_held(page, held, count)
    held[1].continue_()
    expect(page.locator("#track button")).to_have_count(3)
    assert was_given_up(held[0])
    let_go(page, held[0])
    expect(page.locator("#track button")).to_have_count(3)


def test_the_present_word_is_in_sight_however_narrow_the_page(lead: Lead) -> None:
    page = lead()
    before, (width, height) = page.viewport_size, SIZES["phone"]
    assert before
    page.set_viewport_size({"width": width, "height": height})
    try:
        for key in ("End", "Home", "ArrowRight", "End"):
            page.keyboard.press(key)
            box = page.locator("#track [aria-current]").bounding_box()
            assert box
            assert 0 <= box["x"] <= box["x"] + box["width"] <= width
    finally:
        page.set_viewport_size(before)


NEAR = "Math.abs(place.{0} - picture.{0}) <= 1"


def test_the_belt_is_as_large_as_its_place_whatever_is_chosen(lead: Lead) -> None:
    page = lead()
    expect(page.locator(".belt .main-svg").first).to_be_visible()
    sizes = "['.belt', '.belt .main-svg'].map((one) => document.querySelector(one).getBoundingClientRect())"
    for id, value, count in (
        ("many", "24", 24),
        ("many", "all", 160),
        ("units", "3, 17", 2),
        ("many", "12", 12),
        ("cell", "blanks", 12),
        ("theme", "projector", 6),
    ):
        if id == "units":
            page.fill("#units", value)
            page.press("#units", "Tab")
        else:
            page.select_option(f"#{id}", value)
        expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
        expect(page.locator(".lanes:first-of-type .numbers > div"), f"{id} {value}").to_have_count(count)
        until(page, f"(([place, picture]) => {NEAR.format('width')} && {NEAR.format('height')})({sizes})")


def test_whatever_is_typed_is_shown_as_text(lead: Lead) -> None:
    page = lead()
    for text in (
        "<img src=x onerror=alert(1)> is a place. I live in ___",
        "%{customdata} <b>x</b> ___",
        "النرويج بلد جميل ___",
        "🦊 🎉 ___",
        "a" * 300,
    ):
        page.fill("#text", text)
        page.press("#text", "Enter")
        tokens = [token.text for token in trace(shipped("lstm"), text).tokens]
        expect(page.locator("#track .token")).to_have_text(tokens)
        expect(page.locator("#track button")).to_have_count(len(tokens))
        assert page.locator("#track .token").all_inner_texts() == tokens
        assert page.locator("main img, main b").count() == 0
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), text


def test_one_file_walks_without_an_app_and_without_a_network(lead: Lead, browser: Browser, tmp_path: Path) -> None:
    page = lead()
    page.fill("#text", INDIA.replace("a beautiful", "a <beautiful>"))
    page.press("#text", "Enter")
    expect(page.locator("#track button")).to_have_count(29)
    page.locator("#track button").nth(13).click()
    experiment(page, "Let the sentence")
    expect(page.locator("#changes li")).to_have_count(2)
    ghosts = page.locator(".belief.ghost").all_inner_texts()
    assert ghosts == ["before: India", "Norway"]
    file = saved(page, ["html"], tmp_path)["html"]
    context = browser.new_context(offline=True)
    alone, faults = context.new_page(), list[str]()
    alone.on("pageerror", lambda error: faults.append(str(error)))
    alone.on("request", lambda asked: None if asked.url.startswith(("file:", "data:", "blob:")) else faults.append(asked.url))
    alone.goto(file.as_uri())
    expect(alone.locator("#track button")).to_have_count(29)
    expect(alone.locator("#effect")).to_have_text(page.locator("#effect").inner_text())
    expect(alone.locator("#changes li")).to_have_count(2)
    assert alone.locator(".belief.ghost").all_inner_texts() == ghosts
    alone.keyboard.press("Home")
    alone.keyboard.press("ArrowRight")
    assert present(alone) == 1
    assert gate_table(alone)
    expect(alone.locator(".belt .main-svg").first).to_be_attached()
    context.close()
    assert faults == []
