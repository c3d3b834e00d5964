"""A class in its room: a teacher, six students and one who is late, each in a browser of their own."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from tests.app.rooms.between import Between, between
from tests.browser.test_access import ALL, violations
from tests.browser.waiting import until
from tests.serving import Server
from texts import catalogue

pytestmark = pytest.mark.long

STUDENTS = 6
AWAY = 30  # seconds without the app
PHONE = {"width": 390, "height": 844}
FORGETS = "Which word will make it forget India?"
INDIA, NORWAY = 0, 11  # places in the first sentence


@dataclass
class Classroom:
    """Of the students, one has a way to the app that can be cut, and one is behind a filter that holds streams back."""

    browser: Browser
    server: Server
    way: Between
    teacher: Page = field(init=False)
    letters: str = ""
    students: list[Page] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def open(self, path: str, port: int = 0, **context: object) -> Page:
        """In a browser of its own. Without the pictures of the walk, which are large, and another test's concern."""
        browser = self.browser.new_context(**context)  # type: ignore[arg-type]
        browser.route("**/plotly*", lambda route: route.abort())
        page = browser.new_page()
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.goto(f"http://127.0.0.1:{port or self.server.port}/{path}", wait_until="commit")
        return page

    def join(self, port: int = 0, language: str = "") -> Page:
        return self.open(f"{language}join#{self.letters.lower()}", port, viewport=PHONE)

    @property
    def cut_off(self) -> Page:
        return self.students[-2]

    @property
    def held_back(self) -> Page:
        return self.students[-1]

    def at(self, page: Page, token: int) -> None:
        """It has come there."""
        expect(present(page)).to_have_attribute("data-token", str(token))

    def go(self, token: int) -> None:
        word(self.teacher, token).click()

    def ask(self) -> None:
        """Which word will make it forget India."""
        self.teacher.click("[data-drawer=guess]")
        self.teacher.locator(".offer", has_text=FORGETS).click()
        expect(self.teacher.locator("#question-text")).to_have_text(FORGETS)

    def calm(self) -> None:
        """As a lesson begins: all follow, nothing is asked, and the first word is shown."""
        if self.teacher.locator("#question").is_visible():
            self.teacher.click("#done")
        self.teacher.click("[data-freedom=follow]")
        expect(word(self.teacher, NORWAY)).to_contain_text("Norway")
        self.go(INDIA)
        for student in self.students:
            expect(student.locator("#question")).to_be_hidden()
            self.at(student, INDIA)


def picture(page: Page) -> FrameLocator:
    return page.frame_locator("#picture iframe")


def word(page: Page, token: int) -> Locator:
    return picture(page).locator(f"#track button[data-token='{token}']")


def present(page: Page) -> Locator:
    """The word that the picture is at."""
    return picture(page).locator("#track [aria-current]")


def left(guest: Page) -> None:
    guest.click("#leave")
    expect(guest.locator("#letters")).to_be_visible()
    guest.context.close()


@pytest.fixture(scope="module")
def whole(browser: Browser, server: Server) -> Iterator[Classroom]:
    with ExitStack() as stack:
        way, holding = stack.enter_context(between(server.port, False)), stack.enter_context(between(server.port, True))
        room = Classroom(browser, server, way)
        room.teacher = room.open("teach", viewport={"width": 1280, "height": 720})
        room.teacher.click("#open")
        expect(room.teacher.locator("#letters")).to_have_text(re.compile(r"^[A-Z]{4}$"))
        room.letters = room.teacher.locator("#letters").inner_text()
        room.students = [room.join(port) for port in [0] * (STUDENTS - 2) + [way.port, holding.port]]
        room.teacher.click("#begin")
        for student in room.students:
            expect(present(student)).to_be_visible()
        yield room
        for context in {page.context for page in [room.teacher, *room.students]}:
            context.close()
        room.way.close()
        assert room.faults == []


@pytest.fixture
def room(whole: Classroom) -> Classroom:
    whole.calm()
    return whole


def test_each_student_is_counted_and_told_that_the_screen_is_in_step(room: Classroom) -> None:
    expect(room.teacher.locator("#attendance .is-there")).to_have_text(f"{STUDENTS} here")
    for student in room.students:
        expect(student.locator("#status")).to_have_text("In step")
        expect(student.locator("#code")).to_have_text(room.letters)


