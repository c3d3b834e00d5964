"""Two thousand keys and presses without sense: nothing goes wrong on the page, and it can be begun anew."""

from __future__ import annotations

from random import Random
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from app.schemas import INDIA
from tests.browser.anew import present
from tests.browser.conftest import SIZES, Look

pytestmark = pytest.mark.long

ACTIONS, AT_ONCE = 2000, 100
KEYS = [" ", "ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End", "?", "Escape", "Enter", *"123456789", *"aegqxzß"]
SHIFTED = ["ArrowRight", "ArrowLeft"]
WORDS = ["Norway", "Narnia", "is", "a", "beautiful", "country", ".", "You", "must", "visit", "___", "🦊", "<b>", "النرويج"]

# Each action is what a key, a press at a place or a choice would make happen. A link is not followed.
ACT = """async (actions) => {
  const press = (on, key, shiftKey) => {
    const how = {key, shiftKey, bubbles: true, cancelable: true};
    for (const kind of ['keydown', 'keyup']) on.dispatchEvent(new KeyboardEvent(kind, how));
  };
  const point = (x, y) => {
    const on = document.elementFromPoint(x, y);
    if (!on || on.closest('a')) return;
    const where = {clientX: x, clientY: y, bubbles: true, cancelable: true, view: window};
    on.dispatchEvent(new PointerEvent('pointerover', where));
    for (const kind of ['mousemove', 'mousedown']) on.dispatchEvent(new MouseEvent(kind, where));
    on.closest('button, input, select, [tabindex]')?.focus();
    for (const kind of ['mouseup', 'click']) on.dispatchEvent(new MouseEvent(kind, where));
  };
  const choose = (one, share) => {
    const controls = [...document.querySelectorAll('select, input[type=checkbox], input[type=range], button')]
      .filter((found) => found.checkVisibility() && !found.disabled && !found.closest('#gates'));
    const control = controls[Math.floor(one * controls.length)];
    if (control instanceof HTMLButtonElement || control.type === 'checkbox') return control.click();
    if (control instanceof HTMLSelectElement) control.selectedIndex = Math.floor(share * control.length);
    else control.value = Math.floor(share * control.max);
    for (const kind of ['input', 'change']) control.dispatchEvent(new Event(kind, {bubbles: true}));
  };
  let n = 0;
  for (const [kind, ...how] of actions) {
    if (kind === 'key') press(document.activeElement ?? document.body, ...how);
    else if (kind === 'click') point(...how);
    else if (kind === 'scroll') scrollTo(0, how[0] * document.body.scrollHeight);
    else if (kind === 'choose') choose(...how);
    else {
      document.getElementById('text').value = how[0];
      document.getElementById('text').dispatchEvent(new Event('input'));
      document.getElementById('sentence').requestSubmit();
    }
    if (n++ % 8) continue;
    await new Promise(requestAnimationFrame);
    for (const open of document.querySelectorAll('dialog[open]')) open.close(); // where keys and presses do nothing
    if (n % 16 === 1) document.activeElement?.blur();
  }
}"""


def actions(random: Random, count: int) -> list[tuple[str | float | bool, ...]]:
    width, height = SIZES["laptop"]
    found: list[tuple[str | float | bool, ...]] = []
    for _ in range(count):
        kind = random.choices(["key", "shift", "click", "scroll", "choose", "walk"], [49, 8, 34, 5, 3, 1])[0]
        if kind == "key":
            found.append(("key", random.choice(KEYS), False))
        elif kind == "shift":
            found.append(("key", random.choice(SHIFTED), True))
        elif kind == "click":
            found.append(("click", random.randrange(width), random.randrange(height)))
        elif kind == "walk":
            found.append(("walk", " ".join(random.choices(WORDS, k=random.randint(1, 20)))))
        else:
            found.append((kind, random.random(), random.random()))
    return found


def really(page: Page, random: Random, count: int) -> None:
    """Some keys and presses that come from the browser itself."""
    width, height = SIZES["laptop"]
    for _ in range(count):
        if random.random() < 0.6:
            page.keyboard.press(random.choice(KEYS[:-1]))
        else:
            page.mouse.click(random.randrange(width), random.randrange(height))


def stay(route: Route) -> None:
    """Whoever follows a link is left where he is."""
    if route.request.is_navigation_request():
        route.fulfill(status=204)
    else:
        route.continue_()


def test_two_thousand_keys_and_presses_without_sense_break_nothing(look: Look) -> None:
    random = Random(2000)
    sight = look("/")
    page = sight.page
    page.evaluate("window.print = () => {}")  # browsers take it ill if that is asked for again and again
    page.route(lambda address: not urlsplit(address).path.startswith(("/assets/", "/api/")), stay)
    for _ in range(ACTIONS // AT_ONCE):
        page.evaluate(ACT, actions(random, AT_ONCE - 10))
        really(page, random, 10)
        refused = [fault for fault in sight.faults if "status of 422" in fault]  # such as too many changes: said in words
        assert sight.faults == refused
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    page.evaluate("for (const open of document.querySelectorAll('dialog[open]')) open.close()")
    page.unroute_all()
    sight.faults.clear()
    with page.expect_event("load"):
        page.get_by_role("link", name="Start over").click()
    expect(page.locator("#track button")).to_have_count(25)
    assert (page.input_value("#text"), page.input_value("#cell"), page.input_value("#many")) == (INDIA, "lstm", "12")
    assert (present(page), page.locator("#said").inner_text()) == (0, "")
    expect(page.locator("#changed .bar")).to_be_hidden()
