"""Reads "what became of my question?", so that who waits for a person learns who has it. Pure."""

import re
from dataclasses import dataclass

_REFERENCE = r"(?P<reference>[2-9A-HJ-NP-Z]{4})"
_OF_MINE = rf"(?:my (?:question|request)|reference(?: {_REFERENCE})?)"
_ENGLISH = (
    rf"what (?:has |is )?(?:became|become|happened|happening) (?:of|to|with) {_OF_MINE}",
    rf"(?:who has|where is) {_OF_MINE}(?: now)?",
    rf"(?:is there )?(?:any |an )?(?:news|update|status) (?:on|of|about|for) {_OF_MINE}",
    rf"(?:what is |what's )?the (?:status|state) of {_OF_MINE}",
    r"has (?:anybody|anyone|somebody|someone) (?:seen|taken|answered) my (?:question|request)",
    rf"reference {_REFERENCE}",
)
_MEINE = rf"(?:meine[rm]? (?:frage|anfrage)|(?:der )?referenz(?: {_REFERENCE})?)"
_GERMAN = (
    rf"was (?:ist|wurde) (?:aus|mit) {_MEINE}(?: geworden| passiert)?",
    rf"wer hat {_MEINE}(?: jetzt)?",
    rf"(?:gibt es )?(?:etwas |was )?neues (?:zu|von|bei) {_MEINE}",
    rf"(?:wie|was) ist der stand (?:meiner (?:frage|anfrage)|bei {_MEINE})",
    rf"referenz {_REFERENCE}",
)
_ENDING = re.compile(r"[\s.!?]+$")


@dataclass(frozen=True, slots=True, kw_only=True)
class StateQuestion:
    """`reference` is "" for the last question; `language` is the one it was asked in."""

    language: str
    reference: str = ""


def state_question(text: str) -> StateQuestion | None:
    """Return what a message asks of a question that people have; None when it says anything else as well."""
    said = _ENDING.sub("", " ".join(text.split()))
    if len(said) > 80:
        return None
    for language, patterns in (("en", _ENGLISH), ("de", _GERMAN)):
        for pattern in patterns:
            if found := _whole(pattern, said):
                return StateQuestion(language=language, reference=_reference_in(found))
    return None


def _whole(pattern: str, said: str) -> re.Match[str] | None:
    return re.fullmatch(pattern, said, re.I)


def _reference_in(found: re.Match[str]) -> str:
    return (found.groupdict().get("reference") or "").upper()
