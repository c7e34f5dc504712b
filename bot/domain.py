"""The words of the assistant: a turn comes in, an outcome goes out."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Literal

from guardrails.vault import Handle, SealedValue
from retrieval.audience import Audience
from retrieval.evidence import Evidence
from retrieval.question import Focus


def reader_of(person: str, audience: Audience) -> str:
    """Return who gets values back: this person with these rights, and nobody else."""
    return f"{person}/{audience.key}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One message of one person in one conversation. `id` is the same when a channel delivers it again.

    `person` is the asker's pseudonym (`bot/identity.py`), "" where nobody is known: on the command line.
    """

    id: str
    conversation: str
    audience: Audience
    text: str
    received_at: datetime
    handles: tuple[Handle, ...] = ()
    person: str = ""
    channel: str = "terminal"
    address: str = field(default="", repr=False)
    """The network address a guest asks from, for counting wrong proofs; "" where there is none."""
    warehouse: str = ""
    """Of staff: the warehouse they work for, as Odoo has it."""
    is_asker_certain: bool = True
    """False when nobody could be asked who this is: they get the reason, not an answer."""
    files: int = 0
    """How many files and pictures came with it. They are not read: a person looks at them."""
    about: str = ""
    """The turn whose answer made somebody ask for a person."""

    @property
    def reader(self) -> str:
        return reader_of(self.person, self.audience)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConversationReference:
    """Where a reply goes. `address` is what the channel needs to send there, as JSON; sealed at rest."""

    channel: str
    conversation: str
    address: str = field(default="{}", repr=False)
    pointer: str = field(default="", repr=False)
    """Where it was asked, when the reply goes to the asker alone: a pointer is left there. "" for none."""
    is_narrowed: bool = False
    """Whether the asker alone may be told more than all who read along here."""
    replaces: tuple[str, ...] = ()
    """The channel's ids of the messages that the reply takes the place of: the question was edited."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """One sentence of an answer and the ids of the evidence it rests on (empty for fixed words)."""

    text: str
    evidence: tuple[str, ...] = ()


class ParagraphKind(StrEnum):
    HEADLINE = "headline"
    TEXT = "text"
    ITEM = "item"
    QUOTE = "quote"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """Sentences that stand or fall together. A list is one `ITEM` paragraph a row."""

    sentences: tuple[Sentence, ...]
    kind: ParagraphKind = ParagraphKind.TEXT


class Action(StrEnum):
    NONE = "none"
    HAND_OVER = "hand_over"
    ASK_BACK = "ask_back"


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Something the asker may pick: `say` is the message that picks it."""

    label: str
    say: str


