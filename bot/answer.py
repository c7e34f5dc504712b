"""The story of one turn. Start reading here.

    Turn ─► screen ─► understand ─► retrieve ─► distrust ─► hide ─► draft ─► check ─► word ─► deliver

`answer()` only reads, so it may run again after a crash. What comes of it is recorded and delivered by
`bot/durable.py`; the steps are ports (`bot/ports.py`), the words are in `bot/domain.py`, and
`bot/app.py` decides who stands behind each port.
"""

from dataclasses import dataclass, replace

from bot.domain import Outcome, Turn
from bot.ports import Clock, Guard, Memory, Retriever, Writer


@dataclass(frozen=True, slots=True, kw_only=True)
class Assistant:
    guard: Guard
    retriever: Retriever
    writer: Writer
    memory: Memory
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
        question = await self.retriever.understand(turn.text, turn.handles, focus, turn.audience, now)
        evidence = await self.retriever.retrieve(question, turn.audience, now)
        evidence = await self.guard.distrust(evidence, turn.audience)
        question, evidence = await self.guard.hide(question, evidence, turn)
        draft = await self.writer.draft(question, evidence, turn.audience, now)
        checked = self.guard.check(draft, evidence, turn.audience, now)
        if screened.suspected_of and not checked.is_safe_to_give:
            return self.writer.refuse(turn, "suspicious", now)
        outcome = self.writer.word(turn, question, checked, evidence, now)
        focus = self.retriever.focus_after(question, evidence, focus, turn.audience)
        return replace(outcome, asked=turn.text, focus=focus)
