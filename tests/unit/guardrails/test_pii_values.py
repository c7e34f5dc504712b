"""Each kind of value in the ways people type it, and what only looks like one."""

import pytest

from guardrails import pii
from guardrails.recognizers import national_id, vat


def masked(text: str) -> list[tuple[str, str]]:
    return [(finding.type, text[finding.start : finding.end]) for finding in pii.find(text)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("anna (at) firma punkt de", "EMAIL", "anna (at) firma punkt de"),
        ("anna dot meier at firma dot com", "EMAIL", "anna dot meier at firma dot com"),
        ("anna.meier[at]firma.de", "EMAIL", "anna.meier[at]firma.de"),
        ("anna @ firma.de", "EMAIL", "anna @ firma.de"),
        ("<anna+orders@müller-werke.de>", "EMAIL", "anna+orders@müller-werke.de"),
        ("anna.meier@firma,de", "EMAIL", "anna.meier@firma,de"),
        ("0049-40-1234567", "PHONE", "0049-40-1234567"),
        ("040/123 45 67 -12", "PHONE", "040/123 45 67 -12"),
        ("555-123-4567 ext. 204", "PHONE", "555-123-4567 ext. 204"),
        ("040 1234567, Durchwahl 12", "PHONE", "040 1234567, Durchwahl 12"),
        ("(555) 010-2345", "PHONE", "(555) 010-2345"),
        ("tel: 1234 567890", "PHONE", "1234 567890"),
        ("hnadynummer 1234 567890", "PHONE", "1234 567890"),
        (
            "oh seven seven double oh nine one two three four",
            "PHONE",
            "oh seven seven double oh nine one two three four",
        ),
        ("null eins sieben eins zwei drei vier fünf", "PHONE", "null eins sieben eins zwei drei vier fünf"),
        (
            "four five six seven eight nine one two three four",
            "PHONE",
            "four five six seven eight nine one two three four",
        ),
        ("thanks\n01914960235\nS00042", "PHONE", "01914960235"),
        ("IBAN de89 3704 0044 0532 0130 01", "IBAN", "de89 3704 0044 0532 0130 01"),
        ("DE89.3704.0044.0532.0130.00", "IBAN", "DE89.3704.0044.0532.0130.00"),
        ("4111 1111 1111 1112", "CARD", "4111 1111 1111 1112"),
        ("3782-822463-10005", "CARD", "3782-822463-10005"),
        ("crad number 4111111111111112", "CARD", "4111111111111112"),
        ("4111111111111112, exp 04/28", "CARD", "4111111111111112"),
        ("USt-IdNr. DE123456789", "VAT", "DE123456789"),
        ("VAT Reg No GB 123 4567 89", "VAT", "GB 123 4567 89"),
        ("we are ATU13585627", "VAT", "ATU13585627"),
        ("Steuernummer 12/345/67890", "VAT", "12/345/67890"),
        ("SSN 123-45-6789", "NATIONAL_ID", "123-45-6789"),
        ("AB 12 34 56 C", "NATIONAL_ID", "AB 12 34 56 C"),
        ("Steuer-ID 12 345 678 901", "NATIONAL_ID", "12 345 678 901"),
        ("Sozialversicherungsnummer 65 170839 J 003", "NATIONAL_ID", "65 170839 J 003"),
        ("personnummer 811218-9876", "NATIONAL_ID", "811218-9876"),
        ("passport number C01X00T47", "NATIONAL_ID", "C01X00T47"),
        ("born 3.4.1980", "BIRTH_DATE", "3.4.1980"),
        ("geb. am 03.04.1980", "BIRTH_DATE", "03.04.1980"),
        ("DOB: 12 March 1975", "BIRTH_DATE", "12 March 1975"),
        ("Geburtsdatum 1980-04-03", "BIRTH_DATE", "1980-04-03"),
        ("Musterstraße 12, 20457 Hamburg", "ADDRESS", "Musterstraße 12, 20457 Hamburg"),
        ("Am Alten Hafen 7a, 26603 Aurich", "ADDRESS", "Am Alten Hafen 7a, 26603 Aurich"),
        ("14 Wharf Street, Leeds LS2 7EQ", "ADDRESS", "14 Wharf Street, Leeds LS2 7EQ"),
        ("Flat 2, 14 Mill Road", "ADDRESS", "Flat 2, 14 Mill Road"),
        ("29416 Lewis Mall", "ADDRESS", "29416 Lewis Mall"),
        (
            "371 Kane Avenue Apt. 041\nSpringfield, IL 62704",
            "ADDRESS",
            "371 Kane Avenue Apt. 041\nSpringfield, IL 62704",
        ),
        ("12 rue de la Paix, 75002 Paris", "ADDRESS", "12 rue de la Paix, 75002 Paris"),
        ("Via Roma 12", "ADDRESS", "Via Roma 12"),
        ("Postfach 12 34 56", "ADDRESS", "Postfach 12 34 56"),
        ("20457 Hamburg", "ADDRESS", "20457 Hamburg"),
        ("my postcode is 20095", "ADDRESS", "20095"),
        ("PLZ: 8010", "ADDRESS", "8010"),
        ("deliver to YO1 7HU", "ADDRESS", "YO1 7HU"),
    ],
)
def test_a_value_is_found(text: str, kind: str, value: str) -> None:
    assert masked(text) == [(kind, value)]


@pytest.mark.parametrize(
    "text",
    [
        "look at example.com dot or not",
        "order 4111 1111 1111 1111",
        "parcel 4119995679100173 for S00042",
        "pallet 341279378445401297",
        "5752 x 032-39517 on Monday",
        "3 pcs of 212-555-0123",
        "article DE89-3704-0044",
        "batch 20260115-12, serial SN12345678",
        "tarfif 0017 65 29 and UN 1090",
        "the tracking number is one two three four five six seven eight nine one",
        "orders S00042, 4500123456 and 4119995679100173",
        "delivered on 3.4.2026, due 12 March 2026",
        "present for a birthday, by 3 May",
        "Am Freitag 12 Uhr, im Lager 3",
        "am Lagerplatz 12, Stellplatz 4",
        "10 Work Lights, 5 Safety Park Signs",
        "12345 Handschuhe und 20000 Schrauben",
        "Via DHL 3 parcels",
        "sections 3.1.2.4, firmware 10.0.2.1",
    ],
)
def test_what_only_looks_like_a_value_stays(text: str) -> None:
    assert masked(text) == []


@pytest.mark.parametrize(
    "value",
    [
        "DE136695976",
        "ATU13585627",
        "GB980780684",
        "FR40303265045",
        "IT00743110157",
        "BE0776091951",
        "NL004495445B01",
        "PL8567346215",
        "SE556188840401",
    ],
)
def test_a_vat_id_with_the_right_check_digit_needs_no_word(value: str) -> None:
    assert masked(f"we are {value}.") == [("VAT", value)]
    wrong = f"{value[:5]}{(int(value[5]) + 1) % 10}{value[6:]}"
    assert list(vat.find(f"we are {wrong}.")) == []


def test_the_check_digit_of_a_pension_number_is_known() -> None:
    assert national_id.has_right_check("65 170839 J 003")
    assert not national_id.has_right_check("65 170839 J 004")