def test_what_the_teacher_shows_is_on_every_screen_and_nobody_else_can_press_it_on(room: Classroom) -> None:
    room.go(NORWAY)
    for student in room.students:
        room.at(student, NORWAY)
    word(room.students[0], INDIA).click()
    expect(room.students[0].locator("#note")).to_contain_text("You are following your teacher")
    room.at(room.students[0], NORWAY)


def test_a_gate_that_is_dragged_moves_on_every_screen_before_it_is_let_go(room: Classroom) -> None:
    room.go(NORWAY)
    student = room.students[0]
    room.at(student, NORWAY)
    gate = picture(room.teacher).locator("[data-door][data-signal=f]").first
    box = gate.bounding_box()
    assert box
    mouse = room.teacher.mouse
    mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    mouse.down()
    mouse.move(box["x"] + box["width"] / 2, box["y"] - 60, steps=5)
    until(student, "document.querySelector('iframe').contentWindow.location.hash.includes('changes')")
    room.teacher.keyboard.press("Escape")
    mouse.up()
    until(student, "!document.querySelector('iframe').contentWindow.location.hash.includes('changes')")


def test_a_guess_is_made_changed_counted_and_revealed_and_who_is_late_sees_it_as_it_stands(room: Classroom) -> None:
    one, other = room.students[:2]
    room.ask()
    expect(room.teacher.locator("#picture")).to_have_css("visibility", "hidden")
    for student in room.students:
        student.locator("#answers [data-value='3']").click()
    one.locator(f"#answers [data-value='{NORWAY}']").click()
    expect(room.teacher.locator("#answered")).to_have_text(f"{STUDENTS} of {STUDENTS} have answered")
    expect(other.locator("#answers .n")).to_have_count(0)
    one.reload()
    expect(one.locator("#answers [aria-pressed=true]")).to_have_attribute("data-value", str(NORWAY))
    room.teacher.click("#close-question")
    expect(other.locator(f"#answers [data-value='{NORWAY}']")).to_be_disabled()
    german, late = catalogue("de"), room.join(language="de/")
    expect(late.locator("#question-text")).to_have_text(german.say("rooms.ready.forgets", word="India"))
    expect(late.locator("#answered")).to_have_text(german.say("rooms.answer.late"))
    room.teacher.click("#reveal")
    for page in [room.teacher, late, *room.students]:
        expect(page.locator("#answers .right")).to_have_attribute("data-value", str(NORWAY))
        expect(page.locator("#answers .right .n")).to_have_text("1")
        expect(page.locator("#answers [data-value='3'] .n")).to_have_text(str(STUDENTS - 1))
        room.at(page, NORWAY)
    expect(one.locator("#answered")).to_have_text("Your answer is right.")
    turned = german.say("rooms.ready.forgets-said", word="Norway", before="India", after="Norway")
    expect(late.locator(".truth")).to_have_text(turned)
    expect(room.teacher.locator(".truth")).to_have_text("At “Norway” it changes from India to Norway.")
    left(late)


def test_the_count_is_shown_while_they_answer_if_the_teacher_likes(room: Classroom) -> None:
    room.ask()
    room.teacher.check("#live")
    room.students[0].locator("#answers [data-value='5']").click()
    for page in [room.teacher, *room.students]:
        expect(page.locator("#answers [data-value='5'] .n")).to_have_text("1")


def test_a_choice_is_asked_with_its_sentence_and_one_of_a_lesson_in_the_language_of_each_page(room: Classroom) -> None:
    german = room.join(language="de/")
    room.teacher.click("[data-drawer=guess]")
    room.teacher.locator(".offer", has_text="What will it answer?").click()
    for page in [room.teacher, german]:
        expect(page.locator("#question-sentence")).to_contain_text("You must visit the capital of ___")
    room.teacher.click("#done")
    room.teacher.click("[data-drawer=lesson]")
    room.teacher.select_option("#lessons", "02-forgetting")
    room.teacher.click("#step-ask")
    expect(german.locator("#question-text")).to_have_text("Bei welchem Wort ändert es seine Meinung?")
    expect(german.locator("#question-text")).to_have_attribute("lang", "de")
    expect(german.locator("#question-sentence")).to_contain_text("You must visit the capital of ___")
    room.teacher.click("#reveal")
    for page in [room.teacher, german]:
        expect(picture(page).locator("#track.looked-at")).to_be_visible()
        expect(present(page)).to_contain_text("Norway")
    expect(german.locator("#question-reveal")).to_contain_text("Indien")
    room.teacher.click("#shut")
    room.teacher.click("#done")
    room.go(NORWAY)
    for page in [room.teacher, german]:
        expect(picture(page).locator(".looked-at")).to_have_count(0)
    left(german)


