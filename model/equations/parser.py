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
from model.equations.lexer import HEADER, Token, did_you_mean, fail, lines_of, named, show, statements, tokens_of, write
from texts import Said

MOST_CHARACTERS = 6000
MOST_EQUATIONS = 24
MOST_PARTS = 400  # of all equations together: numbers, names, products, sums, calls
MOST_NESTING = 16
LARGEST_NUMBER = 1_000_000
MOST_GROUPS = 16  # of a clock
LONGEST_PERIOD = 4096

SPECIAL = ("clock", "slow_to_fast")
AN_EQUATION = Said("model.mend.equation")


@dataclass(frozen=True)
class Source:
    """What a text says: its headers and its equations, in order."""

    headers: dict[str, str]
    equations: tuple[Equation, ...]


def parse(text: str) -> Source:
    """Reads a cell's text, or raises an EquationError that says where it is wrong and how to mend it."""
    if len(text) > MOST_CHARACTERS:
        long = Said("model.text.too-long", {"n": len(text), "most": MOST_CHARACTERS})
        fail(long, (1, 1), Said("model.mend.shorter"))
    headers: dict[str, str] = {}
    equations: list[Equation] = []
    parts = 0
    for first, statement in statements(lines_of(text)):
        if header := HEADER.match(statement[0]):
            key, said = header[1], statement[0][header.end() :].strip()
            headers[key] = f"{headers[key]} {said}" if key in headers else said
            continue
        if len(equations) == MOST_EQUATIONS:
            many = Said("model.text.too-many-equations", {"most": MOST_EQUATIONS})
            fail(many, (first, 1), Said("model.mend.leave-out"))
        reader = _Reader(tokens_of(statement, first), parts, {equation.name for equation in equations})
        equations.append(reader.equation())
        parts = reader.parts
    if not equations:
        fail(Said("model.text.no-equation"), (1, 1), Said("model.mend.one-a-line"))
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

    def expect(self, text: str, mend: Said) -> Token:
        expected = {"found": named(self.next), "expected": text}
        return self.accept(text) or fail(Said("model.parser.expected", expected), self.next.at, mend)

    def count(self, at: Position) -> Position:
        self.parts += 1
        if self.parts > MOST_PARTS:
            fail(Said("model.text.too-many-parts", {"most": MOST_PARTS}), at, Said("model.mend.parts-shorter"))
        return at

    def equation(self) -> Equation:
        role = ""
        if self.next.kind != "name":
            fail(Said("model.parser.expected-name", {"found": named(self.next)}), self.next.at, AN_EQUATION)
        name = self.take()
        while self.next.kind == "name" or self._at_hyphen():
            role += name.text + ("-" if self.accept("-") else " ")
            name = self.take()
        if self.next.text == "'":
            if self.tokens[self.index + 1].kind == "name":
                fail(Said("model.parser.role"), self.next.at, Said("model.mend.prime-out"))
            fail(Said("model.parser.sets-before"), self.next.at, write(f"{name.text} = ..."))
        self.expect("=", AN_EQUATION)
        if role.endswith("-"):
            fail(Said("model.parser.no-name", {"name": role.split()[-1] + name.text}), name.at, AN_EQUATION)
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
            fail(Said("model.parser.nested", {"most": MOST_NESTING}), token.at, Said("model.mend.own-equation"))
        self.count(token.at)
        if token.kind == "number":
            if float(token.text) > LARGEST_NUMBER:
                large = Said("model.parser.large-number", {"number": show(token.text), "most": LARGEST_NUMBER})
                fail(large, token.at, Said("model.mend.smaller"))
            expression: Expression = Number(float(token.text), token.at)
        elif token.kind == "name":
            expression = self.named(token)
        elif token.text == "(":
            expression = self.inside(token)
        else:
            self.missing(token)
        self.depth -= 1
        return expression

    def inside(self, opened: Token) -> Expression:
        expression = self.sum()
        if not self.accept(")"):
            if self.next.kind == "end":
                fail(Said("model.parser.never-closed"), opened.at, Said("model.mend.close"))
            self.unexpected()
        return expression

    def named(self, token: Token) -> Expression:
        name, at = token.text, token.at
        if name in FUNCTIONS:
            opened = self.expect("(", write(f"{name}(...)"))
            return Call(name, self.inside(opened), at)
        if name == "clock":
            return self.clock(at)
        if name == "slow_to_fast":
            self.expect("(", write("slow_to_fast(U) h'"))
            matrix = self.take()
            if matrix.kind != "name" or not matrix.text[0].isupper():
                no_matrix = Said("model.parser.expected-matrix", {"found": named(matrix)})
                fail(no_matrix, matrix.at, write("slow_to_fast(U) h'"))
            self.expect(")", write(f"slow_to_fast({matrix.text}) h'"))
            return self.matrix_product(matrix, at, slow_to_fast=True)
        if name[0].isupper():
            return self.matrix_product(token, at)
        if is_vector(name):
            return self.alone(Vector(name, at), token)
        if name.endswith("_below_below"):
            fail(Said("model.parser.two-below"), at, write(re.sub("(_below)+$", "_below", name)))
        if name.endswith("_below"):
            if self.next.text == "'":
                fail(Said("model.parser.below-before"), self.next.at, write(name))
            return self.alone(Signal(name.removesuffix("_below"), "below", at), token)
        if prime := self.accept("'"):
            if name == INPUT:
                fail(Said("model.parser.input-before"), prime.at, Said("model.mend.input-kept"))
            if self.next.text == "'":
                fail(Said("model.parser.two-before"), self.next.at, write(f"{name}'"))
            return self.alone(Signal(name, "before", at), token)
        return self.alone(Signal(name, "now", at), token)

    def alone(self, expression: Expression, token: Token) -> Expression:
        """A name may not be followed at once by another, by a number or by a parenthesis."""
        after = self.next
        if after.kind not in ("name", "number") and after.text != "(":
            return expression
        written, matrix = to_text(expression), token.text[0].upper() + token.text[1:]
        following = self.tokens[self.index + 1].text
        if after.text == "(":
            if token.text == written and token.text not in self.above and not is_vector(token.text):
                near = difflib.get_close_matches(token.text, FUNCTIONS, 1, 0.6)
                functions = Said("model.mend.functions", {"functions": list(FUNCTIONS)})
                mend = did_you_mean(near[0]) if near else functions
                fail(Said("model.parser.no-function", {"name": token.text}), token.at, mend)
            mend = write(f"{written} * (...)")
        elif after.text == INPUT:
            mend = Said("model.mend.matrix-capital", {"this": f"{matrix} x"})
        elif token.text == INPUT or after.text[0].isupper():
            mend = Said("model.mend.sign-or-before")
        else:
            second = after.text + ("'" if following == "'" else "")
            mend = write(f"{written} * {second}")
            if after.kind == "name" and following != "(" and not is_vector(token.text):
                either = {"product": f"{written} * {second}", "matrix": matrix, "second": second}
                mend = Said("model.mend.product-or-matrix", either)
        fail(Said("model.parser.no-sign-between", {"first": written, "second": named(after)}), after.at, mend)

    def matrix_product(self, matrix: Token, at: Position, slow_to_fast: bool = False) -> MatrixProduct:
        name, small = matrix.text, matrix.text.lower()
        if small in FUNCTIONS or small in SPECIAL:
            fail(Said("model.parser.capital-name", {"name": name}), matrix.at, did_you_mean(small))
        prime = self.accept("'")
        starts = self.next.kind in ("name", "number") or self.next.text == "("
        if prime and starts:
            fail(Said("model.parser.matrix-prime", {"name": name}), prime.at, Said("model.mend.matrix-prime-out"))
        if not starts:
            self._alone_matrix(name, matrix.at, prime, slow_to_fast)
        return MatrixProduct(name, self.factor(), slow_to_fast, at)

    def _alone_matrix(self, name: str, at: Position, prime: Token | None, slow_to_fast: bool) -> NoReturn:
        small = name.lower()
        if len(name) == 2 and name[1].islower() and self.next.text != "*":
            mend = Said("model.mend.space", {"this": f"{name[0]} {name[1]}{prime.text if prime else ''}"})
        elif small == INPUT or prime:
            mend = did_you_mean(small if small == INPUT else small + SUFFIX["before"])
        elif slow_to_fast:
            mend = Said("model.mend.no-sign", {"this": f"slow_to_fast({name}) h'"})
        else:
            mend = Said("model.mend.no-sign-either", {"name": name})
        fail(Said("model.parser.matrix-alone", {"name": name}), at, mend)

    def clock(self, at: Position) -> Clock:
        mend = Said("model.mend.periods")
        self.expect("(", mend)
        periods: list[int] = []
        while True:
            token = self.take()
            if token.kind != "number" or "." in token.text or not 1 <= int(token.text) <= LONGEST_PERIOD:
                fail(Said("model.parser.no-period", {"found": named(token), "most": LONGEST_PERIOD}), token.at, mend)
            if periods and int(token.text) <= periods[-1]:
                fail(Said("model.parser.periods-rise"), token.at, mend)
            periods.append(int(token.text))
            if len(periods) > MOST_GROUPS:
                many = Said("model.parser.too-many-groups", {"most": MOST_GROUPS})
                fail(many, token.at, Said("model.mend.leave-out"))
            if self.accept(")"):
                return Clock(tuple(periods), at)
            self.expect(",", mend)

    def missing(self, token: Token) -> NoReturn:
        if token.kind == "end":
            fail(Said("model.parser.too-early"), token.at, Said("model.mend.something"))
        mend = Said("model.mend.name-before")
        if token.text == "*" and self.tokens[self.index - 2].text == "*":
            mend = Said("model.mend.square")
        elif token.text == "-":
            mend = Said("model.mend.one-sign")
        fail(Said("model.parser.expected-value", {"found": named(token)}), token.at, mend)

    def unexpected(self) -> NoReturn:
        token = self.next
        if token.text == ")":
            fail(Said("model.parser.never-opened"), token.at, Said("model.mend.take-out"))
        if token.kind in ("name", "number") or token.text == "(":
            fail(Said("model.parser.no-sign-before", {"second": named(token)}), token.at, Said("model.mend.sign"))
        if token.text == "=":
            fail(Said("model.parser.second-equals"), token.at, Said("model.mend.own-line"))
        if token.text == ",":
            fail(Said("model.parser.comma"), token.at, Said("model.mend.take-out"))
        fail(Said("model.parser.lone-prime"), token.at, Said("model.mend.take-out"))


def is_vector(name: str) -> bool:
    return name in ("b", "p") or name.startswith(("b_", "p_"))


def _fault_of_name(name: str) -> tuple[Said, Said] | None:
    """Why an equation cannot set this name, and the mend."""
    other, it = Said("model.mend.another-name"), {"name": name}
    if name in FUNCTIONS or name in SPECIAL:
        return Said("model.parser.function-name", it), other
    if name == INPUT:
        return Said("model.parser.input-name"), other
    if name[0].isupper():
        small = name.lower()
        return Said("model.parser.capital-name", it), other if _fault_of_name(small) else write(small)
    if is_vector(name):
        return Said("model.parser.vector-name", it), Said("model.mend.no-vector-name")
    if name.endswith("_below"):
        above = re.sub("(_below)+$", "", name)
        return Said("model.parser.sets-below"), other if _fault_of_name(above) else write(f"{above} = ...")
    return None
