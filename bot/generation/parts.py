"""The pieces answers are built of, and what one question of a message comes to."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from bot.domain import Action, Choice, Paragraph, ParagraphKind, Sentence


class NoAnswer(StrEnum):
    """Why there is no full answer, as `Draft.reason` says it."""

    HAND_OVER = "hand_over"
    COMMIT = "commit"
    NEEDS_PROOF = "needs_proof"
    NOT_ALLOWED = "not_allowed"
    UNAVAILABLE = "unavailable"
    NO_REFERENCE = "no_reference"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"
    NO_EVIDENCE = "no_evidence"
    UNKNOWN_SELF = "unknown_self"
    OFF_TOPIC = "off_topic"
    NOT_VERIFIED = "not_verified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The answer to one question of a message."""

    paragraphs: tuple[Paragraph, ...]
    reason: NoAnswer | None = None
    action: Action = Action.NONE
    choices: tuple[Choice, ...] = ()


def paragraph(
    texts: Iterable[str], *ids: str, kind: ParagraphKind = ParagraphKind.TEXT
) -> tuple[Paragraph, ...]:
    """Return one paragraph whose sentences all rest on `ids`; none when there is nothing to say."""
    sentences = tuple(Sentence(text=text, evidence=ids) for text in texts if text)
    return (Paragraph(sentences=sentences, kind=kind),) if sentences else ()


def headline(text: str, *ids: str, after: str = "") -> tuple[Paragraph, ...]:
    """Return the first line: `text` is shown in bold, `after` behind it is not."""
    return paragraph((text, after), *ids, kind=ParagraphKind.HEADLINE)


def items(rows: Iterable[str], *ids: str) -> tuple[Paragraph, ...]:
    return tuple(part for row in rows for part in paragraph((row,), *ids, kind=ParagraphKind.ITEM))


def note(*sentences: str) -> tuple[Paragraph, ...]:
    return paragraph(sentences, kind=ParagraphKind.NOTE)
