"""Numbers people write, and numbers that are something else."""

import pytest

from retrieval.question import Reference
from tests.unit.understanding_company import asked

FOUND = [
    ("s00042", "order:S00042"),
    ("S00042", "order:S00042"),
    ("S00042?", "order:S00042"),
    ("Where's s00042's delivery", "order:S00042"),
    ("S 00042", "order:S00042"),
    ("s-00042", "order:S00042"),
    ("where is S42", "order:42"),
    ("SO 42", "order:42"),
    ("SO-42", "order:42"),
    ("so#42", "order:42"),
    ("SO00042", "order:42"),
    ("so42 please", "order:42"),
    ("#00042", "order:42"),
    ("#42", "order:42"),
    ("Order #S00042", "order:S00042"),
    ("order 42", "order:42"),
    ("Order: 42", "order:42"),
    ("order no. 42", "order:42"),
    ("order nr 42", "order:42"),
    ("order number is 42", "order:42"),
    ("my order (42) is late", "order:42"),
    ("sales order 42", "order:42"),
    ("ordr 42", "order:42"),
    ("order 42 status", "order:42"),
    ("order 42 arrives when?", "order:42"),
    ("changes to order 42", "order:42"),
    ("Auftrag 42", "order:42"),
    ("Auftrag Nr. 00042", "order:42"),
    ("Auftragsnummer: S00042", "order:S00042"),
    ("Bestellung Nr. 00042", "order:42"),
    ("Bestellnummer 42", "order:42"),
    ("wo ist bestelung 42", "order:42"),
    ("Bestellung mit der Nummer 42", "order:42"),
    ("Ｓ０００４２", "order:S00042"),
    ("order ４２", "order:42"),
    ("S00101 and 102", "order:S00101 order:102"),
    ("S00101, S00102", "order:S00101 order:S00102"),
    ("S00101/102", "order:S00101 order:102"),
    ("orders 101, 102 and 103", "order:101 order:102 order:103"),
    ("Aufträge 101 und 102", "order:101 order:102"),
    ("S00101 oder S00102?", "order:S00101 order:S00102"),
    ("where is 42?", "order:42"),
    ("wo bleibt 101?", "order:101"),
    ("what about 102?", "order:102"),
    ("status of 00101 please", "order:101"),
    ("why is 152 late", "order:152"),
    ("00131", "order:131"),
    ("152", "order:152"),
    ("S00142 20457", "order:S00142"),
    ("S00142, 80331", "order:S00142"),
    ("order 4711234567", "any:4711234567"),
    ("WH/OUT/00051", "shipment:WH/OUT/00051"),
    ("whn/out/00101 packed?", "shipment:WHN/OUT/00101"),
    ("INV/2026/00101", "invoice:INV/2026/00101"),
    ("has inv/2026/00101 been paid", "invoice:INV/2026/00101"),
    ("Rechnung 00101", "invoice:00101"),
    ("invoice no. 101", "invoice:101"),
    ("which orders wait for P00013", "purchase:P00013"),
    ("which orders wait for PO 13", "purchase:13"),
    ("who waits for purchase order 13", "purchase:13"),
    ("p00013 for whom?", "purchase:P00013"),
    ("JJD000390007812345678", "tracking:JJD000390007812345678"),
    ("00340434161094042557", "tracking:00340434161094042557"),
    ("0034 0434 1610 9404 2557", "tracking:00340434161094042557"),
    ("1Z999AA10123456784", "tracking:1Z999AA10123456784"),
    ("1z 999 aa1 01 2345 6784", "tracking:1Z999AA10123456784"),
    ("01234567890123", "tracking:01234567890123"),
    ("tracking number CX123456789DE", "tracking:CX123456789DE"),
    ("Sendungsnummer: 4071234567", "tracking:4071234567"),
    ("tracking of S00101", "order:S00101"),
    ("GLV-1040 in stock?", "sku:GLV-1040"),
    ("glv-1040 in stock", "sku:GLV-1040"),
    ("glv1040 in stock", "sku:GLV-1040"),
    ("GLV 1040 in stock", "sku:GLV-1040"),
    ("is XYZ-9999 in stock?", "sku:XYZ-9999"),
    ("PO 4711/A", "reference:PO4711/A"),
    ("our reference KX-2291", "reference:KX-2291"),
    ("Ref. no. KX-2291", "reference:KX-2291"),
    ("customer reference AB/12-7", "reference:AB/12-7"),
    ("Unser Zeichen 4500012345", "reference:4500012345"),
    ("your order 4711", "any:4711"),
    ("Ihre Bestellung 4711", "any:4711"),
    ("our PO 4711", "reference:PO4711"),
    ("where is PO 4711?", "reference:PO4711"),
    ('status of "BX 2291"', "reference:BX2291"),
    ("where is KX-2291?", "any:KX-2291"),
    ("KFS/PO/5519", "any:KFS/PO/5519"),
    ("did KFS/PO/5519 leave?", "any:KFS/PO/5519"),
    ("BO4471", "any:BO4471"),
    ("LM 88120?", "any:LM 88120"),
    ("open 24/7", ""),
    ("UN 1090", ""),
]

NOTHING = [
    "10 boxes",
    "we want to order 42 boxes of gloves",
    "can I order 500 gloves?",
    "please order 20 pallets",
    "I would like to order 42 more",
    "within 24 hours",
    "2 weeks",
    "it took 14 days",
    "ISO 9001",
    "UN 1090 by road",
    "in 2025",
    "what changed in 2026?",
    "the penalty is 2 %",
    "2% per week",
    "costs 100 EUR",
    "€ 250 minimum",
    "section 3.1 says",
    "Abschnitt 4.2",
    "version 3",
    "page 6",
    "before 16:00",
    "at 4 pm",
    "16 Uhr",
    "28.11.",
    "28.11.2026",
    "on 28 November",
    "2026-11-28",
    "28/11/2026",
    "call +49 40 1234567",
    "phone 040 1234567",
    "20457 Hamburg",
    "LS1 4AP Leeds",
    "S10 2TN Sheffield",
    "PO13 9AB",
    "DE89 3704 0044 0532 0130 00",
    "so 20 Leute waren da",
    "EN 388 gloves",
    "class 3 goods",
    "in order to ship 2 pallets",
    "30 dB",
    "400x300x200",
    "Samsung S8",
    "the top 10",
    "24/7",
    "3.12.",
    "1,5 kg",
    "98 % on the promised day",
    "2 oder 3 Wochen",
    "how many do we have",
    "dock 4",
    "Q3 2025",
]


@pytest.mark.parametrize(("text", "expected"), FOUND)
def test_finds_the_number_in_any_spelling(text: str, expected: str) -> None:
    assert " ".join(f"{one.kind}:{one.value}" for one in _references(text)) == expected


@pytest.mark.parametrize("text", NOTHING)
def test_leaves_other_numbers_alone(text: str) -> None:
    assert _references(text) == []


def test_keeps_what_stood_in_the_message() -> None:
    assert _references("wo ist Bestellung Nr. 00042?")[0].spelled == "Bestellung Nr. 00042"


def test_leaves_placeholders_untouched() -> None:
    (ask,) = asked("where is the order of ⟦PERSON·B⟧, ref ⟦PHONE·A⟧?").asks
    assert ask.references == ()
    assert [(one.kind, one.spelled) for one in ask.mentions] == [("person", "⟦PERSON·B⟧")]


def _references(text: str) -> list[Reference]:
    return [one for ask in asked(text).asks for one in ask.references]
