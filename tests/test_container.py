"""The image holds what the app needs and nothing else, runs without rights, and is looked after."""

from __future__ import annotations

import dataclasses
import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
import urllib.request
from fnmatch import fnmatch
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name

from app import __main__ as command
from app.settings import PREFIX, Settings
from model import cell_names
from tests.packages import asked_for, locked, needed
from tests.serving import serving

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
MADE, FINAL = re.split(r"^FROM .*\n", DOCKERFILE, flags=re.MULTILINE)[1:]
LINES = [line for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines() if line[0] not in "#*" or "/" in line]
LET_IN = {line[1:] for line in LINES if line[0] == "!"}
KEPT_OUT = {line for line in LINES if line[0] != "!"}


def test_everything_that_is_copied_exists_and_is_let_in() -> None:
    copied = re.findall(r"^COPY (?!--from)(\S+) ", DOCKERFILE, re.MULTILINE)
    assert set(copied) == LET_IN
    assert {"app", "model", "static", "templates"} <= LET_IN
    for name in copied:
        assert (ROOT / name).exists()


def test_what_is_kept_out_is_there() -> None:
    of_the_model = [pattern for pattern in KEPT_OUT if pattern.startswith("model/")]
    assert of_the_model
    assert all([*ROOT.glob(pattern)] for pattern in of_the_model)


def kept_out(folder: str, names: list[str]) -> list[str]:
    inside = Path(folder).relative_to(ROOT)
    return [name for name in names if any(fnmatch(f"./{inside / name}", f"*/{each.removeprefix('**/')}") for each in KEPT_OUT)]


def test_with_what_is_let_in_every_cell_can_be_walked_and_every_lesson_opened(tmp_path: Path) -> None:
    for name in LET_IN - {"LICENSE", "requirements.lock"}:
        shutil.copytree(ROOT / name, tmp_path / name, ignore=kept_out)
    assert not [*tmp_path.rglob("training"), *tmp_path.rglob("__pycache__")]
    assert sum(path.stat().st_size for path in tmp_path.rglob("*")) < 12e6  # bytes; in the image Plotly's script is added to it
    with serving(tree=tmp_path, log=tmp_path / "log") as server:
        for cell in cell_names():
            body = json.dumps({"sentence": "Norway is big.", "cell": cell}).encode()
            request = urllib.request.Request(f"{server.address}/api/v1/traces", body, {"Content-Type": "application/json"})
            assert json.load(urllib.request.urlopen(request, timeout=60))["tokens"]
        lessons = json.load(urllib.request.urlopen(f"{server.address}/api/v1/lessons", timeout=60))
        for page in ("/", "/compare", "/api", "/growing", *(f"/lessons/{lesson['name']}" for lesson in lessons)):
            assert urllib.request.urlopen(f"{server.address}{page}", timeout=60).status == 200


def test_every_stage_begins_with_the_same_image_that_can_never_be_another() -> None:
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(images) == 2
    assert len(set(images)) == 1
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-[a-z]+@sha256:[0-9a-f]{64}", images[0])


def test_what_is_taken_away_with_plotly_nothing_else_needs() -> None:
    (names,) = re.findall(r"uninstall --yes --quiet (.*)$", MADE, re.MULTILINE)
    taken = set(names.split())
    assert "plotly" in taken and taken <= set(locked("requirements.lock"))
    others = [each for each in asked_for("requirements.txt") if each.name != "plotly"]
    assert not taken & {canonicalize_name(each.name) for each in needed(others, {})}


# Every cell and every task, as packages are in the image: without descriptions and assertions, and what is taken out of NumPy.
ALL_OF_IT = """
import json, sys
sys.modules.update(dict.fromkeys(sys.argv[1:]))  # whoever imports one of them fails
from app.requests import KINDS, RawRequest, parts_of
from app.serving import create_app
from model import cell_names
state = create_app().state
asked = {kind: {"count": 2} for kind in KINDS if kind.startswith("tasks/")}
asked["tasks/series"]["settings"] = {"series": " ".join(map(str, range(99)))}
asked["comparisons"] = {"sentences": ["Norway is big."], "cells": cell_names()}
for kind, body in asked.items():
    list(parts_of(RawRequest(kind, json.dumps(body).encode()), state.prepared.networks, state.settings))
"""


def test_what_is_taken_out_of_packages_nothing_here_needs() -> None:
    (taken,) = re.findall(r"cd numpy && rm -r (.*)\)", MADE)
    names = [f"numpy.{name.removesuffix('.py')}" for name in taken.split()]
    assert "-o 2" in MADE and "numpy.fft" in names
    command = [sys.executable, "-OO", "-B", "-c", ALL_OF_IT, *names]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_its_labels_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    labels = dict(re.findall(r'org\.opencontainers\.image\.(\w+)="([^"]*)"', FINAL))
    assert (labels["description"], labels["version"]) == (project["description"], project["version"])
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith(f"{labels['licenses']} License")


def test_it_runs_without_rights_and_says_whether_it_is_well() -> None:
    assert re.search(r"^USER [1-9]\d+$", FINAL, re.MULTILINE)
    assert '"app.wellness"' in FINAL.split("HEALTHCHECK")[1]
    assert FINAL.index("USER") < FINAL.index("CMD")
    assert "-perm /6000" in FINAL and "ensurepip" in FINAL


def test_compose_takes_away_what_is_not_needed_and_bounds_the_rest() -> None:
    for line in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "pids_limit:", "max-size:", "max-file:"):
        assert line in COMPOSE
    assert re.search(r"tmpfs: .*:size=\d+m", COMPOSE)
    assert "restart: unless-stopped" in COMPOSE  # an app that does not answer stops by itself


def test_the_memory_that_compose_gives_is_enough_for_all_workers() -> None:
    (limit,), (most,) = (re.findall(rf"^    {name}: (\d+)m", COMPOSE, re.MULTILINE) for name in ("mem_limit", "memswap_limit"))
    (workers,) = re.findall(r'"--workers", "(\d+)"', FINAL)
    assert limit == most
    assert int(limit) == int(workers) * 2 * 300 + 100  # MB; each has a process for heavy work, and another test measures a worker


def test_compose_hands_every_setting_on() -> None:
    listed = re.findall(rf"^      - ({PREFIX}\w+)$", COMPOSE, re.MULTILINE)
    assert listed == [PREFIX + field.name.upper() for field in dataclasses.fields(Settings)]


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_in_a_container_it_names_an_address_that_can_be_opened(
    host: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = tmp_path / ".containerenv"
    monkeypatch.setattr(command, "MARKS_OF_A_CONTAINER", (str(mark),))
    assert command.reached_at(host, 8000) == f"http://{os.uname().nodename}:8000/"
    mark.touch()
    assert command.reached_at(host, 8000).startswith("http://localhost:8000/ of the computer that runs this container")


@pytest.mark.parametrize(("host", "address"), [("127.0.0.1", "http://127.0.0.1:80/"), ("::1", "http://[::1]:80/")])
def test_elsewhere_it_names_the_address_it_listens_at(host: str, address: str) -> None:
    assert command.reached_at(host, 80) == address