NOT_VERIFIED = "not_verified"
"""The reason of a draft that the check left nothing of."""
COMPOSER = "composer"
"""The name of who words an answer without a language model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """Tokens that language models were paid for in one turn, unusable answers included."""

    prompt_tokens: int = 0
    completion_tokens: int = 0

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            prompt_tokens=self.prompt_tokens + other.prompt_tokens,
            completion_tokens=self.completion_tokens + other.completion_tokens,
        )


NO_USAGE = Usage()


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An answer before it is checked. `model` says who worded it; "composer" is no language model."""

    paragraphs: tuple[Paragraph, ...]
    language: str
    action: Action = Action.NONE
    reason: str | None = None
    """Why there is no full answer: not_found, no_evidence, needs_proof, unavailable, not_verified …"""
    choices: tuple[Choice, ...] = ()
    model: str = COMPOSER
    model_version: str | None = None
    """The model as its service names it; None without one."""
    prompt: str | None = None
    """The version of the prompt it was written from; None without a language model."""
    usage: Usage = NO_USAGE
    fallbacks: tuple[str, ...] = ()
    """Who was asked before and gave no usable answer, as "name:reason", in order."""

    @property
    def has_fallen(self) -> bool:
        """Whether the check left nothing of it."""
        return self.reason == NOT_VERIFIED

    @property
    def is_safe_to_give(self) -> bool:
        """Whether a question that gives orders may have it: answered from evidence, or passed to a person."""
        is_cited = any(sentence.evidence for part in self.paragraphs for sentence in part.sentences)
        return self.action is Action.HAND_OVER or (is_cited and self.reason is None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """`n` is the number in the text. `start`/`end` are characters in the stored text of a document."""

    n: int
    evidence: str
    title: str
    source: str
    start: int | None = None
    end: int | None = None
    version: str | None = None
    page: int | None = None
    label: str = ""
    """What a person reads: "Supply contract Azure Interior v3, 4.2, page 6"."""


class Tone(StrEnum):
    """How a card looks: is something good, is it worth a look, is it wrong?"""

    GOOD = "good"
    NEUTRAL = "neutral"
    ATTENTION = "attention"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class CardFact:
    """One row of a card: "Promised" and "Fri, 28 Nov"."""

    name: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """One step of a shipment: what it is, when ("" when nobody knows), and whether it happened."""

    label: str
    when: str
    state: Literal["done", "open", "late"]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderCard:
    """One order at a glance, in the asker's language and of what they may see: for channels that show cards.

    Its values are read from the evidence and never worded by a model. `as_of` is worded: "14:05".
    """

    number: str
    title: str
    status: str
    tone: Tone
    as_of: str
    facts: tuple[CardFact, ...] = ()
    timeline: tuple[Milestone, ...] = ()
    url: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """Who has a question that a person has to answer. `reference` is for people to quote.

    `to` is where the routing table sends it. `opens_at` is when they are there next, None when they are now;
    `answer_by` is when somebody answers at the latest, by the table.
    """

    reference: str
    topic: str
    who: str
    to: str
    is_deputy: bool = False
    opens_at: datetime | None = None
    answer_by: datetime | None = None
    order: str = ""
    asked: str = ""
    card: OrderCard | None = None
    """The order, the redacted question and the card that those who get it are shown; "" and None for none."""


class OutcomeKind(StrEnum):
    REPLY = "reply"
    REFUSAL = "refusal"
    PENDING = "pending"
    HAND_OVER = "hand_over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a turn comes to. `text` is checked, with `[n]` marks; values of handles are not restored yet."""

    kind: OutcomeKind
    turn_id: str
    text: str
    language: str
    as_of: datetime
    reason: str | None = None
    citations: tuple[Citation, ...] = ()
    evidence: Evidence = field(default_factory=Evidence)
    choices: tuple[Choice, ...] = ()
    action: Action = Action.NONE
    model: str = COMPOSER
    model_version: str | None = None
    prompt: str | None = None
    usage: Usage = NO_USAGE
    fallbacks: tuple[str, ...] = ()
    """As in `Draft`: who worded it, from which prompt, at what price, and who was passed over."""
    focus: Focus | None = None
    """What the conversation is about after this turn; None leaves it as it was."""
    asked: str = ""
    """The question as the record may keep it; "" for one that was blocked."""
    card: OrderCard | None = None
    """The order this is about, when it is one."""
    handed: HandedOver | None = None
    """The people it was passed to."""


class Stage(StrEnum):
    THINKING = "thinking"
    READING = "reading"
    WRITING = "writing"


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """What is done for a turn just now. `subject` names the orders that are read, "" for documents."""

    stage: Stage
    subject: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True, kw_only=True)
class Thought:
    """What thinking came to: all that recording needs, so that it can be repeated."""

    outcome: Outcome
    values: tuple[SealedValue, ...] = ()
    """The values this turn brought into the conversation."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """One message that leaves, once. `outcome` still holds placeholders; `key` is (turn, kind, ordinal)."""

    turn_id: str
    kind: str
    ordinal: int
    reader: str
    reference: ConversationReference
    outcome: Outcome
    is_begun: bool = False
    """Whether it was begun to send before, and nobody wrote down what became of it: a look is necessary."""

    @property
    def key(self) -> str:
        return f"{self.turn_id}#{self.kind}{self.ordinal}"

    @property
    def person(self) -> str:
        return self.reader.partition("/")[0]
