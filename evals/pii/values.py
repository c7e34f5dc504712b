"""Values with right check digits, drawn from a seeded source: personal data and references."""

import random
from collections.abc import Callable

Draw = random.Random


def digits(draw: Draw, count: int) -> str:
    return "".join(draw.choice("0123456789") for _ in range(count))


def luhn(payload: str) -> str:
    """Return the digits with their check digit (ISO/IEC 7812-1)."""
    total = 0
    for place, digit in enumerate(reversed(payload)):
        value = int(digit) * (2 - place % 2)
        total += value - 9 * (value > 9)
    return payload + str(-total % 10)


def card(draw: Draw) -> str:
    prefix, length = draw.choice(
        [("4", 16), ("51", 16), ("54", 16), ("2221", 16), ("34", 15), ("37", 15), ("6011", 16)]
    )
    number = luhn(prefix + digits(draw, length - len(prefix) - 1))
    return _grouped_card(draw, number)


def mistyped_card(draw: Draw) -> str:
    """A card with one wrong digit."""
    number = luhn(draw.choice(["4", "52"]) + digits(draw, 13))
    number = luhn(number[:15])
    at = draw.randrange(2, 16)
    wrong = number[:at] + str((int(number[at]) + draw.randrange(1, 9)) % 10) + number[at + 1 :]
    return _grouped_card(draw, wrong)


def _grouped_card(draw: Draw, number: str) -> str:
    separator = draw.choice(["", " ", " ", "-"])
    parts = (
        [number[:4], number[4:10], number[10:]]
        if len(number) == 15
        else [number[at : at + 4] for at in range(0, 16, 4)]
    )
    return separator.join(parts)


_BBAN: dict[str, Callable[[Draw], str]] = {
    "DE": lambda draw: digits(draw, 18),
    "AT": lambda draw: digits(draw, 16),
    "GB": lambda draw: "".join(draw.choice("ABCDEFGHKLMNWXYZ") for _ in range(4)) + digits(draw, 14),
    "NL": lambda draw: "".join(draw.choice("ABCDINGR") for _ in range(4)) + digits(draw, 10),
    "FR": lambda draw: digits(draw, 23),
    "SE": lambda draw: digits(draw, 20),
    "PL": lambda draw: digits(draw, 24),
    "CH": lambda draw: digits(draw, 17),
}


def iban(draw: Draw) -> str:
    country = draw.choice(list(_BBAN))
    bban = _BBAN[country](draw)
    number = int("".join(str(int(mark, 36)) for mark in f"{bban}{country}00"))
    value = f"{country}{98 - number % 97:02}{bban}"
    if draw.random() < 0.6:
        value = " ".join(value[at : at + 4] for at in range(0, len(value), 4))
    return value.lower() if draw.random() < 0.1 else value


def mistyped_iban(draw: Draw) -> str:
    value = iban(draw)
    at = draw.choice([place for place in range(5, len(value)) if value[place].isdecimal()])
    return value[:at] + str((int(value[at]) + 3) % 10) + value[at + 1 :]


def phone(draw: Draw) -> str:
    """A number whose form alone says what it is."""
    return draw.choice(_PHONES)(draw)


_PHONES: list[Callable[[Draw], str]] = [
    lambda draw: f"+49 {draw.choice(['171', '40', '89', '2202'])} {digits(draw, 7)}",
    lambda draw: f"+49 (0){draw.choice(['40', '221', '711'])} {digits(draw, 3)} {digits(draw, 4)}",
    lambda draw: f"0049-{draw.choice(['40', '351'])}-{digits(draw, 6)}",
    lambda draw: (
        f"0{draw.choice(['40', '89', '7131'])}/{digits(draw, 3)} {digits(draw, 2)} "
        f"{digits(draw, 2)} -{digits(draw, 2)}"
    ),
    lambda draw: f"0{draw.choice(['151', '160', '176'])} {digits(draw, 4)} {digits(draw, 4)}",
    lambda draw: f"+44 {draw.choice(['20', '161', '7700'])} {digits(draw, 3)} {digits(draw, 4)}",
    lambda draw: f"07{digits(draw, 3)} {digits(draw, 6)}",
    lambda draw: (
        f"0{draw.choice(['113', '1632', '20'])} {digits(draw, 3)} {digits(draw, 4)} ext. {digits(draw, 3)}"
    ),
    lambda draw: (
        f"({draw.choice('23456789')}{digits(draw, 2)}) "
        f"{draw.choice('23456789')}{digits(draw, 2)}-{digits(draw, 4)}"
    ),
    lambda draw: f"+1 {draw.choice('23456789')}{digits(draw, 2)}-{digits(draw, 3)}-{digits(draw, 4)}",
    lambda draw: f"+43 1 {digits(draw, 3)} {digits(draw, 2)}-{digits(draw, 2)}",
    lambda draw: f"+46 8 {digits(draw, 3)} {digits(draw, 2)} {digits(draw, 2)}",
    lambda draw: f"+33 6 {' '.join(digits(draw, 2) for _ in range(4))}",
    lambda draw: f"+31 (0)20 {digits(draw, 7)}",
]
_EN = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
_DE = ["null", "eins", "zwei", "drei", "vier", "fünf", "sechs", "sieben", "acht", "neun"]


