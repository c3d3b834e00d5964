"""Scripts, styles and pictures: read once, compressed once, kept as bytes, fetched under names that never change their content.

``python -m app.assets`` compresses Plotly ahead, which takes too long for a start. Without it, or if what it has kept is
not whole, Plotly is sent as it is.
"""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import mimetypes
import os
import re
import sys
import tempfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path

import brotli

from app.compressed import accepted

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
    def _hash(self) -> str:
        return hashlib.sha256(self.forms[""]).hexdigest()[:20]

    def tag(self, encoding: str) -> str:
        """Changes when the content does, and differs for each form."""
        return f'"{self._hash}-{encoding}"' if encoding else f'"{self._hash}"'

    def best(self, header: str) -> tuple[str, bytes]:
        """The smallest form that an ``Accept-Encoding`` allows."""
        allowed = accepted(header)
        usable = [form for form in self.forms.items() if form[0] == "" or allowed.get(form[0], allowed.get("*", False))]
        return min(usable, key=lambda form: len(form[1]))


@dataclass(frozen=True)
class Assets:
    version: str  # of all files of ``static/`` together: modules name each other, so one name must not outlive another
    plotly_address: str  # seen from the root of the app
    plotly_style: str  # of a style element for maps, which Plotly adds where there is none and which our policy forbids
    files: Mapping[str, Asset]  # ``plotly-4.1.1.min.js``, and ``<version>/js/...`` for files of ``static/``


def read_assets() -> Assets:
    paths = (path for path in sorted(STATIC.rglob("*")) if path.is_file() and AHEAD not in path.parents)
    files = {path.relative_to(STATIC).as_posix(): path.read_bytes() for path in paths}
    version = hashlib.sha256(b"".join(name.encode() + b"\0" + content for name, content in files.items())).hexdigest()[:12]
    script = plotly_script()
    plotly, style = plotly_name(script), re.search(rb'getElementById\("([0-9a-f]{64})"\)', script)
    return Assets(
        version=version,
        plotly_address=f"assets/{plotly}",
        plotly_style=style[1].decode() if style else "",
        files={f"{version}/{name}": _asset(name, content) for name, content in files.items()} | {plotly: _plotly(plotly, script)},
    )


def _asset(name: str, content: bytes) -> Asset:
    media_type = TYPES.get(Path(name).suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset.of(media_type, content)


# Plotly


def plotly_script() -> bytes:
    """From its package or, where that was taken away again to save room, from what was compressed ahead."""
    spec = find_spec("plotly")  # looked up, not imported: the package is large and not needed
    if spec and spec.origin:
        return eager((Path(spec.origin).parent / "package_data" / "plotly.min.js").read_bytes())
    for kept in AHEAD.glob("plotly-*.gzip"):
        return gzip.decompress(kept.read_bytes())
    raise ImportError("The package plotly is not there")


# How its one function begins, which holds all the rest, and how it ends.
BEGINS, ENDS = (b"this, () => {", b"\nreturn Plotly;\n}));"), (b"this, (() => {", b"\nreturn Plotly;\n})));")


def eager(script: bytes) -> bytes:
    """The same with brackets around that function: by them a browser knows that it will be called, and reads it while the
    script arrives, beside the page. Without them it reads its 4.8 MB twice, the second time while the page waits."""
    (head, end), (eager_head, eager_end) = BEGINS, ENDS
    if script.count(head) != 1 or not script.rstrip().endswith(end):
        return script  # another Plotly, which is right as it is
    return script.rstrip().removesuffix(end).replace(head, eager_head) + eager_end + b"\n"


def plotly_name(script: bytes) -> str:
    match = re.search(rb"plotly\.js v([\d.]+)", script[:500])
    assert match, "plotly.min.js does not say its version"
    return f"plotly-{match[1].decode()}.min.js"


FORMS = {"br": (brotli.compress, brotli.decompress), "gzip": (gzip.compress, gzip.decompress)}


def _plotly(name: str, script: bytes) -> Asset:
    return Asset("text/javascript", {"": script} | {form: kept for form in FORMS if (kept := _kept(name, form, script))})


def _kept(name: str, form: str, script: bytes) -> bytes | None:
    """What was compressed ahead, if it is there and whole: a computer may have been switched off meanwhile."""
    try:
        content = (AHEAD / f"{name}.{form}").read_bytes()
        return content if FORMS[form][1](content) == script else None
    except (OSError, EOFError, zlib.error, brotli.error):
        return None


def compress_ahead() -> None:
    script = plotly_script()
    name = plotly_name(script)
    missing = [form for form in FORMS if not _kept(name, form, script)]
    if missing:
        AHEAD.mkdir(parents=True, exist_ok=True)
        tempfile.TemporaryFile(dir=AHEAD).close()  # where nothing can be kept, it is said now and not when all is done
        print("Compressing Plotly, once, so that pages come fast: that takes some 20 seconds ...", flush=True)
    for form in missing:
        _keep(AHEAD / f"{name}.{form}", FORMS[form][0](script))


def _keep(path: Path, content: bytes) -> None:
    """Whole or not at all, whoever else does the same just now."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(content)
        part.replace(path)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


def main() -> int:
    """The app runs without what is kept here, so a full disk does not keep anybody from it."""
    try:
        compress_ahead()
    except OSError as error:
        print(f"It cannot be kept in {AHEAD} ({error.strerror}); Plotly is sent as it is, which is slower.", file=sys.stderr)
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
