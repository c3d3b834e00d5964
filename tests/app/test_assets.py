"""Scripts, styles and Plotly come from here, small and once."""

from __future__ import annotations

import errno
import gzip
import os
import re
import zlib
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import brotli
import pytest

from app import assets
from app.assets import Asset, eager, plotly_script
from tests.app.client import ask, prepared

PLOTLY = prepared().assets.plotly_address


def test_plotly_comes_from_the_installed_package_under_a_name_with_its_version() -> None:
    answer = ask("GET", f"/{PLOTLY}", headers={"accept-encoding": "identity"})
    spec = find_spec("plotly")
    assert spec and spec.origin
    packaged = (Path(spec.origin).parent / "package_data" / "plotly.min.js").read_bytes()
    assert answer.content.translate(None, b"()").strip() == packaged.translate(None, b"()").strip()
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert re.fullmatch(r"assets/plotly-\d+\.\d+\.\d+\.min\.js", PLOTLY)


def test_plotly_is_one_function_in_brackets_by_which_a_browser_reads_it_once() -> None:
    bracketed = eager(b"head (typeof self, this, () => {\nplot();\nreturn Plotly;\n}));")
    assert bracketed == b"head (typeof self, this, (() => {\nplot();\nreturn Plotly;\n})));\n"
    assert eager(bracketed) == bracketed
    assert eager(b"another Plotly") == b"another Plotly"
    assert plotly_script().rstrip().endswith(b"\nreturn Plotly;\n})));")  # else it has changed, and is slow again


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("", ""),
        ("gzip", "gzip"),
        ("gzip, br", "br"),
        ("br;q=0, gzip", "gzip"),
        ("zstd", ""),
        ("gzip;q=0.0", ""),
        ("br;q=0.1", "br"),
        ("BR", "br"),
        ("br;Q=0, GZIP", "gzip"),
        ("br ; q = 0 , gzip", "gzip"),
        ("*", "br"),
        ("*, br;q=0", "gzip"),
        ("gzip, *;q=0", "gzip"),
        ("xbr", ""),
    ],
)
def test_the_smallest_form_that_is_accepted_is_sent(accepted: str, encoding: str) -> None:
    content = b"a" * 1000
    asset = Asset("text/plain", {"": content, "gzip": gzip.compress(content), "br": brotli.compress(content)})
    assert asset.best(accepted)[0] == encoding


SCRIPT, NAME = plotly_script(), PLOTLY.removeprefix("assets/")


@pytest.fixture
def ahead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where it is kept. Brotli takes ten seconds for it, so here it only looks as if; and neither makes it as small as it can."""
    monkeypatch.setattr(assets, "AHEAD", tmp_path / "vendor")
    quick = (lambda content: b"b" + zlib.compress(content, 1), lambda content: zlib.decompress(content[1:]))
    monkeypatch.setitem(assets.FORMS, "br", quick)
    monkeypatch.setitem(assets.FORMS, "gzip", (lambda content: gzip.compress(content, 1), gzip.decompress))
    return tmp_path / "vendor"


def sent_as(accepted: str) -> str:
    encoding, content = assets.read_assets().files[NAME].best(accepted)
    assert (assets.FORMS[encoding][1](content) if encoding else content) == SCRIPT
    return encoding


def test_what_is_compressed_ahead_is_the_same_and_it_is_said_what_takes_so_long(
    ahead: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert sent_as("gzip, br") == ""
    assert assets.main() == 0
    assert capsys.readouterr().out.startswith("Compressing Plotly, once")
    assert sent_as("br") == "br"
    assert sent_as("gzip") == "gzip"
    assert assets.main() == 0
    assert capsys.readouterr().out == ""  # it is there


@pytest.mark.parametrize("harm", [lambda whole: whole[:9_000], lambda _: b"", lambda whole: whole[:-9] + b"123456789"])
def test_what_is_not_whole_is_not_sent_and_is_made_anew(ahead: Path, harm: Callable[[bytes], bytes]) -> None:
    assets.main()
    for form in ("br", "gzip"):
        path = ahead / f"{NAME}.{form}"
        path.write_bytes(harm(path.read_bytes()))
    assert sent_as("gzip, br") == ""
    assets.main()
    assert sent_as("gzip") == "gzip"
    assert sent_as("br") == "br"


def test_without_its_package_plotly_is_what_was_compressed_ahead(ahead: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assets.main()
    monkeypatch.setattr(assets, "find_spec", lambda _: None)
    assert plotly_script() == SCRIPT
    assert sent_as("br") == "br"
    (ahead / f"{NAME}.gzip").unlink()
    with pytest.raises(ImportError, match="plotly is not there"):
        plotly_script()


def test_the_real_brotli_tells_what_is_not_whole() -> None:
    with pytest.raises(brotli.error):
        brotli.decompress(brotli.compress(SCRIPT[:100_000], quality=1)[:9_000])


def test_a_full_disk_keeps_nobody_from_the_app(
    ahead: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", full)
    assert assets.main() == 0
    assert "No space left on device" in capsys.readouterr().err
    assert list(ahead.iterdir()) == []


def test_two_that_compress_at_once_do_not_disturb_each_other(ahead: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    replace, inner = Path.replace, []

    def meanwhile(part: Path, to: Path) -> Path:
        if not inner:
            inner.append(part)
            with monkeypatch.context() as other:
                other.setattr(os, "getpid", lambda: 1)
                assets.main()
        return replace(part, to)

    monkeypatch.setattr(Path, "replace", meanwhile)
    assert assets.main() == 0
    assert inner
    assert sorted(path.name for path in ahead.iterdir()) == [f"{NAME}.br", f"{NAME}.gzip"]
    assert sent_as("br") == "br"


@pytest.mark.parametrize(
    "path", ["../app/main.py", "..%2fapp%2fmain.py", "%2e%2e/requirements.txt", "/etc/passwd", "plotly.min.js", ""]
)
def test_nothing_else_can_be_had(path: str) -> None:
    assert ask("GET", f"/assets/{path}").status_code == 404
