"""Names of carriers, warehouses, companies and people: each must be one the evidence holds of its subject."""

import re
from collections.abc import Iterable, Iterator, Sequence

from guardrails.bearing import Bearing, Scope
from guardrails.clauses import Clause, Mood
from guardrails.name_lists import first_names, not_names
from guardrails.reading import Placed
from guardrails.statements import Extent, Fact, Name, Source
from guardrails.states import words_in
from guardrails.subjects import keys_of
from guardrails.words import fold

_CARRIER = re.compile(
    r"(?<![\w-])(?:UPS|(?i:DHL|DPD|GLS|FedEx|Schenker|Hermes|TNT|Dachser|DSV|Kuehne|Kühne|PostNord"
    r"|Royal Mail|USPS|Parcelforce|Evri|Rhenus|Geodis|Raben|Purolator|Deutsche Post|Post AG))"
    r"(?: (?:Express|Classic|Standard|Freight|Ground|Saver|Economy|Expedited|Paket))?(?!\w)"
)
_OWN_TRUCK = re.compile(
    r"\b(?:own (?:trucks?|lorry|vans?|vehicles?|drivers?|fleet)|our (?:trucks?|lorry|vans?|drivers?)"
    r"|eigene\w* (?:lkws?|lastwagen|fahrzeug\w*|transporter\w*|fahrer\w*|fuhrpark)"
    r"|unser\w* (?:lkws?|lastwagen|fahrer\w*|transporter\w*|fahrzeug\w*))\b",
    re.I,
)
_OWN = frozenset({"own", "eigen", "eigener", "haus"})
_COMPANY = re.compile(
    r"(?P<name>(?:[A-ZÄÖÜ][\w'’-]*|&|\+)(?: (?:[A-ZÄÖÜ][\w'’-]*|&|\+|und|and))*?) "
    r"(?P<form>g?GmbH|AG|KG|OHG|SE|Ltd|Limited|LLC|Inc|PLC|plc|AB|SA|SAS|SARL|AS|A/S|ApS|BV|B\.V\.|Oy|SpA"
    r"|Trust|e\.V\.)(?!\w)"
)
_PERSON = re.compile(r"(?<![\w-])([A-ZÄÖÜ][a-zäöüß]+) ([A-ZÄÖÜ][a-zäöüß]+(?:-[A-ZÄÖÜ][a-zäöüß]+)?)(?!\w)")
_MADE_BY = re.compile(
    r"\b(?i:suppliers?(?: is)?|supplied by|(?:comes?|came|coming|bought|ordered) from"
    r"|lieferant(?:en)?(?: ist)?"
    r"|(?:kommt|kommen|stammt|stammen|bestellt|geliefert) (?:von|bei)(?: der| dem)?(?: firma)?)"
    r"\s(?P<name>[A-ZÄÖÜ][a-zäöüß]+[\w-]*)"
)
_CODE = re.compile(r"(?<![\w-])([A-Z]{2,4})-([A-ZÄÖÜ][\w]*)(?![\w/-])")
_POINT = re.compile(
    r"\b(?:(?P<e>north|south|east|west)(?:ern)? (?:warehouse|site|depot)|(?:warehouse|site|depot"
    r"|lager|standort) (?P<g>nord|süd|ost|west|north|south|east))\b",
    re.I,
)
_POINTS = {"nord": "north", "süd": "south", "ost": "east"}
_MOVES = re.compile(
    r"\b(?:ships?|shipped|left|leaves?|dispatched|sent|goes|went|departed|geht|ging(?:en)?|verl(?:ässt|assen|ieß)"
    r"|versandt|verschickt|abgegangen|rausgegangen|unterwegs|liegt|lies|stands|steht|waits?|waiting|wartet|handled)\b",
    re.I,
)
_WORD = re.compile(r"[^\W\d_]+")


def faults(sources: Sequence[Source], bearing: Bearing, values: Sequence[Placed]) -> Iterator[str]:
    """Yield a code of `guardrails.claims` for each name that is not so. `sources` are all that are cited."""
    known = _Known(sources)
    for found in _CARRIER.finditer(bearing.text):
        yield from _carrier(found.start(), _parts(found[0]), known, bearing, values)
    for found in _OWN_TRUCK.finditer(bearing.text):
        yield from _carrier(found.start(), None, known, bearing, values)
    for found in _POINT.finditer(bearing.text):
        point = (found["e"] or found["g"]).casefold()
        clause = bearing.clause_at(found.start(), values)
        names = known.warehouses
        if clause is not None and _leaves(clause, found.start()):
            names = _own_warehouses(bearing, found.start(), clause) or names
        if not any(_POINTS.get(point, point) in one for one in names):
            yield "unknown_value"
    yield from ("unknown_value" for name in _strangers(bearing.text, known) if name not in known.text)
    yield from _places(bearing, values)
    yield from _suppliers(bearing)


