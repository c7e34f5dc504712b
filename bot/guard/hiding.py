"""What was found is redacted with the question's handles, so that a draft is written from placeholders.

Typed facts and the texts that repeat them hide the same values: a private customer's name as the order states
it, and what the guardrails find in texts that people wrote. Company names, numbers, codes and links stay.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from typing import Any

from bot.guard.searched import Searched
from bot.rewriting import Value, rewritten
from guardrails import pii
from guardrails.directory import Directory
from guardrails.placeholders import PLACEHOLDER, escape
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
from retrieval.orders.source import NamedRecord
from retrieval.orders.state import Customer
from retrieval.question import Ask, Mention, Question

Seal = Callable[[str, str], str]
"""From the kind of a value and the value to its placeholder."""

_CODES = frozenset(
    {
        "id",
        "number",
        "sku",
        "url",
        "portal_url",
        "tracking",
        "tracking_url",
        "language",
        "currency",
        "purpose",
    }
)
"""Fields that name a record or lead to it."""
_WRITTEN = frozenset({"customer_reference", "credit_note"})
"""Fields of an order or a customer that hold whatever people typed."""
_PIECE = 10_000
"""Characters searched at once, well below what the search refuses."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hiding:
    """One turn's hiding. Values found so far are hidden wherever else they stand."""

    people: Directory
    seal: Seal
    searched: Searched = field(default_factory=Searched, repr=False)
    _hidden: dict[str, str] = field(default_factory=dict, repr=False)
    _read: dict[str, str] = field(default_factory=dict, repr=False)

    def both(self, question: Question, evidence: Evidence) -> tuple[Question, Evidence]:
        """Return both without personal data. Raises: `pii.RedactionError`."""
        for name in sorted(_private_names((question, evidence)), key=len, reverse=True):
            self._hide("PERSON", name)
        asks = tuple(
            replace(one, ask=self._ask(one.ask), found=tuple(self._item(item) for item in one.found))
            for one in evidence.asks
        )
        asked = replace(
            question,
            text=self._known(question.text),
            asks=tuple(self._ask(ask) for ask in question.asks),
        )
        return asked, replace(evidence, asks=asks)

    def _ask(self, ask: Ask) -> Ask:
        """The placeholders of a question are the conversation's own; names in it come from the source."""
        mentions = tuple(self._mention(mention) for mention in ask.mentions)
        return replace(rewritten(ask, self._known, but=frozenset({"mentions", "wanted"})), mentions=mentions)

    def _mention(self, mention: Mention) -> Mention:
        spelled = self._known(mention.spelled)
        if not any(_is_private(record) for record in mention.records):
            return replace(mention, spelled=spelled, records=rewritten(mention.records, self._stated))
        name = spelled if mention.only else ""
        return replace(
            mention,
            spelled=spelled,
            records=tuple(replace(record, name=name, key="", aliases=()) for record in mention.records),
        )

    def _item(self, item: Item) -> Item:
        match item:
            case Passage():
                return self._passage(item)
            case NotFound():
                return rewritten(item, self._known)
            case Choices():
                return self._choices(item)
            case OrderFacts():
                return self._facts(item)
            case OrderListFacts() | CustomerFacts():
                rows = tuple(self._facts(row) for row in item.rows)
                return self._facts(replace(item, rows=rows))
            case ProductFacts():
                return self._facts(item)
        raise pii.RedactionError(f"{type(item).__name__} is no evidence that can be searched")

    def _passage(self, passage: Passage) -> Passage:
        hidden = rewritten(passage, self._stated, but=_CODES | {"text", "heading", "title"})
        return replace(
            hidden,
            text=self._searched(passage.text),
            heading=self._searched(passage.heading),
            title=self._searched(passage.title),
        )

    def _facts(self, item: Value) -> Value:
        """Hide in the typed facts, then line by line in the text that states them."""
        typed: Any = rewritten(self._typed(item), self._stated, but=_CODES | _WRITTEN | {"text", "rows"})
        stated = _Stated.by(typed)
        lines = [self._line(line, stated) for line in typed.text.split("\n")]
        return replace(typed, text="\n".join(lines))  # type: ignore[no-any-return]

    def _typed(self, value: Value) -> Value:
        """Return the value with what people typed into it searched, at any depth; rows were already."""
        if isinstance(value, tuple):
            return tuple(self._typed(part) for part in value)  # type: ignore[return-value]
        if not is_dataclass(value) or isinstance(value, type):
            return value
        changed = {}
        for one in fields(value):
            before = getattr(value, one.name)
            if one.name == "rows":
                continue
            typed = one.name in _WRITTEN and isinstance(before, str)
            changed[one.name] = self._searched(before) if typed else self._typed(before)
        return replace(value, **changed)

    def _choices(self, item: Choices) -> Choices:
        options = tuple(
            self._facts(one) if isinstance(one, OrderFacts) else rewritten(one, self._stated)
            for one in item.options
        )
        head = item.text.removesuffix("\n".join(_rows(item.options)))
        text = self._known(head) + "\n".join(_rows(options))
        asked = rewritten(item, self._known, but=frozenset({"options", "text"}))
        return replace(asked, options=options, text=text)

    def _line(self, line: str, stated: "_Stated") -> str:
        if line not in self._read:
            self._read[line] = self._searched(line, stated)
        return self._read[line]

    def _searched(self, text: str, stated: "_Stated | None" = None) -> str:
        """Return a text somebody wrote without the personal data that is found in it."""
        return "".join(self._piece(piece, stated) for piece in _pieces(self._stated(text)))

    def _piece(self, text: str, stated: "_Stated | None") -> str:
        findings = [
            finding
            for finding in self.searched.find(text, self.people)
            if not _holds_placeholder(text, finding) and not (stated and stated.covers(text, finding))
        ]
        return pii.redact(text, findings, self._hide)

    def _hide(self, kind: str, value: str) -> str:
        placeholder = self.seal(kind, value)
        if kind == "PERSON":
            self._hidden[value] = placeholder
        return placeholder

    def _stated(self, text: str) -> str:
        """Return a source's text: its placeholders are made plain, what is hidden elsewhere is too."""
        return self._known(escape(text))

    def _known(self, text: str) -> str:
        if not self._hidden:
            return text
        names = "|".join(re.escape(name) for name in sorted(self._hidden, key=len, reverse=True))
        return re.sub(
            rf"(?<!\w)(?:{names})(?!\w)", lambda match: self._hide("PERSON", match[0]), text, flags=re.I
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Stated:
    """What the typed facts of an item state openly, so that its text need not hide it."""

    values: frozenset[str]

    @classmethod
    def by(cls, item: Any) -> "_Stated":
        return cls(values=frozenset(value for value in _texts(item) if len(value) > 2))

    def covers(self, text: str, finding: pii.Finding) -> bool:
        found = text[finding.start : finding.end]
        return any(found in value or value in found for value in self.values)


def _texts(value: Any) -> Iterator[str]:
    """Yield every text of a value but those that repeat the others."""
    if isinstance(value, str):
        if not isinstance(value, Enum):
            yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)
    elif is_dataclass(value):
        for one in fields(value):
            if one.name not in ("text", "title", "source"):
                yield from _texts(getattr(value, one.name))


