"""What the page shows, read in one go: at each of some places of a walk, or for the whole sentence."""

from __future__ import annotations

from typing import Any, TypedDict

from playwright.sync_api import Page, expect

PARTS = """
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const text = (one) => one.textContent.trim();
  const texts = (selector, within) => all(selector, within).map(text);
  const style = (one, name) => one.style.getPropertyValue(name);
  const rows = () => all('#table tbody tr').map((row) => texts('th, td', row));
"""

# A number is that of a part of a step, counted through the sentence, as the scrubber has it.
AT_PLACES = f"""async (places) => {{
  {PARTS}
  const seen = [];
  const put = (id, value, event) => {{
    const control = document.getElementById(id);
    control.value = value;
    control.dispatchEvent(new Event(event, {{bubbles: true}}));
  }};
  for (const {{number, signal, unit}} of places) {{
    put('signal', signal, 'change');
    put('unit', unit, 'change');
    put('scrubber', number, 'input');
    await new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)));
    const [, valves, dots, hatches] = document.querySelector('.belt').data;
    seen.push({{
      word: text(document.querySelector('#word')),
      part: text(document.querySelector('#doing')).split('.')[0],
      lanes: all('.lanes:first-of-type .numbers > div').map((row) => [text(row.children[0]), ...texts('.number', row)]),
      gates: all('#gates tbody tr').map((row) => [text(row.cells[0]), ...texts('button', row)]),
      bars: all('#gates tbody tr').map((row) => [...row.cells].slice(1).map((cell) => Number(style(cell, '--value')))),
      answer_of: text(document.querySelector('#answer-of')),
      answer: all('#answer li').map((one) => [...texts('span', one), Number(style(one, '--p'))]),
      heading: text(document.querySelector('#number')),
      diagram: Object.fromEntries(all('#diagram [data-result]').map((node) =>
        [node.getAttribute('data-result'), text(node.querySelector('.value'))])),
      dots: dots.x.map((x, n) => ({{
        x, y: dots.y[n], size: dots.marker.size[n], opacity: dots.marker.opacity[n], edge: dots.marker.line.color[n],
      }})),
      valves: valves.x.map((x, n) => [x, valves.y[n]]),
      hatches: hatches.x.map((x, n) => [x, hatches.y[n]]),
    }});
  }}
  return seen;
}}"""

OF_THE_SENTENCE = f"""() => {{
  {PARTS}
  const colour = (name) => getComputedStyle(document.body).getPropertyValue(name).trim();
  const table = (name) => {{
    document.querySelector(`[data-table=${{name}}]`).click();
    const found = {{head: texts('#table thead th'), rows: rows()}};
    document.querySelector('#tables').close();
    return found;
  }};
  return {{
    tokens: texts('#track .token'),
    spoken: texts('#track button .hidden'),
    bars: all('#track .bars').map((bars) => all('span', bars).map((one) => Number(style(one, '--value')))),
    sure: all('#track .sure').map((one) => [one.title, Number(style(one, '--sure'))]),
    answers: all('#track .belief').map((one) => [text(one), one.style.gridColumnStart, one.style.gridColumnEnd]),
    maps: Object.fromEntries(all('.map').map((map) => [map.id.slice(4), {{
      z: map.data[0].z, text: map.data[0].text, least: map.data[0].zmin, most: map.data[0].zmax,
    }}])),
    lines: document.querySelector('#lines').data.map(({{name, x, y}}) => ({{name, x, y}})),
    heads: all('.lanes:first-of-type .heads span').map((one) => [text(one.querySelector('var')), Number(style(one, '--at'))]),
    belt: document.querySelector('.belt').layout.xaxis.range,
    lanes: table('lanes'),
    values: table('values'),
    plus: colour('--plus'),
    minus: colour('--minus'),
  }};
}}"""


class Place(TypedDict):
    """A part of a step, by its number, and the number that is opened there."""

    number: int
    signal: str
    unit: int


def at_places(page: Page, places: list[Place]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = page.evaluate(AT_PLACES, places)
    return found


def of_the_sentence(page: Page) -> dict[str, Any]:
    for picture in ("#lines", "#maps figure:last-child"):
        page.locator(picture).scroll_into_view_if_needed()
        page.locator(f"{picture} .main-svg").first.wait_for(state="attached")
    found: dict[str, Any] = page.evaluate(OF_THE_SENTENCE)
    return found


def plotted(page: Page, place: str) -> Any:
    """The lines or bars of a picture, once somebody has come to see it."""
    page.locator(place).evaluate(
        "one => one.parentElement.scrollIntoView({ block: 'center' })"
    )  # itself it may be hidden until then
    expect(page.locator(f"{place} .main-svg").first).to_be_visible()
    return page.evaluate("(id) => document.querySelector(id).data.map(({ name, y }) => ({ name, y: Array.from(y) }))", place)


def read(text: str) -> float:
    """A number as it is shown: with its own sign for minus, and with what is done with it. A share of 1 stands in percent."""
    share = text.endswith("%")
    return float(text.rstrip("%").replace("−", "-").replace("×", "").replace(" ", "")) / (100 if share else 1)
