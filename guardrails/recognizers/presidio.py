"""Presidio's recognizers of e-mail, IBAN, card and IP address, each behind a quick look of its own.

Presidio is loaded when a text first holds what one of them could find, which takes a second or two.
"""

import logging
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from string import ascii_lowercase, ascii_uppercase
from typing import TYPE_CHECKING, Any

from guardrails.finding import Finding
from guardrails.recognizers import card, iban
from guardrails.surroundings import CARD, IBAN, is_reference_near, is_section, label_before, tells_of

if TYPE_CHECKING:
    from presidio_analyzer import EntityRecognizer
    from presidio_analyzer.nlp_engine import NlpArtifacts

logging.getLogger("presidio-analyzer").disabled = True  # it writes the text it failed on

SECONDS = 2.0
"""Presidio skips a pattern that takes longer; what took that long is not trusted."""
TYPES = {
    "EMAIL_ADDRESS": "EMAIL",
    "IBAN_CODE": "IBAN",
    "CREDIT_CARD": "CARD",
    "IP_ADDRESS": "IP",
    "PERSON": "PERSON",
    "PHONE_NUMBER": "PHONE",
}
_NO_ARTIFACTS: "NlpArtifacts" = None  # type: ignore[assignment]  # patterns need none
_CAPITALS = str.maketrans(ascii_lowercase, ascii_uppercase)
_DIGIT_RUN = re.compile(r"\d(?:[- ]?\d){11,}")
_IP = re.compile(r"\d\.\d+\.\d+\.\d|[\da-f]{0,4}:[\da-f:]*:", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class FromPresidio:
    """One of Presidio's recognizers: made at first use, its findings judged by their surroundings."""

    name: str
    make: Callable[[], "EntityRecognizer"]
    quick: Callable[[str], bool] = bool
    is_personal: Callable[[str, int, int], bool] = lambda text, start, end: True

    def may_find(self, text: str) -> bool:
        """Also makes the recognizer: loading Presidio is no part of the time that its search may take."""
        return self.quick(text) and bool(self.make())

    def find(self, text: str) -> Iterable[Finding]:
        recognizer = self.make()
        for found in recognizer.analyze(text, recognizer.supported_entities, _NO_ARTIFACTS) or ():
            if found.entity_type in TYPES and self.is_personal(text, found.start, found.end):
                kind = TYPES[found.entity_type]
                yield Finding(start=found.start, end=found.end, type=kind, score=found.score)


def _may_hold_card(text: str) -> bool:
    """Whether there are digits enough, and one that `_is_card` would let pass."""
    return bool(_DIGIT_RUN.search(text)) and (tells_of(text, CARD) or any(True for _ in card.find(text)))


def _may_hold_ip(text: str) -> bool:
    return (text.count(".") > 2 or text.count(":") > 1) and _IP.search(text) is not None


def _is_card(text: str, start: int, end: int) -> bool:
    """Whether digits with the right check digit are a card: one in ten parcel numbers has it too."""
    label = label_before(text, start)
    if label is not None or is_reference_near(text, start):
        return label == CARD
    return any(found.start < end and start < found.end for found in card.find(text))


def _is_iban(text: str, start: int, end: int) -> bool:
    return label_before(text, start) in (IBAN, None)


def _is_ip(text: str, start: int, end: int) -> bool:
    return any(mark.isdecimal() for mark in text[start:end]) and not is_section(text, start)


def _is_email(text: str, start: int, end: int) -> bool:
    """Whether it ends as a host does: `5 boxes@3.50` is no address."""
    return any(mark.isalpha() for mark in text[start:end].rpartition(".")[2])


@cache
def _email() -> "EntityRecognizer":
    import tldextract
    from presidio_analyzer.predefined_recognizers import EmailRecognizer

    _limit_time()
    bundled = tldextract.TLDExtract(suffix_list_urls=(), cache_dir=None)

    class OfflineEmailRecognizer(EmailRecognizer):
        """Presidio's own fetches the list of public suffixes at first use; this reads the bundled one.

        An address within a company (`anna@mail.local`) has none, and is an address all the same.
        """

        def validate_result(self, pattern_text: str) -> bool | None:
            return True if bundled(pattern_text).fqdn else None

    return OfflineEmailRecognizer()


@cache
def _iban() -> "EntityRecognizer":
    from presidio_analyzer.predefined_recognizers import IbanRecognizer

    _limit_time()

    class AnyCaseIbanRecognizer(IbanRecognizer):
        """Presidio's own reads capitals only; the check digits keep other words out."""

        def analyze(self, text: str, *rest: Any, **options: Any) -> list[Any]:
            return list(super().analyze(text.translate(_CAPITALS), *rest, **options))

    return AnyCaseIbanRecognizer()


@cache
def _card() -> "EntityRecognizer":
    from presidio_analyzer.predefined_recognizers import CreditCardRecognizer

    _limit_time()
    return CreditCardRecognizer()


@cache
def _ip() -> "EntityRecognizer":
    from presidio_analyzer.predefined_recognizers import IpRecognizer

    _limit_time()
    return IpRecognizer()


def _limit_time() -> None:
    from presidio_analyzer import pattern_recognizer

    pattern_recognizer.REGEX_TIMEOUT_SECONDS = SECONDS  # type: ignore[assignment]  # 60 s of its own


EMAIL = FromPresidio(
    name="Presidio's e-mail", make=_email, quick=lambda text: "@" in text, is_personal=_is_email
)
IBAN_CODE = FromPresidio(name="Presidio's IBAN", make=_iban, quick=iban.is_shaped, is_personal=_is_iban)
CREDIT_CARD = FromPresidio(name="Presidio's card", make=_card, quick=_may_hold_card, is_personal=_is_card)
IP_ADDRESS = FromPresidio(name="Presidio's IP", make=_ip, quick=_may_hold_ip, is_personal=_is_ip)
