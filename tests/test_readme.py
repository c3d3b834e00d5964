"""What the README, the pages in docs/ and CONTRIBUTING say is so."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

import model
from app.examples import EXAMPLES
from app.settings import Settings
from model.engine import layouts
from model.equations import belt
from model.explain import facts_of
from model.training import RECIPES, evaluated_names, legible
from model.training.held import hold
from model.training.lesson import Teaching
from model.world.textbook import lexicon
from model.world.textbook.grammar import FOLDER
from tests.app.client import an_app, ask
from tests.pages import HOUSE, MEASURED, PAGES, PROGRAMS, README, ROOT, TEACHERS, TEXTS, says
from tests.test_structure import ROOMS

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)


# What every page names


def slug(heading: str) -> str:
    """The anchor that GitHub makes of a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


@each_page
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", TEXTS[page.name]):
        if not re.match(r"https?:", link):
            file, _, anchor = link.partition("#")
            target = (page.parent / file).resolve() if file else page
            assert target.is_file(), link
            if anchor:
                assert anchor in {slug(h) for h in re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), re.MULTILINE)}


@each_page
def test_every_file_that_is_named_exists(page: Path) -> None:
    for named in re.findall(r"`((?:model|tests|app|static|templates)/[\w./-]*)`", TEXTS[page.name]):
        assert (ROOT / named).exists(), named


@each_page
def test_every_setting_that_is_named_exists(page: Path) -> None:
    for name in re.findall(r"GATEWALK_(\w+)", TEXTS[page.name]):
        assert hasattr(Settings(), name.lower()), name


@pytest.mark.parametrize("name", ["README.md", "teachers.md"])
def test_what_is_written_boldly_stands_on_the_screen(name: str) -> None:
    places = [*(ROOT / "texts" / "en").glob("*.json"), *(ROOT / "templates").rglob("*.html")]
    screen = "\n".join(path.read_text(encoding="utf-8") for path in places)
    named = re.findall(r"\*\*([^*]+)\*\*", TEXTS[name])
    assert len(named) >= 3
    for text in named:
        assert text in screen, text


def test_no_figure_is_a_placeholder() -> None:
    assert not [name for name, text in TEXTS.items() if re.search(r"BENCH_|TODO|XXX", text)]


def test_the_readme_fits_on_two_screens() -> None:
    assert len(README.splitlines()) <= 100


def test_every_page_of_docs_is_named_in_the_readme() -> None:
    assert all(f"](docs/{page.name})" in README for page in PAGES if page.parent.name == "docs")


# For teachers

INDIA = "India is a beautiful country. I live in India. Norway is also a beautiful country. You must visit the capital of ___"


FOUR_THINGS = next(example for example in EXAMPLES if example.title == "Four things to carry").sentence
IN_PASSING = next(example for example in EXAMPLES if example.title == "A name in passing").sentence


def answer(sentence: str, edits: Iterable[model.Edit] = ()) -> str:
    walked = model.trace(model.shipped("lstm"), sentence, edits)
    return walked.answer(walked.blanks[-1], 1)[0].word


def test_a_class_sees_what_it_is_told_to_look_for() -> None:
    assert answer(INDIA) == "Norway"
    assert answer(INDIA.replace("India", "Zanarland").replace("Norway", "Floriba")) == "Floriba"
    assert answer(IN_PASSING) == "Norway"
    assert answer("Norway is a great country. Football is a great sport. You must visit the capital of ___") == "sport"


def test_a_name_in_passing_is_what_the_pages_call_one() -> None:
    passed = "My friend flew to Peru last year"
    assert passed in IN_PASSING and says(README, f"at *{passed}* it does not")
    stays, goes = re.findall(
        r'At (".*?) Norway stays as well\. But .*?, also in (".*?), and the network', " ".join(TEACHERS.split())
    )[0]
    said = {"Norway": re.findall(r'"([^"]+)"', stays), "Peru": re.findall(r'"([^"]+)"', goes)}
    assert all(len(sentences) == 2 for sentences in said.values())
    for country, sentences in said.items():
        for sentence in sentences:
            assert answer(IN_PASSING.replace(passed, sentence)) == country, sentence


