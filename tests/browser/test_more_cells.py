"""A ninth cell, and a twentieth: equations without names, without weights or with them, break no page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.schemas import INDIA
from model import trace
from tests.browser.conftest import Look, Pages, looking
from tests.browser.leading import led
from tests.browser.more_cells import title, tree_with, without_training
from tests.serving import serving

TAUGHT, UNTAUGHT = [f"own{n:02}" for n in range(11)], ["minimal"]  # with the eight: twenty cells
NOT_TAUGHT = "has not been trained yet, so it cannot read a sentence"


@pytest.fixture(scope="module")
def look(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Look]:
    tree: Path = tree_with(tmp_path_factory.mktemp("twenty"), TAUGHT, UNTAUGHT)
    with serving(tree=tree) as server, looking(Pages(browser, server)) as look:
        yield look


@pytest.fixture(scope="module")
def walk(look: Look) -> Page:
    return look("/").page


def choose(page: Page, name: str) -> None:
    page.select_option("#cell", name)
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")


def test_a_cell_that_has_not_been_taught_is_explained_instead_of_walked(walk: Page) -> None:
    choose(walk, "minimal")
    expect(walk.locator("#untaught")).to_have_text(re.compile(f"This cell {NOT_TAUGHT}"))
    expect(walk.locator("#note")).to_have_text("One gate decides what stays and what takes its place.")
    expect(walk.locator("#belt-said")).to_have_text("Its belt is h: each old value is multiplied by a, and (1 − a) × g is added.")
    told = walk.locator("#equations li > span").all_inner_texts()
    assert [text.split(":")[0] for text in told] == ["gate", "candidate", "state"]
    assert walk.locator("#diagram .node").count() > 5
    for hidden in ("#track", "#stage", ".transport", "#if-title", "#number", "#ledger-title", "#flow-title", "#maps"):
        expect(walk.locator(hidden)).to_be_hidden()
    assert walk.locator("#said").inner_text() == ""


def test_it_stays_explained_whatever_is_chosen_or_pressed_meanwhile(walk: Page) -> None:
    choose(walk, "minimal")
    for key in ("Home", "ArrowRight", "3", "e", "u", " ", "ArrowDown"):
        walk.keyboard.press(key)
    walk.select_option("#theme", "dark")
    walk.select_option("#naming", "article")
    walk.select_option("#naming", "usual")
    walk.fill("#text", "Peru is a lovely place. You must visit the capital of ___")
    walk.press("#text", "Enter")
    expect(walk).to_have_url(re.compile("Peru.*cell=minimal"))
    expect(walk.locator("#untaught")).to_contain_text(NOT_TAUGHT)
    expect(walk.locator("#said")).to_have_text("")


def test_from_it_one_goes_back_to_a_cell_that_reads_what_was_typed(walk: Page) -> None:
    choose(walk, "minimal")
    walk.fill("#text", INDIA)
    walk.press("#text", "Enter")
    choose(walk, "gru")
    expect(walk.locator("#untaught")).to_be_hidden()
    expect(walk.locator("#track button")).to_have_count(25)
    expect(walk.locator("#gates thead var")).to_have_text(["r", "z", "n"])
    expect(walk.locator(".belt .main-svg").first).to_be_visible()


def test_a_link_that_names_it_leads_to_it(walk: Page) -> None:
    choose(walk, "minimal")
    expect(walk).to_have_url(re.compile("cell=minimal"))
    walk.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")  # nothing but the link tells of it
    walk.reload()
    expect(walk.locator("#untaught")).to_contain_text(NOT_TAUGHT)
    expect(walk.locator("#equations")).to_be_visible()
    expect(walk.locator("#lede")).to_be_hidden()
    choose(walk, "lstm")
    expect(walk.locator("#track button").first).to_be_visible()


def test_a_cell_of_three_equations_without_names_is_walked_like_any_other(walk: Page) -> None:
    choose(walk, TAUGHT[0])
    walk.fill("#text", INDIA)
    walk.press("#text", "Enter")
    expect(walk.locator("#track button")).to_have_count(25)
    expect(walk.locator("#legend-words")).to_contain_text(
        "how far its gates are open (gate a; the mean of the 8 units that matter most here)"
    )
    expect(walk.locator("#gates thead small")).to_have_text(["gate", "candidate"])
    expect(walk.locator("#signal option")).to_have_text(["a, gate", "g, candidate", "h, state"])
    walked = trace(without_training(TAUGHT[0], 0), INDIA)
    for token in (0, 11, 24):
        walk.locator("#track button").nth(token).click()
        rows = walk.locator("#gates tbody tr").evaluate_all(
            "all => all.map((row) => [...row.cells].map((one) => one.textContent))"
        )
        assert len(rows) == 8
        for unit, a, g in rows:
            shown = [float(text.replace("−", "-")) for text in (a, g)]
            assert shown == pytest.approx([walked[name][token, int(unit)] for name in "ag"], abs=0.0051)
    walk.locator("#experiments button", has_text="Forget everything").click()
    expect(walk.locator("#changes li")).to_contain_text("the gate a of all units is held shut (0) at every full stop")
    walk.locator("#undo-all").click()
    expect(walk.locator("#changed .bar")).to_be_hidden()
    walk.locator("#ledger-title").scroll_into_view_if_needed()
    expect(walk.locator("#ledger .barlayer .trace").first).to_be_attached()
    walk.locator("#flow-title").scroll_into_view_if_needed()
    expect(walk.locator("#flow-said")).to_contain_text("Before training it was")
    expect(walk.locator("#flow-cells input[value=minimal]")).to_be_disabled()
    expect(walk.locator("#formula .total td").first).not_to_be_empty()


@pytest.fixture(scope="module")
def comparison(look: Look) -> Page:
    return look("/compare").page


@pytest.fixture
def compared(comparison: Page) -> Page:
    led(comparison, f"cells=rnn,{TAUGHT[0]},{TAUGHT[-1]},minimal")
    expect(comparison.locator("#at")).to_contain_text("of 26")
    return comparison


def test_who_compares_is_told_why_a_cell_cannot_be_chosen(compared: Page) -> None:
    expect(compared.locator("#said")).to_contain_text("The cell “minimal” has not been trained yet, so it cannot be compared")
    expect(compared.locator("#cells input[value=minimal]")).to_be_disabled()
    expect(compared.locator("#untaught")).to_contain_text(f"Not trained yet, so it cannot be compared: {title('minimal')}.")
    expect(compared.locator("#cell option[value=minimal]")).to_be_disabled()
    led(compared)
    expect(compared.locator("#said")).to_have_text("")
    led(compared, "mode=sentences&cell=minimal")
    expect(compared.locator("#said")).to_contain_text("has not been trained yet")
    expect(compared.locator("#at")).to_contain_text("of 25")


def test_twenty_cells_are_told_apart_and_those_without_names_are_compared(compared: Page) -> None:
    looks = compared.locator("#cells label:not(.untaught)").evaluate_all(
        "all => all.map((one) => one.querySelector('.symbol').textContent + getComputedStyle(one.querySelector('.symbol')).color)"
    )
    assert len(looks) == 19 and len(set(looks)) == 19
    assert compared.locator("#labels h3").all_inner_texts() == ["Plain RNN", title(TAUGHT[0]), title(TAUGHT[-1])]
    block = compared.locator("#labels .block").nth(1)
    expect(block.locator(".lane.gates")).to_have_text(["keeps a", "writes", "shows"])
    assert (
        compared.locator("#pictures .block").nth(1).locator(".nothing").all_inner_texts()[0] == "has none: it writes (1 − a) × g"
    )
    expect(compared.locator("#answers tbody tr")).to_have_count(3)
    expect(compared.locator("#chart .main-svg").first).to_be_attached()
