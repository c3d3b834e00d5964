"""The address that "Copy the link" gives, as a person may also write it: with or without its host, with or without its %20."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode, urlsplit

from app.lessons.lesson import LessonError, Link, Written, no_such
from app.lessons.pages import PAGES

BY_ADDRESS = {page.address: name for name, page in PAGES.items()}


def link_of(said: Written) -> Link:
    address, mark, fragment = said.text.partition("#")
    try:
        last = urlsplit(address.strip()).path.rpartition("/")[2]
        pairs = parse_qsl(fragment, keep_blank_values=True, errors="strict", max_num_fields=40)
    except ValueError:
        raise LessonError(said.line, "writing.fault.unreadable-link", "writing.mend.copy-link") from None
    if not mark or last not in BY_ADDRESS:
        raise LessonError(said.line, "writing.fault.no-link", "writing.mend.no-link")
    page = BY_ADDRESS[last]
    for name, _ in pairs:
        if not PAGES[page].takes_name(name):
            raise no_such(name, list(PAGES[page].takes), said.line)
    if len(dict(pairs)) != len(pairs):
        raise LessonError(said.line, "writing.fault.name-twice", "writing.mend.name-twice")
    return Link(page, dict(pairs), said.line)


def address_of(page: str, values: dict[str, str]) -> str:
    """Below the root of the app. A lesson does not decide on the theme of whoever takes it."""
    fragment = urlencode({name: value for name, value in values.items() if name != "theme"})
    return f"./{PAGES[page].address}#{fragment}"
