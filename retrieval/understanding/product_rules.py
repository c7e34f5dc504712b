"""Rules for products and purchases: what is in stock, what is coming, who waits for it."""

from retrieval.understanding.patterns import any_of, is_all, says

_NEEDS = any_of(
    r"""
    waits?|waiting|needs?|depend(?:s|ing)?|short|serves?|served|feeds?|affected|hang(?:s|ing)?|blocked|held
    stuck|reserved
    allocated|demand|requires?|wants?|gets?|missing|warte[tn]?|braucht|brauchen|benotig(?:t|en)|abhangig
    hang(?:t|en)|fehlt|fehlen
    betroffen|bekommt|bekommen|bestimmt
    """
)
WAITING_FOR = says(
    rf"""
    {_NEEDS} .*(?:PURCHASE|PRODUCT)|(?:PURCHASE|PRODUCT) .*{_NEEDS}|(?:PURCHASE|PRODUCT) .*(?:for (?:which
    whom)|affects?|reserviert)
    (?:orders?|auftrage|bestellungen|customers|kunden|who|wer|what|welche\w*) .*PURCHASE
    (?:who|which|what|welche\w*|wer) .*(?:waits?|waiting|wartet|warten|braucht|brauchen
    needs?) (?:for |on |auf )?(?:it|that|them|this|darauf|sie|es|das)
    wer wartet darauf|welche\w* \w+ warten darauf
    """
)
WHO_WAITS = says(
    r"""
    who|which|what orders|what else|whose|orders|customers|anyone|anybody|any|wer|welche\w*|auftrage
    bestellungen|kunden|list|show
    how many orders|wie ?viele? auftrage|wem|for (?:which|whom)|fur (?:wen|welche\w*)
    """
)

STOCK = says(
    r"""
    how (?:many|much)|(?:in|on) stock|stock|availab\w+|do we (?:still )?have|have we (?:got|any)
    have you got|do you (?:have|stock|sell|carry)|got any|left|on hand
    when (?:do|will|can|are) (?:we|you|i) (?:get|getting|have|receive|expect)|(?:back|again) in|restock\w*
    next (?:receipt|delivery|batch|shipment|load)
    substitut\w*|alternativ\w*|replac\w*|instead of|equivalent|similar|ersatz\w*|stattdessen|bestande?
    verfugbar\w*|auf lager|lagerbestand|vorratig|lieferbar
    wie ?viele?|haben wir|habt ihr|haben sie|wann (?:kommt|kommen|bekommen|kriegen|haben|ist|sind)
    wann gibt es|nachschub|reserviert|frei|ausverkauft
    when .*(?:back|arriv\w*|come|coming|in|available|expected|again|due|PRODUCT)|inventory|reserved|free
    where (?:is|are|do we)|wo (?:ist|liegt|liegen|sind|haben)
    sold out|out of|(?:is|are|be|comes?|coming) .*back|wieder da|noch da|(?:ist|sind) .*da
    run(?:ning)? (?:low|out)|short(?:age)? (?:of|on)
    supply|inbound|incoming
    """
)
CLEARLY_STOCK = says(
    r"""
    how many .*(?:have|stock|left|available|on hand)|(?:in|on) stock|auf lager|vorratig
    wie ?viele? .*(?:haben|lager|vorratig|verfugbar|da|gibt)
    do we (?:still )?have (?:any|enough|more)?|haben wir (?:noch|genug)|when do we get|wann (?:bekommen
    kriegen) wir|restock\w*|inventory
    (?:substitut|alternativ)\w* (?:for|to|fur|zu)|ersatz fur|bestand|stock (?:of|level|for)
    """
)
"""Wordings that make a product even of an everyday word: "how many pallets do we have?"."""

STOCK_AGAIN = is_all(
    r"""
    (?:(?:and|und|ok|so) )*(?:when (?:do|will|can|are) (?:we|you) (?:get|getting|have|receive|expect) .*
    when is (?:it|that) (?:back|available|in stock).*)
    (?:(?:and|und|ok|so) )*(?:is there|are there|any|what|which|the|a|gibt es|einen)*(?: ?(?:a
    any))? ?(?:substitutes?|alternatives?|replacements?|ersatz)(?: (?:for (?:it|that)|dafur))?
    (?:(?:and|und|ok|so) )*how many(?: (?:are|do we have|is|have we))*(?: (?:free|left|available|reserved
    there|in stock|in WAREHOUSE|WAREHOUSE))*
    (?:(?:and|und|ok|so) )*wie ?viele?(?: (?:sind|haben wir|gibt es))*(?: (?:frei|noch|da|verfugbar
    reserviert|in WAREHOUSE|WAREHOUSE))*
    (?:(?:and|und|ok|so) )*wann (?:kommt|kommen|bekommen|kriegen) (?:wir )?(?:neue|nachschub|wieder|mehr).*
    (?:und )?wo (?:liegen|liegt) (?:sie|die|es).*|next receipt|(?:and |und )?(?:where|wo)
    (?:and|und) (?:in |im |at )?WAREHOUSE|what is free|was ist frei
    """
)
"""What is asked further of a product that was just spoken of, without naming it."""
