"""What a message asks, once understood. Values only; `retrieval/query.py` makes them."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from retrieval.audience import Audience
from retrieval.immutable import Immutable
from retrieval.orders.source import NamedRecord, OrderFilter
from retrieval.proof import Proven


class Intent(StrEnum):
    # one order
    STATUS = "status"
    WHY = "why"
    """Why it waits, is late, or stands where it stands."""
    SPLIT = "split"
    """Why it was split, or what if it were."""
    WHEN = "when"
    """When it, or the rest of it, comes."""
    CONTENTS = "contents"
    TRACKING = "tracking"
    INVOICE = "invoice"
    TIMELINE = "timeline"
    # several orders, products, customers
    LIST = "list"
    WAITING_FOR = "waiting_for"
    """Which orders wait for a purchase or a product."""
    PRODUCT = "product"
    CUSTOMER = "customer"
    # documents
    POLICY = "policy"
    CONTRACT = "contract"
    """What the contract of a customer (of an order) says about something."""
    # fixed answers, without retrieval
    GREETING = "greeting"
    THANKS = "thanks"
    HELP = "help"
    OFF_TOPIC = "off_topic"
    ABUSE = "abuse"
    HAND_OVER = "hand_over"
    """The asker wants a person."""
    COMMIT = "commit"
    """Asks for something that commits the company (cancel, change, refund, draft): a person decides."""


FIXED = frozenset(
    {Intent.GREETING, Intent.THANKS, Intent.HELP, Intent.OFF_TOPIC, Intent.ABUSE, Intent.HAND_OVER}
)
ABOUT_ONE_ORDER = frozenset(
    {
        Intent.STATUS,
        Intent.WHY,
        Intent.SPLIT,
        Intent.WHEN,
        Intent.CONTENTS,
        Intent.TRACKING,
        Intent.INVOICE,
        Intent.TIMELINE,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(Immutable):
    """A number somebody wrote. `kind` as in `OrderSource.find`, or "purchase" or "sku".

    `value` is what the source is asked with (upper case, spaces removed; an order number may be its
    digits alone, which match any prefix and leading zeros). `spelled` is what stood in the message.
    """

    kind: str
    value: str
    spelled: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention(Immutable):
    """A name in the message and every record it may mean; more than one is an ambiguity."""

    kind: str
    spelled: str
    records: tuple[NamedRecord, ...]

    @property
    def only(self) -> NamedRecord | None:
        return self.records[0] if len(self.records) == 1 else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask(Immutable):
    """One question of a message."""

    intent: Intent
    text: str
    """The words of this question, for the document search; references and names are still in it."""
    references: tuple[Reference, ...] = ()
    mentions: tuple[Mention, ...] = ()
    wanted: OrderFilter | None = None
    """For `Intent.LIST`."""
    mine: bool = False
    last_order: bool = False
    from_focus: bool = False
    """The order, customer or list was not named but carried over from the conversation."""
    on_day: date | None = None
    """The day whose rules are asked about, when the question names one; None means now."""
    topic: str = ""
    """Of a contract or rule question: the words that say what about ("late delivery")."""
    detail: bool = False
    """Asked for everything: "show all", "details"."""

    def mentioned(self, kind: str) -> Mention | None:
        return next((mention for mention in self.mentions if mention.kind == kind), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Question(Immutable):
    """A message, understood. `language` is the asker's: "en", "de", or another ISO 639-1 code."""

    text: str
    language: str
    asks: tuple[Ask, ...]
    suspicious: bool = False
    """It reads like orders to a program: no language model is asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Focus(Immutable):
    """What a conversation is about: enough to understand "and when will the rest come?". No free text."""

    orders: tuple[str, ...] = ()
    """Numbers, the one last spoken of first."""
    customer: NamedRecord | None = None
    product: NamedRecord | None = None
    carrier: NamedRecord | None = None
    purchase: str | None = None
    wanted: OrderFilter | None = None
    intent: Intent | None = None
    topic: str = ""
    choices: tuple[NamedRecord | str, ...] = ()
    """What "the second one" means: the records or order numbers last offered."""
    language: str | None = None
    other_questions: int = 0
    """How many questions, one after the other, were about nothing of this."""
    guest_order: str = ""
    """The order an unknown asker asked about, so that their proof may follow in a message of its own."""
    proven: Proven | None = None
    """What a guest gave proof of."""
    told_to: Audience | None = None
    """Who was told what this came from; None when nobody was."""


NO_FOCUS = Focus()
