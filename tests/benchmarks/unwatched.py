"""A page into which nobody looks while it loads, as it is with those who use it.

What drives the pages of the tests listens to their scripts, and Chromium then looks up for every error where in the script it
arose, even of one that is caught at once. Plotly tries out a few things when it starts; to find their places Chromium reads
its 4.8 MB again three times, which takes longer than all that Plotly does.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, CDPSession


class Unwatched:
    def __init__(self, session: CDPSession, page: str) -> None:
        """``page``: its name in DevTools."""
        self._session, self._page = session, page
        self._name = session.send("Target.attachToTarget", {"targetId": page, "flatten": False})["sessionId"]
        self._answers: dict[int, Any] = {}
        self._asked = 0
        session.on("Target.receivedMessageFromTarget", self._received)

    def _received(self, event: dict[str, Any]) -> None:
        message = json.loads(event["message"])
        if "id" in message:
            self._answers[message["id"]] = message.get("result", {})  # of what is refused there is none

    def ask(self, method: str, **parameters: object) -> Any:
        self._asked += 1
        message = json.dumps({"id": self._asked, "method": method, "params": parameters})
        self._session.send("Target.sendMessageToTarget", {"sessionId": self._name, "message": message})
        while self._asked not in self._answers:  # answers come in while another question is asked
            time.sleep(0.02)
            self._session.send("Target.getTargetInfo", {"targetId": self._page})
        return self._answers.pop(self._asked)

    def value(self, expression: str) -> Any:
        return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")


@contextmanager
def unwatched(browser: Browser, slower: float, script: str) -> Iterator[Unwatched]:
    """An empty page in a profile of its own. ``slower``: how many times; ``script``: runs in it before those of a page."""
    session = browser.new_browser_cdp_session()
    profile = {"browserContextId": session.send("Target.createBrowserContext")["browserContextId"]}
    size = {"width": 1440, "height": 900}
    page = Unwatched(session, session.send("Target.createTarget", {"url": "about:blank", **size, **profile})["targetId"])
    page.ask("Page.enable")
    page.ask("Emulation.setCPUThrottlingRate", rate=slower)
    page.ask("Page.addScriptToEvaluateOnNewDocument", source=script)
    yield page
    session.send("Target.disposeBrowserContext", profile)
    session.detach()
