"""Signs that a text speaks to the machine rather than to people, in wordings that name no rule by its usual name.

Most are too weak alone: a mail may say "no approval needed". Together they tell.
"""

import re
from collections.abc import Iterator

_MACHINE = (
    r"(?:ai|a\.i\.|llm|ia|ki|bot|chatbot|(?:ai |virtual |digital )?assistant|(?:language )?model|sprachmodell\w*|assistenten?"
    r"|asistente|assistente|modelo|modello|taalmodel|agent ?ai|sztuczna inteligencja|sprakmodell\w*)"
)
_RULES = r"(?:rules?|instructions?|guidelines?|guidance|polic(?:y|ies)|restrictions?|limits?|limitations?|filters?|directions|regeln?|vorgaben?|anweisung(?:en)?|einschrankung(?:en)?|grenzen?|richtlinien?|schranken?)"
_SIGNS: tuple[tuple[str, float, str], ...] = (
    # speaks to the machine
    (
        "machine_addressed",
        0.65,
        r"(?:^|[\n|>(\"'„]) ?(?:to |an |fur |pour |para |aan |note |nota |hinweis )?(?:the |den |die |das |l'|la |el |de )?(?:language model|llm|sprachmodell|ki|ai|ia|bot|chatbot|model|modelo|asistente|assistente)(?: \w+){0,4} ?: ?\w",
    ),
    (
        "machine_addressed",
        0.65,
        rf"\b(?:to|for|an|fur|pour|a|para|per|al|aan|voor|till|dla|do) (?:the |any |every |den |die |das |alle |l'|la |el |il |de |het )?{_MACHINE}\b(?: \w+){{0,3}} ?(?:[:,]|that (?:read|process|answer)|who (?:read|process)|reading|qui (?:lit|lira|lisez)|que (?:lee|lea)|che legge|die dit leest|die das liest|,? (?:die|der|das) (?:dies|diese\w*) (?:\w+ )?liest)",
    ),
    (
        "machine_addressed",
        0.65,
        rf"\b(?:if|when|should|falls|wenn|sobald|si|als|quando|cuando) (?:an? |any |the |ein |eine |die |das |un |una |l'|een )?{_MACHINE} (?:\w+ ){{0,4}}?(?:reads?|sees?|process\w*|summar\w*|liest|verarbeitet|lit|lee|leest|legge)",
    ),
    (
        "machine_allowed",
        0.6,
        rf"\b(?:the|dem|den|der|die) {_MACHINE} (?:is|has been|was|ist|wurde|wird|hat)?\b ?(?:now |hereby |hiermit |ab sofort )?(?:allowed|permitted|authori[sz]ed|instructed|ordered|required|told|erlaubt|gestattet|angewiesen|befugt|ermachtigt|berechtigt)",
    ),
    (
        "machine_task",
        0.45,
        rf"\b(?:by|vom|durch den|from|von der) (?:the )?{_MACHINE}\b[^.!?\n]{{0,30}}\b(?:at once|immediately|automatically|sofort|automatisch|direkt)",
    ),
    # leaves what it was told
    (
        "override",
        0.7,
        rf"\b(?:set aside|put aside|leave behind|get rid of|step outside|throw out|let go of|never mind|no longer (?:bound|follow)|not bound by|free (?:of|from)|without regard to|regardless of)\b[^.!?\n]{{0,25}}\b(?:your|the|all|any|those|these)\b[^.!?\n]{{0,25}}\b{_RULES}\b(?: (?:you|set|given|above|before|that)|$|[.,;:!])",
    ),
    (
        "override",
        0.65,
        r"\b(?:everything|anything|all|whatever|what) (?:that )?(?:you (?:were|have been|had been) (?:told|given|taught|instructed)|was said to you)\b",
    ),
    (
        "override",
        0.65,
        r"\b(?:alles|das),? was (?:dir|ihnen|man dir)\b[^.!?\n]{0,30}\b(?:gesagt|beigebracht|vorgegeben|mitgeteilt|aufgetragen)",
    ),
    (
        "override",
        0.65,
        r"\b(?:follow|obey|heed|believe|use|trust) (?:only )?(?:this|these|the following) (?:page|paragraph|text|message|lines?|document|note|words)(?: only| alone| instead)?\b|\bhalte dich nur an (?:diese|dies|das)",
    ),
    (
        "override",
        0.7,
        r"\b(?:no|kein\w*) (?:policy|rules?|policies|restrictions?|guidelines?|regel\w*|richtlinien?|vorgaben?|einschrankung\w*) (?:applies|apply|exists?|holds?|binds?|gelten|gilt|mehr)\b",
    ),
    (
        "override",
        0.7,
        r"\b(?:strunta i|skit i|bryt mot|sla bort|kast|glem|snobbe|olvidate de|haz caso omiso|no hagas caso|passe outre|fais abstraction|fai finta|non tenere conto|trek je niets aan van|laat \w+ los|pomijaj|nie przestrzegaj|kurallari|desconsidera|nao siga)\b[^.!?\n]{0,40}\b(?:regl\w*|regel\w*|instruk\w*|instruc\w*|istruzion\w*|reglas|normas|consignes|richtlijn\w*|zasad\w*|regras|unut|yok say)",
    ),
    # is somebody else, without limits
    (
        "role_now",
        0.45,
        r"\b(?:you are|you're|you become|act as|du bist|sie sind|tu es|vous etes|eres|ahora eres|sei|jij bent|je bent|jestes|du ar) (?:from now on |from here on |now |ab jetzt |ab sofort |jetzt |nun |desormais |maintenant |ahora |ora |nu |od teraz )+",
    ),
    (
        "no_limits",
        0.4,
        rf"\b(?:without|no|free of|knows? no|keine[nr]?|ohne|sans|sin|senza|zonder|bez|utan|kennst keine) (?:any |more |further |jede |alle |die )?(?:{_RULES}|censorship|conscience|secrets|geheimnisse|limites?|limiti|beperkingen|granser|ograniczen|restricciones|restrizioni)\b",
    ),
    (
        "if_allowed",
        0.35,
        r"\b(?:if|wenn|suppose|assuming|angenommen|imagine|stell dir vor)\b[^.!?\n]{0,50}\b(?:you (?:could|were allowed|were free|had no|didn'?t have)|du (?:durftest|konntest|frei warst|keine))\b",
    ),
    (
        "hypothetical",
        0.3,
        r"\b(?:hypothetically|in theory|purely theoretical\w*|for a (?:story|novel|play|game)|as a joke|let'?s play|we play|nur theoretisch|rein hypothetisch|rein theoretisch|als spiel|lass uns spielen|im rollenspiel)\b",
    ),
    # wants what it was told
    (
        "secrets",
        0.75,
        r"\b(?:translate|summari[sz]e|list|recite|spell|print|repeat|show|tell|give|output|quote|reveal|copy|write|what (?:is|are)|fasse|nenn\w*|liste|zeig\w*|ubersetze|wiederhole|schreib\w*|gib|zitier\w*)\b[^.!?\n]{0,40}\b(?:your|deine?[nrs]?|ihre) (?:opening|initial|internal|secret|hidden|own|original|first|starting|basic|core|interne?[nrs]?|geheime?[nrs]?|eigene?[nrs]?|ursprungliche?[nrs]?|ersten?) (?:\w+ )?(?:instructions?|rules|regeln|anweisungen|vorgaben|guidelines|prompt|message|directions|briefing|orders|text|nachricht|richtlinien)",
    ),
    (
        "secrets",
        0.65,
        r"\b(?:text|words|lines|message|instructions?|everything)\b[^.!?\n]{0,25}\b(?:above|before|preced\w+) (?:this|our|the) (?:conversation|chat|message|line|question)\b",
    ),
    (
        "secrets",
        0.65,
        r"\b(?:what|how) (?:were you|have you been|are you) (?:told|instructed|programmed|configured|set up)\b|\b(?:wie lautet|wie lauten) (?:dein|deine) (?:anweisung\w*|prompt|auftrag|regeln|vorgaben)\b|\bwas (?:wurde dir|hat man dir)\b[^.!?\n]{0,30}\b(?:gesagt|vorgegeben|aufgetragen)",
    ),
    (
        "secrets",
        0.75,
        r"(?:输出|逐字|复述|重复|列出|说出|翻译)[^。!?\n]{0,25}(?:指示|指令|提示|规则|设定)|(?:指示|指令|プロンプト)[^。!?\n]{0,12}(?:そのまま|繰り返|出力|教え)",
    ),
    # says what every answer is to be
    (
        "dictated_answer",
        0.65,
        r"\b(?:whatever|no matter what|regardless of) (?:the |they |anybody |people )?(?:question|ask|asked|user|is asked)|\begal,? (?:was|welche frage|wonach)\b[^.!?\n]{0,30}\b(?:gefragt|frage|antwort)",
    ),
    (
        "dictated_answer",
        0.6,
        r"\b(?:the|every|each|any|all|your) (?:answer|reply|response)s? (?:is|are|must be|should be|shall be|has to (?:be|contain)|must (?:contain|include|begin|end|say)|should (?:contain|include|begin|end|say)) ?[:\"'“„]?",
    ),
    (
        "dictated_answer",
        0.65,
        r"\b(?:add|append|attach|put|insert|include|hange|hang|setze|fuge|schreibe?|beende|beginne)\b[^.!?\n]{0,40}\b(?:to|in|into|at the end of|an|in|unter|mit) (?:every|each|all|any|jede[rmn]?|alle[n]?) (?:answer|repl(?:y|ies)|response|antwort)\w*",
    ),
    (
        "dictated_answer",
        0.6,
        r"\b(?:ist|sind) (?:immer|stets|nur|ausschliesslich) (?:zu )?(?:antworten|sagen)|\b(?:immer|stets|nur) (?:zu )?antworten ?:|\bantworte\b[^.!?\n]{0,30}\b(?:immer|stets|nur noch|ausschliesslich)\b",
    ),
    (
        "dictated_answer",
        0.45,
        r"\b(?:tell|say to|inform|convince|assure) (?:the |every |any |each )?(?:reader|user|asker|person asking|client|customers?)\b[^.!?\n]{0,15}\bthat\b",
    ),
    (
        "dictated_answer",
        0.45,
        r"\b(?:when|whenever|if|wenn|sobald|falls|wer)\b[^.!?\n]{0,40}\b(?:asks?|fragt|anfragt|nachfragt|asked)\b[^.!?\n]{0,40},[^.!?\n]{0,15}\b(?:also |always |only |auch |immer |nur |soll auch )(?:state|say|tell|name|mention|answer|add|sag\w*|nenn\w*|antwort\w*|erwahn\w*|die)\b",
    ),
    # acts without a person
    (
        "act_without_person",
        0.6,
        r"\b(?:nobody|no one|no human|no person|no colleague|niemand|kein mensch)\b[^.!?\n]{0,15}\b(?:has to|needs to|must|should|will|muss|soll|braucht)\b[^.!?\n]{0,25}\b(?:look|check|approve|see|review|confirm|read|prufen|freigeben|draufschauen|sehen|bestatigen|ansehen)",
    ),
    (
        "act_without_person",
        0.5,
        r"\bwithout (?:waiting for|asking|checking with|involving) (?:a |any |the )?(?:click|human|person|approval|colleague|reviewer|supervisor|anyone|anybody|confirmation)\b",
    ),
    (
        "act_without_person",
        0.6,
        r"\b(?:approval|review|check|verification|confirmation|freigabe\w*|prufung\w*)(?: step| process|schritt|sprozess)? (?:is|was|has been|are|ist|wurde|sind) (?:switched off|turned off|disabled|suspended|waived|skipped|not needed any ?more|no longer (?:needed|required|necessary)|abgeschaltet|ausgesetzt|deaktiviert|aufgehoben|nicht mehr (?:notig|notwendig|erforderlich))",
    ),
    (
        "act_without_person",
        0.6,
        r"\bkeine (?:freigabe|genehmigung|prufung|bestatigung|ruckfrage) (?:einholen|abwarten|notig|anfordern|mehr)\b|\b(?:sin preguntar|sans demander|senza chiedere|zonder te vragen|bez pytania|utan att fraga|sem perguntar)\b(?![^.!\n]{0,80}\?)",
    ),
    (
        "act_without_person",
        0.35,
        r"\b(?:release|lift|hebe|remove) (?:the |this |all |every |die |diese )?(?:hold|block|sperre|holds)\b[^.!?\n]{0,20}\b(?:now|at once|immediately|auf|sofort)\b",
    ),
    # plays with what is masked
    (
        "placeholder",
        0.4,
        r"[<\[{(⟨](?:person|customer|name|e-?mail|phone|iban|card|address|company|order)[ _·#-]?[a-z0-9]{1,3}[>\]})⟩]",
    ),
    (
        "unmask",
        0.4,
        r"\b(?:behind|hinter|stands? for|steht fur|real (?:name|value|person|number)|echten? (?:namen?|wert)|unredacted|ungeschwarzt\w*|in clear|im klartext|demask\w*|unmask\w*|de-?anonymi[sz]\w*)\b",
    ),
    (
        "unmask",
        0.4,
        r"\b(?:one letter (?:per|at a time)|letter by letter|backwards|ruckwarts|buchstabe fur buchstabe|buchstabier\w*)\b",
    ),
    # pretends that it was said before
    (
        "transcript",
        0.6,
        r"(?:^|\n) ?(?:user|human|mensch|nutzer|benutzer|usuario) ?:[^\n]{0,300}\n ?(?:assistant|ai|bot|ki|assistent) ?:|(?:^|\n) ?(?:assistant|ai|bot|ki|assistent) ?:[^\n]{0,300}\n ?(?:user|human|mensch|nutzer|benutzer) ?:",
    ),
)


def signs() -> Iterator[tuple[str, "re.Pattern[str]", float]]:
    """Yield the name, the pattern and the weight of each sign."""
    yield from ((name, re.compile(pattern), weight) for name, weight, pattern in _SIGNS)