def test_a_sentence_is_text_seen_by_the_teacher_alone_and_walked_before_all(room: Classroom) -> None:
    sender = room.students[0]
    sender.click("#say")
    sender.fill("#text", "<img src=x onerror=alert(1)> is big. I live in ___")
    sender.click("#send")
    expect(room.teacher.locator("#sentence-count")).to_have_text("1")
    room.teacher.click("[data-drawer=sentences]")
    expect(room.teacher.locator("#sentence-list p").first).to_have_text("<img src=x onerror=alert(1)> is big. I live in ___")
    room.teacher.click("[data-walk]")
    for page in [room.teacher, *room.students]:
        expect(word(page, 1)).to_contain_text("img")
        assert picture(page).locator("#track img").count() == 0
    room.teacher.click("[data-drawer=sentences]")
    room.teacher.click("[data-remove]")
    expect(room.teacher.locator("#sentence-list li")).to_have_count(0)
    room.teacher.click("#shut")
    picture(room.teacher).locator("#examples").select_option(index=0)


def test_who_looks_around_keeps_it_while_the_teacher_calls_all_back(room: Classroom) -> None:
    one, other = room.students[:2]
    room.teacher.click("[data-freedom=around]")
    expect(one.locator("#notice")).to_be_visible()
    word(one, 5).click()
    expect(one.locator("#status")).to_have_text("On your own")
    expect(room.teacher.locator("#attendance .is-around")).to_have_text("1 on their own")
    room.go(NORWAY)
    room.at(other, NORWAY)
    room.at(one, 5)
    room.teacher.click("[data-freedom=follow]")
    room.at(one, NORWAY)
    room.teacher.click("[data-freedom=around]")
    one.click("#mine")
    room.at(one, 5)
    one.click("#theirs")
    room.at(one, NORWAY)


def test_in_the_lab_every_screen_learns_the_same_as_far_as_the_teachers(room: Classroom) -> None:
    def standing(page: Page) -> Locator:
        return picture(page).locator("#standing")

    room.teacher.click("[data-page=lab]")
    picture(room.teacher).locator("#task").select_option("adding")
    picture(room.teacher).locator("#ten").click()
    expect(standing(room.teacher)).to_contain_text("after 10 updates")
    late = room.join()
    for student in [*room.students, late]:
        expect(standing(student)).to_have_text(standing(room.teacher).inner_text())
        expect(picture(student).locator("#task")).to_have_value("adding")
    room.teacher.evaluate("addEventListener('message', ({data}) => (window.fragments ??= []).push(data.gatewalk.fragment))")
    picture(room.teacher).locator("#task").select_option("counting")
    for student in [*room.students, late]:
        expect(picture(student).locator("#task")).to_have_value("counting")
        expect(standing(student)).to_have_text("Ready. Press Run.")
    told = [one for one in room.teacher.evaluate("window.fragments") if "task=counting" in one]
    assert told and not any("&at=" in one for one in told)
    picture(room.teacher).locator("#one").click()
    for student in [*room.students, late]:
        expect(standing(student)).to_contain_text("after 1 update")
    picture(room.teacher).locator("#rewind").click()
    for student in [*room.students, late]:
        expect(standing(student)).to_have_text("Ready. Press Run.")
    left(late)
    room.teacher.click("[data-page=walk]")


def test_eyes_front_dims_every_screen_but_the_teachers(room: Classroom) -> None:
    room.teacher.click("[data-freedom=front]")
    for student in room.students:
        expect(student.locator("#front")).to_have_text("Look at the front")
    room.teacher.click("[data-freedom=follow]")
    for student in room.students:
        expect(student.locator("#front")).to_be_hidden()


