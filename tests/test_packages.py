"""Every package is locked with the checksums of its files, and the locks are in step with what is asked for."""

from __future__ import annotations

import re
from importlib.metadata import version
from itertools import product

import pytest
from packaging.utils import canonicalize_name

from tests.packages import ROOT, Environment, asked_for, locked, needed

SYSTEMS = {
    "Linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "macOS": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "Windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
ENVIRONMENTS: dict[str, Environment] = {
    f"{system}, Python {python}": {**SYSTEMS[system], "python_version": python, "python_full_version": f"{python}.0"}
    for system, python in product(SYSTEMS, PYTHONS)
} | {"here": {}}
LISTS = ("requirements", "requirements-dev")
NOT_LOCKED = ("$(LOCKER)", "-r requirements-bench.txt")  # what makes the locks, and what Gatewalk is measured beside

each_list = pytest.mark.parametrize("name", LISTS)


@each_list
@pytest.mark.parametrize("environment", ENVIRONMENTS.values(), ids=ENVIRONMENTS)
def test_all_that_is_needed_is_locked_on_every_system(name: str, environment: Environment) -> None:
    lock = {package: entry for package, entry in locked(f"{name}.lock").items() if entry.belongs(environment)}
    found = list(needed(asked_for(f"{name}.txt"), environment))
    assert found
    for each in found:
        package = canonicalize_name(each.name)
        assert package in lock, f"{package} is not in {name}.lock: make lock"
        assert each.specifier.contains(lock[package].version, prereleases=True), f"{each} is locked otherwise: make lock"


@each_list
def test_nothing_is_locked_that_nothing_needs(name: str) -> None:
    found = {
        canonicalize_name(each.name)
        for environment in ENVIRONMENTS.values()
        for each in needed(asked_for(f"{name}.txt"), environment)
    }
    assert set(locked(f"{name}.lock")) <= found


@each_list
def test_what_is_locked_is_what_is_installed_here(name: str) -> None:
    for package, entry in locked(f"{name}.lock").items():
        if entry.belongs({}):
            assert version(package) == entry.version, package


@each_list
def test_every_package_has_checksums_and_none_says_where_it_is_from(name: str) -> None:
    for package, entry in locked(f"{name}.lock").items():
        assert entry.checksums, package
        assert all(re.fullmatch(r"[0-9a-f]{64}", checksum) for checksum in entry.checksums), package
    text = (ROOT / f"{name}.lock").read_text(encoding="utf-8")
    assert not re.search(r"://|--index-url|--find-links|@ ", text)


def test_checks_run_with_the_very_packages_that_the_app_runs_with() -> None:
    everything = locked("requirements-dev.lock")
    for package, entry in locked("requirements.lock").items():
        assert everything[package] == entry


def test_only_what_is_locked_is_installed_but_for_the_peers_that_are_measured() -> None:
    for file in ("Makefile", "Dockerfile"):
        text = re.sub(r" \\\n\s*", " ", (ROOT / file).read_text(encoding="utf-8"))
        installs = re.findall(r"pip (?:--python \S+ )?install (.*)$", text, re.MULTILINE)
        assert any("--require-hashes" in install for install in installs)
        assert all("--require-hashes" in install or install.endswith(NOT_LOCKED) for install in installs)
