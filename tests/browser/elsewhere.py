"""Firefox and WebKit, driven from outside: the one by WebDriver BiDi, the other by WebDriver. Both take the same actions."""

from __future__ import annotations

import json
import os
import re
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

import httpx

from tests.browser.waiting import MOST_SECONDS
from tests.browser.websocket import WebSocket
from tests.serving import free_port

WIDTH, HEIGHT = 1440, 900
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "ArrowRight": "\ue014", "ArrowDown": "\ue015", "Space": " "}
MINI_BROWSER = next(iter(sorted(Path("/usr/lib").glob("*/webkit2gtk-4.*/MiniBrowser"))), None)
# A new Firefox asks its makers for settings, extensions and experiments.
QUIET = {
    "app.normandy.enabled": False,
    "app.update.enabled": False,
    "browser.newtabpage.enabled": False,
    "browser.safebrowsing.update.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.startup.page": 0,
    "datareporting.policy.dataSubmissionEnabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.update.enabled": False,
    "messaging-system.rsexperimentloader.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "nimbus.rollouts.enabled": False,
    "services.settings.server": "data:,",
    "toolkit.telemetry.enabled": False,
}


class Driven(Protocol):
    """``faults``: what a page has written down as an error so far."""

    @property
    def faults(self) -> list[str]: ...
    def open(self, address: str) -> None:
        """In a new document, even where the address differs behind its # alone."""

    def run(self, expression: str) -> Any:
        """The value of an expression in the page; it may be text, a number or a truth."""

    def act(self, *sources: dict[str, Any]) -> None:
        """Of the hand: what pointers and keys do, one after another."""


def click(page: Driven, selector: str) -> None:
    drag(page, selector, 0, 0)


def drag(page: Driven, selector: str, right: int, down: int) -> None:
    """Presses in the middle of something, moves by so many pixels, and lets go."""
    middle = json.loads(
        page.run(f"""(() => {{
      const one = document.querySelector({json.dumps(selector)});
      one.scrollIntoView({{ block: "center", behavior: "instant" }});
      const {{ x, y, width, height }} = one.getBoundingClientRect();
      return JSON.stringify([x + width / 2, y + height / 2]);
    }})()""")
    )
    x, y = map(round, middle)
    there = [{"type": "pointerMove", "x": x, "y": y}, {"type": "pointerDown", "button": 0}]
    moved = [{"type": "pointerMove", "x": x + right, "y": y + down, "duration": 50}] if right or down else []
    page.act({"type": "pointer", "id": "mouse", "actions": [*there, *moved, {"type": "pointerUp", "button": 0}]})


def press(page: Driven, *keys: str) -> None:
    """Keys by their names, or texts."""
    signs = [sign for key in keys for sign in ([KEYS[key]] if key in KEYS else key)]
    actions = [{"type": kind, "value": sign} for sign in signs for kind in ("keyDown", "keyUp")]
    page.act({"type": "key", "id": "keyboard", "actions": actions})


def until(page: Driven, true: str) -> None:
    end = time.monotonic() + MOST_SECONDS
    while not page.run(true):
        assert time.monotonic() < end, f"it never came true that {true}"
        time.sleep(0.05)


class Firefox:
    def __init__(self, socket: WebSocket) -> None:
        self.faults: list[str] = []
        self._socket, self._asked = socket, 0
        self._ask("session.new", capabilities={})
        self._ask("session.subscribe", events=["log.entryAdded"])
        self._page = self._ask("browsingContext.getTree")["contexts"][0]["context"]
        self._ask("browsingContext.setViewport", context=self._page, viewport={"width": WIDTH, "height": HEIGHT})

    def _ask(self, method: str, **params: Any) -> Any:
        self._asked += 1
        self._socket.send(json.dumps({"id": self._asked, "method": method, "params": params}))
        while True:
            said = json.loads(self._socket.receive())
            if said.get("method") == "log.entryAdded" and said["params"]["level"] in ("error", "warn"):
                self.faults.append(said["params"]["text"])
            if said.get("id") == self._asked:
                assert said["type"] == "success", said
                return said["result"]

    def open(self, address: str) -> None:
        self._ask("browsingContext.navigate", context=self._page, url="about:blank", wait="complete")
        self._ask("browsingContext.navigate", context=self._page, url=address, wait="complete")

    def run(self, expression: str) -> Any:
        found = self._ask("script.evaluate", expression=expression, target={"context": self._page}, awaitPromise=True)
        assert found["type"] == "success", found
        return found["result"].get("value")

    def act(self, *sources: dict[str, Any]) -> None:
        self._ask("input.performActions", context=self._page, actions=list(sources))


