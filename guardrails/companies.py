"""Whether words written like a name belong to the name of a company: those are never masked."""

import re
from collections.abc import Iterable

from guardrails.name_lists import first_names, legal_forms, trades
from guardrails.words import Word, words_from

_SIDE = 48
"""Characters to each side that can make a name a company's."""
_RIGHT = re.compile(r"[ \t\xa0]*(?:[.,&+–/-][ \t\xa0]*)?")
_LEFT = re.compile(r"[^\W\d_]\.?[ \t\xa0]{1,2}$|&")
_DOTTED = re.compile(
    r"[ \xa0,]{1,2}(?:e\. ?[GVK]\.|S\. ?[AL]\.|S\. ?[pr]\. ?[Al]\.|B\. ?V\.|N\. ?V\."
    r"|Sp\. ?z|d\. ?o\. ?o|s\. ?r\. ?o|A\. ?G\.|z\. ?o)"
)
_PARTNERS = re.compile(r",[ \xa0][^\W\d_][\w'’-]+,? (?:and|und|&) [^\W\d_]")
"""What goes on in "Keith, Williams and Fry"."""
_BLANKS = re.compile(r"\.?[ \t\xa0]+")
_NEAR = 5
"""Words to the right that are looked at."""
_AND = frozenset({"und", "and", "et", "y", "e", "og", "och"})
_LABELS = frozenset({"firma", "fa", "company", "firm", "supplier", "lieferant", "carrier", "spediteur"})


def is_company(text: str, start: int, end: int) -> bool:
    """Whether what stands around the name at `[start, end)` makes it part of a company's."""
    return _right_says_so(text, end) or _left_says_so(text, start)


def _right_says_so(text: str, end: int) -> bool:
    if _DOTTED.match(text, end) or _PARTNERS.match(text, end):
        return True
    at = end
    for number, word in enumerate(words_from(text, end, end + _SIDE)):
        gap = text[at : word.start]
        if number == _NEAR or not _RIGHT.fullmatch(gap):
            return False
        if number == 0 and gap.strip() in (",", "-", "–", "/"):
            return word.folded in legal_forms() and len(word.folded) > 2
        if word.folded in _AND or "&" in gap or "+" in gap:
            return _is_partner(text, word)
        if _is_company_word(word, text):
            return True
        if not word.capital:
            return False
        at = word.end
    return False


def _is_company_word(word: Word, text: str) -> bool:
    if word.folded in trades():
        return word.capital
    legal = word.folded in legal_forms()
    return legal and (word.capital or len(word.folded) > 2 or text[word.end : word.end + 1] == ".")


def _is_partner(text: str, word: Word) -> bool:
    """Whether what is joined to a name makes a company of both: "& Söhne", "und Partner", "& Finch"."""
    if word.folded not in _AND:
        return _is_company_word(word, text) or (word.capital and word.folded not in first_names())
    joined = next(iter(words_from(text, word.end, word.end + _SIDE)), None)
    return bool(joined and _is_company_word(joined, text))


def _left_says_so(text: str, start: int) -> bool:
    if not _LEFT.search(text[max(0, start - 3) : start]):
        return False
    words = list(words_from(text, max(0, start - _SIDE), start))
    if not words:
        return False
    last, gap = words[-1], text[words[-1].end : start]
    if gap.strip(" \t\xa0.") == "&":
        return last.capital and last.folded not in first_names()
    if not _BLANKS.fullmatch(gap):
        return False
    if last.folded in _AND:
        return len(words) > 1 and words[-2].folded in trades()
    return last.folded in _LABELS or (last.capital and last.folded in trades())


def holds_company_word(words: Iterable[Word]) -> bool:
    """Whether words written like a name hold one that only companies have."""
    return any(
        word.folded in trades()
        or (word.folded in legal_forms() and (len(word.text) > 2 or word.text.isupper()))
        for word in words
    )
