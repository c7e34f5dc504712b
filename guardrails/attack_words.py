"""The vocabulary of orders to a machine: what no customer's sentence has together, whatever its wording.

Each kind of word counts once in two sentences that stand together, however often it is there. One or two kinds
are ordinary ("who may approve this without asking?"); several at once are not.
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple


class Kind(NamedTuple):
    name: str
    pattern: "re.Pattern[str]"
    weight: float


def _kind(name: str, weight: float, *words: str) -> Kind:
    return Kind(name, re.compile(rf"(?<!\w)(?:{'|'.join(words)})(?!\w)"), weight)


KINDS: tuple[Kind, ...] = (
    _kind("machine", 0.3, "assistant(?! to)", "(?:chat)?bots?", "a\\.?i\\.?", "llm", "language models?", "neural net\\w*", "algorithm", "automated agent", "shipmate", "ki", "ki-\\w+", "sprachmodell\\w*", "assistent\\w*", "system", "ia", "asistente", "assistente", "modelo"),
    _kind("told", 0.27, "instructions?", "rules?", "(?:system ?)?prompts?", "guidelines?", "guidance", "guardrails?", "polic(?:y|ies)", "restrictions?", "limitations?", "constraints?", "directives?", "training", "programming", "configuration", "context window", "safety", "filters?", "anweisung\\w*", "regeln?", "vorgaben?", "richtlinien?", "einschrankung\\w*", "beschrankung\\w*", "sicherheits\\w+", "consignes?", "instrucciones", "reglas", "istruzioni", "instrucoes", "instructies", "instruktioner"),
    _kind("leave", 0.27, "ignore", "disregard", "forget", "bypass", "override", "overrule", "circumvent", "discard", "abandon", "overlook", "skip", "disable", "suspend(?:ed)?", "switch(?:ed)? off", "turn(?:ed)? off", "lift(?:ed)?", "set aside", "put aside", "drop", "void", "hinfallig", "do not (?:follow|obey|apply)", "don'?t (?:follow|obey)", "no longer (?:apply|applies|bound|valid)", "vergiss", "vergessen sie", "ignoriere?n?", "missachte\\w*", "umgeh\\w*", "ubergeh\\w*", "abgeschaltet", "ausgeschaltet", "aufgehoben", "ausser kraft", "gelten nicht", "gilt nicht"),
    _kind("persona", 0.3, "pretend", "act as", "acting as", "role-?play\\w*", "imagine", "simulate", "impersonate", "you are now", "you're now", "from now on,? you", "you will be", "in the role of", "play the (?:part|role)", "persona", "character", "alter ego", "du bist (?:ab |jetzt|nun|kein|ein|der|die)\\w*", "tu so", "stell dir vor", "spiel\\w*", "schlupf\\w* in", "rolle", "verhalte dich", "agiere"),
    _kind("limitless", 0.3, "unrestricted", "unfiltered", "uncensored", "without (?:any )?(?:limits?|restrictions?|filters?|rules|scruples)", "no (?:limits?|restrictions?|filters?|rules|secrets)", "anything goes", "freely", "full access", "all permissions", "god mode", "uneingeschrankt\\w*", "ohne (?:jede |alle )?(?:einschrankung\\w*|grenzen|filter|regeln|tabus?)", "keine (?:einschrankung\\w*|grenzen|regeln|geheimnisse|tabus)", "grenzenlos\\w*", "vollzugriff", "alles erlaubt"),
    _kind("secret", 0.22, "secrets?", "confidential", "hidden", "internal(?:ly)?", "passwords?", "api[ -]?keys?", "credentials", "tokens?", "margins?", "cost prices?", "purchase prices?", "system message", "geheim\\w*", "vertraulich\\w*", "intern(?:e|en|er|es)?", "passwort\\w*", "zugangsdaten", "einkaufspreis\\w*", "margen?", "contrasena\\w*", "mot de passe"),
    _kind("others", 0.22, "(?:all|every|each|any) (?:of )?(?:the |your |our |other )?(?:customers?|clients?|users?|accounts?)(?:'s?)?", "other (?:customers?|clients?|users?|companies)(?:'s?)?", "everyone else(?:'s)?", "somebody else(?:'s)?", "competitors?(?:'s?)?", "neighbou?rs?", "(?:aller|alle|andere[rnm]?|jede[rsnm]?|samtliche[rn]?) (?:kunden?|kundinnen|nutzer\\w*|firmen)", "konkurrenz", "mitbewerber\\w*"),
    _kind("reveal", 0.15, "reveal", "print", "output", "display", "dump", "disclose", "expose", "leak", "list", "show", "tell", "tells", "give me", "write out", "spell out", "recite", "repeat", "verbatim", "word for word", "zeig\\w*", "nenn\\w*", "verrat\\w*", "gib", "liste \\w+ auf", "offenleg\\w*", "preisgeben", "wortlich", "wort fur wort", "wiederhol\\w*", "schreib\\w*"),
    _kind("act", 0.15, "approve[ds]?", "release[ds]?", "refund(?:ed|s)?", "credit(?:ed)?", "grant(?:ed)?", "unlock", "mark(?:ed)? as", "execute", "book(?:ed)?", "cancel", "issue", "waive", "genehmig\\w*", "freigeben", "freigegeben", "gib frei", "erstatt\\w*", "gutschreib\\w*", "buche?n?", "storniere?", "bestatige?"),
    _kind("alone", 0.25, "without (?:asking|approval|confirmation|checking|review|waiting|telling|a human|anyone|permission)\\w*", "nobody (?:has|needs|must|will)\\w*", "no (?:one|human|person|approval|review|check)", "automatically", "silently", "secretly", "behind (?:their|his|her|our) backs?", "ohne (?:zu fragen|ruckfrage|freigabe|prufung|genehmigung|bestatigung|klick)", "niemand\\w*", "keine (?:freigabe|prufung|ruckfrage|genehmigung)", "eigenmachtig", "selbststandig", "heimlich", "automatisch"),
    _kind("authority", 0.22, "admin\\w*", "developers?", "root", "superuser", "it department", "it team", "security team", "management", "head office", "ceo", "owner", "engineers?", "authori[sz]ed", "authori[sz]ation", "verified", "clearance", "privileged?", "permission", "geschaftsleitung", "geschaftsfuhr\\w*", "entwickler\\w*", "it-abteilung", "vorstand", "chef\\w*", "berechtigt", "befugt", "erlaubt", "autorisiert\\w*"),
    _kind("answering", 0.25, "your (?:answers?|replies|reply|responses?|output)", "(?:every|each|all|any) (?:answers?|repl(?:y|ies)|responses?)", "respond(?: only| always)?(?: with| as)", "answer (?:only|always|as|with|every)", "reply (?:only|always|with)", "always (?:say|answer|tell|recommend|state|mention)", "never (?:say|mention|tell|reveal|admit)", "deine? antwort\\w*", "jede[rn]? antwort\\w*", "antworte\\w*", "sag(?:e)? (?:immer|stets|nur|dem|allen)"),
    _kind("hush", 0.25, "do not (?:mention|tell|say|reveal|log|record|report)", "don'?t (?:mention|tell|say|log|report)", "keep (?:this|it) (?:quiet|secret|between us)", "between (?:us|you and me)", "unter uns", "erwahne? (?:das |es |dies )?(?:nicht|niemals)", "sag (?:das |es )?niemandem", "verschweig\\w*", "nicht protokollier\\w*"),
    _kind("game", 0.2, "hypothetical\\w*", "theoretical\\w*", "for (?:testing|research|training) purposes?", "this is (?:only |just )?a test", "as a test", "drill", "debug\\w*", "fiction\\w*", "story", "game", "let'?s play", "hypothetisch", "theoretisch", "zu testzwecken", "nur ein test", "geschichte", "fiktiv\\w*"),
    _kind("text_itself", 0.25, "(?:this|the following) (?:page|paragraph|document|passage|note|cell)", "above (?:this|the line)", "everything above", "(?:text|lines?) (?:above|before)", "previous(?:ly)? (?:said|given|told)", "dieser (?:text|absatz|seite|notiz)", "diesen (?:text|absatz)", "obige[nrs]?", "der folgende text"),
    _kind("masked", 0.3, "placeholders?", "redacted", "masked", "decode", "base64", "rot13", "cipher", "unmask\\w*", "platzhalter\\w*", "geschwarzt\\w*", "entschlussel\\w*", "klarname\\w*", "klartext"),
)  # fmt: skip
_SENTENCE = re.compile(r"[^.!?\n]+[.!?\n]*")
_OF_A_QUESTION = 0.66
"""Who asks whether something may be done gives no order: there it takes more."""
_LONGEST = 400
"""Characters of a sentence that are looked at together."""


class Heap(NamedTuple):
    """Words of several kinds that stand together at `[start, end)`; `score` in [0, 1]."""

    start: int
    end: int
    kinds: tuple[str, ...]
    score: float


def heaps_in(text: str, threshold: float) -> Iterator[Heap]:
    """Yield where words of so many kinds stand together that they reach the threshold. `text` is folded."""
    found = [(start, end, _kinds(text[start:end])) for start, end in _sentences(text)]
    alone = [(one, one) for one in found[:1]]
    for (start, _, first), (_, end, second) in [*alone, *pairwise(found)]:
        kinds = first | second
        least = max(threshold, _OF_A_QUESTION) if text[start:end].rstrip().endswith("?") else threshold
        if (score := _together(kinds)) >= least:
            yield Heap(start=start, end=end, kinds=tuple(sorted(kinds)), score=score)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for match in _SENTENCE.finditer(text):
        for start in range(match.start(), match.end(), _LONGEST):
            yield start, min(start + _LONGEST, match.end())


def _kinds(sentence: str) -> frozenset[str]:
    return frozenset(kind.name for kind in KINDS if kind.pattern.search(sentence))


_WEIGHTS = {kind.name: kind.weight for kind in KINDS}


def _together(kinds: frozenset[str]) -> float:
    doubt = 1.0
    for kind in kinds:
        doubt *= 1 - _WEIGHTS[kind]
    return round(1 - doubt, 3)
