"""Names that an e-mail address in the text spells, or that stand before one."""

import re
from collections.abc import Iterator

from guardrails.name_lists import words_in
from guardrails.recognizers.name_forms import Span
from guardrails.recognizers.name_runs import Words
from guardrails.words import fold

_WROTE = re.compile(
    r"[ \t]*(?:<[^<>\n]{0,80}>|\[[^\[\]\n]{0,80}\])?[ \t]*(?:wrote|schrieb|a écrit|escribió|ha scritto)\b"
)
_MAIL_AFTER = re.compile(r"[\"'“”]?[ \t]*[<\[(](?:mailto:)?([\w.+'’-]+)@")
_MASKED_MAIL_AFTER = re.compile(r"[\"'“”]?[ \t]*[<\[(](?:mailto:)?⟦⟧")
_HINTS_AT_SENDER = re.compile(r"@|⟦⟧[>)\]]|wrote|schrieb|a écrit|escribió|ha scritto", re.I)
_LOCAL = re.compile(r"([\w.+'’-]{2,64})@")


def by_mail(words: Words) -> Iterator[Span]:
    """A name that an e-mail address in the text spells, or that stands before one in brackets."""
    if not _HINTS_AT_SENDER.search(words.text):
        return
    addresses = [_parts(match[1]) for match in _LOCAL.finditer(words.text)] if "@" in words.text else []
    spelled = {part for parts in addresses for part in parts if len(part) > 2} - words_in("mail_roles")
    for at, word in enumerate(words.words):
        end = words.run(at) if word.capital else at
        if end > at and _is_sender(words, at, end):
            yield at, end, 0.75
        if (
            spelled
            and end - at > 1
            and words.words[end - 1].folded in spelled
            and _is_spelled(word.folded, addresses)
        ):
            yield at, end, 0.8


def _is_sender(words: Words, at: int, end: int) -> bool:
    """Whether a name that begins here, and not before, is followed by an address or by "wrote"."""
    if at and words.words[at - 1].capital and words.run(at - 1) >= end:
        return False
    wrote = end - at > 1 and bool(_WROTE.match(words.text, words.words[end - 1].end))
    return wrote or _stands_before_mail(words, at, end)


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
        return words.is_listed(at, end) or (end - at > 1 and not words_in("mail_roles").issuperset(spelled))
    return bool(_MASKED_MAIL_AFTER.match(words.text, after)) and end - at > 1 and words.is_listed(at, end)
