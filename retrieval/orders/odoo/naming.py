"""The names people may say: other spellings of a company's name. Pure."""

import re

_LEGAL_FORMS = frozenset(
    {
        *("ab", "ag", "as", "bv", "co", "corp", "eg", "ev", "gbr", "ggmbh", "gmbh", "inc", "kg", "kgaa"),
        *("limited", "llc", "llp", "ltd", "nv", "ohg", "oy", "oyj", "plc", "sa", "sarl", "sas", "se", "sl"),
        *("oo", "sp", "spa", "srl", "trust", "ug", "z"),
    }
)
_SEPARATORS = re.compile(r"[\s,]+")


def short_names(name: str) -> tuple[str, ...]:
    """Return what else a company is called: without its legal form, "&" spoken, and by its first word.

    The first word alone may mean several companies; who understands the question asks back then.
    """
    words = [word for word in _SEPARATORS.split(name) if word]
    while len(words) > 1 and _bare(words[-1]) in _LEGAL_FORMS:
        words.pop()
    short = " ".join(words)
    spoken = short.replace(" & ", " and ")
    first = words[0] if len(words) > 1 and len(words[0]) > 4 else ""
    return tuple(dict.fromkeys(alias for alias in (short, spoken, first) if alias and alias != name))


def _bare(word: str) -> str:
    return re.sub(r"[^a-z]", "", word.lower())
