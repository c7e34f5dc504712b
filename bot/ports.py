"""What the core asks of the outside."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.domain import ConversationReference, Draft, Outcome, Outgoing, Thought, Turn
from guardrails.directory import Directory
from guardrails.vault import Handle, SealedValue
from retrieval.audience import Audience
from retrieval.evidence import Evidence
from retrieval.proof import Proven
from retrieval.question import Focus, Question


class Clock(Protocol):
    def now(self) -> datetime:
        """Return the moment, aware, in UTC."""
        ...


class Screened(Protocol):
    @property
    def text(self) -> str: ...
    @property
    def handles(self) -> tuple[Handle, ...]: ...
    @property
    def blocked_by(self) -> str | None: ...
    @property
    def suspected_of(self) -> str | None: ...


class Guard(Protocol):
    """Fails closed: raises `GuardError` when it cannot do its work."""

    async def screen(self, text: str, conversation: str, reader: str) -> Screened:
        """Return the text with personal data replaced by handles, or what blocks it."""
        ...

    async def distrust(self, evidence: Evidence, audience: Audience) -> Evidence:
        """Return the evidence without orders to the assistant in it: data for staff at most."""
        ...

    async def hide(self, question: Question, evidence: Evidence, turn: Turn) -> tuple[Question, Evidence]:
        """Return both with personal data replaced by handles, the same ones as in the turn's text."""
        ...

    def check(self, draft: Draft, evidence: Evidence, audience: Audience, now: datetime) -> Draft:
        """Return the draft without the paragraphs that hold a claim its evidence does not bear out.

        Only staff get what is left of it: for all others the whole draft goes, never a remainder.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A turn with what its asker may see, once their proof was looked at.

    `order` is what they asked about, `proven` what they gave proof of: the conversation goes on from both.
    `refused` is "wait" when they have to wait until a moment before they may try again, and "orders_down"
    when nobody could be asked.
    """

    turn: Turn
    order: str = ""
    proven: Proven | None = None
    refused: str = ""
    until: datetime | None = None


class Proofs(Protocol):
    async def seen(self, turn: Turn, focus: Focus, now: datetime) -> Shown:
        """Return the turn of a guest with what they may see by their proof; all others' as it is."""
        ...


class Retriever(Protocol):
    async def understand(
        self, text: str, handles: Sequence[Handle], focus: Focus, audience: Audience, now: datetime
    ) -> Question:
        """Return what is asked. The values of handles are read to find records, and go no further."""
        ...

    async def retrieve(self, question: Question, audience: Audience, now: datetime) -> Evidence:
        """Return what was found and what could not be asked. One dead source never hides the other."""
        ...

    def focus_after(self, question: Question, evidence: Evidence, before: Focus, audience: Audience) -> Focus:
        """Return what the conversation is about now, for this asker and those who see the same."""
        ...


class Writer(Protocol):
    async def draft(
        self, question: Question, evidence: Evidence, audience: Audience, now: datetime
    ) -> Draft: ...

    async def fall_back(
        self, fallen: Draft, question: Question, evidence: Evidence, audience: Audience, now: datetime
    ) -> Draft:
        """Return the whole answer of who stands behind the one that drafted; `fallen` when nobody does."""
        ...

    def word(
        self, turn: Turn, question: Question, draft: Draft, evidence: Evidence, now: datetime
    ) -> Outcome:
        """Return the checked draft as an outcome: text with `[n]` marks, citations in order of use."""
        ...

    def refuse(self, turn: Turn, reason: str, now: datetime, until: datetime | None = None) -> Outcome:
        """Return the fixed words for a turn that is not answered; `until` says when to ask again."""
        ...


