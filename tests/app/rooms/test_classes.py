"""Several copies of the app behind a balancer, as compose.classes.yaml has them. There is no Docker here: it is read, not run."""

from __future__ import annotations

import re
from typing import Any

import yaml

from app.settings import PREFIX, Settings
from tests.serving import ROOT


class Reader(yaml.SafeLoader):
    """Docker Compose has a mark of its own for what is not taken over from another file."""


Reader.add_constructor("!reset", lambda loader, node: loader.construct_sequence(node))


def services(file: str) -> dict[str, Any]:
    return yaml.load((ROOT / file).read_text(encoding="utf-8"), Reader)["services"]


ALL = yaml.load((ROOT / "compose.classes.yaml").read_text(encoding="utf-8"), Reader)
COPIES, BALANCER, VALKEY = (ALL["services"][name] for name in ("gatewalk", "balancer", "valkey"))


def test_every_copy_is_as_careful_as_one_alone() -> None:
    base = COPIES["extends"]
    assert base == {"file": "compose.yaml", "service": "gatewalk"}
    assert services(base["file"])[base["service"]]["read_only"] is True
    assert COPIES["deploy"] == {"replicas": 3} and COPIES["ports"] == []


def test_the_settings_of_the_copies_are_settings() -> None:
    given = {
        name: str(value).split(":-")[-1].rstrip("}") if "${" in str(value) else str(value)
        for name, value in COPIES["environment"].items()
    }
    settings = Settings.from_environment(given)
    assert set(given) <= {PREFIX + name.upper() for name in vars(settings)}
    assert settings.rooms == "redis://valkey:6379" and settings.rooms.split("/")[2].split(":")[0] in ALL["services"]
    assert settings.proxies == (ALL["networks"]["inside"]["ipam"]["config"][0]["subnet"],)


def test_only_the_balancer_is_asked_from_outside_and_it_asks_every_copy() -> None:
    assert [name for name, service in ALL["services"].items() if service.get("ports")] == ["balancer"]
    text = ALL["configs"][BALANCER["configs"][0]["source"]]["content"]
    assert re.search(r"dynamic a gatewalk 8000 \{", text) and text.count("{") == text.count("}")
    assert text.startswith(":8000 {") and BALANCER["ports"] == ["8000:8000"]


def test_the_store_writes_down_what_it_says_it_has() -> None:
    assert "--appendonly yes" in VALKEY["command"] and "noeviction" in VALKEY["command"]
    assert VALKEY["volumes"] == ["rooms:/data"] and "rooms" in ALL["volumes"]
    assert COPIES["depends_on"]["valkey"]["condition"] == "service_healthy" and VALKEY["healthcheck"]


def test_what_comes_from_elsewhere_has_a_version() -> None:
    for service in (BALANCER, VALKEY):
        assert re.fullmatch(r"[\w/]+:\d+\.\d+[\w.-]*", service["image"])