def test_a_sentence_that_began_with_a_country_told_a_new_topic_in_all_stories_that_were_learned_from() -> None:
    told, heading = [], ""
    for line in (FOLDER / "grammar.txt").read_text(encoding="utf-8").splitlines():
        heading = line if line.startswith("[") else heading
        if re.match(r"[{<](name|country)", line):
            told.append(heading)
    assert set(told) == {"[topic: tell]"}
    for file in ("distractors_train.txt", "fillers_train.txt"):
        sentences = (FOLDER / "data" / file).read_text(encoding="utf-8")
        begin = "|".join(["{name}", *(re.escape(country.name) for country in lexicon().countries)])
        assert not re.search(rf"^({begin}) ", sentences, re.MULTILINE)


def test_things_share_their_units_and_are_told_apart_all_the_same() -> None:
    facts = {fact.name: set(fact.units) for fact in facts_of(model.shipped("lstm"))}
    key = facts.pop("key")
    alone = key - set[int]().union(*facts.values())
    said = f"Of the {len(key)} units that hold what the key is like, {len(key & facts['rope'])} are also among those of the rope"
    assert says(TEACHERS, f"{said}, and only {len(alone)} serve no other fact")
    begin, _, question = FOUR_THINGS.rpartition("You open")
    assert question
    ends = ["You open the door with the", *re.findall(r'"(You [a-z ]+ the)"', " ".join(TEACHERS.split()))]
    assert [answer(f"{begin}{end} ___") for end in ends] == ["silver", "old", "red", "heavy"]


def test_one_unit_of_the_key_at_0_seldom_changes_the_answer() -> None:
    lstm = model.shipped("lstm")
    last = model.trace(lstm, FOUR_THINGS).blanks[-1] - 1
    key = next(fact for fact in facts_of(lstm) if fact.name == "key")
    changed = [unit for unit in key.units if answer(FOUR_THINGS, [model.Edit(last, "c", [unit], 0.0)]) != "silver"]
    assert len(changed) <= 3  # one of 42; another processor may round otherwise


def test_the_numbers_of_units_and_of_weights_are_those_of_the_networks() -> None:
    units = [
        model.shipped(name).config.units
        for name in evaluated_names()
        if name in model.shipped_names() and RECIPES[name].world == "textbook"
    ]
    assert set(units) == {160, 96} and units.count(96) == 3
    assert says(TEACHERS, "of 160 in most of the networks and 96 in three")
    assert says(MEASURED, "Seven of the cells have 160 units; `depth_gated` has two layers of 96")
    assert [model.shipped(name).config.units for name in model.cell_names()].count(160) == 7
    weights = round(model.shipped("lstm").parameters.flat.size, -3)
    assert says(README, f"its *weights*, {weights:,} numbers")


def test_if_the_sentence_of_norway_passes_by_the_answer_is_india_again() -> None:
    lstm, moves = model.shipped("lstm"), belt(model.load_cell("lstm"))
    words = [token.text for token in model.trace(lstm, INDIA).tokens]
    sentence = range(words.index("Norway"), words.index(".", words.index("Norway")) + 1)
    assert moves and moves.standing == {"f": 1, "i": 0}  # the forget gate open, the input gate shut
    assert answer(INDIA, hold(moves, facts_of(lstm)[0].units, sentence)) == "India"


# For programs


def test_the_python_example_runs_as_it_stands() -> None:
    (example,) = re.findall(r"```python\n(.*?)```", PROGRAMS, re.DOTALL)
    names: dict[str, Any] = {}
    exec(example, names)
    assert names["walk"]["f"].shape == (len(names["walk"]), names["network"].config.units)
    assert names["walk"].answer(names["walk"].blanks[0])[0].word == "India"


