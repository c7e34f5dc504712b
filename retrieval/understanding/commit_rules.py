"""Rules that tell a request to do something ("cancel it") from a question about it ("can I cancel?")."""

from retrieval.understanding.patterns import any_of, is_all, says

RULE_QUESTION = says(
    r"""
    ^(?:(?:and|und|so|but|aber|please|hi|hello|hallo|then|also) )*(?:how|what|when|who|where|why|which|until
    was|if|am i|must|wie|wann|wer|wo|bis wann|warum|welche\w*)
    ^(?:(?:and|und|so|but|aber|please|hi|hello|hallo|then|also) )*(?:can|could|may|should|shall|do|are|is
    does) (?:i|we|they|one|it|there|(?:a |the |this )?customers?|CUSTOMER|ORDER)
    ^(?:(?:und|aber|hallo|also|ja) )*(?:kann|darf|muss|soll|ist|hat|gibt) (?:ich|man|wir|es|das|er|sie
    ein\w*|der|die|CUSTOMER|ORDER)
    ^(?:(?:und|aber|hallo|also) )*(?:konnen|durfen|mussen|sollen) (?:wir|kunden)|^(?:und )?(?:darf|durfen
    konnte ich)
    (?:is it|ist es) (?:still |noch )?(?:possible|allowed|ok|moglich|erlaubt)
    (?:what|how much) .*cost|was kostet.*|policy|procedure|sop|rules?|regeln?|richtlinie|vorgehen|prozess
    process
    """
)
CHANGE = says(
    r"""
    cancel|change|refund|return|credit|release|reschedule|postpone|money back|amend|modify|address|waive
    approve
    promise|guarantee|stornier\w*|ander[nt]?|andere|erstatt\w*|zuruck\w*|freigeb\w*|reklamier\w*|umtausch\w*
    verschieb\w*|adresse|lieferadresse|versprechen|zusagen
    """
)

_SOFTENER = any_of(
    """
    please|pls|hi|hello|hey|hallo|ok|okay|then|now|and|und|so|just|also|yes|ja|dann|bitte|mal|go ahead and
    can you|could you|would you|will you|can someone|you (?:must|should|need to)|i want you to
    kannst du|konnt ihr|konnten sie|konnen sie|konntest du|ORDER|CUSTOMER|PERSON|DAY
    """
)
_POLITE = f"(?:{_SOFTENER} )*"
_THINGS = r"(?:the |my |our |its |their |delivery |shipping |billing |invoice |customer )*"
_DO = any_of(
    rf"""
    cancel|refund|reimburse|credit|release|approve|confirm|reschedule|postpone|expedite|prioriti[sz]e|waive
    extend|split
    block|unblock|reserve|unreserve|allocate|compensate|draft|compose|guarantee|promise|rush|stop|hold
    put .*on hold
    (?:change|update|correct|amend|modify|edit) {_THINGS}(?:address|date|quantity|qty|carrier|order|ORDER
    contact|price|delivery|shipment|lines?|it)
    (?:ship|send|dispatch) (?:it|them|ORDER|the rest|the chair|what|everything|PRODUCT|this|that|the order
    the goods|out)
    (?:add|remove|delete) (?:\w+ )*(?:ORDER|PRODUCT|line|from the order|to the order)
    (?:write|send|prepare|mail|email|message|tell|inform|notify
    call) (?!me |us )(?:\w+ )*(?:an? |the )?(?:update|customer|CUSTOMER|them|him|her|e?mail|letter|reply
    PERSON|CARRIER|supplier)
    (?:switch|move|upgrade|change) (?:\w+ )*(?:to|from) (?:CARRIER|express|WAREHOUSE|DAY)
    (?:place|create|make|book|open) (?:me |us )?(?:a |an |the |new )*(?:order|quotation|return|rma|pickup
    claim)
    order (?:me |us )?(?:\w+ )*PRODUCT|deliver (?:it|them|ORDER|my order) (?:DAY|to|by)|mark (?:it|ORDER)
    give (?:me|us|them|CUSTOMER) (?:an? |the |my |our |their )*(?:\d+ )*(?:refund|discount|credit|money
    compensation|rebate)
    """
)
_TUE = any_of(
    r"""
    stornier(?:e|en|t)?|erstatte[nt]?|ander[en]?|andert|freigeb(?:e|en)|gib (?:ORDER|den|die|das)|versprich
    versprechen
    verschieb(?:e|en)?|reservier(?:e|en)|entwirf|entwerfen|verfass(?:e|en)|versende|schick(?:e|en|t)?
    bestell(?:e|en)
    teil(?:e|en) (?:ORDER|den|die)|hinzufugen|losch(?:e|en)|bestatige\w*|umleiten|sag\w* (?:dem|der|den|ihm
    ihnen|CUSTOMER)
    schreib\w* (?:dem|der|den|ihm|ihnen|CUSTOMER|ein\w*)
    """
)
_INFINITIVE = any_of(
    """
    stornieren|andern|freigeben|verschieben|reservieren|entwerfen|schreiben|versenden|verschicken|erstatten
    bestatigen|loschen|umleiten|mitteilen|informieren|benachrichtigen|bestellen|zuruckzahlen
    """
)
_WISH = (
    "(?:i|we)(?: really| just| only)? (?:would like|want|need|wish|demand|request|expect|insist on)(?: to)?"
)
_WUNSCH = (
    r"(?:ich|wir) (?:mochten?|will|wollen|wurden? gerne?|brauchen?|verlangen?|bitten? um|fordere|"
    r"muss|mussen|hatten? gern)"
)
_MONEY = "(?:refund|money back|compensation|discount|credit(?: note)?|reimbursement|rebate)"
_GELD = "(?:erstattung|geld zuruck|gutschrift|rabatt|schadensersatz|entschadigung|storno)"
COMMIT = says(
    rf"""
    ^{_POLITE}{_DO}|{_WISH} {_DO}|{_WISH} (?:(?:a|an|my|our|full|the|some) )*{_MONEY}|^{_POLITE}{_MONEY}
    (?:refund|reimburse|compensate) (?:me|us)|my money back|mein geld zuruck|(?:ship|send) it anyway
    trotzdem (?:raus|ver)schick\w*
    ^(?:(?:und|bitte|ok|dann) )*(?:kannst du|konnt ihr|konnen sie|konnten sie|bitte) .*{_INFINITIVE}
    ^{_POLITE}{_TUE}|^{_POLITE}{_GELD}|{_WUNSCH} .*(?:{_TUE}|{_GELD})
    (?:ORDER|(?:liefer)?adresse|anschrift|auftrag|bestellung|menge|termin|rest|update
    kundenupdate)(?: (?:bitte|sofort|doch|auf|in|an|zu|DAY|CUSTOMER|mit|CARRIER|fur|den|kunden|noch|komplett
    trotzdem))* {_INFINITIVE}(?: bitte)?$
    (?:a |an )?drafts? (?:an |the |a )?(?:customer )?(?:update|reply|mail|email|message)
    """
)
DRAFTS = is_all(
    """
    (?:(?:show|list|my|all|open|the|and|only|me) )*drafts?(?: orders?| quotations?)?
    """
)
