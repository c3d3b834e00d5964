"""The same lessons on a Dask cluster: each job teaches one network, and its files come back.

The workers need Gatewalk and what it is written with. Where they share a folder with whoever asks, ``--resume`` goes on
where a lesson was stopped; elsewhere it begins anew.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from model.errors import CommandError
from model.training.jobs import forget_snapshots, work
from model.training.recipes import Recipe, recipe_from_json

Files = dict[str, bytes]  # name -> what is in it


def taught(fields: dict[str, Any], folder: str, resume: bool) -> Files:
    """On a worker: teaches one network. Returns its weights, and those of its snapshots."""
    with TemporaryDirectory() as out:
        work(recipe_from_json(fields), Path(folder), Path(out), resume)
        return {path.name: path.read_bytes() for path in sorted(Path(out).iterdir())}


def run_on_cluster(
    recipes: list[Recipe], address: str, folder: Path, out: Path, resume: bool, tell: Callable[[str], None] = print
) -> int:
    """Returns 0 if all networks came to their end. What is ready is written at once."""
    try:
        from dask.distributed import Client, as_completed
    except ImportError as error:
        raise CommandError("for a cluster, install what requirements-cluster.txt lists") from error
    out.mkdir(parents=True, exist_ok=True)
    failed = 0
    with Client(address) as client:
        jobs = {client.submit(taught, asdict(recipe), str(folder), resume, pure=False): recipe for recipe in recipes}
        for job in as_completed(jobs):
            recipe = jobs[job]
            if job.status != "finished":
                failed += 1
                tell(f"{recipe.name}: {job.exception()}")
                continue
            forget_snapshots(recipe, out)
            for name, content in job.result().items():
                (out / name).write_bytes(content)
            tell(f"{recipe.name}: done")
    return int(failed > 0)
