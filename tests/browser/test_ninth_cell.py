"""A text file is all that a new cell takes: it is put in, drawn, taught, and walked."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from app.schemas import INDIA
from model import trace
from model.network import load_network
from model.training import entries
from tests.browser.conftest import Pages, looking
from tests.browser.more_cells import tree_with
from tests.serving import serving

pytestmark = pytest.mark.long

STEPS = 200  # some eight seconds; it learns to write as the stories do, and no more


def shown_for(page: Page, cell: str) -> None:
    page.select_option("#cell", cell)
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")


def test_a_cell_is_put_in_drawn_taught_and_walked(browser: Browser, tmp_path: Path) -> None:
    tree = tree_with(tmp_path / "tree", taught=[], untaught=["minimal"])
    with serving(tree=tree) as server, looking(Pages(browser, server)) as look:
        page = look("/").page
        shown_for(page, "minimal")
        expect(page.locator("#untaught")).to_contain_text("has not been trained yet")
        assert page.locator("#diagram .node").count() > 5
        expect(page.locator("#equations math")).to_have_count(3)

    teach = [sys.executable, "-m", "model.train", "minimal", "--steps", str(STEPS), "--folder", str(tmp_path / "runs")]
    taught = subprocess.run(teach, cwd=tree, capture_output=True, text=True)
    assert taught.returncode == 0, taught.stdout + taught.stderr
    losses = [entry["loss"] for entry in entries(tmp_path / "runs" / "minimal.log.jsonl") if "loss" in entry]
    assert losses[-1] < 0.8 * losses[0], "it learned next to nothing"

    walked = trace(load_network(tree / "model" / "weights" / "minimal.safetensors"), INDIA)
    with serving(tree=tree) as server, looking(Pages(browser, server)) as look:
        page = look("/#cell=minimal").page
        expect(page.locator("#untaught")).to_be_hidden()
        expect(page.locator("#track button")).to_have_count(len(walked))
        page.locator("#track button").nth(11).click()
        expect(page.locator("#gates thead var")).to_have_text(["a", "g"])
        for row in page.locator("#gates tbody tr").all():
            unit, a, g = (float(re.sub("−", "-", text)) for text in row.locator("th, td").all_inner_texts())
            assert (a, g) == pytest.approx((walked["a"][11, int(unit)], walked["g"][11, int(unit)]), abs=0.0051)
