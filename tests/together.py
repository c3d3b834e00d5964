"""One test of many things: each is looked at, and all that is wrong is told. A test for each takes longer than the look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

Thing = TypeVar("Thing")


def of_each(things: Sequence[Thing]) -> Callable[[Callable[[Thing], None]], Callable[[], None]]:
    assert things

    def joined(look: Callable[[Thing], None]) -> Callable[[], None]:
        def test() -> None:
            faults: list[str] = []
            for thing in things:
                try:
                    look(thing)
                except AssertionError as fault:
                    faults.append(f"{thing}: {fault}")
            assert not faults, "\n".join(faults)

        test.__name__, test.__doc__ = look.__name__, look.__doc__
        return test

    return joined
