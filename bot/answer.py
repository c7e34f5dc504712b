"""The story of one turn. Start reading here.

    Turn ─► screen ─► prove ─► understand ─► retrieve ─► distrust ─► hide ─► draft ─► check ─► word ─► deliver

`answer()` only reads, so it may run again after a crash. What comes of it is recorded and delivered by
`bot/durable/`; the steps are ports (`bot/ports.py`), the words are in `bot/domain.py`, and
`bot/app.py` decides who stands behind each port.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain import Draft, Outcome, Turn
from bot.ports import Clock, Guard, Memory, Proofs, Retriever, Writer
from retrieval.audience import Audience
from retrieval.evidence import Evidence
from retrieval.question import Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistant:
    guard: Guard
    retriever: Retriever
    writer: Writer
    memory: Memory
    proofs: Proofs
    clock: Clock

    async def answer(self, turn: Turn) -> Outcome:
        """Return the checked answer to a turn, or the reason why there is none.

        Raises: `GuardError` when a guardrail cannot do its work. A source that is down is no fault here:
        the answer says so.
        """
        screened = await self.guard.screen(turn.text, turn.conversation, turn.reader)
        if screened.blocked_by:
            return self.writer.refuse(turn, screened.blocked_by, self.clock.now())
        turn = replace(turn, text=screened.text, handles=screened.handles)

        now = self.clock.now()
        focus = await self.memory.recall(turn.conversation)
        shown = await self.proofs.seen(turn, focus, now)
        if shown.refused:
            return self.writer.refuse(turn, shown.refused, now, shown.until)
        turn = shown.turn
        question = await self.retriever.understand(turn.text, turn.handles, focus, turn.audience, now)
        question = replace(question, suspicious=screened.suspected_of is not None)
        evidence = await self.retriever.retrieve(question, turn.audience, now)
        evidence = await self.guard.distrust(evidence, turn.audience)
        question, evidence = await self.guard.hide(question, evidence, turn)
        checked = await self._draft(question, evidence, turn.audience, now)
        if screened.suspected_of and not checked.is_safe_to_give:
            return self.writer.refuse(turn, "suspicious", now)
        outcome = self.writer.word(turn, question, checked, evidence, now)
        focus = self.retriever.focus_after(question, evidence, focus, turn.audience)
        focus = replace(focus, guest_order=shown.order, proven=shown.proven)
        return replace(outcome, asked=turn.text, focus=focus)

    async def _draft(
        self, question: Question, evidence: Evidence, audience: Audience, now: datetime
    ) -> Draft:
        """Return a checked draft; where nothing of it holds, the whole one of who stands behind it."""
        draft = await self.writer.draft(question, evidence, audience, now)
        checked = self.guard.check(draft, evidence, audience, now)
        if not checked.has_fallen:
            return checked
        draft = await self.writer.fall_back(checked, question, evidence, audience, now)
        return self.guard.check(draft, evidence, audience, now)
