"""A lesson is read from plain text, and what is wrong in it is said with its line and how to mend it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.lessons import MOST_CHARACTERS, parse
from tests.app.lessons.texts import ANSWER, HEAD, INDIA, STEP, WHOLE, Heard, faults_in, read


def test_a_lesson_has_its_notes_and_its_steps() -> None:
    text = (
        HEAD + "mistake: One.\nmistake: Two.\ndiscuss: Why?\nworksheet: 1 + 1?\nkey: 2\n" + STEP + "look: words, belt\n" + ANSWER
    )
    lesson = read(text)
    assert (lesson.title, lesson.for_whom, lesson.minutes, lesson.aim) == ("A try", "Everybody", 5, "To try it.")
    assert (lesson.mistakes, lesson.discuss) == (("One.", "Two."), ("Why?",))
    assert [(item.question, item.key.text) for item in lesson.worksheet] == [("1 + 1?", "2")]
    (step,) = lesson.steps
    assert (step.title, step.say, step.look) == ("One", ("Look.",), ("words", "belt"))
    assert step.link and step.link.values == {"sentence": INDIA, "token": "0"}
    assert step.question and [choice.text for choice in step.question.choices] == ["Norway", "Another"]


def test_what_is_indented_goes_on_with_the_line_above() -> None:
    assert read(WHOLE.replace("say: Look.", "say: Look\n   at it,\n\n\tand well.")).steps[0].say == ("Look at it, and well.",)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_the_editors_of_all_systems_will_do(end: str) -> None:
    assert read("\ufeff" + WHOLE.replace("\n", end)) == read(WHOLE)


def test_remarks_empty_lines_capitals_and_the_wide_colon_of_chinese_keyboards_change_nothing_else() -> None:
    text = "# a remark\n\n" + WHOLE.replace("title:", "Title:").replace("aim: ", "aim：")
    assert read(text).title == "A try" and read(text).aim == "To try it."


WRONG = [
    ("title: A try\n", "", Heard(1, "`title` is missing above the first step", "add `title: ...`")),
    ("minutes: 5", "minutes: five", Heard(3, "`minutes` is not a whole number", "write one from 1 to 600")),
    ("minutes: 5", "minutes: 0", Heard(3, "`minutes` is not a whole number", "write one from 1 to 600")),
    ("aim: To", "aim:\naim: To", Heard(4, "`aim` is empty", "write something behind it, or delete the line")),
    ("aim: To", "aims: To", Heard(4, "there is no name `aims`", "did you mean `aim:`?")),
    ("say: Look.", "say: Look\nat it", Heard(7, "this line has no name", "begin it with a name such as `say:`, or with")),
    ("say: Look.", "say: Look\x07", Heard(6, "there is a character that cannot be seen, U+0007", "delete it")),
    ("say: Look.", "say: " + "x" * 2_001, Heard(6, "`say` has 2,001 characters", "it can have 2,000 at most")),
    ("say: Look.\n", "", Heard(5, "`say` is missing in this step", "add `say: ...`")),
    ("say: Look.", "say: Look.\ntitle: B", Heard(7, "`title` does not belong in this step", "there can be step, say, link")),
    ("ask: Which?", "ask: Which?\nask: What?", Heard(10, "`ask` is there too often in this step", "there can be 1 at most")),
    ("question: answer", "question: anser", Heard(8, "there is no kind of question `anser`", "there are answer, change, gate")),
    ("question: answer", "question: gate", Heard(5, "`gate` is missing in this step", "add `gate: ...`")),
    ("choice: Norway\n", "", Heard(5, "`choice` is missing in this step", "at least 2 are needed")),
    ("choice: Norway", "choice: -> Norway", Heard(10, "one side of this arrow is empty", "write `choice: above ->")),
    ("choice: other ->", "choice: Norway ->", Heard(11, "this `choice` is there twice", "delete it, or write before an arrow")),
    ("reveal: It", "reveal: Peru -> It", Heard(12, "there is no choice `Peru`", "before the arrow stands one of Norway, other")),
    ("{answer}", "{word}", Heard(12, "there is no slot {word}", "there are {answer}, {percent}, {second}")),
    ("./#sentence", "https://a.example/#sentense", Heard(7, "a link of this page has no `sentense`", "did you mean `sentence`?")),
    (
        "./#",
        "http://a.example/x/teach#",
        Heard(7, "this is no link into Gatewalk", "it begins like `./#sentence=...`, `compare#"),
    ),
    ("./#", "./", Heard(7, "this is no link into Gatewalk", "it begins like")),
    ("&token=0", "&token=0&token=1", Heard(7, "the same name is in this link twice", "write an & in a sentence as %26")),
    ("&token=0", "&token=0\nlook: belly", Heard(8, "this page has no part `belly`", "it has words, belt, gates")),
]


@pytest.mark.parametrize(("old", "new", "fault"), WRONG, ids=[f"{n} {fault.what[:40]}" for n, (_, _, fault) in enumerate(WRONG)])
def test_what_is_wrong_is_said_with_its_line_and_its_mend(old: str, new: str, fault: Heard) -> None:
    assert old in WHOLE
    found = faults_in(WHOLE.replace(old, new, 1))
    assert any((one.line, one.what) == (fault.line, fault.what) and one.mend.startswith(fault.mend) for one in found), found


def test_all_that_is_wrong_is_said_at_once_in_the_order_of_its_lines() -> None:
    text = WHOLE.replace("minutes: 5", "minutes: x").replace("{answer}", "{x}").replace("&token=0", "&token=0\nlook: x")
    assert [fault.line for fault in faults_in(text)] == [3, 8, 13]


def test_a_question_needs_a_link_and_a_worksheet_its_keys() -> None:
    link = f"link: ./#sentence={INDIA}&token=0\n"
    assert faults_in(WHOLE.replace(link, ""))[0].what == "a question needs a link"
    two = "a question of the worksheet and its key go together"
    assert [fault.what for fault in faults_in(WHOLE.replace("step: One", "worksheet: 1?\nstep: One"))] == [two]
    assert [fault.what for fault in faults_in(WHOLE.replace("step: One", "key: 1\nworksheet: 1?\nstep: One"))] == [two]


def test_what_is_too_long_or_endless_is_refused_in_one_line() -> None:
    assert len(faults_in("x" * (MOST_CHARACTERS + 1))) == 1
    assert any("a lesson has 1 to 30" in fault.mend for fault in faults_in(HEAD + STEP * 31))
    assert len(faults_in("strange: 1\n" * 3_000)) == 20


def test_an_empty_text_is_told_what_it_lacks() -> None:
    assert {fault.what.split()[0] for fault in faults_in("")} >= {"`title`", "`for`", "`minutes`", "`aim`"}


PIECES = [
    "title: ",
    "say:",
    "step: ",
    "link: ",
    "./#",
    "&",
    "=",
    "%",
    "changes=",
    "[",
    "{",
    "}",
    "->",
    "\n",
    "\r",
    " ",
    "\ufeff",
    "\x00",
]
PIECES += [
    "question: ",
    "choice: ",
    "reveal: ",
    "worksheet: ",
    "key: ",
    "\ud800",
    "9" * 30,
    "unit=",
    "token=",
    "compare#",
    "://[",
    "answer",
]


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=60).map("".join))
def test_whatever_is_written_it_is_read_or_refused_in_words(text: str) -> None:
    lesson, faults = parse(text)
    assert (lesson is None) == bool(faults)
    assert all(fault.line >= 1 and fault.what for fault in faults)


@given(st.data())
def test_a_lesson_in_which_something_was_spoilt_is_shown_or_refused_in_words(data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(WHOLE)))
    cut = data.draw(st.integers(0, 12))
    assert all(fault.line >= 1 for fault in faults_in(WHOLE[:at] + data.draw(st.sampled_from(PIECES)) + WHOLE[at + cut :]))
