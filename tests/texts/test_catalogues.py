"""How a text is said, and what is shown when something in a catalogue is wrong: never nothing, and it is told in the log."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from texts import LANGUAGES, Catalogue, Said, catalogue

FEW = {"greet": "Hello, {name}!", "left": {"one": "{n} word is left", "other": "{n} words are left"}, "both": "{first}, {second}"}


def english(**texts: object) -> Catalogue:
    return Catalogue(LANGUAGES["en"], FEW | texts)  # type: ignore[arg-type]


def test_a_text_is_filled_with_words_numbers_and_other_texts() -> None:
    assert english().say("greet", name="<b>Ada</b>") == "Hello, <b>Ada</b>!"  # who puts it into a page escapes it
    assert english().say("left", n=1) == "1 word is left"
    assert english().say("left", n=1_234) == "1,234 words are left"
    assert english().say("both", first=Said("greet", {"name": "Ada"}), second=-0.5) == "Hello, Ada!, −0.5"


def test_several_names_in_one_slot_stand_one_by_one_as_the_language_writes_them() -> None:
    said = Said("writing.mend.one-of", {"names": ["lstm", "gru", "rnn"]})
    assert catalogue().shown(said) == catalogue().say("writing.mend.one-of", names="lstm, gru, rnn")
    assert catalogue("zh-Hans").shown(["lstm", "gru", "rnn"]) == "lstm、gru、rnn"
    assert catalogue().shown([Said("common.pause")]) == "Pause"
    assert catalogue().shown([]) == ""


def test_what_is_missing_is_seen_and_told_and_breaks_nothing(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, "gatewalk")
    assert english().say("nothing.here") == "nothing.here"
    assert english().say("greet") == "Hello, {name}!"
    assert [record.getMessage() for record in caplog.records] == [
        "There is no text nothing.here.",
        "The text greet lacks a value for {name}.",
    ]


@pytest.mark.parametrize("broken", ["{", "[]", '{"common.theme": 3}', '{"common.theme": {"one": "x"}}', "\udcff"])
def test_a_catalogue_that_does_not_parse_is_english_and_the_log_says_which(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "de").mkdir()
    (tmp_path / "en").mkdir()
    (tmp_path / "en" / "common.json").write_text('{"common.theme": "Theme"}')
    (tmp_path / "de" / "common.json").write_bytes(broken.encode(errors="surrogateescape"))
    monkeypatch.setattr("texts.catalogues.FOLDER", tmp_path)
    fresh = catalogue.__wrapped__
    monkeypatch.setattr("texts.catalogues.catalogue", fresh)
    assert fresh("de").say("common.theme") == "Theme"
    assert "texts/de/common.json cannot be read, so English stands in its place" in caplog.text


def test_what_a_language_lacks_is_said_in_english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for tag, texts in [("en", {"common.play": "Play", "common.pause": "Pause"}), ("de", {"common.play": "Abspielen"})]:
        (tmp_path / tag).mkdir()
        (tmp_path / tag / "common.json").write_text(json.dumps(texts))
    monkeypatch.setattr("texts.catalogues.FOLDER", tmp_path)
    fresh = catalogue.__wrapped__
    monkeypatch.setattr("texts.catalogues.catalogue", fresh)
    assert fresh("de").say("common.play") == "Abspielen"
    assert fresh("de").say("common.pause") == "Pause"
    assert fresh("de").families(["common"]) == {"common.play": "Abspielen", "common.pause": "Pause"}


def test_of_all_texts_a_page_gets_those_of_its_families() -> None:
    assert catalogue().families(["common"])
    assert catalogue().families(["comm"]) == {}
