"""What is the same for all who read one language: pages, and what the API says of cells, examples and tasks.

English is made at the start, unless it takes long and is seldom wanted; the others when they are first wanted.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from app.assets import Asset

Make = Callable[[str], bytes]  # from a language, as the first part of an address or ""


class ByLanguage:
    def __init__(self, media_type: str, makers: Mapping[str, Make], late: Collection[str] = ()) -> None:
        """``makers``: by a name, or the path of a page. ``late``: what is not made at the start."""
        self.media_type, self.makers, self.made = media_type, makers, dict[tuple[str, str], Asset]()
        for name in makers.keys() - set(late):
            self.of(name, "")

    def of(self, name: str, language: str) -> Asset:
        if (name, language) not in self.made:
            self.made[name, language] = Asset.of(self.media_type, self.makers[name](language))
        return self.made[name, language]
