"""Pages from templates. Whatever is put into one is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, pass_context
from jinja2.runtime import Context

from app.assets import Assets
from app.faults import reading

FOLDER = Path(__file__).parents[1] / "templates"


class Templates:
    def __init__(self, assets: Assets) -> None:
        """``assets``: the files that pages ask for. Every template is read at once."""
        self.environment = Environment(
            loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )

        @pass_context
        def asset(context: Context, name: str) -> str:
            if (address := f"{assets.version}/{name}") not in assets.files:
                raise ValueError(f"it needs static/{name}, and there is no such file")
            return f"{context['root']}assets/{address}"

        # Addresses are relative, so that they hold behind whatever prefix a proxy puts before them.
        self.environment.globals |= {"asset": asset, "root": "./"}
        for name in self.environment.list_templates(["html"]):
            with _reading(name):
                self.environment.get_template(name)

    def page(self, name: str, **values: Any) -> str:
        return self.environment.get_template(name).render(values)

    def whole_page(self, name: str, **values: Any) -> str:
        """The same at the start of the app, when what is wrong with the template is found."""
        with _reading(name):
            text = self.page(name, **values)
            if not text.rstrip().endswith("</html>"):
                raise ValueError("the page that it makes has no end, so it may be cut off, or templates/base.html")
        return text


@contextmanager
def _reading(name: str) -> Iterator[None]:
    with reading(f"templates/{name}"):
        try:
            yield
        except TemplateNotFound as error:
            raise ValueError(f"there is no templates/{error.name}") from error
        except TemplateSyntaxError as error:
            raise ValueError(f"line {error.lineno}: {error.message}") from error
