"""``python -m tests.browser.chromium``: finds the browser of the tests, or installs it where that can be done."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

WHOLE = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SHELL = "chromium-headless-shell"  # the same engine without windows: the tests take a third less time
MISSING = "There is no Chromium. On Debian: sudo apt install chromium. Elsewhere set CHROMIUM to its path."


def chromium(*names: str) -> str | None:
    """Its path; the first of these that there is, after the one that ``CHROMIUM`` names."""
    return next(filter(None, map(shutil.which, [os.environ.get("CHROMIUM", ""), *(names or (SHELL, *WHOLE))])), None)


def install() -> None:
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium for the tests ...", flush=True)
        subprocess.run(["apt-get", "-qq", "update"], check=False, stdout=subprocess.DEVNULL)
        for name in (SHELL, WHOLE[0]):  # not every system has the first
            command = ["apt-get", "-qq", "install", "-y", "--no-install-recommends", name]
            if subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0:
                return


def main() -> int:
    if not chromium():
        install()
    if not chromium():
        print(MISSING, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
