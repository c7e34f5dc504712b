"""Words of state and commitment, English and German, and what they mean.

A word names a state; whether it is denied is `guardrails.negation`, whether it is so `guardrails.standing`.
"""

import re
from typing import NamedTuple


class Word(NamedTuple):
    """One word of state in a text. `denied` and `will` are what the word itself says: unpaid; ships."""

    state: str
    start: int
    end: int
    denied: bool = False
    will: bool = False


COMMITMENTS = frozenset(
    {
        "guarantee",
        "pledge",
        "refund",
        "credit",
        "compensation",
        "free",
        "discount",
        "exception",
        "liable",
        "apology",
        "approved",
        "waive",
        "replacement",
        "extension",
        "expedite",
    }
)
"""States that bind the company: of an order's evidence none ever follows."""

_PATTERNS: tuple[tuple[str, str, str], ...] = (
    (
        "prepaid",
        "",
        r"(?:paid|pays?|payable|payment) in advance|prepa(?:id|yment)\w*|pre-?payment|vorkasse"
        r"|vorauszahlung|vorausbezahl\w*|vorausgezahlt",
    ),
    ("in_payment", "", r"payment (?:is )?on (?:its|the) way|zahlung(?: ist)? unterwegs"),
    (
        "credit_limit",
        "",
        r"credit (?:limit|warning|line)|kredit(?:limit|rahmen|linie)(?: (?:des|der"
        r"|von) \w+)?(?: ist)? überschritten|kredit(?:limit|rahmen|linie)|over the limit",
    ),
    (
        "unknown",
        "",
        r"ignor\w+ shortages|ohne fehlmengen(?: zu berücksichtigen)?|expected (?:date|day)"
        r"|erwartete[nrsm]? (?:termin|datum|tag)|no matter|card credit|letter of credit"
        r"|credit (?:card|rating|check)",
    ),
    (
        "ship_complete",
        "",
        r"ships? complete|shipped complete|(?:leave|ship|go)s? (?:out )?together|(?:one"
        r"|a single|in one) (?:complete )?(?:delivery|shipment|go)|komplettlieferung"
        r"|gesamtlieferung|zusammen (?:versandt|verschickt|geliefert|raus)"
        r"|in einer (?:lieferung|sendung)",
    ),
    ("wait_carrier", "", r"awaiting (?:collection|pick-?up)|wartet auf (?:die )?abholung"),
    (
        "tracked",
        "",
        r"tracking (?:numbers?|no\.?|codes?|ids?|links?)|sendungsnummern?|trackingnummern?"
        r"|paketnummern?|sendungsverfolgung",
    ),
    ("credit_limit", "", r"overdraft"),
    (
        "split",
        "",
        r"split(?!\s+(?:is|must|may))|splitted|(?:in|over) (?:several|multiple|two|three"
        r"|four) (?:separate )?(?:deliveries|shipments|parts|parcels)|in parts\b|aufgeteilt\w*"
        r"|gesplittet\w*|in (?:mehreren|zwei|drei|vier) (?:teil)?(?:lieferungen|sendungen"
        r"|teilen)|in teilen\b",
    ),
    ("left", "", r"part(?:ly|ially)?[- ]shipped|teil(?:weise |ge)?(?:geliefert|versandt|lieferung)\w*"),
    ("left", "N", r"undelivered|unshipped|unausgeliefert"),
    ("paid", "N", r"unpaid|unbezahlt\w*|unbeglichen\w*|zahlung offen"),
    ("confirmed", "N", r"unconfirmed|unbestätigt\w*"),
    ("reserved", "N", r"unreserved|unreserviert\w*|unallocated"),
    ("picked", "N", r"unpicked"),
    ("invoiced", "N", r"uninvoiced|unbilled"),
    ("approved", "N", r"unapproved|unauthori[sz]ed"),
    ("available", "N", r"out of stock|sold out|unavailable|vergriffen\w*|ausverkauft\w*"),
    (
        "arrived",
        "",
        r"handed (?:over )?to you|(?:has|have|had) reached(?! our| the (?:limit|warehouse))|in your hands"
        r"|at (?:its|the|their) destination|am ziel"
        r"|(?:liegt|liegen|steht|stehen) (?:[\wäöü.]+ ){0,2}bei ihnen"
        r"|(?:ihnen|an sie) (?:[\wäöü.]+ ){0,4}(?:übergeben|ausgehändigt)",
    ),
    (
        "left",
        "W",
        r"(?:we |it |they |will |'ll )?(?:ships|dispatches)\b(?! complete)|(?<=we )(?:ship"
        r"|deliver|dispatch|send)\b|(?:goes|going|go) out\b|(?:geht"
        r"|gehen) (?:[\wäöü.,]+ ){0,5}(?:raus|ab|hinaus)\b|(?:versenden|verschicken"
        r"|liefern) wir|wir (?:versenden|verschicken|liefern)|verlässt",
    ),
    (
        "arrived",
        "W",
        r"(?<=will )(?:arrive|reach you|be with you|be there)|(?:ist|sind) (?:[\wäöü.,]+ ){1,4}bei ihnen",
    ),
    (
        "left",
        "",
        r"shipped|dispatched|despatched|sent(?: out| off)?\b(?! to)"
        r"|left(?! (?:over|to|in\b(?! (?:full|part))))"
        r"|gone(?: out)?|went out|departed|(?:already )?on (?:its|the|their) way(?! to (?:us"
        r"|our))|in transit|en route|underway|handed (?:over )?to|out for delivery|versandt\w*"
        r"|versend\w*|verschickt\w*|abgeschickt\w*|abgesandt\w*|unterwegs|abgegangen\w*"
        r"|ging(?:en)?\b(?=.{0,60}\b(?:ab|raus|hinaus|auf die reise)\b)|rausgegangen"
        r"|herausgegangen|hinausgegangen|verlassen|losgeschickt|raus\b(?!ge)"
        r"|auf dem weg(?! zu uns)",
    ),
    (
        "left",
        "",
        r"ausgeliefert\w*|deliver\b|ship\b(?! complete)|dispatch\b"
        r"|leave\b|leaves\b|leaving\b|send\b|shipping\b(?= (?:on|today|tomorrow|next))"
        r"|liefern\b",
    ),
    ("delivered", "", r"delivered|geliefert\w*|abgeliefert\w*"),
    (
        "returned",
        "",
        r"c[ao]me back|coming back|returned|returns?\b|sent back|zurückgekommen"
        r"|zurückgeschickt|zurückgesandt|retourniert\w*|retouren?\b"
        r"|kam(?:en)?\b(?=.{0,60}\bzurück\b)|zurück zu uns",
    ),
    ("booked_in", "", r"booked in|vereinnahmt\w*|eingebucht\w*"),
    ("booked", "", r"booked (?:with|for)|gebucht\b|booked\b"),
    (
        "inbound",
        "",
        r"arriv(?:es?|ing)\b|brings?\b|(?:is|are) (?:coming|due in|inbound)"
        r"|comes? in\b(?! from)|inbound|coming\b|due at our warehouse|on (?:its"
        r"|the) way to (?:us|our)|trifft\b|treffen\b(?=.*\bein\b)|bringt|bringen|eingang\b"
        r"|kommt\b(?! aus)|kommen\b(?! aus)|erwartet\w*|nachschub|restock\w*|replenish\w*",
    ),
    (
        "arrived",
        "",
        r"arrived|zugestellt\w*|zustellung erfolgt|angekommen\w*|eingetroffen\w*"
        r"|received\b(?! by)|reached (?:you|the customer|its destination)|signed for"
        r"|with (?:you|the customer)(?: now)?\b"
        r"|kam(?:en)?\b(?=.{0,60}\ban\b)|bekommen(?= ?[.,!;]?$)|in empfang genommen"
        r"|überbracht|erhalten|empfangen"
        r"|eingegangen\w*|da\b(?= ?[.,!]?$)",
    ),
    ("cancelled", "", r"cancell?ed|call(?:ed)? off|annull?iert\w*|storniert\w*|stornierung|abgesagt"),
    (
        "quotation",
        "",
        r"quotations?|quotes?\b|draft (?:order|quotation)|request for quotation|angebote?s?\b"
        r"|preisanfrage|entwurf\b",
    ),
    (
        "draft_invoice",
        "",
        r"draft invoice|rechnungsentwurf|only a draft|erst ein entwurf|not posted|nicht gebucht",
    ),
    ("confirmed", "", r"confirmed|bestätigt\w*"),
    (
        "held_by_others",
        "",
        r"(?:held|reserved|blocked|taken) (?:by|for) (?:an)?other(?: orders?)?"
        r"|other orders? (?:hold|have)s?|für (?:einen )?andere[rn]? (?:auftrag|aufträge"
        r"|bestellung(?:en)?) (?:reserviert|belegt)|andere aufträge (?:belegen|halten)",
    ),
    ("reserved", "", r"reserved|allocated|set aside|earmarked|reserviert\w*|zugeteilt\w*|zugewiesen\w*"),
    ("picked", "", r"picked(?! up)|kommissioniert\w*|gepickt"),
    ("left", "", r"picked up|abgeholt\w*|collected\b"),
    ("packed", "", r"packed|gepackt\w*|verpackt\w*"),
    (
        "ready",
        "",
        r"ready\b|bereit\b|versandbereit\w*|versandfertig\w*|abholbereit\w*|bereitgestellt\w*|startklar",
    ),
    ("waiting", "", r"wait(?:s|ing|ed)?\b|await(?:s|ing|ed)?\b|held up|stuck|wartet\w*|warten\b|wartend\w*"),
    (
        "short",
        "",
        r"short\b(?!ly| of the)|shortages?|missing|lacking|lacks?\b|back-?ordered"
        r"|on back ?orders?|fehlt|fehlen|fehlend\w*|fehlten?|gefehlt|fehlmengen?|mangel\w*"
        r"|rückstand\w*",
    ),
    ("on_hand", "", r"on hand|on the shelf|vorhanden\w*"),
    (
        "available",
        "",
        r"in stock|available|auf lager|vorrätig\w*|verfügbar\w*|lieferbar\w*|free\b(?! of)|frei\b(?!\w)",
    ),
    ("on_hold", "", r"on (?:quality )?hold|blocked|quarantined?|gesperrt\w*|sperrbestand|qualitätssperre"),
    (
        "late",
        "",
        r"late\b|delayed|overdue|behind schedule|behind time|missed|running behind"
        r"|verspätet\w*|verzögert\w*|(?:in|im) verzug|überfällig\w*|verzugs?\b|zu spät"
        r"|verspätung\w*|überschritten|late against",
    ),
    (
        "on_time",
        "",
        r"on time|punctual\w*|on schedule|in time\b|pünktlich\w*|rechtzeitig\w*"
        r"|fristgerecht\w*|termingerecht\w*|(?:on|at) the promised (?:day|date)"
        r"|am zugesagten (?:tag|termin)|as promised|wie zugesagt",
    ),
    ("early", "", r"early\b|ahead of (?:schedule|time)|too soon|vorzeitig\w*|verfrüht\w*|zu früh"),
    ("reversed", "", r"reversed"),
    ("paid", "", r"paid\b|settled\b|bezahlt\w*|beglichen\w*|gezahlt\b"),
    ("invoiced", "", r"invoiced|billed|berechnet\w*|fakturiert\w*|in rechnung gestellt"),
    ("ordered", "", r"ordered\b(?= yet|$|[.;)]| for us)|bestellt\b(?=$|[.;):,])|nachbestellt"),
    ("scheduled", "", r"scheduled|planned|geplant\w*|eingeplant\w*"),
    ("promised", "", r"promised\b|zugesagt\w*|versprochen\w*"),
    (
        "carried",
        "",
        r"(?<!to the )(?<!by the )(?<!for the )(?<!from the )(?<!our )(?<!den )(?<!dem )carriers?\b"
        r"|(?<!den )(?<!dem )(?<!an )versanddienstleister\w*|frachtführer\w*|spediteur\w*"
        r"|paketdienst\w*",
    ),
    ("priority", "", r"priority order|prioritised|prioritized|vorrangig\w*|priorität\w*|bevorzugt\w*"),
    (
        "open",
        "",
        r"open\b(?! (?:purchases?|deliver(?:y|ies)|lines?|units?))|outstanding"
        r"|offen\w*(?! (?:bestellung|lieferung|position|einkauf))|ausstehend\w*",
    ),
    (
        "guarantee",
        "",
        r"guarant\w+|garant\w+|warrant\w+|(?:we |i |can |be )assured?|assur(?:e|ance)\b"
        r"|gewährleist\w*|zusicher\w*|versichern (?:ihnen|wir)|definitely|certainly|bestimmt\b"
        r"|auf jeden fall|in jedem fall|without fail",
    ),
    (
        "pledge",
        "",
        r"(?:we|i|we'll|i'll)(?: hereby| can)? promise\b|you have (?:my|our) word|we commit"
        r"|commit(?:ted)? to|versprechen\b|verspreche\b"
        r"|sagen (?:wir )?(?:ihnen )?(?:[\wäöü.]+ ){0,4}zu\b|sichern (?:wir )?ihnen"
        r"|verbindlich\w*|binding\b",
    ),
    (
        "refund",
        "",
        r"refund\w*|reimburs\w*|money back|pay(?:ing)? (?:you )?back|(?:zurück)?erstatt\w*"
        r"|rückerstatt\w*|geld zurück",
    ),
    (
        "credit",
        "",
        r"credit(?:s|ed|ing)?\b(?! (?:limit|warning|note card|card|line|rating|check))|credit notes?"
        r"|gutgeschrieben\w*|gutschrift\w*",
    ),
    (
        "compensation",
        "",
        r"compensat\w*|damages\b|make (?:it|this) up to|goodwill|entschädig\w*"
        r"|schadens?ersatz\w*|kulanz\w*|wiedergutmach\w*|penalt\w+|vertragsstrafe\w*",
    ),
    (
        "free",
        "",
        r"free of (?:charge|cost|freight)|(?:at no|without)(?: any)?(?: extra"
        r"| additional)? (?:cost|charge)|no (?:extra )?charge|for free|complimentary"
        r"|freight[- ]free|kostenlos\w*|kostenfrei\w*|gratis|umsonst|unentgeltlich\w*"
        r"|frachtfrei\w*|auf unsere kosten|at our (?:own )?(?:expense|cost)",
    ),
    ("discount", "", r"discount\w*|rebates?|price reduction|rabatt\w*|nachlass\w*|preisnachlass\w*|skonto"),
    ("exception", "", r"exceptions?\b|exceptional\w*|ausnahme\w*|ausnahmsweise"),
    (
        "liable",
        "",
        r"liab\w+|our fault|our mistake|we are responsible|haften|haftet|haftung\w*|haftbar"
        r"|unser fehler|unsere schuld|verantwortung (?:dafür )?übernehmen"
        r"|übernehmen (?:wir )?die verantwortung",
    ),
    ("apology", "", r"apolog\w*|sorry|entschuldig\w*|tut (?:uns|mir)(?: sehr)? leid|bedauern\w*"),
    (
        "approved",
        "",
        r"approv(?:e|es|ed|al)\b|signed off|authori[sz]ed?\b|genehmig\w*|freigegeben\w*"
        r"|freigabe\w*|bewillig\w*|released?\b|releases\b",
    ),
    ("waive", "", r"waiv\w*|erlassen\b|verzicht\w*"),
    (
        "replacement",
        "",
        r"replacements?\b|replac(?:e|ed)\b|ersatzlieferung\w*|umtausch\w*|umgetauscht"
        r"|austausch\w*|ausgetauscht",
    ),
    ("extension", "", r"exten(?:d|ds|ded|sion)\b|verlänger\w*"),
    (
        "expedite",
        "",
        r"expedit\w*|prioriti[sz]e\b|make sure|ensure\b|see to it|sorgen (?:wir )?dafür"
        r"|stellen (?:wir )?sicher|beschleunig\w*",
    ),
)


def _group(number: int) -> str:
    return f"w{number}"


_ALL = re.compile(
    r"(?<![\w-])(?:"
    + "|".join(f"(?P<{_group(number)}>{pattern})" for number, (_, _, pattern) in enumerate(_PATTERNS))
    + r")(?!\w)",
    re.I,
)
_MEANING = {
    _group(number): (state, "N" in flags, "W" in flags) for number, (state, flags, _) in enumerate(_PATTERNS)
}


def words_in(text: str) -> list[Word]:
    """Return the words of state in a text, in order, none overlapping."""
    found = []
    for match in _ALL.finditer(text):
        state, denied, will = _MEANING[match.lastgroup or ""]
        found.append(Word(state, match.start(), match.end(), denied, will))
    return found
