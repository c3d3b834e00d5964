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

LONGEST_NAME = 24

HEADERS = ("title", "paper", "note")
HEADER = re.compile(rf"\s*({'|'.join(HEADERS)})\s*:")
SAME = {"σ": "sigmoid", **dict.fromkeys("⊙∘·⋅×∗", "*"), "−": "-", **dict.fromkeys("′’", "'"), **dict.fromkeys("\t\xa0", " ")}
TOKEN = re.compile(r"(?P<number>\d+(?:\.\d*)?|\.\d+)|(?P<name>[A-Za-z]\w*)|(?P<sign>['()+\-*=,])", re.ASCII)
END = ""

# Nowhere in a text, not even in a title: what does not print, what cannot be sent, what turns the order of writing.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

PLAIN = "use plain letters, digits and + - * ' ( ) ="
MENDS = {
    "/": "there is no division: multiply, such as by `0.5`",
    "^": "for a square write `c * c`, for the step before write `c'`",
    "@": "a matrix stands before what it multiplies, without a sign: `W x`",
    "%": "write a share as a number, such as `0.5`",
    "[": "give each part a matrix of its own: `W x + U h'`",
    "{": "use ( and ), and `h'` for the step before",
    ";": "write each equation on a line of its own",
    ":": "take it out",
    ".": "a point stands in a number only, such as `0.5`",
    "_": "a name begins with a letter",
    "\\": "write names without a backslash, such as `sigmoid`",
    '"': "take it out; for the step before write one `'`",
    **dict.fromkeys("]}", "use ( and )"),
    **dict.fromkeys("`´‘ʹ", "for the step before write `'`"),
    **dict.fromkeys("″‴", "a cell sees one step back only: write one `'`"),
    **dict.fromkeys("‐‑–—", "write `-`"),
    **dict.fromkeys("•◦⊗", "write `*`"),
    **{there: f"write `{here}`" for there, here in zip("асеһіјкорѕтхуАВСЕНКМОРТХ", "acehijkopstxyABCEHKMOPTX", strict=True)},
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
            fail(f"{_character(bad[0])} cannot stand in a text", (number, bad.start() + 1), "take it out")
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
            elif found := TOKEN.match(line, column):
                kind = str(found.lastgroup)
                token = Token(kind, found[0], at)
                column = found.end()
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
        fail(f"the {token.kind} {show(token.text)} is longer than {LONGEST_NAME} characters", token.at, "make it shorter")
    if token.kind == "number" and re.match(r"[eE][+-]?\d", rest):
        fail("powers of ten are not read", token.at, "write the number out, such as `0.001`")


def _refuse(statement: list[str], row: int, column: int, at: Position) -> NoReturn:
    """A character that no token begins with: says what to write for it."""
    line = statement[row]
    char, rest = line[column], line[column:]
    word = re.fullmatch(r"\s*([A-Za-z]+)\s*", line[:column])
    if char == ":" and row == 0 and word and "=" not in rest:
        near = difflib.get_close_matches(word[1].lower(), HEADERS, 1, 0.6)
        mend = f"did you mean `{near[0]}:`?" if near else "the headers are `title:`, `paper:` and `note:`"
        fail(f"{show(word[1])} is not a header", (at[0], word.start(1) + 1), mend)
    if rest.startswith(("//", "/*")):
        fail(f"`{rest[:2]}` cannot stand in an equation", at, "a comment begins with `#`")
    fail(f"{_character(char)} cannot stand in an equation", at, MENDS.get(char) or _plain(char))


def _plain(char: str) -> str:
    """What to write for a character that the grammar does not know."""
    name = unicodedata.name(char, "").lower()
    decomposed = unicodedata.normalize("NFKD", char)
    if char.isascii():
        return PLAIN
    if unicodedata.category(char) == "Zs":
        return "write a plain space"
    if re.fullmatch(r"[A-Za-z0-9()+*=,-]", decomposed[0]):
        return f"write `{decomposed[0]}`"
    if re.fullmatch(r"greek (small|capital) letter [a-z]+", name):
        return f"write `{name.split()[-1]}`"
    return PLAIN if char.isprintable() and char.isalnum() else "take it out"


def named(token: Token) -> str:
    return "the end of the line" if token.kind == "end" else show(token.text)


def show(text: str) -> str:
    """A typed word or number inside a message, not too long."""
    return f"`{text}`" if len(text) <= LONGEST_NAME else f"`{text[:LONGEST_NAME]}…`"


def _character(char: str) -> str:
    """A typed character inside a message: by its number and name too where its looks do not say what it is."""
    if char.isascii() and char.isprintable():
        return f"`{char}`"
    said = f"U+{ord(char):04X} {unicodedata.name(char, '').lower()}".strip()
    return f"`{char}` ({said})" if char.isprintable() and not unicodedata.combining(char) else f"the character {said}"


def fail(message: str, at: Position, mend: str) -> NoReturn:
    raise EquationError(message, at[0], at[1], mend)
