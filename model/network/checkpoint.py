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
from model.errors import CheckpointError, ModelError
from model.network.carried import Carried
from model.network.network import Config, Network
from model.network.words import Vocabulary

FORMAT = 1
KEY = "gatewalk"
MOST_BYTES = 256 * 2**20
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
    tensors = {name: _as_kept(view, np.dtype(dtype), f"{path.name}: {name}") for name, view in network.parameters.items()}
    try:
        header = json.loads(json.dumps(header))  # what will be read, such as strings for numbers as keys
        _config(header, path.name)
        header["checksum"] = checksum(header, tensors)
    except (TypeError, ValueError) as error:
        raise CheckpointError(f"{path.name}: the provenance cannot be written as JSON ({error})") from error
    part = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}.part")
    try:
        part.write_bytes(save(tensors, {KEY: json.dumps(header, sort_keys=True)}))
        part.replace(path)
    except OSError as error:
        raise CheckpointError(f"{path.name[:80]}: the file cannot be written ({error.strerror})") from error
    finally:
        part.unlink(missing_ok=True)


def _as_kept(view: Array, dtype: np.dtype, what: str) -> Array:
    if dtype not in (np.float16, np.float32, np.float64):
        raise CheckpointError(f"weights are kept as float16, float32 or float64, not as {dtype}")
    with np.errstate(over="ignore"):  # found and said below
        kept = np.ascontiguousarray(view, dtype)
    if not np.isfinite(kept).all():
        raise CheckpointError(f"{what} holds a number that {dtype} cannot hold; the file was not written")
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
            raise CheckpointError(f"{path.name}: there is no such file")
        if path.stat().st_size > MOST_BYTES:
            raise CheckpointError(f"{path.name}: the file is larger than {MOST_BYTES >> 20} MB")
        with safe_open(path, framework="numpy") as file:
            return _network(file, path.name)
    except SafetensorError as error:
        raise CheckpointError(f"{path.name}: {_not_whole(error)}") from error
    except OSError as error:
        raise CheckpointError(f"{path.name[:80]}: the file cannot be read ({error.strerror})") from error


def read_network(data: bytes, name: str) -> Network:
    """The same from the bytes of a file that is not on a disk. ``name``: what to call it where something is wrong."""
    try:
        return _network(Carried(data), name)
    except SafetensorError as error:
        raise CheckpointError(f"{name}: {_not_whole(error)}") from error


def _not_whole(error: SafetensorError) -> str:
    return f"not a whole safetensors file; it may be damaged or cut off ({error})"


def _network(file: Any, name: str) -> Network:
    header = _header(file.metadata() or {}, name)
    config = _config(header, name)
    tensors = _tensors(file, config, name)
    if header["checksum"] != checksum(header, tensors):
        raise CheckpointError(f"{name}: the file is damaged: its contents do not fit its checksum")
    return Network(config, _parameters(tensors, config, name), header["provenance"])


def _header(metadata: Mapping[str, str], name: str) -> dict[str, Any]:
    if KEY not in metadata:
        raise CheckpointError(f"{name}: a safetensors file, but not one of Gatewalk's (its header has no {KEY!r})")
    try:
        header = json.loads(metadata[KEY])
    except (ValueError, RecursionError) as error:
        raise CheckpointError(f"{name}: the header is not JSON ({error})") from error
    if not isinstance(header, dict):
        raise CheckpointError(f"{name}: the header is not a JSON object")
    if header.get("format") != FORMAT:
        raise CheckpointError(f"{name}: format {str(header.get('format'))[:20]!r}, this version reads format {FORMAT}")
    for field, kind in FIELDS.items():
        if type(header.get(field)) is not kind:
            raise CheckpointError(
                f"{name}: the header's {field!r} should be {kind.__name__}, and is {str(header.get(field))[:40]!r}"
            )
    if not all(isinstance(word, str) and word.strip() for word in header["vocabulary"]):
        raise CheckpointError(f"{name}: the vocabulary holds something that is not a word")
    return header


def _config(header: dict[str, Any], name: str) -> Config:
    try:
        cell = Cell.from_text(header["equations"], header["cell"])
        if cell.name in cell_names() and not _computes_alike(cell, load_cell(cell.name)):
            again = f"teach it anew with `python -m model.train {cell.name}`, or bring back its text"
            raise CheckpointError(f"{name}: made with other equations of the cell {cell.name!r} than those here; {again}")
        vocabulary = Vocabulary(header["vocabulary"])
        config = Config(cell, vocabulary, header["width"], header["units"], header["layers"], header["bidirectional"])
        config.parameter_shapes()  # refuses sizes that are too large
        return config
    except CheckpointError:
        raise
    except ModelError as error:
        raise CheckpointError(f"{name}: {error}") from error


def _computes_alike(one: Cell, other: Cell) -> bool:
    """Whether the equations are the same; what they are called does not matter."""
    return [(e.name, e.right) for e in one.equations(False)] == [(e.name, e.right) for e in other.equations(False)]


def _tensors(file: Any, config: Config, name: str) -> dict[str, Array]:
    """The weights as they are kept, each looked at before it is read."""
    shapes, found = config.parameter_shapes(), set(file.keys())
    if missing := sorted(set(shapes) - found):
        raise CheckpointError(f"{name}: the weights {', '.join(missing[:3])} are missing")
    if extra := sorted(found - set(shapes)):
        raise CheckpointError(f"{name}: it holds weights that its cell does not have: {', '.join(extra[:3])}")
    for key, shape in shapes.items():
        kept = file.get_slice(key)
        found_shape, found_type = tuple(kept.get_shape()), kept.get_dtype()
        if found_shape != shape or found_type not in ("F16", "F32", "F64"):
            raise CheckpointError(f"{name}: {key} should be floats of shape {shape}, and is {found_type} {found_shape}")
    return {key: file.get_tensor(key) for key in shapes}


def _parameters(tensors: Mapping[str, Array], config: Config, name: str) -> Parameters:
    parameters = Parameters(config.parameter_shapes(), np.float32)
    for key, kept in tensors.items():
        with np.errstate(over="ignore"):  # found and said below
            parameters[key][...] = kept
        if not np.isfinite(parameters[key]).all():
            raise CheckpointError(f"{name}: {key} holds a number that is not finite")
    return parameters
