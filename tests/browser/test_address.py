"""What is shown stands behind the # of the address, which no browser sends; links of before go on working."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, urlencode, urlsplit

from playwright.sync_api import Page, expect

from app.settings import Settings
from tests.browser.anew import present
from tests.browser.comparing import address, ready
from tests.browser.conftest import Lead, Look
from tests.browser.waiting import await_held, hold_back, let_go, meanwhile

PERU, OLD = "Peru is a lovely place. I live in ___", "Chile & Peru are <b>old</b>."
PLACE = {"token": 4, "unit": 9, "signal": "z"}
VIEW = {"sentence": PERU, "cell": "gru", "speed": "slow", "lanes": "3, 17", "names": "article", "theme": "dark"} | PLACE
TOLD = {name: str(value) for name, value in VIEW.items()}
COMPARISON = {
    "mode": "sentences",
    "cell": "gru",
    "first": OLD,
    "second": PERU,
    "right": "Chile",
    "hidden": "state",
    "theme": "dark",
}
WORDS = 57
CYRILLIC = " ".join(["достопримечательность" * 3] * WORDS)


def told(page: Page) -> dict[str, str]:
    """What stands behind the #; behind a question mark there is nothing."""
    found = urlsplit(page.url)
    assert found.query == ""
    return {name: value for name, (value,) in parse_qs(found.fragment).items()}


def expect_view(page: Page) -> None:
    expect(page.locator("#track button")).to_have_count(10)
    expect(page.locator("#number")).to_contain_text("z of unit 9 at “place”")
    found = [page.input_value(f"#{name}") for name in ("text", "cell", "speed", "units", "naming", "theme")]
    assert found == [PERU, "gru", "slow", "3, 17", "article", "dark"]
    assert present(page) == 4


def expect_comparison(page: Page) -> None:
    expect(page.locator("#words")).to_contain_text("Chile")
    found = [page.input_value(f"#{name}") for name in ("first", "second", "cell", "right", "theme")]
    assert found == [OLD, PERU, "gru", "Chile", "dark"]
    assert not page.is_checked("[data-group=state]")
    assert told(page).items() >= COMPARISON.items()


def test_a_link_of_before_moves_before_anything_is_asked_for_and_shows_what_one_of_now_shows(look: Look) -> None:
    page = look(f"/#{urlencode(VIEW)}").page
    expect_view(page)
    assert told(page).items() >= TOLD.items()
    held = hold_back(page, "traces")
    query = urlencode({name: value for name, value in VIEW.items() if name != "theme"})
    page.goto(page.url.partition("#")[0] + f"?{query}#theme=dark")
    assert told(page) == TOLD
    await_held(page, held, 1)
    let_go(page, held[0])
    expect_view(page)
    assert told(page).items() >= TOLD.items()


def test_a_comparison_of_before_moves_before_anything_is_asked_for_and_shows_what_one_of_now_shows(look: Look) -> None:
    page = look(f"/compare#{urlencode(COMPARISON)}").page
    expect_comparison(page)
    held = hold_back(page, "comparisons")
    page.goto(page.url.partition("#")[0] + f"?{urlencode(COMPARISON)}")
    assert told(page) == COMPARISON
    await_held(page, held, 1)
    let_go(page, held[0])
    expect_comparison(page)


def test_a_long_text_in_letters_of_the_east_is_reloaded_with_a_short_request(look: Look) -> None:
    assert 3_500 < len(CYRILLIC) <= Settings().most_characters
    page = look(f"/#sentence={quote(CYRILLIC)}", folded=True).page
    expect(page.locator("#track button")).to_have_count(WORDS)
    with page.expect_request(lambda asked: asked.is_navigation_request()) as asked:
        page.reload()
    expect(page.locator("#track button")).to_have_count(WORDS)
    assert len(page.url) > 20_000
    assert urlsplit(asked.value.url).path == "/" and len(asked.value.url.split("#")[0]) < 30


