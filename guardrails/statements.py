"""Evidence as the check of claims takes it: plain values, what each is of and which thing it is about."""

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

from guardrails.values import Value


class Name(NamedTuple):
    """One thing: `kind` is order, product, shipment, purchase, invoice, warehouse, customer, carrier …

    `key` is what tells it from others of its kind, the same for every spelling.
    """

    kind: str
    key: str


About = frozenset[Name]


class Extent(IntEnum):
    NONE = 0
    PART = 1
    ALL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """A value and its role: "promised", "short", "unit_price"… (`guardrails.roles`).

    `whole` is what the value is a part of: the 11 of "10 of 11".
    """

    role: str
    value: Value
    about: About = frozenset()
    whole: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a state of `guardrails.states` holds for something.

    `loose`: the state of a part may be said of the whole ("the order waits for stock" when one line does).
    """

    state: str
    extent: Extent
    about: About = frozenset()
    loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One piece of evidence.

    `names` are the spellings by which its things are spoken of. `passage` is the text of a document; what it
    does not say is not so. `text` is other text whose values may be spoken: titles, headings, terms.
    """

    id: str
    facts: tuple[Fact, ...] = ()
    standings: tuple[Standing, ...] = ()
    names: tuple[tuple[str, Name], ...] = ()
    passage: str = ""
    text: str = ""
    is_complete: bool = False
    """Whether `facts` are all there is to say: else every value of `text` may be spoken."""
