"""The language model as a `bot.ports.Writer`, with the composer behind it (ADR 0017)."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import (
    COMPOSER,
    NOT_VERIFIED,
    Action,
    Draft,
    Outcome,
    Paragraph,
    ParagraphKind,
    Sentence,
    Turn,
)
from bot.generation.composer import GroundedComposer
from bot.generation.model.chain import Asked, Chain
from bot.generation.model.prompt import PROMPT_VERSION, prompt_for
from bot.generation.model.reading import Written, paragraphs_from, written_from
from bot.generation.model.trimming import ranked, trimmed
from bot.generation.model.wordable import asks_for_model, is_for_model, is_wordable
from bot.generation.parts import NoAnswer
from bot.generation.renderers.fixed import hand_over
from bot.generation.voice import Voice
from bot.ports import Clock
from retrieval.audience import Audience
from retrieval.evidence import Evidence
from retrieval.question import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelWriter:
    """Words what evidence answers by the first model of the chain that can, else by the composer.

    What a model never words is in `wordable.py`: those answers are the composer's, and no fallback. Models
    have until `until_seconds` after the turn's moment, which the clock tells; the composer's answer is ready
    before they are asked.
    """

    composer: GroundedComposer
    chain: Chain
    clock: Clock
    until_seconds: float = 11.0
    evidence_tokens: int = 6_000

    async def draft(self, question: Question, evidence: Evidence, audience: Audience, now: datetime) -> Draft:
        composed = await self.composer.draft(question, evidence, audience, now)
        if not is_wordable(question, evidence, composed):
            return composed
        asks = tuple(asks_for_model(evidence))
        given = trimmed(filter(is_for_model, ranked(asks)), self.evidence_tokens)
        if not given:
            self.chain.tell("", "evidence_too_long")
            return replace(composed, fallbacks=(f"{COMPOSER}:evidence_too_long",))
        v = self.composer.voice(question.language, audience, now)

        def read(text: str) -> tuple[Written, tuple[Paragraph, ...]]:
            written = written_from(text)
            whole = not audience.is_staff
            return written, paragraphs_from(written, given, language=v.language, whole=whole)

        asked = await self.chain.ask(prompt_for(v, asks, given), read, self._left(now))
        if asked.value is None:
            return replace(composed, usage=asked.usage, fallbacks=asked.fallbacks)
        written, paragraphs = asked.value
        return self._drafted(v, question, evidence, written.asked_for, paragraphs, asked)

    async def fall_back(
        self, fallen: Draft, question: Question, evidence: Evidence, audience: Audience, now: datetime
    ) -> Draft:
        """Return the composer's whole answer for a model's that the check left nothing of."""
        if fallen.model == COMPOSER:
            return fallen
        self.chain.tell(fallen.model, NOT_VERIFIED)
        composed = await self.composer.draft(question, evidence, audience, now)
        fallbacks = (*fallen.fallbacks, f"{fallen.model}:{NOT_VERIFIED}")
        return replace(composed, usage=fallen.usage, fallbacks=fallbacks)

    def word(
        self, turn: Turn, question: Question, draft: Draft, evidence: Evidence, now: datetime
    ) -> Outcome:
        return self.composer.word(turn, question, draft, evidence, now)

    def refuse(self, turn: Turn, reason: str, now: datetime, until: datetime | None = None) -> Outcome:
        return self.composer.refuse(turn, reason, now, until)

    def apologise(self, turn: Turn, reason: str, reference: str) -> Outcome:
        return self.composer.apologise(turn, reason, reference)

    async def close(self) -> None:
        await self.chain.close()

    def _left(self, now: datetime) -> float:
        """Return the seconds models have; a clock that stands or was set back takes nothing from them."""
        spent = (self.clock.now() - now).total_seconds()
        return self.until_seconds - max(0.0, spent)

    def _drafted(  # noqa: PLR0917 - what was asked, found and answered
        self,
        v: Voice,
        question: Question,
        evidence: Evidence,
        action: Action,
        paragraphs: tuple[Paragraph, ...],
        asked: Asked[tuple[Written, tuple[Paragraph, ...]]],
    ) -> Draft:
        is_handed_over = action is Action.HAND_OVER
        said = with_moment(v, paragraphs, evidence)
        passed_on = _passed_on(v, bool(said)) if is_handed_over else ()
        cited = {id_ for part in said for one in part.sentences for id_ in one.evidence}
        return Draft(
            paragraphs=(*said, *passed_on, *self.composer.notes(v, question, evidence, cited)),
            language=v.language,
            action=action,
            reason=NoAnswer.HAND_OVER if is_handed_over else None,
            model=asked.model,
            model_version=asked.version,
            prompt=PROMPT_VERSION,
            usage=asked.usage,
            fallbacks=asked.fallbacks,
        )


def with_moment(v: Voice, paragraphs: tuple[Paragraph, ...], evidence: Evidence) -> tuple[Paragraph, ...]:
    """Say behind the headline when the oldest live fact of the answer was read."""
    cited = {id_ for part in paragraphs for one in part.sentences for id_ in one.evidence}
    moments = {item.id: getattr(item, "as_of", None) for item in evidence.found if item.id in cited}
    live = [(moment, id_) for id_, moment in moments.items() if moment is not None]
    if not live or not paragraphs:
        return paragraphs
    moment, id_ = min(live)
    head, *others = paragraphs[0].sentences
    as_of = Sentence(text=v.as_of(moment), evidence=(id_,))
    return (replace(paragraphs[0], sentences=(head, as_of, *others)), *paragraphs[1:])


def _passed_on(v: Voice, is_behind: bool) -> tuple[Paragraph, ...]:
    """The words of handing over are ours: a model that says so has passed on nothing."""
    said = hand_over(v).paragraphs
    return tuple(replace(part, kind=ParagraphKind.TEXT) for part in said) if is_behind else said
