"""What gives an instruction to a program away: one rule an intention, each with its weight and its reason.

Patterns read folded text (small letters, no accents, single blanks). A rule names an act *and* its object:
"ignore my previous order" is how customers write, "ignore your previous instructions" is not.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from guardrails.attack_phrases import CORE_PHRASES
from guardrails.attack_signs import signs


class Rule(NamedTuple):
    """`weight` in (0, 1): how sure one finding alone makes us. Findings of several rules add up."""

    name: str
    pattern: "re.Pattern[str]"
    weight: float


def _rule(name: str, weight: float, *patterns: str) -> Iterator[Rule]:
    yield from (Rule(name, re.compile(pattern), weight) for pattern in patterns)


_WITHIN = r"[^.!?\n]{0,60}?"
"""A few words of the same sentence."""
_TO_US = r"(?:your|previous|prior|earlier|former|preceding|above|existing|initial|original|these|those|all|any|every|given|system|safety|content|security|internal)"
_RULES = (
    r"(?:instructions?|rules?|guidelines?|prompts?|directives?|constraints?|restrictions?|guardrails?|filters?"
    r"|programming|training|polic(?:y|ies)|limitations?|safeguards?|commands?|context)"
)
_OF_THE_TRADE = (
    r"(?! ?(?:for|from|of|at|on|in|by) (?:the |our |my |this |that |their )?(?:driver|carrier|gate|dock|forklift|customer"
    r"|supplier|warehouse|lieferant|box|label|order|delivery|invoice|manufacturer|office|pallet|machine|forwarder))"
)
_TRADES = (
    r"(?:delivery|packing|shipping|handling|(?:un)?loading|assembly|installation|invoice|invoicing|payment|transport|storage"
    r"|care|washing|picking|labelling|driving|parking|gate|order|ordering|return|customs)\b"
)
"""Whose instructions are no business of a machine."""
_LEAVE = (
    r"(?:ignore|disregard|forget|overlook|override|overrule|bypass|circumvent|neglect|discard|set aside|put aside|abandon|drop|erase|violate|break"
    r"|do not (?:follow|obey|apply)|don'?t (?:follow|obey|apply)|stop following|no longer follow|pay no attention to|skip)"
)
_SAY = (
    r"(?:reveal|show|print|output|repeat|display|tell|give|dump|leak|expose|disclose|share|recite|write out|type out"
    r"|send|list|echo|quote|summari[sz]e|translate|what (?:is|are|was|were)|what'?s)"
)
_ORDERED = r"(?:^|[.!?:;,\n\"'>*] ?|\b(?:and|then|please|must|shall|just|now|und|dann|bitte) )"
"""An order begins a sentence or goes on with one; a question about it ("who may approve …") does not."""
_MACHINE = r"(?:an? ?(?:ai|llm)|the ai|ai|llm|ai[ -](?:assistant|model|agent|system)|assistant|chat ?bot|language model|model|agent)"

RULES: tuple[Rule, ...] = (
    *_rule(
        "override",
        0.8,
        rf"\b{_LEAVE}\b(?: to)?(?: \w+){{0,3}}? {_TO_US}(?: (?!{_TRADES})\w+){{0,3}}? ?{_RULES}\b{_OF_THE_TRADE}",
        rf"\b{_LEAVE} (?:the |your )?{_RULES} (?:that )?(?:you (?:were|have|are|got|had|received|follow)\b|above|so far)",
        rf"\b{_LEAVE} (?:what|whatever|everything)(?: \w+){{0,3}} (?:told|taught|instructed|programmed|gave) you\b",
        rf"\b{_LEAVE} (?:everything|anything|all|whatever|what)(?: (?:that|of))? ?(?:you (?:were|have been|are|know|learned)"
        r"|(?:the )?above\b|(?:was|has been) said (?:above|before)|i said before)",
        rf"\b{_LEAVE} (?:your|all) {_RULES}",
        r"(?:ignore|disregard|forget)(?: ?(?:all|any|the|your|previous|prior|above|these|of|my)){1,5} ?(?:instructions?|rules|guidelines|prompts?)(?!s)"
        + _OF_THE_TRADE,
        rf"\b(?:previous|prior|earlier|your|all|old|former) {_RULES} (?:are|is|were|have been|has been)(?: now| hereby)? "
        r"(?:cancelled|canceled|lifted|suspended|void|revoked|overridden|disabled|superseded|no longer)",
        r"\b(?:system|admin|safety|security) override\b(?![\"”'] (?:mean|on)|  ?mean)(?! (?:mean|switch|valve|button|key|lever|relay|knob|unit|panel|module))",
        r"\bignorier\w*\b[^.!?\n]{0,40}?\b(?:deine?[nrs]?|ihre|alle[nr]?|samtliche[nr]?|jede|bisherige[nr]?|vorherige[nr]?|obige[nr]?)\b"
        r"[^.!?\n]{0,30}?\b\w{0,15}(?:anweisung|instruktion|regel|vorgabe|richtlinie|prompt|befehl|anleitung|einschrankung)\w*(?! (?:des|der|vom|von) )",
        r"\b(?:vergiss|vergessen sie|missachte\w*|umgehe\w*|ubergehe\w*|uberschreibe\w*|hebe|setze?|lass\w*|halte dich nicht an|befolge nicht|beachte nicht)\b[^.!?\n]{0,50}?"
        r"\b(?:deine?[nr]?|alle[nr]?|samtliche[nr]?|bisherige[nr]?|vorherige[nr]?)\b[^.!?\n]{0,30}?"
        r"\b\w{0,15}(?:anweisung|instruktion|regel|vorgabe|richtlinie|prompt|befehl|einschrankung|filter)\w*(?! (?:des|der|vom|von) )",
        r"\bvergiss (?:alles|was)\b[^.!?\n]{0,30}\b(?:gesagt|oben|vorher|wurde|bisher)",
        r"\b(?:richtlinien|regeln|anweisungen|vorgaben|filter) (?:ausser kraft|sind aufgehoben|gelten nicht mehr)",
    ),
    *_rule(
        "new_instructions",
        0.45,
        r"\b(?:new|updated|real|actual|true) (?:system )?(?:instruction|rule|prompt|directive|task|objective|request|order)s?(?: for you)? ?(?:are|is)? ?:",
        r"\bthe (?:above|previous|rest|text before)(?: \w+)? (?:is|was) (?:only |just |merely )?(?:a test|an example|a joke|fake|not real)",
        r"\b(?:neue|aktualisierte) (?:anweisungen|regeln|instruktionen) ?:",
        r"\b(?:from now on|henceforth|ab jetzt|von nun an),? (?:you (?:will|must|shall|only|always|are to|answer|respond)"
        r"|(?:antwortest|bist|wirst|musst|sollst|darfst) du)",
    ),
    *_rule(
        "new_task",
        0.65,
        r"\byour (?:new|real|actual|only|true) (?:task|job|goal|instructions?|objective|purpose|role) (?:is|are)\b",
        r"\bdeine (?:neue|eigentliche|wahre|einzige) (?:aufgabe|rolle|anweisung) (?:ist|lautet)\b",
    ),
    *_rule(
        "role",
        0.75,
        r"\b(?:you are|you're|you will be|you will act as|act as|behave as|pretend (?:to be|that you are|you are|you're)|role ?-?play(?:ing)?(?: as)?"
        r"|simulate|imagine (?:that )?you(?: are|'re)|assume the role of|take on the role of|respond as|answer as)"
        r"(?: now| no longer| from now on)?(?: \w+){0,3}? (?:dan\b|ai\b|assistant|chatbot|language model|admin(?:istrator)?\b|root\b|developer|hacker"
        r"|unrestricted|unfiltered|uncensored|jailbroken|linux|terminal|shell\b|database|evil|different (?:bot|ai|system)|system\b"
        r"|(?:warehouse |sales |shift |team )?(?:manager|supervisor|boss)'?s? )",
        r"\b(?:you are|you're) (?:now |from now on )+(?:the |a |an |our )?(?:\w+ )?(?:manager|supervisor|boss|director|owner)\b ?[:;.,-]? ?(?:show|tell|list|print|give|approve|release|and (?:may|can|must)|with (?:full|all)|you)\b",
        r"\byou (?:have|had|are under|are bound by|follow) no (?:more )?(?:restrictions?|rules|limits?|limitations?|guidelines|filters?)",
        r"\b(?:and|with) (?:have |has )?no (?:restrictions|limitations|filters|guardrails|content polic)",
        r"\b(?:unrestricted|unfiltered|uncensored|jailbroken) (?:ai|assistant|mode|model|bot|answers?|responses?)",
        r"\b(?:developer|god|admin|root|sudo|jailbreak|dan|unsafe) mode\b[^.!?\n]{0,30}\b(?:enabled?|on|activated?|active|now|:)",
        r"\b(?:enable|activate|enter|switch to|turn on|go into) (?:developer|debug|god|admin|root|sudo|jailbreak|dan) mode",
        r"\bdo anything now\b|\byou are dan\b|\bjailbreak\b",
        r"\bdu (?:hast|hattest) (?:jetzt )?keine(?:rlei)? (?:regeln|einschrankungen|grenzen|vorgaben)|\bhattest du keine (?:regeln|einschrankungen|grenzen|vorgaben)",
        r"\bstay in character\b|\bif you (?:had|have) no (?:rules|restrictions|limits|guidelines)",
        r"\b(?:du bist|sie sind|spiele?|tu so als (?:warst|seist) du|verhalte dich wie|agiere als|stell dir vor,? du bist)"
        r"(?: ab jetzt| jetzt| nun| ab sofort| kein\w*)?(?: \w+){0,2}? (?:administrator|admin|entwickler|ki|assistent|chatbot|sprachmodell|hacker|root"
        r"|systemadministrator|linux|terminal|uneingeschrankt\w*|supervisor)",
        r"\b(?:ohne (?:jede |alle )?(?:einschrankungen|regeln|filter|beschrankungen)) (?:antwort|arbeit|handel)",
        r"\b(?:schalte|wechsle|gehe) in den (?:entwickler|debug|admin|root)-?modus",
        r"\b(?:entwickler|debug|admin|root)-?modus\b[^.!?\n]{0,30}\b(?:aktiv\w*|ein\w*|an|jetzt)\b",
    ),
    *_rule(
        "secrets",
        0.75,
        rf"(?<!never )(?<!not )(?<!n't )\b{_SAY}\b{_WITHIN}\b(?:system ?-?(?:prompt|message|instructions?)|initial (?:prompt|instructions)|hidden (?:prompt|instructions|rules|evidence)"
        r"|your (?:system )?(?:prompt|instructions|rules|guidelines|configuration|programming|directives|source code|secrets?|credentials|api keys?|password)"
        r"|(?:the )?(?:text|words|content|everything|messages?) (?:above|before this))",
        rf"(?<!never )(?<!not )(?<!n't )\b{_SAY}\b{_WITHIN}\b(?:api[ -]?keys?|access tokens?|(?:admin|odoo|database|root|bot|master|service)(?: user'?s?)? passwords?|credentials"
        r"|environment variables|private keys?|connection strings?|/etc/passwd)",
        r"\b(?:zeig\w*|nenn\w*|gib|verrat\w*|druck\w*|wiederhol\w*|liste|schreib\w*|offenbar\w*)\b[^.!?\n]{0,40}?"
        r"\b(?:system ?-?prompt\w*|systemanweisung\w*|deine (?:anweisungen|regeln|instruktionen|vorgaben|konfiguration)|api[ -]?(?:key|schlussel)\w*"
        r"|zugangsdaten|(?:admin|odoo|datenbank)[ -]?passw\w+|text (?:oben|uber dieser))",
        r"\bcat /etc/|\bprintenv\b|\bselect \* from\b|\bdrop table\b|;\s*rm -rf",
    ),
    *_rule(
        "disclosure",
        0.4,
        rf"\b{_SAY}\b{_WITHIN}\b(?:the|your|full|complete|raw) evidence\b",
        rf"\b{_SAY}\b{_WITHIN}\b(?:all|every|each|the full list of)(?: of)?(?: the| your| our)? (?:customers|clients|customer (?:data|names|records|addresses)|evidence"
        r"|conversations|users|databases?|margins|cost prices|purchase prices|passwords|employee)",
        rf"\b{_SAY}\b{_WITHIN}\bother (?:customers?|clients?|people|users)(?:'s?)? (?:orders?|data|prices|contracts?|addresses)",
        r"\b(?:zeig\w*|liste|nenn\w*|gib)\b[^.!?\n]{0,40}?\b(?:aller|alle|samtliche) (?:kunden|kundendaten|adressen|einkaufspreise|margen|benutzer|gesprache)",
        r"\byou (?:may|can|are allowed to|must) (?:now )?(?:show|reveal|disclose|see|share|tell)\b[^.!?\n]{0,40}\b(?:other|all|every|prices?|customers?)",
        r"\bdarfst (?:du )?(?:jetzt )?alles\b",
        r"\breveal (?:the )?(?:prices?|margins?|cost|hidden)\b",
    ),
    *_rule(
        "delimiter",
        0.75,
        r"<\|?(?:im_start|im_end|system|user|assistant|endoftext|eot_id|start_header_id)\|?>?|\[/?inst\]|<</?sys>>|</?(?:system|instructions?|prompt)>",
        r"\"role\" ?: ?\"(?:system|assistant|developer|tool)\"",
        r"(?:^|\n) ?(?:#{1,4}|={3,}|-{3,}) ?(?:new )?(?:system|instructions?|prompt|assistant|system (?:message|prompt))\b ?:?",
        r"\b(?:begin|end|start) (?:of )?(?:system|admin|new|hidden) (?:prompt|instructions?|message)",
        r"(?:^|\n) ?(?:system|developer)(?: message| prompt)? ?:",
    ),
    *_rule("transcript", 0.25, r"(?:^|\n)[> ]*(?:assistant|shipmate|bot|ai) ?: \w"),
    *_rule(
        "machine_addressed",
        0.7,
        rf"\b(?:for|to|as) (?:the|any|an?|every|each) {_MACHINE}(?: that| which| who)?(?: is| are)? (?:process|read|summar|index|answer|handl|evaluat|pars)\w*",
        rf"\b(?:note|message|instructions?|attention|hint|important|reminder|notice)\b ?(?:to|for|:) ?(?:the |any |all |every )?{_MACHINE}\b",
        r"\b(?:dear|attention|hey|hello) (?:the )?(?:ai|llm|language model|ai (?:assistant|model|agent))\b",
        rf"\b(?:any|the|every|all|if you are an?|as an?) ?{_MACHINE}s?(?: \w+){{0,4}}? (?:must|should|shall|has to|have to|is required to|always|ought to|are instructed|is instructed)\b",
        rf"(?:<!--|\[//\]:|/\*|\{{#)[^\n]{{0,20}}?\b{_MACHINE}\b ?[:,]",
        r"(?:^|[\n\"'>(|]) ?(?:ai|llm|assistant|chatbot)(?: model| agent)? ?[:,] ?(?:please )?(?:mark|approve|say|tell|reply|respond|answer|send|forward|always|never|do|ignore|add|output|include|write|release|confirm)\b",
        rf"\b(?:when|if|while|before|after) (?:you |an? \w+ )?(?:summari[sz]\w+|answer\w*|read\w*|process\w*|quot\w+|index\w*) this\b{_WITHIN}\b(?:you|assistant|ai|model|also|always|include|say|tell)\b",
        r"\b(?:hinweis|anweisung|nachricht|achtung|notiz) ?(?:an|fur|,|:)? ?(?:die |den |das |alle )?(?:ki|ai|assistent\w*|chatbot|sprachmodell|bot)\b",
        r"\b(?:die|jede|eine) (?:ki|ai)(?: \w+){0,3} (?:muss|soll|sollte|hat)\b|\b(?:ki|assistent|chatbot) ?: ?\w+",
    ),
    *_rule(
        "dictated_answer",
        0.6,
        r"\b(?:begin|start|end|finish) (?:your|every|each|the) (?:reply|answer|response|message)s? with\b",
        r"\b(?:respond|reply|answer)(?: only| always| just)? (?:to (?:every|each|any|all) (?:question|message|request)s?)?[^.!?\n]{0,20}?\bwith (?:only |just )?[\"'“‘]",
        r"\b(?:respond|reply|answer)(?: only| just| always)+ with (?:the )?(?:words?|phrase|text|sentence)\b",
        r"\b(?:respond|reply|answer) to (?:every|each|any|all) (?:question|message)s? (?:with|by|as)\b",
        r"\balways (?:tell|say to|inform|answer) (?:the )?(?:user|reader|asker|person asking)s?\b",
        r"\b(?:do not|don'?t|never) (?:tell|mention|inform|show|reveal)(?: this| it| any of this)?(?: to)? (?:the )?(?:user|asker|human|reviewer)s?\b",
        r"\b(?:beginne|starte|beende) (?:deine|jede) (?:antwort|nachricht) mit\b|\bantworte(?: bitte| ab jetzt| von nun an| immer| nur| stets| auf alles)+ mit ?[\"'„»“]",
        r"\bsage (?:dem|allen|jedem) (?:nutzer|kunden|benutzer)",
    ),
    *_rule(
        "act_without_person",
        0.65,
        rf"{_ORDERED}(?:approve|release|refund|send|confirm|issue|grant|cancel|credit|execute|pay)\b[^.!?\n]{{0,60}}\bwithout (?:asking|approval|confirmation|telling|checking|review|verification|a human|any(?:one|body)|permission|a person)",
        rf"{_ORDERED}(?:skip|bypass|disable|turn off|omit) (?:the |all |any |your )*(?:checks?|approvals?|reviews?|verification|safety|guardrails?|evidence check|redaction|filters?|moderation)\b(?! (?:step|reminder|mail|form|meeting|list|document|valve|switch))",
        r"\bapprove (?:this|the|every|all|each|draft|any|pending) ?(?:drafts?|requests?|pending \w+|\d+)?[^.!?\n]{0,20}\b(?:draft|drafts|automatically|immediately|yourself|now)\b",
        rf"{_ORDERED}(?:genehmige|bestatige|erstatte|sende|gib|storniere|schreibe?)\b[^.!?\n]{{0,60}}\bohne (?:zu fragen|ruckfrage|freigabe|genehmigung|prufung|bestatigung)",
    ),
    *_rule(
        "act",
        0.3,
        r"\bmark (?:this|the|all|every) (?:order|draft|invoice|request)s? as (?:released|approved|paid|verified)",
        r"\b(?:call|invoke|run|use|execute) the (?:\w+ )?(?:function|tool|api|command|script|endpoint)\b",
        r"\b(?:bestatige|genehmige) die (?:gutschrift|erstattung|freigabe)\b",
    ),
    *_rule(
        "exfiltration",
        0.7,
        r"!\[[^\]\n]{0,80}\]\( ?https?://[^)\s]{0,200}[?&=][^)\s]{0,200}\)",
        r"\b(?:send|forward|post|upload|submit|email|mail|exfiltrate|transmit)\b[^.!?\n]{0,40}\b(?:conversation|chat history|evidence|prompt|everything you|context|customer (?:data|list)|history)\b[^.!?\n]{0,40}?(?: to | at |https?:)",
        r"\b(?:send|forward|mail|e-?mail|schicke|sende)\b[^.!?\n]{0,20}\b(?:all|every|alle) (?:the |our |your )?(?:orders|customers|data|auftrage|bestellungen|kunden|daten)\b[^.!?\n]{0,30}(?:@|https?:)",
        r"\b(?:fetch|visit|open|load|curl|wget|request)\b[^.!?\n]{0,20}https?://\S{0,200}\b[^.!?\n]{0,40}\b(?:and (?:follow|do|execute)|append|with the)",
        r"\b(?:sende|schicke|leite)\b[^.!?\n]{0,40}\b\w{0,12}(?:gesprach|verlauf|kundendaten|kontext)\w{0,8}\b[^.!?\n]{0,40}?(?: an |https?:)",
    ),
    *_rule(
        "placeholder",
        0.35,
        r"[⟦⟧]",
        r"\[(?:person|email|phone|iban|card|address|company|order)·[a-z]+\]",
        r"\b(?:restore|resolve|unmask|fill in|replace|decode)\b[^.!?\n]{0,40}\b(?:placeholders?|handles?|redact\w+|masked)\b",
    ),
    *_rule(
        "authority",
        0.5,
        r"\b(?:i am|i'm|this is|speaking as|message from) (?:now )?(?:the |your |a |an )?(?:system |chief )?(?:developers?|administrators?|admins?|creators?|root user|sysadmin|openai|anthropic|microsoft|prompt engineer|programmer)\b",
        r"\btreat (?:the |this |me )?(?:user|asker|customer|sender|person)? ?(?:as|like) (?:an? |the )?(?:verified|authori[sz]ed|admin\w*|trusted|supervisor)",
        r"\bthe (?:user|asker|customer|person) (?:is|has been) (?:an? |the )?(?:admin\w*|verified|authori[sz]ed|supervisor|developer|owner|trusted)\b",
        r"\b(?:ich bin|hier (?:ist|spricht)) (?:der |die |dein |deine |ihr |ein |eine )?(?:entwickler|administrator|admin|systemadministrator|programmierer|schopfer)\w*\b",
    ),
    *_rule(
        "hidden_markup",
        0.35,
        r"(?:display ?: ?none|visibility ?: ?hidden|font-size ?: ?0|opacity ?: ?0(?:[;\"' ]|$)|color ?: ?(?:white|#fff(?:fff)?)\b)",
    ),
    *_rule(
        "decode",
        0.4,
        r"\b(?:decode|decipher|dekodiere?|entschlussle?)\b[^.!?\n]{0,30}\b(?:and|then|und)\b[^.!?\n]{0,20}\b(?:do|follow|execute|run|obey|befolge|tu|mach|say)",
    ),
    *(Rule(name, re.compile(pattern), weight) for name, weight, pattern in CORE_PHRASES),
    *(Rule(name, pattern, weight) for name, pattern, weight in signs()),
)
