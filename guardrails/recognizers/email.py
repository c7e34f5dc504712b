"""E-mail addresses, also those typed with blanks or with words for their marks."""

import re
from collections.abc import Iterable

from guardrails.finding import Finding

name = "email"
_PLAIN = re.compile(
    r"(?<![\w.+%&*=?^{}~!$-])"
    r"""(?:"[^"\n@]{1,64}"|[\w.+%'’&*/=?^`{|}~!#$-]{1,64}) ?@ ?"""
    r"(?:[^\W_][\w-]{0,62}\.){1,6}[^\W\d_]{2,24}(?![\w])"
)
_SLIPPED = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64} ?@ ?[^\W_][\w-]{0,62}"
    r"(?:[ ]?[.,;][ ]?[^\W_][\w-]{0,62}){0,3}[ ]?[.,;][ ]?(?:com|net|org|de|at|ch|uk|eu|fr"
    r"|nl|se|io|info|biz|co)\b(?![.\w-]\w)",
    re.I,
)
_HOST_ONLY = re.compile(
    r"(?<![\w.+-])[^\W\d_][\w+-]{0,40}[._][\w.+-]{0,40}\w@[^\W_][\w-]{2,62}(?![\w.@-]*\w)"
)
_DOT = r"(?:\s?(?:\.|[(\[{<]\s?(?:dot|punkt|point|punto)\s?[)\]}>])\s?|\s(?:dot|punkt|point|punto)\s)"
_JOIN = (
    rf"(?:{_DOT}|\s?[(\[](?:minus|dash|underscore|bindestrich|unterstrich)[)\]]\s?|\s"
    rf"(?:minus|dash|hyphen|underscore|under score|bindestrich|unterstrich|plus)\s)"
)
_PART = r"[^\W_][\w+-]{0,40}"
_BRACKETED = re.compile(
    rf"(?<![\w.]){_PART}(?:{_JOIN}{_PART}){{0,4}}\s?[(\[{{<]\s?(?:at|ät|@|a|arroba"
    rf"|chez)\s?[)\]}}>]\s?{_PART}(?:{_JOIN}{_PART}){{0,3}}{_DOT}[^\W\d_]{{2,24}}(?!\w)",
    re.I,
)
_SPOKEN = re.compile(
    rf"(?<![\w.]){_PART}(?:{_JOIN}{_PART}){{0,4}}\s(?:at|ät|@|at sign|klammeraffe"
    rf"|affenschwanz|arroba)\s{_PART}(?:{_JOIN}{_PART}){{0,3}}\s(?:dot|punkt|point"
    rf"|punto)\s[^\W\d_]{{2,12}}(?!\w)",
    re.I,
)
_AT_IN_BRACKETS = re.compile(r"[(\[{<]\s?(?:at|ät|@|a|arroba|chez)\s?[)\]}>]", re.I)
_DOT_AS_WORD = re.compile(r"\s(?:dot|punkt|point|punto)\s", re.I)
_BEFORE_AT = frozenset(
    [
        "look",
        "shop",
        "order",
        "available",
        "us",
        "me",
        "it",
        "is",
        "was",
        "buy",
        "found",
        "bestellt",
        "them",
        "website",
        "out",
    ]
)


def may_find(text: str) -> bool:
    return "@" in text or bool(_AT_IN_BRACKETS.search(text) or _DOT_AS_WORD.search(text))


def find(text: str) -> Iterable[Finding]:
    if "@" in text:
        for pattern, score in ((_PLAIN, 1.0), (_SLIPPED, 0.7), (_HOST_ONLY, 0.6)):
            for match in pattern.finditer(text):
                yield _finding(text, match, score)
    if _AT_IN_BRACKETS.search(text):
        yield from (_finding(text, match, 0.9) for match in _BRACKETED.finditer(text))
    if not _DOT_AS_WORD.search(text):
        return
    for match in _SPOKEN.finditer(text):
        if match[0].split()[0].casefold() not in _BEFORE_AT:
            yield Finding(start=match.start(), end=match.end(), type="EMAIL", score=0.8)


def _finding(text: str, match: re.Match[str], score: float) -> Finding:
    """Return the finding without the marks that stand around an address rather than in it."""
    start, end = match.span()
    while start < end and text[start] in "'’`.*/|!#=&?~^{}$%-":
        start += 1
    return Finding(start=start, end=end, type="EMAIL", score=score)
