"""The work that a text takes, whatever stands in it: counted in calls, which are the same on every computer."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from types import FrameType

import pytest

from model.cells import cell_names, load_cell
from model.equations import parser
from tests.model.equations.hostile import HOSTILE
from tests.model.equations.refusal import refusal

LIMIT = parser.MOST_CHARACTERS
CALLS = 40  # for each character; the most that any of these texts needs is 24
SHORT = 100  # so short a text may need as many calls as one of this length


def calls_for(text: str) -> int:
    """How many functions are called to read a text, those of the interpreter among them."""
    calls = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        refusal(text)
    finally:
        sys.setprofile(before)
    return calls


def fill(start: str, again: str, length: int) -> str:
    return start + again * ((length - len(start)) // len(again))


REPEATED = [
    *("(", ")", "'", "+", "-", "*", "=", ",", ".", "/", "[", "1", ".1", "1.", "a", "A", "x", "b", "W_", "h'", "h''", "a-", "-a"),
    *("tanh(", "sigmoid(", "W(", "-(", "(-", "(a)(", "(1-", "1+", "h+", "h*", "clock(1,", "slow_to_fast(U)", "a_below", "_below"),
    *("title:", "note:x", "a=1", "\u03c3", "\u2299", "\u00e9"),
]
STARTS = ("", "h = ", "h = tanh(", "title: ")


def heavy(length: int) -> list[str]:
    """Texts of one piece again and again, up to this length."""
    return [
        *(fill(start, again + gap, length) for again in REPEATED for gap in ("", " ", "\n") for start in STARTS),
        *(fill(start, again, length) for again in (*" \t\n\r\u00a0\u0301\ud800\U0001f600\0", "\r\n", "# ") for start in STARTS),
        *(fill(" " * (length * share // 6) + "h = (", "\n", length) for share in (1, 3, 5)),
        *(fill("\u00a0" * (length // 2) + "(", again, length) for again in ("\n", " \n", "t\n", "title\n")),
        fill("", "title" + " " * 200 + "\n", length),
        fill("", "h = (\n" * 3 + "\n" * 100, length),
        fill("", "a" * 24 + " ", length),
        fill("h = ", "9" * 24 + " + ", length),
        fill("h = tanh(\n", "a" * 24 + "\n", length),
    ]


def _near_names() -> str:
    names = [f"{'gate' * 5}{chr(97 + n // 5)}{chr(97 + n % 5)}{n % 10}" for n in range(23)]
    return "\n".join(f"{name} = {names[n - 1] if n else 'W x'}" for n, name in enumerate(names)) + f"\nh = {'gate' * 5}zz"


def _falls_one_by_one() -> str:
    lines = [f"a{n} = h' * h' * h' * h' * h' * c_below" + (f" * a{n - 1}" if n else "") for n in range(22)]
    return "\n".join(lines) + "\nc = a21 * c_below\nh = W x + c'"


INTRICATE = [
    "h = W x" + " + h'" * 198,
    "h = W x + " + " + ".join(["tanh(" * 15 + "h'" + ")" * 15] * 12),
    _near_names(),
    _falls_one_by_one(),
]


@pytest.mark.parametrize("length", [LIMIT // 16, LIMIT // 4])
def test_the_work_grows_no_faster_than_the_text(length: int) -> None:
    for text in heavy(length):
        assert calls_for(text) <= CALLS * max(len(text), SHORT), text[:60]


def test_the_work_for_every_other_text_is_as_little() -> None:
    for text in (*INTRICATE, *(broken.text for broken in HOSTILE), *(load_cell(name).text for name in cell_names())):
        assert calls_for(text) <= CALLS * max(len(text), SHORT), text[:60]


def repeats_what_repeats(pattern: str) -> bool:
    """Group by group, from the innermost out; a group that repeats, or has something in it that does, becomes a ``\0``."""
    plain = re.sub(r"\\.|\[[^]]*\]", "a", pattern)  # an escape or a class is one character
    while group := re.search(r"\(([^()]*)\)([*+]?)", plain):
        inside = bool(re.search("[*+\0]", group[1]))
        if inside and group[2]:
            return True
        plain = plain[: group.start()] + ("\0" if inside or group[2] else "a") + plain[group.end() :]
    return False


def test_no_pattern_repeats_what_itself_repeats() -> None:
    """Work inside a pattern is no call. Such a pattern may part a text in every way there is, twice as many a character."""
    assert repeats_what_repeats("(a+)+") and repeats_what_repeats("(b(a*)|c)*") and repeats_what_repeats("((a|b)+c)*")
    assert not repeats_what_repeats(r"(\s*(a|b)+\s*)?[(+*]+")
    files = Path(parser.__file__).parent.glob("*.py")
    patterns = [text for path in files for text in re.findall(r're\.\w+\(\s*rf?"(.*?)"', path.read_text("utf-8"))]
    assert len(patterns) >= 8
    assert [pattern for pattern in patterns if repeats_what_repeats(pattern)] == []


def test_the_longest_texts_are_as_long_as_is_read_and_are_judged_like_any_other() -> None:
    texts = heavy(LIMIT)
    assert all(len(text) <= LIMIT for text in texts)
    assert sum(len(text) > LIMIT - 250 for text in texts) > 300
    assert sum(refusal(text) is None for text in texts) < len(texts) / 10
