"""Which scripts a page needs, so that it can ask for all of them at once and not for one after another."""

from __future__ import annotations

import re
from collections.abc import Callable
from posixpath import dirname, join, normpath

IMPORT = re.compile(r'^(?:import|export)\b[^"\n;=]*"(\.{1,2}/[^"]+)";', re.MULTILINE)


def needed(script: str, source: Callable[[str], str]) -> list[str]:
    """This one and all that it imports, each once, those first that it names itself. ``source``: of a name."""
    scripts = [script]
    for name in scripts:
        named = (normpath(join(dirname(name), other)) for other in IMPORT.findall(source(name)))
        scripts += [other for other in dict.fromkeys(named) if other not in scripts]
    return scripts
