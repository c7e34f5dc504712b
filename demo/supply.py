"""What the sandbox's warehouses hold beyond the orders' reservations, and what suppliers will bring."""

from demo.drafting import NORTH, PRODUCTS, SOUTH, VIENNA, WEST, Json, moment

RUHRSTAHL, POLYPAK, SAFEHANDS = "Ruhrstahl Werkzeuge GmbH", "Polypak Sp. z o.o.", "SafeHands Ltd"
NORRLAND, LUMINA = "Norrland Kemi AB", "Lumina Leuchten GmbH"

FREE_EXCEPTIONS = {
    ("GLV-1040", NORTH): 0,
    ("GLV-1040", SOUTH): 150,
    ("GLV-1040", WEST): 0,
    ("LGT-6020", NORTH): 0,
    ("LGT-6020", SOUTH): 6,
    ("LGT-6020", WEST): 0,
    ("DRL-5010", SOUTH): 0,
    ("DRL-5010", WEST): 2,
    ("BOX-3010", WEST): 0,
    ("BOX-3010", SOUTH): 0,
    ("CLN-4020", NORTH): 0,
    ("CLN-4020", SOUTH): 0,
    ("CLN-4020", WEST): 0,
    ("SAW-5030", NORTH): 0,
    ("SAW-5030", SOUTH): 0,
    ("SAW-5030", WEST): 0,
    ("HLM-2010", SOUTH): 0,
    ("HLM-2010", NORTH): 0,
    ("HLM-2010", WEST): 12,
    ("SHV-7010", NORTH): 0,
    ("SHV-7010", SOUTH): 0,
    ("SHV-7010", WEST): 0,
    ("SCL-8020", WEST): 0,
    ("SCL-8020", SOUTH): 0,
    ("SCL-8020", NORTH): 0,
    ("TRL-7020", SOUTH): 0,
    ("TRL-7020", NORTH): 3,
    ("BAT-4100", NORTH): 0,
    ("BAT-4100", WEST): 0,
    ("EAR-2200", NORTH): 0,
    ("LBL-8010", NORTH): 0,
    ("CLN-4010", WEST): 40,
    ("CLN-4030", VIENNA): 0,
}
ON_HOLD = {("BAT-4100", NORTH): 30, ("TRL-7020", SOUTH): 6, ("GLV-1041", WEST): 24}
IN_VIENNA = ("HLM-2010", "EAR-2200", "CLN-4030", "TAP-3100", "GLV-1041")


def free_stock() -> dict[tuple[str, str], int]:
    """Return what is free per product and warehouse: the exceptions, and a plain amount elsewhere."""
    goods = [sku for sku, product in PRODUCTS.items() if not product["is_service"]]
    free = {
        (sku, warehouse): 10 + 7 * ((at * 3 + place * 5) % 12)
        for at, sku in enumerate(goods)
        for place, warehouse in enumerate((NORTH, SOUTH, WEST))
    }
    return free | dict.fromkeys(((sku, VIENNA) for sku in IN_VIENNA), 15) | FREE_EXCEPTIONS


def purchases() -> list[Json]:
    """Return the purchases P00101… in the order of their numbers."""
    rows: list[tuple[str, str, str, int, int, list[tuple[str, int, int]]]] = [
        (SAFEHANDS, NORTH, "purchase", -9, 5, [("GLV-1040", 200, 0)]),
        (LUMINA, NORTH, "purchase", -12, 9, [("LGT-6020", 60, 0)]),
        (RUHRSTAHL, SOUTH, "purchase", -10, 2, [("DRL-5010", 25, 0), ("DRL-5020", 10, 0)]),
        (POLYPAK, WEST, "purchase", -6, 1, [("BOX-3010", 100, 0)]),
        (NORRLAND, NORTH, "purchase", -17, -3, [("CLN-4020", 80, 0)]),
        (RUHRSTAHL, NORTH, "draft", -1, 14, [("SAW-5030", 20, 0)]),
        (SAFEHANDS, SOUTH, "purchase", -8, 4, [("HLM-2010", 60, 0)]),
        (SAFEHANDS, NORTH, "purchase", -8, 6, [("HLM-2010", 30, 0)]),
        (SAFEHANDS, NORTH, "purchase", -3, 12, [("HLM-2010", 40, 0)]),
        (POLYPAK, NORTH, "purchase", -20, -6, [("STR-3300", 60, 60), ("TAP-3100", 20, 20)]),
        (LUMINA, SOUTH, "purchase", -14, 7, [("LGT-6010", 40, 15)]),
        (NORRLAND, WEST, "purchase", -5, 3, [("CLN-4030", 120, 0)]),
        (RUHRSTAHL, NORTH, "purchase", -15, 5, [("SHV-7010", 50, 0)]),
        (POLYPAK, WEST, "cancel", -16, -2, [("BOX-3020", 80, 0)]),
        (SAFEHANDS, NORTH, "purchase", -4, 10, [("EAR-2200", 200, 0)]),
        (POLYPAK, NORTH, "purchase", -7, 2, [("LBL-8010", 60, 0)]),
        (NORRLAND, VIENNA, "purchase", -6, 3, [("CLN-4030", 150, 0)]),
        (NORRLAND, NORTH, "sent", -1, 16, [("CLN-4020", 100, 0)]),
    ]
    return [
        {
            "number": f"P{at:05d}",
            "company": 2 if warehouse == VIENNA else 1,
            "supplier": supplier,
            "warehouse": warehouse,
            "status": status,
            "ordered": moment((ordered, "10:00")),
            "expected": moment((expected, "12:00")),
            "lines": [_line(*line) for line in lines],
        }
        for at, (supplier, warehouse, status, ordered, expected, lines) in enumerate(rows, 101)
    ]


def _line(sku: str, quantity: int, received: int) -> Json:
    price = round(PRODUCTS[sku]["price"] * 0.6, 2)
    return {"sku": sku, "quantity": quantity, "received": received, "price": price}
