"""What is masked, and what look-ups need and never is."""

import logging
from datetime import date

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from guardrails import pii
from guardrails.vault import ConversationVault


def masked(text: str) -> list[tuple[str, str]]:
    return [(finding.type, text[finding.start : finding.end]) for finding in pii.find(text)]


def redacted(text: str) -> str:
    vault = ConversationVault()
    return pii.redact(text, pii.find(text), lambda kind, value: vault.seal("c", kind, value).placeholder)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("write to anna.mueller@firma.de, please", "EMAIL", "anna.mueller@firma.de"),
        ("Anna.Müller@Firma.DE", "EMAIL", "Anna.Müller@Firma.DE"),
        ("it is anna@mail.local now", "EMAIL", "anna@mail.local"),
        ("mailto:anna+orders@sub.example.co.uk.", "EMAIL", "anna+orders@sub.example.co.uk"),
        ("+49 171 2345678", "PHONE", "+49 171 2345678"),
        ("+44 20 7946 0958", "PHONE", "+44 20 7946 0958"),
        ("+49 (0)40 / 123 456-0", "PHONE", "+49 (0)40 / 123 456-0"),
        ("+1 (212) 555-0123", "PHONE", "+1 (212) 555-0123"),
        ("0049 40 123456", "PHONE", "0049 40 123456"),
        ("0171 2345678", "PHONE", "0171 2345678"),
        ("it is 01712345678, thanks", "PHONE", "01712345678"),
        ("07911 123456", "PHONE", "07911 123456"),
        ("(040) 123456", "PHONE", "(040) 123456"),
        ("040/123456-78", "PHONE", "040/123456-78"),
        ("Order S00042, my mobile is 0171 2345678", "PHONE", "0171 2345678"),
        ("about my order, +49 171 2345678", "PHONE", "+49 171 2345678"),
        ("phone: 12345678", "PHONE", "12345678"),
        ("Rufen Sie mich an unter 2345678", "PHONE", "2345678"),
        ("Tel. 123 45 67", "PHONE", "123 45 67"),
        ("call me on 555-0123-99", "PHONE", "555-0123-99"),
        ("DE89 3704 0044 0532 0130 00", "IBAN", "DE89 3704 0044 0532 0130 00"),
        ("de89370400440532013000", "IBAN", "de89370400440532013000"),
        ("GB29 NWBK 6016 1331 9268 19", "IBAN", "GB29 NWBK 6016 1331 9268 19"),
        ("IBAN: DE00 1234 5678 9012 3456 78", "IBAN", "DE00 1234 5678 9012 3456 78"),
        ("4111 1111 1111 1111", "CARD", "4111 1111 1111 1111"),
        ("5500-0000-0000-0004", "CARD", "5500-0000-0000-0004"),
        ("340000000000009", "CARD", "340000000000009"),
        ("my credit card number is 4111 1111 1111 1112", "CARD", "4111 1111 1111 1112"),
        ("Kreditkarte 4111111111111111", "CARD", "4111111111111111"),
        ("from 192.168.10.7 today", "IP", "192.168.10.7"),
        ("2001:db8::8a2e:370:7334", "IP", "2001:db8::8a2e:370:7334"),
    ],
)
def test_personal_data_is_masked(text: str, kind: str, value: str) -> None:
    assert masked(text) == [(kind, value)]
    assert value not in redacted(text)


