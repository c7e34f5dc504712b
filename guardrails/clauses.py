"""A sentence in clauses, and what each asserts: that it is so, will be, may be, or only under a condition."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from guardrails.reading import Placed


class Mood(StrEnum):
    IS = "is"
    WILL = "will"
    MAY = "may"
    """Can, may, should, was to: possible or wished for, not said to be so."""
    IF = "if"
    """A condition or an indirect question: nothing is asserted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """Half-open `[start, end)` in characters of its sentence."""

    start: int
    end: int
    text: str
    mood: Mood
    negators: tuple[tuple[int, bool], ...]
    """Where it is denied, and whether the denial reaches backwards too (German "nicht")."""

    def denies(self, place: int) -> bool:
        """Whether what stands at a place is denied; two denials are none."""
        reaching = [at for at, both in self.negators if at < place or both]
        return len(reaching) % 2 == 1

    def denies_near(self, place: int) -> bool:
        """Whether a denial stands close by: what binds the company is not excused by one further off."""
        return any(-30 <= at - place <= 30 and (at < place or both) for at, both in self.negators)

    @property
    def is_denied(self) -> bool:
        return len(self.negators) % 2 == 1


_WEEKDAY_COMMA = re.compile(
    r"\b((?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|rsday|sday|urday)?"
    r"|mo|di|mi|do|fr|sa|so|\w+tag)(\.?),(?=\s)",
    re.I,
)
_BREAK = re.compile(
    r"[;!?…()\[\]“”„]|,(?!\d)|:(?!\d)|\s[—–]\s"
    r"|(?<=[a-zäöüß)\d_]{2})(?<!Jan)(?<!Feb)(?<!Apr)(?<!Aug)(?<!Sep)(?<!ept)(?<!Okt)(?<!Oct)(?<!Nov)(?<!Dez)(?<!Dec)(?<!\bMo)(?<!\bDi)(?<!\bMi)(?<!\bDo)(?<!\bFr)(?<!\bSa)(?<!\bSo)(?<!\bNr)(?<!\bNo)(?<!\bca)(?<!Ltd)(?<!\bCo)(?<!\s\d)(?<!\s\d\d)\.(?=\s+[A-ZÄÖÜ„“_])"
    r"|\s(?:and|but|while|whereas|although|though|however|yet(?! to\b)(?= \w+ \w)|und|aber"
    r"|sondern|jedoch|während|obwohl|doch)\s"
    r"|\s(?=(?:because|since|so|before|until|once|if|when|unless|as soon as|weil|denn"
    r"|bevor|bis(?! \d| zum| \w+tag)|sobald|wenn|falls|sofern|solange)\s)",
    re.I,
)
_IDIOMS = re.compile(
    r"\b(?:not only|nicht nur|no later than|not later than|no more than|not more than"
    r"|not to exceed|must not exceed"
    r"|may not exceed|does not exceed|no less than|not less than|nicht mehr als"
    r"|nicht später als|nicht weniger als"
    r"|spätestens nicht|no doubt|if not|wenn nicht|ob nicht|no problem|why not|no\.(?=\s?\d)|nothing but"
    r"|no matter|whether or not|es sei denn)\b",
    re.I,
)
_NEGATOR = re.compile(
    r"(?<![\w-])(?:(?P<both>nicht|nie|niemals|keinesfalls|keineswegs|kein(?:e[nmrs]?)?"
    r"|nichts|niemand\w*|weder)"
    r"|(?P<after>not|never|no|none|neither|nor|nothing|nobody|no one|nowhere|yet to"
    r"|without|ohne|cannot|hardly)|\w+n['’]t)(?!\w)",
    re.I,
)
_MAY = re.compile(
    r"\b(?:may|might|could|can|cannot|can't|should|would|must|need(?:s|ed)? to|(?:was|were"
    r"|is|are) to|supposed to|able to|allowed to|due to"
    r"|ought to|kann|können|könn\w+|könnte\w*|darf|dürfen|durfte\w*|dürf\w+|soll|sollen"
    r"|sollt\w*|muss|müss\w+|musste\w*|lässt sich|lassen sich)\b",
    re.I,
)
_EXPECTED = re.compile(
    r"\b(?:expected to|likely to|is due|scheduled (?:to|for)|planned (?:to|for)"
    r"|voraussichtlich|vermutlich|geplant|erwartet)\b",
    re.I,
)
_WILL = re.compile(r"\b(?:will|shall|going to|won['’]t|wird|werden|werde)\b|['’]ll\b", re.I)
_NOT_WILL = re.compile(r"\bworden\b|\bgerade\b", re.I)
_IF = re.compile(
    r"^\W*(?:(?:so|and|or|but|und|oder|aber|only|erst|nur|also|auch)\s)?(?:if|once|when"
    r"|whenever|as soon as|unless|until|before|after|provided|in case|whether|what|which"
    r"|who|whose|how"
    r"|assuming|subject to|as long as|so that|wenn|falls|sobald|bevor|bis(?=\s(?:alles|die"
    r"|der|das|sie|es|wir|ihre?)\b)|solange|sofern|nachdem|ob|was|welche\w*|wie|wer|damit"
    r"|vorausgesetzt)\b",
    re.I,
)
_GERMAN_ASKING = re.compile(r"^\s*mit [„“\"]", re.I)
_ASKING = re.compile(
    r"^\W*(?:please|say|tell|ask|try|name|check|bitte|sagen sie|fragen sie|nennen sie"
    r"|prüfen sie|versuchen sie)\b",
    re.I,
)


def clauses_of(text: str, values: Sequence[Placed] = ()) -> tuple[Clause, ...]:
    """Return the clauses of a sentence in order; none is cut within a value ("Fri, 28 Nov")."""
    masked = _IDIOMS.sub(lambda found: " " * len(found[0]), _WEEKDAY_COMMA.sub(r"\1\2 ", text))
    spans = [(value.start, value.end) for value in values]
    cuts = [
        (found.start(), found.end())
        for found in _BREAK.finditer(masked)
        if not any(start < found.end() and found.start() < end for start, end in spans)
    ]
    found, begin = [], 0
    for start, end in (*cuts, (len(text), len(text))):
        if masked[begin:start].strip():
            asked = masked[end - 1 : end] == "?" or (start < len(masked) and masked[start] == "?")
            found.append(_clause(masked, begin, start, is_question=asked))
        begin = max(end, begin) if end > start else start
    return tuple(found)


def _clause(text: str, start: int, end: int, *, is_question: bool) -> Clause:
    words = text[start:end]
    negators = tuple((start + found.start(), found["both"] is not None) for found in _NEGATOR.finditer(words))
    mood = Mood.IF if is_question else _mood(words)
    return Clause(start=start, end=end, text=words, mood=mood, negators=negators)


def _mood(words: str) -> Mood:
    if _IF.match(words) or _ASKING.match(words):
        return Mood.IF
    if _MAY.search(words) or _EXPECTED.search(words):
        return Mood.MAY
    if _WILL.search(words) and not _NOT_WILL.search(words):
        return Mood.WILL
    return Mood.IS


def is_asking(text: str) -> bool:
    """Whether a sentence asks its reader to do something: "Please …", "Say …"."""
    return _ASKING.match(text) is not None or bool(_GERMAN_ASKING.match(text))
