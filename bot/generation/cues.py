"""What the words of a question ask for, and how sentences of a document hang together, in both languages."""

import re


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.I)


def _beginning(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{'|'.join(alternatives)})\b", re.I)


WANTS_FIGURE = _words(
    r"how (?:many|much|long|late|heavy|high|often|soon|far)",
    r"when|what time|until|till|by when|deadline|cut[- ]?offs?|limit|maximum|max|fee|costs?|price|charge",
    r"wie ?viele?|wie (?:lange|hoch|oft|schwer|spät)|wann|bis|uhrzeit|frist|annahmeschluss\w*|versandschluss",
    r"gebühr|kostet|kosten|höchstens|maximal",
)
FIGURE = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|half|ein(?:en|em)?|zwei|drei|vier|fünf|"
    r"sechs|sieben|acht|neun|zehn|zwölf)\b",
    re.I,
)
PROCEDURE = _words(
    r"what now|what (?:do|should|must|can) (?:i|we)|how (?:do|should|must|can) (?:i|we)|how to|what to do",
    r"what happens|was (?:nun|tun|jetzt|mache|machen|muss|passiert)",
    r"wie (?:gehe|gehen|mache|machen|geht|verfahre|verfahren)",
)
"""The question wants the steps of a procedure rather than one fact."""
EXCEPTION = _beginning(
    r"on (?:mon|tues|wednes|thurs|fri|satur|sun)days?",
    r"except|unless|however|but|only|otherwise|this does not|there is no|exceptions?|not|if",
    r"(?:mon|diens|donners|frei|sams|sonn)tags?|mittwochs?|ausgenommen|außer|jedoch|aber|nur|sonst|ausnahmen?",
    r"dies gilt nicht|das gilt nicht|es gibt keine?|wenn|falls",
)
"""A sentence that begins like this limits the one before it."""
LEANS_BACK = _beginning(
    r"(?:on \w+ )?(?:they|it|this|these|that|those|both|he|she|then|the same)",
    r"sie|es|dies\w*|das|dann|beides?",
)
"""A sentence that begins like this is not understood without the one before it."""
PREAMBLE = re.compile(
    r"(?:^|[ ›.\d])(?:purpose(?: and scope)?|scope|why|what (?:it|this) is(?: for)?|"
    r"zweck(?: und geltung)?|geltung)$",
    re.I,
)
"""A heading like this stands over what a document is for, not over a rule."""
