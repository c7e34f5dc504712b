"""People no directory knows: by the words around a name, by how it is written, by lists of names."""

import re
from collections.abc import Iterable, Iterator

from guardrails.finding import Finding
from guardrails.name_lists import also_words, cities, first_names, not_names, surnames
from guardrails.recognizers.cues import (
    CLOSING,
    CUES,
    GREETING,
    HEADER,
    INTRODUCTION,
    LABEL,
    MENTIONS,
    TITLE,
    WEAK_LABEL,
)
from guardrails.recognizers.name_runs import TITLES, Words, is_like_surname, is_strong_first, is_strong_surname
from guardrails.words import fold

name = "person"
_PHRASE_GAP = re.compile(r"[.\s]{0,2}[ \t\xa0/'-]?[ \t\xa0]?")
_BLANK = re.compile(r"\.?[ \t\xa0]{1,2}|\.")
_AFTER_LABEL = re.compile(r"\.?[ \t\xa0]*[:=–-]?[ \t\xa0]*[\"'„“(]?(?:\r?\n[ \t>]*)?")
_AFTER_COLON = re.compile(r"[ \t\xa0]*:[ \t\xa0*]*[\"'„“]?")
_AFTER_INTRODUCTION = re.compile(r"[ \t\xa0]*[:,]?[ \t\xa0]*[\"'„“]?")
_SIGNATURE_GAP = re.compile(r"[ \t]*[,.!;:*–-]*[ \t]*(?:\r?\n[ \t>*_–-]*){1,3}")
_SAME_LINE_GAP = re.compile(r"[ \t]*[,.!:–-]?[ \t]{0,2}")
_LINE_START = re.compile(r"(?:^|[\n.!?:;>|])[ \t>*\"'„“]*$")
_LINE_END = re.compile(r"[ \t]*(?:[,;.!|/(<\[*•·–-]|\r?\n|$)")
_WROTE = re.compile(r"[ \t]*(?:<[^<>\n]{0,80}>|\[[^\[\]\n]{0,80}\])?[ \t]*(?:wrote|schrieb|a écrit|escribió|ha scritto)\b")
_MAIL_AFTER = re.compile(r"[\"'“”]?[ \t]*[<\[(](?:mailto:)?([\w.+'’-]+)@")
_MASKED_MAIL_AFTER = re.compile(r"[\"'“”]?[ \t]*[<\[(](?:mailto:)?⟦⟧")
_HINTS_AT_SENDER = re.compile(r"@|⟦⟧[>)\]]|wrote|schrieb|a écrit|escribió|ha scritto", re.I)
_LOCAL = re.compile(r"([\w.+'’-]{2,64})@")
_ROLES = frozenset(
    "info sales office order orders service support kontakt contact einkauf verkauf bestellung buchhaltung accounting noreply no reply hello mail post team "
    "billing invoice rechnung versand lager warehouse shipping logistik logistics purchasing procurement admin hr jobs dispo kundenservice customer help".split()
)
_SPEAKING = re.compile(r"[ \t]+(?:from|of|at|here|speaking|calling|with|again|von|aus|vom|und|and|am apparat)\b", re.I)
_INVERTED = re.compile(r",[ \t\xa0]{1,2}")
_MORE_SURNAMES = re.compile(r"[ \t\xa0]+(?:and|und|&)[ \t\xa0]+[^\W\d_]")
_ENDS_SENTENCE = re.compile(r"[.!?;]\s+$|\n[\s>–-]*$")
_SIGNED_WITHIN = 4
_MOST_TITLES = 4
_POSSESSIVE = re.compile(r"['’]s?\s+\w")


def may_find(text: str) -> bool:
    return any(mark.isalpha() for mark in text)


def find(text: str) -> Iterable[Finding]:
    words = Words.of(text)
    for at, end, score in (*_by_cue(words), *_by_list(words), *_by_mail(words), *_at_the_end(words)):
        if words.is_name(at, end) and not _is_only_titles(words, at, end):
            yield Finding(start=words.words[at].start, end=words.words[end - 1].end, type="PERSON", score=score)


