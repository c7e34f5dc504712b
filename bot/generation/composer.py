"""Complete answers without a language model: facts by template, documents by quoting."""

import asyncio
from collections.abc import Iterable
from datetime import datetime, tzinfo

from bot.catalogue import spoken
from bot.domain import (
    Action,
    Citation,
    Draft,
    HandedOver,
    Outcome,
    OutcomeKind,
    Paragraph,
    ParagraphKind,
    Turn,
)
from bot.generation import fixed_words
from bot.generation.answers import answer_to
from bot.generation.citations import citations_of, text_of
from bot.generation.handing import also_passed_on, passed_on, state_words, with_words
from bot.generation.order_cards import card_of
from bot.generation.parts import Answer, NoAnswer, note
from bot.generation.quoting import Quoter
from bot.generation.scoring import Similarity
from bot.generation.voice import Voice
from bot.ports import HandOverState
from retrieval.audience import Audience
from retrieval.evidence import AskEvidence, Evidence, Passage
from retrieval.question import Intent, Question

_STRONG = (NoAnswer.HAND_OVER, NoAnswer.COMMIT, NoAnswer.UNAVAILABLE)
"""Reasons that hold for the whole message when one of its questions has them."""
_KINDS = {
    NoAnswer.HAND_OVER: OutcomeKind.HAND_OVER,
    NoAnswer.COMMIT: OutcomeKind.PENDING,
    NoAnswer.NEEDS_PROOF: OutcomeKind.REFUSAL,
    NoAnswer.NOT_ALLOWED: OutcomeKind.REFUSAL,
    NoAnswer.NOT_VERIFIED: OutcomeKind.REFUSAL,
}
_SMALL_TALK = frozenset({Intent.GREETING, Intent.THANKS})


class GroundedComposer:
    """A `bot.ports.Writer`. `system` is the order system's name for staff.

    `similarity` measures meaning when sentences are picked; without it they are picked by words alone.
    """

    def __init__(
        self,
        *,
        zone: tzinfo,
        portal_url: str | None = None,
        system: str = "Odoo",
        similarity: Similarity | None = None,
    ) -> None:
        self._zone, self._portal_url, self._system = zone, portal_url, system
        self._quoter = Quoter(similarity)

    async def draft(self, question: Question, evidence: Evidence, audience: Audience, now: datetime) -> Draft:
        if self._quoter.similarity is None:
            return self.compose(question, evidence, audience, now)
        return await asyncio.to_thread(self.compose, question, evidence, audience, now)

    def compose(self, question: Question, evidence: Evidence, audience: Audience, now: datetime) -> Draft:
        v = self.voice(question.language, audience, now)
        answers = [answer_to(v, found, self._quoter) for found in _asked(question, evidence)]
        reason = _reason(answers)
        return Draft(
            paragraphs=(*_once(answers), *_notes(v, question, evidence, _cited(answers), by_model=False)),
            language=v.language,
            action=_action(answers, reason),
            reason=reason,
            choices=tuple(choice for answer in answers for choice in answer.choices),
        )

    def word(
        self, turn: Turn, question: Question, draft: Draft, evidence: Evidence, now: datetime
    ) -> Outcome:
        """Return the checked draft as an outcome: text with `[n]` marks, citations in order of use."""
        v = self.voice(draft.language, turn.audience, now)
        body = [part for part in draft.paragraphs if part.kind is not ParagraphKind.NOTE]
        reason = draft.reason if body else NoAnswer.NOT_VERIFIED
        answer, used = text_of(body, evidence)
        notes, _ = text_of([part for part in draft.paragraphs if part not in body], evidence)
        lines = (answer or fixed_words.not_verified(v), fixed_words.way_on(v, reason, turn.id), notes)
        text = "\n".join(line for line in lines if line)
        citations = citations_of(v, used, evidence, text)
        return Outcome(
            kind=_kind(reason),
            turn_id=turn.id,
            text=text,
            language=draft.language,
            as_of=_as_of(evidence, citations, now),
            reason=reason,
            citations=citations,
            evidence=evidence,
            choices=draft.choices,
            action=draft.action,
            model=draft.model,
            model_version=draft.model_version,
            prompt=draft.prompt,
            usage=draft.usage,
            fallbacks=draft.fallbacks,
            card=card_of(v, evidence, {citation.evidence for citation in citations}),
        )

    def notes(
        self, v: Voice, question: Question, evidence: Evidence, cited: set[str]
    ) -> tuple[Paragraph, ...]:
        """Return what stands in small below an answer that a model worded; `cited` are ids of evidence."""
        return _notes(v, question, evidence, cited, by_model=True)

    async def fall_back(
        self, fallen: Draft, question: Question, evidence: Evidence, audience: Audience, now: datetime
    ) -> Draft:
        """Return the draft as it fell: nothing stands behind the composer."""
        return fallen

    def refuse(self, turn: Turn, reason: str, now: datetime, until: datetime | None = None) -> Outcome:
        """Return the fixed words for a turn that is not answered."""
        v = self.voice(fixed_words.guessed_language(turn.text), turn.audience, now)
        return _fixed_outcome(v, turn, fixed_words.refusal(v, reason, until), reason)

    def apologise(self, turn: Turn, reason: str, reference: str) -> Outcome:
        """Return the fixed words for a turn that failed, with a reference a person can quote."""
        v = self.voice(fixed_words.guessed_language(turn.text), turn.audience, turn.received_at)
        return _fixed_outcome(v, turn, fixed_words.apology(v, reference, reason), reason)

    def hand_over(self, turn: Turn, outcome: Outcome, handed: HandedOver, now: datetime) -> Outcome:
        """Return the outcome with the words that say who has the question now."""
        v = self.voice(outcome.language, turn.audience, now)
        whole = passed_on(v, handed, files=turn.files)
        return with_words(outcome, handed, whole, also_passed_on(v, handed))

    def hand_over_state(self, turn: Turn, state: HandOverState, language: str, now: datetime) -> Outcome:
        """Return the words that say what became of a question that people have."""
        v = self.voice(language, turn.audience, now)
        return Outcome(
            kind=OutcomeKind.REPLY,
            turn_id=turn.id,
            text=state_words(v, state),
            language=v.language,
            as_of=now,
            asked=" ".join(turn.text.split()),  # of a closed set: `bot/state_question.py`
        )

    def voice(self, language: str, audience: Audience, now: datetime) -> Voice:
        """Return how this asker is spoken to: in their language where it is one of ours, else in English."""
        return Voice(
            language=spoken(language),
            zone=self._zone,
            now=now,
            audience=audience,
            system=self._system,
            portal=self._portal_url,
        )


