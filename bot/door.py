"""What a channel is handed: the door its questions, and what people do with answers, come in at.

Who asks, what may be said where, and what goes to the asker alone is decided here, alike for every channel.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from weakref import WeakValueDictionary

from bot.channel_words import ChannelWords
from bot.domain import ConversationReference, Outcome, Turn
from bot.errors import UnknownTurn
from bot.identities import Identities
from bot.identity import ChannelUser, Hearing, Known, covers, heard_in
from bot.outgoing import news_of
from bot.ports import (
    AnswerBook,
    FeedbackBook,
    Given,
    HandOverBook,
    HandOverState,
    Places,
    SentMessage,
    Vault,
)
from bot.restoring import restored
from guardrails.vault import Handle, SealedValue
from retrieval.audience import PUBLIC

Readers = Callable[[], Awaitable[list[ChannelUser] | None]]
"""Returns who reads along where something was asked; None when that cannot be found out."""
Accept = Callable[[Turn, ConversationReference], Awaitable[bool]]
AnswerNow = Callable[[Turn, ConversationReference], Awaitable[Outcome]]
SendMore = Callable[[str, str, Outcome], Awaitable[bool]]
Redact = Callable[[str, str, str], Awaitable[str]]
Values = Callable[[str], Awaitable[tuple[SealedValue, ...]]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A conversation, and as JSON what the channel needs to send there."""

    conversation: str
    address: str = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A message to Shipmate as a channel delivers it.

    `directly` and `readers` are for a place that others read along in: where the asker alone is answered,
    and who the others are. `replaces` is the id of the first version of an edited message.
    """

    id: str
    user: ChannelUser
    text: str = field(repr=False)
    received_at: datetime
    here: Place
    directly: Place | None = None
    readers: Readers | None = None
    replaces: str = ""
    files: int = 0
    """Files and pictures that came with it: they go to a person."""
    about: str = ""
    """The turn whose answer made somebody press "Ask a person"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """Raises, everywhere: `RecordUnavailable`, and for new questions `Draining`: deliver it again later."""

    accept: Accept
    answer_now: AnswerNow
    identities: Identities
    answers: AnswerBook
    feedback: FeedbackBook
    vault: Vault
    values: Values
    redact: Redact
    hand_overs: HandOverBook
    places: Places
    send_more: SendMore
    look_seconds: float = 1.5
    """How long an acknowledgement may wait for who asks: a channel has three seconds for everything."""
    _in_order: "WeakValueDictionary[str, asyncio.Lock]" = field(default_factory=WeakValueDictionary)

    async def ask(self, question: Question) -> bool:
        """Commit a question; False for one that is there already. Then the channel may acknowledge.

        Questions of one conversation are committed in the order in which they came in.
        """
        async with self._in_order.setdefault(question.here.conversation, asyncio.Lock()):
            return await self._ask(question)

    async def _ask(self, question: Question) -> bool:
        known, hearing = await asyncio.gather(self.known(question.user), self._hearing(question))
        replaced: tuple[str, ...] = ()
        if question.replaces:
            if await self.is_known(question.id):
                return False
            replaced = tuple(
                one.message_id for one in await self.withdraw(question.replaces) if one.kind == "reply"
            )
        turn, reference = _placed(question, known, hearing, replaced)
        return await self.accept(turn, reference)

    async def ask_directly(self, turn_id: str, user: ChannelUser, place: Place, now: datetime) -> bool:
        """Ask again what somebody asked where others read along, for them alone. Raises: `UnknownTurn`."""
        given = await self.answers.given(turn_id)
        known = await self.known(user)
        if known.person != given.turn.person:
            return False
        question = Question(
            id=f"{turn_id}:direct", user=user, text=given.turn.text, received_at=now, here=place
        )
        return await self.accept(*_placed(question, known, None, ()))

    async def look_up(self, question: Question) -> Outcome:
        """Answer at once, for a channel that waits for it: recorded, and sent by nobody."""
        known = await self.known(question.user)
        turn, reference = _placed(question, known, None, ())
        return await self.answer_now(turn, reference)

    async def withdraw(self, question: str) -> tuple[SentMessage, ...]:
        """Take back a question that its asker deleted; returns the messages that had arrived for it."""
        return await self.answers.withdraw(question)

    async def judge(self, turn_id: str, user: ChannelUser, *, is_good: bool, reason: str = "") -> None:
        """Keep what somebody thinks of an answer. Raises: `UnknownTurn`, `GuardError`."""
        given = await self.answers.given(turn_id)
        person = (await self.known(user)).person
        if reason:
            reason = await self.redact(reason[:2000], given.turn.conversation, person)
        await self.feedback.keep(turn_id=turn_id, person=person, is_good=is_good, reason=reason)

    async def opened(self, turn_id: str, user: ChannelUser) -> Outcome | None:
        """Return an answer with its evidence, as this person may see it; None when it is not for them.

        Raises: `UnknownTurn` when it is no longer kept.
        """
        given, known = await asyncio.gather(self.answers.given(turn_id), self.known(user))
        if given.outcome is None:
            raise UnknownTurn("There is no answer to this turn, or it is no longer kept.")
        turn = given.turn
        if known.person == turn.person:
            if turn.audience != PUBLIC and known.audience == PUBLIC:  # their rights are gone since
                return None
            return restored(given.outcome, await self._handles(turn))
        is_open = not given.reference.pointer and covers(known.audience, turn.audience)
        return restored(given.outcome, ()) if is_open else None

    async def shareable(self, turn_id: str, user: ChannelUser, readers: Readers) -> Given | None:
        """Return an answer that its asker may show to all who read where they asked; None when they may not.

        Whoever asked decides; but nothing is shown to people from outside. Personal values stay out of it.
        """
        given, known = await asyncio.gather(self.answers.given(turn_id), self.known(user))
        if given.outcome is None or known.person != given.turn.person or not given.reference.pointer:
            return None
        there = await readers()
        if there is None or any(one.is_outside for one in there):
            return None
        return replace(given, outcome=restored(given.outcome, ()))

    async def take(self, turn_id: str, user: ChannelUser, name: str, now: datetime) -> HandOverState | None:
        """Say that somebody takes a question that people have, and tell who asked. None: they may not.

        Only colleagues with a name of their own take one; a shared device does not.
        """
        if not (known := await self.known(user)).may_decide:
            return None
        if await self.hand_overs.take(turn_id, known.person):
            await self._tell(turn_id, "taken", lambda words: words.taken_by(name), now)
        return await self.hand_overs.state_of(turn_id)

    async def answered(
        self, turn_id: str, user: ChannelUser, name: str, now: datetime
    ) -> HandOverState | None:
        """Say that a person answered, and tell who asked. None: they may not."""
        if not (known := await self.known(user)).may_decide:
            return None
        if await self.hand_overs.answered(turn_id, known.person):
            await self._tell(turn_id, "answered", lambda words: words.answered_by(name), now)
        return await self.hand_overs.state_of(turn_id)

    async def waiting_for(self, user: ChannelUser) -> tuple[HandOverState, ...]:
        """Return the questions that wait for a role of somebody who may take them, oldest first."""
        known = await self.known(user)
        if not known.may_decide:
            return ()
        mine = {f"role:{role}" for role in known.audience.roles}
        return tuple(one for one in await self.hand_overs.open_ones() if one.to in mine)

    async def state_of(self, turn_id: str) -> HandOverState | None:
        """Return who has a question, and what became of it; None for one that nobody has."""
        return await self.hand_overs.state_of(turn_id)

    async def _tell(
        self, turn_id: str, kind: str, said: Callable[[ChannelWords], str], now: datetime
    ) -> None:
        """Send who asked one more sentence, where they asked."""
        given = await self.answers.given(turn_id)
        language = given.outcome.language if given.outcome else "en"
        outcome = news_of(turn_id, said(ChannelWords(language)), language, now)
        await self.send_more(turn_id, kind, outcome)

    async def known(self, user: ChannelUser) -> Known:
        """Return who this is, within the time there is; a later question finds what took longer."""
        looking = asyncio.create_task(self.identities.known(user))
        try:
            async with asyncio.timeout(self.look_seconds):
                return await asyncio.shield(looking)
        except TimeoutError:
            looking.add_done_callback(_seen)
            person = await self.identities.person(user)
            return Known(person=person, is_certain=False)

    async def _hearing(self, question: Question) -> Hearing | None:
        if question.directly is None or question.readers is None:
            return None
        looking = asyncio.create_task(self._heard(question.user, question.readers))
        try:
            async with asyncio.timeout(self.look_seconds):
                return await asyncio.shield(looking)
        except TimeoutError:
            looking.add_done_callback(_seen)
            return heard_in((await self.known(question.user)).audience, None, has_outsiders=False)

    async def _heard(self, user: ChannelUser, readers: Readers) -> Hearing:
        return await self.identities.hearing(user, await readers())

    async def _handles(self, turn: Turn) -> tuple[Handle, ...]:
        self.vault.put(turn.conversation, await self.values(turn.conversation))
        return self.vault.handles(turn.conversation, turn.reader)

    async def given(self, turn_id: str) -> Given:
        """Raises: `UnknownTurn`. What it holds is for nobody's eyes: `opened` is."""
        return await self.answers.given(turn_id)

    async def turn_of(self, conversation: str, message_id: str) -> str | None:
        """Return the turn that a message of ours answers; None for one nobody knows."""
        return await self.answers.turn_of(conversation, message_id)

    async def is_talking(self, conversation: str, user: ChannelUser) -> bool:
        """Return whether somebody asked in a conversation not long ago: they go on without a mention."""
        return await self.identities.person(user) in await self.answers.askers(conversation)

    async def is_known(self, turn_id: str) -> bool:
        with contextlib.suppress(UnknownTurn):
            await self.answers.given(turn_id)
            return True
        return False


def _placed(
    question: Question, known: Known, hearing: Hearing | None, replaced: tuple[str, ...]
) -> tuple[Turn, ConversationReference]:
    """Return the turn, and where its answer goes: where it was asked, or to the asker alone."""
    place, audience, pointer, is_narrowed = question.here, known.audience, "", False
    if hearing is not None and question.directly is not None:
        if hearing.here is None:
            place, pointer = question.directly, question.here.address
        else:
            audience, is_narrowed = hearing.here, hearing.here != hearing.privately
    turn = Turn(
        id=question.id,
        conversation=place.conversation,
        audience=audience,
        text=question.text,
        received_at=question.received_at,
        person=known.person,
        channel=question.user.channel,
        warehouse=known.warehouse,
        is_asker_certain=known.is_certain,
        files=question.files,
        about=question.about,
    )
    return turn, ConversationReference(
        channel=question.user.channel,
        conversation=place.conversation,
        address=place.address,
        pointer=pointer,
        is_narrowed=is_narrowed,
        replaces=replaced,
    )


def _seen(looking: "asyncio.Task[Any]") -> None:
    """Take what came of a look nobody waits for any more: what it found is kept where it was looked for."""
    if not looking.cancelled():
        looking.exception()
