"""The companies: their books, warehouses and people."""

from demo.odoo_loader.directory import Directory, Json, Warehouse, of_company
from demo.odoo_loader.server import Server, Values

HOLD = "Quality"
"""The location of goods nobody may pick; the order source knows it by this name."""

CHART = "generic_coa"

NO_MORE_MODULES = {"install_mode": True}
"""Otherwise Odoo would install its modules for the company's country at once."""

GROUPS = {
    "sales": ["sales_team.group_sale_salesman_all_leads"],
    "customer-service": ["sales_team.group_sale_salesman_all_leads", "stock.group_stock_user"],
    "warehouse": ["stock.group_stock_user"],
    "purchasing": ["purchase.group_purchase_user", "stock.group_stock_user"],
    "supervisor": ["sales_team.group_sale_manager", "stock.group_stock_manager"],
}
OWN_DOCUMENTS_ONLY = ["sales_team.group_sale_salesman"]


def load_companies(server: Server, data: Json, directory: Directory, readers: list[str]) -> None:
    """Create the companies with euro books. `readers` are logins of Odoo that shall see them."""
    euro = server.ids("res.currency", [("name", "=", "EUR"), ("active", "in", [True, False])])[0]
    server.write("res.currency", euro, {"active": True})
    countries = {row["code"]: row["id"] for row in server.read("res.country", [], ["code"])}
    rows = [
        {"name": row["name"], "currency_id": euro, "country_id": countries[row["country"]]}
        for row in data["companies"]
    ]
    ids = server.call("res.company", "create", rows, context=NO_MORE_MODULES)
    directory.companies |= dict(zip([row["id"] for row in data["companies"]], ids, strict=True))
    for company in ids:
        inside = server.within(company)
        inside.call("account.chart.template", "try_loading", [], CHART, company)
        inside.write(
            "res.company",
            company,
            {"currency_id": euro, "account_use_credit_limit": True, "security_lead": 0},
        )
    grant(server, readers, ids)


def grant(server: Server, logins: list[str], companies: list[int]) -> None:
    for user in server.ids("res.users", [("login", "in", logins)]):
        server.write("res.users", user, {"company_ids": [(4, company) for company in companies]})


def load_warehouses(server: Server, data: Json, directory: Directory) -> None:
    for number, company in directory.companies.items():
        inside = server.within(company)
        rows = of_company(data["warehouses"], number)
        places = inside.create("res.partner", [_address(row) for row in rows])
        values = [
            {"name": row["name"], "code": row["code"], "company_id": company, "partner_id": place}
            for row, place in zip(rows, places, strict=True)
        ]
        for row, warehouse in zip(rows, inside.create("stock.warehouse", values), strict=True):
            directory.warehouses[row["name"]] = _warehouse(inside, warehouse, company)


def _address(row: Json) -> Values:
    return {"name": row["name"], "is_company": True, "city": row["city"]}


def _warehouse(inside: Server, warehouse: int, company: int) -> Warehouse:
    """Add a hold location and let nothing be reserved by itself: the data says what is."""
    fields = ["view_location_id", "lot_stock_id", "in_type_id", "out_type_id", "delivery_route_id"]
    row = inside.read("stock.warehouse", [("id", "=", warehouse)], fields)[0]
    view, stock, receipts, deliveries, route = (row[name][0] for name in fields)
    hold = {"name": HOLD, "location_id": view, "usage": "internal", "company_id": company}
    inside.write("stock.picking.type", [receipts, deliveries], {"reservation_method": "manual"})
    inside.write("stock.route", route, {"sale_selectable": True})
    return Warehouse(
        id=warehouse,
        company=company,
        stock=stock,
        hold=inside.create("stock.location", [hold])[0],
        receipts=receipts,
        deliveries=deliveries,
        route=route,
    )


def load_users(server: Server, data: Json, directory: Directory) -> None:
    groups = {name: server.named(name) for names in GROUPS.values() for name in names}
    groups |= {name: server.named(name) for name in OWN_DOCUMENTS_ONLY}
    rows = []
    for user in data["users"]:
        companies = [directory.companies[number] for number in user["companies"]]
        names = OWN_DOCUMENTS_ONLY if user["own_documents_only"] else GROUPS[user["role"]]
        rows.append(
            {
                "name": user["name"],
                "login": user["login"],
                "email": user["login"],
                "tz": data["timezone"],
                "company_id": companies[0],
                "company_ids": [(6, 0, companies)],
                "group_ids": [(6, 0, [server.named("base.group_user"), *(groups[name] for name in names)])],
            }
        )
    ids = server.create("res.users", rows)
    directory.users |= dict(zip([user["name"] for user in data["users"]], ids, strict=True))
