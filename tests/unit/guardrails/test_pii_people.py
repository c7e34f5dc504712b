"""People no directory knows: found by what stands around them; roles, companies and goods are nobody."""

import pytest

from guardrails import pii
from guardrails.recognizers import person
from guardrails.surroundings import Labelled


def people(text: str) -> list[str]:
    return [text[found.start : found.end] for found in pii.find(text) if found.type == "PERSON"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("my name is zyra qvist and my order is late", "zyra qvist"),
        ("Ich heiße Zyra Qvist.", "Zyra Qvist"),
        ("Mein Name ist Qvist", "Qvist"),
        ("hier spricht Zyra Qvist", "Zyra Qvist"),
        ("Hello, this is Zyra Qvist from Kessler Optik GmbH", "Zyra Qvist"),
        ("Dear Mr Qvist,", "Qvist"),
        ("Mr. Qvist called", "Qvist"),
        ("herr qvist hat angerufen", "qvist"),
        ("Sehr geehrte Frau Dr. Sommer,", "Sommer"),
        ("Frau Sommer wartet", "Sommer"),
        ("Dear Zyra,", "Zyra"),
        ("Hi Tom, where is it?", "Tom"),
        ("hallo anna,", "anna"),
        ("Liebe Zyra, danke", "Zyra"),
        ("Kind regards\nZyra Qvist\nPurchasing, Kessler Ltd", "Zyra Qvist"),
        ("Best,\nZyra", "Zyra"),
        ("Mit freundlichen Grüßen\n\ni.A. Zyra Qvist", "Zyra Qvist"),
        ("MfG Qvist", "Qvist"),
        ("lg anna", "anna"),
        ("Kind regards\nKessler Optik GmbH\nZyra Qvist", "Zyra Qvist"),
        ("Knid regrads\nZyra Qvist", "Zyra Qvist"),
        ("Von: Zyra Qvist <z.qvist@firma.de>", "Zyra Qvist"),
        ('From: "Qvist, Emma" <orders@firma.de>', "Qvist, Emma"),
        ("On 3 May Zyra Qvist wrote:", "Zyra Qvist"),
        ("ask for Zyra Qvist at the gate", "Zyra Qvist"),
        ("contact: Zyra Qvist", "Zyra Qvist"),
        ("z. Hd. Zyra Qvist", "Zyra Qvist"),
        ("Fahrer: Zyra Qvist, Kennzeichen folgt", "Zyra Qvist"),
        ("we met Jane Thompson there", "Jane Thompson"),
        ("Thompson, Jane", "Thompson, Jane"),
        ("please tell Mark Walker", "Mark Walker"),
        ("J. R. Thompson signed", "J. R. Thompson"),
        ("Zyra Thompson was here", "Zyra Thompson"),
        ("where is Greta's order", "Greta"),
        ("Alison Allen and Scott White", "Alison Allen"),
        ("mail zyra.qvist@firma.de, says Zyra Qvist today", "Zyra Qvist"),
        ("Order S00042 is late. Zyra Qvist", "Zyra Qvist"),
    ],
)
def test_a_person_is_found(text: str, name: str) -> None:
    assert name in people(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dear team, thanks",
        "Hallo zusammen,",
        "Hi there, any news?",
        "Dear Sir or Madam",
        "Dear customer service",
        "Sehr geehrte Damen und Herren",
        "Thanks\nWhere is my order",
        "Regards\nYour Purchasing Team",
        "From: DHL Express\nTo: Warehouse North",
        "Contact: Purchasing Department",
        "Brennweite Optik GmbH",
        "late orders of Brennweite Optik",
        "Müller & Söhne and Hartwell & Sons Ltd",
        "Schmidt Maschinenbau KG",
        "Spedition Weidner, Autohaus Brandt",
        "Bäckerei Hoffmann",
        "Thomas Lange Metallbau e.K.",
        "Keith, Williams and Fry",
        "20 boxes of Nitrile Gloves, 10 Work Lights",
        "please mark the steel, it will be summer in May",
        "Will May ship?",
        "Bill of lading and Bill of materials",
        "Ist die Palette schon da? Bitte um Info",
        "I am late, I'm sorry, ich bin Kunde",
        "this is urgent, hier ist die Rechnung",
        "DHL, Hermes and Schenker",
        "ship to Hamburg, Leeds or San Francisco",
    ],
)
def test_roles_companies_and_goods_are_nobody(text: str) -> None:
    assert people(text) == []


def test_a_name_found_once_is_masked_wherever_it_stands_again() -> None:
    assert people("Contact: Zyra Qvist. We like Qvist much") == ["Zyra Qvist", "Qvist"]


def test_a_company_named_for_a_person_stays_beside_the_person() -> None:
    assert people("Frau Nora Albers of Nora Albers Catering GmbH") == ["Nora Albers"]


def test_the_recognizer_alone_gives_scores_below_the_directorys() -> None:
    assert all(found.score < 1 for found in person.find(Labelled("Dear Mr Qvist, my name is Zyra Qvist")))
