"""What is no cell is refused, and the refusal says where the text is wrong and what mends it."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from model.cells import cell_names, load_cell
from model.equations import parser
from model.equations.functions import FUNCTIONS
from model.equations.parser import parse
from model.errors import EquationError
from tests.model.equations.hostile import HOSTILE, Broken
from tests.model.equations.refusal import refusal
from tests.together import of_each

settings = hypothesis_settings(max_examples=400, deadline=None)


# What is refused


@of_each(HOSTILE)
def test_a_broken_text_is_refused_with_its_place_and_its_mend(broken: Broken) -> None:
    error = refusal(broken.text)
    assert error, "this is a cell"
    assert (error.line, error.column) == (broken.line, broken.column), str(error)
    assert broken.message in str(error.message)
    assert broken.mend in str(error.mend)
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
    assert f"`{core}" in str(error.mend), str(error)
    line_start = marked[: marked.index("«")].rsplit("\n", 1)[-1]
    changed = range(len(line_start) + 1, len(line_start) + len(broken) - len(mended) + len(put_in) + 2)
    assert error.line == marked[: marked.index("«")].count("\n") + 1
    assert error.column in changed
    assert refusal(mended) is None


def test_every_did_you_mean_of_the_table_is_no_dead_end() -> None:
    """With the name that was proposed put in, the same complaint does not come back."""
    for broken in HOSTILE:
        error = refusal(broken.text)
        proposed = error and re.fullmatch(r"did you mean `(.*)`\?", str(error.mend))
        if error and proposed:
            lines = broken.text.split("\n")
            line = lines[error.line - 1]
            rest = re.sub(r"^\w+'?\s*:?" if proposed[1].endswith(":") else r"^\w+'?", "", line[error.column - 1 :])
            lines[error.line - 1] = line[: error.column - 1] + proposed[1] + rest
            again = refusal("\n".join(lines))
            assert again is None or str(again.message) != str(error.message), (broken.text, str(error), str(again))


# Whatever is typed


def check_refusal(text: str) -> None:
    """The text is a cell, or is refused with a place that lies inside it and words that can be shown."""
    error = refusal(text)
    if error:
        lines = re.split(r"\r\n|\r|\n", text)
        assert 1 <= error.line <= len(lines)
        assert 1 <= error.column <= len(lines[error.line - 1]) + 1
        assert str(error.mend)
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
