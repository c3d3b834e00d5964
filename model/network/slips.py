"""Slips of the pen: which word was meant by one that a network does not know, such as *capitel*.

Only what fingers often do, behind the first letter: an apostrophe, a vowel or a last *e* left out, another vowel, two neighbours
exchanged, a letter once instead of twice or twice instead of once. That *color* is read as *colour* comes with it. A slip is one
word for another: *thats*, which would be two, and *alot* stay unknown.

A network knows few words, and one that it does not know may be spelt as it should be. So nothing is taken for a slip that is
another form of a known word, that stands among ``NO_SLIPS``, or by which two words could be meant.
"""

from __future__ import annotations

from collections.abc import Iterator, Set

VOWELS = "aeiou"
SHORTEST, SHORTEST_EXCHANGED, SHORTEST_OTHER_VOWEL = 4, 5, 6  # letters: the shorter a word, the more others are like it
LONGEST = 24  # letters of an English word
ENDINGS = (  # of another form of a word, and what the word itself has in their place
    *(("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"), ("er", ""), ("er", "e")),
    *(("est", ""), ("est", "e"), ("ly", ""), ("ies", "y"), ("ied", "y"), ("ier", "y"), ("iest", "y")),
    *(("less", ""), ("ness", ""), ("ish", ""), ("ful", "")),
)
DOUBLING = frozenset(("ed", "ing", "er", "est"))  # before these a last letter is written twice: hopped
EVERYDAY = """
angels ballot bans bball beast beet beets bellow bikers binned blow boast boost booth braking bran bras brunch budge budged
bugged bullet butt carton carve carved cast casts chap chin chucked chucks clan clans clipped cloths clover coarse collar
compute coped cots cram creeks crushed culled cures curios curtain cuties dairy dashes decade decode decoded diner drafted
dragoon dragoons dripped droop envelop eras export farther feats fellow fellows files fireman flutter foiled forgive forth
foster framed framing fried fries funded fury gong gust gusts hangry hauled haven heroin holly hooped hopped hops hose hoses
jingle knotted lacked lads lather lessen levers licked linger litters livers loaves loot massage masses meddle mended missus
mister mousse muddle mutter mutters noone noose nosy notions orang pace packet padding pant panted panting pants patent pecking
peer pester picket policemen poop postmen prefect premise punched putt rally ranted reed refuges robed rods roost rote rovers
rubbed ruining rusted rusting sacred sample scalded scaring scarred shin shins shoot shooting shoots shred simmer slapped slid
sliver snares sped spilling spit spitted sprang sprung squire stag stats status steep stirred stirs stocky stomped stoop stored
stores storing stripped stroke strokes strung studios stumps surly sweats tech teen thee threat tinny toady trapped trot twits
vice volley volleys waist wallow wandered wandering wanders welder wether whit wits wormed yeet
"""
NO_SLIPS = frozenset(EVERYDAY.split())  # they look like a slip of a word that is not meant


def meant_by(word: str, known: Set[str]) -> str | None:
    """The one of the known words that was meant; None if it is none of them, or could be two. All in small letters.

    Where an apostrophe was left out nothing else is thought of.
    """
    if not SHORTEST <= len(word) <= LONGEST or word in NO_SLIPS:
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
