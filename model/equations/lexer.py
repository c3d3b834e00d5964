"""From a cell's text to lines of tokens.

A line with an open parenthesis goes on in the next one; ``#`` begins a comment. What cannot stand in a text is
refused here, with the character's place and what to write for it.
"""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from model.equations.expressions import Position
from model.errors import EquationError
from texts import Said

LONGEST_NAME = 24

HEADERS = ("title", "paper", "note")
HEADER = re.compile(rf"\s*({'|'.join(HEADERS)})\s*:")
SAME = {"σ": "sigmoid", **dict.fromkeys("⊙∘·⋅×∗", "*"), "−": "-", **dict.fromkeys("′’", "'"), **dict.fromkeys("\t\xa0", " ")}
TOKEN = re.compile(r"(?P<number>\d+(?:\.\d*)?|\.\d+)|(?P<name>[A-Za-z]\w*)|(?P<sign>['()+\-*=,])", re.ASCII)
END = ""

# Nowhere in a text, not even in a title: what does not print, what cannot be sent, what turns the order of writing.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def write(this: str) -> Said:
    return Said("model.mend.write", {"this": this})


def did_you_mean(this: str) -> Said:
    return Said("model.mend.did-you-mean", {"this": this})


PLAIN, TAKE_OUT = Said("model.mend.plain"), Said("model.mend.take-out")
MENDS = {
    "/": Said("model.mend.division"),
    "^": Said("model.mend.power"),
    "@": Said("model.mend.at-sign"),
    "%": Said("model.mend.share"),
    "[": Said("model.mend.brackets"),
    "{": Said("model.mend.braces"),
    ";": Said("model.mend.own-line"),
    ":": TAKE_OUT,
    ".": Said("model.mend.point"),
    "_": Said("model.mend.letter-first"),
    "\\": Said("model.mend.backslash"),
    '"': Said("model.mend.quotes"),
    **dict.fromkeys("]}", Said("model.mend.parentheses")),
    **dict.fromkeys("`´‘ʹ", Said("model.mend.prime")),
    **dict.fromkeys("″‴", Said("model.mend.one-prime")),
    **dict.fromkeys("‐‑–—", write("-")),
    **dict.fromkeys("•◦⊗", write("*")),
    **{there: write(here) for there, here in zip("асеһіјкорѕтхуАВСЕНКМОРТХ", "acehijkopstxyABCEHKMOPTX", strict=True)},
}


@dataclass(frozen=True)
class Token:
    kind: str  # number, name, sign, end
    text: str
    at: Position


def lines_of(text: str) -> list[str]:
    """The lines of a text, after a look at every character."""
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))
    for number, line in enumerate(lines, start=1):
        if bad := UNPRINTABLE.search(line):
            refused = Said("model.text.character", {"char": _character(bad[0])})
            fail(refused, (number, bad.start() + 1), TAKE_OUT)
    return lines


def statements(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Lines without comments, and the number of the first; a line with an open parenthesis goes on in the next one.

    A line that is clearly a new header or equation never continues another: then the parenthesis was forgotten.
    """
    held: list[str] = []
    first, depth = 1, 0
    for number, full in enumerate(lines, start=1):
        line = full.split("#", 1)[0]
        header = HEADER.match(line)
        if held and (header or "=" in line):
            yield first, held
            held, depth = [], 0
        if not held:
            if not line.strip():
                continue
            first = number
        held.append(line)
        depth = 0 if header else max(0, depth + line.count("(") - line.count(")"))
        if depth == 0:
            yield first, held
            held = []
    if held:
        yield first, held


def tokens_of(statement: list[str], first_line: int) -> list[Token]:
    tokens: list[Token] = []
    end = (first_line, 1)  # just after the last token
    for number, line in enumerate(statement, start=first_line):
        column = 0
        while column < len(line):
            at = (number, column + 1)
            char = SAME.get(line[column], line[column])
            if char == " ":
                column += 1
                continue
            if line[column] in SAME:
                token = Token("name" if char.isalpha() else "sign", char, at)
                column += 1
            elif match := TOKEN.match(line, column):
                kind = str(match.lastgroup)
                token = Token(kind, match[0], at)
                column = match.end()
                _check_token(token, line[column:])
            else:
                _refuse(statement, number - first_line, column, at)
            tokens.append(token)
            end = (number, column + 1)
    tokens.append(Token("end", END, end))
    return tokens


def _check_token(token: Token, rest: str) -> None:
    long = len(token.text) + token.text.startswith(".")  # .5 counts as 0.5, which is how it is shown
    if token.kind != "sign" and long > LONGEST_NAME:
        too_long = Said(f"model.text.{token.kind}-too-long", {"text": show(token.text), "most": LONGEST_NAME})
        fail(too_long, token.at, Said("model.mend.shorter"))
    if token.kind == "number" and re.match(r"[eE][+-]?\d", rest):
        fail(Said("model.text.power-of-ten"), token.at, Said("model.mend.number-out"))


def _refuse(statement: list[str], row: int, column: int, at: Position) -> NoReturn:
    """A character that no token begins with: says what to write for it."""
    line = statement[row]
    char, rest = line[column], line[column:]
    word = re.fullmatch(r"\s*([A-Za-z]+)\s*", line[:column])
    if char == ":" and row == 0 and word and "=" not in rest:
        near = difflib.get_close_matches(word[1].lower(), HEADERS, 1, 0.6)
        mend = did_you_mean(f"{near[0]}:") if near else Said("model.mend.headers")
        fail(Said("model.text.no-header", {"word": show(word[1])}), (at[0], word.start(1) + 1), mend)
    if rest.startswith(("//", "/*")):
        fail(Said("model.text.in-equation", {"char": f"`{rest[:2]}`"}), at, Said("model.mend.comment"))
    fail(Said("model.text.in-equation", {"char": _character(char)}), at, MENDS.get(char) or _plain(char))


def _plain(char: str) -> Said:
    """What to write for a character that the grammar does not know."""
    name = unicodedata.name(char, "").lower()
    decomposed = unicodedata.normalize("NFKD", char)
    if char.isascii():
        return PLAIN
    if unicodedata.category(char) == "Zs":
        return Said("model.mend.plain-space")
    if re.fullmatch(r"[A-Za-z0-9()+*=,-]", decomposed[0]):
        return write(decomposed[0])
    if re.fullmatch(r"greek (small|capital) letter [a-z]+", name):
        return write(name.split()[-1])
    return PLAIN if char.isprintable() and char.isalnum() else TAKE_OUT


def named(token: Token) -> Said | str:
    return Said("model.end-of-line") if token.kind == "end" else show(token.text)


def show(text: str) -> str:
    """A typed word or number inside a message, not too long."""
    return f"`{text}`" if len(text) <= LONGEST_NAME else f"`{text[:LONGEST_NAME]}…`"


def _character(char: str) -> Said | str:
    """A typed character inside a message: by its number and name too where its looks do not say what it is."""
    if char.isascii() and char.isprintable():
        return f"`{char}`"
    said = f"U+{ord(char):04X} {unicodedata.name(char, '').lower()}".strip()
    if char.isprintable() and not unicodedata.combining(char):
        return f"`{char}` ({said})"
    return Said("model.character", {"name": said})


def fail(message: Said, at: Position, mend: Said) -> NoReturn:
    raise EquationError(line=at[0], column=at[1], message=message, mend=mend)
