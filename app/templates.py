"""Pages from templates. Whatever is put into one is escaped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from app.assets import version

FOLDER = Path(__file__).parents[1] / "templates"

environment = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
environment.globals["asset"] = lambda name: f"/assets/{version()}/{name}"


def page(name: str, **values: Any) -> str:
    return environment.get_template(name).render(values)
