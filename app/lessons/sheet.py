"""What a worksheet shows besides its questions: a sentence of its lesson, in words to write below."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit


def first_sentence(shown: dict[str, Any]) -> list[str]:
    """The first that is walked, word by word; ``shown``: a lesson in the words of the API."""
    links = [step["link"] for step in shown["steps"] if step["link"]]
    addresses = [link["address"] for link in links if link["page"] == "walk"]
    texts = [text for address in addresses for text in parse_qs(urlsplit(address).fragment).get("sentence", [])]
    return texts[0].split() if texts else []
