"""Long texts in pieces that Slack takes. Pure; nothing of the text is lost."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from bot.slack.mrkdwn import Span, cleaned, spans

_COSTS = {"&": 5, "<": 4, ">": 5, "*": 2, "_": 2, "~": 2, "`": 2, "@": 2}
"""Characters that one becomes at most when it is written for Slack."""
_WHOLE = re.compile(r" ?(?:\[\d{1,4}\]){1,20}|https?://(?:(?!https?://)[^\s\[\]]){1,500}")
"""What is not cut in two: addresses, and the marks behind a sentence, which stay with it."""
_JOINS = re.compile("[\u200c\u200d\u0e33\u0eb3\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]")
_FLAG_LETTER = re.compile("[\U0001f1e6-\U0001f1ff]")
_FLAG = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_BREAKS = tuple(re.compile(mark) for mark in (r"\n\s*\n", r"\n", r"[.!?…]\s", r"\s"))
Range = tuple[int, int]
_LONGEST_SIGN = 60
"""Characters of one sign: more of them are no writing, and may be cut."""


def pieces(text: str, longest: int) -> list[tuple[Span, ...]]:
    """Return a text of ours, cleaned, in pieces that take at most `longest` (≥ 200) characters when written.

    Cut at an empty line, else at a line, a sentence or a space, else between two signs: never within a mark
    of a citation, an address or a sign, and within an emphasis only where it is as long as a piece: each
    piece then has its own.
    """
    parts = spans(text)
    whole = "".join(part.text for part in parts)
    ends = list(accumulate(len(part.text) for part in parts))
    emphasis = [(end - len(part.text), end) for part, end in zip(parts, ends, strict=True) if part.edge]
    cuts = _cuts(whole, longest - 2, emphasis)
    return [tuple(_between(parts, start, end)) for start, end in pairwise(cuts)]


def shortened(text: str, longest: int) -> str:
    """Return the beginning of a text, cleaned, that takes at most `longest` characters when written."""
    text = cleaned(text)
    costs = list(accumulate((_COSTS.get(one, 1) for one in text), initial=0))
    if costs[-1] <= longest:
        return text
    return text[: _between_signs(text, bisect_right(costs, longest - 1) - 1, 0)].rstrip() + "…"


def _cuts(text: str, longest: int, emphasis: Sequence[Range]) -> Iterator[int]:
    """Yield the ends of the pieces, and before them 0."""
    opened = {start for start, _ in emphasis}
    each = (_COSTS.get(one, 1) + 2 * (place in opened) for place, one in enumerate(text))
    costs = list(accumulate(each, initial=0))
    marks = [match.span() for match in _WHOLE.finditer(text)]
    start = 0
    yield start
    while costs[-1] - costs[start] > longest:
        end = bisect_right(costs, costs[start] + longest) - 1
        start = _best(text, start, end, marks, emphasis)
        yield start
    if text:
        yield len(text)


def _best(text: str, start: int, end: int, marks: Sequence[Range], emphasis: Sequence[Range]) -> int:
    """Return where to cut, in `(start, end]`: where it hurts least, if that is not in the first third."""
    least = start + (end - start) // 3
    for kept in (emphasis, ()):
        for pattern in _BREAKS:
            for place in reversed([found.end() for found in pattern.finditer(text, least, end)]):
                if _outside(place, marks) == place == _outside(place, kept):
                    return place
        if (place := _outside(_outside(end, kept), marks)) > least:
            return _between_signs(text, place, least)
    return _between_signs(text, end, least)


def _outside(place: int, ranges: Sequence[Range]) -> int:
    """Return the place, or where the range begins that a cut there would go through. They are in order."""
    before = bisect_right(ranges, (place, -1)) - 1
    if before >= 0 and ranges[before][0] < place < ranges[before][1]:
        return ranges[before][0]
    return place


def _between(parts: Sequence[Span], start: int, end: int) -> Iterator[Span]:
    place = 0
    for part in parts:
        inside = part.text[max(start - place, 0) : max(end - place, 0)]
        if inside:
            yield replace(part, text=inside)
        place += len(part.text)


def _between_signs(text: str, place: int, least: int) -> int:
    """Return the last place up to this one that is between two signs; this one where they have no end."""
    for one in range(place, max(place - _LONGEST_SIGN, least), -1):
        if not _is_joined(text, one):
            return one
    return place


def _is_joined(text: str, place: int) -> bool:
    """Return whether the characters around a place are of one sign (Unicode Annex 29, and at times more)."""
    if place >= len(text):
        return False
    before, after = text[place - 1], text[place]
    return (
        unicodedata.category(after) in ("Mn", "Me", "Mc")
        or before == "\u200d"
        or _JOINS.match(after) is not None
        or (_FLAG.match(before + after) is not None and _flags_before(text, place) % 2 == 1)
        or (
            ("\u1100" <= before <= "\u11ff" or "\uac00" <= before <= "\ud7a3")
            and "\u1160" <= after <= "\u11ff"
        )
        or (unicodedata.combining(before) == 9 and after.isalpha())
    )


def _flags_before(text: str, place: int) -> int:
    start = place
    while start > 0 and _FLAG_LETTER.match(text[start - 1]):
        start -= 1
    return place - start
