"""Every text that a person reads, in each language: catalogues of ids and texts, and how one is said.

``texts/LANGUAGE/FAMILY.json`` maps ids to texts; an id begins with its family: ``walk.more`` stands in ``walk.json``. What a
text has to be filled with stands in braces, ``{word}``. A text that depends on a number is written once for each plural form
of its language, ``{"one": "{n} word", "other": "{n} words"}``, and the number is called ``n``. There is no HTML in a text; one
that is put into a page by ``rich`` (``app/templates.py``) may have `code`, *emphasis* and [a link](name).

What a language lacks is said in English, and a slot without a value is shown as it stands: what is missing is seen, and
nothing breaks.
"""

from texts.catalogues import Catalogue, Said, Text, catalogue
from texts.languages import ENGLISH, LANGUAGES, MADE_UP, Language, language_of, preferred

__all__ = [
    "ENGLISH",
    "LANGUAGES",
    "MADE_UP",
    "Catalogue",
    "Language",
    "Said",
    "Text",
    "catalogue",
    "language_of",
    "preferred",
]
