"""Settings for all tests."""

import gc
import os
import signal
import sys
import tempfile
from collections import Counter

# As in the app, before NumPy is loaded: products of this size are quicker on one core, and several processes test at once.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

# Much of the start of an app, and of the tests, is reading modules: what one process has compiled, the next ones find.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# Rooms that are opened by tests are not kept where those of this computer are.
if "GATEWALK_ROOMS" not in os.environ:  # processes that test side by side are told by the first
    ROOMS = tempfile.TemporaryDirectory(prefix="gatewalk-tests-")
    os.environ["GATEWALK_ROOMS"] = ROOMS.name

# Whoever starts the tests with ``nohup`` would have the apps that they start ignore SIGHUP as well.
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

import pytest
from hypothesis import settings

from tests.progress import Progress

# The same examples each time, and no deadlines: a slow machine fails no test.
settings.register_profile("gatewalk", derandomize=True, deadline=None)
settings.load_profile("gatewalk")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # in the process that the others report to
        config.pluginmanager.register(Progress())


def pytest_collection_finish() -> None:
    """As in the app: what has been read by then stays, and a test leaves next to nothing that only a search would find."""
    gc.freeze()
    gc.set_threshold(20_000)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Each test has a name of its own: of several with the same one, tests that run side by side would run a single one."""
    twice = [name for name, times in Counter(item.nodeid for item in items).items() if times > 1]
    if twice:
        raise pytest.UsageError(f"tests of the same name: {', '.join(twice)}")