def _private_names(value: Any) -> Iterator[str]:
    """Yield the names of private customers, and what the message called them where nothing else did."""
    if isinstance(value, Mention) and any(_is_private(record) for record in value.records):
        if "⟦" not in value.spelled and value.spelled:
            yield value.spelled
    elif isinstance(value, Customer | NamedRecord):
        if _is_private(value) and value.name and "⟦" not in value.name:
            yield value.name
    elif isinstance(value, tuple):
        for part in value:
            yield from _private_names(part)
    elif is_dataclass(value) and not isinstance(value, type):
        for one in fields(value):
            yield from _private_names(getattr(value, one.name))


def _is_private(record: Customer | NamedRecord) -> bool:
    return not record.is_company and (isinstance(record, Customer) or record.kind == "customer")


def _rows(options: Iterable[OrderFacts | NamedRecord]) -> list[str]:
    return [option.text if isinstance(option, OrderFacts) else option.name for option in options]


def _holds_placeholder(text: str, finding: pii.Finding) -> bool:
    return "⟦" in text[: finding.end] and any(
        match.start() < finding.end and finding.start < match.end() for match in PLACEHOLDER.finditer(text)
    )


def _pieces(text: str) -> Iterator[str]:
    """Yield the text in pieces that can be searched, cut between lines where that is possible."""
    while len(text) > _PIECE:
        cut = text.rfind("\n", 1, _PIECE) + 1 or _PIECE
        yield text[:cut]
        text = text[cut:]
    yield text