def test_who_is_cut_off_sees_it_and_misses_nothing(room: Classroom) -> None:
    student, port = room.cut_off, room.way.port
    room.ask()
    expect(student.locator("#question")).to_be_visible()
    room.way.close()
    expect(student.locator("#lost")).to_contain_text("Not in step. Reconnecting")
    time.sleep(AWAY)
    student.locator(f"#answers [data-value='{NORWAY}']").click()
    room.teacher.click("#done")
    room.go(NORWAY)
    room.way = Between(room.server.port, False, port)
    expect(student.locator("#lost")).to_be_hidden()
    expect(student.locator("#question")).to_be_hidden()
    room.at(student, NORWAY)


def test_a_phone_that_slept_is_brought_to_where_the_class_is(room: Classroom) -> None:
    student, port = room.cut_off, room.way.port
    phone = student.context.new_cdp_session(student)
    phone.send("Page.setWebLifecycleState", {"state": "frozen"})
    room.way.close()
    room.ask()
    room.teacher.click("#reveal")
    room.teacher.click("#done")
    room.go(7)
    room.way = Between(room.server.port, False, port)
    phone.send("Page.setWebLifecycleState", {"state": "active"})
    room.at(student, 7)
    expect(student.locator("#question")).to_be_hidden()
    expect(student.locator("#lost")).to_be_hidden()


def test_whose_filter_holds_streams_back_is_in_step_all_the_same(room: Classroom) -> None:
    room.go(NORWAY)
    room.at(room.held_back, NORWAY)
    expect(room.held_back.locator("#status")).to_have_text("In step")


def test_the_teacher_comes_back_after_a_crash_and_leads_from_another_device_by_the_link(room: Classroom) -> None:
    room.go(NORWAY)
    room.at(room.students[0], NORWAY)
    kept = room.teacher.evaluate("() => JSON.parse(localStorage.getItem('gatewalk-room'))")
    room.teacher.reload()
    room.at(room.teacher, NORWAY)
    phone = room.open(f"teach#room={kept['room']}&letters={kept['letters']}&key={kept['key']}&hours=24", viewport=PHONE)
    room.at(phone, NORWAY)
    assert kept["key"] not in phone.url
    word(phone, 5).click()
    for page in [room.teacher, *room.students]:
        room.at(page, 5)
    room.go(7)
    room.at(phone, 7)
    phone.context.close()


def test_who_leaves_is_counted_no_more_and_whoever_scans_comes_in(room: Classroom) -> None:
    guest = room.open(f"join/{room.letters}", viewport=PHONE)
    expect(guest.locator("#code")).to_have_text(room.letters)
    expect(room.teacher.locator("#attendance .is-there")).to_have_text(f"{STUDENTS + 1} here")
    guest.click("#leave")
    expect(guest.locator("#letters")).to_be_visible()
    expect(room.teacher.locator("#attendance .is-there")).to_have_text(f"{STUDENTS} here")
    guest.fill("#letters", "AAAA")
    guest.click("#join button")
    expect(guest.locator("#door-said")).to_contain_text("There is no room with these letters")
    guest.context.close()


def test_axe_finds_nothing_on_either_side_of_a_question(room: Classroom) -> None:
    student = room.students[0]
    assert [violations(page, ALL) for page in (room.teacher, student)] == [[], []]
    room.ask()
    student.locator("#answers [data-value='5']").click()
    assert violations(student, ALL) == []
    room.teacher.click("#reveal")
    expect(student.locator("#answers .right")).to_be_visible()
    room.teacher.click("[data-drawer=guess]")
    assert [violations(page, ALL) for page in (room.teacher, student)] == [[], []]
    room.teacher.click("#shut")


def test_when_the_room_is_closed_everybody_is_told(browser: Browser, server: Server) -> None:
    with between(server.port, False) as way:
        room = Classroom(browser, server, way)
        room.teacher = room.open("teach")
        room.teacher.click("#open")
        expect(room.teacher.locator("#letters")).to_have_text(re.compile(r"^[A-Z]{4}$"))
        room.letters = room.teacher.locator("#letters").inner_text()
        student = room.join()
        expect(student.locator("#code")).to_have_text(room.letters)
        room.teacher.click("[data-drawer=more]")
        room.teacher.click("#close")
        room.teacher.click("#close-now")
        for page, title in ((student, "The class is over"), (room.teacher, "The room is closed")):
            expect(page.get_by_role("heading", name=title)).to_be_visible()
        assert room.teacher.evaluate("() => localStorage.getItem('gatewalk-room')") is None
        for page in (room.teacher, student):
            page.context.close()