def _is_only_titles(words: Words, at: int, end: int) -> bool:
    return all(word.folded in TITLES for word in words.words[at:end])


_Span = tuple[int, int, float]


def _by_cue(words: Words) -> Iterator[_Span]:
    for at, word in enumerate(words.words):
        for phrase, kind in CUES.get(word.lower, ()):
            following = at + len(phrase)
            if following < len(words.words) and (len(phrase) == 1 or _is_phrase(words, at, phrase)):
                yield from _FOLLOWING[kind](words, at, following)


def _is_phrase(words: Words, at: int, phrase: tuple[str, ...]) -> bool:
    return all(
        words.words[at + number].lower == part and (number == 0 or _PHRASE_GAP.fullmatch(words.gap(at + number)))
        for number, part in enumerate(phrase)
    )


def _after_title(words: Words, at: int, following: int) -> Iterator[_Span]:
    """After "Frau", "Mr": a surname in any case, further titles before it left out."""
    if _is_blank(words, following):
        following = _after_titles(words, following)
    if following == len(words.words) or not _is_blank(words, following):
        return
    if words.words[at].text == "m" or (len(words.words[at].text) <= 3 and not words.words[at].capital and words.gap(following) == "."):
        return
    end = words.run(following)
    if end == following and words.words[following].capital and _is_after_title(words, following):
        end = following + 1
    if end == following and words.words[at].lower in ("herr", "herrn", "frau", "mr", "mrs", "ms", "hr", "dr"):
        end = min(words.run(following, loose=True), following + 1)
    if end > following and not (words.words[at].lower in ("familie", "kollege", "kollegin", "kollegen", "colleague", "sir", "dr", "m") and not words.words[following].capital):
        yield following, end, 0.85


def _is_after_title(words: Words, at: int) -> bool:
    """Whether a word that is no name elsewhere is one after a title: "Frau Sommer", "Mr Post"."""
    word = words.words[at]
    return word.folded in surnames() or (word.folded not in _NEVER and len(word.text) > 3 and word.text[1:].islower())


_NEVER = frozenset(map(fold, "und and oder or doktor professor kollege kollegin ihr ihre who wer hat has with mit von".split()))


def _after_greeting(words: Words, at: int, following: int) -> Iterator[_Span]:
    if following == len(words.words) or words.gap(following) not in (" ", "  ", ", ", "\xa0"):
        return
    starts = bool(_LINE_START.search(words.text[max(0, words.words[at].start - 12) : words.words[at].start]))
    end = words.run(following)
    if end > following and (starts or words.is_listed(following, end)):
        known = words.is_listed(following, end) or words.words[at].lower in ("dear", "liebe", "lieber")
        if known or _LINE_END.match(words.text, words.words[end - 1].end):
            yield following, end, 0.8
    elif starts and end == following and is_strong_first(words.words[following]):
        yield following, following + 1, 0.7
    elif starts and _is_lone_lowercase(words, following):
        yield following, following + 1, 0.5


def _is_lone_lowercase(words: Words, at: int) -> bool:
    """Whether a name in small letters stands alone between a greeting and a comma or the line's end."""
    word = words.words[at]
    return word.folded in first_names() and bool(re.match(r"[ \t]*(?:[,!]|\r?\n|$)", words.text[word.end : word.end + 4]))


def _after_closing(words: Words, at: int, following: int) -> Iterator[_Span]:
    if following == len(words.words):
        return
    gap = words.gap(following)
    if _SIGNATURE_GAP.fullmatch(gap):
        yield from _signature(words, following)
    elif _SAME_LINE_GAP.fullmatch(gap) and _starts_signature(words, at):
        end = words.run(following)
        if end == following and words.words[following].folded in first_names():
            end = words.run(following, loose=True)
        if end > following and _LINE_END.match(words.text, words.words[end - 1].end) and not _is_town(words, following, end):
            yield following, end, 0.7


