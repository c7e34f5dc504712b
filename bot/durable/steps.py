"""The three steps of a turn. Each may run again after a crash, and then changes nothing twice.

`think` only reads. `record` is one transaction. `deliver` looks before it sends again what may have arrived.
"""

import asyncio
import contextlib
import random
from collections.abc import Awaitable, Callable, Mapping
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from datetime import datetime

from cachetools import LRUCache

from bot.domain import ConversationReference, Outcome, Outgoing, Thought, Turn
from bot.durable.faults import Apologies
from bot.durable.line import Line
from bot.errors import NotSent
from bot.lane import Lane, waiting_elsewhere
from bot.outgoing import NOTICE
from bot.ports import Begun, Channel, Clock, TurnBook, Vault
from bot.restoring import restored
from guardrails.vault import SealedValue

Answer = Callable[[Turn], Awaitable[Outcome]]
IsPaused = Callable[..., Awaitable[bool]]
"""Whether one of the named switches is set."""
WhileWorking = Callable[[Turn, ConversationReference], AbstractAsyncContextManager[None]]
"""Entered while a turn is thought about: it may show people a status, and raises nothing."""
_PAUSED_SECONDS = 1.0
_AT_ONCE = 4
"""Turns that reckon at the same time: with more of them none is ready sooner, and the event loop is late."""


def _unwatched(turn: Turn, reference: ConversationReference) -> AbstractAsyncContextManager[None]:
    return contextlib.nullcontext()


