"""Customers with their contacts and terms, suppliers, and carriers."""

import re

from demo.odoo_loader.directory import Directory, Json, of_company
from demo.odoo_loader.server import Server, Values

OVERDRAWN = 1.0
"""A credit limit that any order exceeds."""


def load_terms(server: Server, data: Json, directory: Directory) -> None:
    names = dict.fromkeys(customer["payment_terms"] for customer in data["customers"])
    rows = [
        {
            "name": name,
            "company_id": False,
            "line_ids": [
                (5, 0, 0),
                (0, 0, {"value": "percent", "value_amount": 100, "nb_days": days_of(name)}),
            ],
        }
        for name in names
    ]
    directory.terms |= dict(zip(names, server.create("account.payment.term", rows), strict=True))


def days_of(term: str) -> int:
    found = re.match(r"\d+", term)
    return int(found.group()) if found else 0


def load_partners(server: Server, data: Json, directory: Directory) -> None:
    countries = {row["code"]: row["id"] for row in server.read("res.country", [], ["code"])}
    for number, company in directory.companies.items():
        inside = server.within(company)
        customers = of_company(data["customers"], number)
        rows = [_customer(row, directory, countries) for row in customers]
        _remember(directory, customers, inside.create("res.partner", rows))
    contacts = [(who, row) for who in data["customers"] for row in who["contacts"]]
    rows = [_contact(row, directory.partners[who["name"]]) for who, row in contacts]
    _remember(directory, [row for _, row in contacts], server.create("res.partner", rows))
    suppliers = [{"name": row["name"], "is_company": True, "supplier_rank": 1} for row in data["suppliers"]]
    _remember(directory, data["suppliers"], server.create("res.partner", suppliers))


def _remember(directory: Directory, rows: list[Json], ids: list[int]) -> None:
    directory.partners |= dict(zip([row["name"] for row in rows], ids, strict=True))


def _customer(row: Json, directory: Directory, countries: dict[str, int]) -> Values:
    values = {
        "name": row["name"],
        "is_company": row["is_company"],
        "street": row["street"],
        "zip": row["postcode"],
        "city": row["city"],
        "country_id": countries[row["country"]],
        "email": row["email"],
        "phone": row["phone"],
        "customer_rank": 1,
        "user_id": directory.users[row["salesperson"]],
        "property_payment_term_id": directory.terms[row["payment_terms"]],
        "sale_warn_msg": row["credit_note"] or False,
    }
    return values | ({"credit_limit": OVERDRAWN} if row["over_credit_limit"] else {})


def _contact(row: Json, customer: int) -> Values:
    kind = "delivery" if row["kind"] == "branch" else "contact"
    return {
        "name": row["name"],
        "type": kind,
        "parent_id": customer,
        "email": row["email"],
        "phone": row["phone"],
    }


def load_carriers(server: Server, data: Json, directory: Directory) -> None:
    names = [row["name"] for row in data["carriers"]]
    services = [
        {"name": name, "type": "service", "list_price": 0, "taxes_id": False, "sale_ok": False}
        for name in names
    ]
    products = server.create("product.product", services)
    rows = [
        {
            "name": row["name"],
            "delivery_type": "fixed",
            "product_id": product,
            "fixed_price": 0,
            "company_id": False,
            "tracking_url": (row["tracking_url"] or "").replace("{tracking}", "<shipmenttrackingnumber>"),
        }
        for row, product in zip(data["carriers"], products, strict=True)
    ]
    directory.carriers |= dict(zip(names, server.create("delivery.carrier", rows), strict=True))
