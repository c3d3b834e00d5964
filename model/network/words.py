"""Words: from a sentence to tokens, and from a word to its vector.

A word of the vocabulary has a learned vector. Any other word, if it is no slip of one of these, gets one made from its own
letters: it points in a random direction that is the same for the same word in every process, and it is as long as the learned
ones are on average. So a network can carry and say back a word that it has never seen.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from statistics import NormalDist

import numpy as np

from model.equations import Array
from model.errors import InputError, as_typed
from model.network.names import MOST_PIECES, length_of_name
from model.network.slips import meant_by

BLANK = "___"
# Accents typed on their own, the vowel signs of Indian scripts and the like belong to the letter or sign before them.
MARK = "[" + "".join(char for char in map(chr, range(0x300, 0x20000)) if unicodedata.category(char)[0] == "M") + "]"
LETTERS = rf"[^\W_]+(?:{MARK}+[^\W_]*)*"
JOINERS = "\u200c\u200d"  # without a width: between the letters of some scripts, and between the parts of an emoji
FIRST = r"(?P<blank>_{2,}|\.{4,}|…{2,}|(?<=\s)(?:\.{3}|…|_)(?=\s*\Z))|\.{3}"  # a blank, at the end also a short one; an ellipsis
LAST = rf"[^\s\w]{MARK}*(?:\u200d[^\s\w]{MARK}*)*|_"  # any other sign
PIECE = re.compile(rf"{FIRST}|{LETTERS}(?:['’\-{JOINERS}]{LETTERS})*|{LAST}")  # words may have inner apostrophes and hyphens
OWNED = "'s"  # what is put behind a name or a short word, as in Anna's and it's
S = r"['’][sS](?!\w)"
PIECE_APART = re.compile(rf"{FIRST}|{S}|{LETTERS}(?:(?!{S})['’\-{JOINERS}]{LETTERS})*|{LAST}")  # the same with that apart


@dataclass(frozen=True)
class Token:
    """A piece of a sentence: ``sentence[start:end] == text``. ``word`` is what the network takes it for."""

    text: str
    word: str
    known: bool
    start: int
    end: int

    @property
    def meant(self) -> str | None:
        """The word that it is read as, if that is spelt otherwise."""
        return self.word if self.known and self.word != BLANK and key_of(self.word) != key_of(self.text) else None


class Vocabulary:
    """The words that have a learned vector, in the order of their rows. A word may be several, as in ``Sri Lanka``."""

    def __init__(self, words: Iterable[str]) -> None:
        self.words = tuple(words)
        self.index = {key_of(word): row for row, word in enumerate(self.words)}
        if "" in self.index:
            raise InputError("model.vocabulary.empty-word")
        if len(self.index) != len(self.words):
            twice = next(word for row, word in enumerate(self.words) if self.index[key_of(word)] != row)
            raise InputError("model.vocabulary.twice", word=as_typed(twice, 40))
        ordinary = OWNED in self.index  # made for ordinary English, as people type it
        self.piece = PIECE_APART if ordinary else PIECE
        self.slips_of = frozenset(word for word in self.words if word[0].islower()) if ordinary else frozenset[str]()
        self.longest: dict[str, int] = {}  # first piece -> pieces of the longest word that begins so: St. Lucia has 3
        for word in self.words:
            pieces = [piece.group() for piece in self.piece.finditer(word)]
            if len(pieces) > MOST_PIECES:
                raise InputError("model.vocabulary.pieces", count=len(pieces), most=MOST_PIECES)
            if len(pieces) > 1:
                begin = key_of(pieces[0])
                self.longest[begin] = max(len(pieces), self.longest.get(begin, 1))

    def __len__(self) -> int:
        return len(self.words)

    def tokens(self, sentence: str) -> tuple[Token, ...]:
        """Cuts a sentence into tokens. Several words are one if the vocabulary knows them as one, or if they look like a name."""
        pieces, first = list(self.piece.finditer(sentence)), 0
        tokens: list[Token] = []
        while first < len(pieces):
            token, used = self._longest_known(sentence, pieces[first : first + MOST_PIECES])
            if used == 1 and (long := length_of_name(sentence, pieces, first, self._spelling)) > 1:
                used, start, end = long, pieces[first].start(), pieces[first + long - 1].end()
                token = Token(sentence[start:end], key_of(sentence[start:end]), False, start, end)
            tokens.append(token)
            first += used
        names = {token.word for token in tokens if not token.text.islower()}
        return tuple(self._as_meant(token, names) for token in tokens)

    def _as_meant(self, token: Token, names: Set[str]) -> Token:
        """What has a capital letter may be a name, and so may what has one elsewhere in the sentence: Brad, brad."""
        if token.known or token.word in names or not self.slips_of:
            return token
        meant = meant_by(token.word, self.slips_of)
        return replace(token, word=meant, known=True) if meant else token

    def _spelling(self, sentence: str, pieces: Sequence[re.Match[str]], n: int) -> str | None:
        """How the vocabulary spells the word that begins with the n-th piece; None if it does not know it."""
        token, _ = self._longest_known(sentence, pieces[n : n + MOST_PIECES])
        return token.word if token.known else None

    def _longest_known(self, sentence: str, pieces: Sequence[re.Match[str]]) -> tuple[Token, int]:
        start, key = pieces[0].start(), key_of(pieces[0].group())
        for used in range(min(self.longest.get(key, 1), len(pieces)), 1, -1):
            end = pieces[used - 1].end()
            row = self.index.get(key_of(sentence[start:end]))
            if row is not None:
                return Token(sentence[start:end], self.words[row], True, start, end), used
        text = pieces[0].group()
        if pieces[0]["blank"]:
            key = BLANK
        row = self.index.get(key)
        known = row is not None
        return Token(text, self.words[row] if row is not None else key, known, start, pieces[0].end()), 1


def key_of(word: str) -> str:
    """What makes two spellings the same word: neither case nor the width of the spaces counts, nor how an accent is typed."""
    folded = word.casefold()
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded).replace("’", "'")
    return " ".join(folded.split())


def mean_length(vectors: Array) -> float:
    """The mean length of some vectors, ``(words, width)``."""
    return float(np.linalg.norm(vectors, axis=1).mean())


def direction_of(word: str, width: int) -> Array:
    """The unit vector of a word outside the vocabulary, ``(width,)``; the same in every process."""
    digest = hashlib.shake_256(key_of(word).encode("utf-8", "surrogatepass")).digest(4 * width)
    normal = NormalDist()
    vector = np.array([normal.inv_cdf((int(n) + 0.5) / 2**32) for n in np.frombuffer(digest, "<u4")])
    return np.asarray(vector / np.linalg.norm(vector))
