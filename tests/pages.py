"""The pages that are read by people: the README, CONTRIBUTING and what stands in docs/."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
TEXTS = {path.name: path.read_text(encoding="utf-8") for path in PAGES}
README, HOUSE, PROGRAMS, MEASURED, TEACHERS = (
    TEXTS[name] for name in ("README.md", "house.md", "programs.md", "measured.md", "teachers.md")
)


def says(page: str, sentence: str) -> bool:
    """Whether it stands there, wherever its lines break."""
    return sentence in " ".join(page.split())
