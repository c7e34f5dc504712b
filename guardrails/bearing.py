"""Which statements of the evidence speak of the same thing as a place in a sentence, and bear it out."""

import re
from collections.abc import Sequence
from datetime import date

from guardrails.clauses import Clause, Mood, clauses_of
from guardrails.reading import Placed
from guardrails.roles import counted, is_lateness, roles_of
from guardrails.statements import About, Fact, Name, Source, Standing
from guardrails.subjects import KINDS, Mention, keys_of, scope_at
from guardrails.values import Day, Number, Reference, Time, Value

_COUNTS = frozenset({"orders", "late_orders", "more", "lines", "deliveries"})
_PLANS = frozenset({"promised", "expected", "scheduled", "arrival", "due"})
_NARROW = ("product", "shipment", "purchase", "invoice")
_TRADE = ("customer", "product", "shipment", "purchase", "invoice", "carrier")
_WHOLES = frozenset(
    {"ordered", "open", "in_delivery", "delivered", "on_hand", "inbound", "orders", "lines", "deliveries"}
)
_OF = re.compile(r"\b(?:of|von)\s(?:the\s|den\s)?$", re.I)
_CONTENT = re.compile(r"(?:\bof|à|×|\bx)\s?$", re.I)
"""Before the contents of a pack: "boxes of 100"."""
Scope = dict[str, frozenset[str]]


class Bearing:
    """The typed evidence a sentence cites, and the names in it. `subject` is the order by default."""

    def __init__(
        self,
        sources: Sequence[Source],
        mentions: Sequence[Mention],
        text: str,
        subject: str | None,
        today: date,
    ) -> None:
        self.sources, self.text, self.today = sources, text, today
        self.mentions = list(mentions)
        self.masked = _masked(text, mentions)
        self.facts = [fact for source in sources for fact in source.facts]
        self.standings = [one for source in sources for one in source.standings]
        numbers = {key for source in sources for key in _own_orders(source)}
        is_list = any(keys_of(fact.about, "list") for fact in self.facts)
        self.only_order = next(iter(numbers)) if len(numbers) == 1 and not is_list else None
        self.subject = subject if subject in numbers else self.only_order
        self.clauses: tuple[Clause, ...] = ()

    def read_clauses(self, values: Sequence[Placed]) -> tuple[Clause, ...]:
        if not self.clauses:
            self.clauses = clauses_of(self.masked, values)
        return self.clauses

    def clause_at(self, place: int, values: Sequence[Placed]) -> Clause | None:
        known = self.read_clauses(values)
        return next((one for one in known if one.start <= place < one.end), None)

    def scope(self, start: int, end: int, clause: Clause | None, *, counts: bool = False) -> Scope:
        """Return what a place is about. The warehouse and the carrier of a clause are its own."""
        found = scope_at(self.mentions, start, end, self.text)
        if clause is not None:
            inside = [one for one in self.mentions if clause.start <= one.start < clause.end]
            own = scope_at(inside, start, end, self.text)
            for kind in ("warehouse", "carrier"):
                found.pop(kind, None)
                if kind in own:
                    found[kind] = own[kind]
            for kind in _NARROW if counts else ():
                later = not any(one.name.kind == kind and one.start <= start for one in self.mentions)
                if later and kind not in own:
                    found.pop(kind, None)
            if "order" in found and "order" not in own and self.only_order:
                found["order"] |= {self.only_order}
        found.pop("customer", None)
        if "order" not in found and self.subject:
            found["order"] = frozenset({self.subject})
        return found

    def knows(self, value: Value) -> bool:
        return any(value.agrees(fact.value) for fact in self.facts)

    def belongs(self, mention: Mention) -> bool:
        """Whether a named thing is one of the order it is named with."""
        if mention.name.kind not in _TRADE:
            return True
        scope = scope_at(self.mentions, mention.start, mention.end, self.text)
        orders = scope.get("order", frozenset())
        if not orders and self.subject and mention.name.kind == "customer":
            orders = frozenset({self.subject})
        linked = [
            fact for fact in self.facts if fact.role == "link" and keys_of(fact.about, "order") & orders
        ]
        if not orders or not linked:
            return True
        own = [fact for fact in linked if mention.name in fact.about]
        if mention.name.kind == "carrier" and (shipments := scope.get("shipment")):
            return any(keys_of(fact.about, "shipment") & shipments for fact in own)
        return bool(own)

    def bears_out(self, placed: Placed, values: Sequence[Placed]) -> bool:
        clause = self.clause_at(placed.start, values)
        scope = self.scope(placed.start, placed.end, clause, counts=True)
        roles = self._roles(placed, clause, values)
        return any(self._is(fact, placed.value, roles, scope) for fact in self.facts)

    def is_quantity(self, placed: Placed, values: Sequence[Placed]) -> bool:
        """Whether a number says how much of something there is: no name or pack size bears that out."""
        if not isinstance(placed.value, Number) or any(source.passage for source in self.sources):
            return False
        if _CONTENT.search(self.text, max(0, placed.start - 4), placed.start):
            return False
        return bool(self._roles(placed, self.clause_at(placed.start, values), values))

    def _roles(self, placed: Placed, clause: Clause | None, values: Sequence[Placed]) -> frozenset[str]:
        if clause is None or clause.mood is Mood.IF:
            return frozenset()
        if _OF.search(self.text, max(0, placed.start - 8), placed.start) and isinstance(placed.value, Number):
            return _WHOLES
        if late := is_lateness(placed, clause):
            return late
        roles = roles_of(placed, clause, list(values))
        if not roles and isinstance(placed.value, Number | Day):
            roles = roles_of(placed, _whole(self.masked, clause), list(values))
        roles |= counted(placed, clause)
        if roles and clause.mood is Mood.MAY and isinstance(placed.value, Day):
            return roles | _PLANS
        return roles

    def _is(self, fact: Fact, value: Value, roles: frozenset[str], scope: Scope) -> bool:
        if fact.role in _COUNTS and fact.role not in roles:
            return False
        if fact.role == "link" or (roles and fact.role not in roles and not isinstance(value, Reference)):
            return False
        if not value.agrees(fact.value) or not _has_whole(value, fact):
            return False
        if isinstance(value, Number) and fact.role.endswith("_days") and not roles:
            return value.unit in ("day", "week") and _fits(fact, scope)
        return _fits(fact, scope)

    def standings_for(self, state: str, scope: Scope, *, of_any_part: bool) -> list[Standing]:
        """Return how far a state holds for what a place is about: of the part it names, else of the order."""
        known = [one for one in self.standings if one.state == state and _agree(one.about, scope)]
        for kind in ("invoice", "purchase", "shipment", "product", "warehouse"):
            if kind in scope:
                narrow = [one for one in known if keys_of(one.about, kind) & scope[kind]]
                if narrow:
                    return _own_lines(narrow, scope) if kind == "product" else narrow
        if of_any_part:
            return known
        whole = [
            one for one in known if not any(keys_of(one.about, kind) for kind in KINDS if kind != "order")
        ]
        return whole or known