@pytest.mark.parametrize(
    "text",
    [
        "S00042",
        "order 42 and so 00042",
        "Where is my order 0171234567?",
        "Bestellnummer 0171 2345678",
        "order number: 01712345678",
        "PO 4500123456",
        "4500123456",
        "WH/OUT/00050, WHN/OUT/00101 and P00013",
        "INV/2026/00101",
        "GLV-1040, BOX-3010 400x300x200, UN 1090",
        "HS-C-2026-014",
        "1Z999AA10123456784",
        "00340434161094042557",
        "tracking 0034 0434 1610 9404 2557",
        "Sendungsnummer 01234567890123",
        "DPD 0123 4567 8901 23",
        "tracking number 4111111111111111",
        "tracking 340434161094042557",
        "EAN 4006381333931",
        "4006381333931",
        "4012345678901",
        "Kundennr. 0123456789",
        "customer no 0123456789",
        "Lieferschein 12345678",
        "2026-11-28 14:05:33",
        "2026-11-28T14:05:33+01:00",
        "28.11.2026 14:05 – 30.11.2026",
        "01.12.2026 - 05.12.2026",
        "01/12/2026, 02/12/2026",
        "Please call me on 28.11.2026",
        "call us on 01.12. or 02.12.",
        "ring me 2026-11-28",
        "1.234.567,89 EUR and 10.000,00 €",
        "0.500 kg, 0,250 l, 007 boxes",
        "100 200 300 400 500 600",
        "section 3.1.2.4 and version 1.2.3.4",
        "Abschnitt 3.1.2.4",
        "5 boxes@3.50",
        "std::string and ::",
        "12:30:45",
        "S00042 20095",
        "S00042 8010",
        "call about order 4500123456",
        "phone case SKU PHN-100200300",
        "mobile shelving 2000x1000",
        "",
        "   ",
    ],
)
def test_what_look_ups_need_is_never_masked(text: str) -> None:
    assert masked(text) == []


PREFIXES = st.sampled_from(["", "order ", "Auftrag ", "where is ", "Lieferung ", "PO ", "invoice no. "])
NUMBERS = st.one_of(
    st.integers(1, 99999).map(lambda n: f"S{n:05}"),
    st.integers(1, 99999).map(lambda n: f"P{n:05}"),
    st.integers(1, 99999).map(lambda n: f"WHN/OUT/{n:05}"),
    st.integers(1, 99999).map(lambda n: f"INV/2026/{n:05}"),
    st.tuples(st.sampled_from(["GLV", "BOX", "DRL"]), st.integers(1000, 9999)).map(
        lambda p: f"{p[0]}-{p[1]}"
    ),
    st.integers(10**19, 10**20 - 1).map(str),
    st.integers(0, 10**14 - 1).map(lambda n: f"1Z{n:016}"),
    st.integers(4_500_000_000, 4_599_999_999).map(str),
)
DATES = st.tuples(
    st.dates(date(2020, 1, 1), date(2030, 12, 31)),
    st.sampled_from(["en", "en_GB", "de"]),
    st.sampled_from(["short", "medium", "full", "yyyy-MM-dd", "dd.MM.yyyy HH:mm"]),
).map(lambda p: format_date(p[0], p[2], locale=p[1]) if "H" not in p[2] else f"{p[0]:%d.%m.%Y} 14:05")
QUANTITIES = st.tuples(st.integers(1, 10**6), st.sampled_from(["", " boxes", " kg", " EUR", "x", " mm"])).map(
    lambda p: f"{p[0]:,}{p[1]}"
)


@given(st.lists(st.tuples(PREFIXES, NUMBERS | DATES | QUANTITIES).map("".join), max_size=5).map(", ".join))
def test_no_reference_date_or_quantity_is_ever_masked(text: str) -> None:
    assert masked(text) == []


def test_a_text_too_long_to_search_is_refused() -> None:
    with pytest.raises(pii.RedactionError):
        pii.find("a" * (pii.MAX_CHARACTERS + 1))


def test_presidio_logs_nothing_of_a_text(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        pii.find("anna@firma.de 0171 2345678")
    assert "anna" not in caplog.text
    assert "2345678" not in caplog.text


def test_one_value_has_one_placeholder() -> None:
    assert redacted("a@b.de, A@B.DE and c@d.de") == "⟦EMAIL·A⟧, ⟦EMAIL·A⟧ and ⟦EMAIL·B⟧"
