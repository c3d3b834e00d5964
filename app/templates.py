"""Pages from templates. Whatever is put into one is escaped."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, TemplateNotFound, TemplateSyntaxError, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from app.assets import Assets
from app.encoding import json_bytes
from app.faults import reading
from app.languages import spoken
from app.modules import needed
from texts import LANGUAGES, Catalogue

FOLDER = Path(__file__).parents[1] / "templates"


class Templates:
    def __init__(self, assets: Assets) -> None:
        """``assets``: the files that pages ask for. Every template is read at once."""
        self.environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,  # a template that is replaced while the app runs belongs to other code
        )

        def address_of(name: str) -> str:
            if (address := f"{assets.version}/{name}") not in assets.files:
                raise ValueError(f"it needs static/{name}, and there is no such file")
            return address

        @pass_context
        def asset(context: Context, name: str) -> str:
            return f"{context['home']}assets/{address_of(name)}"

        def modules(script: str) -> list[str]:
            return needed(script, lambda name: assets.files[address_of(name)].forms[""].decode())

        # Addresses are relative, so that they hold behind whatever prefix a proxy puts before them.
        self.environment.globals |= {
            "asset": asset,
            "modules": modules,
            "root": "./",
            "interface_languages": tuple(LANGUAGES.values()),
        }
        self.environment.filters["coded"] = coded
        for name in self.environment.list_templates(["html"]):
            with _reading(name):
                self.environment.get_template(name)

    def page(self, name: str, language: str, /, **values: Any) -> str:
        """``language``: as in ``languages.py``. In a template ``t`` says a text, and ``rich`` one with links."""
        speech = spoken(language)

        def texts(*families: str) -> Markup:
            """For the scripts of the page."""
            data = {"language": speech.language.tag, "texts": speech.families(families)}
            return Markup(embedded(json_bytes(data)))

        home = values.get("root", "./") + ("../" if language else "")  # files are the same in all languages
        own = {"home": home, "speech": speech, "t": speech.say, "rich": partial(rich, speech), "texts": texts}
        return self.environment.get_template(name).render(own | values)

    def whole_page(self, name: str, language: str, /, **values: Any) -> str:
        """The same at the start of the app, when what is wrong with the template is found."""
        with _reading(name):
            text = self.page(name, language, **values)
            if not text.rstrip().endswith("</html>"):
                raise ValueError("the page that it makes has no end, so it may be cut off, or templates/base.html")
        return text


CODE = re.compile(r"`([^`]+)`")


def coded(text: str) -> Markup:
    """What stands between backticks as code."""
    parts = (Markup("<code>{}</code>").format(part) if n % 2 else escape(part) for n, part in enumerate(CODE.split(text)))
    return Markup("").join(parts)


MARKED = re.compile(r"`([^`]+)`|\*([^*]+)\*|\[([^\[\]]+)\]\((\w+)\)")


def rich(speech: Catalogue, id: str, links: Mapping[str, str] = MappingProxyType({}), **slots: object) -> Markup:
    """A text with `code`, *emphasis* and [links](name); ``links``: where they lead, by their names."""

    def marked(match: re.Match[str]) -> str:
        code, emphasis, words, name = match.groups()
        if name:
            return Markup('<a href="{}">{}</a>').format(links[name], words)
        return Markup("<code>{}</code>").format(code) if code else Markup("<em>{}</em>").format(emphasis)

    text, at, parts = speech.say(id, **slots), 0, list[str]()
    for match in MARKED.finditer(text):
        parts += [escape(text[at : match.start()]), marked(match)]
        at = match.end()
    return Markup("").join([*parts, escape(text[at:])])


def embedded(json: bytes) -> str:
    """JSON that may stand in a script element: nothing in it ends the element."""
    return json.decode().replace("<", "\\u003c")


@contextmanager
def _reading(name: str) -> Iterator[None]:
    with reading(f"templates/{name}"):
        try:
            yield
        except TemplateNotFound as error:
            raise ValueError(f"there is no templates/{error.name}") from error
        except TemplateSyntaxError as error:
            raise ValueError(f"line {error.lineno}: {error.message}") from error
