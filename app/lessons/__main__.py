"""``python -m app.lessons``: checks every lesson, ours and those of the folders that are named, against the networks."""

from __future__ import annotations

import sys
from collections import deque
from collections.abc import Sequence

from app.faults import Fault
from app.lessons.shelf import Shelf, Shelved
from app.lessons.shown import Showing
from app.networks import Networks


def faults_of(shelved: Shelved, networks: Networks) -> list[str]:
    faults = list(shelved.faults)
    if shelved.lesson:
        showing = Showing(shelved.lesson, networks.taught)
        deque(showing.turns(), maxlen=0)
        showing.whole()
        faults += showing.faults
    return [f"{shelved.language}/{shelved.name}.txt, {fault}" for fault in faults]


def main(folders: Sequence[str]) -> int:
    try:
        shelf, networks = Shelf.of(folders), Networks.that_come_with_the_app()
    except Fault as fault:
        print(fault, file=sys.stderr)
        return 1
    wrong = [line for shelved in shelf.lessons.values() for line in faults_of(shelved, networks)]
    for line in wrong:
        print(line, file=sys.stderr)
    print(f"{len(shelf.lessons)} lessons, {len(wrong) or 'no'} faults")
    return int(bool(wrong))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
