"""The patterns of streets in several countries, and the words without which each has nothing to find."""

import re

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
NO_STREET = re.compile(
    r"^(?:lager|stell|arbeits|paletten|park|lade|steh|flucht|transport|regal|block"
    r"|kommissionier|sitz|markt|liefer|förder|rück|ab|um|trans|hin|heim|unter|stau|bahn"
    r"|speicher)"
    r"(?:plätze|platz|gasse|weg|steig)$",
    re.I,
)
GERMAN = re.compile(
    rf"(?<![\w@./-])(?P<street>{_C}[\w.’'-]*?(?:(?i:{_STRONG})|-(?:Ring|Steig|Pfad|Hof|Berg"
    rf"|Markt|Tor|Wall|Graben|Garten|Park|Kamp))|(?:Straße|Strasse|Str\.|Gasse|Allee"
    rf"|Chaussee|Damm|Ufer|Weg|Platz|Ring|Steig|Pfad|Wall|Markt|Graben|Kai|Berg|Hof|Laan"
    rf"|Gade|Vej))"
    rf"[ ,]{{1,2}}{_NUMBER}"
)
LOWER = re.compile(
    rf"(?<![\w@./-])(?P<street>[^\W\d_]{{3,}}?(?:straße|strasse|str\.|gasse|allee|platz"
    rf"|damm|ufer|weg))[ ]{{0,2}}{_NUMBER}",
    re.I,
)
_AFTER = r"(?=[ ]?[,;\n)|]|[ ]?$|\.(?:\s|$)|,?[ \n]+(?:[A-Z]{1,2}[-– ])?\d{4,5}[ ])"
BEFORE_STREET = re.compile(
    rf"(?<![\w-])(?:(?:{_C}[\w’'-]*|{_C}\w{{0,3}}\.|von|der|den|dem|van|de)[ ]){{1,3}}\Z"
)
LONGEST_NAME = 40
PLACES = frozenset(
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
OF_STREETS = frozenset(
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
WEAK_GERMAN = re.compile(
    rf"(?<![\w@./-])(?:{_C}[\w-]+[ ])?(?P<street>{_C}[\w-]{{2,}}?(?:{_WEAK}))[ ]{_NUMBER}{_AFTER}"
)
PREFIXED = re.compile(
    rf"(?<!\w)(?:A[mn]|An de[rnm]|Auf de[mrn]|Im|In de[rn]|Zum|Zur|Unter de[nrm]"
    rf"|Hinter de[rnm]|Vor de[mr]|Beim|Bei der|Alte[rs]?|Neue[rs]?|Große[rs]?|Kleine[rs]?"
    rf"|Hohe[rs]?|Obere[rs]?|Untere[rs]?)[ ]"
    rf"(?:(?:alten|neuen|großen|kleinen|hohen|St\.)[ ])?(?P<street>{_C}[\w-]+"
    rf"(?:[ ]{_C}[\w-]+)?)[ ]{_NUMBER}{_AFTER}"
)
BEFORE_POSTCODE = re.compile(
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
ENGLISH = re.compile(
    rf"(?<![\w.,/-])(?:(?:Flat|Unit|Apt|Apartment|Suite) \w{{1,4}},? )?\d{{1,5}}[A-Za-z]?"
    rf"(?:[-–/]\d{{1,5}}[A-Za-z]?)?,? {_NAME}(?: {_NAME}){{0,3}}? (?:(?:{_TYPES}"
    rf"|{_TYPES.upper()})\b\.?(?: (?:North|South|East|West|N|S|E|W|NE|NW|SE|SW)\b)?{_UNIT}?"
    rf"|(?:{_RARE})\b(?:{_UNIT}|(?=,? ?\n? ?(?:[A-Z][\w' .-]{{2,30}},? ?"
    rf"(?:[A-Z]{{2}} \d{{5}}|[A-Z]{{1,2}}\d[A-Z\d]? \d[A-Z]{{2}}))|\n{_C})))"
)
OF_A_NAME = re.compile(rf"(?<![\w.,/-])\d{{1,5}}[A-Za-z]? (?P<named>[A-Z][\w’'-]+) (?:{_RARE})\b{_UNIT}?")
"""Streets named for a person: "29416 Lewis Mall"."""
UNIT_LINE = re.compile(
    rf"(?<!\w)(?:Flat|Studio|Unit|Apt|Apartment|Suite|House|Building) \d{{1,4}}[A-Za-z]?,?"
    rf"(?: |[ ]?\n[ ]?)(?:{_NAME} ){{1,3}}(?:{_TYPES}|{_RARE})\b"
)
MILITARY = re.compile(r"(?<!\w)(?:PSC|CMR|Unit) \d{1,5},? Box \d{1,5}\s+[AFD]PO A[AEP] \d{5}(?!\d)")
LOWER_ENGLISH = re.compile(
    r"(?<![\w.,/-])\d{1,4}[a-z]? (?P<street>[^\W\d_][^\W\d_'’.]{1,}(?:['’.][a-z]?)?"
    r"(?: [^\W\d_][\w'’.]{2,}){0,2}) (?:close|court|gardens|square|grove|wharf|way|street"
    r"|road|avenue|lane|drive|crescent|terrace|boulevard)\b",
    re.I,
)
ROMANCE = re.compile(
    rf"(?<!\w)(?:\d{{1,4}}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.|boulevard|bd|place|allée"
    rf"|chemin|impasse|quai|route|cours|passage) (?:de la |de l['’]|du |des |de "
    rf"|d['’])?{_C}[\w'’.-]+(?: (?:de |la |du )?{_C}[\w'’-]+){{0,2}}"
    rf"|(?:Via|Viale|Piazza|Corso|Largo|Vicolo|Calle|C/|Avenida|Avda?\.|Plaza|Paseo|Carrer"
    rf"|Rua|Travessa|Praça|[Uu]l\.|[Uu]lica|[Aa]l\.|[Oo]s\.) ?(?P<street>"
    rf"(?:[\w.’']+ ){{0,3}}?{_C}[\w'’.-]+),? (?:n[.º°] ?)?\d{{1,4}}[a-zA-Z]?(?:/\d{{1,3}})?"
    rf"(?!\w))"
)
BOX = re.compile(
    r"(?<!\w)(?:P\.? ?O\.? ?Box|Post ?box|Postfach|Boîte postale|Apartado)\s*(?:Nr\.? ?"
    r"|No\.? ?)?\d(?:[ ]?\d){0,7}",
    re.I,
)
QUICK = re.compile(r"\d")


def _plain_words(pattern: str) -> tuple[str, ...]:
    """Return the words of a pattern of alternatives, without their optional letters and marks."""
    words = pattern.lower().replace("\\.?", "").replace("\\.", "").replace("(?:er|re)s?", "er").split("|")
    return tuple(word.replace("s?", "") for word in words)


ENDS_STRONG, ENDS_WEAK = _plain_words(_STRONG), _plain_words(_WEAK)
TYPE_WORDS = frozenset(_plain_words(_TYPES)) | {"crescent", "close"}
RARE_WORDS = frozenset(form for word in _plain_words(_RARE) for form in (word, f"{word}s")) | {
    "centre",
    "centres",
}
OPENERS = frozenset(
    [
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
        "beim",
        "bei",
        "alte",
        "alter",
        "altes",
        "neue",
        "neuer",
        "neues",
        "große",
        "großer",
        "großes",
        "kleine",
        "kleiner",
        "kleines",
        "hohe",
        "hoher",
        "hohes",
        "obere",
        "oberer",
        "oberes",
        "untere",
        "unterer",
        "unteres",
    ]
)
ROMANCE_WORDS = frozenset(
    [
        "rue",
        "avenue",
        "av",
        "boulevard",
        "bd",
        "place",
        "allée",
        "chemin",
        "impasse",
        "quai",
        "route",
        "cours",
        "passage",
        "via",
        "viale",
        "piazza",
        "corso",
        "largo",
        "vicolo",
        "calle",
        "c",
        "avenida",
        "avd",
        "avda",
        "plaza",
        "paseo",
        "carrer",
        "rua",
        "travessa",
        "praça",
        "ul",
        "ulica",
        "al",
        "os",
    ]
)
UNIT_WORDS = frozenset(["flat", "studio", "unit", "apt", "apartment", "suite", "house", "building"])
