"""The hundred everyday orders around the stories: seeded, so each build gives the same ones."""

import random

from demo.drafting import COMPANY, NORTH, SOUTH, WEST, Drafting, Item, Json, Left
from demo.supply import FREE_EXCEPTIONS

SEED = 20260
KINDS = (
    ["delivered"] * 34
    + ["delivered_late"] * 10
    + ["ready"] * 16
    + ["ready_late"] * 4
    + ["waiting"] * 9
    + ["waiting_late"] * 5
    + ["part"] * 5
    + ["picked"] * 3
    + ["draft"] * 4
    + ["sent"] * 3
    + ["cancel"] * 4
)
NEAREST = {"DE": (NORTH, SOUTH, WEST), "SE": (NORTH,), "GB": (WEST,), "PT": (WEST,)}
PARCEL = {"DHL Express": "JD0146", "DPD Classic": "094455", "UPS Standard": "1Z99AA"}
SHORT = [
    ("GLV-1040", NORTH),
    ("BOX-3010", WEST),
    ("SHV-7010", NORTH),
    ("LBL-8010", NORTH),
    ("EAR-2200", NORTH),
    ("DRL-5010", SOUTH),
]
"""Where a background order may wait; the purchases of `demo/supply.py` are enough for these."""


class Everyday:
    """Draws everyday orders."""

    def __init__(self, world: Drafting) -> None:
        self.world = world
        self.dice = random.Random(SEED)  # noqa: S311 - a believable company, not a secret
        self.customers = [row for row in COMPANY["customers"] if row["company"] == 1]

    def draw_all(self) -> None:
        kinds = list(KINDS)
        self.dice.shuffle(kinds)
        for kind in kinds:
            self.draw(kind)

    def draw(self, kind: str) -> None:
        customer = self.dice.choice([row for row in self.customers if self.fits(row, kind)])
        short = self.dice.choice(SHORT) if kind.startswith("waiting") else None
        warehouse = short[1] if short else self.dice.choice(NEAREST[customer["country"]])
        items = self.items(warehouse, is_company=customer["is_company"])
        if short:
            items = [Item(short[0], self.dice.randint(2, 6), reserved=0), *items[:2]]
        late = kind.endswith("_late")
        base = kind.removesuffix("_late")
        ordered = (-self.dice.randint(*self.AGE.get(kind, (2, 6))), self.clock(8, 18))
        promised = (self.promise(base, ordered[0], late), "17:00")
        reference = f"{customer['name'][:2].upper()}-{self.dice.randint(2000, 9999)}"
        self.world.add(
            customer["name"],
            items,
            ordered=ordered,
            promised=promised if self.dice.random() < 0.9 or late else None,
            warehouse=warehouse,
            status=base if base in ("draft", "sent", "cancel") else "sale",
            left=self.left(base, late, promised[0], items),
            picked=base == "picked",
            carrier=self.dice.choice(sorted(PARCEL)) if base in ("ready", "picked") else None,
            paid=self.paid(base, customer["payment_terms"]),
            reference=reference if customer["is_company"] and self.dice.random() < 0.5 else None,
        )

    def fits(self, customer: Json, kind: str) -> bool:
        """Who takes complete deliveries only gets no part of an order."""
        return kind != "part" or (customer["is_company"] and not customer["ship_complete"])

    def paid(self, base: str, terms: str) -> str | None:
        if terms == "payment in advance":
            return None if base in ("draft", "sent", "cancel") else "paid"
        return self.dice.choice(("paid", "paid", "not_paid", "partial")) if base == "delivered" else None

    AGE = {"delivered": (12, 60), "delivered_late": (15, 60), "part": (8, 12), "ready_late": (6, 14)} | {
        "waiting_late": (8, 16),
        "cancel": (10, 50),
    }

    def promise(self, base: str, ordered: int, late: bool) -> int:
        if base in ("delivered", "part"):
            return ordered + self.dice.randint(4, 7)
        return -self.dice.randint(1, 4) if late else self.dice.randint(6, 14)

    def clock(self, first: int, last: int) -> str:
        return f"{self.dice.randint(first, last):02d}:{self.dice.choice(range(0, 60, 5)):02d}"

    def items(self, warehouse: str, *, is_company: bool) -> list[Item]:
        scarce = {sku for sku, place in FREE_EXCEPTIONS if place == warehouse}
        plenty = [
            row["sku"]
            for row in COMPANY["products"]
            if not row["is_service"] and row["sku"] not in scarce and row["sku"] != "CLN-4010"
        ]
        chosen = self.dice.sample(plenty, self.dice.randint(1, 4) if is_company else 1)
        return [Item(sku, self.dice.randint(2, 40) if is_company else 1) for sku in chosen]

    def left(self, base: str, late: bool, promised: int, items: list[Item]) -> tuple[Left, ...]:
        if base not in ("delivered", "part"):
            return ()
        carrier = self.dice.choice(sorted(PARCEL))
        tracking = f"{PARCEL[carrier]}{self.dice.randint(10**9, 10**10 - 1)}"
        day = promised + (self.dice.randint(1, 3) if late else -self.dice.randint(0, 2))
        some = None if base == "delivered" else {0: max(items[0].quantity // 2, 1)}
        return (Left((min(day, -1), self.clock(13, 16)), carrier, tracking, some),)
