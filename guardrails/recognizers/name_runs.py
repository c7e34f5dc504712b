"""Rows of words that are written like a person's name."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from guardrails.companies import holds_company_word, is_company
from guardrails.name_lists import PARTICLES, also_words, cities, first_names, not_names, surnames
from guardrails.words import Word, words_of

TITLES = frozenset(
    [
        "dr",
        "prof",
        "professor",
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "herr",
        "herrn",
        "frau",
        "hr",
        "fr",
        "dipl",
        "ing",
        "mag",
        "med",
        "rer",
        "nat",
        "phil",
        "sir",
        "dame",
        "lady",
        "lord",
        "msc",
        "bsc",
        "phd",
    ]
)
_INSIDE = re.compile(r"\.?[ \t\xa0]{1,2}|\.|\.-|[ \t\xa0]?[-–][ \t\xa0]?")
_LONGEST = 4
_ABBREVIATED = 3
_OF_SURNAMES = re.compile(
    r"(?:mann|me[iy]er|ma[iy]er|bauer|huber|hofer|[wv]sk[iya]|ńsk[ia]|cz[yi]k|icz"
    r"|[nrldkt]sen|sson|ström|strøm|qvist|quist"
    r"|gren|lund|ov[áa]|vić|enko|chuk|escu|poulos|oglu|oğlu|etti|elli|ucci|eau|worth"
    r"|borough|dóttir|stra|kowsky)$|^(?:mc|fitz|o['’]|d['’])[a-z]"
)


@dataclass(frozen=True, slots=True)
class Words:
    """A text with its words."""

    text: str
    words: Sequence[Word]

    @classmethod
    def of(cls, text: str) -> "Words":
        return cls(text, words_of(text))

    def gap(self, at: int) -> str:
        """Return what stands before a word, after the one before it."""
        return self.text[self.words[at - 1].end if at else 0 : self.words[at].start]

    def after(self, at: int, length: int = 8) -> str:
        """Return what follows a word."""
        return self.text[self.words[at].end : self.words[at].end + length]

    def run(self, at: int, *, loose: bool = False) -> int:
        """Return the index after the last word of the name that begins here; `at` when none does.

        `loose`: also in small letters, as after "my name is".
        """
        end = at
        while end < len(self.words) and end - at < _LONGEST and (end == at or self._goes_on(end)):
            word = self.words[end]
            named = word.initial or _is_namelike(word, loose) or self._is_particle(end, loose)
            if not (named or self._is_surname_too(end, at) or self._is_first_name_too(end)):
                break
            end += 1
        while end > at and self.words[end - 1].folded in PARTICLES and not self.words[end - 1].capital:
            end -= 1
        return self._without_town(at, end)

    def is_listed_word(self, at: int) -> bool:
        return self.words[at].folded in first_names() or self.words[at].folded in surnames()

    def may_begin(self, at: int) -> bool:
        """Whether a name written with capitals could begin here."""
        return at < len(self.words) and (self.words[at].capital or self.words[at].folded in PARTICLES)

    def is_name(self, at: int, end: int) -> bool:
        """Whether the words are of no company."""
        words = self.words[at:end]
        if not words or is_company(self.text, words[0].start, words[-1].end):
            return False
        full = len(words) == 1 or (len(words) == 2 and is_strong_first(words[0]))
        return (full and words[-1].folded in surnames()) or not holds_company_word(words)

    def is_listed(self, at: int, end: int) -> bool:
        """Whether a first name at the beginning or a surname at the end is a known one."""
        return self.words[at].folded in first_names() or (
            end - at > 1 and self.words[end - 1].folded in surnames()
        )

    def _goes_on(self, at: int) -> bool:
        """Whether a word stands close enough to the one before it; a period there ends no sentence."""
        gap = self.gap(at)
        if gap == " ":
            return True
        return bool(_INSIDE.fullmatch(gap)) and (
            "." not in gap or len(self.words[at - 1].text) <= _ABBREVIATED
        )

    def _is_surname_too(self, at: int, start: int) -> bool:
        """Whether a plain word is a surname here: "Alison Allen", "Scott White"."""
        word = self.words[at]
        return (
            at > start
            and word.capital
            and word.folded in surnames()
            and self.words[at - 1].folded in first_names()
        )

    def _is_first_name_too(self, at: int) -> bool:
        """Whether a plain word is a first name here: "Mark Walker"."""
        word = self.words[at]
        if not (word.capital and word.folded in first_names() and at + 1 < len(self.words)):
            return False
        following = self.words[at + 1]
        return following.capital and following.folded in surnames() and self.gap(at + 1) in (" ", "  ")

    def _is_particle(self, at: int, loose: bool) -> bool:
        following = at + 1 < len(self.words) and self.gap(at + 1) in (" ", "  ", "\xa0")
        if not (self.words[at].lower in PARTICLES and following):
            return False
        word = self.words[at + 1]
        return _is_namelike(word, loose) or word.lower in PARTICLES

    def _without_town(self, at: int, end: int) -> int:
        last = self.words[end - 1] if end - at > 2 else None
        is_town = last and (last.folded,) in cities() and last.folded not in surnames()
        return end - 1 if is_town else end


def _is_namelike(word: Word, loose: bool) -> bool:
    if word.folded in not_names() or len(word.text) < 2:
        return False
    return word.capital or (loose and len(word.text) > 2)


def is_strong_first(word: Word) -> bool:
    """Whether a word is a first name and nothing else."""
    return word.folded in first_names() and word.folded not in also_words()


def is_strong_surname(word: Word) -> bool:
    return word.folded in surnames() and word.folded not in also_words()


def is_like_surname(word: Word) -> bool:
    """Whether a word ends, or begins, as surnames of some countries do and few other words."""
    return bool(word.capital and len(word.text) > 4 and _OF_SURNAMES.search(word.lower))
