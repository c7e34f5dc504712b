"""The whole load, step by step."""

import json
import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from demo import FOLDER
from demo.odoo_loader.companies import load_companies, load_users, load_warehouses
from demo.odoo_loader.directory import Directory
from demo.odoo_loader.invoices import load_invoices
from demo.odoo_loader.moments import Calendar
from demo.odoo_loader.orders import cancel_orders, load_orders
from demo.odoo_loader.partners import load_carriers, load_partners, load_terms
from demo.odoo_loader.products import load_products, load_stock
from demo.odoo_loader.purchases import load_purchases
from demo.odoo_loader.server import Server
from demo.odoo_loader.shipments import count_out_of_the_way, load_shipments


class AlreadyLoadedError(Exception):
    """This database has the sandbox's orders already; they cannot be loaded beside themselves."""


def load(
    server: Server,
    *,
    today: date | None = None,
    readers: tuple[str, ...] = (),
    said: Callable[[str], None] = lambda _: None,
) -> Directory:
    """Load everything, and return where it is. `today` is the day the data's dates count from.

    Raises:
        AlreadyLoadedError: there is an order with the number of the data's first.
    """
    company = _data("company.json")
    world = _data("orders.json")
    zone = ZoneInfo(company["timezone"])
    calendar = Calendar(today or datetime.now(zone).date(), zone)
    directory = Directory()
    if server.ids("sale.order", [("name", "=", world["orders"][0]["number"])]):
        raise AlreadyLoadedError
    with _Step(said, "companies, warehouses, people"):
        load_companies(server, company, directory, [*readers])
        server = server.within(*directory.companies.values())
        load_warehouses(server, company, directory)
        load_users(server, company, directory)
    with _Step(said, "customers, suppliers, carriers, products"):
        load_terms(server, company, directory)
        load_partners(server, company, directory)
        load_carriers(server, company, directory)
        load_products(server, company, directory)
    with _Step(said, "stock and purchases"):
        count_out_of_the_way(server, directory)
        load_stock(server, world, directory)
        load_purchases(server, world, directory, calendar)
    with _Step(said, "orders"):
        ids = load_orders(server, world, directory, calendar)
    with _Step(said, "deliveries"):
        load_shipments(server, world, directory, ids, calendar)
        cancel_orders(server, world, directory, ids)
    with _Step(said, "invoices"):
        load_invoices(server, world, directory, ids, calendar)
    return directory


def _data(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / name).read_text(encoding="utf-8"))
    return found


class _Step:
    """Says what was loaded, and how long it took."""

    def __init__(self, said: Callable[[str], None], what: str) -> None:
        self.said, self.what = said, what

    def __enter__(self) -> None:
        self.begun = time.monotonic()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.said(f"{self.what}: {time.monotonic() - self.begun:.1f} s")
