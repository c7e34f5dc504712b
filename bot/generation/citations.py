"""Numbers behind sentences: `[n]` by order of first use, one for each piece of evidence, none unused."""

import re
from collections.abc import Iterable, Sequence
from datetime import date

from bot.domain import Citation, Paragraph, ParagraphKind, Sentence
from bot.generation.quoting import section
from bot.generation.voice import Voice
from retrieval.evidence import (
    Choices,
    CustomerFacts,
    Evidence,
    Item,
    NotFound,
    OrderFacts,
    OrderListFacts,
    Passage,
    ProductFacts,
)

_ENDS_SHORT = re.compile(r"(?:\d\. (?:Jan|Feb|Apr|Aug|Sept|Okt|Nov|Dez)|\bo\.o)\.$")
"""A full stop that belongs to an abbreviation as well: the marks stand behind it."""


def text_of(paragraphs: Sequence[Paragraph], evidence: Evidence) -> tuple[str, tuple[str, ...]]:
    """Return the answer as one text with `[n]` marks, and the ids behind 1, 2, 3 …"""
    citable = {item.id for item in evidence.found if not isinstance(item, NotFound | Choices)}
    used = tuple(
        dict.fromkeys(
            id_
            for part in paragraphs
            for sentence in part.sentences
            for id_ in sentence.evidence
            if id_ in citable
        )
    )
    numbers = {id_: n for n, id_ in enumerate(used, start=1)}
    return "\n".join(_lines(paragraphs, numbers)), used


def _lines(paragraphs: Sequence[Paragraph], numbers: dict[str, int]) -> Iterable[str]:
    """Yield one line for each paragraph; rows of a list are marked once, in the line above them."""
    above: frozenset[str] = frozenset()
    for part in paragraphs:
        ids = frozenset(id_ for sentence in part.sentences for id_ in sentence.evidence)
        is_marked_above = part.kind is ParagraphKind.ITEM and ids == above
        yield _line(part, {} if is_marked_above else numbers)
        above = ids


def _line(part: Paragraph, numbers: dict[str, int]) -> str:
    if part.kind is ParagraphKind.HEADLINE:
        return _headline(part.sentences, numbers)
    text = " ".join(_marked(one, after, numbers) for one, after in _with_next(part.sentences))
    match part.kind:
        case ParagraphKind.ITEM:
            return f"- {text}"
        case ParagraphKind.NOTE:
            return f"_{text}_"
        case _:
            return text


def _headline(sentences: tuple[Sentence, ...], numbers: dict[str, int]) -> str:
    """The first sentence in bold, what follows plain, the marks behind both."""
    rest = " ".join(sentence.text for sentence in sentences[1:])
    ids = tuple(id_ for sentence in sentences for id_ in sentence.evidence)
    return " ".join(part for part in (f"**{sentences[0].text}**", rest, _marks(ids, numbers)) if part)


def _with_next(sentences: tuple[Sentence, ...]) -> Iterable[tuple[Sentence, Sentence | None]]:
    return zip(sentences, (*sentences[1:], None), strict=True)


def _marked(sentence: Sentence, after: Sentence | None, numbers: dict[str, int]) -> str:
    """Return a sentence with its marks, unless the next one rests on the same evidence and carries them."""
    marks = _marks(sentence.evidence, numbers)
    if not marks or (after and after.evidence == sentence.evidence):
        return sentence.text
    if sentence.text.endswith(".") and not _ENDS_SHORT.search(sentence.text):
        return f"{sentence.text[:-1]} {marks}."
    return f"{sentence.text} {marks}"


def _marks(ids: Iterable[str], numbers: dict[str, int]) -> str:
    return "".join(f"[{numbers[id_]}]" for id_ in dict.fromkeys(ids) if id_ in numbers)


def citations_of(v: Voice, used: Sequence[str], evidence: Evidence, text: str) -> tuple[Citation, ...]:
    by_id = {item.id: item for item in evidence.found}
    return tuple(_citation(v, n, by_id[id_], text) for n, id_ in enumerate(used, start=1))


def _citation(v: Voice, n: int, item: Item, text: str) -> Citation:
    label = label_of(v, item, text)
    if not isinstance(item, Passage):
        return Citation(n=n, evidence=item.id, title=item.title, source=item.source, label=label)
    return Citation(
        n=n,
        evidence=item.id,
        title=item.title,
        source=item.source,
        start=item.start,
        end=item.end,
        version=item.version,
        page=item.page,
        label=label,
    )


def label_of(v: Voice, item: Item, text: str) -> str:
    """Say what a person can look up; of an order the deliveries and purchases that the answer speaks of."""
    match item:
        case Passage():
            return _passage_label(v, item)
        case OrderFacts():
            return _order_label(v, item, text)
        case OrderListFacts():
            return _system_label(v, v.say("orders, {time}", time=v.time(item.as_of)))
        case ProductFacts():
            return _system_label(v, item.product.sku)
        case CustomerFacts():
            return _system_label(v, item.customer.customer.name)
        case _:
            return item.title


def _system_label(v: Voice, what: str) -> str:
    return f"{v.system} {what}" if v.to_staff else what


def _order_label(v: Voice, facts: OrderFacts, text: str) -> str:
    if not v.to_staff:
        return v.say("Order {number}", number=facts.order.number)
    shipments = [shipment.name for shipment in facts.order.shipments]
    purchases = [reason.purchase for reason in facts.reasons if reason.purchase]
    mentioned = [name for name in dict.fromkeys((*shipments, *purchases)) if name in text]
    return ", ".join((_system_label(v, facts.order.number), *mentioned))


def _passage_label(v: Voice, passage: Passage) -> str:
    version = passage.version or ""
    is_named = not version or version in passage.title
    title = passage.title if is_named else f"{passage.title} v{version.removeprefix('v')}"
    page = v.say("page {number}", number=str(passage.page)) if passage.page else ""
    return ", ".join(part for part in (title, section(passage), _validity(v, passage), page) if part)


def _validity(v: Voice, passage: Passage) -> str:
    today = v.local_day(v.now)
    if passage.valid_until and passage.valid_until < today:
        return v.say("expired on {day}", day=v.date(passage.valid_until))
    if passage.valid_from and passage.valid_from > today:
        return v.say("in force from {day}", day=v.date(passage.valid_from))
    if passage.valid_from and passage.valid_from != date.min:
        return v.say("in force since {day}", day=v.date(passage.valid_from))
    return ""
