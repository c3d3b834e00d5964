"""The address that "Copy the link" gives, as a person may also write it: with or without its host, with or without its %20."""

from __future__ import annotations

from difflib import get_close_matches
from urllib.parse import parse_qsl, urlencode, urlsplit

from app.lessons.lesson import LessonError, Link, Said
from app.lessons.pages import PAGES

BY_ADDRESS = {page.address: name for name, page in PAGES.items()}
ADDRESSES = "`./#sentence=...`, `compare#mode=...` or `growing#sentence=...`"


def link_of(said: Said) -> Link:
    address, mark, fragment = said.text.partition("#")
    try:
        last = urlsplit(address.strip()).path.rpartition("/")[2]
        pairs = parse_qsl(fragment, keep_blank_values=True, errors="strict", max_num_fields=40)
    except ValueError:
        raise LessonError(said.line, "this link cannot be read", "take it from the page, by Copy the link") from None
    if not mark or last not in BY_ADDRESS:
        raise LessonError(said.line, "this is no link into Gatewalk", f"it begins like {ADDRESSES}")
    page = BY_ADDRESS[last]
    for name, _ in pairs:
        if name not in PAGES[page].takes:
            near = get_close_matches(name, PAGES[page].takes, 1)
            mend = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(PAGES[page].takes)}"
            raise LessonError(said.line, f"a link of this page has no `{name[:20]}`", mend)
    if len(dict(pairs)) != len(pairs):
        raise LessonError(said.line, "the same name is in this link twice", "write an & in a sentence as %26")
    return Link(page, dict(pairs), said.line)


def address_of(page: str, values: dict[str, str]) -> str:
    """Below the root of the app. A lesson does not decide on the theme of whoever takes it."""
    told = urlencode({name: value for name, value in values.items() if name != "theme"})
    return f"./{PAGES[page].address}#{told}"
