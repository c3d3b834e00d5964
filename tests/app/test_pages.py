"""Pages come whole: with their first walk, with nothing from elsewhere, and with a page for what is not there."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest

from app.assets import AHEAD, STATIC
from app.examples import EXAMPLES
from app.reference import operations, type_of
from app.routes.pages import embedded, router
from app.templates import coded
from tests.app.client import an_app, ask, prepared

PAGES = sorted(route.path for route in router.routes)


def html(path: str, **more: object) -> str:
    answer = ask("GET", path, headers={"accept": "text/html"}, **more)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    return answer.text


class Parts(HTMLParser):
    """What a page refers to, which identifiers it gives, and the script elements that stand in it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.referred: list[str] = []
        self.ids: list[str] = []
        self.inline: list[dict[str, str | None]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.referred += [value for name in ("src", "href", "action", "srcset") if (value := told.get(name))]
        self.ids += [value for name, value in attrs if name == "id" and value]
        assert not [name for name in told if name.startswith("on")], "a handler in the text, which the policy forbids"
        if tag == "script" and "src" not in told:
            self.inline.append(told)


def test_there_are_pages() -> None:
    assert PAGES[0] == "/"


@pytest.mark.parametrize("path", [*PAGES, "/nothing", "/nothing/here/", "/nothing%2Fhere//at/all"])
def test_a_page_refers_to_nothing_but_what_is_here(path: str) -> None:
    parts = Parts(html(path))
    assert parts.referred
    for address in parts.referred:
        assert address.startswith((".", "#")), address  # relative, so that it holds below any prefix
        if address.startswith("#"):
            assert address[1:] in parts.ids
        else:
            assert ask("GET", urljoin(path, address)).status_code == 200, address
    assert len(set(parts.ids)) == len(parts.ids)
    assert all(script.get("type") == "application/json" for script in parts.inline)


def test_no_file_for_the_browser_names_another_host() -> None:
    for path in STATIC.rglob("*"):
        if path.is_file() and AHEAD not in path.parents and path.name != "OFL.txt":  # the licence of a font, for people
            # What is compiled has no text. A name of XML is no address: nothing is fetched.
            encoding = "latin-1" if path.suffix in (".wasm", ".woff2") else "utf-8"
            text = path.read_text(encoding=encoding).replace("http://www.w3.org/", "")
            assert not re.search(r"https?:|[\"'(]//", text), path


def test_every_module_that_a_script_imports_exists() -> None:
    for path in (STATIC / "js").rglob("*.js"):
        for named in re.findall(r"(?:from|import) \"([^\"]+)\"", path.read_text(encoding="utf-8")):
            assert named.startswith("."), named
            assert (path.parent / named).resolve().is_file(), f"{path}: {named}"


def test_scripts_depend_on_each_other_in_one_direction() -> None:
    allowed = {
        "core": {"core"},
        "views": {"core", "views"},
        "lib": {"core", "lib"},
        "pages": {"core", "views", "lib", "rooms", "pages"},
    }
    for folder, may in allowed.items():
        for path in (STATIC / "js" / folder).rglob("*.js"):
            for named in re.findall(r"(?:from \"|import\(\")([^\"]+)\"", path.read_text(encoding="utf-8")):
                assert (path.parent / named).resolve().relative_to(STATIC / "js").parts[0] in may, f"{path}: {named}"


def test_the_first_walk_stands_in_the_page_as_the_endpoint_would_answer() -> None:
    found = re.search(r'<script id="first-walk" type="application/json">(.*?)</script>', html("/"), re.DOTALL)
    assert found
    first = EXAMPLES[0]
    assert json.loads(found[1]) == json.loads(prepared().traces[first.sentence, first.cell, "packed"])


def test_what_is_embedded_cannot_end_its_element() -> None:
    hostile = b'{"word": "</script><script>alert(1)</script><!--"}'
    assert "<" not in embedded(hostile)
    assert json.loads(embedded(hostile)) == json.loads(hostile)


def test_what_is_not_there_is_said_on_a_page_to_who_asks_for_pages() -> None:
    answer = ask("GET", "/nothing", headers={"accept": "text/html"})
    assert answer.status_code == 404
    assert "There is nothing at this address." in answer.text
    assert ask("GET", "/nothing").headers["content-type"] == "application/problem+json"


def test_the_reference_tells_of_every_operation_and_its_examples_work() -> None:
    document = an_app().openapi()
    found, text = operations(document), html("/api")
    assert {(one.path, one.method.lower()) for one in found} == {(p, m) for p, ms in document["paths"].items() for m in ms}
    room = ask("POST", "/api/v1/rooms").json()
    headers = {"content-type": "application/json", "room-key": room["key"]}
    for one in found:
        assert f'id="{one.anchor}"' in text
        values = {parameter.name: parameter.example for parameter in one.parameters} | {"room": room["room"]}
        path, body = one.path.format_map(values), one.example.replace("BHKT", room["letters"])
        method = "HEAD" if path.endswith("/stream") else one.method  # the whole of it has no end
        answer = ask(method, path, content=body, headers=headers)
        assert answer.status_code == 200, (one.path, answer.text[:300])


def test_types_are_said_in_words() -> None:
    assert type_of({"anyOf": [{"type": "array", "items": {"type": "integer"}}, {"type": "null"}]}) == "list of integer, or null"
    assert type_of({"enum": ["a", "b"]}) == "one of a, b"
    assert type_of({"$ref": "#/components/schemas/Token"}) == "Token"
    assert type_of({"const": "all"}) == '"all"'
    assert type_of({"type": "object", "additionalProperties": {"type": "number"}}) == "for each name: number"


def test_what_stands_between_backticks_is_shown_as_code_and_nothing_in_it_as_html() -> None:
    assert coded("`h` is `<b>` of 3`") == "<code>h</code> is <code>&lt;b&gt;</code> of 3`"
    assert coded("") == ""
    told = {"description": "`<b>` & <i>", "responses": {"200": {"description": "OK"}}}
    document = {"components": {"schemas": {}}, "paths": {"/x": {"get": told}}}
    text = prepared().templates.page("api.html", "", here="api", operations=operations(document))
    assert "<code>&lt;b&gt;</code> &amp; &lt;i&gt;" in text
    assert "<code>int16</code> or <code>int32</code> counts" in html("/api")
    assert "`" not in re.sub(r"<script.*?</script>", "", html("/api"), flags=re.DOTALL)  # scripts carry texts as they are


def test_every_template_and_style_is_served() -> None:
    served = {name.split("/", 1)[1] for name in prepared().assets.files if "/" in name}
    on_disk = {path.relative_to(STATIC).as_posix() for path in STATIC.rglob("*") if path.is_file() and AHEAD not in path.parents}
    assert served == on_disk


FIXED = [*PAGES, "/api/v1/cells", "/api/v1/examples", "/api/v1/openapi.json"]


@pytest.mark.parametrize("path", FIXED)
def test_what_never_changes_is_sent_small_and_once(path: str) -> None:
    whole = ask("GET", path, headers={"accept-encoding": "identity"})
    small = ask("GET", path, headers={"accept-encoding": "gzip, br"})
    assert small.content == whole.content
    assert int(small.headers["content-length"]) < 0.6 * int(whole.headers["content-length"])
    assert small.headers["cache-control"] == "no-cache"
    again = ask("GET", path, headers={"if-none-match": small.headers["etag"], "accept-encoding": "gzip, br"})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["etag"] == small.headers["etag"]


@pytest.mark.parametrize(
    ("tags", "status"),
    [
        ("{tag}", 304),
        ("W/{tag}", 304),
        ('"another", W/{tag}', 304),
        ("*", 304),
        ('"another"', 200),
        ('"x{bare}"', 200),
        ('"{bare}', 200),
        ("", 200),
    ],
)
def test_it_is_not_sent_again_to_who_has_just_this_form(tags: str, status: int) -> None:
    gzip, brotli = ({"accept-encoding": form} for form in ("gzip", "br"))
    tag = ask("GET", "/api", headers=gzip).headers["etag"]
    asked = {"if-none-match": tags.format(tag=tag, bare=tag.strip('"'))}
    assert ask("GET", "/api", headers=gzip | asked).status_code == status
    assert ask("GET", "/api", headers=brotli | asked).status_code == (304 if tags == "*" else 200)
