"""What a host may set."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from app.settings import MOST_CHARACTERS, MOST_EDITS, PREFIX, Settings, misspelled


def test_nothing_needs_to_be_set() -> None:
    assert Settings.from_environment({}) == Settings()


def test_every_setting_can_be_set() -> None:
    texts = {"hosts": "a.example, b.example", "embed_in": "https://a.example, https://b.example:8443"}
    texts |= {"proxies": "10.0.0.1/32, fd00::/8", "lessons": f"{Path(__file__).parent}, {Path(__file__).parents[1]}"}
    single = {"root_path": "/gatewalk", "rooms": "redis://valkey:6379"}
    values: dict[str, object] = {name: tuple(text.split(", ")) for name, text in texts.items()} | single
    for field in dataclasses.fields(Settings):
        text = (texts | single).get(field.name, "17")
        found = getattr(Settings.from_environment({PREFIX + field.name.upper(): text}), field.name)
        assert found == values.get(field.name, 17)


@pytest.mark.parametrize("text", ["", "no", "-1", "0", "1.5", "9" * 12, "9" * 9_000])
def test_a_setting_that_is_not_right_is_named(text: str) -> None:
    with pytest.raises(ValueError, match="GATEWALK_MOST_TOKENS"):
        Settings.from_environment({"GATEWALK_MOST_TOKENS": text})


@pytest.mark.parametrize(("name", "most"), [("MOST_EDITS", MOST_EDITS), ("MOST_CHARACTERS", MOST_CHARACTERS)])
def test_no_more_is_allowed_than_a_request_may_hold(name: str, most: int) -> None:
    assert getattr(Settings.from_environment({PREFIX + name: str(most)}), name.lower()) == most
    with pytest.raises(ValueError, match=f"{name} must be a whole number of {most:,} at most"):
        Settings.from_environment({PREFIX + name: str(most + 1)})


@pytest.mark.parametrize(
    ("text", "hosts"),
    [
        ("*", ("*",)),
        ("Walk.School.Example", ("walk.school.example",)),
        ("walk.school.example:8000", ("walk.school.example",)),
        ("walk.school.example.", ("walk.school.example",)),
        ("*.school.example", ("*.school.example",)),
        ("192.168.1.7:80, [::1]:8000, my_pc", ("192.168.1.7", "[::1]", "my_pc")),
    ],
)
def test_a_host_is_kept_as_requests_name_it(text: str, hosts: tuple[str, ...]) -> None:
    assert Settings.from_environment({"GATEWALK_HOSTS": text}).hosts == hosts


@pytest.mark.parametrize("text", ["https://a.example", "a b", "a.example/x", "a*.example", "-", "*.*", "a..b", "a;b"])
def test_what_is_no_host_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"^GATEWALK_HOSTS must hold names such as walk\.school\.example, .* and is '"):
        Settings.from_environment({"GATEWALK_HOSTS": text})


@pytest.mark.parametrize(
    "text", ["-", "*", "self", "a.example", "https://a; script-src *", "https://a.example/", "https://a b", "ftp://a", "https:"]
)
def test_what_is_no_origin_never_gets_into_the_policy(text: str) -> None:
    with pytest.raises(ValueError, match=r"^GATEWALK_EMBED_IN must hold origins such as https://school\.example, .* and is '"):
        Settings.from_environment({"GATEWALK_EMBED_IN": f"https://good.example, {text}"})


@pytest.mark.parametrize(
    ("name", "nearest"),
    [
        ("GATEWALK_MOST_TOKEN", "GATEWALK_MOST_TOKENS"),
        ("GATEWALK_HOST", "GATEWALK_HOSTS"),
        ("gatewalk_most_edit", "GATEWALK_MOST_EDITS"),
        ("GATEWALK_EMBED", "GATEWALK_EMBED_IN"),
    ],
)
def test_a_misspelled_setting_is_said_with_the_nearest(name: str, nearest: str) -> None:
    assert misspelled({name: "1", nearest: "1", "PATH": "/"}) == [
        f"{name} is not a setting and does nothing; did you mean {nearest}?"
    ]


@pytest.mark.parametrize(
    "text", ["", "rooms.sqlite", "/var/lib/gatewalk", "redis://valkey", "rediss://me:secret@10.0.0.1:6380/2"]
)
def test_rooms_may_be_kept_in_a_file_or_by_a_server(text: str) -> None:
    assert Settings.from_environment({"GATEWALK_ROOMS": text}).rooms == text


@pytest.mark.parametrize("text", ["http://valkey:6379", "redis://", "redis://valkey:x", "redis://valkey:99999", "postgres://a"])
def test_another_place_for_rooms_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match=r"^GATEWALK_ROOMS must hold the path of a file or of a folder, .* and is '"):
        Settings.from_environment({"GATEWALK_ROOMS": text})


ROW = re.compile(r"^\| `(GATEWALK_\w+)` \| (.*?) \| (.*?) \|$", re.MULTILINE)


def test_what_is_written_for_hosts_lists_every_setting_as_it_is() -> None:
    root = Path(__file__).parents[2]
    text = "".join(path.read_text(encoding="utf-8") for path in [root / "README.md", *sorted((root / "docs").glob("*.md"))])
    rows = [(PREFIX + field.name.upper(), said(field.default), field.metadata["help"]) for field in dataclasses.fields(Settings)]
    assert ROW.findall(text) == rows


def said(default: object) -> str:
    return f"{default:,}" if isinstance(default, int) else ", ".join(default) or "-"
