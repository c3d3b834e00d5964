"""What is wrong in the catalogues of a language, in words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from texts.catalogues import FOLDER, SLOT, Text, read
from texts.languages import ENGLISH, LANGUAGES
from texts.used import all_used, matching

COUNTS = [*range(200), 0.5, 1.5, 1_000_000]  # with these every plural form of a language turns up
READ = FOLDER / "read"  # of each language, the hash of the English of each text when it was translated


def files(tag: str) -> list[Path]:
    return sorted((FOLDER / tag).glob("*.json"))


def own_texts(tag: str) -> dict[str, Text]:
    """What stands in its own files; English does not fill its gaps."""
    return {id: text for file in files(tag) for id, text in read(file).items()}


def forms_of(text: Text) -> dict[str, str]:
    return {"other": text} if isinstance(text, str) else dict(text)


def slots_of(text: Text) -> set[str]:
    return {slot for form in forms_of(text).values() for slot in SLOT.findall(form)}


def plural_forms(tag: str) -> set[str]:
    return {LANGUAGES[tag].plural(n) for n in COUNTS}


def families_missing(tag: str) -> list[str]:
    """Of which there is no file."""
    return sorted({file.stem for file in files(ENGLISH)} - {file.stem for file in files(tag)})


def astray(tag: str) -> Iterator[str]:
    """Ids that stand in the file of another family."""
    for file in files(tag):
        yield from (f"{id} stands in {file.name}" for id in read(file) if not id.startswith(f"{file.stem}."))


def differences(tag: str, texts: Mapping[str, Text], english: Mapping[str, Text]) -> Iterator[str]:
    """What is missing or too much beside English, in ids, slots and plural forms."""
    yield from (f"{id} is missing" for id in english if id not in texts)
    for id, text in texts.items():
        if id not in english:
            yield f"{id} is not in English"
        elif slots_of(text) != slots_of(english[id]):
            yield f"{id} has the slots {sorted(slots_of(text))}, and in English {sorted(slots_of(english[id]))}"
        if not isinstance(text, str) and set(text) != plural_forms(tag):
            yield f"{id} has the plural forms {sorted(text)}, and this language has {sorted(plural_forms(tag))}"


def hash_of(text: Text) -> str:
    return hashlib.sha256(json.dumps(forms_of(text), sort_keys=True).encode()).hexdigest()[:8]


def read_by(tag: str) -> dict[str, str]:
    file = READ / f"{tag}.json"
    marks: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return marks


def stale(tag: str, english: Mapping[str, Text]) -> list[str]:
    """Texts whose English has changed since they were translated."""
    when = read_by(tag)
    return [id for id in own_texts(tag) if id in english and when.get(id) != hash_of(english[id])]


def mark_read(tag: str, ids: Iterator[str] | list[str], english: Mapping[str, Text]) -> None:
    """Notes that these have been translated from English as it is now."""
    known = own_texts(tag)
    when = {id: value for id, value in read_by(tag).items() if id in known} | {id: hash_of(english[id]) for id in ids}
    READ.mkdir(exist_ok=True)
    (READ / f"{tag}.json").write_text(json.dumps(dict(sorted(when.items())), indent=0) + "\n", encoding="utf-8")


def unused_and_unknown() -> tuple[list[str], list[str]]:
    """English texts that nothing says, and what is said and is not there."""
    english = own_texts(ENGLISH)
    used = all_used({file.stem for file in files(ENGLISH)})
    patterns = {id: matching(id) for id in used if "*" in id}
    unused = [id for id in english if id not in used and not any(pattern.fullmatch(id) for pattern in patterns.values())]
    unknown = [
        f"{id} ({', '.join(used[id])})"
        for id in sorted(used)
        if not (any(map(patterns[id].fullmatch, english)) if id in patterns else id in english)
    ]
    return unused, unknown


def faults(tag: str) -> list[str]:
    english, own, families = own_texts(ENGLISH), own_texts(tag), families_missing(tag)
    begins = tuple(f"{family}." for family in families)
    compared = {id: text for id, text in english.items() if id in own or not id.startswith(begins)}
    lines = [*(f"{family}.json is missing, with all its texts" for family in families), *astray(tag)]
    lines += differences(tag, own, compared)
    return lines if tag == ENGLISH else [*lines, *(f"{id}: its English has changed" for id in stale(tag, english))]
