"""Rules for questions about one order: whether one is meant, and what is asked of it."""

import re

from retrieval.question import Intent
from retrieval.understanding.patterns import any_of, is_all, says

_THING = any_of(
    r"""
    order|delivery|shipment|parcel|package|packet|consignment|goods|items?|stuff|purchase|chair|rest
    remainder|balance|remaining|others?|missing|auftrags?|bestellung|lieferung|sendung|paket|ware|palette
    restliche\w*
    """
)
_WHOSE = r"(?:this|that|the|same|my|our|his|her|their|whose|dies\w*|de[rmns]|die|das|mein\w*|unser\w*|ihr\w*)"
_WHICH = r"(?:last |latest |whole |entire |missing |other |second |letzte\w* |ganze\w* |fehlende\w* )?"

_POINTS = says(
    rf"""
    {_WHOSE} {_WHICH}{_THING}|what we (?:have|got)|what is (?:there|ready)|sendung|that one|this one
    the customer|(?:does|do|did|will|is|was|has|can|could|if|get|would|make|should|about|with|for|of|in|on
    ship|send|track
    are|have|hold|holding) (?:it|they|them)
    ^(?:it|they)|it (?:is|was|be|late|come|arrive|ship|leave|split|has|will|delayed|still|stuck|there
    shipped|left)
    (?:kommt|ist|wird|wurde|bleibt|bleiben|hat|geht|liegt|hangt|wartet|war|sind|werden|kommen|kostet) (?:er
    sie|es|das|die|der|denn das|denn die)
    dazu|davon|damit|daran|darin|drin|dafur|darauf|(?:of|about) (?:that|this)|rest
    """
)
_EXPLETIVE = says(
    """
    (?:is it|it is|was it|is there|ist es) (?:possible|allowed|ok|true|normal|moglich|erlaubt)
    what time is it|wie spat ist es|does it (?:take|cost|mean|work)|how long (?:does|do) it|how much (?:does
    do) it take
    """
)
MY_ORDER = says(
    rf"""
    (?:my|our|mein\w*
    unser\w*) (?:last |latest |most recent |recent |letzte\w* |neueste\w* |open |offene\w* )?{_THING}
    (?:my|mein\w*) (?:\w+ ){{0,3}}PRODUCT|i (?:have )?ordered|i have been waiting|ich (?:habe )?bestellt
    ich .* bestellt habe|the order i placed|ich warte
    nothing (?:has )?(?:come|came|arrived)|nichts (?:an)?gekommen
    """
)
LAST_ORDER = says(
    r"""
    (?:my|our|mein\w*|unser\w*|the|die|der|den) (?:last|latest|most recent|newest|letzte\w*|neueste\w*
    jungste\w*) (?:order|auftrag\w*|bestellung|lieferung|delivery|shipment)
    last order|letzte[rn]? (?:bestellung|auftrag)
    """
)

_WHOSE_LAST = r"(?:(?:my|our|the|mein\w*|unser\w*|die|der|den) )?"
_LAST = r"(?:last|latest|most recent|newest|letzte\w*|neueste\w*|jungste\w*)"
_LEADING_TO_IT = r"(?:(?:and|und|ok|please|bitte|what|which|was|is|ist|war|welche\w*|show|zeig\w*|me|mir) )*"
LAST_ORDER_ALONE = is_all(
    rf"{_LEADING_TO_IT}{_WHOSE_LAST}{_LAST} (?:order|delivery|shipment|auftrag|bestellung|lieferung)"
    r"(?: please| bitte)?"
)
"""The last order and nothing asked of it: where it stands is what people want to know."""

_OPENING = (
    "(?:(?:and|und|ok|okay|so|but|aber|hm+|ah|also|then|dann|please|bitte|yes|ja|hi|hello|hey|hallo|moin) )*"
)
_LEAD = (
    "(?:(?:what about|how about|was ist mit|wie sieht es aus mit|what is|give me|wie ist|was ist|wo ist|"
    "where is|who is|wer ist|which|welcher|the|die|der|das|its|show|me|order) )*"
)
_ASKED = any_of(
    """
    tracking(?: (?:number|link|code|id))?|trackingnummer|sendungsnummer|sendungsverfolgung|invoices?
    rechnung(?:en)?|payment
    zahlung|history|timeline|verlauf|historie|contents?|lines|items|positionen|inhalt|carrier|rest|eta
    status|stand|link
    customer|kunde|salesperson|delivery date|liefertermin|lieferdatum|split|details?|reason|grund|delay
    verspatung
    """
)
_BARE = any_of(
    """
    why(?: (?:so|not|late|is that|is that so|the delay|exactly|was that))*|how come|eta|status|stand
    when(?: (?:exactly|will it|is it|is that|does it|can i expect it))?|where(?: (?:is it|exactly))?
    what happened
    warum(?: (?:das|denn|nicht|so|spat))*|wieso(?: (?:das|denn|nicht))*|weshalb|wo(?: (?:denn|genau))?
    wann(?: (?:denn|genau|kommt(?: der)? rest|kommt das))?
    """
)
ELLIPTICAL = is_all(
    f"""
    {_OPENING}(?:{_BARE}|{_LEAD}{_ASKED})(?: (?:please|bitte|then|dann|again|nochmal|now|jetzt|denn|it
    for it|davon|dazu|of it|mal))*
    """
)
"""Questions that leave the order out altogether: "why?", "and the tracking?"."""

