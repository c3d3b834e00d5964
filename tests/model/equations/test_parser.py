"""The text of a cell: what is read, and what it is read as."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from model.cells import cell_names, load_cell
from model.equations import lexer, parser
from model.equations.cell import Cell
from model.equations.expressions import (
    Call,
    Clock,
    Equation,
    Expression,
    MatrixProduct,
    Number,
    Signal,
    Sum,
    Times,
    Vector,
    children,
    to_text,
)
from model.equations.functions import FUNCTIONS
from model.equations.parser import is_vector, parse
from tests.model.equations.refusal import place_of

settings = hypothesis_settings(max_examples=400, deadline=None)
LIMIT = parser.MOST_CHARACTERS


def right(text: str) -> Expression:
    """The right side of ``h = text``."""
    return parse(f"h = {text}").equations[0].right


def typed(equations: tuple[Equation, ...]) -> str:
    return "\n".join(f"{e.role} {e.name} = {to_text(e.right)}" for e in equations)


@pytest.mark.parametrize("name", cell_names())
def test_a_shipped_cell_typed_again_from_its_equations_is_the_same(name: str) -> None:
    equations = parse(load_cell(name).text).equations
    assert parse(typed(equations)).equations == equations


@pytest.mark.parametrize(
    "text", ["0.00000001", "123456.789012345678901", ".0000000012345678901234", "0.1234567890123456789", "007", "5."]
)
def test_a_number_keeps_its_value_when_it_is_typed_again(text: str) -> None:
    number = right(text)
    assert number == Number(float(text))
    assert right(to_text(number)) == number


NAMES = st.from_regex(r"[a-z][A-Za-z0-9_]{0,7}", fullmatch=True).filter(
    lambda name: not (name in FUNCTIONS or name in parser.SPECIAL or is_vector(name) or name.endswith("_below"))
)
MATRICES = st.from_regex(r"[A-Z][a-z0-9_]{0,3}", fullmatch=True).filter(lambda name: name.lower() not in FUNCTIONS)
LEAVES: st.SearchStrategy[Expression] = st.one_of(
    st.integers(0, 10**7).map(lambda n: Number(n / 1000)),
    st.builds(Signal, NAMES),
    st.builds(Signal, NAMES.filter(lambda name: name != "x"), st.sampled_from(["before", "below"])),
    st.builds(Vector, st.sampled_from(["b", "p", "b_f", "p_long_name"])),
    st.builds(Clock, st.sets(st.integers(1, 4096), min_size=1, max_size=5).map(lambda periods: tuple(sorted(periods)))),
)


def _larger(part: st.SearchStrategy[Expression]) -> st.SearchStrategy[Expression]:
    signed = st.tuples(st.sampled_from([1, -1]), part)
    return st.one_of(
        st.builds(Sum, st.lists(signed, min_size=2, max_size=4).map(tuple)),
        st.builds(Sum, part.map(lambda one: ((-1, one),))),
        st.builds(Times, st.lists(part, min_size=2, max_size=4).map(tuple)),
        st.builds(Call, st.sampled_from(list(FUNCTIONS)), part),
        st.builds(MatrixProduct, MATRICES, part, st.booleans()),
    )


EXPRESSIONS = st.recursive(LEAVES, _larger, max_leaves=12)


@settings
@given(EXPRESSIONS)
def test_any_expression_typed_and_read_again_is_the_same(expression: Expression) -> None:
    assume(nesting(expression) <= parser.MOST_NESTING)
    assert right(to_text(expression)) == expression


def nesting(expression: Expression) -> int:
    """No less than the levels that its text has: one for each part inside another, one more for its parenthesis."""
    return 1 + max((nesting(child) + isinstance(child, Sum | Times) for child in children(expression)), default=0)


@pytest.mark.parametrize(
    ("paper", "plain"),
    [
        ("\u03c3(W x)", "sigmoid(W x)"),
        ("f \u2299 c\u2032", "f * c'"),
        ("f \u2218 c\u2019", "f * c'"),
        ("f \u00b7 g", "f * g"),
        ("f \u22c5 g", "f * g"),
        ("f \u00d7 g \u2217 o", "f * g * o"),
        ("1 \u2212 f", "1 - f"),
        ("\u2212f", "-f"),
        ("1\u00a0-\u00a0f", "1 - f"),
        ("\u03c3(W x)\u2299\u03c3(V x)", "sigmoid(W x)*sigmoid(V x)"),
    ],
)
def test_the_signs_of_a_paper_mean_the_same_as_plain_ones(paper: str, plain: str) -> None:
    assert right(paper) == right(plain)


def test_a_products_factors_and_a_matrix_bind_before_a_sum() -> None:
    f, g, x = Signal("f"), Signal("g"), Signal("x")
    assert right("f - g * f") == Sum(((1, f), (-1, Times((g, f)))))
    assert right("W x * f") == Times((MatrixProduct("W", x), f))
    assert right("W (f * g)") == MatrixProduct("W", Times((f, g)))
    assert right("-f * g") == Sum(((-1, Times((f, g))),))
    assert right("U V x") == MatrixProduct("U", MatrixProduct("V", x))


def test_extra_parentheses_and_spaces_change_nothing() -> None:
    assert right("((f))*( (W (x)) )") == right("f * W x")


def test_an_open_parenthesis_continues_a_line() -> None:
    split = "h = tanh(  # the sum\n    W x\n\n  + U h'  # the past\n  + b\n)\nc = h\n"
    source = parse(split)
    assert source.equations == parse("h = tanh(W x + U h' + b)\nc = h").equations
    assert [equation.at for equation in source.equations] == [(1, 1), (7, 1)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_in_any_of_the_usual_ways(end: str) -> None:
    text = load_cell("lstm").text
    assert parse(text.replace("\n", end)) == parse(text)
    assert place_of(f"f = W x{end}{end}  h = k") == (3, 7)


def test_a_byte_order_mark_at_the_start_is_no_part_of_the_text() -> None:
    assert parse("\ufefftitle: Mine\nh = W x") == parse("title: Mine\nh = W x")
    assert place_of("\ufeffh = k") == (1, 5)


def test_comments_and_empty_lines_say_nothing() -> None:
    assert parse("# a\n\n  # b = W x (\nh = W x # ) + b\n#") == parse("h = W x")


def test_headers_of_one_kind_are_joined_and_may_stand_anywhere() -> None:
    source = parse("title: My (own\nnote: one = two,\nh = W x\n  note :  three: four  \npaper:\n")
    assert source.headers == {"title": "My (own", "note": "one = two, three: four", "paper": ""}
    assert len(source.equations) == 1


def test_headers_keep_any_language() -> None:
    title = "Gédächtnis \u05d6\u05db\u05e8\u05d5\u05df \u8a18\u61b6 \U0001f469\u200d\U0001f4bb"
    assert Cell.from_text(f"title: {title}\nh = W x").title == title


def test_a_cell_without_a_title_is_called_by_its_name() -> None:
    assert Cell.from_text("h = W x", "mine").title == "mine"
    assert Cell.from_text("title:\nh = W x", "mine").title == "mine"


@pytest.mark.parametrize(
    ("left", "role", "name"),
    [
        ("h", "", "h"),
        ("hidden state h", "hidden state", "h"),
        ("  the  very\tlast one   h1", "the very last one", "h1"),
        ("update-gate z", "update-gate", "z"),
        ("the old-and-new gate z", "the old-and-new gate", "z"),
        ("update - gate z", "update-gate", "z"),
        ("title z", "title", "z"),
        ("tanh x W z", "tanh x W", "z"),
    ],
)
def test_the_words_before_a_name_are_its_role(left: str, role: str, name: str) -> None:
    equation = parse(f"{left} = W x").equations[0]
    assert (equation.role, equation.name) == (role, name)


def test_a_text_at_every_limit_is_read() -> None:
    assert parse("h = W x" + "#" * (LIMIT - 7))
    assert parse("\n".join(f"s{n} = 1" for n in range(parser.MOST_EQUATIONS)))
    assert parse("h = " + "h + " * (parser.MOST_PARTS - 2) + "h")
    assert parse("h = " + "(" * (parser.MOST_NESTING - 1) + "b" + ")" * (parser.MOST_NESTING - 1))
    assert parse("a" * lexer.LONGEST_NAME + " = 0." + "9" * (lexer.LONGEST_NAME - 2))
    assert parse(f"h = {parser.LARGEST_NUMBER}")
    assert parse(f"k = clock({', '.join(str(n + parser.LONGEST_PERIOD - 15) for n in range(parser.MOST_GROUPS))})")
