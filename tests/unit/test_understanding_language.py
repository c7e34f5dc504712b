"""The language of a message."""

import pytest

from retrieval.question import Focus
from tests.unit.understanding_company import asked


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where is S00101?", "en"),
        ("why is it late", "en"),
        ("tell me about Auwald Kliniken", "en"),
        ("cut-off for dhl express?", "en"),
        ("late orders", "en"),
        ("Wo ist S00101?", "de"),
        ("warum ist das so spät", "de"),
        ("Lieferung verspätet", "de"),
        ("Auftrag 42", "de"),
        ("überfällige Aufträge", "de"),
        ("Angebote", "de"),
        ("alles zu Brennweite", "de"),
        ("Vielen Dank", "de"),
        ("Où est ma commande S00101 ?", "fr"),
        ("Bonjour, quand arrive la livraison ?", "fr"),
        ("¿Dónde está mi pedido?", "es"),
        ("Dov'è il mio ordine?", "it"),
        ("Quando arriva la mia consegna? grazie", "it"),
        ("Waar is mijn bestelling?", "nl"),
        ("Gdzie jest moje zamówienie?", "pl"),
        ("Var är min beställning?", "sv"),
        ("Hvor er min ordre?", "da"),
        ("Onde está o meu pedido?", "pt"),
        ("", "en"),
        ("???", "en"),
    ],
)
def test_hears_the_language(text: str, language: str) -> None:
    assert asked(text).language == language


@pytest.mark.parametrize("text", ["S00042?", "42", "status", "Brennweite", "ok"])
def test_a_message_too_short_to_tell_stays_in_the_language_of_the_conversation(text: str) -> None:
    assert asked(text, Focus(language="de")).language == "de"
    assert asked(text, Focus(language="en")).language == "en"


def test_a_clear_change_of_language_is_followed() -> None:
    assert asked("Where is my order please?", Focus(language="de")).language == "en"
    assert asked("und wann kommt der Rest?", Focus(language="en")).language == "de"
