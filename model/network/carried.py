"""A safetensors file that is not on a disk: its bytes came with a request. Read as ``safe_open`` reads one."""

from __future__ import annotations

import json
from typing import NamedTuple

import numpy as np
from safetensors import SafetensorError, deserialize

from model.equations import Array

TYPES = {"F16": "<f2", "F32": "<f4", "F64": "<f8"}


class Kept(NamedTuple):
    """One tensor as it is kept, before it is read."""

    type: str
    shape: tuple[int, ...]
    data: bytes

    def get_dtype(self) -> str:
        return self.type

    def get_shape(self) -> list[int]:
        return list(self.shape)


class Carried:
    def __init__(self, data: bytes) -> None:
        tensors = deserialize(data)  # type: ignore[no-untyped-call]
        self._tensors = {name: Kept(one["dtype"], tuple(one["shape"]), one["data"]) for name, one in tensors}
        size = int.from_bytes(data[:8], "little")  # of the header, which stands behind it
        try:
            self._metadata = json.loads(data[8 : 8 + size]).get("__metadata__") or {}
        except RecursionError:
            raise SafetensorError("its header is too deep") from None

    def metadata(self) -> dict[str, str]:
        return dict(self._metadata)

    def keys(self) -> list[str]:
        return list(self._tensors)

    def get_slice(self, name: str) -> Kept:
        return self._tensors[name]

    def get_tensor(self, name: str) -> Array:
        kept = self._tensors[name]
        return np.frombuffer(kept.data, TYPES[kept.type]).reshape(kept.shape)
