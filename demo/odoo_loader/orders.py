"""The orders themselves: created, confirmed or cancelled, with the dates of the data."""

from typing import Any

from demo.odoo_loader.directory import Directory, Json, of_company
from demo.odoo_loader.moments import Calendar
from demo.odoo_loader.server import Server, Values

PRIORITY = "Priority"
"""The tag of a priority order; the order source knows it by this name."""


def load_orders(server: Server, world: Json, directory: Directory, calendar: Calendar) -> dict[str, int]:
    """Return the ids by number. What shall have deliveries is confirmed, even if to be cancelled later."""
    directory.priority_tag = server.create("crm.tag", [{"name": PRIORITY}])[0]
    ids: dict[str, int] = {}
    for number, company in directory.companies.items():
        inside = server.within(company)
        data = of_company(world["orders"], number)
        rows = [_order(row, company, directory, calendar) for row in data]
        ids |= dict(zip([row["number"] for row in data], inside.create("sale.order", rows), strict=True))
        _bring_to_status(inside, data, ids)
        _date(inside, data, ids, calendar)
    return ids


def _order(row: Json, company: int, directory: Directory, calendar: Calendar) -> Values:
    customer = directory.partners[row["customer"]]
    contact = directory.partners[row["contact"]] if row["contact"] else customer
    return {
        "name": row["number"],
        "company_id": company,
        "partner_id": contact,
        "partner_invoice_id": customer,
        "partner_shipping_id": contact,
        "client_order_ref": row["reference"] or False,
        "user_id": directory.users[row["salesperson"]] if row["salesperson"] else False,
        "warehouse_id": directory.warehouses[row["warehouse"]].id,
        "picking_policy": "one" if row["ship_complete"] else "direct",
        "date_order": calendar.moment(row["ordered"]),
        "commitment_date": calendar.moment(row["promised"]),
        "require_payment": row["prepayment"],
        "require_signature": False,
        "pricelist_id": False,
        "tag_ids": [(6, 0, [directory.priority_tag] if row["priority"] else [])],
        "order_line": [_line(line, row, directory) for line in row["lines"]],
    }


def _line(line: Json, order: Json, directory: Directory) -> Any:
    away = line["warehouse"] not in (None, order["warehouse"])
    values = {
        "product_id": directory.products[line["sku"]],
        "product_uom_qty": line["quantity"],
        "price_unit": line["price"],
        "tax_ids": [(5, 0, 0)],
        "route_ids": [(6, 0, [directory.warehouses[line["warehouse"]].route] if away else [])],
    }
    return (0, 0, values | ({"qty_delivered": line["delivered"]} if line.get("delivered") else {}))


def _bring_to_status(inside: Server, data: list[Json], ids: dict[str, int]) -> None:
    confirmed = [ids[row["number"]] for row in data if row["status"] == "sale" or row["shipments"]]
    sent = [ids[row["number"]] for row in data if row["status"] == "sent"]
    cancelled = [ids[row["number"]] for row in data if row["status"] == "cancel" and not row["shipments"]]
    if confirmed:
        inside.call("sale.order", "action_confirm", confirmed)
    if sent:
        inside.write("sale.order", sent, {"state": "sent"})
    if cancelled:
        inside.call("sale.order", "action_cancel", cancelled)


def _date(inside: Server, data: list[Json], ids: dict[str, int], calendar: Calendar) -> None:
    """Confirming has set the order's date to now."""
    for row in data:
        if row["status"] == "sale" or row["shipments"]:
            inside.write("sale.order", ids[row["number"]], {"date_order": calendar.moment(row["ordered"])})


def cancel_orders(server: Server, world: Json, directory: Directory, ids: dict[str, int]) -> None:
    """Cancel the orders that had deliveries, and with them what is still open of these."""
    for number, company in directory.companies.items():
        data = of_company(world["orders"], number)
        gone = [ids[row["number"]] for row in data if row["status"] == "cancel" and row["shipments"]]
        if gone:
            server.within(company).call("sale.order", "action_cancel", gone)
