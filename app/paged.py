"""The pages that are the same for all who read one language. English is made at the start, the others when they are asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from app.assets import Asset

Make = Callable[[str], str]  # from a language, as the first part of an address or "", to a whole page


class Pages:
    def __init__(self, makers: Mapping[str, Make]) -> None:
        """``makers``: by the path of the page."""
        self.makers, self.made = makers, dict[tuple[str, str], Asset]()
        for path in makers:
            self.of(path, "")

    def of(self, path: str, language: str) -> Asset:
        if (path, language) not in self.made:
            self.made[path, language] = Asset.of("text/html", self.makers[path](language).encode())
        return self.made[path, language]
