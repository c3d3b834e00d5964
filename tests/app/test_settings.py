"""What a host may set."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from app.settings import PREFIX, Settings


def test_nothing_needs_to_be_set() -> None:
    assert Settings.from_environment({}) == Settings()


def test_every_setting_can_be_set() -> None:
    for field in dataclasses.fields(Settings):
        text = "a.example, b.example" if isinstance(field.default, tuple) else "17"
        found = getattr(Settings.from_environment({PREFIX + field.name.upper(): text}), field.name)
        assert found == (("a.example", "b.example") if isinstance(field.default, tuple) else 17)


@pytest.mark.parametrize("text", ["", "no", "-1", "0", "1.5", "9" * 12])
def test_a_setting_that_is_not_right_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="GATEWALK_MOST_TOKENS"):
        Settings.from_environment({"GATEWALK_MOST_TOKENS": text})


ROW = re.compile(r"^\| `(GATEWALK_\w+)` \| (.*?) \| (.*?) \|$", re.MULTILINE)


def test_what_is_written_for_hosts_lists_every_setting_as_it_is() -> None:
    root = Path(__file__).parents[2]
    text = "".join(path.read_text(encoding="utf-8") for path in [root / "README.md", *sorted((root / "docs").glob("*.md"))])
    rows = [(PREFIX + field.name.upper(), said(field.default), field.metadata["help"]) for field in dataclasses.fields(Settings)]
    assert ROW.findall(text) == rows


def said(default: object) -> str:
    return ", ".join(default) or "-" if isinstance(default, tuple) else f"{default:,}"
