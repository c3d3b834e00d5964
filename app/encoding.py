"""The one place where arrays leave the app, and texts that are said in the language of who asks.

Numbers have 4 decimals: as JSON text, or counted in steps of 0.0001 as whole numbers, which are packed and need half the
room. What may be very small, as gradients are, is ``Exact`` and keeps all digits that it has.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import orjson

from app.languages import spoken
from texts import Said

DECIMALS = 4
STEPS = 10**DECIMALS  # in 1
Numbers = Literal["text", "packed"]
FORMS: tuple[Numbers, ...] = ("text", "packed")
AT_ONCE = 1_000_000  # bytes of an array
MOST = {np.int16: 3.2767, np.int32: 214_748.0}  # what fits, in steps


@dataclass(frozen=True)
class Exact:
    """Numbers that are not rounded; whole ones without a sign stay so."""

    values: np.ndarray[Any, Any]


def json_bytes(data: Any, numbers: Numbers = "text", language: str = "") -> bytes:
    """``data`` may hold arrays and texts anywhere; ``language``: as in ``languages.py``."""
    form = _as_text if numbers == "text" else _packed

    def said(value: Any) -> Any:
        return spoken(language).shown(value) if isinstance(value, Said) else form(value)

    return orjson.dumps(data, said, orjson.OPT_PASSTHROUGH_DATACLASS)


def _as_text(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        if value.nbytes > AT_ONCE and value.ndim > 1:
            return [*value]  # row by row, so that there is no second copy of all of it
        rounded = np.round(value, DECIMALS)
        rounded += 0.0  # no -0.0
        return _list(rounded)
    if isinstance(value, Exact):
        return _list(value.values)
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"{type(value)} has no form in JSON")


def _list(array: np.ndarray[Any, Any]) -> orjson.Fragment:
    return orjson.Fragment(orjson.dumps(np.ascontiguousarray(array), option=orjson.OPT_SERIALIZE_NUMPY))


def _packed(value: Any) -> Any:
    """``{shape, type, base64}``: little end first; an ``int16`` or ``int32`` counts steps, any other type is what it is."""
    if isinstance(value, np.ndarray):
        largest = np.abs(value).max(initial=0)
        fits = next((whole for whole, most in MOST.items() if largest <= most), None)
        if fits:
            steps = value * np.float32(STEPS)
            return _bytes(np.rint(steps, out=steps).astype(fits))
        return _bytes(value.astype(np.float32))
    if isinstance(value, Exact):
        return _bytes(value.values if value.values.dtype.kind == "u" else value.values.astype(np.float32))
    return _as_text(value)


def _bytes(array: np.ndarray[Any, Any]) -> dict[str, Any]:
    """The text goes into the answer as it is: nothing in it needs to be looked at again."""
    little = array.astype(array.dtype.newbyteorder("<"), order="C", copy=False)
    base64 = orjson.Fragment(b'"%b"' % b64encode(little.data))
    return {"shape": array.shape, "type": array.dtype.type.__name__, "base64": base64}
