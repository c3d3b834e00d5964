"""``python -m tests.browser.chromium``: finds the browser of the tests, or installs it where that can be done; with ``all``, also
the others, which are large. Without a Chromium there are no tests; without the others, those of them are skipped. It needs
nothing but Python, so that it can be done while packages are set up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

WHOLE = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
SHELL = "chromium-headless-shell"  # the same engine without windows: the tests take a third less time
OTHERS = {  # the programs of each, and the packages that bring them
    "Firefox": (("firefox-esr",), ("firefox-esr",)),
    "WebKit": (("WebKitWebDriver", "Xvfb"), ("webkit2gtk-driver", "xvfb")),
}
MISSING = "There is no Chromium. On Debian: sudo apt install chromium. Elsewhere set CHROMIUM to its path."


def chromium(*names: str) -> str | None:
    """Its path; the first of these that there is, after the one that ``CHROMIUM`` names."""
    return next(filter(None, map(shutil.which, [os.environ.get("CHROMIUM", ""), *(names or (SHELL, *WHOLE))])), None)


def missing(name: str) -> list[str]:
    """The packages that would have to be installed for one of the others."""
    programs, packages = OTHERS[name]
    return [] if all(map(shutil.which, programs)) else list(packages)


def can_install() -> bool:
    return bool(shutil.which("apt-get")) and os.geteuid() == 0


def install(*packages: str) -> bool:
    command = ["apt-get", "-qq", "install", "-y", "--no-install-recommends", *packages]
    return subprocess.run(command, check=False, stdout=subprocess.DEVNULL).returncode == 0


def main() -> int:
    others = [packages for name in OTHERS if (packages := missing(name))] if "all" in sys.argv else []
    if can_install() and (others or not chromium()):
        print("Installing browsers for the tests ...", flush=True)
        subprocess.run(["apt-get", "-qq", "update"], check=False, stdout=subprocess.DEVNULL)
        if not chromium():
            any(install(name) for name in (SHELL, WHOLE[0]))  # not every system has the first
        for packages in others:
            install(*packages)
    if not chromium():
        print(MISSING, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