class Allowance(Protocol):
    """What language models may cost. Raises: `RecordUnavailable`: then no model is asked."""

    async def may_spend(self) -> bool:
        """Return whether today's limit leaves room for one more question to a model."""
        ...

    async def spent(self, model: str, prompt_tokens: int, completion_tokens: int) -> None:
        """Write down what a call used, also one that came to nothing. `model` is named as in the settings."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelCall:
    """One model that was asked, or passed over without being asked.

    `model` is named as in the settings, "" for the composer's stand-in; `reason` is a code, None for an
    answer that could be used. `seconds` is how long it was waited for.
    """

    model: str
    reason: str | None
    seconds: float = 0.0
    prompt_tokens: int = 0
    completion_tokens: int = 0


class ModelWatch(Protocol):
    """Told of each call for the figures. What it raises is dropped: figures may fail."""

    def __call__(self, call: ModelCall) -> None: ...


class Memory(Protocol):
    async def recall(self, conversation: str) -> Focus: ...

    async def remember(self, conversation: str, focus: Focus) -> None: ...

    async def forget(self, conversation: str) -> None: ...


class People(Protocol):
    async def directory(self) -> Directory:
        """Return the names of the individuals the company knows, as far as they could be read."""
        ...


class Vault(Protocol):
    """Values behind placeholders, per conversation. A `reader` typed a value or was shown it."""

    def seal(self, conversation: str, kind: str, value: str, reader: str = "") -> Handle:
        """Return the handle of this value, the same one each time in a conversation."""
        ...

    def handles(self, conversation: str, reader: str = "") -> tuple[Handle, ...]:
        """Return the handles whose value this reader saw."""
        ...

    def forget(self, conversation: str) -> None: ...

    def entries(self, conversation: str) -> tuple[SealedValue, ...]:
        """Return all that is sealed in a conversation, in the order of its letters."""
        ...

    def put(self, conversation: str, entries: Sequence[SealedValue]) -> None:
        """Set what is sealed in a conversation: what the record holds of it."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """A turn that is to be thought about, for the `tries`th time (from 1)."""

    turn: Turn
    reference: ConversationReference
    accepted_at: datetime
    tries: int
    waits_for: str | None
    """The last turn before it in the conversation that is not recorded: what came of it is needed first."""
    is_recorded: bool = False
    """It was recorded before: there is nothing to think about, only something to send."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsent:
    """What is still to be sent for a turn, in its order."""

    messages: tuple[Outgoing, ...]
    waits_for: str | None
    """The last turn before it in the conversation that is not done: its answer should come first."""


class TurnBook(Protocol):
    """The record of turns. Every method commits before it returns. Raises: `RecordUnavailable`.

    A turn belongs to the process that works on it; for another one it raises `TakenOver`.
    """

    async def accept(self, turn: Turn, reference: ConversationReference) -> bool:
        """Commit a turn with its place in the conversation; False for one that is there already."""
        ...

    async def begin(self, turn_id: str) -> Begun:
        """Count a try to think. Raises: `UnknownTurn`, also for one whose person was forgotten."""
        ...

    async def opened(self, turn_id: str) -> tuple[Turn, ConversationReference]:
        """Return a turn with its text. Raises: `UnknownTurn`."""
        ...

    async def waits_for(self, turn_id: str, *, recorded: bool) -> str | None:
        """Return the last turn before it in its conversation that is not recorded (or not done), or None."""
        ...

    async def values(self, conversation: str) -> tuple[SealedValue, ...]:
        """Return what is sealed in a conversation so far."""
        ...

    async def record(
        self, turn: Turn, reference: ConversationReference, thought: Thought, *, is_told: bool = False
    ) -> None:
        """Commit audit, conversation, values and what is to be sent, in one transaction.

        Again for a turn that was recorded it changes nothing. With `is_told` the asker had these words
        already, when they could not be recorded. Raises: `AuditUnavailable` when nothing could be written to
        the audit: then nothing is recorded at all.
        """
        ...

    async def add_message(self, turn_id: str, kind: str, outcome: Outcome) -> bool:
        """Put one more message out for a turn that was recorded; False for one of this kind that is there.

        The turn is this process's then, and has to be run again. Raises: `UnknownTurn`.
        """
        ...

    async def unsent(self, turn_id: str) -> Unsent: ...

    async def sending(self, message: Outgoing) -> None:
        """Write down that it is begun to send, before it is."""
        ...

    async def sent(self, message: Outgoing, message_id: str) -> None:
        """Write down that it arrived. A turn with nothing left to send is done: the next may go."""
        ...

    async def not_sent(self, message: Outgoing) -> None:
        """Write down that it surely did not arrive: the next try needs no look."""
        ...

    async def unsure(self, message: Outgoing, apology: Outgoing | None) -> None:
        """Give up a message nobody can tell of whether it arrived, and send an apology in its place."""
        ...

    async def undeliverable(self, message: Outgoing) -> None:
        """Give up a message that could not be sent however often it was tried; the turn is listed."""
        ...

    async def poison(self, turn_id: str, fault: str) -> None:
        """List a turn that failed too often; `fault` is the name of a class."""
        ...

    async def drop(self, turn_id: str, fault: str) -> None:
        """End a turn of this process's that nobody can work on, and list it; `fault` is the name of a class.

        Nothing more is sent for it. One that another process has is left alone.
        """
        ...

    async def beat(self) -> None:
        """Say that this process lives."""
        ...

    async def release_orphans(self) -> tuple[str, ...]:
        """Take their turns from processes that are dead. Return all that are nobody's or this one's, oldest
        first: what of them is not being worked on has to be."""
        ...

    async def claim(self, turn_id: str) -> None:
        """Make a turn that nobody works on this process's. Raises: `TakenOver`, `UnknownTurn`."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """A turn and what was answered. `outcome` is None while there is no answer, or when it is no longer kept.

    It holds placeholders. `message_id` is the channel's, "" for one that is not known to have arrived.
    """

    turn: Turn
    reference: ConversationReference
    outcome: Outcome | None = None
    message_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SentMessage:
    kind: str
    reference: ConversationReference
    message_id: str


class AnswerBook(Protocol):
    """What was answered, for whoever comes back to it. Raises: `RecordUnavailable`."""

    async def given(self, turn_id: str) -> Given:
        """Raises: `UnknownTurn`, also when its text is no longer kept."""
        ...

    async def withdraw(self, question: str) -> tuple[SentMessage, ...]:
        """Take back a question, all its versions: nothing more is sent for them.

        `question` is the id of its first version. Returns what had arrived, oldest first.
        """
        ...

    async def turn_of(self, conversation: str, message_id: str) -> str | None:
        """Return the turn of a conversation that a message of ours, by the channel's id, belongs to."""
        ...

    async def askers(self, conversation: str) -> frozenset[str]:
        """Return the pseudonyms of who asked in a conversation within the last working day."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class HandOverState:
    """A question that people have. `taken_by` is a pseudonym.

    `state` is waiting, undelivered (nobody could be told of it), taken, answered or withdrawn.
    """

    turn_id: str
    reference: str
    topic: str
    who: str
    to: str
    state: str
    opened_at: datetime
    answer_by: datetime | None = None
    taken_at: datetime | None = None
    taken_by: str = ""
    closed_at: datetime | None = None
    asked: str = ""
    """The question, redacted; "" once it is no longer kept."""


class HandOverBook(Protocol):
    """What people have to answer. Raises: `RecordUnavailable`."""

    async def take(self, turn_id: str, person: str) -> bool:
        """Say who has it now; False when somebody has it already, or when it is answered."""
        ...

    async def answered(self, turn_id: str, person: str) -> bool:
        """Say that it was answered; False when it was before, or there is no such hand-over."""
        ...

    async def state_of(self, turn_id: str) -> HandOverState | None: ...

    async def by_reference(self, reference: str) -> HandOverState | None:
        """Return the newest hand-over with this reference."""
        ...

    async def of_person(self, person: str, reference: str = "") -> HandOverState | None:
        """Return the newest hand-over of somebody's question, of this reference if one is given."""
        ...

    async def open_ones(self) -> tuple[HandOverState, ...]:
        """Return what waits and what is taken, oldest first."""
        ...

    async def latest(self, number: int) -> tuple[HandOverState, ...]:
        """Return the last ones, whatever became of them, newest first."""
        ...


