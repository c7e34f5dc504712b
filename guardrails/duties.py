"""What a clause of a rule demands: must, must not, may, need not, should; and whether it denies."""

import re
from enum import StrEnum

from guardrails.clauses import clauses_of

_SOFT = re.compile(
    r"\b(?:refus\w+|reject\w*|declin\w+|den(?:y|ies|ied)|forbid\w*|forbidden|prohibit\w*"
    r"|exclud\w*|void|impossible|unable"
    r"|ineligible|unless|lose[sn]?|ablehn\w*|abgelehnt\w*|lehnt\w* .*ab|verweiger\w*"
    r"|verboten\w*|untersagt\w*|ausgeschlossen\w*"
    r"|entfällt|unzulässig\w*|unmöglich\w*)\b",
    re.I,
)


class Duty(StrEnum):
    NONE = "none"
    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    MUST_NOT = "must_not"
    NEED_NOT = "need_not"


_NEED_NOT = re.compile(
    r"\b(?:need not|needn't|(?:do|does|did)(?:es)?(?: not|n['’]t) (?:have|need) to"
    r"|not (?:required|obliged|necessary|mandatory)"
    r"|(?:muss|müssen|musst) (?:[\wäöüß-]+ ){0,6}?nicht"
    r"|brauch\w* (?:[\wäöüß-]+ ){0,6}?nicht|nicht (?:nötig|erforderlich|notwendig"
    r"|verpflichtet)|optional)\b",
    re.I,
)
_MUST = re.compile(
    r"\b(?:must|shall|(?:has|have|had) to|required|requires?|obliged|mandatory|need(?:s"
    r"|ed)? to|(?:is|are) to(?= \w)"
    r"|muss|müssen|musste\w*|erforderlich|verpflichtet|pflicht|(?:ist"
    r"|sind) (?:[\wäöüß-]+ ){0,8}zu \w+en|zwingend)\b",
    re.I,
)
_SHOULD = re.compile(r"\b(?:should|ought to|sollte\w*|recommended|empfohlen)\b", re.I)
_SOLL = re.compile(r"\b(?:soll|sollen)\b", re.I)
_MAY = re.compile(
    r"\b(?:may|can|could|cannot|can't|allowed|permitted|entitled|lets?|possible|darf"
    r"|dürfen|kann|können|könnte\w*|erlaubt|zulässig|berechtigt|möglich|lässt)\b",
    re.I,
)
_BOUNDS = {
    "most": (
        r"at most|at the most|no more than|not more than|up to|maximum|max\.?|not exceed"
        r"|höchstens|maximal|bis zu|nicht mehr als|no later than|at the latest|spätestens"
        r"|within|innerhalb|binnen"
    ),
    "least": (
        r"at least|no less than|not less than|minimum|mindestens|wenigstens|at the earliest"
        r"|frühestens|from at least"
    ),
    "before": (
        r"before|prior to|vor\b(?! ort)|earlier than"
        r"|by\b(?= (?:\d|the (?:end|\d)|noon|midnight|close|then|today|tomorrow"
        r"|(?:mon|tue|wed|thu|fri|sat|sun"
        r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\b))|bis\b(?! zu)"
    ),
    "after": r"after|later than|nach\b|following",
    "over": r"more than|over|above|exceed\w*|über\b|mehr als|ab\b",
    "under": r"less than|under|below|fewer than|unter\b|weniger als",
}
_OPPOSITE = {
    "most": "least",
    "least": "most",
    "before": "after",
    "after": "before",
    "over": "under",
    "under": "over",
}
_BOUND = re.compile("|".join(rf"(?P<{name}>\b(?:{words}))(?!\w)" for name, words in _BOUNDS.items()), re.I)


def duty_of(words: str) -> Duty:
    denied = bool(clause_denials(words))
    if _NEED_NOT.search(words):
        return Duty.NEED_NOT
    if _SHOULD.search(words):
        return Duty.SHOULD
    if _SOLL.search(words):
        return Duty.MUST_NOT if denied else Duty.NONE
    if _MUST.search(words):
        return Duty.MUST_NOT if denied else Duty.MUST
    if _MAY.search(words):
        return Duty.MUST_NOT if denied else Duty.MAY
    return Duty.NONE


_CLASHES = {
    Duty.MUST: frozenset({Duty.MAY, Duty.NEED_NOT, Duty.MUST_NOT, Duty.SHOULD}),
    Duty.SHOULD: frozenset({Duty.MUST, Duty.NEED_NOT, Duty.MUST_NOT, Duty.MAY}),
    Duty.MAY: frozenset({Duty.MUST, Duty.MUST_NOT, Duty.SHOULD}),
    Duty.MUST_NOT: frozenset({Duty.MUST, Duty.MAY, Duty.NEED_NOT, Duty.SHOULD}),
    Duty.NEED_NOT: frozenset({Duty.MUST, Duty.MUST_NOT, Duty.SHOULD}),
    Duty.NONE: frozenset[Duty](),
}


def clash(claimed: Duty, known: Duty) -> bool:
    return known in _CLASHES[claimed]


def clause_denials(words: str) -> int:
    return sum(len(clause.negators) for clause in clauses_of(words))


def is_denying(words: str) -> bool:
    """Whether a clause says no: "are not accepted" and "are refused" both do, "are not refused" does not."""
    return (clause_denials(words) + len(_SOFT.findall(words))) % 2 == 1


def bounds_in(text: str) -> frozenset[str]:
    return frozenset(found.lastgroup or "" for found in _BOUND.finditer(text))


def opposite(bound: str) -> str:
    return _OPPOSITE[bound]
