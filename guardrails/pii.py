"""Personal data in a text: patterned data for now (e-mail, phone, IBAN, card, IP address).

The recognizers are Presidio's, called one by one from an explicit list: its engine skips a recognizer that
fails and logs the text, and its default registry reads order numbers as driver's licences. Here a
recognizer that fails, or that ran into Presidio's own time-out, raises `RedactionError`: fail closed.
"""

import logging
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

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
_MAY_HOLD = re.compile(
    r"@|(?:\d\D{0,3}){6}\d|\d+\.\d+\.\d+\.\d+|[0-9a-f]{1,4}:[0-9a-f:]*:|\b[a-z]{2}\d{2}[\s-]?\w{4}", re.I
)
"""What every pattern below needs at the least. A text without it is clean, and Presidio is not loaded."""
_PHONE_CONTEXT = re.compile(
    r"(?:\b(?:tel|telephone|phone|mobile|cell|call|ring|fax|whatsapp|reach (?:me|us)|telefon\w*|mobil\w*"
    r"|handy\w*|rufnummer|anruf\w*|erreich\w*|rückruf)\b|☎|📞)[^\d+]{0,24}$",
    re.I,
)
_REFERENCE_CONTEXT = re.compile(
    r"(?:[a-z]{1,5}[/-]?|#|\b(?:order|auftrag|bestellung|tracking|sendung\w*|parcel|paket\w*|shipment|lieferung|"
    r"invoice|rechnung|reference|referenz|purchase|sku|artikel)\b[^\d+]{0,18})$",
    re.I,
)


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


def find(text: str) -> tuple[Finding, ...]:
    """Return the personal data in a text, in order of place, no two overlapping (the surest, longest wins).

    Raises: `RedactionError` when the text is too long or a recognizer failed.
    """
    if len(text) > MAX_CHARACTERS:
        raise RedactionError(f"A text of more than {MAX_CHARACTERS} characters: shorten it.")
    if not _MAY_HOLD.search(text):
        return ()
    found = [finding for recognizer in _recognizers() for finding in _findings(recognizer, text)]
    return _without_overlaps([finding for finding in found if _is_personal(finding, text)])


def redact(text: str, findings: Sequence[Finding], placeholder: Callable[[str, str], str]) -> str:
    """Return the text with every finding replaced by `placeholder(type, value)`."""
    for finding in sorted(findings, key=lambda finding: finding.start, reverse=True):
        value = text[finding.start : finding.end]
        text = text[: finding.start] + placeholder(finding.type, value) + text[finding.end :]
    return text


@cache
def _recognizers() -> tuple["EntityRecognizer", ...]:
    import tldextract
    from presidio_analyzer.predefined_recognizers import (
        CreditCardRecognizer,
        EmailRecognizer,
        IbanRecognizer,
        IpRecognizer,
        PhoneRecognizer,
    )

    bundled = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)

    class OfflineEmailRecognizer(EmailRecognizer):
        """Presidio's own fetches the list of public suffixes at first use; this reads the bundled one."""

        def validate_result(self, pattern_text: str) -> bool:
            return bundled(pattern_text).fqdn != ""

    return (
        OfflineEmailRecognizer(),
        IbanRecognizer(),
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
    return [
        Finding(start=result.start, end=result.end, type=KINDS[result.entity_type], score=result.score)
        for result in results or ()
    ]


def _is_personal(finding: Finding, text: str) -> bool:
    """A digit run is a phone number only when it looks dialled, never when it stands as a reference."""
    if finding.type != "PHONE":
        return True
    before, value = text[: finding.start], text[finding.start : finding.end]
    if _PHONE_CONTEXT.search(before):
        return True
    if _REFERENCE_CONTEXT.search(before):
        return False
    return value.startswith(("+", "00", "(0", "(+")) or (value.startswith("0") and not value.isdigit())


def _without_overlaps(findings: list[Finding]) -> tuple[Finding, ...]:
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda finding: (-finding.score, finding.start - finding.end)):
        if all(finding.end <= other.start or other.end <= finding.start for other in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda finding: finding.start))