_SPLIT = r"""
    split\w*|separate(?:ly)?|partial(?:ly)? (?:deliver|ship)\w*|in (?:two|several|multiple|2|3|parts)
    teil davon|back ?orders?
    (?:two|2|several|multiple|three|one) (?:deliveries|shipments?|parcels|packages|pickings)|(?:zwei
    mehreren?) (?:lieferungen|sendungen|paketen?)
    ship (?:the )?(?:rest|remaining|remainder|missing)|what if (?:we|i) (?:ship|send)|if we (?:ship|send)
    can (?:we|you) (?:ship|send) (?:what|the|it|PRODUCT|part).*
    (?:ship|send) .*(?:now|first|already|today|DAY) .*(?:rest|later)|in zwei|getrennt|geteilt|aufgeteilt
    aufteil\w*|gesplitt\w*|splitt\w*
    teilliefer\w*|teilweise (?:liefer|schick|versend)\w*|was (?:ist|passiert|ware) wenn wir .*(?:schicken
    liefern|versenden)|vorab (?:schick|liefer|versend)\w*
    """
_TRACKING = r"""
    track\w*|sendungs(?:nummer|verfolgung|nr)|paketnummer|waybill|awb|parcel number|consignment number
    wer liefert
    (?:which|what|welche[rmn]?) (?:carrier|courier|spediteur|spedition|paketdienst|versanddienstleister)
    mit (?:wem|welche\w+)
    who (?:is )?(?:carr|deliver|ship)\w+|(?:carrier|courier) (?:of|for|is)|(?:the )?carrier$
    """
_INVOICE = r"""
    invoic\w*|bill(?:ed|ing)?|pay|pays|paid|payment|rechnung\w*|bezahlt|zahlung|berechnet|fakturier\w*
    gutschrift
    credit note|was kostet
    how much (?:is|does|was|do|did) .*(?:cost|total|owe|pay)|how much (?:is|was|for) (?:it|that|ORDER|this)
    total (?:of|for|amount)|gesamt(?:betrag|summe)
    """
_DONE = any_of(
    """
    ordered|placed|delivered|shipped|sent|dispatched|confirmed|created|picked|invoiced|booked|cancelled
    bestellt|geliefert|versendet|versandt|verschickt|bestatigt|erstellt|storniert|angelegt|raus|rausgegangen
    """
)
_TIMELINE = rf"""
    timeline|history|historie|verlauf|chronolog\w*|chronik|what (?:has )?happened|step by step|zeitachse
    events?|protokoll|log of
    was (?:ist|war|bisher) .*passiert|since when|seit wann|when (?:was|were|did) .*{_DONE}|wann (?:wurde\w*
    ist|hat|habe\w*) .*{_DONE}
    when did (?:it|ORDER|they|we|CUSTOMER|you) (?:leave|ship|arrive|order)
    """
_CONTENTS = r"""
    what (?:is|are|was) (?:in|on|inside|part of)|contents?|contain\w*|inhalt|positionen|artikel
    (?:^|the |show |list |which |what |all |order |line )(?:items|lines|positions)(?!.* missing)
    what (?:products?|goods)|which products?|what (?:all )?(?:did|have|has|do) .*order(?:ed)?
    how many .*(?:in|on) ORDER|how many PRODUCT
    was (?:ist|steht|war|steckt) .*(?:in|auf|drin|drauf|im)|was (?:wurde|haben|habe|hat) .*bestellt
    enthalt\w*|welche (?:produkte|artikel|waren)
    wie ?viele? .*(?:in|auf|im) .*ORDER|(?:wurde|was|is) PRODUCT (?:on|in|auf) ORDER
    """
