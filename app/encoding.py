"""The one place where arrays leave the app: as JSON text with 4 decimals, or as base64 of float32, which is smaller."""

from __future__ import annotations

from base64 import b64encode
from typing import Any, Literal

import numpy as np
import orjson

DECIMALS = 4
Numbers = Literal["text", "base64"]
FORMS: tuple[Numbers, ...] = ("text", "base64")


def json_bytes(data: Any, numbers: Numbers = "text") -> bytes:
    """``data`` may hold arrays anywhere."""
    return orjson.dumps(data, _as_text if numbers == "text" else _as_base64, orjson.OPT_PASSTHROUGH_DATACLASS)


def _as_text(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        rounded = np.round(value, DECIMALS)
        rounded += 0.0  # no -0.0
        return orjson.Fragment(orjson.dumps(np.ascontiguousarray(rounded), option=orjson.OPT_SERIALIZE_NUMPY))
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"{type(value)} has no form in JSON")


def _as_base64(value: Any) -> Any:
    if isinstance(value, np.ndarray):
        return {"shape": value.shape, "base64": b64encode(np.ascontiguousarray(value, "<f4").data).decode()}
    return _as_text(value)
