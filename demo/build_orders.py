"""Write `demo/orders.json` from the stories and the seeded background: `python -m demo.build_orders`."""

import json
from collections import Counter

from demo import FOLDER, stories
from demo.background import Everyday
from demo.drafting import Drafting, Json
from demo.supply import ON_HOLD, free_stock, purchases


def build() -> Json:
    world = Drafting()
    stories.tell(world)
    Everyday(world).draw_all()
    stories.tell_austria(world)
    return {"stock": _stock(world.orders), "purchases": purchases(), "orders": world.orders}


def _stock(orders: list[Json]) -> list[Json]:
    """Return what is there: free, on hold, and what open deliveries have reserved."""
    here: Counter[tuple[str, str]] = Counter(free_stock())
    here.update(ON_HOLD)
    for order in orders:
        for shipment in order["shipments"]:
            if shipment["status"] not in ("done", "cancel"):
                here.update(
                    {(row["sku"], shipment["warehouse"]): row["reserved"] for row in shipment["lines"]}
                )
    return [
        {"sku": sku, "warehouse": warehouse, "on_hand": amount, "on_hold": ON_HOLD.get((sku, warehouse), 0)}
        for (sku, warehouse), amount in sorted(here.items())
    ]


def text_of(world: Json) -> str:
    """Return the file: one record a line, so that a change shows as the record it changes."""
    parts = []
    for name, rows in world.items():
        lines = ",\n".join("    " + json.dumps(row, ensure_ascii=False) for row in rows)
        parts.append(f'  "{name}": [\n{lines}\n  ]')
    return "{\n" + ",\n".join(parts) + "\n}\n"


if __name__ == "__main__":
    (FOLDER / "orders.json").write_text(text_of(build()), encoding="utf-8")
