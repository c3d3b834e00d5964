"""What a run of the tests says while it runs: how far it is, every few seconds, and each part of the house that is done.

A dot for each of some thousand tests says nothing, and a failed one is told of at once by its name. The share is that of files,
as thousands of tests that compute take no longer than hundreds that wait for a browser.
"""

from __future__ import annotations

import time
from collections import Counter
from pathlib import PurePosixPath

import pytest

Told = tuple[str, str, str]
SECONDS = 10  # between two lines, unless a part is done before


def file_of(nodeid: str) -> str:
    return nodeid.split("::")[0]


def part_of(nodeid: str) -> str:
    """``tests/model/engine/test_edits.py::…`` -> ``tests/model/engine``"""
    return str(PurePosixPath(file_of(nodeid)).parent)


class Progress:
    def __init__(self) -> None:
        self.begun = self.last = time.monotonic()
        self.all: Counter[str] = Counter()  # tests of each part
        self.done: Counter[str] = Counter()
        self.left: Counter[str] = Counter()  # tests of each file
        self.files = 0

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: object, ids: list[str]) -> None:
        self.expect(ids)  # every worker collects the same

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        self.expect([item.nodeid for item in getattr(session, "items", ())])

    def expect(self, ids: list[str]) -> None:
        if not self.files:
            self.all, self.left = Counter(map(part_of, ids)), Counter(map(file_of, ids))
            self.files = len(self.left)

    @pytest.hookimpl(tryfirst=True)
    def pytest_report_teststatus(self, report: pytest.TestReport) -> Told | None:
        """Without a sign for what passed."""
        return ("passed", "", "") if report.passed and report.when == "call" else None

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            print(f"\nfailed: {report.nodeid}", flush=True)
        if report.when == "teardown":
            part = part_of(report.nodeid)
            self.done[part] += 1
            self.left[file_of(report.nodeid)] -= 1
            if self.done[part] == self.all[part] or time.monotonic() - self.last > SECONDS:
                self.last = time.monotonic()
                print(self.line(part), flush=True)

    def line(self, part: str) -> str:
        minutes, seconds = divmod(int(self.last - self.begun), 60)
        share = 100 * sum(not left for left in self.left.values()) // self.files
        done, all_of_them = self.done[part], self.all[part]
        said = f"{all_of_them:,}" if done == all_of_them else f"{done:,} of {all_of_them:,}"
        return f"{minutes:3}:{seconds:02}  {share:3} %  {part}: {said} tests"