def test_an_address_that_is_written_by_hand_is_shown_and_one_goes_back_from_it(lead: Lead) -> None:
    page = lead(urlencode(VIEW))
    expect_view(page)
    page.evaluate("location.hash = '#sentence=Norway is big&theme=light'")
    expect(page.locator("#track button")).to_have_count(3)
    found = [page.input_value(f"#{name}") for name in ("cell", "speed", "many", "naming", "theme")]
    assert found == ["lstm", "usual", "12", "usual", "light"]
    expect(page).to_have_url(re.compile("sentence=Norway\\+is\\+big&cell=lstm"))
    page.go_back()
    expect_view(page)
    page.go_forward()
    expect(page.locator("#track button")).to_have_count(3)


def test_a_comparison_that_is_written_by_hand_is_shown_and_one_goes_back_from_it_after_a_jump(look: Look) -> None:
    page = ready(look(address(cells="rnn,coupled", filler=3)), 17)
    expect_to_stay(page, "#words")
    page.evaluate("location.hash = '#fact=Peru is old.&filler=0'")
    expect(page.locator("#words")).to_contain_text("Peru")
    assert page.is_checked("#cells input[value=lstm]") and not page.is_checked("#cells input[value=coupled]")
    page.go_back()
    expect(page.locator("#at")).to_contain_text("of 17")
    assert page.is_checked("#cells input[value=coupled]") and not page.is_checked("#cells input[value=lstm]")


def test_an_empty_address_is_that_of_the_beginning(lead: Lead) -> None:
    page = lead("sentence=Norway is big&cell=gru")
    expect(page.locator("#track button")).to_have_count(3)
    page.evaluate("location.hash = ''")
    expect(page.locator("#track button")).to_have_count(25)
    assert page.input_value("#cell") == "lstm"


def test_a_jump_to_the_content_keeps_what_is_shown_in_the_address(lead: Lead) -> None:
    expect_to_stay(at_a_word(lead("sentence=Chile is big")), "#track")


def at_a_word(page: Page) -> Page:
    """The address has followed there."""
    page.locator("#track button").nth(1).click()
    expect(page).to_have_url(re.compile("token=1&"))
    return page


def expect_to_stay(page: Page, shown: str) -> None:
    """Also when one jumps to the content."""
    expect(page).to_have_url(re.compile("token="))
    before, seen = told(page), page.locator(shown).inner_text()
    page.evaluate("document.querySelector('.skip').click()")
    expect(page).to_have_url(re.compile("token="))
    assert (told(page), page.locator(shown).inner_text()) == (before, seen)


def test_who_goes_back_at_once_from_where_a_link_led_has_the_address_of_there(lead: Lead) -> None:
    page = at_a_word(lead("sentence=Chile is big"))
    page.evaluate("""() => new Promise((back) => {
      const look = () => {
        if (document.querySelector('#word').textContent !== 'big') return requestAnimationFrame(look);
        document.querySelectorAll('#track button')[1].click(); // before the address has followed to where the link led
        back();
      };
      location.hash = location.hash.replace('token=1', 'token=2');
      look();
    })""")
    expect(page.locator("#word")).to_have_text("is")
    expect(page).to_have_url(re.compile("token=1&"))


def test_an_address_stays_until_its_answer_is_there(lead: Lead) -> None:
    page = at_a_word(lead(f"sentence={quote(PERU)}"))
    held = hold_back(page, "traces")
    page.evaluate("location.hash = '#sentence=Norway is big'")
    page.locator("#track button").nth(3).click()
    page.select_option("#theme", "dark")
    meanwhile(page, 500)  # in which the address must not follow
    assert told(page) == {"sentence": "Norway is big"}
    let_go(page, held[0])
    expect(page).to_have_url(re.compile("sentence=Norway\\+is\\+big&cell=lstm"))
    expect(page.locator("#track button")).to_have_count(3)


def test_the_link_that_is_copied_is_the_address(lead: Lead) -> None:
    page = at_a_word(lead("sentence=Brazil is big"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("[data-take=link]").click()
    expect(page.locator("#taken")).to_have_text("The link is copied.")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    page.context.clear_permissions()


def test_to_begin_anew_forgets_the_address(lead: Lead) -> None:
    page = lead("sentence=Norway is big")
    expect(page.locator("#track button")).to_have_count(3)
    page.get_by_text("Start over").click()
    expect(page.locator("#track button")).to_have_count(25)
