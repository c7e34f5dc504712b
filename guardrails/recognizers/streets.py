"""Streets with a house number, as written in several countries."""

import re
from collections.abc import Iterator

from guardrails.name_lists import also_words, first_names, not_names, surnames, trades
from guardrails.words import fold

_C = r"[A-ZÄÖÜÅØÆÉÈŁŚŻ]"
_NUMBER = (
    r"(?:Nr\.? ?|no\.? ?)?\d{1,4}(?:[ ]?[a-zA-Z](?!\w))?(?:[ ]?[-–/+][ ]?\d{1,4}"
    r"(?:[ ]?[a-zA-Z])?(?!\w))?(?!\w|[.,:]\d|[ ]?(?:mm|cm|m|kg|l|ml|x|st\b|stk|stück|pcs"
    r"|boxes|%|€|eur|uhr)\b)"
)
_STRONG = (
    r"straße|strasse|strase|str\.?|gasse|allee|chaussee|damm|ufer|stieg|twiete|promenade|weg|platz|kai|redder"
    r"|straat|laan|gracht|plein|kade|singel|gatan|vägen|gata|gaten|veien|vegen|vej|gade|stræde|allé|katu|utca"
)
_WEAK = (
    r"ring|steig|pfad|berg|hof|tor|brücke|wall|graben|markt|kamp|feld|garten|winkel|park"
    r"|wiese|höhe|grund|rain|halde|gang|blick|tal|heide|aue|horst|busch|dijk|tie"
)
_NO_STREET = re.compile(
    r"^(?:lager|stell|arbeits|paletten|park|lade|steh|flucht|transport|regal|block"
    r"|kommissionier|sitz|markt|liefer|förder|rück|ab|um|trans|hin|heim|unter|stau|bahn"
    r"|speicher)"
    r"(?:plätze|platz|gasse|weg|steig)$",
    re.I,
)
_GERMAN = re.compile(
    rf"(?<![\w@./-])(?P<street>{_C}[\w.’'-]*?(?:(?i:{_STRONG})|-(?:Ring|Steig|Pfad|Hof|Berg"
    rf"|Markt|Tor|Wall|Graben|Garten|Park|Kamp))|(?:Straße|Strasse|Str\.|Gasse|Allee"
    rf"|Chaussee|Damm|Ufer|Weg|Platz|Ring|Steig|Pfad|Wall|Markt|Graben|Kai|Berg|Hof|Laan"
    rf"|Gade|Vej))"
    rf"[ ,]{{1,2}}{_NUMBER}"
)
_LOWER = re.compile(
    rf"(?<![\w@./-])(?P<street>[^\W\d_]{{3,}}?(?:straße|strasse|str\.|gasse|allee|platz"
    rf"|damm|ufer|weg))[ ]{{0,2}}{_NUMBER}",
    re.I,
)
_AFTER = r"(?=[ ]?[,;\n)|]|[ ]?$|\.(?:\s|$)|,?[ \n]+(?:[A-Z]{1,2}[-– ])?\d{4,5}[ ])"
_BEFORE_STREET = re.compile(
    rf"(?<![\w-])(?:(?:{_C}[\w’'-]*|{_C}\w{{0,3}}\.|von|der|den|dem|van|de)[ ]){{1,3}}\Z"
)
_LONGEST_NAME = 40
_PLACES = frozenset(
    [
        "hafen",
        "tor",
        "hof",
        "markt",
        "turm",
        "bahnhof",
        "park",
        "land",
        "haus",
        "rathaus",
        "kirche",
        "schloss",
    ]
)
_OF_STREETS = frozenset(
    fold(word)
    for word in [
        "alte",
        "alter",
        "altes",
        "neue",
        "neuer",
        "neues",
        "große",
        "kleine",
        "lange",
        "kurze",
        "hohe",
        "am",
        "an",
        "auf",
        "im",
        "in",
        "zum",
        "zur",
        "unter",
        "hinter",
        "vor",
    ]
)
_WEAK_GERMAN = re.compile(
    rf"(?<![\w@./-])(?:{_C}[\w-]+[ ])?(?P<street>{_C}[\w-]{{2,}}?(?:{_WEAK}))[ ]{_NUMBER}{_AFTER}"
)
_PREFIXED = re.compile(
    rf"(?<!\w)(?:A[mn]|An de[rnm]|Auf de[mrn]|Im|In de[rn]|Zum|Zur|Unter de[nrm]"
    rf"|Hinter de[rnm]|Vor de[mr]|Beim|Bei der|Alte[rs]?|Neue[rs]?|Große[rs]?|Kleine[rs]?"
    rf"|Hohe[rs]?|Obere[rs]?|Untere[rs]?)[ ]"
    rf"(?:(?:alten|neuen|großen|kleinen|hohen|St\.)[ ])?(?P<street>{_C}[\w-]+"
    rf"(?:[ ]{_C}[\w-]+)?)[ ]{_NUMBER}{_AFTER}"
)
_BEFORE_POSTCODE = re.compile(
    rf"(?<![\w@./-])(?P<street>{_C}[\w.’'-]+"
    rf"(?:[ ][\w.’'-]+){{0,3}})[ ]\d{{1,4}}[ ]?[a-zA-Z]?(?:[-/]\d{{1,4}}[a-z]?)?"
    rf"(?=[ ]?[,;]?[ ]?\n?[ \t>]*(?:[A-Z]{{1,2}}[-– ])?(?:\d{{4,5}}|\d{{3}} \d\d"
    rf"|\d\d-\d{{3}}|\d{{4}} ?[A-Z]{{2}})[ ]+{_C}[^\W\d_]{{2,}})"
)
_TYPES = (
    r"Street|St|Road|Rd|Avenue|Ave|Av|Lane|Ln|Drive|Dr|Court|Ct|Place|Pl|Square|Sq|Terrace"
    r"|Ter|Close|Crescent|Cres|Boulevard|Blvd"
    r"|Parkway|Pkwy|Highway|Hwy|Mews|Circle|Cir|Grove|Gardens|Way|Walk|Row|Hill|Quay|Wharf"
    r"|Alley|Broadway|Embankment|Parade|Turnpike|Trail|Trl"
)
_RARE = (
    r"Annex|Arcade|Bayou|Beach|Bend|Bluffs?|Bottom|Branch|Bridge|Brooks?|Burgs?|Bypass"
    r"|Camp|Canyon|Cape|Causeway|Cent(?:er|re)s?|Circles|Cliffs?|Club|Commons?|Corners?"
    r"|Course|Courts|Coves?|Creek|Crest"
    r"|Crossing|Crossroads?|Curve|Dale|Dam|Divide|Drives|Estates?|Expressway|Extensions?"
    r"|Falls?|Ferry|Fields?|Flats?|Fords?|Forest|Forges?|Forks?|Fort|Freeway|Garden"
    r"|Gateway|Glens?|Greens?|Groves|Harbors?|Haven|Heights|Hills|Hollow|Inlet"
    r"|Islands?|Isle|Junctions?|Keys?|Knolls?|Lakes?|Land|Landing|Lights?|Loaf|Locks?"
    r"|Lodge|Loop|Mall|Manors?|Meadows?|Mills?|Mission|Motorway|Mount|Mountains?|Neck"
    r"|Orchard|Oval|Overpass|Parks?|Parkways|Pass|Passage|Path|Pike|Pines?|Plains?|Plaza"
    r"|Points?|Ports?|Prairie"
    r"|Radial|Stravenue|Ramp|Ranch|Rapids?|Rest|Ridges?|River|Roads|Route|Rue|Run|Shoals?"
    r"|Shores?|Skyway|Springs?|Spurs?|Squares|Station|Stream|Streets|Summit|Throughway"
    r"|Trace|Track|Trafficway|Tunnel|Underpass|Unions?|Valleys?|Via|Viaduct|Views?"
    r"|Villages?|Ville|Vista|Walks|Wall|Ways|Wells?"
)
_UNIT = r"(?:,? (?:Apt|Apartment|Suite|Ste|Unit|Flat|Floor|Room|Rm|#)\.? ?#?\w{1,6})"
_NAME = r"(?:[A-Z][\w.’'-]*|\d{1,3}(?:st|nd|rd|th)|of|the|on|upon|de|la)"
_ENGLISH = re.compile(
    rf"(?<![\w.,/-])(?:(?:Flat|Unit|Apt|Apartment|Suite) \w{{1,4}},? )?\d{{1,5}}[A-Za-z]?"
    rf"(?:[-–/]\d{{1,5}}[A-Za-z]?)?,? {_NAME}(?: {_NAME}){{0,3}}? (?:(?:{_TYPES}"
    rf"|{_TYPES.upper()})\b\.?(?: (?:North|South|East|West|N|S|E|W|NE|NW|SE|SW)\b)?{_UNIT}?"
    rf"|(?:{_RARE})\b(?:{_UNIT}|(?=,? ?\n? ?(?:[A-Z][\w' .-]{{2,30}},? ?"
    rf"(?:[A-Z]{{2}} \d{{5}}|[A-Z]{{1,2}}\d[A-Z\d]? \d[A-Z]{{2}}))|\n{_C})))"
)
_OF_A_NAME = re.compile(rf"(?<![\w.,/-])\d{{1,5}}[A-Za-z]? (?P<named>[A-Z][\w’'-]+) (?:{_RARE})\b{_UNIT}?")
"""Streets named for a person: "29416 Lewis Mall"."""
_UNIT_LINE = re.compile(
    rf"(?<!\w)(?:Flat|Studio|Unit|Apt|Apartment|Suite|House|Building) \d{{1,4}}[A-Za-z]?,?"
    rf"(?: |[ ]?\n[ ]?)(?:{_NAME} ){{1,3}}(?:{_TYPES}|{_RARE})\b"
)
_MILITARY = re.compile(r"(?<!\w)(?:PSC|CMR|Unit) \d{1,5},? Box \d{1,5}\s+[AFD]PO A[AEP] \d{5}(?!\d)")
_LOWER_ENGLISH = re.compile(
    r"(?<![\w.,/-])\d{1,4}[a-z]? (?P<street>[^\W\d_][^\W\d_'’.]{1,}(?:['’.][a-z]?)?"
    r"(?: [^\W\d_][\w'’.]{2,}){0,2}) (?:close|court|gardens|square|grove|wharf|way|street"
    r"|road|avenue|lane|drive|crescent|terrace|boulevard)\b",
    re.I,
)
_ROMANCE = re.compile(
    rf"(?<!\w)(?:\d{{1,4}}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.|boulevard|bd|place|allée"
    rf"|chemin|impasse|quai|route|cours|passage) (?:de la |de l['’]|du |des |de "
    rf"|d['’])?{_C}[\w'’.-]+(?: (?:de |la |du )?{_C}[\w'’-]+){{0,2}}"
    rf"|(?:Via|Viale|Piazza|Corso|Largo|Vicolo|Calle|C/|Avenida|Avda?\.|Plaza|Paseo|Carrer"
    rf"|Rua|Travessa|Praça|[Uu]l\.|[Uu]lica|[Aa]l\.|[Oo]s\.) ?(?P<street>"
    rf"(?:[\w.’']+ ){{0,3}}?{_C}[\w'’.-]+),? (?:n[.º°] ?)?\d{{1,4}}[a-zA-Z]?(?:/\d{{1,3}})?"
    rf"(?!\w))"
)
_BOX = re.compile(
    r"(?<!\w)(?:P\.? ?O\.? ?Box|Post ?box|Postfach|Boîte postale|Apartado)\s*(?:Nr\.? ?"
    r"|No\.? ?)?\d(?:[ ]?\d){0,7}",
    re.I,
)
_QUICK = re.compile(r"\d")


