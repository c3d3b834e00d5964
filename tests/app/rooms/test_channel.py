"""A room as one worker knows it: what is given to whom."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from app.rooms.events import KEPT, Event, Log
from app.rooms.hub import Channel


def log(numbers: Iterable[int], kind: str = "view") -> Log:
    events = tuple(Event(number, kind, "{}") for number in numbers)
    return Log(events[-1].number if events else 0, events)


def numbers(events: Iterable[Event]) -> list[int]:
    return [event.number for event in events]


def test_who_is_there_from_the_beginning_gets_every_event_however_many_come_at_once() -> None:
    channel = Channel(log([]))
    channel.take(log(range(1, 8)))
    assert numbers(channel.after(0)) == [1, 2, 3, 4, 5, 6, 7]
    channel.take(log([8, 9]))
    assert numbers(channel.after(7)) == [8, 9] and channel.after(9) == []


def test_who_was_away_for_long_gets_what_of_the_state_has_changed() -> None:
    channel = Channel(Log(2, (*log([1], "question").events, *log([2]).events)))
    for number in range(3, KEPT + 50):
        channel.take(log([number]))
    assert numbers(channel.after(10)) == [KEPT + 49]
    assert numbers(channel.after(0)) == [1, KEPT + 49]
    assert len(channel.recent) == KEPT


def test_a_log_of_which_the_old_part_is_gone_is_no_way_from_there_to_here() -> None:
    channel = Channel(Log(120, (*log([3], "question").events, *log(range(21, 121)).events)))
    assert numbers(channel.after(3)) == [120]
    assert numbers(channel.after(20)) == list(range(21, 121))


def test_a_store_that_lost_its_newest_events_begins_anew() -> None:
    channel = Channel(log(range(1, 11)))
    channel.take(log(range(1, 4)))
    assert (channel.last, channel.lives, numbers(channel.after(0))) == (3, 2, [1, 2, 3])


@pytest.mark.parametrize("number", [5, 6, 7])
def test_what_has_come_is_not_given_again(number: int) -> None:
    channel = Channel(log(range(1, 6)))
    assert channel.after(number) == []


def test_an_event_becomes_bytes_once_for_all_who_follow() -> None:
    event = Event(7, "view", '{"state":"x"}')
    assert event.frame == b'event: view\ndata: {"state":"x"}\nid: 7\n\n'
    assert event.frame is event.frame
