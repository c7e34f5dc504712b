"""The message catalogues: English is the source language, the others lie in `bot/locale`.

Only `.po` files are kept; they are compiled in memory when a language is first used, so a fresh clone
needs no build step and cannot run with a stale translation.
"""

from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

LOCALE_FOLDER = Path(__file__).parent / "locale"
SOURCE_LANGUAGE = "en"
LANGUAGES = (SOURCE_LANGUAGE, "de")


def mark(message: str) -> str:
    """Return the message itself: marks a text in a table for extraction. `Voice` translates it later."""
    return message


def mark_plural(one: str, many: str) -> tuple[str, str]:
    """Return both forms: marks them for extraction as `mark` does."""
    return one, many


def spoken(language: str) -> str:
    """Return the language an answer is given in: the asker's where there is a catalogue, else English."""
    return language if language in LANGUAGES else SOURCE_LANGUAGE


def catalogue_path(language: str) -> Path:
    return LOCALE_FOLDER / language / "LC_MESSAGES" / "shipmate.po"


@lru_cache(maxsize=len(LANGUAGES))
def translations(language: str) -> NullTranslations:
    """Return the catalogue of a language of `LANGUAGES`."""
    if language == SOURCE_LANGUAGE:
        return NullTranslations()
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    compiled = BytesIO()
    with catalogue_path(language).open("rb") as file:
        write_mo(compiled, read_po(file, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
