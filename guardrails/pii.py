"""Personal data in a text: patterned data for now (e-mail, phone, IBAN, card, IP address).

The recognizers are Presidio's, called one by one from an explicit list: its engine skips a recognizer that
fails and logs the text, and its default registry reads order numbers as driver's licences. Here a
recognizer that fails, or that ran into Presidio's own time-out, raises `RedactionError`: fail closed.
"""

import logging
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, Any

from guardrails.directory import NOBODY, Directory
from guardrails.surroundings import (
    PHONE_WORD,
    SAID_CARD,
    SAID_IBAN,
    SAID_PHONE,
    is_card,
    is_email,
    is_ip,
    is_on_date,
    is_phone,
    is_said_phone,
)

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer
    from presidio_analyzer.nlp_engine import NlpArtifacts

logging.getLogger("presidio-analyzer").disabled = True  # it writes the text it failed on

MAX_CHARACTERS = 20_000
"""A longer text is refused rather than searched in part."""

KINDS = {
    "EMAIL_ADDRESS": "EMAIL",
    "PHONE_NUMBER": "PHONE",
    "IBAN_CODE": "IBAN",
    "CREDIT_CARD": "CARD",
    "IP_ADDRESS": "IP",
}
_REGIONS = ("DE", "GB", "AT", "SE")
"""Where national numbers are read; a number with its country code is found from everywhere."""
_RECOGNIZER_SECONDS = 2.0
"""Presidio skips a pattern that takes longer; what took that long is not trusted."""
_CONTEXT = 64
"""Characters before a finding that may say what it is."""
_MAY_HOLD = re.compile(
    r"@|(?<![^\W_])\(?0(?:\D{0,5}\d){5}|\+\D{0,3}\d(?:\D{0,5}\d){5}|(?:\d[ -]?){11}\d|\d+\.\d+\.\d+\.\d"
    r"|[0-9a-f]{0,4}:[0-9a-f:]*:|\b[a-z]{2}\d{2}[\s-]?\w{4}"
    rf"|(?:\b{PHONE_WORD}\b|☎|📞).*?(?:\d\D{{0,5}}){{5}}\d",
    re.I | re.S,
)
"""What every pattern below needs at the least. A text without it is clean, and Presidio is not loaded."""
_IS_PERSONAL = {"PHONE": is_phone, "CARD": is_card, "IP": is_ip, "EMAIL": is_email}
_SAID = (("PHONE", SAID_PHONE), ("CARD", SAID_CARD), ("IBAN", SAID_IBAN))
_SAID_SCORE = 0.75
"""Of what a word before it names, though it is no valid number: people mistype."""
_PHONE_SCORE = 0.6
"""Presidio gives every phone number 0.4, also one whose country code and length are right."""
_CAPITALS = str.maketrans(ascii_lowercase, ascii_uppercase)
_NO_ARTIFACTS: "NlpArtifacts" = None  # type: ignore[assignment]  # patterns need none


class RedactionError(Exception):
    """The text could not be searched for personal data, so it must not be used. Carries none of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Personal data at `[start, end)` in characters of the text searched; `score` in (0, 1]."""

    start: int
    end: int
    type: str
    score: float


def find(text: str, people: Directory = NOBODY) -> tuple[Finding, ...]:
    """Return the personal data in a text, in order of place, no two overlapping (the surest, longest wins).

    `people` are the names the company knows.

    Raises: `RedactionError` when the text is too long or a recognizer failed.
    """
    if len(text) > MAX_CHARACTERS:
        raise RedactionError(f"A text of more than {MAX_CHARACTERS} characters: shorten it.")
    known = [Finding(start=start, end=end, type="PERSON", score=1.0) for start, end in people.find(text)]
    patterned = search(text) if _MAY_HOLD.search(text) else ()
    return _without_overlaps([*known, *patterned])


def search(text: str) -> tuple[Finding, ...]:
    """Do what `find` does without the quick look that leaves most texts alone.

    Again and again: digits that were read together with what is masked now may be a number of their own.
    """
    kept: list[Finding] = []
    while found := _without_overlaps(_all(text)):
        kept += found
        text = redact(text, found, lambda _, value: f"⟦{'·' * (len(value) - 2)}⟧")
    return tuple(sorted(kept, key=lambda finding: finding.start))


