"""Rules for lists of orders: "late orders of my customers", "was geht heute raus?"."""

from retrieval.understanding.patterns import any_of, says

_MANY = any_of(
    r"""
    orders|back ?orders|auftragen?|bestellungen|lieferungen|deliveries|shipments|quotations|quotes|angebote
    sendungen|kundenauftrage|pickings|drafts|backlog|ruckstande|entwurfe|ones
    """
)
_ONE = "(?:order|delivery|shipment|auftrag|bestellung|lieferung|parcel|paket)"
_STATE = any_of(
    r"""
    late|overdue|past due|delayed|open|pending|unshipped|undelivered|cancelled|unpaid|ready|waiting|stuck
    blocked|new|urgent|priority|behind
    drafts?|delivered|shipped|due|unconfirmed|confirmed|DAY|partly|partially|on hold|outstanding|missing
    oldest|latest|not picked
    uberfallige[nr]?|uberfallig|verspatete[nr]?|verspatet|offene[nr]?|stornierte[nr]?|neue[nr]?
    dringende[nr]?|fallige[nr]?|wartende[nr]?
    gelieferte[nr]?|heutige[nr]?|blockierte[nr]?|verzogerte[nr]?|unbezahlte[nr]?|zu spat|im verzug
    im ruckstand
    """
)
_NAMED = (
    r"(?:CUSTOMER|CARRIER|WAREHOUSE|SALESPERSON|PERSON|DAY|PRODUCT|my customers|meine\w* kunden|mine|"
    r"me|us|mir|uns)"
)
_WHO = r"(?:CUSTOMER|WAREHOUSE|SALESPERSON|CARRIER|PERSON|my customers|meine\w* kunden|their|ihre)"
_FROM = (
    "(?:for|of|by|from|with|at|in|to|via|on|fur|von|vom|mit|aus|bei|an|ab|im|per|that are|which are|"
    "due|containing)"
)
_THE = "(?:the |my |our |der |dem |den |die )?"
_ASK_MANY = any_of(
    r"""
    which|what|welche\w*|any|list|show|give me|zeig\w*|how many|wie ?viele?|count|number of|anzahl|liste|see
    display|pull up|all
    alle\w*|are there|gibt es|haben wir|do we have|i need|find|get|nenn\w*
    """
)
_LEAVES = any_of(
    """
    ships?|shipping|leaves?|leaving|goes out|going out|go out|goes|delivered|shipped|left|geht|gehen|raus
    ausgeliefert
    verschickt|versendet|versandt|geliefert|due|fallig|offen|open
    """
)

LIST = says(
    rf"""
    {_ASK_MANY} .*{_MANY}|^(?:the )?(?:orders|auftrage|bestellungen|back ?orders) .*|^{_STATE} .*{_MANY}$
    ^(?:(?:and|und|please|bitte|ok|hi|hello|so|the|die|now|all|alle|my|our|meine|unsere|only|just|nur
    every) )*(?:{_STATE} )+(?:(?:{_STATE}|my|our|and|und) )*{_MANY}
    (?:top|first|last|latest|oldest|worst|next) \d+ .*{_MANY}|{_STATE} {_MANY}$|other .*{_MANY}
    {_MANY} (?:\w+ )?{_FROM} {_THE}(?:{_NAMED}|{_STATE})|{_MANY} (?:{_STATE}|CUSTOMER|WAREHOUSE|CARRIER
    SALESPERSON)
    {_WHO} (?:{_STATE} )*{_MANY}|(?:my|meine|our) {_MANY}|{_STATE} {_MANY} {_FROM}
    ^(?:(?:and|und|show|list|zeig|me|mir|bitte|please) )*(?:what|was|which|anything|something|everything
    irgendwas|etwas|alles|is anything|ist etwas|ist was) (?!.*(?:ORDER|means?|deliver(?:y|ies)|happens
    counts?)).*(?:(?:{_LEAVES} .*(?:{_NAMED}|raus|heute))|(?:{_NAMED} .*{_LEAVES})|late|overdue|uberfallig
    verspatet|fallig|zu spat)
    (?:are|is|am|sind|ist|bin|haben) (?:we|i|anything|any|wir|ich|etwas|was|irgendwas
    CUSTOMER) (?:.*)(?:late|behind|overdue|zu spat|verspatet|im ruckstand|uberfallig)(?!.* ORDER)
    ^(?:only|just|nur) .*{_STATE}|^{_STATE} .*(?:WAREHOUSE|SALESPERSON|CARRIER|mine|my customers)|who (?:is
    are) late|(?:SALESPERSON|PERSON) (?:customers|kunden) .*{_STATE}
    SALESPERSON .*(?:promised|zugesagt|late|open|offen)|(?:list|show|zeig\w*|give me) .*{_STATE} .*{_NAMED}
    backlog|(?:show|list|zeig\w*) .*drafts|^(?:quotations|quotes|angebote|entwurfe|orders|auftrage)$
    (?:what|anything|was|something) .*(?:worry|attention|urgent|on fire|dringend|kummern|sorgen)(?: about)?
    (?:where|wo) .*(?:CUSTOMER|PERSON) {_ONE}|(?:where|status|wo|stand|when|wann|why
    warum) .*{_ONE}s? (?:for|of|from|von|fur) (?:the |der |dem )?(?:CUSTOMER|PERSON)
    (?:CUSTOMER|PERSON) (?:{_STATE} )*(?:{_ONE}|orders)$|what did (?:CUSTOMER|PERSON) order
    was hat (?:CUSTOMER|PERSON) .*bestellt
    (?:last|latest|letzte\w*|recent|newest|neueste\w*) (?:{_ONE}|{_MANY}) (?:of|for|from|by|von
    fur) (?:CUSTOMER|PERSON)
    """
)
SPEAKS_OF_ORDERS = says(
    r"""
    orders?|auftr\w+|bestellung\w*|lieferung\w*|deliver\w*|shipments?|parcels?|paket\w*|late|overdue
    """
)
BLOCKED = says(
    r"""
    if (?:we|it|they|i)|wenn (?:wir|es)|falls|rules?|policy|policies|sops?|procedure|process|handle
    treat(?:ed)?|allowed|must|should(?! worry)
    definition|means?|bedeutet|cutoff|cut off|contract\w*|penalt\w*|vertrag\w*
    how (?:do|should|must|to|are|can|shall) (?:we|i|you|orders|\w+ orders)|what (?:do|should|must|to) (?:we
    i) (?:do|tell|say|write|check)|what happens|what (?:is|are) (?:the )?(?:cut|penalt|rule|polic|sop
    proc)\w*
    (?:can|may) (?:\w+ ){0,5}(?:be|go)|when (?:do|are|is|may|can) (?:we|orders|priority|\w+ orders)
    why (?:do|are|must) (?:we|orders)
    who (?:approves|decides|may|can|releases)|wer (?:darf|entscheidet|genehmigt|gibt)|dur?fen?|wie (?:gehen
    behandeln|werden|verfahren|gehe|sollen|wird)
    was (?:tun|machen|passiert|gilt|mussen|muss)|regeln?|richtlinie\w*|vorgehen|ablauf|prozess
    wann (?:werden|durfen|teilen)
    """
)
"""Plural orders in a question of how orders in general are dealt with."""

MINE = says(
    r"""
    my customers?|mine|my (?:\w+ )?(?:orders|deliveries|shipments)|meine\w* kunden
    meine\w* (?:\w+ )?(?:auftrage\w*|bestellungen|lieferungen)
    am i (?:late|behind)|for me|my (?:late|open|overdue)|meiner? kund\w*|fur mich|i should worry
    """
)
