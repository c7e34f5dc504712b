"""Messages that only make sense after the last answer: a choice, the next page, a narrower list."""

import re
from dataclasses import replace
from datetime import date

from retrieval.orders.source import NamedRecord, OrderFilter
from retrieval.question import ABOUT_ONE_ORDER, Ask, Intent, Mention, Reference
from retrieval.understanding.filters import ALL_ROWS, asks_for_all, wanted_of
from retrieval.understanding.followups import Carried
from retrieval.understanding.patterns import listed
from retrieval.understanding.shape import Shape

_MORE = re.compile(
    r"^(?:(?:and|und|ok|yes|ja|please|bitte|show|give|zeig\w*|me|mir|us|the|die) )*(?:more|"
    r"next(?: (?:page|one|ones|five|5|\d+))?|continue|go on|further|rest|others|other ones|mehr|weiter\w*|"
    r"nachste\w*(?: seite)?|ubrigen|restlichen?)(?: (?:please|bitte|orders|auftrage))?$"
)
_ALL = re.compile(
    r"^(?:(?:and|und|ok|yes|ja|please|bitte|show|list|give|zeig\w*|me|mir|us) )*(?:them )?(?:all|alle|"
    r"alles|everything|all of (?:them|it))(?: (?:of them|please|bitte|orders|auftrage|anzeigen|zeigen))*$"
)
_NARROWS = re.compile(
    r"^(?:(?:ok|okay|please|bitte) )*(?:(?:only|just|nur|and|und|what about|how about|was ist mit|"
    r"but only|aber nur|show only|show me only|show just|zeig nur|zeig mir nur|now|jetzt|without|except|"
    r"also) )*"
    r"(?:(?:only|just|nur|the|die|der|den|for|from|of|by|with|at|in|to|on|fur|von|aus|mit|bei|im|am|"
    r"that are|which are|late|overdue|delayed|stock|draft|drafts|ready|waiting|open|cancelled|delivered|"
    r"payment|hold|on|ones|one|orders|"
    r"mine|my|customers|meine|meiner|kunden|not|yet|picked|carrier|no|without|tracking|missing|shortage|"
    r"shortages|quality|credit|uberfallige\w*|uberfallig|verspatete\w*|offene\w*|stornierte\w*|bestand|"
    r"lager|ware|wegen|because|due|reserved|partly|due|"
    r"CUSTOMER|WAREHOUSE|CARRIER|SALESPERSON|PERSON|PRODUCT|DAY)(?: |$))+$"
)
_ORDINALS = {
    **dict.fromkeys(listed("first 1st one 1 erste ersten erster erstes"), 0),
    **dict.fromkeys(listed("second 2nd two 2 zweite zweiten zweiter zweites"), 1),
    **dict.fromkeys(listed("third 3rd three 3 dritte dritten dritter drittes"), 2),
    **dict.fromkeys(listed("fourth 4th four 4 vierte vierten vierter viertes"), 3),
    **dict.fromkeys(listed("fifth 5th five 5 funfte funften funfter funftes"), 4),
    **dict.fromkeys(listed("last letzte letzten letzter letztes"), -1),
}
_ORDINAL = re.compile(
    r"^(?:(?:and|und|ok|yes|ja|i mean|ich meine|please|bitte|the|der|die|das|den|number|nummer|no|nr|"
    r"option|take|nimm|with|mit|what about|was ist mit|for|fur|it is) )*"
    rf"(?P<which>{'|'.join(_ORDINALS)})(?: (?:one|please|bitte|option|order|customer|auftrag|kunde|davon))*$"
)


def continuation_of(shape: Shape, text: str, spelled: str, carried: Carried, today: date) -> Ask | None:
    """Return what a message means that goes on from the last answer, None when it stands by itself.

    `spelled` is the folded message, in which "2" is still a number and not an order.
    """
    chosen = _chosen(shape, spelled, carried)
    if chosen is not None:
        return _picked(chosen, text, carried)
    return _listed(shape, text, carried.wanted, today) if carried.wanted else None


def _chosen(shape: Shape, spelled: str, carried: Carried) -> NamedRecord | str | None:
    words = " ".join(re.findall(r"\w+", spelled))
    match = _ORDINAL.match(words)
    if match and carried.choices:
        place = _ORDINALS[match["which"]]
        return carried.choices[place] if place < len(carried.choices) else None
    named = shape.founds_of(Mention)
    if shape.count <= 3 and len(named) == 1 and named[0].only:
        return next((one for one in carried.choices if _is_same(one, named[0].only)), None)
    return None


def _is_same(choice: NamedRecord | str, record: NamedRecord) -> bool:
    return not isinstance(choice, str) and (choice.kind, choice.id, choice.is_company) == (
        record.kind,
        record.id,
        record.is_company,
    )


def _picked(chosen: NamedRecord | str, text: str, carried: Carried) -> Ask:
    """Return the question before, asked again of the record that was chosen."""
    before = carried.intent
    if isinstance(chosen, str):
        intent = before if before in ABOUT_ONE_ORDER or before is Intent.CONTRACT else Intent.STATUS
        order = Reference(kind="order", value=chosen, spelled=chosen)
        return Ask(
            intent=intent or Intent.STATUS,
            text=text,
            references=(order,),
            topic=carried.topic,
            from_focus=True,
        )
    mention = Mention(kind=chosen.kind, spelled=chosen.name, records=(chosen,))
    wanted = carried.wanted
    if before is Intent.LIST:
        wanted = replace(wanted or OrderFilter(), customer_ids=frozenset({chosen.id}))
    usual = Intent.PRODUCT if chosen.kind == "product" else Intent.CUSTOMER
    return Ask(
        intent=before or usual,
        text=text,
        mentions=(mention,),
        topic=carried.topic,
        wanted=wanted if before is Intent.LIST else None,
        from_focus=True,
    )


def _listed(shape: Shape, text: str, wanted: OrderFilter, today: date) -> Ask | None:
    words = shape.words
    if _MORE.match(words):
        return Ask(intent=Intent.LIST, text=text, wanted=wanted.next_page(), from_focus=True)
    if _ALL.match(words) or (asks_for_all(words) and shape.count <= 5):
        every = replace(wanted, offset=0, limit=ALL_ROWS)
        return Ask(intent=Intent.LIST, text=text, wanted=every, from_focus=True, detail=True)
    if not _NARROWS.match(words) or shape.has("ORDER", "PURCHASE"):
        return None
    narrower = wanted_of(shape, today, wanted)
    mentions = shape.founds_of(Mention)
    if narrower == replace(wanted, offset=0) and not mentions:
        return None
    return Ask(intent=Intent.LIST, text=text, mentions=mentions, wanted=narrower, from_focus=True)
