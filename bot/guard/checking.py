"""What goes out is checked: every claim of a draft against the evidence its sentence cites."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain import Draft, Paragraph, Sentence
from guardrails import claims
from guardrails.claims import Facts
from guardrails.placeholders import mangled, placeholders_in
from retrieval.evidence import Evidence, Item, Passage


def checked(draft: Draft, evidence: Evidence, now: datetime, zone: ZoneInfo) -> Draft:
    """Return the draft without each paragraph that holds a sentence its evidence does not bear out.

    A list loses the row, an answer without its headline is no answer: then the whole draft goes, with
    the reason `not_verified`.
    """
    check = _Check.of(evidence, now, zone)
    kept = tuple(part for part in draft.paragraphs if check.holds(part))
    if not kept or not check.holds(draft.paragraphs[0]):
        return replace(draft, paragraphs=(), choices=(), reason="not_verified")
    return replace(draft, paragraphs=kept)


def facts_of(item: Item, zone: ZoneInfo) -> str:
    """Return all that an item of evidence says: besides its text what it is and when it was read."""
    as_of = getattr(item, "as_of", None)
    read_at = f"as of {as_of.astimezone(zone):%Y-%m-%d %H:%M}" if as_of else ""
    heading = _document_facts(item) if isinstance(item, Passage) else ""
    return "\n".join((item.title, heading, item.text, read_at))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    """The values of all evidence, read once for every sentence of a draft."""

    facts: Mapping[str, Facts]
    year: int
    given: frozenset[str]
    """Placeholders of what the draft was written from."""

    @classmethod
    def of(cls, evidence: Evidence, now: datetime, zone: ZoneInfo) -> "_Check":
        year = now.astimezone(zone).year
        facts = {item.id: claims.facts_in(facts_of(item, zone), year=year) for item in evidence.found}
        return cls(facts=facts, year=year, given=_given(evidence))

    def holds(self, paragraph: Paragraph) -> bool:
        return all(self._is_borne_out(sentence) for sentence in paragraph.sentences)

    def _is_borne_out(self, sentence: Sentence) -> bool:
        """A sentence that cites what was not retrieved fails, whatever it says."""
        if mangled(sentence.text, self.given):
            return False
        if not all(evidence in self.facts for evidence in sentence.evidence):
            return False
        cited = [self.facts[evidence] for evidence in sentence.evidence]
        return not claims.unsupported(sentence.text, cited, year=self.year)


def _document_facts(passage: Passage) -> str:
    """What may be said of a document besides its text: where in it, which version, since when."""
    dates = " ".join(str(day) for day in (passage.valid_from, passage.valid_until) if day)
    version = f"version {passage.version} v{passage.version}" if passage.version else ""
    return f"{passage.heading} {version} page {passage.page or ''} {dates}"


def _given(evidence: Evidence) -> frozenset[str]:
    asked = [text for one in evidence.asks for text in (one.ask.text, *(m.spelled for m in one.ask.mentions))]
    found = [text for item in evidence.found for text in (item.title, item.text)]
    return frozenset(one for text in (*asked, *found) for one in placeholders_in(text))
