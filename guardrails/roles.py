"""What a value is of, by the words beside it: "promised for 24 Nov", "10 short", "249 EUR each"."""

import re
from typing import NamedTuple

from guardrails.clauses import Clause
from guardrails.reading import Placed
from guardrails.values import Day, Either, Number, Span, Time, Value, Weekday

Roles = frozenset[str]


class Cue(NamedTuple):
    start: int
    end: int
    roles: Roles


def _table(rows: dict[str, str]) -> tuple[re.Pattern[str], dict[str, Roles]]:
    groups = {f"r{number}": frozenset(roles.split()) for number, roles in enumerate(rows)}
    pattern = "|".join(f"(?P<r{number}>{words})" for number, words in enumerate(rows.values()))
    return re.compile(rf"(?<![\w-])(?:{pattern})(?!\w)", re.I), groups


_DATES = _table(
    {
        "as_of": r"as of|stand|read at|gelesen",
        "returned": r"c[ao]me back|returned|back to us|zurück\w*|retourniert",
        "promised": r"promis\w+|zugesagt\w*|versprochen\w*|zusage\w*|committed|agreed",
        "scheduled": r"scheduled|planned|geplant\w*|eingeplant\w*",
        "ordered": (
            r"ordered|placed|quotation made|order(?:ed)? date|bestellt\w*|bestelldatum|bestelltag"
            r"|angebot erstellt|aufgegeben\w*|beauftragt"
        ),
        "due arrival": r"due|overdue|payable|fällig\w*|zahlbar\w*|überfällig",
        "arrival": (
            r"arriv\w+|brings?|bring|bringt|bringen|comes?|coming|inbound|booked in|kommt|kommen"
            r"|trifft|treffen|eintreff\w*|eingang|eingeht|geht ein|restock\w*|replenish\w*"
            r"|goods on|ware am|receipt|wareneingang|nachschub"
        ),
        "expected arrival": r"expect\w*|eta|erwartet\w*|voraussichtlich|likely",
        "left": (
            r"left|shipped|ship|ships|leave|leaves|dispatch\w*|despatch\w*|sent|delivered|departed"
            r"|handed|collected|picked up|went|gone|on (?:its|the|their) way|versandt\w*"
            r"|versend\w*|verschickt\w*|abgegangen\w*|abgeschickt|ging\w*|gingen|geliefert\w*"
            r"|ausgeliefert\w*|verlassen|verließ|verliess|übergeben\w*|unterwegs|raus|abgeholt"
        ),
    }
)
_QUANTITIES = _table(
    {
        "back_order": (
            r"(?:went|go|goes|gone|gingen|ging|gehen|geht) (?:on|in) (?:an? "
            r"|einen )?(?:back ?orders?|rückst\w+)"
        ),
        "from_warehouse in_delivery delivered free on_hand ordered open short": (
            r"comes? from|came from|kommen aus|kommt aus|kamen aus"
        ),
        "returned": r"c[ao]me back|returned|zurück\w*|retourniert\w*",
        "uncovered": (
            r"no (?:open )?purchase|not covered|uncovered|keine offene bestellung|keine bestellung"
            r"|nicht gedeckt"
        ),
        "unreserved": r"not (?:yet )?reserved|not reserved yet|unreserved|(?:noch )?nicht reserviert",
        "held": (
            r"(?:für )?andere\w? auftr\w+ (?:reserviert|belegt)|reserved for others?|held|hold"
            r"|holds|other orders?|andere\w? auftr\w+|hält|halten|belegt|belegen"
        ),
        "reserved": r"reserved|allocated|set aside|reserviert\w*|zugeteilt\w*|zugewiesen\w*",
        "short open": r"wait\w*|wartet|warten|wartend\w*",
        "short": (
            r"short|shortage|missing|lack\w*|fehlt|fehlen|fehlend\w*|fehlten?|fehlmenge\w*"
            r"|back-?ordered|unavailable|nicht (?:verfügbar|vorrätig|auf lager)|not (?:available"
            r"|in stock)|out of stock"
        ),
        "open short unreserved uncovered": r"rest|remaining|remainder|restlich\w*|übrig\w*|others?",
        "open": (
            r"open|outstanding|offen\w*|ausstehend\w*|still to (?:ship|leave|come)"
            r"|not (?:yet )?(?:shipped|delivered|left)|noch nicht (?:versandt|geliefert)\w*"
        ),
        "delivered": (
            r"delivered|shipped|left|sent|dispatched|gone|on (?:its|the|their) way|geliefert\w*"
            r"|versandt\w*|verschickt\w*|abgegangen\w*|unterwegs|ausgeliefert\w*|verlassen|ging\w*"
        ),
        "inbound": (
            r"brings?|bring|arriv\w+|coming|comes|inbound|expected|due in|bringt|bringen|kommt"
            r"|kommen|erwartet\w*|zulauf|trifft|treffen|eingang|nachschub|receipt"
        ),
        "on_hold": r"on (?:quality )?hold|blocked|quarantine\w*|gesperrt\w*|sperrbestand",
        "free": r"free|available|frei|verfügbar\w*|lieferbar\w*",
        "on_hand free": r"on hand|in stock|on the shelf|vorhanden|auf lager|vorrätig\w*|bestand|there",
        "back_order short open": r"back ?orders?|rückstand\w*",
        "in_delivery delivered reserved": (
            r"picked|packed|ready|kommissioniert\w*|gepackt|bereit|versandbereit|could (?:ship"
            r"|leave)|can (?:ship|leave)"
        ),
        "ordered": r"ordered|order|bestellt\w*|umfasst|contains|enthält|includes",
        "from_warehouse in_delivery delivered free on_hand ordered open": r"from|aus",
    }
)
_MONEY = _table(
    {
        "unit_price": r"each|per|a piece|unit price|apiece|stückpreis|einzelpreis|je|pro|kostet|costs?|price",
        "subtotal": r"subtotal|zwischensumme|line total|positionswert",
        "total invoice_total": (
            r"total|sum|altogether|in all|summe|gesamt\w*|insgesamt|amounts? to|beläuft|betrag"
            r"|worth|value|wert"
        ),
        "invoice_total": (
            r"invoice|invoiced|billed|rechnung\w*|berechnet|due|fällig|open|outstanding|offen\w*"
            r"|paid|bezahlt"
        ),
    }
)
_LATENESS = _table(
    {
        "late_days": (
            r"late|later|after|over|overdue|behind|past|missed|delay\w*|verspätet\w*|verspätung"
            r"|nach|über|überfällig\w*|verzug|zu spät|hinter"
        ),
        "early_days": r"early|earlier|before|ahead|vor|zu früh|früher|vorzeitig",
    }
)
_COUNTS = _table(
    {
        "late_orders": (
            r"late|overdue|verspätet\w*|überfällig\w*|nach dem zugesagten"
            r"|zugesagten termin überschritten|against (?:the|their) promise"
        ),
        "more": r"more|further|weitere\w*",
        "lines": r"lines?|positionen|position|products?|artikel",
        "deliveries": (
            r"deliver(?:y|ies)|shipments?|parcels?|lieferung\w*|sendung\w*|pakete?n?|parts"
            r"|teile\w*|warehouses|lager\w*"
        ),
        "orders late_orders": r"orders?|auftr\w+|bestellungen|quotations?|angebote?n?",
    }
)
_CURRENCIES = frozenset({"EUR", "USD", "GBP", "CHF", "SEK", "NOK", "DKK", "PLN", "CZK"})
_IDENTIFIER_DIGITS = 8
"""So many digits in a row are the number of a parcel, not how many there are."""
_NEAR = 18
"""Characters between a cue and the value right after it: "promised for the", "left our warehouse on"."""


