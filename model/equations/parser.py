"""From a cell's text to its equations.

The text is untrusted: it is read by the small grammar below, and never evaluated. Its length, the number of
equations, their size and their nesting are bounded before anything is built from them.

    cell      = { header | equation }                    one a line; an open parenthesis continues a line
    header    = ("title" | "paper" | "note") ":" text    several of a kind are joined
    equation  = { role word } name "=" sum               a role word may have a hyphen: update-gate
    sum       = ["-"] product { ("+" | "-") product }
    product   = factor { "*" factor }                    element by element
    factor    = number | "(" sum ")" | function "(" sum ")" | matrix factor | signal | vector
              | "clock" "(" number { "," number } ")"
    matrix    = Capital | "slow_to_fast" "(" Capital ")"
    signal    = "x" | name | name "'" | name "_below"    this step, the step before, the layer below
    vector    = "b" | "b_"... | "p" | "p_"...            a bias; a diagonal weight

The signs of a paper may be typed as well: σ ⊙ ∘ · × ∗ − ′.
"""

from __future__ import annotations

import difflib
import re
from dataclasses import dataclass
from typing import NoReturn

from model.equations.expressions import (
    INPUT,
    SUFFIX,
    Call,
    Clock,
    Equation,
    Expression,
    MatrixProduct,
    Number,
    Position,
    Signal,
    Sum,
    Times,
    Vector,
    to_text,
)
from model.equations.functions import FUNCTIONS
from model.equations.lexer import HEADER, Token, fail, lines_of, named, show, statements, tokens_of

MOST_CHARACTERS = 6000
MOST_EQUATIONS = 24
MOST_PARTS = 400  # of all equations together: numbers, names, products, sums, calls
MOST_NESTING = 16
LARGEST_NUMBER = 1_000_000
MOST_GROUPS = 16  # of a clock
LONGEST_PERIOD = 4096

SPECIAL = ("clock", "slow_to_fast")


@dataclass(frozen=True)
class Source:
    """What a text says: its headers and its equations, in order."""

    headers: dict[str, str]
    equations: tuple[Equation, ...]


def parse(text: str) -> Source:
    """Reads a cell's text, or raises an EquationError that says where it is wrong and how to mend it."""
    if len(text) > MOST_CHARACTERS:
        fail(f"the text has {len(text):,} characters, {MOST_CHARACTERS:,} at most are read", (1, 1), "make it shorter")
    headers: dict[str, str] = {}
    equations: list[Equation] = []
    parts = 0
    for first, statement in statements(lines_of(text)):
        if header := HEADER.match(statement[0]):
            key, said = header[1], statement[0][header.end() :].strip()
            headers[key] = f"{headers[key]} {said}" if key in headers else said
            continue
        if len(equations) == MOST_EQUATIONS:
            fail(f"there are more than {MOST_EQUATIONS} equations", (first, 1), "leave some out")
        reader = _Reader(tokens_of(statement, first), parts, {equation.name for equation in equations})
        equations.append(reader.equation())
        parts = reader.parts
    if not equations:
        fail("there is no equation", (1, 1), "write one a line, such as `h = tanh(W x + U h' + b)`")
    return Source(headers, tuple(equations))


