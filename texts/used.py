"""Which texts the pages, the scripts and the app say: ids are found in their sources, as they stand there.

An id is written whole, or with its fixed beginning: ``t(`walk.part.${name}`)``, ``f"cells.{name}.title"`` or, in a template,
``t("walk.part." ~ name)``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = (("static/js", "*.js"), ("templates", "*.html"), ("app", "*.py"), ("model", "*.py"))
QUOTED = re.compile(r"""(?=(["'`])((?:(?!\1)[^\\\n])*)\1)""")  # also within others: title="{{ t('walk.more') }}"
NO_TEXT = re.compile("``[^`]*``")  # in Python, where it stands in comments
OPEN = re.compile(r"\$?\{[^{}]*\}")  # what is put in when it is said
NO_IDS = {"model.train"}  # a module
FILE = re.compile(r".*\.(html|js|css|json|txt|py|svg|woff2|safetensors|csv|tsv|wasm|toml|sqlite)$")


def sources() -> Iterator[Path]:
    for folder, pattern in SOURCES:
        yield from sorted((ROOT / folder).rglob(pattern))


def used_in(text: str, families: Iterable[str]) -> set[str]:
    """The ids in a source; ``*`` stands where something is put in."""
    begins = tuple(f"{family}." for family in families)
    ids = set()
    for _, quoted in QUOTED.findall(text):
        if quoted.startswith(begins):
            id = OPEN.sub("*", quoted)
            id += "*" * id.endswith(".")
            if re.fullmatch(r"[\w.*-]+", id) and not FILE.fullmatch(id):
                ids.add(id)
    return ids


def matching(used: str) -> re.Pattern[str]:
    return re.compile(re.escape(used).replace(r"\*", r"[\w.-]+"))


def all_used(families: Iterable[str]) -> dict[str, list[str]]:
    """Each id that is used, and the files that use it."""
    names, where = tuple(families), dict[str, list[str]]()
    for path in sources():
        text = path.read_text(encoding="utf-8")
        for id in used_in(NO_TEXT.sub("", text) if path.suffix == ".py" else text, names) - NO_IDS:
            where.setdefault(id, []).append(path.relative_to(ROOT).as_posix())
    return where
