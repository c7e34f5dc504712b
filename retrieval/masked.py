"""Who the placeholders of a message stand for, and questions without the names of private individuals.

What leaves retrieval for a writer or for memory names a private customer by id; the name comes back from the
source that this asker may read, and only inside.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from retrieval.handles import Handle
from retrieval.orders.source import NamedRecord
from retrieval.question import Ask, Focus, Mention, Question
from retrieval.understanding.names import NameIndex
from retrieval.understanding.text import fold, words_of


def person_meant(handle: Handle, names: NameIndex) -> Mention | None:
    """Return whom a masked name means among the names the asker may say, a customer before others."""
    found = names.find(handle.value, words_of(fold(handle.value)))
    mentions = [one.thing for one in found if isinstance(one.thing, Mention) and not one.weak]
    mentions.sort(key=lambda mention: mention.kind != "customer")
    return replace(mentions[0], spelled=handle.placeholder) if mentions else None


def without_strangers(text: str, handles: Sequence[Handle], meant: Mapping[str, Mention]) -> str:
    """Return the text without the people in it who stand for nobody the asker may name.

    A name that is masked because we know it must read like one that we do not: it tells nobody who is a
    customer.
    """
    for handle in handles:
        if handle.kind == "PERSON" and handle.placeholder not in meant:
            text = text.replace(handle.placeholder, " ")
    return text


def customers_meant(handle: Handle, records: Sequence[NamedRecord]) -> Mention | None:
    """Return the customers an e-mail address belongs to; None when it is nobody's."""
    if not records:
        return None
    return Mention(kind="customer", spelled=handle.placeholder, records=tuple(records))


def is_private(record: NamedRecord) -> bool:
    return record.kind == "customer" and not record.is_company


def without_names(question: Question) -> Question:
    """Return the question with private customers as the ids they are."""
    return replace(question, asks=tuple(_nameless_ask(ask) for ask in question.asks))


def nameless(focus: Focus) -> Focus:
    """Return what a conversation is about without the name of a private customer."""
    customer = focus.customer and _nameless(focus.customer)
    choices = tuple(one if isinstance(one, str) else _nameless(one) for one in focus.choices)
    told_to = focus.told_to and replace(focus.told_to, customer_names=frozenset())
    return replace(focus, customer=customer, choices=choices, told_to=told_to)


def with_names(ask: Ask, names: NameIndex) -> Ask:
    """Return the question as it was before `without_names`, as far as this asker may know the names."""
    return replace(ask, mentions=tuple(_named(mention, names) for mention in ask.mentions))


def _nameless_ask(ask: Ask) -> Ask:
    return replace(ask, mentions=tuple(_nameless_mention(mention) for mention in ask.mentions))


def _nameless_mention(mention: Mention) -> Mention:
    """A single one goes by its placeholder, so that an answer can speak of them."""
    name = mention.spelled if mention.only and mention.spelled.startswith("⟦") else ""
    return replace(mention, records=tuple(_nameless(record, name) for record in mention.records))


def _nameless(record: NamedRecord, name: str = "") -> NamedRecord:
    return replace(record, name=name, key="", aliases=()) if is_private(record) else record


def _named(mention: Mention, names: NameIndex) -> Mention:
    return replace(mention, records=tuple(_of(mention.records, names)))


def _of(records: Iterable[NamedRecord], names: NameIndex) -> Iterable[NamedRecord]:
    for record in records:
        yield (names.private_customer(record.id) or record) if is_private(record) else record
