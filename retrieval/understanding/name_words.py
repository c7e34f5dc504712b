"""The words of a name, the legal form of a company, and product codes whatever their spelling."""

import re

from retrieval.understanding.text import fold
from retrieval.understanding.words import LEGAL_FORMS

_WORD = re.compile(r"[^\W_]+")
_LEFT_OUT = LEGAL_FORMS | {"and", "und"}
_WRITTEN_FORMS = "|".join(sorted(LEGAL_FORMS - {"as", "o", "z", "co", "se", "sp", "oo"}))
_LEGAL_FORM = re.compile(
    rf"(?:(?:[ ,&]{{1,3}}(?:{_WRITTEN_FORMS}|co\.? kg|e\.v\.)\b\.?)+| sp\.? ?z ?o\.? ?o\.?)(?!\w)",
    re.IGNORECASE,
)


def name_words(name: str) -> tuple[str, ...]:
    """Return the folded words of a name; without its legal form, unless there is nothing else."""
    folded = fold(name)
    words = _WORD.findall(folded.replace("'", "") if "'" in folded else folded)
    kept = [word for word in words if word not in _LEFT_OUT]
    return tuple(dict.fromkeys(kept or words))


def with_legal_form(text: str, end: int) -> int:
    """Return where a name that ends at `end` ends together with its legal form."""
    match = _LEGAL_FORM.match(text, end)
    return match.end() if match else end


def squeezed(code: str) -> str:
    """Return the letters and digits of a code in upper case: "glv 1040" and "GLV-1040" are one."""
    return "".join(character for character in code.upper() if character.isalnum())
