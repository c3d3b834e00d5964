"""Go on with a network that was taught in the lab: it walks, stands in Compare, and is a file that Python and the lab open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from model import load_network, trace
from tests.browser.conftest import LookOnce

UPDATES = 10


@pytest.fixture(scope="module")
def lab(look_once: LookOnce) -> Iterator[Page]:
    with look_once() as look:
        page = look("/lab").page
        of = page.locator("#onward-of")
        expect(of).to_have_text("LSTM, after 0 updates.")
        page.click("#ten")
        expect(of).to_have_text(f"LSTM, after {UPDATES} updates.")
        yield page


def opened(lab: Page, button: str) -> Page:
    """The page beside the lab that a button opens."""
    with lab.expect_popup() as popup:
        lab.click(button)
    return popup.value


def test_it_walks_with_its_own_words_and_where_it_is_not_kept_its_link_says_so(lab: Page) -> None:
    page = opened(lab, "#onward-walk")
    expect(page.locator("#cell option:checked")).to_have_text(f"LSTM from the lab: India, then Norway ({UPDATES} updates)")
    expect(page.locator("#track .token.unknown")).to_have_text(["___"])  # the blank: it never read one
    expect(page.locator("#said")).to_have_text("")
    page.evaluate("() => localStorage.clear()")
    page.reload()
    expect(page.locator("#said")).to_contain_text("There is no cell “taught-")
    page.close()


def test_it_stands_in_compare_beside_a_network_of_the_app(lab: Page) -> None:
    page = opened(lab, "#onward-compare")
    expect(page.locator("#cells input:checked")).to_have_count(2)
    expect(page.locator("#labels")).to_contain_text("LSTM from the lab")
    page.close()


@pytest.fixture(scope="module")
def file(lab: Page, tmp_path_factory: pytest.TempPathFactory) -> Path:
    with lab.expect_download() as download:
        lab.click("#onward-save")
    assert download.value.suggested_filename == f"gatewalk-lstm-india-{UPDATES}.safetensors"
    path = tmp_path_factory.mktemp("saved") / "own.safetensors"
    download.value.save_as(path)
    return path


def test_it_is_saved_as_a_file_that_python_opens(file: Path) -> None:
    found = trace(load_network(file), "India is a small country . You must visit the capital of ___")
    assert all(token.known for token in found.tokens[:-1])


def test_the_lab_opens_it_again_where_it_was_and_goes_on(lab: Page, file: Path) -> None:
    strip = lab.locator("#strip").inner_text()
    lab.click("#fresh")
    expect(lab.locator("#onward-of")).to_have_text("LSTM, after 0 updates.")
    lab.set_input_files("#onward-file", file)
    expect(lab.locator("#onward-said")).to_have_text(f"Opened: LSTM, after {UPDATES} updates. Press Run to go on.")
    expect(lab.locator("#seed")).to_have_value("0")
    assert lab.locator("#strip").inner_text() == strip
    lab.click("#one")
    expect(lab.locator("#onward-of")).to_have_text(f"LSTM, after {UPDATES + 1} updates.")
    lab.set_input_files("#onward-file", file)  # back to where it was, for other tests
    expect(lab.locator("#onward-of")).to_have_text(f"LSTM, after {UPDATES} updates.")


def test_another_file_is_refused_in_words(lab: Page, tmp_path: Path) -> None:
    (tmp_path / "other.safetensors").write_text("nothing")
    lab.set_input_files("#onward-file", tmp_path / "other.safetensors")
    expect(lab.locator("#onward-said")).to_have_text("This is not a whole safetensors file.")


def test_the_link_names_the_lesson_and_the_updates(lab: Page) -> None:
    lab.evaluate("() => Object.defineProperty(navigator, 'clipboard', {value: undefined})")
    lab.click("#onward-link")
    expect(lab.locator("#onward-said")).to_contain_text("#task=india&cell=lstm&seed=0&updates=")
