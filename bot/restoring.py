"""An outcome for its own recipient: values come back where they saw them, and nobody sees a placeholder."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain import Outcome
from bot.rewriting import rewritten
from guardrails.placeholders import escape, kind_of, replaced
from guardrails.vault import Handle

_WORDS = {
    "PERSON": {"en": "the customer", "de": "der Kunde"},
    "EMAIL": {"en": "the e-mail address", "de": "die E-Mail-Adresse"},
    "PHONE": {"en": "the phone number", "de": "die Telefonnummer"},
    "ADDRESS": {"en": "the address", "de": "die Adresse"},
}
_PLAIN = str.maketrans("⟦⟧", "[]")
_OTHER = {"en": "a personal detail", "de": "eine persönliche Angabe"}
"""What is said in place of a value the recipient has not seen."""


def restored(outcome: Outcome, handles: Sequence[Handle]) -> Outcome:
    """Return the outcome as somebody may read it who saw the values of these handles, and of no others."""
    values = {handle.placeholder: handle.value for handle in handles}

    def shown(placeholder: str) -> str:
        return values.get(placeholder) or _neutral(placeholder, outcome.language)

    def plain(text: str) -> str:
        return replaced(text, shown).translate(_PLAIN)

    return replace(
        outcome,
        text=plain(outcome.text),
        citations=rewritten(outcome.citations, plain),
        evidence=rewritten(outcome.evidence, plain),
        choices=rewritten(outcome.choices, plain),
        card=rewritten(outcome.card, plain),
    )


def _neutral(placeholder: str, language: str) -> str:
    kind = kind_of(placeholder)
    if not kind:
        return escape(placeholder)
    words = _WORDS.get(kind, _OTHER)
    return words.get(language, words["en"])
