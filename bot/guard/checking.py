"""What goes out is checked: every claim of a draft against the evidence its sentence cites (ADR 0013)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.domain import NOT_VERIFIED, Draft, ParagraphKind
from bot.guard.sources import source_of
from guardrails.claims import Claims, Code
from guardrails.placeholders import mangled, placeholders_in
from retrieval.documents.glossary import FUNCTION_WORDS, english_for
from retrieval.evidence import Evidence
from retrieval.stores.stemming import stem
from retrieval.stores.stop_words import STOP_WORDS


def checked(draft: Draft, evidence: Evidence, now: datetime, zone: ZoneInfo, *, whole: bool = False) -> Draft:
    """Return the draft without each paragraph that holds a sentence its evidence does not bear out.

    A list loses the row, an answer without its headline is no answer: then the whole draft goes, with
    the reason `not_verified`. With `whole`, for customers, it goes whenever anything falls.
    """
    fallen = {place for place, _ in faults_of(draft, evidence, now, zone)}
    kept = tuple(part for place, part in enumerate(draft.paragraphs) if place not in fallen)
    if not kept or 0 in fallen or (fallen and whole):
        return replace(draft, paragraphs=(), choices=(), reason=NOT_VERIFIED)
    return replace(draft, paragraphs=kept)


def faults_of(draft: Draft, evidence: Evidence, now: datetime, zone: ZoneInfo) -> Iterator[tuple[int, Code]]:
    """Yield the number of each paragraph that falls, with why. What follows a headline is about its order."""
    claims, given = claims_of(evidence, now, zone), _given(evidence)
    headline: str | None = None
    for place, paragraph in enumerate(draft.paragraphs):
        subject = headline
        for sentence in paragraph.sentences:
            named = claims.order_of(sentence.text, sentence.evidence)
            if paragraph.kind is ParagraphKind.ITEM or subject is None:
                subject = named or subject
            if mangled(sentence.text, given):
                yield place, Code.UNKNOWN_VALUE
            for code in claims.findings(sentence.text, sentence.evidence, subject):
                yield place, code
            if paragraph.kind is ParagraphKind.HEADLINE and named and headline is None:
                headline = named


def claims_of(evidence: Evidence, now: datetime, zone: ZoneInfo) -> Claims:
    sources = {item.id: source_of(item, zone) for item in evidence.found}
    return Claims(sources=sources, today=now.astimezone(zone).date(), keys_of=keys_of)


_IRREGULAR = {
    "paid": "pay",
    "sent": "send",
    "left": "leave",
    "taken": "take",
    "took": "take",
    "given": "give",
    "held": "hold",
    "kept": "keep",
    "sold": "sell",
    "bought": "buy",
    "brought": "bring",
    "written": "write",
    "told": "tell",
    "chosen": "choose",
    "broken": "break",
}


@lru_cache(maxsize=32_768)
def keys_of(word: str) -> frozenset[str]:
    """Return what a word of a document is compared by: its stem, and those of its English translations."""
    if word in STOP_WORDS or word in FUNCTION_WORDS:
        return frozenset()
    word = _IRREGULAR.get(word, word)
    english = (stem(part) for term in english_for(word) for part in term.split("-"))
    return frozenset({stem(word), *english})


def _given(evidence: Evidence) -> frozenset[str]:
    """Return the placeholders of what the draft was written from."""
    asked = [text for one in evidence.asks for text in (one.ask.text, *(m.spelled for m in one.ask.mentions))]
    found = [text for item in evidence.found for text in (item.title, item.text)]
    return frozenset(one for text in (*asked, *found) for one in placeholders_in(text))