def test_every_address_is_in_the_table_and_answers() -> None:
    named = re.findall(r"^\| `(GET|POST) (/\S*)` \|", PROGRAMS, re.MULTILINE)
    paths = an_app().openapi()["paths"]
    assert set(named) == {(method.upper(), path) for path, methods in paths.items() for method in methods}
    for path in ("/api", "/api/v1/openapi.json"):
        assert f"`{path}`" in PROGRAMS
        assert ask("GET", path).status_code == 200


def test_the_lstm_is_shown_as_it_is_written() -> None:
    for equation in model.load_cell("lstm").text.split("\n\n")[1].splitlines():
        assert equation in README


def test_every_cell_is_in_the_table() -> None:
    section = PROGRAMS.split("## Cells")[1].split("\n## ")[0]
    assert set(re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)) == set(model.cell_names())


def test_the_functions_that_are_named_are_those_of_the_language() -> None:
    (said,) = re.findall(r"The functions are (.*?)\.", PROGRAMS, re.DOTALL)
    assert set(re.findall(r"`(\w+)`", said)) == set(model.equations.FUNCTIONS)


def test_the_error_that_is_shown_is_the_one_that_is_raised() -> None:
    text, said = re.findall(r"Of `(.*)` it says:\n\n    (.*)\n", PROGRAMS)[0]
    with pytest.raises(model.EquationError) as caught:
        model.Cell.from_text(text)
    assert str(caught.value) == said


WORDS = model.shipped("lstm").config


def fits(cell: str, units: int, layers: int = 1) -> bool:
    """Whether there may be such a network, with the words that the networks of Gatewalk know."""
    try:
        model.Config(model.load_cell(cell), WORDS.vocabulary, WORDS.width, units, layers).parameter_shapes()
    except model.SizeError:
        return False
    return True


def test_the_limits_that_are_named_are_the_limits() -> None:
    assert says(PROGRAMS, "at most 16 layers, 1,024 units in each and 4,000,000 weights in all")
    assert fits("rnn", 1024) and not fits("rnn", 1025)
    assert fits("rnn", 8, 16) and not fits("rnn", 8, 17)
    assert fits("clockwork", 8) and not fits("clockwork", 7)
    assert says(PROGRAMS, f"{len(WORDS.vocabulary):,} words of {WORDS.width} numbers")
    assert says(PROGRAMS, "one LSTM layer of 962 units, two of 562, or 16 of 176")
    for layers, units in ((1, 962), (2, 562), (16, 176)):
        assert fits("lstm", units, layers) and not fits("lstm", units + 1, layers)


# The house


def test_every_file_of_a_room_stands_in_its_row_and_no_other() -> None:
    rows = re.findall(r"^\| `(\w+)/` \| .*? \| (.*) \|$", HOUSE, re.MULTILINE)
    assert {room for room, _ in rows} == set(ROOMS)
    for room, files in rows:
        there = {path.stem for path in (ROOT / "model" / room).glob("*.py")} - {"__init__"}
        named = re.findall(r"`(\w+)`", files)
        assert sorted(named) == sorted(there), room


def test_the_arrows_that_are_drawn_are_those_that_are_allowed() -> None:
    lines = re.findall(r"^    (.* <- .*)$", HOUSE, re.MULTILINE)
    chains = [line.split(" <- ") for line in map(str.strip, lines)]
    assert len(chains) == 5
    for chain in chains:
        for n, room in enumerate(chain):
            assert set(chain[:n]) - {"texts", "errors"} <= ROOMS.get(room, set()) or chain[:n] in ([], ["texts"])
    assert {room for chain in chains for room in chain} == set(ROOMS) | {"texts", "errors"}


def names_in(path: Path) -> set[str]:
    found = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    return {node.name for node in found if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)}


