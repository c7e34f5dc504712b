"""Personal data in a text: the door to the recognizers, which are called one by one from an explicit list.

Presidio's engine skips a recognizer that fails and logs the text, and its default registry reads order
numbers as driver's licences. Here one that fails, or that took too long, raises `RedactionError`.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from itertools import chain
from types import ModuleType
from typing import cast

from guardrails.canvas import Canvas
from guardrails.directory import NOBODY, Directory
from guardrails.finding import Finding, Recognizer, RedactionError
from guardrails.recognizers import (
    address,
    birth_date,
    card,
    email,
    iban,
    ip,
    national_id,
    person,
    phone,
    presidio,
    spoken_phone,
    vat,
)
from guardrails.recognizers.known_person import KnownPerson
from guardrails.repeats import repeated
from guardrails.slips import corrected
from guardrails.surroundings import Labelled

__all__ = ["NOBODY", "Directory", "Finding", "Recognizer", "RedactionError", "find", "redact", "search"]

MAX_CHARACTERS = 20_000
"""A longer text is refused rather than searched in part."""
MAX_ROUNDS = 12
"""What is masked can uncover something more; a text that goes on for longer is not trusted."""
_SECONDS = presidio.SECONDS
_MODULES: tuple[ModuleType, ...] = (
    email,
    phone,
    spoken_phone,
    iban,
    card,
    ip,
    vat,
    national_id,
    birth_date,
    address,
    person,
)
REGISTRY: tuple[Recognizer, ...] = (
    *(cast(Recognizer, module) for module in _MODULES),
    presidio.EMAIL,
    presidio.IBAN_CODE,
    presidio.CREDIT_CARD,
    presidio.IP_ADDRESS,
)
"""Every recognizer in use."""


def find(text: str, people: Directory = NOBODY, *, extra: Sequence[Recognizer] = ()) -> tuple[Finding, ...]:
    """Return the personal data in a text, in order of place, no two overlapping (the surest, longest wins).

    `people` are the names the company knows; `extra` recognizers are asked too, such as a model's.

    Raises: `RedactionError` when the text is too long or a recognizer failed.
    """
    return search(text, (KnownPerson(people=people), *REGISTRY, *extra))


def search(text: str, recognizers: Iterable[Recognizer] = REGISTRY) -> tuple[Finding, ...]:
    """Return what these recognizers find.

    Again and again on what is left: digits that were read together with what is masked now may be a number
    of their own. So the redacted text yields nothing more.
    """
    if len(text) > MAX_CHARACTERS:
        raise RedactionError(f"A text of more than {MAX_CHARACTERS} characters: shorten it.")
    recognizers = tuple(recognizers)
    canvas, kept = Canvas.of(text), list[Finding]()
    for _ in range(MAX_ROUNDS):
        found = _found(canvas.text, recognizers)
        if not found:
            return tuple(sorted(kept, key=lambda finding: finding.start))
        kept += map(canvas.original, found)
        canvas = canvas.without(found)
    raise RedactionError("The search for personal data did not come to an end.")


def redact(text: str, findings: Sequence[Finding], placeholder: Callable[[str, str], str]) -> str:
    """Return the text with every finding, in order of place, replaced by `placeholder(type, value)`."""
    parts, end = [], 0
    for finding in findings:
        parts += [text[end : finding.start], placeholder(finding.type, text[finding.start : finding.end])]
        end = finding.end
    return "".join((*parts, text[end:]))


def _found(text: str, recognizers: Iterable[Recognizer]) -> tuple[Finding, ...]:
    read = Labelled(text)
    right = corrected(read, read.words)
    text = read if right is read else Labelled(right)
    found = list(chain.from_iterable(_found_by(recognizer, text) for recognizer in recognizers))
    clear = [finding for finding in found if not Canvas.is_marked(text, finding)]
    kept = without_overlaps(clear)
    return without_overlaps([*kept, *repeated(text, kept)]) if kept else kept


def _found_by(recognizer: Recognizer, text: str) -> list[Finding]:
    try:
        if not recognizer.may_find(text):
            return []
        started = time.monotonic()
        found = list(recognizer.find(text))
    except RedactionError:
        raise
    except Exception as error:
        raise RedactionError(f"{_name(recognizer)} failed: {type(error).__name__}") from None
    if time.monotonic() - started > _SECONDS:
        raise RedactionError(f"{_name(recognizer)} took too long to be trusted")
    return found


def _name(recognizer: Recognizer) -> str:
    return getattr(recognizer, "name", type(recognizer).__name__)


def without_overlaps(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Return the surest and longest of what overlaps, in order of place."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda finding: (-finding.score, finding.start - finding.end)):
        if all(finding.end <= other.start or other.end <= finding.start for other in kept):
            kept.append(finding)
    return tuple(sorted(kept, key=lambda finding: finding.start))
