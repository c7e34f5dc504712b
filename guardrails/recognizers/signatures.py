"""Names that sign a text: after a closing, or as the last line of all."""

import re
from collections.abc import Iterator

from guardrails.name_lists import first_names
from guardrails.recognizers.name_forms import LINE_END, LINE_START, Span, after_titles, is_town
from guardrails.recognizers.name_runs import Words, is_strong_first

_SIGNATURE_GAP = re.compile(r"[ \t]*[,.!;:*–-]*[ \t]*(?:\r?\n[ \t>*_–-]*){1,3}")
_SAME_LINE_GAP = re.compile(r"[ \t]*[,.!:–-]?[ \t]{0,2}")
_ENDS_SENTENCE = re.compile(r"[.!?;]\s+$|\n[\s>–-]*$")
_SIGNED_WITHIN, _SIGNED_LINES = 4, 3
_RULE = re.compile(r"^[ \t>]*(?:--|—|___|\*\*\*)[-_*— \t]*\r?\n", re.M)
_PROXIES = frozenset(
    {"i", "a", "v", "ppa", "gez", "im", "auftrag", "in", "vertretung", "your", "ihr", "ihre", "dein"}
)


def after_closing(words: Words, at: int, following: int) -> Iterator[Span]:
    if following == len(words.words):
        return
    gap = words.gap(following)
    if _SIGNATURE_GAP.fullmatch(gap):
        yield from _signature(words, following)
    elif _SAME_LINE_GAP.fullmatch(gap) and _starts_signature(words, at):
        end = words.run(following)
        if end == following and words.words[following].folded in first_names():
            end = words.run(following, loose=True)
        if (
            end > following
            and LINE_END.match(words.text, words.words[end - 1].end)
            and not is_town(words, following, end)
        ):
            yield following, end, 0.7


def under_a_rule(words: Words) -> Iterator[Span]:
    """A name under a line of dashes."""
    for rule in _RULE.finditer(words.text):
        at = next((n for n, word in enumerate(words.words) if word.start >= rule.end()), None)
        if at is not None and "\n" not in words.text[rule.end() : words.words[at].start]:
            yield from _signature(words, at)


def _starts_signature(words: Words, at: int) -> bool:
    before = words.text[max(0, words.words[at].start - 12) : words.words[at].start]
    return bool(LINE_START.search(before)) or words.words[at].lower in (
        "gruß",
        "gruss",
        "regards",
        "mfg",
        "lg",
        "vg",
        "grüße",
        "gruesse",
    )


def _signature(words: Words, at: int) -> Iterator[Span]:
    """Yield the name on the first of the next lines that holds one: a company's line is passed over."""
    line = at
    for _ in range(_SIGNED_LINES):
        start = after_titles(words, _after_proxy(words, line))
        if start >= len(words.words):
            return
        end = _signed(words, start)
        if end > start and words.is_name(start, end):
            yield start, end, 0.75
            return
        following = _next_line(words, start)
        if following is None:
            return
        line = following


def _after_proxy(words: Words, at: int) -> int:
    """Return the index after "i.A.", "ppa.", "Your"."""
    while at < len(words.words) and words.words[at].lower in _PROXIES and "\n" not in words.gap(at):
        at += 1
    return at


def _signed(words: Words, at: int) -> int:
    end = words.run(at)
    if end == at or (end < len(words.words) and not words.words[at].capital):
        loose = words.run(at, loose=True)
        end = loose if loose > at and words.words[at].folded in first_names() else end
    if end == at and words.words[at].capital and words.is_listed_word(at):
        end = at + 1
    whole_line = end > at and LINE_END.match(words.text, words.words[end - 1].end)
    if not whole_line and not (end > at and is_strong_first(words.words[at])):
        return at
    return at if is_town(words, at, end) else end


def _next_line(words: Words, at: int) -> int | None:
    for number in range(at + 1, min(len(words.words), at + 10)):
        gap = words.gap(number)
        if "\n" in gap:
            return number if gap.count("\n") == 1 else None
    return None


def at_the_end(words: Words) -> Iterator[Span]:
    """A name that is all of the last sentence or line: a signature without a greeting."""
    for at in range(max(0, len(words.words) - _SIGNED_WITHIN), len(words.words) - 1):
        end = words.run(at)
        last = end == len(words.words) and not words.text[words.words[-1].end :].strip(" \n\t.,!")
        if (
            last
            and end - at in (2, 3)
            and _ENDS_SENTENCE.search(words.gap(at))
            and _written_as_name(words, at, end)
        ):
            yield at, end, 0.5
            return


def _written_as_name(words: Words, at: int, end: int) -> bool:
    ordinary = all(
        word.text[1:].islower() or word.initial or "-" in word.text for word in words.words[at:end]
    )
    return ordinary and not is_town(words, at, end)
