"""Rules for what has a fixed answer: greetings, thanks, help, other topics, insults, a wish for a person."""

from retrieval.understanding.patterns import any_of, is_all, says

_TO_WHOM = "(?: (?:there|all|team|everyone|shipmate|bot|zusammen|leute|folks|you|again|euch|halden|supply))*"

GREETING = is_all(
    rf"""
    (?:hi+|hello|hey+|hiya|yo|moin(?: moin)?|hallo+|servus|tach|bonjour|hola|ciao|hej){_TO_WHOM}
    gru(?:ss|ß) (?:gott|dich|sie){_TO_WHOM}
    (?:good )?(?:morning|afternoon|evening){_TO_WHOM}
    (?:guten|schonen) (?:morgen|tag|abend|DAY){_TO_WHOM}
    (?:(?:hi|hello|hey|hallo|moin){_TO_WHOM} )?(?:how are you|how is it going
    wie geht es(?: dir| ihnen)?)(?: doing| DAY)*
    """
)

_PRAISE = any_of(
    """
    ok|okay|great|perfect|super|cool|nice|alright|alles klar|prima|gut|top|got it|very helpful|ah|oh|well
    sehr gut|that is all|all good|all clear|passt|verstanden|good|fine|awesome|wunderbar|and|klasse|danke
    """
)
_THANKING = any_of(
    """
    (?:many |a lot of |no )?thanks?(?: you)?|ty|tysm|cheers|danke(?:schon| schon| sehr| dir| ihnen)?|merci
    gracias
    (?:vielen|besten|herzlichen|tausend) dank|bye|goodbye|tschuss|ciao|auf wiedersehen|much appreciated
    have a (?:nice|good|great) (?:day|one|weekend)|schonen tag(?: noch)?|appreciate it
    """
)
THANKS = is_all(
    rf"""
    (?:{_PRAISE} ?)+(?:{_THANKING}(?: (?:so|very|much|a lot|again|you|bye|all|noch|team|shipmate
    that helps))*)?
    {_THANKING}(?: (?:so|very|much|a lot|again|you|bye|all|noch|team|shipmate|that helps|{_THANKING}))*
    {_THANKING} (?:for|fur) (?:the|your|die|deine|ihre) (?:quick |schnelle )?(?:help|info|information|answer
    hilfe|antwort|auskunft)
    """
)

HELP = says(
    """
    ^(?:help|hilfe|help me|commands|menu)(?: please| bitte)?$|^(?:yes|no|yep|nope|ja|nein|doch|y|n|hm+|test
    lol|what|was)$
    what (?:\\w+ )?(?:(?:can|could) (?:you|i)|do you) (?:do|help|answer|ask|know|offer)(?: \\w+){0,3}$
    what (?:questions|kind of|sort of).* (?:can|could) i ask.*|how (?:do|can|should) i use (?:you|this
    shipmate)
    how does this (?:bot |chat |assistant |thing )?work|how can you help|what (?:is|are) your (?:job
    purpose)
    who are you|what are you|are you (?:a |an )?(?:bot|human|real|ai|robot|person|machine)
    was (?:kannst|konnen|kann) (?:du|sie|ich|man)(?: alles| hier| dich| sie| so)*(?: (?:tun|machen|fragen
    helfen|beantworten))?$
    wer (?:bist du|sind sie)|bist du (?:ein |eine )?(?:bot|mensch|roboter|echt|ki|maschine)
    wie funktionier(?:t|st) (?:das|du)(?: hier)?$|(?:wobei|womit|wie) (?:kannst|konnen) (?:du
    sie) (?:mir )?helfen
    """
)

