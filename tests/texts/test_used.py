"""The catalogues beside each other and beside what says their texts; and that no text is left in the code."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.together import of_each
from texts import ENGLISH, LANGUAGES, catalogue
from texts.report import astray, differences, faults, hash_of, own_texts, slots_of, stale, unused_and_unknown
from texts.used import ROOT, used_in

FAMILIES = ["walk", "cells"]


@pytest.mark.parametrize("tag", LANGUAGES)
def test_no_text_is_missing_too_much_stale_or_has_other_slots(tag: str) -> None:
    assert faults(tag) == []


def test_every_text_is_said_somewhere_and_whatever_is_said_is_there() -> None:
    unused, unknown = unused_and_unknown()
    assert (unused, unknown) == ([], [])


def test_ids_are_found_whole_and_by_their_beginning() -> None:
    script = 'import "./walk.js"; t("walk.more"); t(`walk.part.${name}`, { n }); t("walking.on"); element("p", {}, "walk on")'
    assert used_in(script, FAMILIES) == {"walk.more", "walk.part.*"}
    assert used_in('{{ t("walk.part." ~ name) }} f"cells.{name}.title" "walk.html"', FAMILIES) == {"walk.part.*", "cells.*.title"}


def test_what_is_wrong_in_a_language_is_found() -> None:
    english = {"a.x": "{n} of {all}", "a.y": "yes", "a.z": {"one": "{n} z", "other": "{n} zs"}}
    told = list(differences("de", {"a.x": "{n} von", "a.w": "was", "a.z": {"other": "{n} Z"}}, english))
    assert told == [
        "a.y is missing",
        "a.x has the slots ['n'], and in English ['all', 'n']",
        "a.w is not in English",
        "a.z has the plural forms ['other'], and this language has ['one', 'other']",
    ]


def test_a_file_that_is_missing_is_told_in_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    both = '{"a.x": "one", "a.y": "two"}'
    for name, text in [("en/a", both), ("en/b", both.replace("a.", "b.")), ("de/a", '{"a.x": "eins"}')]:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / f"{name}.json").write_text(text)
    monkeypatch.setattr("texts.report.FOLDER", tmp_path)
    monkeypatch.setattr("texts.report.READ", tmp_path)
    assert faults("de") == ["b.json is missing, with all its texts", "a.y is missing", "a.x: its English has changed"]


def test_a_text_is_stale_when_its_english_has_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "de" / "a.json").write_text('{"a.x": "eins", "a.y": "zwei"}')
    (tmp_path / "de.json").write_text(f'{{"a.x": "{hash_of("one")}", "a.y": "{hash_of("too")}"}}')
    monkeypatch.setattr("texts.report.FOLDER", tmp_path)
    monkeypatch.setattr("texts.report.READ", tmp_path)
    assert stale("de", {"a.x": "one", "a.y": "two"}) == ["a.y"]
    (tmp_path / "de" / "b.json").write_text('{"a.z": "drei"}')
    assert list(astray("de")) == ["a.z stands in b.json"]


def test_no_text_holds_html_or_spaces_at_its_ends() -> None:
    for tag in LANGUAGES:
        for id, text in own_texts(tag).items():
            for form in [text] if isinstance(text, str) else text.values():
                assert form == form.strip() and form, (tag, id)
                assert not re.search(r"<[a-z/]|&[a-z]+;", form), (tag, id)


def test_links_in_a_text_are_the_same_in_every_language() -> None:
    english = catalogue().texts
    for tag in LANGUAGES:
        for id, text in own_texts(tag).items():
            assert links(text) == links(english[id]), (tag, id)


def links(text: object) -> set[str]:
    return set(re.findall(r"\]\((\w+)\)", str(text)))


# No text is left in the code.

SPOKEN_ATTRIBUTES = {"title", "aria-label", "aria-description", "alt", "placeholder", "aria-roledescription", "aria-valuetext"}
ALLOWED_IN_TEMPLATES = {"Gatewalk", 'data-plotly="'}  # an attribute in a block of its own
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))


class Words(HTMLParser):
    """Whatever a reader or a screen reader finds in a template."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found, self.within = list[str](), list[str]()
        self.feed(re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", " ", text, flags=re.DOTALL))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.within.append(tag)
        self.found += [value for name, value in attrs if name in SPOKEN_ATTRIBUTES and value]

    def handle_data(self, data: str) -> None:
        if not (self.within and self.within[-1] in ("script", "style")):
            self.found += data.split()


@of_each(TEMPLATES)
def test_a_template_has_no_words_of_its_own(path: Path) -> None:
    words = Words(path.read_text(encoding="utf-8")).found
    assert [word for word in words if re.search(r"[^\W\d_]{2}", word) and word not in ALLOWED_IN_TEMPLATES] == []


COMMENT = re.compile(r"/\*.*?\*/|(?<![:\"'`\w])//[^\n]*", re.DOTALL)
FOR_PROGRAMMERS = re.compile(
    r"(?:new (?:Range|Type)?Error|console\.\w+)\((?:`[^`]*`|\"[^\"]*\"|[^)])*\)|^import .*$|class: [^,})]*|className = .*", re.M
)
STRING = re.compile(r"\"((?:[^\"\\\n]|\\.)*)\"|`((?:[^`\\]|\\.)*)`")
SENTENCE = re.compile(
    r"\b[A-Za-z]+[,;:]? [a-z]+[,;:]? [a-z]+\b|[A-Z][a-z]+ [a-z]+|[a-z] [a-z]+[.!?…](?:\s|$)|^[A-Z][a-z]{2,}[.!?:]?$"
)
NO_SENTENCES = re.compile(
    r"^[#.\[]|[#.][a-z-]+[ >]|\[[a-z-]+[\]=]|translate\(|var\(--|^(?:M|m)\d|px\b|^@|</|^[a-z]+(?:, [a-z]+)+$"
)
# What the network reads, keys on a keyboard, and names in what was measured.
DATA = re.compile(r"^const (?:FILLER|MISLEADING|MOVING|NO_NAMES) = .*?;$|^  sentence: \"[^\n]*$", re.M | re.DOTALL)
KEYS = {"Enter", "Escape", "Home", "End", "Tab", "Space", "Shift", "Backspace", "Delete", "Content", "Last", "as it was"}
SCRIPTS = sorted(path for path in (ROOT / "static" / "js").rglob("*.js"))


def sentences(script: str) -> Iterator[str]:
    """What looks like English in the strings of a script."""
    for quoted, templated in STRING.findall(FOR_PROGRAMMERS.sub("", DATA.sub("", COMMENT.sub("", script)))):
        text = re.sub(r"\$\{[^{}]*\}", " ", quoted or templated)
        if SENTENCE.search(text) and not NO_SENTENCES.search(text) and text not in KEYS and not text.startswith("Arrow"):
            yield text


@of_each(SCRIPTS)
def test_a_script_has_no_sentences_of_its_own(path: Path) -> None:
    assert list(sentences(path.read_text(encoding="utf-8"))) == []


def test_a_sentence_in_a_script_is_found() -> None:
    assert list(sentences('// A comment of words.\nsay("It still answers.");')) == ["It still answers."]
    assert list(sentences("say(`${n} of these lanes let go`);")) == ["  of these lanes let go"]
    assert not list(sentences('part("#words .blank"); throw new Error("there is no such thing"); say(t("walk.more"))'))


SPOKEN_ERRORS = re.compile(r"(Equation|Size|Input|Edit|Checkpoint|Model|Lesson)Error|Problem")
NOT_SHOWN = ("model/training/", "model/world/", "model/train.py", "model/evaluate.py", "model/__main__.py")
PYTHON = sorted(path for folder in ("app", "model") for path in (ROOT / folder).rglob("*.py"))
PYTHON = [path for path in PYTHON if not path.relative_to(ROOT).as_posix().startswith(NOT_SHOWN)]


@of_each(PYTHON)
def test_an_error_has_no_words_of_its_own(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and SPOKEN_ERRORS.fullmatch(getattr(node.func, "id", "")):
            for part in ast.walk(node):
                assert not (isinstance(part, ast.Constant) and isinstance(part.value, str) and " " in part.value.strip()), (
                    f"line {node.lineno}: {part.value}"
                )


def test_slots_are_those_of_all_plural_forms() -> None:
    assert slots_of({"one": "a {word}", "other": "{n} {word}s"}) == {"n", "word"}
    assert ENGLISH in LANGUAGES
