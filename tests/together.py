"""One test of many files: each is looked at, and all that is wrong is told. A test for each takes longer than the look."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

Look = Callable[[Path], None]


def of_each(paths: Sequence[Path]) -> Callable[[Look], Callable[[], None]]:
    assert paths

    def joined(look: Look) -> Callable[[], None]:
        def test() -> None:
            faults: list[str] = []
            for path in paths:
                try:
                    look(path)
                except AssertionError as fault:
                    faults.append(f"{path}: {fault}")
            assert not faults, "\n".join(faults)

        test.__name__, test.__doc__ = look.__name__, look.__doc__
        return test

    return joined
