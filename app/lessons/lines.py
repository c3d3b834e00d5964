"""From a text to its lines: a name, a colon, and words. What is indented goes on with the line above; # begins a remark."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from app.lessons.lesson import Fault, fault

MOST_CHARACTERS = 40_000  # of a lesson
NAMED = re.compile(r"([a-z]+)[ \t]*[:：][ \t]*(.*)", re.IGNORECASE)


class Line(NamedTuple):
    number: int
    name: str
    text: str


def lines_of(text: str) -> tuple[list[Line], list[Fault]]:
    """Editors of every system end lines in their own way, and some put a mark before the first."""
    if len(text) > MOST_CHARACTERS:
        return [], [fault(1, "writing.fault.too-long", "writing.mend.too-long", length=len(text), most=MOST_CHARACTERS)]
    lines: list[Line] = []
    faults: list[Fault] = []
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")), start=1):
        words, named = line.strip(), NAMED.fullmatch(line.rstrip())
        if not words or line.startswith("#"):
            continue
        if strange := next((char for char in words if unicodedata.category(char) in ("Cc", "Cs") and char != "\t"), None):
            faults.append(fault(number, "writing.fault.unseen", "writing.mend.unseen", code=f"U+{ord(strange):04X}"))
        elif line[0].isspace() and lines:
            lines[-1] = lines[-1]._replace(text=f"{lines[-1].text} {words}".strip())
        elif named:
            lines.append(Line(number, named[1].lower(), named[2].strip()))
        else:
            faults.append(fault(number, "writing.fault.no-name", "writing.mend.no-name"))
    return lines, faults
