"""Whom, what and when a rule is for: a sentence that narrows it so needs the same in the passage."""

import re

_CONCEPTS = {
    "consumer": r"consumers?|private (?:customers?|persons?|buyers?|individuals?)|individuals"
    r"|verbraucher\w*|privatkund\w*|privatperson\w*",
    "business": r"business(?:es| customers?| clients?)|companies|trade customers?|geschäftskund\w*"
    r"|gewerbe\w*"
    r"|firmenkund\w*|unternehmen",
    "school": r"schools?|universit(?:y|ies)|schulen?|universität\w*|hochschul\w*",
    "public": r"public bod(?:y|ies)|authorit(?:y|ies)|government\w*|municipal\w*|behörden?"
    r"|öffentliche\w* \w+|kommunen?",
    "hospital": r"hospitals?|clinics?|krankenh\w+|kliniken?|pharmac(?:y|ies)|apotheken?",
    "new_customer": r"new (?:customers?|clients?|buyers?)|first[- ]time \w+|neukund\w*|neue\w* kund\w*",
    "regular": r"(?:regular|existing|long-standing|loyal) (?:customers?|clients?)|stammkund\w*"
    r"|bestandskund\w*",
    "priority": r"priority (?:customers?|clients?|orders?)|key accounts?|vips?|prioritätskund\w*"
    r"|schlüsselkund\w*",
    "contract": r"contract (?:customers?|clients?)|(?:customers?|clients?) with (?:a )?contract\w*"
    r"|vertragskund\w*"
    r"|rahmenvertrag\w*",
    "reseller": r"resellers?|wholesalers?|dealers?|retailers?|distributors?|(?:wieder|groß"
    r"|einzel)?händler\w*",
    "staff": r"employees|staff members?|colleagues|apprentices|trainees|temporary workers?|mitarbeiter\w*"
    r"|auszubildende\w*|leiharbeiter\w*",
    "visitor": r"visitors?|guests?|besucher\w*|gäste\w*",
    "supplier": r"suppliers?|vendors?|lieferant\w*",
    "hazardous": r"hazardous \w+|dangerous goods|chemicals?|gefahrgut\w*|gefahrstoff\w*|chemikalien",
    "battery": r"batter(?:y|ies)|akkus?|batterien?",
    "perishable": r"perishable\w*|food\w*|frozen \w+|chilled \w+|verderblich\w*|lebensmittel\w*"
    r"|tiefkühl\w*",
    "fragile": r"fragile \w+|glass\w*|zerbrechlich\w*|glas\w*",
    "electronic": r"electronic\w*|electrical \w+|elektronik\w*|elektrogerät\w*",
    "bulky": r"bulky \w+|oversized? \w+|sperrig\w*|sperrgut\w*",
    "custom": r"custom(?:-made|ised|ized) \w+|made[- ]to[- ]order|printed \w+|special orders?"
    r"|sonderanfertigung\w*"
    r"|sonderbestellung\w*|maßanfertigung\w*",
    "used": r"(?:used|second-hand|opened|damaged) (?:goods|items?|boxes|products?)|gebrauchte\w*"
    r"|geöffnete\w*",
    "sale": r"(?:sale|discounted|reduced|clearance) (?:goods|items?|products?|articles?)|sonderposten"
    r"|aktionsware",
    "weekend": r"weekends?|saturdays?|sundays?|wochenenden?|samstags?|sonntags?",
    "holiday": r"(?:public |bank )?holidays?|christmas|easter|feiertag\w*|weihnachten|ostern",
    "night": r"nights?|night shift|overnight|nachts|nacht\w*",
    "peak": r"peak season|hochsaison|black friday",
    "express": r"express\w*|same[- ]day \w+|eil\w{0,3}(?:sendung|lieferung|paket)\w*",
    "pallet": r"pallets?|paletten?",
    "abroad": r"abroad|overseas|international\w*|other countries|another country|export\w*|ausland\w*"
    r"|auslands\w+|international\w*",
    "eu": r"(?:non-)?eu|european union|europe\w*|euro area|europ\w+",
    "germany": r"germany|german|deutschland\w*|deutsche\w*",
    "switzerland": r"switzerland|swiss|schweiz\w*",
    "britain": r"uk|britain|british|united kingdom|großbritannien|england",
    "island": r"islands?|inseln?|insel\w*",
    "online": r"online|portal\w*|web ?shop|web ?site",
    "card": r"(?:credit |debit )?cards?|paypal|kreditkarte\w*|karte\w*",
    "cash": r"cash|bargeld|bar(?=\s(?:be)?zahl\w+)",
    "cheque": r"che(?:que|ck)s|schecks?",
    "advance": r"(?:paid|pay\w*) in advance|prepaid|prepayment|vorkasse|vorauszahl\w*",
    "gift": r"gifts?|geschenk\w*|samples?|muster",
    "minor": r"minors|children|minderjährige\w*|kinder",
}
_ANY = re.compile(
    r"(?<![\w-])(?:"
    + ""
    r"|".join(f"(?P<{name}>{words})" for name, words in _CONCEPTS.items())
    + r")(?!\w)",
    re.I,
)

_FOR_WHOM = re.compile(
    r"\b(?i:(?:only |except |just )?(?:for|from|by|to) (?:all |our |any |most )?"
    r"(?:[a-z]+ )??(?P<en>[a-z]{3,}s)\b(?! of)"
    r"|(?:is|are|was|were|be|been) [a-z]+(?:ed|en|id|de|ne) by (?:the |our |your )?(?P<by>[a-z]{4,})\b"
    r"|appl(?:y|ies) (?:only )?to (?:all |our |any |the )?(?:[a-z]+ )??(?P<to>[a-z]{4,})\b)"
    r"|\b(?:[Ff]ür|[Aa]ußer) (?:alle |unsere |nur )?(?:[a-zäöüß]+e[nr]? )?(?P<de>[A-ZÄÖÜ][a-zäöüß]{3,}n)\b"
)
_OF_ANYONE = frozenset(
    [
        "reasons",
        "days",
        "hours",
        "weeks",
        "months",
        "years",
        "minutes",
        "details",
        "orders",
        "questions",
        "customers",
        "goods",
        "items",
        "lines",
        "things",
        "purposes",
        "cases",
        "is",
        "was",
        "this",
        "goods",
        "products",
        "articles",
        "deliveries",
        "shipments",
        "others",
        "ours",
        "yours",
        "tagen",
        "wochen",
        "stunden",
        "kunden",
        "waren",
        "aufträgen",
        "bestellungen",
        "artikeln",
        "fragen",
        "gründen",
        "positionen",
        "lieferungen",
        "sendungen",
    ]
)


def whom_in(text: str) -> frozenset[str]:
    """Return the words that say for whom or what something is: "for pensioners", "applies to members"."""
    found = (next(word for word in one.groups() if word) for one in _FOR_WHOM.finditer(text))
    return frozenset(word.casefold() for word in found) - _OF_ANYONE


def restrictions_in(text: str) -> frozenset[str]:
    return frozenset(found.lastgroup or "" for found in _ANY.finditer(text))
