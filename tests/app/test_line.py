"""In which order turns are given, and who is sent away."""

from __future__ import annotations

from app.line import Line, Place


def order(line: Line) -> list[str]:
    return [line.next().address for _ in range(len(line))]


def a_line(*places: tuple[str, float]) -> Line:
    line = Line()
    for address, weight in places:
        line.put(Place(address, weight))
    return line


def test_addresses_take_turns_however_many_requests_one_of_them_sends() -> None:
    line = a_line(*[("many", 10)] * 4, ("one", 10), ("another", 10))
    assert order(line) == ["many", "one", "another", "many", "many", "many"]


def test_who_asks_for_heavier_work_has_a_turn_less_often() -> None:
    line = a_line(*[("heavy", 40)] * 2, *[("light", 10)] * 6)
    assert order(line) == ["heavy", *["light"] * 4, "heavy", *["light"] * 2]


def test_of_one_address_the_lightest_is_first_so_that_a_class_behind_one_is_not_held_up() -> None:
    line = a_line(("school", 100), ("school", 10), ("school", 10))
    first, *rest = [line.next() for _ in range(3)]
    assert [place.weight for place in (first, *rest)] == [10, 10, 100]
    assert first.since < rest[0].since


def test_what_is_done_in_turns_is_counted_turn_by_turn() -> None:
    line, slices = a_line(*[("whole", 40)] * 3), Place("slices", 80, turns=4)
    given = []
    for _ in range(4):
        line.put(slices)
        while given.append(place := line.next()) or place is not slices:
            pass
    assert [place.address for place in given] == ["whole", "slices", "slices", "whole", "slices", "slices"]


def test_nobody_saves_up_turns_by_asking_for_nothing() -> None:
    line = a_line(*[("busy", 10)] * 5)
    for _ in range(3):
        line.next()
    for _ in range(3):
        line.put(Place("new", 10))
    assert order(line) == ["new", "busy", "new", "busy", "new"]


def test_what_is_not_needed_any_more_about_an_address_is_forgotten() -> None:
    line = a_line(*[(f"{n}", 10) for n in range(1000)])
    order(line)
    line.put(Place("next", 10))
    line.put(Place("next", 10))
    order(line)
    assert len(line.had) <= 1


def test_of_too_many_the_heaviest_and_newest_of_the_address_with_most_is_sent_away() -> None:
    line = a_line(("few", 1000), ("many", 10), ("many", 20), ("many", 20))
    away = line.last_of_the_most()
    assert (away.address, away.weight, away.since) == ("many", 20, 4)
    line.remove(away)
    assert len(line) == 3
