"""Purchases: requests for quotation, confirmed ones, and what of them has come already."""

from typing import Any

from demo.odoo_loader.directory import Directory, Json, of_company
from demo.odoo_loader.moments import Calendar
from demo.odoo_loader.server import Server, Values


def load_purchases(server: Server, world: Json, directory: Directory, calendar: Calendar) -> None:
    for number, company in directory.companies.items():
        inside = server.within(company)
        data = of_company(world["purchases"], number)
        ids = inside.create("purchase.order", [_purchase(row, company, directory, calendar) for row in data])
        known = dict(zip([row["number"] for row in data], ids, strict=True))
        _bring_to_status(inside, data, known, calendar)
        _receive(inside, data, known, calendar)


def _purchase(row: Json, company: int, directory: Directory, calendar: Calendar) -> Values:
    expected = calendar.moment(row["expected"])
    lines = [_line(line, directory, expected) for line in row["lines"]]
    return {
        "name": row["number"],
        "company_id": company,
        "partner_id": directory.partners[row["supplier"]],
        "picking_type_id": directory.warehouses[row["warehouse"]].receipts,
        "date_order": calendar.moment(row["ordered"]),
        "date_planned": expected,
        "order_line": lines,
    }


def _line(line: Json, directory: Directory, expected: Any) -> Any:
    values = {
        "product_id": directory.products[line["sku"]],
        "product_qty": line["quantity"],
        "price_unit": line["price"],
        "date_planned": expected,
        "tax_ids": [(5, 0, 0)],
    }
    return (0, 0, values)


def _bring_to_status(inside: Server, data: list[Json], ids: dict[str, int], calendar: Calendar) -> None:
    by_status: dict[str, list[int]] = {}
    for row in data:
        by_status.setdefault(row["status"], []).append(ids[row["number"]])
    if sent := by_status.get("sent"):
        inside.write("purchase.order", sent, {"state": "sent"})
    if cancelled := by_status.get("cancel"):
        inside.call("purchase.order", "button_cancel", cancelled)
    if confirmed := by_status.get("purchase"):
        inside.call("purchase.order", "button_confirm", confirmed)
    for row in data:
        if row["status"] == "purchase":
            inside.write(
                "purchase.order", ids[row["number"]], {"date_approve": calendar.moment(row["ordered"])}
            )


def _receive(inside: Server, data: list[Json], ids: dict[str, int], calendar: Calendar) -> None:
    for row in data:
        if any(line["received"] for line in row["lines"]):
            _receive_one(inside, row, ids[row["number"]])
        if row["status"] == "purchase":
            _expect(inside, ids[row["number"]], calendar.moment(row["expected"]))


def _receive_one(inside: Server, row: Json, purchase: int) -> None:
    """Take in what has come; Odoo makes a back order of the rest."""
    domain = [("purchase_line_id.order_id", "=", purchase)]
    moves = inside.read("stock.move", domain, ["picking_id", "purchase_line_id"], order="purchase_line_id")
    for move, line in zip(moves, row["lines"], strict=True):
        received = {"quantity": line["received"], "picked": bool(line["received"])}
        inside.write("stock.move", move["id"], received)
    inside.call("stock.picking", "button_validate", [moves[0]["picking_id"][0]])


def _expect(inside: Server, purchase: int, expected: Any) -> None:
    """Open receipts, back orders too, come on the purchase's day."""
    domain = [("purchase_line_id.order_id", "=", purchase), ("state", "not in", ("done", "cancel"))]
    if moves := inside.ids("stock.move", domain):
        inside.write("stock.move", moves, {"date": expected, "date_deadline": expected})
