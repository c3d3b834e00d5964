"""Networks as files: safetensors, with what they are in a JSON header. Loading never runs code.

The header's ``gatewalk`` entry holds the cell's name and equations, the sizes, the vocabulary, the provenance, and a
checksum of all that and of the weights. Weights may be stored as float16; they are computed with in
float32.
"""

from __future__ import annotations

import hashlib
import json
import os
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from safetensors import SafetensorError, safe_open
from safetensors.numpy import save

from model.cells import cell_names, load_cell
from model.engine import Parameters
from model.equations import Array, Cell
from model.errors import CheckpointError, ModelError, as_typed
from model.network.carried import Carried
from model.network.network import Config, Network
from model.network.words import Vocabulary
from texts import Said

FORMAT = 1
KEY = "gatewalk"
MOST_BYTES = 256 * 2**20
Named = str | Said  # what a file is called where something is wrong with it
FIELDS: dict[str, type] = {
    "format": int, "cell": str, "equations": str, "vocabulary": list, "width": int, "units": int, "layers": int,
    "bidirectional": bool, "provenance": dict, "checksum": str,
}  # fmt: skip


def save_network(network: Network, path: str | Path, dtype: np.dtype | type = np.float32) -> None:
    """Writes a network; a file that is there already is replaced in one step, or left as it was."""
    config, path = network.config, Path(path)
    header: dict[str, Any] = {
        "format": FORMAT,
        "cell": config.cell.name,
        "equations": config.cell.text,
        "vocabulary": list(config.vocabulary.words),
        "width": config.width,
        "units": config.units,
        "layers": config.layers,
        "bidirectional": config.bidirectional,
        "provenance": dict(network.provenance),
    }
    tensors = {name: _as_kept(view, np.dtype(dtype), (path.name, name)) for name, view in network.parameters.items()}
    try:
        header = json.loads(json.dumps(header))  # what will be read, such as strings for numbers as keys
        _config(header, path.name)
        header["checksum"] = checksum(header, tensors)
    except (TypeError, ValueError) as error:
        raise CheckpointError("model.file.provenance", file=path.name, why=str(error)) from error
    part = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        part.write_bytes(save(tensors, {KEY: json.dumps(header, sort_keys=True)}))
        part.replace(path)
    except OSError as error:
        raise CheckpointError("model.file.unwritable", file=path.name[:80], why=error.strerror) from error
    finally:
        part.unlink(missing_ok=True)


def _as_kept(view: Array, dtype: np.dtype, where: tuple[str, str]) -> Array:
    """``where``: the names of the file and of the weights."""
    if dtype not in (np.float16, np.float32, np.float64):
        raise CheckpointError("model.file.type", type=str(dtype))
    with np.errstate(over="ignore"):  # found and said below
        kept = np.ascontiguousarray(view, dtype)
    if not np.isfinite(kept).all():
        raise CheckpointError("model.file.too-large-to-keep", file=where[0], weights=where[1], type=str(dtype))
    return kept


def checksum(header: Mapping[str, Any], tensors: Mapping[str, Array]) -> str:
    """SHA-256 of the header's other fields and of every weight, in the order of their names."""
    fields = {field: value for field, value in header.items() if field != "checksum"}
    digest = hashlib.sha256(json.dumps(fields, sort_keys=True).encode())
    for name in sorted(tensors):
        digest.update(f"{name} {tensors[name].dtype} {tensors[name].shape}".encode())
        digest.update(np.ascontiguousarray(tensors[name]).data)
    return digest.hexdigest()


def load_network(path: str | Path) -> Network:
    """Reads a network, or raises a CheckpointError that says what is wrong with the file."""
    path = Path(path)
    try:
        if not path.is_file():
            raise CheckpointError("model.file.not-there", file=path.name)
        if path.stat().st_size > MOST_BYTES:
            raise CheckpointError("model.file.too-large", file=path.name, most=MOST_BYTES >> 20)
        with safe_open(path, framework="numpy") as file:
            return _network(file, path.name)
    except SafetensorError as error:
        raise CheckpointError("model.file.cut-off", file=path.name, why=str(error)) from error
    except OSError as error:
        raise CheckpointError("model.file.unreadable", file=path.name[:80], why=error.strerror) from error