class Places(Protocol):
    """Where channels can be spoken to without having been spoken to just now. Raises: `RecordUnavailable`."""

    async def keep(self, channel: str, conversation: str, address: str) -> None: ...

    async def address(self, channel: str, conversation: str) -> str | None: ...


class FeedbackBook(Protocol):
    async def keep(self, *, turn_id: str, person: str, is_good: bool, reason: str) -> None:
        """Keep what somebody thinks of an answer, in place of what they thought; `reason` is redacted."""
        ...


class IdentityEntry(Protocol):
    """A channel's user in the record: a pseudonym, and the account somebody linked them to, if any."""

    @property
    def person(self) -> str: ...
    @property
    def user_id(self) -> int | None: ...
    @property
    def partner_id(self) -> int | None: ...


class IdentityBook(Protocol):
    """Who the users of the channels are. Raises: `RecordUnavailable`."""

    async def known(self, channel: str, user: str) -> IdentityEntry:
        """Return the entry of a channel's user; at first sight they get a pseudonym of their own."""
        ...

    async def link(
        self, channel: str, user: str, *, user_id: int | None = None, partner_id: int | None = None
    ) -> IdentityEntry:
        """Say which account of Odoo a channel's user is, in place of what was said before."""
        ...

    async def unlink(self, channel: str, user: str) -> bool:
        """Take a link away; False when there was none."""
        ...


class Channel(Protocol):
    """What a channel does with a message that leaves. Values are restored before."""

    @property
    def name(self) -> str: ...

    @property
    def reads_back(self) -> bool:
        """Whether `find` can tell if a message arrived."""
        ...

    async def send(self, message: Outgoing) -> str:
        """Send and return the channel's id of the message.

        Raises: `NotSent` when it surely did not arrive; anything else leaves it unsure.
        """
        ...

    async def find(self, message: Outgoing) -> str | None:
        """Return the channel's id of a message that arrived, or None when it surely did not."""
        ...
