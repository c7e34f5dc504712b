"""Which documents a question is about, before any passage is ranked."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from retrieval.classes.kinds import KINDS, kinds_of_ones_own, kinds_open_to
from retrieval.stores.match import query_terms
from retrieval.stores.stemming import stem

_PIECE = re.compile(r"[^\W_]+")
_SAY_NOTHING = frozenset(
    stem(word)
    for line in (
        "gmbh ggmbh mbh ag kg se ltd limited llc inc plc sa ab oy as bv nv co company und and the",
        "sop policy carrier rule product contract supply agreement service level sheet case vertrag",
    )
    for word in line.split()
)
_ENOUGH = 0.5
"""Weighted share of a subject's words that the question must name."""

_NEARLY = 0.7
"""Share of the best subject's weight that makes another one meant as well."""

_NAMED_KINDS = ("carrier", "product")
"""Kinds whose subject is the name of a thing; that of the others is a topic."""

Weigh = Callable[[Sequence[str]], Mapping[str, float]]
"""Gives each word the weight it has in the index: words that many passages hold weigh little."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentQuery:
    """A question to the documents, asked by somebody who may read those of `audiences`.

    `on` is the day whose rules are asked about. None for `kinds` and an empty `sources` restrict nothing.
    `customer` is the one whose terms apply: those of others are left out then. `chosen` says that kinds and
    customer have chosen the documents already: only that customer's own are looked into, and what is
    nearest in them is relevant even when the question hardly shares a word with it.
    """

    text: str
    audiences: frozenset[str]
    on: date
    kinds: tuple[str, ...] | None = None
    customer: str | None = None
    sources: tuple[str, ...] = ()
    top: int = 5
    chosen: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """Filters of the store: where to look, and where to look besides because the question names it."""

    everywhere: Mapping[str, Any]
    named: Mapping[str, Any] | None = None
    customers: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    naming: frozenset[str] = frozenset()
    """Stems of the question's words that name these: in their own documents they tell nothing."""


def in_force(query: DocumentQuery) -> dict[str, Any]:
    """Return the filter for approved documents of that day, in the kinds and sources asked for.

    Of kinds that are open to the asker: the store adds that a label of the document names them.
    """
    day = query.on.isoformat()
    conditions = [
        _is("status", "==", "approved"),
        _is("valid_from", "<=", day),
        _is("valid_until", ">=", day),
        _of_open_kinds(query),
    ]
    if query.sources:
        conditions.append(_is("source", "in", list(query.sources)))
    return _all(conditions)


def _of_open_kinds(query: DocumentQuery) -> dict[str, Any]:
    def asked_for(kinds: frozenset[str]) -> list[str]:
        return [kind for kind in KINDS if kind in kinds and (query.kinds is None or kind in query.kinds)]

    is_open = _is("kind", "in", asked_for(kinds_open_to(query.audiences)))
    kinds, names = kinds_of_ones_own(query.audiences)
    if not names:
        return is_open
    own = _all([_is("kind", "in", asked_for(kinds)), _is("customer", "in", sorted(names))])
    return {"operator": "OR", "conditions": [is_open, own]}


def choose(
    query: DocumentQuery, known: Iterable[tuple[str | None, str | None, str | None]], weigh: Weigh
) -> Chosen:
    """Return where to look. `known` are customer, subject and kind of the documents the asker may read."""
    documents = list(known)
    customers = _customers(query, {customer for customer, _, _ in documents if customer})
    subjects = best_named(query.text, {subject for _, subject, _ in documents if subject}, weigh)
    things = {subject for _, subject, kind in documents if kind in _NAMED_KINDS and subject}
    base = in_force(query)
    everywhere = base
    if customers or query.customer:
        general = [] if query.chosen and query.customer else [None]
        everywhere = _all([base, _is("customer", "in", [*sorted(customers), *general])])
    named = [_is("customer", "in", sorted(customers))] if customers else []
    named += [_is("subject", "in", sorted(subjects))] if subjects else []
    wanted = _all([everywhere, {"operator": "OR", "conditions": named}]) if named else None
    return Chosen(
        everywhere=everywhere,
        named=wanted,
        customers=customers,
        subjects=subjects,
        naming=frozenset(stem(piece) for name in customers | (subjects & things) for piece in _telling(name)),
    )


def _customers(query: DocumentQuery, known: set[str]) -> frozenset[str]:
    if query.customer is None:
        return mentioned(query.text, known)
    asked = _spelled(query.customer)
    return frozenset(name for name in known if _spelled(name) == asked)


def mentioned(text: str, names: Iterable[str]) -> frozenset[str]:
    """Return the names whose first telling word stands in the text: "Kestrel" for a company of that name."""
    words = _stems(text)
    return frozenset(name for name in names if (telling := _telling(name)) and stem(telling[0]) in words)


def best_named(text: str, subjects: Iterable[str], weigh: Weigh) -> frozenset[str]:
    """Return the subjects that the text names: "DHL Express" rather than "DHL Freight", both for "DHL"."""
    words = _stems(" ".join(query_terms(text)))
    touched = {subject: pieces for subject in subjects if words & {*map(stem, pieces := _telling(subject))}}
    weights = weigh([piece for pieces in touched.values() for piece in pieces])
    named = {subject: _named_weight(pieces, words, weights) for subject, pieces in touched.items()}
    enough = {
        subject: weight
        for subject, weight in named.items()
        if weight >= _ENOUGH * sum(weights[piece] for piece in touched[subject])
    }
    most = max(enough.values(), default=0.0)
    return frozenset(subject for subject, weight in enough.items() if weight >= _NEARLY * most > 0)


def _named_weight(telling: Sequence[str], words: frozenset[str], weights: Mapping[str, float]) -> float:
    return sum(weights[piece] for piece in telling if stem(piece) in words)


def _telling(name: str) -> list[str]:
    return [piece for piece in _PIECE.findall(name.lower()) if stem(piece) not in _SAY_NOTHING]


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(piece) for piece in _PIECE.findall(text))


def _spelled(name: str) -> str:
    return " ".join(name.split()).casefold()


def _is(field: str, operator: str, value: Any) -> dict[str, Any]:
    return {"field": f"meta.{field}", "operator": operator, "value": value}


def _all(conditions: list[dict[str, Any]]) -> dict[str, Any]:
    return {"operator": "AND", "conditions": conditions}
