"""A logged-in Odoo, as the loader talks to it: in batches, in the language of Odoo's own names."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import odoorpc  # type: ignore[import-untyped]

Values = dict[str, Any]

QUIET = {
    "tracking_disable": True,
    "mail_create_nolog": True,
    "mail_notrack": True,
    "no_reset_password": True,
    "skip_sms": True,
    "skip_backorder": True,
    "disable_cancel_warning": True,
}
"""Nobody is written to, and no wizard asks anything."""

CALL_SECONDS = 600


@dataclass(slots=True)
class Server:
    """`companies` are the ones in which everything happens, the first being the current one."""

    odoo: odoorpc.ODOO
    companies: tuple[int, ...] = ()

    @classmethod
    def login(cls, url: str, database: str, login: str, password: str) -> "Server":
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        protocol = "jsonrpc+ssl" if secure else "jsonrpc"
        odoo = odoorpc.ODOO(parts.hostname or url, protocol=protocol, port=port, timeout=CALL_SECONDS)
        odoo.login(database, login, password)
        return cls(odoo=odoo)

    def within(self, *companies: int) -> "Server":
        return Server(odoo=self.odoo, companies=companies)

    def call(self, model: str, method: str, *args: Any, **named: Any) -> Any:
        context = {**self.odoo.env.context, **QUIET, **named.pop("context", {})}
        if self.companies:
            context["allowed_company_ids"] = list(self.companies)
        return self.odoo.execute_kw(model, method, list(args), {**named, "context": context})

    def create(self, model: str, rows: Sequence[Values]) -> list[int]:
        """Return the ids, in the order of the rows."""
        ids: list[int] = self.call(model, "create", list(rows)) if rows else []
        return ids

    def write(self, model: str, ids: int | Iterable[int], values: Values) -> None:
        self.call(model, "write", [ids] if isinstance(ids, int) else list(ids), values)

    def read(self, model: str, domain: list[Any], fields: list[str], order: str = "id") -> list[Values]:
        rows: list[Values] = self.call(model, "search_read", domain, fields, order=order)
        return rows

    def ids(self, model: str, domain: list[Any]) -> list[int]:
        found: list[int] = self.call(model, "search", domain)
        return found

    def named(self, external_id: str) -> int:
        """Return the id of a record of Odoo's own, such as "stock.group_stock_user"."""
        module, name = external_id.split(".")
        rows = self.read("ir.model.data", [("module", "=", module), ("name", "=", name)], ["res_id"])
        return int(rows[0]["res_id"])
