"""A page led to another of its addresses, where it shows what a new document would, in a fifth of the time."""

from __future__ import annotations

from itertools import count

from playwright.sync_api import Page, expect

from tests.browser.waiting import frames

BEGINS = "theme=light&more=1"  # what a link does not name of these stays as it is; of two the first counts
LED = count(1)  # no address is like the one before
# What a link does not tell of: controls, the place on the page, and the focus, which stands where Tab begins.
LEAVE = """() => {
  for (const open of document.querySelectorAll('dialog[open]')) open.close();
  const put = (id, name, value) => {
    const control = document.getElementById(id);
    if (!control || control[name] === value) return; // not every page has it
    control[name] = value;
    for (const kind of ['input', 'change']) control.dispatchEvent(new Event(kind, {bubbles: true}));
  };
  for (const id of ['repeat', 'moves']) put(id, 'checked', false);
  put('keys-on', 'checked', true);
  for (const id of ['hold-signal', 'hold-units', 'hold-tokens', 'hold-to', 'maps-shown']) put(id, 'selectedIndex', 0);
  put('hold-value', 'value', '0.5');
  put('exchange-word', 'value', '');
  document.querySelector('.skip').focus();
  document.activeElement.blur();
  scrollTo(0, 0);
}"""


# When it has heard of its other address, the page asks for what that names, or shows it at once.
GO = "(view) => new Promise((heard) => { addEventListener('hashchange', heard, {once: true}); location.hash = view; })"


def led(page: Page, view: str = "") -> Page:
    """``view``: as it stands behind the # of an address, without what is as the page begins."""
    page.mouse.move(0, 0)  # what it rests on would be lit
    page.evaluate(LEAVE)
    page.evaluate(GO, f"{view}&{BEGINS}&{next(LED)}")
    expect(page.locator("main")).not_to_have_attribute("aria-busy", "true")
    frames(page, 1)
    return page
