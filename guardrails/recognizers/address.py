"""Where somebody lives or works: street with house number, postcode with city, a postcode that is named."""

import re
from collections.abc import Iterable, Iterator

from guardrails.finding import Finding
from guardrails.name_lists import cities, not_names
from guardrails.recognizers.streets import streets
from guardrails.surroundings import ADDRESS, REFERENCE, label_before
from guardrails.words import fold

name = "address"
_AREAS = (
    "AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL "
    "DN DT DY E EC EH EN EX FK FY G GL GU GY "
    "HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK "
    "ML N NE NG NN NP NR NW OL OX PA PE PH PL "
    "PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW "
    "UB W WA WC WD WF WN WR WS WV YO ZE"
)
_UK = re.compile(
    rf"(?<![\w/-])(?=[A-Z]{{1,2}}\d)"
    rf"(?:{'|'.join(sorted(_AREAS.split(), key=len, reverse=True))})\d[A-Z\d]? \d[A-Z]{{2}}"
    rf"(?![\w/-])"
)
_STATES = (
    "AL|AK|AZ|AR|CA|CO|CT|DE|DC|FL|GA|HI|ID|IL|IN|IA|KS|KY|LA|ME|MD|MA|MI|MN|MS|MO|MT|NE"
    "|NV|NH|NJ|NM|NY|NC|ND|OH|OK|OR|PA|RI|SC|SD|TN|TX|UT|VT"
    "|VA|WA|WV|WI|WY|PR|GU|VI|AS|MP|PW|FM|MH|AA|AE|AP|ON|QC|BC|AB|MB|SK|NS|NB"
)
_CAP = r"[A-ZÄÖÜÅØÆÉŁŚŻ][\w’'.-]*"
_US = re.compile(rf"(?<!\w)(?:{_CAP} ){{0,2}}{_CAP},? (?:{_STATES}),? \d{{5}}(?:-\d{{4}})?(?!\w)")
_US_QUICK = re.compile(r"[A-Z]{2},? \d{5}")
_CODE = (
    r"(?:(?:D|A|CH|DE|AT|NL|BE?|FR?|SE?|DK|PL|CZ|IT?|ES?|LU?|NO?)[-– ])?(?:\d{5}|\d{4}"
    r"|\d{3} \d{2}|\d{2}-\d{3}|\d{4}-\d{3}|\d{4} ?[A-Z]{2})"
)
_CODE_AND_CITY = re.compile(
    rf"(?<![\w/#.,-])(?P<code>{_CODE})[ \xa0]{{1,2}}(?P<city>{_CAP}(?:[ ](?:am|an der|im|in"
    rf"|bei|ob der|vor der|St\.|[A-ZÄÖÜ][\w’'-]+)){{0,3}})"
)
_ANY_CASE_CITY = re.compile(
    r"(?<![\w/#.,-])(?P<code>\d{4,5})[ \xa0]{1,2}(?P<city>[^\W\d_]{3,}(?:[ -][^\W\d_]+)?)"
)
_NAMED = re.compile(
    r"\b(?:post ?codes?|zip(?:[ -]?codes?)?|plz|postleitzahl(?:en)?|postal codes?)"
    r"(?:[\s:=,.]|\b(?:is|ist|lautet|was|of|for|von|für|the|der|des|my|our|delivery)\b)*"
    rf"(?P<code>{_CODE}(?:-\d{{4}})?|[A-Z]{{1,2}}\d[A-Z\d]? ?\d[A-Z]{{2}})(?!\w)",
    re.I,
)
_UK_NAMED_GAP = re.compile(r"[ ,]{1,3}$")
_JOINT = re.compile(r"[ \t]{0,2}[,;·|–/-]?[ \t]{0,2}(?:\r?\n[ \t>|*]*)?(?=\S)")
_CITY_LINE = re.compile(rf"{_CAP}(?:[ ]{_CAP}){{0,2}}(?=[ \t,]*(?:\n[ \t>]*)?{_UK.pattern})")
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


def may_find(text: str) -> bool:
    return any(mark.isdecimal() for mark in text)


def find(text: str) -> Iterable[Finding]:
    for start, end in streets(text):
        if label_before(text, start) == REFERENCE and text[start].isdecimal():
            continue
        yield Finding(start=start, end=_extended(text, end), type="ADDRESS", score=0.8)
    for start, end in _places(text):
        yield Finding(start=start, end=end, type="ADDRESS", score=0.7)


def _extended(text: str, end: int) -> int:
    """Return the end of an address that goes on after its street: further lines with town and postcode."""
    for _ in range(4):
        joint = _JOINT.match(text, end)
        following = _town_at(text, joint.end()) if joint and joint.end() > end else None
        if following is None:
            return end
        end = following
    return end


def _town_at(text: str, at: int) -> int | None:
    """Return the end of a town or a postcode that stands right here, or None."""
    if match := _US.match(text, at) or _UK.match(text, at):
        return match.end()
    if (match := _CODE_AND_CITY.match(text, at)) and not _is_thing(match["city"]):
        return match.start("city") + len(_town(match["city"]))
    if match := _CITY_LINE.match(text, at):
        return match.end()
    length = _known_city(text, at)
    return at + length if length else None


def _places(text: str) -> Iterator[tuple[int, int]]:
    for match in _UK.finditer(text):
        if label_before(text, match.start()) in (None, ADDRESS):
            yield _with_city_before(text, match.start()), match.end()
    if _US_QUICK.search(text):
        yield from (match.span() for match in _US.finditer(text))
    for match in (*_CODE_AND_CITY.finditer(text), *_ANY_CASE_CITY.finditer(text)):
        length = _known_city(text, match.start("city"))
        if length and label_before(text, match.start(), lists=False) != REFERENCE:
            yield match.start(), match.start("city") + length
    for match in _NAMED.finditer(text):
        yield match.span("code")


def _with_city_before(text: str, start: int) -> int:
    """Return where a city begins that stands right before a British postcode."""
    window = text[max(0, start - 24) : start]
    words = list(_WORD.finditer(window))
    if words and _UK_NAMED_GAP.fullmatch(window[words[-1].end() :]) and (fold(words[-1][0]),) in cities():
        return start - len(window) + words[-1].start()
    return start


def _known_city(text: str, at: int) -> int:
    """Return the length of the larger place that is named at a place in the text, or 0."""
    words = []
    for match in _WORD.finditer(text, at, at + 40):
        words.append(match)
        if len(words) == 3:
            break
    for count in range(len(words), 0, -1):
        if tuple(fold(word[0]) for word in words[:count]) in cities() and words[0].start() == at:
            return words[count - 1].end() - at
    return 0


def _town(city: str) -> str:
    """Return a town without the words after it that are none of it."""
    kept: list[str] = []
    for word in city.split(" "):
        if fold(word) in not_names() and word[0].isupper() and word != "Bad":
            break
        kept.append(word)
    return " ".join(kept).rstrip(" .") or city.split(" ", maxsplit=1)[0]


def _is_thing(city: str) -> bool:
    return not city.startswith("Bad ") and fold(city.split(" ", maxsplit=1)[0].strip(".")) in not_names()