class _Reader:
    """Reads one equation from its tokens; one method for each rule of the grammar."""

    def __init__(self, tokens: list[Token], parts: int, above: set[str]) -> None:
        self.tokens, self.index, self.parts, self.depth = tokens, 0, parts, 0
        self.above = above  # the names that equations above set

    @property
    def next(self) -> Token:
        return self.tokens[self.index]

    def take(self) -> Token:
        token = self.next
        self.index += token.kind != "end"
        return token

    def accept(self, text: str) -> Token | None:
        return self.take() if self.next.kind == "sign" and self.next.text == text else None

    def expect(self, text: str, mend: str) -> Token:
        return self.accept(text) or fail(f"{named(self.next)} stands where `{text}` was expected", self.next.at, mend)

    def count(self, at: Position) -> Position:
        self.parts += 1
        if self.parts > MOST_PARTS:
            fail(f"the equations have more than {MOST_PARTS} parts", at, "make them shorter")
        return at

    def equation(self) -> Equation:
        role = ""
        if self.next.kind != "name":
            fail(f"{named(self.next)} stands where a name was expected", self.next.at, "an equation is written `name = ...`")
        name = self.take()
        while self.next.kind == "name" or self._at_hyphen():
            role += name.text + ("-" if self.accept("-") else " ")
            name = self.take()
        if self.next.text == "'":
            if self.tokens[self.index + 1].kind == "name":
                fail("a role has plain words only", self.next.at, "leave the `'` out")
            fail("an equation cannot set a value of the step before", self.next.at, f"write `{name.text} = ...`")
        self.expect("=", "an equation is written `name = ...`")
        if role.endswith("-"):
            fail(f"`{role.split()[-1]}{name.text}` is not a name", name.at, "an equation is written `name = ...`")
        if fault := _fault_of_name(name.text):
            fail(fault[0], name.at, fault[1])
        right = self.sum()
        if self.next.kind != "end":
            self.unexpected()
        return Equation(role.strip(), name.text, right, name.at)

    def _at_hyphen(self) -> bool:
        """Whether a hyphen joins two words of a role here, as in update-gate."""
        after = self.tokens[self.index + 1 : self.index + 2]
        return self.next.text == "-" and bool(after) and after[0].kind == "name"

    def sum(self) -> Expression:
        at = self.count(self.next.at)
        sign = -1 if self.accept("-") else 1
        terms = [(sign, self.product())]
        while self.next.text in ("+", "-"):
            sign = -1 if self.take().text == "-" else 1
            terms.append((sign, self.product()))
        return terms[0][1] if len(terms) == 1 and terms[0][0] == 1 else Sum(tuple(terms), at)

    def product(self) -> Expression:
        at = self.next.at
        factors = [self.factor()]
        while self.accept("*"):
            factors.append(self.factor())
        return factors[0] if len(factors) == 1 else Times(tuple(factors), self.count(at))

    def factor(self) -> Expression:
        self.depth += 1
        token = self.take()
        if self.depth > MOST_NESTING:
            fail(f"more than {MOST_NESTING} levels are nested here", token.at, "give the inner part an equation of its own")
        self.count(token.at)
        if token.kind == "number":
            if float(token.text) > LARGEST_NUMBER:
                fail(f"the number {show(token.text)} is larger than {LARGEST_NUMBER:,}", token.at, "use a smaller one")
            found: Expression = Number(float(token.text), token.at)
        elif token.kind == "name":
            found = self.named(token)
        elif token.text == "(":
            found = self.inside(token)
        else:
            self.missing(token)
        self.depth -= 1
        return found

    def inside(self, opened: Token) -> Expression:
        found = self.sum()
        if not self.accept(")"):
            if self.next.kind == "end":
                fail("this parenthesis is never closed", opened.at, "add `)`")
            self.unexpected()
        return found

    def named(self, token: Token) -> Expression:
        name, at = token.text, token.at
        if name in FUNCTIONS:
            opened = self.expect("(", f"write `{name}(...)`")
            return Call(name, self.inside(opened), at)
        if name == "clock":
            return self.clock(at)
        if name == "slow_to_fast":
            mend = "write `slow_to_fast(U) h'`"
            self.expect("(", mend)
            matrix = self.take()
            if matrix.kind != "name" or not matrix.text[0].isupper():
                fail(f"{named(matrix)} stands where a matrix was expected", matrix.at, mend)
            self.expect(")", mend.replace("U", matrix.text))
            return self.matrix_product(matrix, at, slow_to_fast=True)
        if name[0].isupper():
            return self.matrix_product(token, at)
        if is_vector(name):
            return self.alone(Vector(name, at), token)
        if name.endswith("_below_below"):
            fail("a cell sees one layer down only", at, f"write `{re.sub('(_below)+$', '', name)}_below`")
        if name.endswith("_below"):
            if self.next.text == "'":
                fail("a cell does not see the step before of the layer below", self.next.at, f"write `{name}`")
            return self.alone(Signal(name.removesuffix("_below"), "below", at), token)
        if prime := self.accept("'"):
            if name == INPUT:
                fail("a cell does not see the input of the step before", prime.at, "use `x`, or keep what you need in a state")
            if self.next.text == "'":
                fail("a cell sees one step back only", self.next.at, f"write `{name}'`")
            return self.alone(Signal(name, "before", at), token)
        return self.alone(Signal(name, "now", at), token)

    def alone(self, found: Expression, token: Token) -> Expression:
        """A name may not be followed at once by another, by a number or by a parenthesis."""
        after = self.next
        if after.kind not in ("name", "number") and after.text != "(":
            return found
        written, matrix = to_text(found), token.text[0].upper() + token.text[1:]
        following = self.tokens[self.index + 1].text
        if after.text == "(":
            if token.text == written and token.text not in self.above and not is_vector(token.text):
                near = difflib.get_close_matches(token.text, FUNCTIONS, 1, 0.6)
                mend = f"did you mean `{near[0]}`?" if near else f"the functions are {', '.join(FUNCTIONS)}"
                fail(f"`{token.text}` is not a function", token.at, mend)
            mend = f"write `{written} * (...)`"
        elif after.text == INPUT:
            mend = f"write `{matrix} x`: a matrix has a capital"
        elif token.text == INPUT or after.text[0].isupper():
            mend = "put `+`, `-` or `*` there; a matrix stands before what it multiplies"
        else:
            second = after.text + ("'" if following == "'" else "")
            mend = f"write `{written} * {second}`"
            if after.kind == "name" and following != "(" and not is_vector(token.text):
                mend += f", or `{matrix} {second}` if `{matrix}` is a matrix"
        fail(f"there is no sign between `{written}` and {named(after)}", after.at, mend)

    def matrix_product(self, matrix: Token, at: Position, slow_to_fast: bool = False) -> MatrixProduct:
        name, small = matrix.text, matrix.text.lower()
        if small in FUNCTIONS or small in SPECIAL:
            fail(f"`{name}` has a capital, as matrices have", matrix.at, f"did you mean `{small}`?")
        prime = self.accept("'")
        starts = self.next.kind in ("name", "number") or self.next.text == "("
        if prime and starts:
            fail(f"the matrix `{name}` is the same at every step", prime.at, "leave the prime out")
        if not starts:
            self._alone_matrix(name, matrix.at, prime, slow_to_fast)
        return MatrixProduct(name, self.factor(), slow_to_fast, at)

    def _alone_matrix(self, name: str, at: Position, prime: Token | None, slow_to_fast: bool) -> NoReturn:
        shown, small = (f"slow_to_fast({name})" if slow_to_fast else name), name.lower()
        if len(name) == 2 and name[1].islower() and self.next.text != "*":
            mend = f"put a space between: `{name[0]} {name[1]}{prime.text if prime else ''}`"
        elif small == INPUT or prime:
            mend = f"did you mean `{small if small == INPUT else small + SUFFIX['before']}`?"
        else:
            mend = f"write `{shown} h'`" if slow_to_fast else f"write `{name} x` or `{name} h'`"
            mend += ", without a sign between"
        fail(f"the matrix `{name}` multiplies nothing", at, mend)

    def clock(self, at: Position) -> Clock:
        mend = "write the periods of the groups, such as `clock(1, 2, 4, 8)`"
        self.expect("(", mend)
        periods: list[int] = []
        while True:
            token = self.take()
            if token.kind != "number" or "." in token.text or not 1 <= int(token.text) <= LONGEST_PERIOD:
                fail(f"{named(token)} is not a period: a whole number from 1 to {LONGEST_PERIOD:,}", token.at, mend)
            if periods and int(token.text) <= periods[-1]:
                fail("the periods of a clock must rise", token.at, mend)
            periods.append(int(token.text))
            if len(periods) > MOST_GROUPS:
                fail(f"a clock has {MOST_GROUPS} groups at most", token.at, "leave some out")
            if self.accept(")"):
                return Clock(tuple(periods), at)
            self.expect(",", mend)

    def missing(self, token: Token) -> NoReturn:
        if token.kind == "end":
            fail("the equation stops too early", token.at, "something is missing here: a name, a number or a parenthesis")
        mend = "take it out, or put a name before it"
        if token.text == "*" and self.tokens[self.index - 2].text == "*":
            mend = "take it out; for a square write `c * c`"
        elif token.text == "-":
            mend = "keep one sign only, or write `(-...)`"
        fail(f"{named(token)} stands where a name or a number was expected", token.at, mend)

    def unexpected(self) -> NoReturn:
        token = self.next
        if token.text == ")":
            fail("this parenthesis was never opened", token.at, "take it out")
        if token.kind in ("name", "number") or token.text == "(":
            fail(f"there is no sign before {named(token)}", token.at, "put `+`, `-` or `*` there")
        if token.text == "=":
            fail("there is a second `=`", token.at, "write each equation on a line of its own")
        if token.text == ",":
            fail("a comma stands between the periods of a clock only", token.at, "take it out")
        fail("a prime stands after the name of a signal only", token.at, "take it out")


def is_vector(name: str) -> bool:
    return name in ("b", "p") or name.startswith(("b_", "p_"))


def _fault_of_name(name: str) -> tuple[str, str] | None:
    """Why an equation cannot set this name, and the mend."""
    other = "choose another name"
    if name in FUNCTIONS or name in SPECIAL:
        return f"`{name}` is the name of a function", other
    if name == INPUT:
        return "`x` is the input of the cell and cannot be set", other
    if name[0].isupper():
        small = name.lower()
        return f"`{name}` has a capital, as matrices have", other if _fault_of_name(small) else f"write `{small}`"
    if is_vector(name):
        return f"`{name}` is the name of a learned vector", f"{other}, one that does not begin with `b_` or `p_`"
    if name.endswith("_below"):
        above = re.sub("(_below)+$", "", name)
        return "a cell cannot set a value of the layer below", other if _fault_of_name(above) else f"write `{above} = ...`"
    return None