async def _never_paused(*names: str) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """In seconds but for the counts. `word`: by when an asker gets a word, counted from their message."""

    word: float = 20.0
    send: float = 10.0
    wait_to_deliver: float = 30.0
    """How long an answer waits for those of earlier turns of its conversation."""
    longest_pause: float = 60.0
    tries_to_think: int = 3
    tries_to_send: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class TurnSteps:
    answer: Answer
    book: TurnBook
    vault: Vault
    channels: Mapping[str, Channel]
    apologies: Apologies
    clock: Clock
    line: Line
    bounds: Bounds = field(default_factory=Bounds)
    is_paused: IsPaused = _never_paused
    while_working: WhileWorking = _unwatched
    lane: Lane = field(default_factory=lambda: Lane(places=_AT_ONCE))
    _at_work: LRUCache[str, tuple[Turn, ConversationReference]] = field(
        default_factory=lambda: LRUCache(2_000), repr=False
    )

    async def think(self, turn_id: str) -> Thought | None:
        """Return what the turn comes to: an answer, or fixed words for why there is none.

        None for one that was recorded before: there is only something to send.

        Raises: `UnknownTurn`, `TakenOver`, `RecordUnavailable`.
        """
        begun = await self.book.begin(turn_id)
        turn = begun.turn
        self._at_work[turn_id] = (turn, begun.reference)
        if begun.is_recorded:
            return None
        if begun.tries > self.bounds.tries_to_think:
            await self.book.poison(turn_id, "TooManyTries")
            return Thought(outcome=self.apologies.for_fault(turn, "fault", "TooManyTries"))
        before: tuple[SealedValue, ...] = ()
        try:
            async with asyncio.timeout(self._seconds_left(begun.accepted_at)):
                await self._earlier_are_recorded(begun)
                before = await self.book.values(turn.conversation)
                self.vault.put(turn.conversation, before)
                async with self.while_working(turn, begun.reference):
                    outcome = await self.answer(turn)
        except TimeoutError:
            outcome = self.apologies.for_fault(turn, "timeout", "TimeoutError")
        except Exception as error:  # the last net: a person who asked always gets an answer or a reason
            outcome = self.apologies.for_fault(turn, "fault", type(error).__name__)
        return Thought(outcome=outcome, values=self._new_values(turn, before))

    async def record(self, turn_id: str, thought: Thought, *, is_told: bool = False) -> None:
        """Raises: `RecordUnavailable`, and `AuditUnavailable`: then nothing of the turn is recorded."""
        turn, reference = await self._opened(turn_id)
        await self.book.record(turn, reference, thought, is_told=is_told)
        self.line.recorded(turn_id)

    async def say_sorry(self, turn_id: str) -> tuple[Thought, bool]:
        """Return words for an answer that cannot be recorded, and whether the asker has them by now."""
        turn, reference = await self._opened(turn_id)
        sorry = self.apologies.for_fault(turn, "unrecorded", "RecordUnavailable")
        message = Outgoing(
            turn_id=turn_id, kind="reply", ordinal=0, reader=turn.reader, reference=reference, outcome=sorry
        )
        try:
            async with asyncio.timeout(self.bounds.send):
                await self.channels[reference.channel].send(message)
        except NotSent:
            return Thought(outcome=sorry), False
        except Exception:  # they may have them: better that than twice
            return Thought(outcome=sorry), True
        return Thought(outcome=sorry), True

    async def deliver(self, turn_id: str) -> None:
        """Send what is to be sent, until nothing is left. Raises: `TakenOver`, `RecordUnavailable`."""
        await self._earlier_are_done(turn_id)
        while await self.is_paused("sending"):
            async with waiting_elsewhere():  # another process may set the switch
                await asyncio.sleep(_PAUSED_SECONDS)
        while messages := (await self.book.unsent(turn_id)).messages:
            for message in messages:
                await self._deliver(message)
        self.line.done(turn_id)

    async def _deliver(self, message: Outgoing) -> None:
        channel = self.channels.get(message.reference.channel)
        if channel is None:
            await self.book.undeliverable(message)
            return
        shown = await self._as_its_reader_may_see_it(message)
        for number in range(self.bounds.tries_to_send):
            if message.is_begun and await self._is_settled(message, channel):
                return
            await self.book.sending(message)
            try:
                async with waiting_elsewhere(), asyncio.timeout(self.bounds.send):
                    message_id = await channel.send(shown)
            except NotSent as error:
                await self.book.not_sent(message)
                message = replace(message, is_begun=False)
                await self._wait(number, error.retry_after_seconds)
            except Exception:  # nobody can tell whether it arrived
                message = replace(message, is_begun=True)
                if channel.reads_back:
                    await self._wait(number, None)
            else:
                await self.book.sent(message, message_id)
                return
        await self.book.undeliverable(message)

    async def _is_settled(self, message: Outgoing, channel: Channel) -> bool:
        """Look whether a message that was begun arrived. Where nobody can, an apology takes its place."""
        if not channel.reads_back:
            await self._apologise_for(message)
            return True
        for number in range(self.bounds.tries_to_send):
            try:
                async with waiting_elsewhere(), asyncio.timeout(self.bounds.send):
                    message_id = await channel.find(message)
            except Exception:  # not even that can be asked now: wait, and look again
                await self._wait(number, None)
            else:
                break
        else:
            await self.book.undeliverable(message)
            return True
        if message_id is None:
            return False
        await self.book.sent(message, message_id)
        return True

    async def _apologise_for(self, message: Outgoing) -> None:
        if message.kind in ("apology", NOTICE):  # the asker need not hear of a notice that others may have
            await self.book.unsure(message, None)
            return
        turn, _ = await self._opened(message.turn_id)
        sorry = self.apologies.for_fault(turn, "unsure", "UnsureIfSent")
        await self.book.unsure(message, replace(message, kind="apology", outcome=sorry, is_begun=False))

    async def _as_its_reader_may_see_it(self, message: Outgoing) -> Outgoing:
        conversation = message.reference.conversation
        self.vault.put(conversation, await self.book.values(conversation))
        handles = self.vault.handles(conversation, message.reader)
        return replace(message, outcome=restored(message.outcome, handles))

    async def _earlier_are_recorded(self, begun: Begun) -> None:
        earlier = begun.waits_for
        while earlier is not None:
            async with waiting_elsewhere():
                await self.line.until_recorded(earlier)
            earlier = await self.book.waits_for(begun.turn.id, recorded=True)

    async def _earlier_are_done(self, turn_id: str) -> None:
        """Keep the order of answers, but hold none back for long: one that cannot be sent stops nobody."""
        try:
            async with asyncio.timeout(self.bounds.wait_to_deliver):
                while (earlier := await self.book.waits_for(turn_id, recorded=False)) is not None:
                    async with waiting_elsewhere():
                        await self.line.until_done(earlier)
        except TimeoutError:
            return

    async def _opened(self, turn_id: str) -> tuple[Turn, ConversationReference]:
        if (opened := self._at_work.get(turn_id)) is None:
            opened = self._at_work[turn_id] = await self.book.opened(turn_id)
        return opened

    def _new_values(self, turn: Turn, before: tuple[SealedValue, ...]) -> tuple[SealedValue, ...]:
        return tuple(value for value in self.vault.entries(turn.conversation) if value not in before)

    def _seconds_left(self, accepted_at: datetime) -> float:
        """An asker who waited for longer already is given what a first try has of thinking."""
        waited = (self.clock.now() - accepted_at).total_seconds()
        return max(self.bounds.word - waited, 1.0)

    async def _wait(self, number: int, wanted_seconds: float | None) -> None:
        async with waiting_elsewhere():
            await asyncio.sleep(self._pause(number, wanted_seconds))

    def _pause(self, number: int, wanted_seconds: float | None) -> float:
        """Return how long to wait: what the channel asks for, else longer each time; never all at once."""
        pause = wanted_seconds if wanted_seconds is not None else 0.5 * 2.0**number
        return min(pause, self.bounds.longest_pause) * random.uniform(1.0, 1.3)  # noqa: S311 - no secret
