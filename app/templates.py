"""Pages from templates. Whatever is put into one is escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

FOLDER = Path(__file__).parents[1] / "templates"


class Templates:
    def __init__(self, version: str) -> None:
        """``version``: of the files that pages ask for, see ``assets.py``."""
        self.environment = Environment(
            loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        self.environment.globals["asset"] = lambda name: f"/assets/{version}/{name}"

    def page(self, name: str, **values: Any) -> str:
        return self.environment.get_template(name).render(values)