def _starts_signature(words: Words, at: int) -> bool:
    before = words.text[max(0, words.words[at].start - 12) : words.words[at].start]
    return bool(_LINE_START.search(before)) or words.words[at].lower in ("gruß", "gruss", "regards", "mfg", "lg", "vg", "grüße", "gruesse")


def _signature(words: Words, at: int) -> Iterator[_Span]:
    """Yield the name on the first of the next lines that holds one: a company's line is passed over."""
    for _ in range(3):
        while at < len(words.words) and words.words[at].lower in ("i", "a", "v", "ppa", "gez", "im", "auftrag", "in", "vertretung", "your", "ihr", "ihre", "dein", "deine") and "\n" not in words.gap(at):
            at += 1
        at = _after_titles(words, at)
        if at >= len(words.words):
            return
        end = _signed(words, at)
        if end > at and words.is_name(at, end):
            yield at, end, 0.75
            return
        at = _next_line(words, at)
        if at is None:
            return


def _signed(words: Words, at: int) -> int:
    end = words.run(at)
    if end == at or (end < len(words.words) and not words.words[at].capital):
        loose = words.run(at, loose=True)
        end = loose if loose > at and words.words[at].folded in first_names() else end
    if end == at and words.words[at].capital and words.is_listed_word(at):
        end = at + 1
    whole_line = end > at and _LINE_END.match(words.text, words.words[end - 1].end)
    if not whole_line and not (end > at and is_strong_first(words.words[at])):
        return at
    return at if _is_town(words, at, end) else end


def _is_town(words: Words, at: int, end: int) -> bool:
    return tuple(word.folded for word in words.words[at:end]) in cities() and not words.is_listed(at, end)


def _next_line(words: Words, at: int) -> int | None:
    for number in range(at + 1, min(len(words.words), at + 10)):
        gap = words.gap(number)
        if "\n" in gap:
            return number if gap.count("\n") == 1 else None
    return None


def _after_introduction(words: Words, at: int, following: int) -> Iterator[_Span]:
    if following == len(words.words) or not _AFTER_INTRODUCTION.fullmatch(words.gap(following)):
        return
    following = _after_titles(words, following)
    end = words.run(following)
    if end == following:
        end = min(words.run(following, loose=True), following + 2)
        if end - following == 2 and words.words[end - 1].folded not in surnames() and words.words[following].folded in surnames():
            end -= 1
    if end == following and words.words[following].folded in first_names():
        end = following + 1
        end = max(end, words.run(end) if end < len(words.words) and words.gap(end) == " " else end)
    if end > following:
        yield following, end, 0.85


def _after_label(words: Words, at: int, following: int) -> Iterator[_Span]:
    """After "contact:": two words like a name, or one from the lists."""
    if not words.may_begin(following) or not _AFTER_LABEL.fullmatch(words.gap(following)):
        return
    if words.words[at].lower == "name" and ":" not in words.gap(following):
        return
    following = _after_titles(words, following)
    end = _inverted(words, following) or words.run(following)
    colon = ":" in words.gap(following)
    if end - following > 1 and (colon or words.is_listed(following, end) or _is_written_out(words, following, end)):
        yield following, end, 0.75
    elif end - following == 1:
        word = words.words[following]
        if is_strong_first(word) or (colon and (word.folded in surnames() or word.folded in first_names())):
            yield following, end, 0.6


def _is_written_out(words: Words, at: int, end: int) -> bool:
    """Whether each word is written with one capital, as names are in a text that is not all capitals."""
    return all(word.initial or word.text[1:].islower() or "-" in word.text for word in words.words[at:end])


def _after_weak_label(words: Words, at: int, following: int) -> Iterator[_Span]:
    if not words.may_begin(following) or not _AFTER_LABEL.fullmatch(words.gap(following)):
        return
    end = _inverted(words, following) or words.run(following)
    first = words.words[following]
    if end - following > 1 and words.is_listed(following, end):
        surely = first.folded in first_names() or is_strong_surname(words.words[end - 1])
        if surely and not _is_town(words, following, end):
            yield following, end, 0.7
    elif end - following == 1 and is_strong_first(first) and not _is_town(words, following, end):
        yield following, end, 0.5
    elif end - following > 1 and _introduces_itself(words, at, end):
        yield following, end, 0.6


