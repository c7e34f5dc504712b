"""What a question of rules is about, as the English words that documents use, from English or German."""

import re

_TOPICS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (topic, re.compile(pattern))
    for topic, pattern in (
        (
            "late delivery",
            (
                r"\b(?:late|lateness|delay\w*|overdue|verspat\w*|lieferverzug\w*|verzug\w*|"
                r"verzoger\w*|zu spat|behind schedule)\b"
            ),
        ),
        ("penalty", r"penalt|\bfines?\b|liquidated|vertragsstrafe|strafe|ponale|malus|compensat|entschadig"),
        ("service level", r"service ?levels?|\bsla\b|otif|on[- ]time|termintreue|servicegrad|liefertreue"),
        ("payment terms", r"payment|\bpay\b|\bpaid\b|zahlung|zahlen|bezahl|skonto|invoic|rechnung|net 30"),
        (
            "partial delivery",
            (
                r"\bsplit\w*|partial|ship complete|complete (?:delivery|shipment)|teilliefer|"
                r"komplettliefer|ship the rest|separate(?:ly)?|geteilt|aufgeteilt|teilen|"
                r"getrennt"
            ),
        ),
        (
            "cut-off",
            (
                r"\bcut ?off|latest time|annahmeschluss|abholzeit|bestellschluss|cutoff|schlusszeit|"
                r"deadline"
            ),
        ),
        (
            "damaged goods",
            (
                r"damag|broken|crushed|torn\b|leak|dented|beschadig|kaputt|defekt|"
                r"transportschaden|schaden|zerbrochen"
            ),
        ),
        (
            "returns",
            (
                r"\breturn|\b(?:send|give|bring)\b.*\bback\b|\brma\b|rucksend|retour|ruckgabe|widerruf|zuruckschick|zuruckgeb|"
                r"send (?:it |them )?back"
            ),
        ),
        (
            "hazardous goods",
            (
                r"hazard|dangerous|\badr\b|un \d{4}|gefahrgut|gefahrstoff|gefahrlich|lithium|"
                r"flammable|battery|batteries|batterie|akku|acetone"
            ),
        ),
        (
            "address change",
            (
                r"(?:change|update|correct|wrong)\b.*\baddress|address change|"
                r"adress\w* .*ander|adressander|(?:liefer)?adresse|anschrift"
            ),
        ),
        ("cancellation", r"cancel|stornier|\bstorno|widerruf"),
        ("credit", r"\bcredit|gutschrift|refund|erstatt|money back|geld zuruck"),
        ("discount", r"discount|rebate|rabatt|bonus|price|preis"),
        ("order release", r"\breleas|freigabe|freigeb|approv|genehmig"),
        ("allocation", r"allocat|zuteilung|priorit|reserv|vorrang"),
        ("receiving", r"\breceiving|goods[- ]in\b|wareneingang|inbound|unload|entlad|annahme\b"),
        ("picking", r"\bpick(?:ing|ed|er|s)?\b(?! ?-?up)|kommissionier"),
        ("collection", r"\bpick[- ]?ups?\b|collect|abhol"),
        ("packing", r"\bpack(?:ing|ed|s|aging)?\b|verpack|karton|carton"),
        ("express", r"\bexpress"),
        ("lead time", r"lead time|delivery time|lieferzeit|how long .*deliver|wie lange .*liefer"),
        ("warranty", r"warrant|guarantee|garantie|gewahrleist"),
        (
            "delivery costs",
            (
                r"(?:shipping|delivery|freight) (?:cost|fee|charge|price)|versandkosten|"
                r"frachtkosten|porto\b|lieferkosten"
            ),
        ),
        ("complaints", r"complain|reklam|beschwerde|\bclaim"),
        ("missing items", r"\bmissing|short[- ]?ship|shortage|fehlmenge|fehlt|fehlen"),
        (
            "opening hours",
            (
                r"opening hours|open on|offnungszeit|saturday|samstag|weekend|wochenende|"
                r"holiday|feiertag"
            ),
        ),
        ("substitutes", r"substitut|alternative|ersatz"),
        ("quality hold", r"quality hold|on hold|quarantine|gesperrt|sperrlager|qualitat"),
        ("labels", r"\blabel|etikett"),
        ("minimum order", r"minimum order|mindestbestell"),
        ("notice period", r"terminat|notice period|kundig|laufzeit|expire|renew"),
        ("proof of delivery", r"proof of delivery|\bpod\b|ablieferbeleg|liefernachweis"),
        ("insurance", r"insur|versicher"),
        ("temperature", r"temperatur|cold chain|kuhl"),
        ("loading", r"\bdock\b|loading|rampe|verlad|avis|time slot|zeitfenster"),
    )
)
_MOST = 3


def topics_of(words: str) -> tuple[str, ...]:
    """Return at most three topics of folded words, in the order they are listed here."""
    return tuple(topic for topic, pattern in _TOPICS if pattern.search(words))[:_MOST]


_ABOUT = re.compile(
    r"\b(?:about|regarding|concerning|uber|bezuglich|hinsichtlich|says? on|sagt .*zu[rm]?) (?P<rest>.{3,60})$"
)
_EMPTY = re.compile(r"^(?:it|that|this|them|there|dazu|das|es|ORDER|CUSTOMER|our|the|their|its)\b")


def topic_of(words: str) -> str:
    """Return what a question of rules is about; its own words where no topic is known, else empty."""
    known = topics_of(words)
    if known:
        return " ".join(known)
    match = _ABOUT.search(words)
    return match["rest"].strip(" ?!.") if match and not _EMPTY.match(match["rest"]) else ""
