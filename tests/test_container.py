"""The image holds what the app needs, runs without rights, and is looked after."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

from app.settings import PREFIX, Settings

ROOT = Path(__file__).parents[1]
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = (ROOT / "compose.yaml").read_text(encoding="utf-8")
FINAL = DOCKERFILE.split("\nFROM ")[-1]


def test_everything_that_is_copied_exists_and_is_let_in() -> None:
    let_in = [line[1:] for line in (ROOT / ".dockerignore").read_text().splitlines() if line.startswith("!")]
    copied = re.findall(r"^COPY (?!--from)(\S+) ", DOCKERFILE, re.MULTILINE)
    assert set(copied) == set(let_in)
    assert {"app", "model", "static", "templates"} <= set(copied)
    for name in copied:
        assert (ROOT / name).exists()


def test_every_stage_begins_with_the_same_pinned_image() -> None:
    images = re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)
    assert len(images) == 2
    assert len(set(images)) == 1
    assert re.fullmatch(r"python:3\.\d+\.\d+-slim-[a-z]+", images[0])


def test_it_runs_without_rights_and_says_whether_it_is_well() -> None:
    assert re.search(r"^USER [1-9]\d+$", FINAL, re.MULTILINE)
    assert "/readyz" in FINAL.split("HEALTHCHECK")[1]
    assert FINAL.index("USER") < FINAL.index("CMD")


def test_compose_takes_away_what_is_not_needed() -> None:
    for line in ("read_only: true", "cap_drop: [ALL]", "no-new-privileges:true", "pids_limit:", "mem_limit:"):
        assert line in COMPOSE


def test_compose_hands_every_setting_on() -> None:
    listed = re.findall(rf"^      - ({PREFIX}\w+)$", COMPOSE, re.MULTILINE)
    assert listed == [PREFIX + field.name.upper() for field in dataclasses.fields(Settings)]
