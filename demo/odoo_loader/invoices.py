"""Invoices of orders, and the money that came for them."""

from typing import Any

from demo.odoo_loader.directory import Directory, Json, of_company
from demo.odoo_loader.moments import Calendar
from demo.odoo_loader.server import Server, Values

PAID_SHARE = {"paid": 1.0, "partial": 0.5}
FREE_NUMBERS = "sequence.mixin.constraint_start_date"
"""Before this date a number need not fit its invoice's date: the numbers are fixed, the dates move."""


def load_invoices(
    server: Server, world: Json, directory: Directory, ids: dict[str, int], calendar: Calendar
) -> None:
    server.call("ir.config_parameter", "set_param", FREE_NUMBERS, "2999-12-31")
    for number, company in directory.companies.items():
        inside = server.within(company)
        data = [(row, invoice) for row in of_company(world["orders"], number) for invoice in row["invoices"]]
        if not data:
            continue
        lines = _order_lines(inside, [ids[row["number"]] for row, _ in data])
        rows = [
            _invoice(row, invoice, lines[ids[row["number"]]], calendar)
            | {"company_id": company, "partner_id": directory.partners[row["customer"]]}
            for row, invoice in data
        ]
        moves = inside.create("account.move", rows)
        inside.call("account.move", "action_post", moves)
        _pay(inside, dict(zip(moves, [invoice for _, invoice in data], strict=True)), company)


def _order_lines(inside: Server, orders: list[int]) -> dict[int, list[Values]]:
    fields = ["order_id", "product_id", "product_uom_qty", "price_unit", "name"]
    found: dict[int, list[Values]] = {}
    domain = [("order_id", "in", orders)]
    for line in inside.read("sale.order.line", domain, fields, order="order_id, sequence, id"):
        found.setdefault(line["order_id"][0], []).append(line)
    return found


def _invoice(row: Json, invoice: Json, lines: list[Values], calendar: Calendar) -> Values:
    return {
        "move_type": "out_invoice",
        "name": invoice["number"],
        "invoice_origin": row["number"],
        "invoice_payment_term_id": False,
        "invoice_date": calendar.day({"days": row["ordered"]["days"] + 1}),
        "invoice_date_due": calendar.day(invoice["due"]),
        "invoice_line_ids": [_line(line) for line in lines],
    }


def _line(line: Values) -> Any:
    values = {
        "product_id": line["product_id"][0],
        "quantity": line["product_uom_qty"],
        "price_unit": line["price_unit"],
        "name": line["name"],
        "tax_ids": [(5, 0, 0)],
        "sale_line_ids": [(6, 0, [line["id"]])],
    }
    return (0, 0, values)


def _pay(inside: Server, invoices: dict[int, Json], company: int) -> None:
    """Book what came in against the receivable of each invoice."""
    paid = {move: row for move, row in invoices.items() if row["payment"] in PAID_SHARE}
    owed = _receivables(inside, list(paid))
    journal = inside.ids("account.journal", [("type", "=", "general"), ("company_id", "=", company)])[0]
    bank = inside.read(
        "account.journal", [("type", "=", "bank"), ("company_id", "=", company)], ["default_account_id"]
    )[0]["default_account_id"][0]
    entries = []
    for move, row in paid.items():
        amount = round(owed[move]["amount_residual"] * PAID_SHARE[row["payment"]], 2)
        entries.append(_entry(owed[move], amount, journal, bank))
    booked = inside.create("account.move", entries)
    if booked:
        inside.call("account.move", "action_post", booked)
    came = _receivables(inside, booked)
    for move, entry in zip(paid, booked, strict=True):
        inside.call("account.move.line", "reconcile", [owed[move]["id"], came[entry]["id"]])


def _receivables(inside: Server, moves: list[int]) -> dict[int, Values]:
    domain = [("move_id", "in", moves), ("account_id.account_type", "=", "asset_receivable")]
    fields = ["move_id", "account_id", "partner_id", "amount_residual", "date"]
    return {row["move_id"][0]: row for row in inside.read("account.move.line", domain, fields)}


def _entry(owed: Values, amount: float, journal: int, bank: int) -> Values:
    partner = owed["partner_id"][0]
    lines = [
        {"account_id": bank, "debit": amount, "credit": 0, "partner_id": partner},
        {"account_id": owed["account_id"][0], "debit": 0, "credit": amount, "partner_id": partner},
    ]
    return {
        "move_type": "entry",
        "journal_id": journal,
        "date": owed["date"],
        "line_ids": [(0, 0, line) for line in lines],
    }
