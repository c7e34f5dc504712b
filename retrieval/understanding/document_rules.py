"""Rules for customers, their contracts, and how things are done."""

from retrieval.understanding.patterns import says

CUSTOMER = says(
    r"""
    tell me|full picture|report|summary|summari[sz]e|overview|rundown|situation|profile|prepare
    brief(?:ing)?|everything|look up
    account|status|know about|salesperson|details?|infos?|information
    what is (?:open|going on|new|up|happening|the (?:situation|state|story)|outstanding|pending)
    anything (?:open|new|i should know)|how (?:are we|is|are things|do we stand|does)
    was ist (?:offen|los|mit|bei)|ubersicht|uberblick|zusammenfassung|who (?:is|are|looks after)|wer (?:ist
    sind|betreut)|betreut|alles (?:zu|uber|offene)|stand|offene posten
    wie (?:steht|lauft|sieht)|erzahl\w*|was gibt es (?:neues )?(?:bei|zu|von)|was lauft|credit limit
    kreditlimit|contact person|ansprechpartner|stehen wir
    """
)
OPEN_FOR = says(
    """
    (?:what|was|all|alles|anything|everything) .*(?:open|offen|outstanding|pending|promised) .*(?:for|with
    at|fur|bei|von|to|there|dort)
    """
)
OPEN_THERE = says(
    "what (?:else )?is open (?:there|for them)|was ist (?:dort|da|bei denen|fur sie) (?:noch )?offen"
)

_CONTRACT_WORDS = r"""
    contracts?|contractual\w*|agreements?|sla|service ?levels?|penalt(?:y|ies)|vertr(?:ag|age|ags|ages
    aglich\w*)|rahmenvertr\w+|vertragsstrafe\w*|ponale\w*
    vereinbar\w*|terms|zahlungs(?:ziel|bedingungen|ziele)|konditionen|liquidated damages|notice period
    kundigungsfrist\w*|strafe\w*|servicegrad|termintreue|liefertreue
    priority customer|prioritatskunde|entitled|anspruch|agreed with|discounts?|rabatt\w*|do we owe
    schulden wir|owe (?:them|CUSTOMER)
    """
CONTRACT = says(_CONTRACT_WORDS)
ALLOWED = says(
    """
    allow(?:ed|s)?|may|entitled|agreed|permit(?:ted|s)?|accepts?|require[sd]?|demands?|insists?
    guarantee[sd]?|durfen|darf
    erlaubt|vereinbart|verlangt|akzeptiert
    """
)
OF_CUSTOMER = says(
    r"""
    CUSTOMER|PERSON|ORDER|their|his|her|ihr\w*|deren|dessen|its|the customer|this customer|that customer
    der kunde|des kunden|dem kunden
    diese\w* kunden|mit ihnen|with them|for them|fur sie|dort|them|they|our contract|my contract
    unser\w* vertr\w+|mein\w* vertr\w+
    """
)

IF_LATE = says(
    """
    what happens (?:if|when) (?:it|ORDER|this|they) .*late|consequences
    was passiert wenn (?:es|sie|ORDER|das) .*(?:spat|verspatet)
    """
)
"""Of an order at hand: what its contract provides when it is late."""

HOW_THINGS_ARE_DONE = says(
    r"""
    policy|policies|rules?|sops?|procedures?|process|guidelines?|instructions?|how to|what now|what to do
    what happens (?:if|when)|am i allowed|are we allowed
    what can (?:we|i) do|how (?:do|should|can|must|may|shall|would) (?:we|i|you|one)|how (?:are
    is) \w+ (?:handled|treated|packed
    packaged|stored|labelled)|is it (?:ok|allowed|possible)
    what (?:do|should|must|shall) (?:we|i) (?:do|check|write)|who (?:approves?|decides?|may|can|is allowed
    signs?|releases?|must|should|do i)
    regeln?|richtlinie\w*|vorgaben?|vorgehen|anweisung\w*|ablauf|prozess|was (?:tun|nun|jetzt|mache|machen
    muss|mussen|soll|sollen|passiert wenn|gilt|gelten)
    wie (?:gehe|gehen|verfahre\w*|behandel\w*|mache?|muss|mussen|soll\w*|packe?\w*|lager\w*|kann|konnen|darf
    durfen|reklamier\w*|storniere?)|wer (?:darf|entscheidet|genehmigt|gibt|muss|unterschreibt)
    cut ?off|annahmeschluss|damaged|broken|smashed|beschadigt|kaputt|zerbrochen|torn|crushed|leaking
    defekt\w*|transportschaden|(?:ruckgabe|widerruf|umtausch|reklamation|garantie|gewahrleistung|zahlung|melde
    storno)s?(?:frist|fristen)|return (?:period|window)
    """
)
ADVICE_ONLY = says(
    "what (?:can|do|should|shall) (?:i|we) (?:tell|say|answer|reply)(?: (?:to )?(?:them|him|her|CUSTOMER|"
    "the customer))?"
)
"""Asks for words about what was just asked; nothing to look up of its own."""