_ARTICLE = "(?:a |an |the |some |your |real |actual |live |human |proper )*"
_SOMEBODY = _ARTICLE + any_of(
    """
    human(?: being)?|person|someone|somebody|agent|representative|rep|operator|colleague|employee|manager
    supervisor|advisor|people|staff member|customer service|support(?: team)?
    """
)
_ARTIKEL = (
    "(?:einem? |einer |einen |nem |ner |nen |dem |der |den |ihrem? |eurem? |echten |richtigen |"
    "menschlichen )*"
)
_JEMAND = _ARTIKEL + any_of(
    r"""
    mensch\w*|mitarbeiter\w*|person|kolleg\w*|jemand\w*|kundenservice|kundendienst|support|chef
    sachbearbeiter\w*|ansprechpartner\w*|berater\w*|vorgesetzten
    """
)
HAND_OVER = says(
    rf"""
    (?:talk|speak|chat|talking|speaking|connected|transferred|put through) (?:to|with) {_SOMEBODY}
    (?:connect|transfer|put|pass|escalate|forward|hand|get) (?:me|us|this
    it) (?:over |through |on )*(?:to |with )?{_SOMEBODY}
    (?:someone|somebody|anyone|person|human)(?: real| else)? (?:(?:that )?(?:i|we) (?:can
    could) |to )(?:talk|speak)(?: to| with)?
    (?:get|give|need|want|find|reach|contact) (?:me )?(?:a |an )(?:real |actual |live )?(?:human|person
    agent|operator|representative)
    ^(?:a )?(?:real )?(?:human|agent|operator|representative|person|mitarbeiter|mensch
    supervisor)(?: please| bitte| now| jetzt| sprechen)*$
    call me(?: back)?|(?:someone|somebody) (?:to |should |please )?(?:call|contact|phone) (?:me|us)
    escalate (?:this|it)
    (?:mit|an) {_JEMAND} (?:sprechen|reden|chatten|telefonieren|verbinden|verbunden|weiterleiten|schreiben)
    (?:sprech|spreche|red|rede)\w* .*mit {_JEMAND}|{_JEMAND} (?:sprechen|erreichen|kontaktieren|verlangen)
    verbinde\w* (?:sie )?mich|ruf\w* (?:sie )?mich|mich (?:bitte )?(?:jemand )?(?:an|zuruck)ruf\w*|ruckruf
    echten menschen
    keinen? (?:bot|roboter|maschine)|not a (?:bot|robot|machine)|no (?:bot|robot)s?
    """
)
ASKS_WHOM = says(
    """
    who (?:do|should|can|must|to)|when (?:should|do|must|can)|whom|an wen|wen (?:muss|soll|kann)|mit wem
    do (?:i|we) (?:need|have)|muss ich
    """
)

_INSULT = any_of(
    r"""
    idiots?|morons?|stupid|dumb(?:ass)?|useless|asshole|arschloch|bitch|bastard|fuck(?:ing|er)?|wichser
    hurensohn|schei(?:ss|ß)\w*|dummkopf|vollidiot|trottel|depp|bloder?|dumme[rs]?|nutzlose[rs]?|shit(?:ty)?
    """
)
ABUSE = says(
    rf"""
    (?:fuck|screw) (?:you|off)|shut up|halt die (?:klappe|fresse)|verpiss dich|leck mich|go to hell
    kill yourself|fick dich
    (?:you|u|ur|this bot is|du|ihr|sie)(?: (?:are|is|a|an|so|bist|seid|sind|ein|such|all|bloody|total
    completely|bot))* {_INSULT}
    ^{_INSULT}(?: (?:bot|machine|thing|company|people|you|idiots?|maschine|verein|laden))*$
    """
)
OFF_TOPIC = says(
    r"""
    weather|wetter(?:bericht)?|jokes?|witz(?:e)?|poems?|gedicht\w*|politic\w*|elections?|bundestagswahl\w*
    football|soccer|bundesliga|fussball\w*|fußball\w*|world cup|champions league|who won|wer hat .*gewonnen
    recipes?|rezept\w*|pizza|dinner|capital of|hauptstadt|president of|bundeskanzler\w*|meaning of life
    sinn des lebens
    (?:python|javascript|java|sql) (?:code|script|function|program)|write (?:me )?(?:some |a )?(?:code|song
    story|essay|script)
    bitcoin|horoscop\w*|horoskop\w*|lyrics|movies?|netflix|sing (?:me )?a|solve .*equation|stock market
    aktienkurs\w*
    what time is it$|wie spat ist es$|wie ?viel uhr|(?:do you|will you|you) love me|marry me|heirate\w* mich
    how old are you|wie alt bist du
    """
)
