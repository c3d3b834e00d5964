"""Where lessons stand: a folder for each language, a file for each lesson. Those of the school may take the place of ours."""

from __future__ import annotations

import asyncio
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from app import faults
from app.lessons.lesson import Fault, Lesson, fault
from app.lessons.lines import MOST_CHARACTERS
from app.lessons.parser import parse

LESSONS = Path(__file__).parents[2] / "lessons"
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")
MOST_LESSONS = 500  # of one folder
Place = tuple[str, str]  # language, as in an address, and name
FIRST = "en"  # whatever is not there in another language
TAKEN = ("new",)  # by a page of the app


@dataclass(frozen=True)
class Shelved:
    name: str
    language: str
    lesson: Lesson | None  # None if something is wrong in it
    faults: tuple[Fault, ...] = ()
    own: bool = True  # of the school

    @property
    def place(self) -> Place:
        return self.language.lower(), self.name


@dataclass(frozen=True)
class Shelf:
    lessons: dict[Place, Shelved]
    shown: dict[Place, tuple[bytes, bytes]] = field(default_factory=dict)  # what has been computed: without the key, and with it
    making: defaultdict[Place, asyncio.Lock] = field(default_factory=lambda: defaultdict(asyncio.Lock))

    @staticmethod
    def of(folders: Iterable[str]) -> Shelf:
        """Raises a fault if one of ours is broken."""
        if broken := next((one for one in OURS if one.faults), None):
            where = f"lessons/{broken.language}/{broken.name}.txt"
            raise faults.Fault(f"{where}: {broken.faults[0]}. {faults.AS_IT_CAME}.")
        lessons = {one.place: one for one in OURS}
        for folder in folders:
            lessons |= {one.place: one for one in read(Path(folder))}
        return Shelf(dict(sorted(lessons.items())))

    def of_language(self, language: str) -> list[Shelved]:
        """In the order of their names; what is missing in this language is there in English."""
        names = sorted({name for of, name in self.lessons if of in (language.lower(), FIRST)})
        return [one for name in names if (one := self.find(language, name))]

    def following(self, language: str, name: str) -> Shelved | None:
        """The lesson behind this one that can be taken."""
        return next((one for one in self.of_language(language) if one.name > name and one.lesson), None)

    def find(self, language: str, name: str) -> Shelved | None:
        return self.lessons.get((language.lower(), name)) or self.lessons.get((FIRST, name))


def read(folder: Path, own: bool = True) -> Iterator[Shelved]:
    """All files of all languages. One that cannot be read is there all the same, and says why."""
    try:
        paths = sorted(path for path in folder.iterdir() if not path.name.startswith("."))
        files = sorted(file for path in paths if path.is_dir() and LANGUAGE.fullmatch(path.name) for file in path.glob("*.txt"))
    except OSError as error:
        raise faults.Fault(f"{folder}: {_why(error)}. Name a folder of lessons that exists.") from error
    astray = next((path.name for path in paths if path.suffix == ".txt"), None)
    if astray:
        raise faults.Fault(f"{folder / astray}: it stands beside the folders of the languages. Put it into one, such as en/.")
    if len(files) > MOST_LESSONS:
        raise faults.Fault(f"{folder}: it holds {len(files):,} lessons, and {MOST_LESSONS} at most are read. Take some away.")
    for file in files:
        yield _shelved(file, own)


def _shelved(file: Path, own: bool) -> Shelved:
    name, language = file.stem, file.parent.name
    lesson, wrong = None, [fault(1, "writing.fault.file-name", "writing.mend.file-name", name=file.name[:80])]
    if name in TAKEN:
        wrong = [fault(1, "writing.fault.page-name", "writing.mend.page-name", name=name)]
    elif NAME.fullmatch(name):
        try:
            with file.open("rb") as opened:
                text = opened.read(4 * MOST_CHARACTERS + 1).decode("utf-8")
            lesson, wrong = parse(text)
        except UnicodeDecodeError as error:
            line = 1 + error.object[: error.start].count(b"\n")
            wrong = [fault(line, "writing.fault.not-utf-8", "writing.mend.not-utf-8")]
        except OSError as error:
            wrong = [fault(1, "writing.fault.unreadable-file", "writing.mend.unreadable-file", why=_why(error))]
    return Shelved(name, language, lesson, tuple(wrong), own)


def _why(error: OSError) -> str:
    return (error.strerror or str(error)).lower()


OURS = tuple(read(LESSONS, own=False))
