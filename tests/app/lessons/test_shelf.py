"""Lessons stand in folders: ours, and those of a school, which may hold anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.faults import Fault
from app.lessons import Shelf, shelf
from app.lessons.__main__ import main
from app.lessons.shelf import LESSONS, MOST_LESSONS
from tests.app.lessons.texts import WHOLE

OURS = sorted(path.stem for path in (LESSONS / "en").glob("*.txt"))


def put(folder: Path, name: str, text: str | bytes = WHOLE, language: str = "en") -> Path:
    file = folder / language / name
    file.parent.mkdir(exist_ok=True, parents=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_those_of_the_school_stand_among_ours_in_the_order_of_their_names(tmp_path: Path) -> None:
    put(tmp_path, "00-first.txt")
    put(tmp_path, "99-last.txt")
    found = Shelf.of([str(tmp_path)]).of_language("en")
    assert [one.name for one in found] == ["00-first", *OURS, "99-last"]
    assert [one.name for one in found if one.own] == ["00-first", "99-last"]


def test_one_of_the_same_name_takes_the_place_of_ours_and_the_last_folder_counts(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        put(tmp_path / folder, f"{OURS[0]}.txt", WHOLE.replace("A try", folder))
    found = Shelf.of([str(tmp_path / "a"), str(tmp_path / "b")]).find("en", OURS[0])
    assert found and found.own and found.lesson and found.lesson.title == "b"


def test_what_is_not_there_in_a_language_is_there_in_english(tmp_path: Path) -> None:
    put(tmp_path, f"{OURS[0]}.txt", WHOLE.replace("A try", "Een poging"), "nl")
    found = Shelf.of([str(tmp_path)])
    assert [(one.name, one.language) for one in found.of_language("nl")][:2] == [(OURS[0], "nl"), (OURS[1], "en")]
    assert {one.language for one in found.of_language("xx")} == {one.language for one in found.of_language("en")} == {"en"}
    assert found.find("nl", "nothing") is None


@pytest.mark.parametrize(
    ("name", "text", "line", "what"),
    [
        ("a.txt", "nonsense", 1, "this line has no name"),
        ("a.txt", WHOLE.encode("utf-16"), 1, "this is no text in UTF-8"),
        ("a.txt", b"title: A\naim: \xff", 2, "this is no text in UTF-8"),
        ("a.txt", b"x" * 1_000_000, 1, "this text has 160,001 characters"),
        ("a.txt", b"", 1, "there are 0 steps"),
        ("My Lesson.txt", WHOLE, 1, "`My Lesson.txt` is no name of a lesson"),
        ("new.txt", WHOLE, 1, "`new` is the name of a page"),
    ],
)
def test_a_file_that_is_no_lesson_is_listed_with_what_is_wrong(
    tmp_path: Path, name: str, text: str | bytes, line: int, what: str
) -> None:
    put(tmp_path, name, text)
    (found,) = [one for one in Shelf.of([str(tmp_path)]).of_language("en") if one.own]
    assert found.lesson is None
    assert (line, what) in [(fault.line, str(fault.what)) for fault in found.faults]


def test_a_folder_called_like_a_lesson_is_listed_with_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "en" / "a.txt").mkdir(parents=True)
    (found,) = [one for one in Shelf.of([str(tmp_path)]).of_language("en") if one.own]
    assert str(found.faults[0].what).startswith("the file cannot be read")


def test_what_is_no_folder_of_lessons_is_said_before_anything_is_served(tmp_path: Path) -> None:
    with pytest.raises(Fault, match=r"gone: .*\. Name a folder of lessons that exists\.$"):
        Shelf.of([str(tmp_path / "gone")])
    put(tmp_path, "a.txt", language="")
    with pytest.raises(Fault, match=r"a\.txt: it stands beside the folders of the languages\. Put it into one, such as en/\.$"):
        Shelf.of([str(tmp_path)])


def test_if_one_of_ours_is_broken_the_app_does_not_start(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.txt", WHOLE.replace("minutes: 5", "minutes: x"))
    monkeypatch.setattr(shelf, "OURS", tuple(shelf.read(tmp_path, own=False)))
    with pytest.raises(
        Fault, match=r"^lessons/en/a\.txt: line 3: `minutes` is not a whole number; .*\. Put the file back as it came"
    ):
        Shelf.of([])
    assert main([]) == 1


def test_of_endlessly_many_files_none_is_read(tmp_path: Path) -> None:
    for n in range(MOST_LESSONS + 1):
        put(tmp_path, f"{n}.txt", "")
    with pytest.raises(Fault, match="it holds 501 lessons, and 500 at most are read"):
        Shelf.of([str(tmp_path)])


def test_other_files_hidden_ones_and_other_folders_are_left_alone(tmp_path: Path) -> None:
    for name, language in (("notes.md", "en"), ("a.txt", ".git"), ("a.txt", "old lessons")):
        put(tmp_path, name, "nonsense", language)
    put(tmp_path, "readme.md", "", "")
    assert [one.name for one in Shelf.of([str(tmp_path)]).of_language("en")] == OURS


def test_the_command_names_the_file_the_line_and_the_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, "a.txt", WHOLE.replace("choice: Norway", "choice: norway").replace("minutes: 5", "minutes: x"))
    put(tmp_path, "b.txt", WHOLE.replace("choice: other -> Another", "choice: NORWAY"))
    assert main([str(tmp_path)]) == 1
    said = capsys.readouterr()
    assert said.err.splitlines() == [
        "en/a.txt, line 3: `minutes` is not a whole number; write one from 1 to 600",
        "en/b.txt, line 8: what is right here, norway, is in 2 of the choices; let it be in one of them only",
    ]
    assert said.out == f"{len(shelf.OURS) + 2} lessons, 2 faults\n"
    assert main([str(tmp_path / "gone")]) == 1