def read_network(data: bytes, name: Named) -> Network:
    """The same from the bytes of a file that is not on a disk. ``name``: what to call it where something is wrong."""
    try:
        return _network(Carried(data), name)
    except SafetensorError as error:
        raise CheckpointError("model.file.cut-off", file=name, why=str(error)) from error


def _network(file: Any, name: Named) -> Network:
    header = _header(file.metadata() or {}, name)
    config = _config(header, name)
    tensors = _tensors(file, config, name)
    if header["checksum"] != checksum(header, tensors):
        raise CheckpointError("model.file.checksum", file=name)
    return Network(config, _parameters(tensors, config, name), header["provenance"])


def _header(metadata: Mapping[str, str], name: Named) -> dict[str, Any]:
    if KEY not in metadata:
        raise CheckpointError("model.file.not-ours", file=name, key=KEY)
    try:
        header = json.loads(metadata[KEY])
    except (ValueError, RecursionError) as error:
        raise CheckpointError("model.file.no-json", file=name, why=str(error)) from error
    if not isinstance(header, dict):
        raise CheckpointError("model.file.no-object", file=name)
    if header.get("format") != FORMAT:
        raise CheckpointError("model.file.format", file=name, found=as_typed(header.get("format"), 20), format=FORMAT)
    for field, kind in FIELDS.items():
        if type(header.get(field)) is not kind:
            is_ = as_typed(header.get(field), 40)
            raise CheckpointError("model.file.field", file=name, field=field, type=kind.__name__, found=is_)
    if not all(isinstance(word, str) and word.strip() for word in header["vocabulary"]):
        raise CheckpointError("model.file.no-word", file=name)
    return header


def _config(header: dict[str, Any], name: Named) -> Config:
    try:
        cell = Cell.from_text(header["equations"], header["cell"])
        if cell.name in cell_names() and not _computes_alike(cell, load_cell(cell.name)):
            raise CheckpointError("model.file.other-equations", file=name, cell=as_typed(cell.name, 40))
        vocabulary = Vocabulary(header["vocabulary"])
        config = Config(cell, vocabulary, header["width"], header["units"], header["layers"], header["bidirectional"])
        config.parameter_shapes()  # refuses sizes that are too large
        return config
    except CheckpointError:
        raise
    except ModelError as error:
        raise CheckpointError("model.file", file=name, what=error.said) from error


def _computes_alike(one: Cell, other: Cell) -> bool:
    """Whether the equations are the same; what they are called does not matter."""
    return [(e.name, e.right) for e in one.equations(False)] == [(e.name, e.right) for e in other.equations(False)]


def _tensors(file: Any, config: Config, name: Named) -> dict[str, Array]:
    """The weights as they are kept, each looked at before it is read."""
    shapes, keys = config.parameter_shapes(), set(file.keys())
    if missing := sorted(set(shapes) - keys):
        raise CheckpointError("model.file.missing", file=name, weights=missing[:3])
    if extra := sorted(keys - set(shapes)):
        raise CheckpointError("model.file.extra", file=name, weights=extra[:3])
    for key, shape in shapes.items():
        kept = file.get_slice(key)
        its_shape, its_type = tuple(kept.get_shape()), kept.get_dtype()
        if its_shape != shape or its_type not in ("F16", "F32", "F64"):
            it_is = f"{its_type} {its_shape}"
            raise CheckpointError("model.file.shape", file=name, weights=key, shape=str(shape), found=it_is)
    return {key: file.get_tensor(key) for key in shapes}


def _parameters(tensors: Mapping[str, Array], config: Config, name: Named) -> Parameters:
    parameters = Parameters(config.parameter_shapes(), np.float32)
    for key, kept in tensors.items():
        with np.errstate(over="ignore"):  # found and said below
            parameters[key][...] = kept
        if not np.isfinite(parameters[key]).all():
            raise CheckpointError("model.file.not-finite", file=name, weights=key)
    return parameters