def spoken_phone_en(draw: Draw) -> str:
    words = [
        draw.choice(["oh", "zero"]),
        "seven",
        "double " + draw.choice(_EN),
        *(draw.choice(_EN) for _ in range(7)),
    ]
    return " ".join(words)


def spoken_phone_de(draw: Draw) -> str:
    return (
        draw.choice(["null eins sieben", "plus vier neun eins"])
        + " "
        + " ".join(draw.choice(_DE) for _ in range(8))
    )


def bare_phone(draw: Draw) -> str:
    """A number that only the words before it make a phone's."""
    return draw.choice(
        [
            f"{digits(draw, 4)} {digits(draw, 6)}",
            f"9{digits(draw, 6)}",
            f"{digits(draw, 3)} {digits(draw, 2)} {digits(draw, 2)}",
            f"0{digits(draw, 9)}",
        ]
    )


def vat(draw: Draw) -> str:
    country = draw.choice(["DE", "ATU", "GB", "IT", "PL", "NL"])
    count = {"DE": 9, "ATU": 8, "GB": 9, "IT": 11, "PL": 10, "NL": 9}[country]
    return country + digits(draw, count) + ("B01" if country == "NL" else "")


def tax_id_de(draw: Draw) -> str:
    return f"{draw.randrange(10, 99)} {digits(draw, 3)} {digits(draw, 3)} {digits(draw, 3)}"


def nino(draw: Draw) -> str:
    return (
        f"{draw.choice(['AB', 'CE', 'JG', 'PW'])} {digits(draw, 2)} {digits(draw, 2)} "
        f"{digits(draw, 2)} {draw.choice('ABCD')}"
    )


def ssn_us(draw: Draw) -> str:
    return f"{draw.randrange(100, 660)}-{draw.randrange(10, 99)}-{draw.randrange(1000, 9999)}"


def personnummer(draw: Draw) -> str:
    birth = f"{draw.randrange(50, 99)}{draw.randrange(1, 13):02}{draw.randrange(1, 29):02}"
    return f"{birth}-{luhn(birth + digits(draw, 3))[6:]}"


def ip(draw: Draw) -> str:
    return draw.choice(
        [
            ".".join(str(draw.randrange(1, 255)) for _ in range(4)),
            f"2001:db8:{draw.randrange(1, 9999):x}::{draw.randrange(1, 9999):x}",
        ]
    )


def birth_date(draw: Draw) -> str:
    day, month, year = draw.randrange(1, 29), draw.randrange(1, 13), draw.randrange(1945, 2005)
    return draw.choice(
        [
            f"{day}.{month}.{year}",
            f"{day:02}.{month:02}.{year}",
            f"{day:02}/{month:02}/{year}",
            f"{year}-{month:02}-{day:02}",
        ]
    )


def upc(payload: str) -> str:
    """Return the digits with the check digit of GTIN and SSCC."""
    total = sum(int(digit) * (3 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(payload)))
    return payload + str(-total % 10)