class _Known:
    def __init__(self, sources: Iterable[Source]) -> None:
        listed = list(sources)
        spelled = (spelled for source in listed for spelled, _ in source.names)
        texts = (f"{source.text} {source.passage}" for source in listed)
        self.text = " ".join((*texts, *spelled)).casefold()
        self.words = _parts(self.text)
        names = {name for source in listed for _, name in source.names}
        self.warehouses = frozenset(name.key.casefold() for name in names if name.kind == "warehouse")
        self.has_customer = any(name.kind == "customer" for name in names)


def _parts(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in _WORD.findall(text))


def _strangers(text: str, known: _Known) -> Iterator[str]:
    """Yield the names of companies, people, suppliers and warehouses, as far as their shape tells them."""
    for found in _COMPANY.finditer(text) if known.has_customer else ():
        yield f"{found['name'].rsplit(' ', 1)[-1]} {found['form']}".casefold()
    for found in _PERSON.finditer(text):
        first, last = fold(found[1]), fold(found[2])
        if first in first_names() and first not in not_names() and last not in not_names():
            yield found[0].casefold()
    for found in _MADE_BY.finditer(text):
        if fold(found["name"]) not in not_names():
            yield found["name"].casefold()
    prefixes = {name.split("-")[0] for name in known.warehouses if "-" in name}
    for found in _CODE.finditer(text):
        if found[1].casefold() in prefixes:
            yield found[0].casefold()


def _carrier(
    start: int, wanted: frozenset[str] | None, known: _Known, bearing: Bearing, values: Sequence[Placed]
) -> Iterator[str]:
    """A carrier must be that of the order, and of what has left when the sentence says that it did."""
    clause = bearing.clause_at(start, values)
    if clause is None or clause.mood is Mood.IF or clause.denies(start):
        return
    scope = bearing.scope(start, start, clause)
    scope.pop("carrier", None)
    if "order" not in scope:
        if wanted is not None and not wanted <= known.words:
            yield "unknown_value"
        return
    links = [one for one in _links(bearing, "carrier", scope) if keys_of(one.about, "shipment")]
    if clause.mood is Mood.IS and any(word.state == "left" for word in words_in(clause.text)):
        links = [one for one in links if keys_of(one.about, "shipment") & _gone(bearing)]
    carriers = [key for one in links for key in keys_of(one.about, "carrier")]
    is_so = any(wanted <= _parts(one) if wanted else _parts(one) & _OWN for one in carriers)
    if not is_so:
        yield "wrong_subject"


def _links(bearing: Bearing, kind: str, scope: Scope) -> Iterator[Fact]:
    shipments = _with_product(bearing, scope) if "product" in scope else frozenset[str]()
    for one in bearing.facts:
        if one.role != "link" or not keys_of(one.about, kind):
            continue
        if not keys_of(one.about, "order") & scope["order"]:
            continue
        for narrow in ("shipment", "purchase"):
            own = keys_of(one.about, narrow)
            if narrow in scope and own and not own & scope[narrow]:
                break
        else:
            own = keys_of(one.about, "shipment")
            if not own or not shipments or own & shipments:
                yield one


def _with_product(bearing: Bearing, scope: Scope) -> frozenset[str]:
    known = (one.about for one in bearing.standings if keys_of(one.about, "product") & scope["product"])
    return frozenset().union(*(keys_of(about, "shipment") for about in known))


def _gone(bearing: Bearing) -> frozenset[str]:
    left = (one.about for one in bearing.standings if one.state == "left" and one.extent is Extent.ALL)
    return frozenset().union(*(keys_of(about, "shipment") for about in left))


def _places(bearing: Bearing, values: Sequence[Placed]) -> Iterator[str]:
    """An order leaves from its own warehouses, not from one that only has stock too."""
    for mention in bearing.mentions:
        clause = bearing.clause_at(mention.start, values)
        if mention.name.kind != "warehouse" or clause is None or not _leaves(clause, mention.start):
            continue
        scope = bearing.scope(mention.start, mention.end, clause)
        links = list(_links(bearing, "warehouse", scope)) if "order" in scope else []
        if links and not any(mention.name in one.about for one in links):
            yield "wrong_subject"


def _own_warehouses(bearing: Bearing, place: int, clause: Clause) -> frozenset[str]:
    scope = bearing.scope(place, place, clause)
    links = _links(bearing, "warehouse", scope) if "order" in scope else ()
    return frozenset(key.casefold() for one in links for key in keys_of(one.about, "warehouse"))


def _leaves(clause: Clause, place: int) -> bool:
    is_so = clause.mood in (Mood.IS, Mood.WILL) and not clause.denies(place)
    return is_so and _MOVES.search(clause.text) is not None


def _suppliers(bearing: Bearing) -> Iterator[str]:
    for mention in bearing.mentions:
        if mention.name.kind != "supplier":
            continue
        scope = bearing.scope(mention.start, mention.end, None)
        own = [one for one in bearing.facts if one.role == "link" and keys_of(one.about, "supplier")]
        for kind in ("purchase", "product"):
            near = [one for one in own if keys_of(one.about, kind) & scope.get(kind, frozenset())]
            if near and not any(Name("supplier", mention.name.key) in one.about for one in near):
                yield "wrong_subject"


__all__ = ["faults"]
