"""Products with their units and stated substitutes, and what lies in the warehouses before anything moves."""

from collections import Counter

from demo.odoo_loader.directory import Directory, Json
from demo.odoo_loader.server import Server, Values


def load_products(server: Server, data: Json, directory: Directory) -> None:
    units = _units(server, [row["unit"] for row in data["products"]])
    rows = [_product(row, units) for row in data["products"]]
    skus = [row["sku"] for row in data["products"]]
    directory.products |= dict(zip(skus, server.create("product.product", rows), strict=True))
    _state_substitutes(server, data, directory)


def _units(server: Server, names: list[str]) -> dict[str, int]:
    wanted = list(dict.fromkeys(names))
    known = {
        row["name"]: int(row["id"]) for row in server.read("uom.uom", [("name", "in", wanted)], ["name"])
    }
    missing = [name for name in wanted if name not in known]
    rows = [{"name": name, "relative_factor": 1.0} for name in missing]
    return known | dict(zip(missing, server.create("uom.uom", rows), strict=True))


def _product(row: Json, units: dict[str, int]) -> Values:
    return {
        "name": row["name"],
        "default_code": row["sku"],
        "type": "service" if row["is_service"] else "consu",
        "is_storable": not row["is_service"],
        "uom_id": units[row["unit"]],
        "list_price": row["price"],
        "sale_delay": row["lead_days"],
        "invoice_policy": "order",
        "taxes_id": False,
        "supplier_taxes_id": False,
        "company_id": False,
    }


def _state_substitutes(server: Server, data: Json, directory: Directory) -> None:
    """Community knows no substitutes: they are the product's optional products."""
    templates = {
        row["id"]: row["product_tmpl_id"][0]
        for row in server.read(
            "product.product", [("id", "in", list(directory.products.values()))], ["product_tmpl_id"]
        )
    }
    for row in data["products"]:
        if row["substitutes"]:
            others = [templates[directory.products[sku]] for sku in row["substitutes"]]
            template = templates[directory.products[row["sku"]]]
            server.write("product.template", template, {"optional_product_ids": [(6, 0, others)]})


def load_stock(server: Server, world: Json, directory: Directory) -> None:
    """Put into each warehouse what it needs so that, after all moves, the data's stock remains."""
    moved = movements(world)
    for company in directory.companies.values():
        rows = []
        for row in world["stock"]:
            place = directory.warehouses[row["warehouse"]]
            if place.company != company:
                continue
            product = directory.products[row["sku"]]
            free = row["on_hand"] - row["on_hold"] + moved.pop((row["sku"], row["warehouse"]), 0)
            rows += [_quantity(product, place.stock, free), _quantity(product, place.hold, row["on_hold"])]
        inside = server.within(company)
        counted = [row for row in rows if row["inventory_quantity"]]
        inside.call(
            "stock.quant",
            "action_apply_inventory",
            inside.call("stock.quant", "create", counted, context={"inventory_mode": True}),
        )
    if any(moved.values()):
        raise ValueError(f"goods move where the data has no stock: {sorted(moved)}")


def movements(world: Json) -> Counter[tuple[str, str]]:
    """Return how much more left a warehouse than came in, by SKU and warehouse."""
    moved: Counter[tuple[str, str]] = Counter()
    for order in world["orders"]:
        for shipment in order["shipments"]:
            sign = 0 if shipment["status"] != "done" else -1 if shipment["is_return"] else 1
            for row in shipment["lines"]:
                moved[row["sku"], shipment["warehouse"]] += sign * row["quantity"]
    for purchase in world["purchases"]:
        for row in purchase["lines"]:
            moved[row["sku"], purchase["warehouse"]] -= row["received"]
    return moved


def _quantity(product: int, location: int, quantity: float) -> Values:
    return {"product_id": product, "location_id": location, "inventory_quantity": quantity}
