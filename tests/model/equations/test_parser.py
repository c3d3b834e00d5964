"""The text of a cell: what is read, what is refused, and how a refusal says where and how to mend."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from functools import partial

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
from model.errors import EquationError
from tests.model.hostile_cells import HOSTILE, Broken

settings = hypothesis_settings(max_examples=400, deadline=None)
SLOWEST = 0.050  # seconds
LIMIT = parser.MOST_CHARACTERS


def right(text: str) -> Expression:
    """The right side of ``h = text``."""
    return parse(f"h = {text}").equations[0].right


def typed(equations: tuple[Equation, ...]) -> str:
    return "\n".join(f"{e.role} {e.name} = {to_text(e.right)}" for e in equations)


# What is refused


@pytest.mark.parametrize("broken", HOSTILE, ids=lambda broken: ascii(broken.text[:40]))
def test_a_broken_text_is_refused_with_its_place_and_its_mend(broken: Broken) -> None:
    with pytest.raises(EquationError) as caught:
        Cell.from_text(broken.text)
    error = caught.value
    assert (error.line, error.column) == (broken.line, broken.column), str(error)
    assert broken.message in error.message
    assert broken.mend in error.mend
    assert str(error) == f"line {error.line}, column {error.column}: {error.message}; {error.mend}"


def test_the_table_of_broken_texts_is_large_and_says_nothing_twice() -> None:
    texts = [broken.text for broken in HOSTILE]
    assert len(texts) >= 220
    assert len(set(texts)) == len(texts)
    assert all(broken.message and broken.mend for broken in HOSTILE)


def test_every_reserved_name_is_refused_as_a_name_of_an_equation() -> None:
    for name in (*FUNCTIONS, *parser.SPECIAL, "x", "b", "p", "b_h", "p_h", "h_below", "H"):
        with pytest.raises(EquationError) as caught:
            parse(f"new state  {name} = 1")
        assert (caught.value.line, caught.value.column) == (1, 12)


def test_no_message_repeats_a_long_text() -> None:
    assert all(len(str(refusal(broken.text))) < 300 for broken in HOSTILE)


def refusal(text: str) -> EquationError | None:
    """What is said against the text; anything but an EquationError comes through."""
    try:
        Cell.from_text(text)
    except EquationError as error:
        return error
    return None


def place_of(text: str) -> tuple[int, int] | None:
    error = refusal(text)
    return (error.line, error.column) if error else None


# What is said mends it

# «typed|mended»: the error points at «, its mend quotes what stands after |, and with that the text is a cell
MECHANICAL = [
    "f = sigmoid(W x)\ng = tanh(V x)\nh = f * h' + «k|g» * (1 - f)",
    "gate = sigmoid(W x)\nh = «gat|gate» * h'",
    "gate = sigmoid(W x)\nh = «gaet'|gate'» * gate",
    "h = tanh(W «x_t|x» + b)",
    "h = tanh(W x + U «h|h'» + b)",
    "h = tanh(W x + U «h_prev|h'» + b)",
    "h = tanh(W x + «bh|b_h»)",
    "h = tanh(W x + U «H'|h'» + b)",
    "h = tanh(W «X|x» + b)",
    "h = tanh(«Wx|W x» + U h' + b)",
    "h = tanh(W x + «Uh'|U h'» + b)",
    "h = tanh(«W * x|W x» + b)",
    "h = tanh(W x + «U * h'|U h'» + b)",
    "h = W x + «c_below|h_below»",
    "h = W x + «h_below_below|h_below»",
    "h = W x + «c'|h'»",
    "o = sigmoid(W x + «c|c'»)\nc = tanh(V x)\nh = o * c",
    "h = «sigmod|sigmoid»(W x)",
    "h = «Tanh|tanh»(W x)",
    "h = «ReLU|relu»(W x)",
    "k = «Clock|clock»(1, 2)\nh = k * W x",
    "h = «tanh W x|tanh(W x)»",
    "«H|h» = tanh(W x)",
    "«h_below|h» = tanh(W x)",
    "«Title:|title:» mine\nh = W x",
    "«notes:|note:» mine\nh = W x",
    "k = clock(1, 2)\nh = k * W x + k * «slow_to_fast(U h')|slow_to_fast(U) h'»",
    "k = clock(1, 2)\nh = k * W x + k * «slow_to_fast(U) * h'|slow_to_fast(U) h'»",
    "k = clock(1, 2)\nh = k * W x + k * «slow_to_fast U h'|slow_to_fast(U) h'»",
    "h = tanh(«x|W x» + U h' + b)",
    "h = W x + b «\u2013|-» h'",
    "h = W x + b «\u2022|*» h'",
    "h = W x + h«\u00b4|'»",
    "h = W x + h«\u2033|'»",
    "«\u0441|c» = W x\nh = c",
    "«\uff48|h» = W x",
    "h = «\U0001d44a|W» x",
    "h = W x + «a' h'|a' * h'»\na = W x",
    "h = W x + «p_c h'|p_c * h'»",
    "h = «w x|W x»",
]


def _before_and_after(marked: str) -> tuple[str, str, str]:
    """The broken text, the mended one, and what was put in."""
    found = re.search("«(.*)\\|(.*)»", marked)
    assert found
    return marked.replace(found[0], found[1]), marked.replace(found[0], found[2]), found[2]


@pytest.mark.parametrize("marked", MECHANICAL)
def test_doing_what_the_error_says_mends_the_text(marked: str) -> None:
    broken, mended, put_in = _before_and_after(marked)
    error = refusal(broken)
    assert error
    core = put_in.replace("(W x)", "(...)")
    assert f"`{core}" in error.mend, str(error)
    line_start = marked[: marked.index("«")].rsplit("\n", 1)[-1]
    changed = range(len(line_start) + 1, len(line_start) + len(broken) - len(mended) + len(put_in) + 2)
    assert error.line == marked[: marked.index("«")].count("\n") + 1
    assert error.column in changed
    assert refusal(mended) is None


def test_every_did_you_mean_of_the_table_is_no_dead_end() -> None:
    """With the name that was proposed put in, the same complaint does not come back."""
    for broken in HOSTILE:
        error = refusal(broken.text)
        proposed = error and re.fullmatch(r"did you mean `(.*)`\?", error.mend)
        if error and proposed:
            lines = broken.text.split("\n")
            line = lines[error.line - 1]
            rest = re.sub(r"^\w+'?\s*:?" if proposed[1].endswith(":") else r"^\w+'?", "", line[error.column - 1 :])
            lines[error.line - 1] = line[: error.column - 1] + proposed[1] + rest
            again = refusal("\n".join(lines))
            assert again is None or again.message != error.message, (broken.text, str(error), str(again))


# No text takes long


def _near_names() -> str:
    names = [f"{'gate' * 5}{chr(97 + n // 5)}{chr(97 + n % 5)}{n % 10}" for n in range(23)]
    return "\n".join(f"{name} = {names[n - 1] if n else 'W x'}" for n, name in enumerate(names)) + f"\nh = {'gate' * 5}zz"


def _falls_one_by_one() -> str:
    lines = [f"a{n} = h' * h' * h' * h' * h' * c_below" + (f" * a{n - 1}" if n else "") for n in range(22)]
    return "\n".join(lines) + "\nc = a21 * c_below\nh = W x + c'"


def fill(start: str, again: str) -> str:
    return start + again * ((LIMIT - len(start)) // len(again))


REPEATED = [
    *("(", ")", "'", "+", "-", "*", "=", ",", ".", "/", "[", "1", ".1", "1.", "a", "A", "x", "b", "W_", "h'", "h''", "a-", "-a"),
    *("tanh(", "sigmoid(", "W(", "-(", "(-", "(a)(", "(1-", "1+", "h+", "h*", "clock(1,", "slow_to_fast(U)", "a_below", "_below"),
    *("title:", "note:x", "a=1", "\u03c3", "\u2299", "\u00e9"),
]
STARTS = ("", "h = ", "h = tanh(", "title: ")
HEAVY = [
    *(fill(start, again + gap) for again in REPEATED for gap in ("", " ", "\n") for start in STARTS),
    *(fill(start, again) for again in (*" \t\n\r\u00a0\u0301\ud800\U0001f600\0", "\r\n", "# ") for start in STARTS),
    *(fill(" " * spaces + "h = (", "\n") for spaces in (1000, 3000, 5000)),
    *(fill("\u00a0" * 3000 + "(", again) for again in ("\n", " \n", "t\n", "title\n")),
    fill("", "title" + " " * 200 + "\n"),
    fill("", "h = (\n" * 3 + "\n" * 100),
    fill("", "a" * 24 + " "),
    fill("h = ", "9" * 24 + " + "),
    fill("h = tanh(\n", "a" * 24 + "\n"),
    "h = W x" + " + h'" * 198,
    "h = W x + " + " + ".join(["tanh(" * 15 + "h'" + ")" * 15] * 12),
    _near_names(),
    _falls_one_by_one(),
]  # fmt: skip


def _quickest(work: Callable[[], object], tries: int = 4) -> float:
    """Seconds of the best run; no second one where the first is quick."""
    best = float("inf")
    for _ in range(tries):
        start = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - start)
        if best < SLOWEST / 5:
            break
    return best


def test_no_text_takes_longer_than_50_ms() -> None:
    texts = [*HEAVY, *(broken.text for broken in HOSTILE), *(load_cell(name).text for name in cell_names())]
    slow = {text[:60]: spent for text in texts if (spent := _quickest(partial(refusal, text))) > SLOWEST}
    assert not slow


def test_the_longest_texts_are_as_long_as_is_read() -> None:
    assert all(len(text) <= LIMIT for text in HEAVY)
    assert sum(len(text) > LIMIT - 250 for text in HEAVY) > 300


# What is accepted


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


def check_refusal(text: str) -> None:
    """The text is a cell, or is refused with a place that lies inside it and words that can be shown."""
    error = refusal(text)
    if error:
        lines = re.split(r"\r\n|\r|\n", text)
        assert 1 <= error.line <= len(lines)
        assert 1 <= error.column <= len(lines[error.line - 1]) + 1
        assert error.mend
        assert str(error).isprintable()
        assert str(error).encode("utf-8")


@settings
@given(st.text(st.characters(), max_size=200))
def test_any_text_at_all_is_a_cell_or_is_refused_in_words(text: str) -> None:
    check_refusal(text)
    check_refusal(f"h = {text}")
    check_refusal(f"h = tanh(W x + {text}\n)")


PIECES = [
    *("h", "h'", "c", "c_below", "x", "W", "U", "b", "p_f", "1", "0.5", *"+-*()',=#:;._/[", "\n", "\r\n"),
    *("tanh(", "sigmoid(", "clock(", "slow_to_fast(", "W(", "title:", "\u03c3", "\u2299", "\U0001d453", "\u00e9"),
]


@settings
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["", " "]))
def test_any_heap_of_pieces_is_a_cell_or_is_refused_in_words(pieces: list[str], gap: str) -> None:
    check_refusal(gap.join(pieces))
    check_refusal("h = W x + " + gap.join(pieces))


@settings
@given(st.data(), st.sampled_from(cell_names()))
def test_a_shipped_text_with_a_few_pieces_changed_is_a_cell_or_is_refused_in_words(data: st.DataObject, name: str) -> None:
    pieces = re.findall(r"\w+|\s+|.", load_cell(name).text.split("\n\n", 1)[1])
    for _ in range(data.draw(st.integers(1, 4))):
        here, there = (data.draw(st.integers(0, len(pieces) - 1)) for _ in range(2))
        match data.draw(st.sampled_from(["lose", "add", "swap", "repeat"])):
            case "lose" if len(pieces) > 1:
                del pieces[here]
            case "add":
                pieces.insert(here, data.draw(st.sampled_from(PIECES)))
            case "swap":
                pieces[here], pieces[there] = pieces[there], pieces[here]
            case _:
                pieces.insert(here, pieces[there])
    check_refusal("".join(pieces))


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
