"""Slips of the pen: which word was meant by one that a network does not know, such as *capitel*.

Only what fingers often do, and never to the first letter: an apostrophe, a vowel or a last *e* left out, another vowel, two
neighbours exchanged, a letter once instead of twice or twice instead of once. That *color* is read as *colour* comes with it.

A network knows few words, and one that it does not know may be spelt as it should be. So nothing is taken for a slip that is
another form of a known word, that stands among ``RIGHT``, or by which two words could be meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

VOWELS = "aeiou"
SHORTEST, SHORTEST_EXCHANGED, SHORTEST_OTHER_VOWEL = 4, 5, 6  # letters: the shorter a word, the more others are like it
LONGEST = 24  # letters of an English word
ENDINGS = (  # of another form of a word, and what the word itself has in their place
    *(("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e")),
    *(("est", ""), ("est", "e"), ("ly", ""), ("y", ""), ("ies", "y"), ("ied", "y"), ("ier", "y"), ("iest", "y")),
    *(("less", ""), ("ness", ""), ("ish", ""), ("ful", "")),
)
DOUBLING = frozenset(("ed", "ing", "er", "est"))  # before these a last letter is written twice: hopped
CORRECT = """
angels ballot beast beet beets bellow blow boast boost booth brunch bullet butt carton carve carved cast casts chap chin chucked
clan clans clipped cloths clover coarse collar compute cots cram creeks crushed cures curtain dairy dashes decade diner drafted
dripped envelop export farther feats fellow fellows files fireman flutter forgive forth foster framed framing fried fries funded
fury gong gust gusts hauled haven heroin holly hopped hops hose hoses jingle knotted lacked lads levers licked linger litters
loaves loot massage masses mended muddle mutter mutters notions pace packet padding pant panted panting pants patent pecking peer
pester policemen postmen prefect premise punched rally ranted rods roost rubbed ruining rusted rusting sacred sample scaring
scarred shin shins shoot shooting shoots shred simmer slapped slid snares spilling spit sprang sprung squire stag status steep
stirred stirs stomped stored stores storing stripped stroke strokes strung studios stumps sweats teen threat trapped trot vice
volley waist wallow wandered wandering wanders wed welder
"""
RIGHT = frozenset(CORRECT.split())  # everyday words that look like a slip of others


def meant_by(word: str, known: Set[str]) -> str | None:
    """The one of the known words that was meant; None if it is none of them, or could be two. All in small letters."""
    if not SHORTEST <= len(word) <= LONGEST or word in RIGHT:
        return None
    with_apostrophe = {f"{word[:n]}'{word[n:]}" for n in range(1, len(word))} & known
    meant = with_apostrophe or (set() if _is_form_of_known(word, known) else set(_spelt_alike(word)) & known)
    return meant.pop() if len(meant) == 1 else None


def _spelt_alike(word: str) -> Iterator[str]:
    yield word + "e"
    for n in range(1, len(word)):
        before, letter, behind = word[:n], word[n], word[n + 1 :]
        yield from (before + vowel + letter + behind for vowel in VOWELS)
        yield before + letter + letter + behind
        if letter == before[-1]:
            yield before + behind
        if behind and behind[0] != letter and len(word) >= SHORTEST_EXCHANGED:
            yield before + behind[0] + letter + behind[1:]
        if letter in VOWELS and len(word) >= SHORTEST_OTHER_VOWEL:
            yield from (before + vowel + behind for vowel in VOWELS if vowel != letter)


def _is_form_of_known(word: str, known: Set[str]) -> bool:
    for ending, instead in ENDINGS:
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 3:
            continue
        if stem + instead in known or (ending in DOUBLING and stem[-1] == stem[-2] and stem[:-1] in known):
            return True
    return False