_WHY = r"""
    why|how come|reasons?|hold(?:ing|s)? (?:(?:it|them|this|ORDER|that|the order|my order) )?(?:up|back)
    holdup|block(?:ing|ed|s)|stuck|explain|caus(?:e|es|ing)
    what is (?:the )?(?:problem|wrong|issue|matter|keeping|stopping|delaying|causing|cause)|what went wrong
    what is up with|taking .*long
    what (?:is|are) (?:it|they|ORDER|we|this) (?:still )?waiting (?:for|on)|waiting (?:for|on) what
    what does (?:it|ORDER) (?:wait|need|lack)
    warum|wieso|weshalb|woran|grund|ursache|worauf|hangt|klemmt|hakt|was (?:ist|war)(?: denn| da)? los
    was (?:fehlt|blockiert|halt)|problem (?:mit|with|bei)
    dauert .*lange
    """
_WHEN = r"""
    when|eta|how (?:long|soon|much longer|many days|far)|wann|wie lange|what (?:day|date|time)|delivery date
    liefer ?(?:termin|datum|zeit|tag)
    arriv(?:e|ing|al)|expect(?:ed)?|ankunft|due|schedul\w+|zugesagt|promised|welche[rnm]? (?:tag|termin
    datum)
    kommt .*(?:DAY|an|noch|bald)|(?:come|coming|be here|deliver(?:ed)?|ship|leave|get here
    go out) (?:by |on |until |before )?DAY
    """
_STATUS = r"""
    where|status|any (?:news|update|word|info|progress|idea)|updates?|how (?:is|are|about)|progress|look up
    check|infos?|information|details?|show|find
    (?:has|have|had|did|does|do|is|was|are|were|will|it|been) .*(?:shipped|ship|left|leave|arrived?|sent
    late|delayed|ready|on time|delivered|confirmed|cancelled|on its way|on the way|in transit|complete
    packed|picked|done|overdue|lost|moving|gone|out|open|processed|drafts?|fine|ok|urgent|priority|reserved
    in stock|available|on track|finished|coming)
    wo|stand|wie (?:steht|sieht|weit|geht)|gibt es (?:was |etwas )?(?:neues|news|schon)|neuigkeiten
    was (?:macht|ist mit|gibt)|zeig\w*
    (?:ist|wurde|wird|hat|sind|war|kommt|geht) .*(?:schon|verschickt|versandt|geliefert|raus|unterwegs
    versendet|angekommen|fertig|bereit|spat|verspatet|uberfallig|da|bestatigt|storniert|kommissioniert|gepackt|offen
    punktlich|komplett|weg|bald|DAY)
    tell me (?:more )?about|(?:not|never|nothing) (?:yet |has )?(?:been )?(?:received|arrived?|got|gotten
    come|came|here|delivered)|missing|fehlt|open|lost
    nichts? (?:an)?(?:gekommen|erhalten|bekommen|da|geliefert)|noch nichts?|was there a|what is (?:going on
    happening|new|the latest|the situation|missing|the story|the state)
    what (?:about|happens)|ich warte|i am (?:still )?waiting|been waiting
    """
_RULES: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (Intent.SPLIT, says(_SPLIT)),
    (Intent.TRACKING, says(_TRACKING)),
    (Intent.INVOICE, says(_INVOICE)),
    (Intent.TIMELINE, says(_TIMELINE)),
    (Intent.CONTENTS, says(_CONTENTS)),
    (Intent.WHY, says(_WHY)),
    (Intent.WHEN, says(_WHEN)),
    (Intent.STATUS, says(_STATUS)),
)


_NOUNS: tuple[tuple[Intent, re.Pattern[str]], ...] = (
    (Intent.STATUS, says("^status|status (?:and|und)|(?:and|und) status")),
    (Intent.TRACKING, says("tracking(?: (?:number|link|code|id))?|trackingnummer|sendungsnummer")),
    (Intent.INVOICE, says("invoices?|rechnung")),
    (Intent.CONTENTS, says("contents|inhalt|positionen|order lines")),
    (Intent.TIMELINE, says("history|timeline|verlauf|historie")),
    (Intent.WHEN, says("eta|delivery date|liefertermin|lieferdatum")),
)


def things_asked(words: str) -> tuple[Intent, ...]:
    """Return what a shape asks for by nouns: "invoice and tracking of ORDER" asks for two things."""
    return tuple(intent for intent, pattern in _NOUNS if pattern.search(words))


def speaks_of_order(words: str) -> bool:
    """Return whether a shape names an order or points to one ("it", "the rest", "meine Lieferung")."""
    return "ORDER" in words or bool(_POINTS.search(words) and not _EXPLETIVE.search(words))


def about_one_order(words: str) -> Intent | None:
    """Return what a shape asks of an order, None when it asks nothing that an order can tell."""
    return next((intent for intent, pattern in _RULES if pattern.search(words)), None)
