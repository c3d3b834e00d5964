"""What a page of a walk gives to be saved."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from playwright.sync_api import Page


def saved(page: Page, kinds: Iterable[str], folder: Path) -> dict[str, Path]:
    """A file of each kind, such as ``csv``, in the folder."""
    files = {kind: folder / f"walk.{kind}" for kind in kinds}
    for kind, file in files.items():
        with page.expect_download() as taken:
            page.locator(f"[data-take={kind}]").click()
        taken.value.save_as(file)
    return files
