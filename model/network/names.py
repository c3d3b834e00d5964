"""Names of several words that nobody told the network of, such as Middle Earth: where they end."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

MOST_PIECES = 12  # of one word, as in a long name
SENTENCE_ENDS = frozenset((".", "!", "?", ":", "…", "...", '"', "“", "„"))
WITHIN = frozenset(("of", "del", "de", "la", "du", "von", "van", "y"))  # small words within a name, as in Bay of Sleep
# Behind these a known name is part of another: Lake Anna is no Anna.
PLACES = frozenset(("san", "santa", "saint", "são", "lake", "port", "mount", "cape", "fort", "isle", "new"))
PARTS = "great greater little lower upper nova old ancient north northern south southern east eastern west western"
OPENINGS = PLACES | frozenset(PARTS.split())  # what begins a name more often than it merely stands before one
SMALL_WORDS = """
a about after again ah all alright also although always am an and another any anyway apart are as at because before behind
beside besides between beyond both but by bye can compared could dad dear did do does don't during each either even ever
every everybody everyone except finally first for from goodbye grandma grandpa had has have he hello her here hey hi his
hooray how however i i'd i'll i'm i've if in inside instead into is isn't it its last later let like long look many may
maybe me meanwhile mom most mum my near neither never next no nobody none nor not now of off oh ok okay on once one only
or our ours out outside over past perhaps please quite rather second she should since so some sometimes soon still such
suddenly than that the their then there these they third this those though through till to today together tomorrow
tonight too towards under unless unlike until upon us very was we well were what when where whether which while who whose
why will with within without would yes yesterday yet you your
"""
APART = frozenset(SMALL_WORDS.split())  # they stand beside a name, and are no part of it, with a capital letter or without
Pieces = Sequence[re.Match[str]]
Spelling = Callable[[str, Pieces, int], str | None]


def length_of_name(sentence: str, pieces: Pieces, first: int, spelling: Spelling) -> int:
    """How many pieces from ``first`` on are one name that the vocabulary does not know; 0 if they are none.

    Such a name is a row of capitalised words, none of which is known as a name. What begins a sentence has a capital letter
    in any case: if it is known, and the word behind it is not, only that is the name, unless the first is one of ``OPENINGS``.
    ``spelling`` tells how the vocabulary spells the word that begins with a piece.
    """
    if not _may_be_of_name(sentence, pieces, first, spelling):
        return 0
    length = 1
    for n in range(1, min(len(pieces) - first, MOST_PIECES)):
        before, piece = pieces[first + n - 1], pieces[first + n]
        if not sentence[before.end() : piece.start()].isspace():
            break
        if _may_be_of_name(sentence, pieces, first + n, spelling):
            length = n + 1
        elif piece.group() not in WITHIN and (before.group(), piece.group()) != ("of", "the"):
            break
    begins = first == 0 or pieces[first - 1].group() in SENTENCE_ENDS
    merely_before = spelling(sentence, pieces, first) and pieces[first].group().lower() not in OPENINGS
    if length > 1 and begins and merely_before and not spelling(sentence, pieces, first + 1):
        return 0
    return length


def _may_be_of_name(sentence: str, pieces: Pieces, n: int, spelling: Spelling) -> bool:
    """Whether the n-th has a capital letter and is neither a small word nor known as a name of its own, such as Anna."""
    text = pieces[n].group()
    if not text[0].isupper() or text[1:].upper() == text[1:] or text.lower() in APART:
        return False
    word = spelling(sentence, pieces, n)
    return word is None or not word[0].isupper() or _is_behind_place(pieces, n)


def _is_behind_place(pieces: Pieces, n: int) -> bool:
    before = pieces[n - 1].group() if n else ""
    return before[:1].isupper() and before.lower() in PLACES
