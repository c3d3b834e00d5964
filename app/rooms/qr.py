"""The address of a room as a picture that a telephone reads."""

from __future__ import annotations

import io

import segno

QUIET = 4  # modules of white around it, without which it is not found


def qr_code(address: str) -> bytes:
    """As SVG. Black on white in every theme: many telephones do not read the reverse."""
    picture = io.BytesIO()
    segno.make_qr(address, error="m").save(picture, kind="svg", border=QUIET, light="#fff", xmldecl=False, omitsize=True)
    return picture.getvalue()
