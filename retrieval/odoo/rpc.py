"""A connection over OdooRPC (`/jsonrpc`)."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any, TypeVar

import odoorpc  # type: ignore[import-untyped]

from retrieval.odoo.address import address_from_url
from retrieval.odoo.connection import OdooAccount, require_version
from retrieval.odoo.errors import OdooRejected, OdooUnreachable, OdooWrongDatabase
from retrieval.odoo.faults import VENDOR_FAULTS, fault_from
from retrieval.odoo.line import Line

_Result = TypeVar("_Result")

# At DEBUG it writes whole requests and answers: passwords among the arguments, and people's data.
logging.getLogger("odoorpc.rpc.jsonrpclib").addFilter(lambda _record: False)


class RpcConnection:
    """One `odoorpc.ODOO` object, logged in at the first call. Nothing happens before that."""

    def __init__(self, account: OdooAccount, *, timeout_seconds: float) -> None:
        self._account = account
        self._address = address_from_url(account.url)
        self._timeout_seconds = timeout_seconds
        self._line = Line()
        self._odoo: odoorpc.ODOO | None = None
        self._is_logged_in = False

    def version(self) -> str:
        return str(self._server().version or "")

    def call(self, model: str, method: str, ids: Sequence[int] | None, named: Mapping[str, Any]) -> Any:
        arguments: list[Any] = [] if ids is None else [list(ids)]
        if method == "create" and "vals_list" in named:  # the one method whose argument has to go by position
            arguments = [named["vals_list"]]
            named = {name: value for name, value in named.items() if name != "vals_list"}
        json.dumps([arguments, dict(named)])  # a value that cannot be sent is our mistake, not Odoo's
        odoo = self._logged_in()
        return self._translated(lambda: odoo.execute_kw(model, method, arguments, dict(named)))

    def cut(self) -> None:
        self._line.cut()

    def _logged_in(self) -> odoorpc.ODOO:
        odoo = self._server()
        if not self._is_logged_in:
            require_version(self.version(), self._account.supported_major)
            self._log_in(odoo)
            self._is_logged_in = True
        return odoo

    def _log_in(self, odoo: odoorpc.ODOO) -> None:
        account = self._account
        try:
            self._translated(lambda: odoo.login(account.database, account.login, account.secret))
        except OdooRejected as error:
            if error.kind.startswith("psycopg2."):  # a database, but none of Odoo's
                raise OdooWrongDatabase from None
            raise

    def _server(self) -> odoorpc.ODOO:
        if self._odoo is None:
            self._odoo = self._translated(self._open)
            if not self._odoo.version:
                self._odoo = None
                raise OdooUnreachable
        return self._odoo

    def _open(self) -> odoorpc.ODOO:
        return odoorpc.ODOO(
            self._address.host,
            protocol="jsonrpc+ssl" if self._address.is_secure else "jsonrpc",
            port=self._address.port,
            timeout=self._timeout_seconds,
            opener=self._line.opener,
        )

    def _translated(self, work: Callable[[], _Result]) -> _Result:
        try:
            return work()
        except VENDOR_FAULTS as error:
            fault = fault_from(error, database=self._account.database)
        # out here the vendor's exception, with the server's text in it, is not chained to ours
        raise fault
