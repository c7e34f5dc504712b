"""The German catalogue is complete, and nothing in it is left over."""

import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from bot.catalogue import LANGUAGES, SOURCE_LANGUAGE, catalogue_path, spoken, translations

KEYWORDS = {"say": None, "count": (1, 2), "mark": None, "mark_plural": (1, 2)}
BOT = Path(__file__).parents[3] / "bot"
TRANSLATED = [language for language in LANGUAGES if language != SOURCE_LANGUAGE]


def said_in_the_code() -> set[str]:
    """Return every text for people; of a plural the singular stands for both."""
    return {
        message if isinstance(message, str) else message[0]
        for file in BOT.rglob("*.py")
        for _, message, _, _ in extract_from_file("python", str(file), keywords=KEYWORDS)
    }


def catalogue(language: str) -> Catalog:
    with catalogue_path(language).open("rb") as file:
        return read_po(file, locale=language)


def messages(language: str) -> list[Message]:
    return [message for message in catalogue(language) if message.id]


def forms(texts: object) -> tuple[str, ...]:
    return tuple(texts) if isinstance(texts, list | tuple) else (str(texts),)


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_the_code_is_translated_and_no_other(language: str) -> None:
    assert {forms(message.id)[0] for message in messages(language)} == said_in_the_code()


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_translation_is_missing_or_doubtful(language: str) -> None:
    for message in messages(language):
        assert all(forms(message.string)), message.id
        assert len(forms(message.id)) == len(forms(message.string)), message.id
        assert not message.fuzzy, message.id
    assert not catalogue(language).obsolete


@pytest.mark.parametrize("language", TRANSLATED)
def test_translations_name_the_same_values(language: str) -> None:
    for message in messages(language):
        for source, translation in zip(forms(message.id), forms(message.string), strict=True):
            assert placeholders(source) == placeholders(translation), message.id


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_fresh_clone_compiles_its_catalogue_by_itself(language: str) -> None:
    assert not list(catalogue_path(language).parent.glob("*.mo"))
    assert translations(language).gettext("cancelled") != "cancelled"
    assert translations(language).ngettext("{n} day", "{n} days", 2) != "{n} days"


def test_a_language_without_a_catalogue_is_answered_in_english() -> None:
    assert spoken("de") == "de"
    assert spoken("fr") == "en"