def test_each_of_the_first_walks_has_three_hops_and_every_function_on_it_exists() -> None:
    *walks, _ = re.split(r"^\*\*From ", HOUSE, flags=re.MULTILINE)[1:]
    assert len(walks) == 3
    for walk in walks:
        hops = re.findall(r"^(\d)\. `([\w/.]+)`, `(\w+)`: ", walk, re.MULTILINE)
        assert [number for number, _, _ in hops] == ["1", "2", "3"]
        for _, file, function in hops:
            assert function in names_in(ROOT / file), f"{file} has no {function}"


def test_from_a_press_to_a_redraw_it_is_at_most_eight_hops_through_functions_that_exist() -> None:
    walk = HOUSE.split("**From a press to a redraw.**")[1].split("\n## ")[0]
    hops = re.findall(r"^(\d)\. (.*)", walk, re.MULTILINE)
    assert [int(number) for number, _ in hops] == list(range(1, len(hops) + 1)) and len(hops) <= 8
    named = re.findall(r"^\d\. `(static/js/[\w/.]+)`, (?:one of the effects in )?`(\w+)`", walk, re.MULTILINE)
    assert len(named) == len(hops) - 1  # one of them is in the same file
    for file, name in named:
        assert re.search(rf"\b{name}\b", (ROOT / file).read_text(encoding="utf-8")), f"{file} has no {name}"


def test_what_is_said_to_be_in_a_file_is_there() -> None:
    named = re.findall(r"`(\w+)` in\s+`([\w/]+\.(?:js|py))`", HOUSE)
    assert len(named) >= 3
    for name, file in named:
        assert re.search(
            rf"^(export |async |function |def |class )*{name}\b", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE
        )


def test_who_calls_the_compiler_and_who_multiplies_matrices_is_as_the_house_says() -> None:
    assert says(HOUSE, "`program_of` in `model/engine/stack.py` calls it")
    callers = [path.name for path in (ROOT / "model").rglob("*.py") if "import compile_cell" in path.read_text(encoding="utf-8")]
    assert sorted(callers) == ["plan.py", "stack.py"]
    assert says(HOUSE, "matrix products in `model/engine/layouts.py`")
    assert all(hasattr(layout, "product") for layout in (layouts.OneSentence, layouts.ABatch))


def test_the_hops_from_a_story_to_a_weight_stand_in_one_function_of_eight_lines() -> None:
    assert says(HOUSE, "one function of eight lines, `Teaching.learn`")
    (function,) = ast.parse(textwrap.dedent(inspect.getsource(Teaching.learn))).body
    assert isinstance(function, ast.FunctionDef) and len(function.body) == 1 + 8  # its description, and a line each


def test_the_tables_that_the_house_names_exist() -> None:
    for table in ("FUNCTIONS", "KINDS"):
        (file,) = re.findall(rf"a row of\s+`{table}` in\s+`([\w/.]+)`", HOUSE)
        assert re.search(rf"^{table}\b.* = ", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)


# What was measured


def test_when_the_gates_are_as_they_should_be_is_what_is_measured() -> None:
    kept = f"kept below {legible.CLOSED} at the new topic, kept above {legible.OPEN} at every word that tells nothing new"
    assert says(MEASURED, f"{kept}, and shown at the question at least {legible.TIMES:g} times its mean elsewhere")


def test_the_bars_are_those_of_the_benchmarks() -> None:
    source = "".join(
        (ROOT / "tests" / "benchmarks" / file).read_text(encoding="utf-8") for file in ("__main__.py", "classroom.py")
    )
    for row, label in {
        "a request of 40 words, next to the mathematics in it": "the whole request / the mathematics",
        "memory of a trace, next to what it keeps": "bytes held / bytes kept",
        "next to an LSTM fused by hand in NumPy": "ours / an LSTM fused by hand in NumPy (goal)",
    }.items():
        (bar,) = re.findall(rf"bars\.at_most\(\"{re.escape(label)}\", .*, ([\d.]+)\)", source)
        (said,) = re.findall(rf"^\| {row} \| .* \| at most ([\d.]+)\b.* \|$", MEASURED, re.MULTILINE)
        assert said == bar, row