REFERENCES: dict[str, Callable[[Draw], str]] = {
    "order": lambda draw: f"S{draw.randrange(1, 99999):05}",
    "purchase": lambda draw: f"P{draw.randrange(1, 99999):05}",
    "picking": lambda draw: (
        f"{draw.choice(['WH', 'WHN'])}/{draw.choice(['OUT', 'IN', 'INT'])}/{draw.randrange(1, 99999):05}"
    ),
    "invoice": lambda draw: f"INV/2026/{draw.randrange(1, 99999):05}",
    "sku": lambda draw: draw.choice(
        [
            f"{draw.choice(['GLV', 'BOX', 'HLM', 'DRL'])}-{draw.randrange(1000, 9999)}",
            f"{draw.choice('ABKX')}{digits(draw, 5)}.{digits(draw, 2)}",
            f"DE{digits(draw, 2)}-{digits(draw, 4)}-{digits(draw, 4)}",
            f"{digits(draw, 3)}-{digits(draw, 5)}",
            f"{digits(draw, 2)}.{digits(draw, 4)}/{draw.choice('ABC')}",
        ]
    ),
    "po": lambda draw: draw.choice(
        [f"45{digits(draw, 8)}", f"{digits(draw, 6)}", f"0{digits(draw, 9)}", f"PO-{digits(draw, 7)}"]
    ),
    "tracking": lambda draw: draw.choice(
        [
            f"0034{digits(draw, 16)}",
            f"1Z{digits(draw, 3)}AA{digits(draw, 11)}",
            f"JJD{digits(draw, 18)}",
            f"0{digits(draw, 13)}",
            luhn(f"4{digits(draw, 14)}"),
            digits(draw, 12),
            f"9{digits(draw, 21)}",
            f"{digits(draw, 4)} {digits(draw, 4)} {digits(draw, 4)} {digits(draw, 2)}",
        ]
    ),
    "ean": lambda draw: upc(f"40{digits(draw, 10)}"),
    "batch": lambda draw: draw.choice(
        [f"L{digits(draw, 6)}", f"2026{digits(draw, 4)}-{digits(draw, 2)}", f"{digits(draw, 7)}"]
    ),
    "serial": lambda draw: f"{draw.choice(['SN', 'X', 'K7'])}{digits(draw, 8)}",
    "sscc": lambda draw: upc(f"34{digits(draw, 15)}"),
    "tariff": lambda draw: f"{digits(draw, 4)} {digits(draw, 2)} {digits(draw, 2)}",
    "un": lambda draw: f"UN {draw.randrange(1000, 3500)}",
    "customer_no": lambda draw: draw.choice(
        [f"{digits(draw, 5)}", f"0{digits(draw, 8)}", f"K-{digits(draw, 6)}"]
    ),
    "quantity": lambda draw: draw.choice(
        [f"{draw.randrange(1, 9999)}", f"{draw.randrange(1, 9)},{digits(draw, 3)}"]
    ),
    "price": lambda draw: draw.choice(
        [
            f"{draw.randrange(1, 9)}.{digits(draw, 3)},{digits(draw, 2)} EUR",
            f"£{draw.randrange(1, 999)}.{digits(draw, 2)}",
        ]
    ),
    "date": lambda draw: draw.choice(
        [
            f"{draw.randrange(1, 29):02}.{draw.randrange(1, 13):02}.2026",
            f"2026-{draw.randrange(1, 13):02}-{draw.randrange(1, 29):02}",
            f"{draw.randrange(1, 29)}/{draw.randrange(1, 13)}/2026",
        ]
    ),
}
PERSONAL: dict[str, tuple[str, Callable[[Draw], str]]] = {
    "card": ("CARD", card),
    "mistyped_card": ("CARD", mistyped_card),
    "iban": ("IBAN", iban),
    "mistyped_iban": ("IBAN", mistyped_iban),
    "phone": ("PHONE", phone),
    "bare_phone": ("PHONE", bare_phone),
    "spoken_en": ("PHONE", spoken_phone_en),
    "spoken_de": ("PHONE", spoken_phone_de),
    "vat": ("VAT", vat),
    "tax_id": ("NATIONAL_ID", tax_id_de),
    "nino": ("NATIONAL_ID", nino),
    "ssn": ("NATIONAL_ID", ssn_us),
    "personnummer": ("NATIONAL_ID", personnummer),
    "ip": ("IP", ip),
    "birth": ("BIRTH_DATE", birth_date),
}