def streets(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of streets with a number; several can overlap."""
    if not _QUICK.search(text):
        return
    yield from _by_last_word(text)
    for match in _BEFORE_POSTCODE.finditer(text):
        if not _is_thing(match["street"], first=False):
            yield match.span()
    for pattern in (_WEAK_GERMAN, _PREFIXED, _ROMANCE, _LOWER_ENGLISH):
        for match in pattern.finditer(text):
            if not (match["street"] and _is_thing(match["street"])):
                yield match.span()
    for match in _OF_A_NAME.finditer(text):
        named = fold(match["named"])
        if named in first_names() or (named in surnames() and named not in also_words()):
            yield match.span()
    for pattern in (_ENGLISH, _BOX, _UNIT_LINE, _MILITARY):
        yield from (match.span() for match in pattern.finditer(text))


def _by_last_word(text: str) -> Iterator[tuple[int, int]]:
    for pattern in (_GERMAN, _LOWER):
        for match in pattern.finditer(text):
            if not _NO_STREET.search(match["street"]) and not _is_thing(match["street"]):
                yield _start(text, match.start()), match.end()


def _start(text: str, start: int) -> int:
    """Return where a street begins, with the words of its name that stand before the last one."""
    before = _BEFORE_STREET.search(text[max(0, start - _LONGEST_NAME) : start])
    words = before[0].split() if before else []
    while words and (first := fold(words[0])) in not_names() and first not in _OF_STREETS:
        words.pop(0)
    return start - len(before[0]) + before[0].find(words[0]) if before and words else start


def _is_thing(street: str, *, first: bool = True) -> bool:
    """Whether the words before a number are goods or a day, no street; `first`: by the first word too."""
    words = [fold(word) for word in street.split()]
    if len(words) > 1 and words[-1] in _PLACES:
        return False
    return (
        words[-1] in not_names()
        or words[-1] in trades()
        or (first and words[0] in not_names() and words[0] not in _OF_STREETS)
    )