def _introduces_itself(words: Words, at: int, end: int) -> bool:
    """Whether "this is", "ich bin" tells who speaks: nothing, or where from, follows the name."""
    if words.words[at].lower not in ("this", "it's", "here", "hier", "i'm", "i", "ich"):
        return False
    after = words.words[end - 1].end
    return bool(_LINE_END.match(words.text, after) or _SPEAKING.match(words.text, after))


def _after_header(words: Words, at: int, following: int) -> Iterator[_Span]:
    """In a mail's header: "Von: Name", "To: Name, First <…>; Other Name"."""
    if following == len(words.words) or not _AFTER_COLON.fullmatch(words.gap(following)):
        return
    line_end = words.text.find("\n", words.words[following].start)
    line_end = len(words.text) if line_end < 0 else line_end
    while following < len(words.words) and words.words[following].start < line_end:
        following = _after_titles(words, following)
        inverted = _inverted(words, following)
        end = inverted or words.run(following)
        if inverted or (end > following and words.is_listed(following, end) and not _is_town(words, following, end)):
            yield following, end, 0.75
        following = max(end, following + 1)
        separator = re.compile(r"[^;\n]*;")
        jump = separator.match(words.text, words.words[following - 1].end, line_end)
        if not jump:
            return
        following = next((n for n in range(following, len(words.words)) if words.words[n].start >= jump.end()), len(words.words))


_FOLLOWING = {
    TITLE: _after_title,
    GREETING: _after_greeting,
    CLOSING: _after_closing,
    INTRODUCTION: _after_introduction,
    LABEL: _after_label,
    WEAK_LABEL: _after_weak_label,
    HEADER: _after_header,
}


def _by_list(words: Words) -> Iterator[_Span]:
    firsts, lasts, plain = first_names(), surnames(), also_words()
    for at, word in enumerate(words.words):
        folded = word.folded
        if folded in firsts:
            yield from _from_first(words, at, folded in plain)
        elif word.initial and word.text and words.after(at, 1) == ".":
            yield from _from_initial(words, at)
        if word.capital and (folded in lasts or is_like_surname(word)):
            yield from _from_surname(words, at, folded in plain)


def _from_first(words: Words, at: int, plain: bool) -> Iterator[_Span]:
    word = words.words[at]
    end = words.run(at)
    if end - at > 1 and word.capital:
        last = words.words[end - 1]
        if not plain or (last.folded in surnames() and not (last.folded in also_words() and _starts_sentence(words, at))):
            yield at, end, 0.7
            return
    if not word.capital and not plain and at + 1 < len(words.words) and words.gap(at + 1) == " ":
        if is_strong_surname(words.words[at + 1]):
            yield at, at + 2, 0.6
        return
    if word.capital and not plain and end - at <= 1 and _is_mentioned(words, at):
        yield at, at + 1, 0.5


def _starts_sentence(words: Words, at: int) -> bool:
    before = words.text[max(0, words.words[at].start - 6) : words.words[at].start]
    return bool(_LINE_START.search(before))


def _is_mentioned(words: Words, at: int) -> bool:
    """Whether a first name on its own does something or owns something."""
    if _POSSESSIVE.match(words.text, words.words[at].end):
        return True
    return at + 1 < len(words.words) and words.gap(at + 1) == " " and words.words[at + 1].lower in MENTIONS


def _from_initial(words: Words, at: int) -> Iterator[_Span]:
    end = words.run(at)
    if end - at > 1 and is_strong_surname(words.words[end - 1]):
        yield at, end, 0.6


def _from_surname(words: Words, at: int, plain: bool) -> Iterator[_Span]:
    """ "Miller, Jane", and "Zyra Miller" with a first name that no list has."""
    if (end := _inverted(words, at)) and words.words[at + 1].folded in first_names():
        if not (plain and words.words[at + 1].folded in also_words()):
            yield at, end, 0.8
    if plain or at == 0:
        return
    before = words.words[at - 1]
    unknown = before.capital and len(before.text) > 2 and before.text[1:].islower()
    unknown = unknown and before.folded not in not_names() and before.folded not in surnames() and (before.folded,) not in cities()
    if unknown and words.gap(at) == " " and not before.lower.endswith(("ung", "heit", "keit", "schaft", "tion", "nummer", "straße", "weg")):
        yield at - 1, at + 1, 0.5