def roles_of(placed: Placed, clause: Clause, others: list[Placed]) -> Roles:
    """Return what a value of a clause can be by the cues beside it; empty when nothing tells.

    A cue is passed on over no other value of the same kind. One right before a value decides alone.
    """
    table = _table_for(placed.value)
    if table is None:
        return frozenset()
    cues = cues_in(clause, table)
    rivals = [
        one
        for one in others
        if one is not placed and _table_for(one.value) is table and one.start != placed.start
    ]
    before = _nearest(cues, rivals, placed, before=True)
    after = _nearest(cues, rivals, placed, before=False)
    if before and placed.start - before.end <= _NEAR and table in (_DATES,):
        if after and after.start - placed.end <= 2:
            return before.roles | after.roles
        return before.roles
    if after and after.start - placed.end <= _NEAR and table is not _DATES and not before:
        return after.roles
    return (before.roles if before else frozenset()) | (after.roles if after else frozenset())


def is_lateness(placed: Placed, clause: Clause) -> Roles:
    """Return whether a number of days says how late or early something is."""
    value = placed.value
    if not isinstance(value, Number) or value.unit not in ("day", "week", "workday"):
        return frozenset()
    near = [
        cue
        for cue in cues_in(clause, _LATENESS)
        if cue.start - placed.end <= 24 and placed.start - cue.end <= 24
    ]
    return frozenset().union(*(cue.roles for cue in near))


def counted(placed: Placed, clause: Clause) -> Roles:
    """Return what a plain number counts: orders, lines, deliveries."""
    value = placed.value
    if not isinstance(value, Number) or value.unit:
        return frozenset()
    near = [cue for cue in cues_in(clause, _COUNTS) if 0 <= cue.start - placed.end <= 40]
    return min(near, key=lambda cue: cue.start).roles if near else frozenset()


def cues_in(clause: Clause, table: tuple[re.Pattern[str], dict[str, Roles]]) -> list[Cue]:
    pattern, roles = table
    return [
        Cue(clause.start + found.start(), clause.start + found.end(), roles[found.lastgroup or ""])
        for found in pattern.finditer(clause.text)
    ]


def _nearest(cues: list[Cue], rivals: list[Placed], placed: Placed, *, before: bool) -> Cue | None:
    if before:
        known = [cue for cue in cues if cue.end <= placed.start]
        best = max(known, key=lambda cue: cue.end, default=None)
        passed = best and any(best.end <= rival.start < placed.start for rival in rivals)
    else:
        known = [cue for cue in cues if cue.start >= placed.end]
        best = min(known, key=lambda cue: cue.start, default=None)
        passed = best and any(placed.end <= rival.start < best.start for rival in rivals)
    return None if passed else best


def _table_for(value: Value) -> tuple[re.Pattern[str], dict[str, Roles]] | None:
    if isinstance(value, Day | Time | Weekday | Span):
        return _DATES
    if isinstance(value, Either):
        return _table_for(value.first)
    if isinstance(value, Number) and value.unit in _CURRENCIES:
        return _MONEY
    if isinstance(value, Number) and (
        len(value.spelled) >= _IDENTIFIER_DIGITS
        or (value.spelled[:2].isdecimal() and value.spelled[0] == "0")
    ):
        return None
    if isinstance(value, Number) and value.unit not in ("%", "‰"):
        return _QUANTITIES
    return None
