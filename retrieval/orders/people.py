"""Which names of a source are those of people, and not of companies, branches or departments. Pure."""

from retrieval.understanding.name_words import name_words
from retrieval.understanding.patterns import word_set
from retrieval.understanding.text import fold
from retrieval.understanding.words import EVERYDAY, GENERIC, LEGAL_FORMS, VOCABULARY

_AMBIGUOUS_FORMS = frozenset({"as", "se", "sa", "ag", "ab", "co", "o", "z", "oo", "sp", "ev", "pty"})
"""Legal forms that are also words or initials of a name."""
_PLACES = word_set(
    """
    accounts payable receivable purchasing procurement buying logistics warehouse goods inwards
    inbound office reception store stores shop branch site depot head headquarters headoffice
    dispatch returns sales service services team department einkauf buchhaltung wareneingang
    warenannahme zentrale filiale niederlassung lager werk verwaltung empfang vertrieb versand
    rechnungswesen kreditoren debitoren zentraleinkauf beschaffung abteilung hauptsitz kundendienst
    rechnung rechnungen lieferung lieferadresse rechnungsadresse delivery billing invoice invoices
    shipping address
    """
)


def is_persons_name(name: str, company: str = "") -> bool:
    """Return whether somebody entered as an individual has a person's name; `company` is theirs, if any.

    A name of one word is none: it would be found in every text that has the word. What begins like the
    company's name is a branch of it: "Marlow & Finch, Leeds".
    """
    words = name_words(name)
    if len(words) < 2 or any(character.isdigit() for character in name):
        return False
    if _has_legal_form(name) or (company and words[0] == name_words(company)[0]):
        return False
    return not any(word in _PLACES for word in words) and not all(_is_everyday(word) for word in words)


def _has_legal_form(name: str) -> bool:
    return bool(set(fold(name).replace(".", " ").split()) & (LEGAL_FORMS - _AMBIGUOUS_FORMS))


def _is_everyday(word: str) -> bool:
    return word in EVERYDAY or word in GENERIC or word in VOCABULARY