def _own_lines(known: list[Standing], scope: Scope) -> list[Standing]:
    """Prefer what is said of the product alone to what is said of a delivery or another order with it."""
    orders = scope.get("order")
    own = [
        one
        for one in known
        if not keys_of(one.about, "shipment") and (not orders or keys_of(one.about, "order") <= orders)
    ]
    return own or known


def _masked(text: str, mentions: Sequence[Mention]) -> str:
    """Return the text with names blanked: "Parcel scale" is no parcel."""
    for one in mentions:
        text = text[: one.start] + "_" * (one.end - one.start) + text[one.end :]
    return text


def _whole(text: str, clause: Clause) -> Clause:
    return Clause(start=0, end=len(text), text=text, mood=clause.mood, negators=clause.negators)


def _own_orders(source: Source) -> frozenset[str]:
    """Return the orders a piece of evidence is of: not those it only mentions as holders of stock."""
    return frozenset(
        key for fact in source.facts if fact.role == "as_of" for key in keys_of(fact.about, "order")
    )


def _has_whole(value: Value, fact: Fact) -> bool:
    whole = getattr(value, "whole", None)
    return whole is None or any(whole.agrees(one) for one in fact.whole)


def _agree(about: About, scope: Scope) -> bool:
    for kind, wanted in scope.items():
        have = keys_of(about, kind)
        if have and not have & wanted:
            return False
    return not ("order" in scope and keys_of(about, "list"))


def _fits(fact: Fact, scope: Scope) -> bool:
    about = fact.about
    if keys_of(about, "list"):
        return fact.role in _COUNTS or fact.role == "as_of" or "order" not in scope
    if not _agree(about, scope):
        return False
    if "order" in scope and not keys_of(about, "order") and not keys_of(about, "product"):
        return False
    if isinstance(fact.value, Number) and not fact.role.endswith("_days") and fact.role not in _COUNTS:
        return all(
            keys_of(about, kind) for kind in _NARROW if kind in scope and _is_counted_by(fact.role, kind)
        )
    if isinstance(fact.value, Day | Time) and fact.role in ("left", "arrival"):
        return all(
            keys_of(about, kind)
            for kind in ("shipment", "purchase")
            if kind in scope and _is_of(fact.role, kind)
        )
    return True


_COUNTED_BY = {
    "shipment": frozenset({"in_delivery", "delivered", "reserved", "returned"}),
    "purchase": frozenset({"inbound"}),
    "invoice": frozenset({"invoice_total", "total", "subtotal", "unit_price"}),
}


def _is_counted_by(role: str, kind: str) -> bool:
    """Whether a quantity of this role must be that of the named delivery, purchase or invoice."""
    return kind == "product" or role in _COUNTED_BY[kind]


def _is_of(role: str, kind: str) -> bool:
    return (role == "left" and kind == "shipment") or (role == "arrival" and kind == "purchase")


__all__ = ["Bearing", "Name"]