def _asked(question: Question, evidence: Evidence) -> list[AskEvidence]:
    """Return what was found for each question; greetings and thanks go when there is more to answer."""
    found = {id(one.ask): one for one in evidence.asks}
    by_place = dict(enumerate(evidence.asks)) if len(evidence.asks) == len(question.asks) else {}
    asks = [ask for ask in question.asks if ask.intent not in _SMALL_TALK] or list(question.asks[:1])
    return [
        found.get(id(ask)) or by_place.get(question.asks.index(ask)) or AskEvidence(ask=ask) for ask in asks
    ]


def _once(answers: Iterable[Answer]) -> tuple[Paragraph, ...]:
    """Two questions about one order do not say the same paragraph twice."""
    return tuple(dict.fromkeys(part for answer in answers for part in answer.paragraphs))


def _reason(answers: list[Answer]) -> NoAnswer | None:
    reasons = [answer.reason for answer in answers]
    for strong in _STRONG:
        if strong in reasons:
            return strong
    return reasons[0] if reasons and all(reasons) else None


def _action(answers: list[Answer], reason: NoAnswer | None) -> Action:
    if reason is NoAnswer.HAND_OVER:
        return Action.HAND_OVER
    is_asking = any(answer.action is Action.ASK_BACK for answer in answers)
    return Action.ASK_BACK if is_asking else Action.NONE


def _cited(answers: list[Answer]) -> set[str]:
    return {id_ for part in _once(answers) for one in part.sentences for id_ in one.evidence}


def _notes(
    v: Voice, question: Question, evidence: Evidence, cited: set[str], *, by_model: bool
) -> tuple[Paragraph, ...]:
    """Say in small what the reader should know of how the answer was made."""
    sentences = [fixed_words.language_note(v, question.language)]
    if cited and not by_model:
        sentences.append(v.say("Answered without the language model."))
    if any(isinstance(item, Passage) and item.suspicious and item.id in cited for item in evidence.found):
        sentences.append(v.say("A passage reads like instructions to a program: it is only quoted here."))
    if any(found.lexical_only and _quotes(found, cited) for found in evidence.asks):
        sentences.append(v.say("The documents were searched by words alone."))
    return note(*sentences)


def _quotes(found: AskEvidence, cited: set[str]) -> bool:
    return any(isinstance(item, Passage) and item.id in cited for item in found.found)


def _kind(reason: str | None) -> OutcomeKind:
    return next((kind for known, kind in _KINDS.items() if known == reason), OutcomeKind.REPLY)


def _as_of(evidence: Evidence, citations: tuple[Citation, ...], now: datetime) -> datetime:
    """Return when the oldest live fact of the answer was read."""
    cited = {citation.evidence for citation in citations}
    moments = [getattr(item, "as_of", None) for item in evidence.found if item.id in cited]
    return min((moment for moment in moments if moment is not None), default=now)


def _fixed_outcome(v: Voice, turn: Turn, text: str, reason: str) -> Outcome:
    return Outcome(
        kind=OutcomeKind.REFUSAL,
        turn_id=turn.id,
        text=text,
        language=v.language,
        as_of=v.now,
        reason=reason,
    )
