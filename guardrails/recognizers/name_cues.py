"""Names that the words before them announce: titles, greetings, introductions, labels, headers of mail."""

import re
from collections.abc import Iterator

from guardrails.name_lists import first_names, surnames
from guardrails.recognizers.cues import (
    CLOSING,
    CUES,
    GREETING,
    HEADER,
    INTRODUCTION,
    LABEL,
    TITLE,
    WEAK_LABEL,
)
from guardrails.recognizers.name_forms import (
    LINE_END,
    LINE_START,
    Span,
    after_titles,
    inverted,
    is_blank,
    is_town,
    is_written_out,
)
from guardrails.recognizers.name_runs import Words, is_strong_first, is_strong_surname
from guardrails.recognizers.signatures import after_closing

_NEXT_ADDRESSEE = re.compile(r"[^;\n]*;")
_PHRASE_GAP = re.compile(r"[.\s]{0,2}[ \t\xa0/'-]?[ \t\xa0]?")
_AFTER_LABEL = re.compile(r"(?:['’]s)?\.?[ \t\xa0]*[:=–-]?[ \t\xa0]*[\"'„“(]?(?:\r?\n[ \t>]*)?")
_AFTER_COLON = re.compile(r"[ \t\xa0]*:[ \t\xa0*]*[\"'„“]?")
_AFTER_INTRODUCTION = re.compile(r"(?:['’]s)?[ \t\xa0]*[:,]?[ \t\xa0]*[\"'„“]?")
_SPEAKING = re.compile(
    r"[ \t]+(?:from|of|at|here|speaking|calling|with|again|von|aus|vom|und|and|am apparat)\b", re.I
)
_GREETING_START = re.compile(rf"(?:{LINE_START.pattern}|,[ \t]+$|\b(?:and|und)[ \t]+$)")
_FROM = re.compile(r"[ \t]+(?:from|of|here|speaking|calling|von|aus|vom|am apparat)\b", re.I)
_NEVER = frozenset(
    [
        "und",
        "and",
        "oder",
        "or",
        "doktor",
        "profesor",
        "professor",
        "ihr",
        "ihre",
        "who",
        "wer",
        "hat",
        "has",
        "mit",
        "with",
        "von",
    ]
)


def by_cue(words: Words) -> Iterator[Span]:
    for at, word in enumerate(words.words):
        for phrase, kind in CUES.get(word.lower, ()):
            following = at + len(phrase)
            if following < len(words.words) and (len(phrase) == 1 or _is_phrase(words, at, phrase)):
                yield from _FOLLOWING[kind](words, at, following)


def _is_phrase(words: Words, at: int, phrase: tuple[str, ...]) -> bool:
    return all(
        words.words[at + number].lower == part
        and (number == 0 or _PHRASE_GAP.fullmatch(words.gap(at + number)))
        for number, part in enumerate(phrase)
    )


def _after_title(words: Words, at: int, following: int) -> Iterator[Span]:
    """After "Frau", "Mr": a surname in any case, further titles before it left out."""
    if is_blank(words, following):
        following = after_titles(words, following)
    if following == len(words.words) or not is_blank(words, following):
        return
    if words.words[at].text == "m" or (
        len(words.words[at].text) <= 3 and not words.words[at].capital and words.gap(following) == "."
    ):
        return
    end = words.run(following)
    if end == following and words.words[following].capital and _is_after_title(words, following):
        end = following + 1
    if end == following and words.words[at].lower in ("herr", "herrn", "frau", "mr", "mrs", "ms", "hr", "dr"):
        end = min(words.run(following, loose=True), following + 1)
    if end > following and not (
        words.words[at].lower in ("familie", "kollege", "kollegin", "kollegen", "colleague", "sir", "dr", "m")
        and not words.words[following].capital
    ):
        yield following, end, 0.85


def _is_after_title(words: Words, at: int) -> bool:
    """Whether a word that is no name elsewhere is one after a title: "Frau Sommer", "Mr Post"."""
    word = words.words[at]
    return word.folded in surnames() or (
        word.folded not in _NEVER and len(word.text) > 3 and word.text[1:].islower()
    )


def _after_greeting(words: Words, at: int, following: int) -> Iterator[Span]:
    if following == len(words.words) or words.gap(following) not in (" ", "  ", ", ", "\xa0"):
        return
    starts = bool(
        _GREETING_START.search(words.text[max(0, words.words[at].start - 12) : words.words[at].start])
    )
    end = words.run(following)
    if end > following and (starts or words.is_listed(following, end)):
        known = words.is_listed(following, end) or words.words[at].lower in ("dear", "liebe", "lieber")
        if known or LINE_END.match(words.text, words.words[end - 1].end):
            yield following, end, 0.8
    elif starts and end == following and is_strong_first(words.words[following]):
        yield following, following + 1, 0.7
    elif starts and _is_lone_lowercase(words, following):
        yield following, following + 1, 0.5


