"""Scripts, styles and pictures: read once, compressed once, kept as bytes, asked for under names that never change their content.

``python -m app.assets`` compresses Plotly ahead, which takes too long for a start. Without it Plotly is sent as it is.
"""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import brotli

STATIC = Path(__file__).parents[1] / "static"
AHEAD = STATIC / "vendor"  # where what is compressed ahead is kept; not part of the repository
TYPES = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
COMPRESSED = {"text/javascript", "text/css", "text/html", "image/svg+xml", "application/json"}


@dataclass(frozen=True)
class Asset:
    """A file in the forms that a browser may take it in: ``br``, ``gzip`` and, under "", as it is."""

    media_type: str
    forms: dict[str, bytes]

    @staticmethod
    def of(media_type: str, content: bytes) -> Asset:
        """In all forms that are worth it, compressed at once."""
        forms = {"": content}
        if media_type in COMPRESSED:
            forms |= {"br": brotli.compress(content, quality=6), "gzip": gzip.compress(content, 6, mtime=0)}
        return Asset(media_type, forms)

    @cached_property
    def tag(self) -> str:
        """Changes when the content does."""
        return f'"{hashlib.sha256(self.forms[""]).hexdigest()[:20]}"'

    def best(self, accepted: str) -> tuple[str, bytes]:
        """The smallest form that an ``Accept-Encoding`` allows."""
        allowed = {part.split(";")[0].strip() for part in accepted.split(",") if not re.search(r";\s*q=0(\.0*)?\s*$", part)}
        usable = [(encoding, body) for encoding, body in self.forms.items() if encoding in allowed or encoding == ""]
        return min(usable, key=lambda form: len(form[1]))


@dataclass(frozen=True)
class Assets:
    version: str  # of all files of ``static/`` together: modules name each other, so one name must not outlive another
    plotly_address: str
    plotly_style: str  # of a style element for maps, which Plotly adds where there is none and which our policy forbids
    files: Mapping[str, Asset]  # ``plotly-4.1.1.min.js``, and ``<version>/js/...`` for files of ``static/``


def read_assets() -> Assets:
    paths = (path for path in sorted(STATIC.rglob("*")) if path.is_file() and AHEAD not in path.parents)
    files = {path.relative_to(STATIC).as_posix(): path.read_bytes() for path in paths}
    version = hashlib.sha256(b"".join(name.encode() + b"\0" + content for name, content in files.items())).hexdigest()[:12]
    script = plotly_file().read_bytes()
    plotly, style = plotly_name(script), re.search(rb'getElementById\("([0-9a-f]{64})"\)', script)
    return Assets(
        version=version,
        plotly_address=f"/assets/{plotly}",
        plotly_style=style[1].decode() if style else "",
        files={f"{version}/{name}": _asset(name, content) for name, content in files.items()} | {plotly: _plotly(plotly, script)},
    )


def _asset(name: str, content: bytes) -> Asset:
    media_type = TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset.of(media_type, content)


# Plotly, from its installed package.


def plotly_file() -> Path:
    spec = find_spec("plotly")  # found, not imported: the package is large and not needed
    assert spec and spec.origin
    return Path(spec.origin).parent / "package_data" / "plotly.min.js"


def plotly_name(script: bytes) -> str:
    found = re.search(rb"plotly\.js v([\d.]+)", script[:500])
    assert found, "plotly.min.js does not say its version"
    return f"plotly-{found[1].decode()}.min.js"


def _plotly(name: str, script: bytes) -> Asset:
    ahead = {encoding: AHEAD / f"{name}.{encoding}" for encoding in ("br", "gzip")}
    return Asset("text/javascript", {"": script} | {e: path.read_bytes() for e, path in ahead.items() if path.exists()})


def compress_ahead() -> None:
    script = plotly_file().read_bytes()
    AHEAD.mkdir(parents=True, exist_ok=True)
    for encoding, compress in (("br", brotli.compress), ("gzip", gzip.compress)):
        path = AHEAD / f"{plotly_name(script)}.{encoding}"
        if not path.exists():
            part = path.with_suffix(".part")
            part.write_bytes(compress(script))
            part.replace(path)


if __name__ == "__main__":
    compress_ahead()
