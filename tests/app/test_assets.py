"""Scripts, styles and Plotly come from here, small and once."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import brotli
import pytest

from app import assets
from app.assets import Asset, plotly_file
from tests.app.client import ask, prepared

PLOTLY = prepared().assets.plotly_address


def test_plotly_comes_from_the_installed_package_under_a_name_with_its_version() -> None:
    answer = ask("GET", PLOTLY, headers={"accept-encoding": "identity"})
    assert answer.content == plotly_file().read_bytes()
    assert answer.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert answer.headers["content-type"].startswith("text/javascript")
    assert re.fullmatch(r"/assets/plotly-\d+\.\d+\.\d+\.min\.js", PLOTLY)


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
    ],
)
def test_the_smallest_form_that_is_accepted_is_sent(accepted: str, encoding: str) -> None:
    content = b"a" * 1000
    asset = Asset("text/plain", {"": content, "gzip": gzip.compress(content), "br": brotli.compress(content)})
    assert asset.best(accepted)[0] == encoding


def test_what_is_compressed_ahead_is_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(assets, "AHEAD", tmp_path)
    monkeypatch.setattr(brotli, "compress", lambda content, **_: b"b" + content[:10])  # the real one takes ten seconds
    assets.compress_ahead()
    script, name = plotly_file().read_bytes(), PLOTLY.removeprefix("/assets/")
    assert gzip.decompress((tmp_path / f"{name}.gzip").read_bytes()) == script
    assert assets.read_assets().files[name].best("gzip, br") == ("br", b"b" + script[:10])


@pytest.mark.parametrize(
    "path", ["../app/main.py", "..%2fapp%2fmain.py", "%2e%2e/requirements.txt", "/etc/passwd", "plotly.min.js", ""]
)
def test_nothing_else_can_be_had(path: str) -> None:
    assert ask("GET", f"/assets/{path}").status_code == 404