def _inverted(words: Words, at: int) -> int | None:
    """Return the end of "Miller, Jane" or "von Berg, Karl M." that begins here, or None."""
    end = words.run(at)
    if end == at or end - at > 3 or end >= len(words.words) or not _INVERTED.fullmatch(words.gap(end)):
        return None
    first = words.words[end]
    if first.folded in surnames() and _MORE_SURNAMES.match(words.text, first.end):
        return None
    if not (first.capital and first.folded in first_names()) or words.words[at].folded in first_names() - surnames():
        return None
    return min(words.run(end), end + 2)


def _by_mail(words: Words) -> Iterator[_Span]:
    """A name that an e-mail address in the text spells, or that stands before one in brackets."""
    if not _HINTS_AT_SENDER.search(words.text):
        return
    locals_ = [_parts(match[1]) for match in _LOCAL.finditer(words.text)] if "@" in words.text else []
    spelled = {part for parts in locals_ for part in parts if len(part) > 2 and part not in _ROLES}
    for at, word in enumerate(words.words):
        if not word.capital:
            continue
        end = words.run(at)
        if end > at and (at == 0 or not (words.run(at - 1) >= end and words.words[at - 1].capital)):
            if _stands_before_mail(words, at, end) or (_WROTE.match(words.text, words.words[end - 1].end) and end - at > 1):
                yield at, end, 0.75
        if spelled and end - at > 1 and words.words[end - 1].folded in spelled and _is_spelled(words.words[at].folded, locals_):
            yield at, end, 0.8


def _at_the_end(words: Words) -> Iterator[_Span]:
    """A name that is all of the last sentence or line: a signature without a greeting."""
    for at in range(max(0, len(words.words) - _SIGNED_WITHIN), len(words.words) - 1):
        end = words.run(at)
        last = end == len(words.words) and not words.text[words.words[-1].end :].strip(" \n\t.,!")
        if last and end - at in (2, 3) and _ENDS_SENTENCE.search(words.gap(at)) and _written_as_name(words, at, end):
            yield at, end, 0.5
            return


def _written_as_name(words: Words, at: int, end: int) -> bool:
    ordinary = all(word.text[1:].islower() or word.initial or "-" in word.text for word in words.words[at:end])
    return ordinary and not _is_town(words, at, end)


def _parts(local: str) -> list[str]:
    return [fold(part) for part in re.split(r"[._+\d-]+", local) if part]


def _is_spelled(first: str, locals_: list[list[str]]) -> bool:
    """Whether an address holds the first name or begins with its initial."""
    return any(first in parts or (len(parts) > 1 and first[0] == parts[0]) for parts in locals_) or any(
        len(parts) == 1 and len(first) > 1 for parts in locals_
    )


def _stands_before_mail(words: Words, at: int, end: int) -> bool:
    after = words.words[end - 1].end
    if mail := _MAIL_AFTER.match(words.text, after):
        spelled = _parts(mail[1])
        return words.is_listed(at, end) or (end - at > 1 and not _ROLES.issuperset(spelled))
    return bool(_MASKED_MAIL_AFTER.match(words.text, after)) and end - at > 1 and words.is_listed(at, end)


def _after_titles(words: Words, at: int) -> int:
    """Return the index of the first word from here that is no title before a name."""
    for end in range(at, min(at + _MOST_TITLES, len(words.words) - 1)):
        if words.words[end].folded not in TITLES or not _is_blank(words, end + 1):
            return end
    return min(at + _MOST_TITLES, max(at, len(words.words) - 1))


def _is_blank(words: Words, at: int) -> bool:
    return bool(_BLANK.fullmatch(words.gap(at)))