# WebDriver tells of no errors. What goes wrong while a page is loaded is found otherwise: then it does not stand.
NOTE_FAULTS = """(() => {
  window.faults = [];
  const note = (text) => window.faults.push(String(text));
  addEventListener("error", ({ message }) => note(message));
  addEventListener("unhandledrejection", ({ reason }) => note(reason));
  addEventListener("securitypolicyviolation", ({ violatedDirective }) => note(violatedDirective));
  console.error = console.warn = note;
})()"""


class WebKit:
    def __init__(self, address: str) -> None:
        self._client = httpx.Client(base_url=address, timeout=MOST_SECONDS)
        options = {"binary": str(MINI_BROWSER), "args": ["--automation"]}
        wanted = {"capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}}
        self._session = f"/session/{self._ask('/session', wanted)['sessionId']}"
        self._ask(f"{self._session}/window/rect", {"width": WIDTH, "height": HEIGHT})

    def _ask(self, path: str, body: dict[str, Any]) -> Any:
        answer = self._client.post(path, json=body)
        assert answer.is_success, answer.text
        return answer.json()["value"]

    @property
    def faults(self) -> list[str]:
        found: list[str] = self.run("window.faults")
        return found

    def open(self, address: str) -> None:
        self._ask(f"{self._session}/url", {"url": "about:blank"})
        self._ask(f"{self._session}/url", {"url": address})
        self.run(NOTE_FAULTS)

    def run(self, expression: str) -> Any:
        return self._ask(f"{self._session}/execute/sync", {"script": f"return ({expression})", "args": []})

    def act(self, *sources: dict[str, Any]) -> None:
        self._ask(f"{self._session}/actions", {"actions": list(sources)})

    def close(self) -> None:
        self._client.delete(self._session)
        self._client.close()


@contextmanager
def firefox() -> Iterator[Driven]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        settings = "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in QUIET.items())
        (Path(profile) / "user.js").write_text(settings)
        command = ["firefox-esr", "--headless", "--no-remote", "--remote-debugging-port=0", "--profile", profile]
        with running(command, stderr=subprocess.PIPE, stdout=subprocess.DEVNULL, text=True) as process:
            assert process.stderr
            said = (re.search(r"BiDi listening on (ws://\S+)", line) for line in process.stderr)
            address = next(filter(None, said))[1]
            socket = WebSocket(f"{address}/session", MOST_SECONDS)
            yield Firefox(socket)
            socket.close()


@contextmanager
def webkit() -> Iterator[Driven]:
    """On a screen of its own, that nobody sees."""
    with tempfile.TemporaryDirectory() as folder, screen() as display:
        port = free_port()
        # Its own sandbox needs rights that a container does not have; what it shows here is our own.
        alone = {"WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1", "WEBKIT_DISABLE_COMPOSITING_MODE": "1", "HOME": folder}
        environment = {**os.environ, **alone, "DISPLAY": display}
        with running(["WebKitWebDriver", f"--port={port}"], env=environment):
            address = f"http://127.0.0.1:{port}"
            await_driver(address)
            page = WebKit(address)
            yield page
            page.close()


def await_driver(address: str) -> None:
    end = time.monotonic() + MOST_SECONDS
    while time.monotonic() < end:
        try:
            if httpx.get(f"{address}/status").is_success:
                return
        except httpx.TransportError:
            time.sleep(0.05)
    raise TimeoutError("WebKitWebDriver did not start")


@contextmanager
def screen() -> Iterator[str]:
    read, write = os.pipe()
    command = ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{WIDTH}x{HEIGHT}x24", "-nolisten", "tcp"]
    with running(command, pass_fds=[write], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        os.close(write)
        with os.fdopen(read) as said:
            yield f":{said.readline().strip()}"


@contextmanager
def running(command: list[str], **options: Any) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(command, **options) as process:
        try:
            yield process
        finally:
            process.terminate()


# How each is started.
BROWSERS = {"Firefox": firefox, "WebKit": webkit}
