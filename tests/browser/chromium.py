"""``python -m tests.browser.chromium``: finds the browser of the tests, or installs it where that can be done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
MISSING = "There is no Chromium. On Debian: sudo apt install chromium. Elsewhere set CHROMIUM to its path."


def chromium() -> str | None:
    """Its path."""
    return next(filter(None, map(shutil.which, [os.environ.get("CHROMIUM", ""), *NAMES])), None)


def install() -> None:
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium for the tests ...", flush=True)
        for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(["apt-get", "-qq", *command], check=False, stdout=subprocess.DEVNULL)


def main() -> int:
    if not chromium():
        install()
    if not chromium():
        print(MISSING, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