def _is_lone_lowercase(words: Words, at: int) -> bool:
    """Whether a name in small letters stands alone between a greeting and a comma or the line's end."""
    word = words.words[at]
    return word.folded in first_names() and bool(
        re.match(r"[ \t]*(?:[,!]|\r?\n|$)", words.text[word.end : word.end + 4])
    )


def _after_introduction(words: Words, at: int, following: int) -> Iterator[Span]:
    if following == len(words.words) or not _AFTER_INTRODUCTION.fullmatch(words.gap(following)):
        return
    following = after_titles(words, following)
    end = words.run(following)
    if end == following:
        end = min(words.run(following, loose=True), following + 2)
        if (
            end - following == 2
            and words.words[end - 1].folded not in surnames()
            and words.words[following].folded in surnames()
        ):
            end -= 1
    if end == following and words.words[following].folded in first_names():
        end = following + 1
        end = max(end, words.run(end) if end < len(words.words) and words.gap(end) == " " else end)
    if end > following:
        yield following, end, 0.85


def _after_label(words: Words, at: int, following: int) -> Iterator[Span]:
    """After "contact:": two words like a name, or one from the lists."""
    if not words.may_begin(following) or not _AFTER_LABEL.fullmatch(words.gap(following)):
        return
    if words.words[at].lower == "name" and ":" not in words.gap(following):
        return
    following = after_titles(words, following)
    end = inverted(words, following) or words.run(following)
    colon = ":" in words.gap(following)
    if end - following > 1 and (
        colon or words.is_listed(following, end) or is_written_out(words, following, end)
    ):
        yield following, end, 0.75
    elif end - following == 1:
        word = words.words[following]
        if is_strong_first(word) or (colon and (word.folded in surnames() or word.folded in first_names())):
            yield following, end, 0.6


def _after_weak_label(words: Words, at: int, following: int) -> Iterator[Span]:
    if not words.may_begin(following) or not _AFTER_LABEL.fullmatch(words.gap(following)):
        return
    end = inverted(words, following) or words.run(following)
    first = words.words[following]
    if end - following > 1 and words.is_listed(following, end):
        surely = first.folded in first_names() or is_strong_surname(words.words[end - 1])
        if surely and not is_town(words, following, end):
            yield following, end, 0.7
    elif end - following == 1 and is_strong_first(first) and not is_town(words, following, end):
        yield following, end, 0.5
    elif end > following and _introduces_itself(words, at, following, end):
        yield following, end, 0.6


def _introduces_itself(words: Words, at: int, following: int, end: int) -> bool:
    """Whether "this is", "ich bin" tells who speaks: nothing, or where from, follows the name.

    A single word is a name only when it tells where from.
    """
    if words.words[at].lower not in ("this", "it", "here", "hier", "i'm", "i", "ich"):
        return False
    after = words.words[end - 1].end
    if end - following == 1:
        return bool(_FROM.match(words.text, after))
    return bool(LINE_END.match(words.text, after) or _SPEAKING.match(words.text, after))


def _after_header(words: Words, at: int, following: int) -> Iterator[Span]:
    """In a mail's header: "Von: Name", "To: Name, First <…>; Other Name"."""
    if following == len(words.words) or not _AFTER_COLON.fullmatch(words.gap(following)):
        return
    line_end = words.text.find("\n", words.words[following].start)
    line_end = len(words.text) if line_end < 0 else line_end
    while following < len(words.words) and words.words[following].start < line_end:
        following = after_titles(words, following)
        last_first = inverted(words, following)
        end = last_first or words.run(following)
        if last_first or (
            end > following and words.is_listed(following, end) and not is_town(words, following, end)
        ):
            yield following, end, 0.75
        following = max(end, following + 1)
        jump = _NEXT_ADDRESSEE.match(words.text, words.words[following - 1].end, line_end)
        if not jump:
            return
        following = next(
            (n for n in range(following, len(words.words)) if words.words[n].start >= jump.end()),
            len(words.words),
        )


_FOLLOWING = {
    TITLE: _after_title,
    GREETING: _after_greeting,
    CLOSING: after_closing,
    INTRODUCTION: _after_introduction,
    LABEL: _after_label,
    WEAK_LABEL: _after_weak_label,
    HEADER: _after_header,
}
