"""The guardrails, behind the core's port."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain import Draft, Paragraph, Sentence
from bot.errors import GuardError
from bot.ports import Vault
from guardrails import claims, pii
from guardrails.vault import Handle, escape
from retrieval.evidence import Evidence, Item, Passage


@dataclass(frozen=True, slots=True, kw_only=True)
class Screened:
    """A question after screening: only `text` goes on. `blocked_by` names what stops the turn."""

    text: str
    handles: tuple[Handle, ...] = ()
    blocked_by: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Guardrails:
    vault: Vault
    zone: ZoneInfo
    max_question_characters: int = 4_000

    async def screen(self, text: str, conversation: str) -> Screened:
        """Return the question with personal data replaced by handles.

        Raises: `GuardError` when the text could not be searched.
        """
        text = escape(text).strip()
        if not text:
            return Screened(text="", blocked_by="empty")
        if len(text) > self.max_question_characters:
            return Screened(text="", blocked_by="too_long")
        try:
            findings = pii.find(text)
        except pii.RedactionError as error:
            raise GuardError(str(error)) from None
        redacted = pii.redact(
            text, findings, lambda kind, value: self.vault.seal(conversation, kind, value).placeholder
        )
        return Screened(text=redacted, handles=tuple(self.vault.handles(conversation)))

    def check(self, draft: Draft, evidence: Evidence, now: datetime) -> Draft:
        """Return the draft without each paragraph that holds a sentence its evidence does not bear out.

        A list loses the row, an answer without its headline is no answer: then the whole draft goes, with
        the reason `not_verified`.
        """
        facts = {item.id: self._facts(item) for item in evidence.found}
        year = now.astimezone(self.zone).year
        kept = tuple(part for part in draft.paragraphs if _holds(part, facts, year))
        if not kept or kept[0] != draft.paragraphs[0]:
            return replace(draft, paragraphs=(), choices=(), reason="not_verified")
        return replace(draft, paragraphs=kept)

    def _facts(self, item: Item) -> str:
        as_of = getattr(item, "as_of", None)
        read_at = f"as of {as_of.astimezone(self.zone):%Y-%m-%d %H:%M}" if as_of else ""
        heading = _document_facts(item) if isinstance(item, Passage) else ""
        return "\n".join((item.title, heading, item.text, read_at))


def _document_facts(passage: Passage) -> str:
    """What may be said of a document besides its text: where in it, which version, since when."""
    dates = " ".join(str(day) for day in (passage.valid_from, passage.valid_until) if day)
    return f"{passage.heading} v{passage.version or ''} page {passage.page or ''} {dates}"


def _holds(paragraph: Paragraph, facts: Mapping[str, str], year: int) -> bool:
    return all(_is_borne_out(sentence, facts, year) for sentence in paragraph.sentences)


def _is_borne_out(sentence: Sentence, facts: Mapping[str, str], year: int) -> bool:
    """A sentence that cites what was not retrieved fails, whatever it says."""
    if not all(evidence in facts for evidence in sentence.evidence):
        return False
    return not claims.unsupported(
        sentence.text, [facts[evidence] for evidence in sentence.evidence], year=year
    )