def redact(text: str, findings: Sequence[Finding], placeholder: Callable[[str, str], str]) -> str:
    """Return the text with every finding, in order of place, replaced by `placeholder(type, value)`."""
    parts, end = [], 0
    for finding in findings:
        parts += [text[end : finding.start], placeholder(finding.type, text[finding.start : finding.end])]
        end = finding.end
    return "".join((*parts, text[end:]))


def _all(text: str) -> list[Finding]:
    found = [finding for recognizer in _recognizers() for finding in _findings(recognizer, text)]
    return [*found, *_said(text)]


@cache
def _recognizers() -> tuple["EntityRecognizer", ...]:
    import tldextract
    from presidio_analyzer import pattern_recognizer
    from presidio_analyzer.predefined_recognizers import (
        CreditCardRecognizer,
        EmailRecognizer,
        IbanRecognizer,
        IpRecognizer,
        PhoneRecognizer,
    )

    pattern_recognizer.REGEX_TIMEOUT_SECONDS = _RECOGNIZER_SECONDS  # type: ignore[assignment]  # 60 s of its own
    bundled = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)

    class OfflineEmailRecognizer(EmailRecognizer):
        """Presidio's own fetches the list of public suffixes at first use; this reads the bundled one.

        An address within a company (`anna@mail.local`) has none, and is an address all the same.
        """

        def validate_result(self, pattern_text: str) -> bool | None:
            return True if bundled(pattern_text).fqdn else None

    class AnyCaseIbanRecognizer(IbanRecognizer):
        """Presidio's own reads capitals only; the check digits keep other words out."""

        def analyze(self, text: str, *rest: Any, **options: Any) -> list[Any]:
            return list(super().analyze(text.translate(_CAPITALS), *rest, **options))

    return (
        OfflineEmailRecognizer(),
        AnyCaseIbanRecognizer(),
        CreditCardRecognizer(),
        IpRecognizer(),
        PhoneRecognizer(supported_regions=_REGIONS, leniency=1),
    )


def _findings(recognizer: "EntityRecognizer", text: str) -> list[Finding]:
    started = time.monotonic()
    try:
        results = recognizer.analyze(text, recognizer.supported_entities, _NO_ARTIFACTS)
    except Exception as error:
        raise RedactionError(f"{type(recognizer).__name__} failed: {type(error).__name__}") from None
    if time.monotonic() - started > _RECOGNIZER_SECONDS:
        raise RedactionError(f"{type(recognizer).__name__} took too long to be trusted")
    findings = [
        Finding(start=result.start, end=result.end, type=KINDS[result.entity_type], score=result.score)
        for result in results or ()
    ]
    return [_scored(finding) for finding in findings if _is_personal(finding, text)]


def _is_personal(finding: Finding, text: str) -> bool:
    decide = _IS_PERSONAL.get(finding.type)
    before, value = text[max(0, finding.start - _CONTEXT) : finding.start], text[finding.start : finding.end]
    if finding.type == "PHONE" and "+" not in value and is_on_date(text, finding.start, finding.end):
        return False
    return decide is None or decide(before, value)


def _scored(finding: Finding) -> Finding:
    return replace(finding, score=_PHONE_SCORE) if finding.type == "PHONE" else finding


def _said(text: str) -> list[Finding]:
    """Return what the word before it names, whether its digits are valid or not."""
    return [
        Finding(start=match.start("value"), end=match.end("value"), type=kind, score=_SAID_SCORE)
        for kind, pattern in _SAID
        for match in pattern.finditer(text)
        if kind != "PHONE" or is_said_phone(text, *match.span("value"))
    ]


def _without_overlaps(findings: list[Finding]) -> tuple[Finding, ...]:
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda finding: (-finding.score, finding.start - finding.end)):
        if all(finding.end <= other.start or other.end <= finding.start for other in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda finding: finding.start))
