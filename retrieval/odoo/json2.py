"""A connection over JSON-2 (`/json/2/<model>/<method>`), the successor of `/jsonrpc`. It needs an API key."""

import json
from collections.abc import Mapping, Sequence
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import quote
from urllib.request import Request

from retrieval.odoo.address import address_from_url
from retrieval.odoo.connection import OdooAccount, require_version
from retrieval.odoo.errors import OdooError, OdooLoginRefused, OdooUnreachable, OdooWrongDatabase
from retrieval.odoo.faults import fault_from, fault_from_server
from retrieval.odoo.line import Line

_NOT_NOW = frozenset({408, 425, 429, 502, 503, 504})


class Json2Connection:
    """No login of its own: each request carries the key. The version is asked once, before the first."""

    def __init__(self, account: OdooAccount, *, timeout_seconds: float) -> None:
        self._account = account
        self._root = address_from_url(account.url).root
        self._timeout_seconds = timeout_seconds
        self._line = Line()
        self._is_known = False

    def version(self) -> str:
        answer = self._answer(Request(f"{self._root}/web/version"))  # noqa: S310 - http or https by address
        stated = answer.get("version") if isinstance(answer, dict) else None
        if not isinstance(stated, str):
            raise OdooUnreachable
        return stated

    def call(self, model: str, method: str, ids: Sequence[int] | None, named: Mapping[str, Any]) -> Any:
        arguments = dict(named) if ids is None else {**named, "ids": list(ids)}
        body = json.dumps(arguments).encode()
        if not self._is_known:
            require_version(self.version(), self._account.supported_major)
            self._is_known = True
        url = f"{self._root}/json/2/{quote(model)}/{quote(method)}"
        return self._answer(Request(url, body, self._headers(), method="POST"))  # noqa: S310

    def cut(self) -> None:
        self._line.cut()

    def _headers(self) -> dict[str, str]:
        return {
            "Authorization": f"bearer {self._account.secret}",
            "Content-Type": "application/json",
            "X-Odoo-Database": self._account.database,
        }

    def _answer(self, request: Request) -> Any:
        try:
            with self._line.opener.open(request, timeout=self._timeout_seconds) as response:
                return json.load(response)
        except HTTPError as error:
            fault = self._refusal(error)
        except (OSError, HTTPException, ValueError) as error:
            fault = fault_from(error, database=self._account.database)
        raise fault

    def _refusal(self, error: HTTPError) -> OdooError:
        """Return the fault in an answer that is no success; without a JSON body it is not from a model."""
        with error:
            try:
                told = json.load(error)
            except (OSError, HTTPException, ValueError):
                told = None
        if error.code == 401:
            return OdooLoginRefused()
        if not isinstance(told, dict) or error.code in _NOT_NOW:
            return OdooWrongDatabase() if error.code == 404 and self._is_known else OdooUnreachable()
        return fault_from_server(told.get("name"), told.get("message"), database=self._account.database)
