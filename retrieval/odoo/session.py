"""The one way to Odoo: call a method of a model, within a time, retried where that is safe."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

import tenacity

from retrieval.odoo.breaker import Breaker
from retrieval.odoo.connection import Connection, OdooAccount
from retrieval.odoo.errors import OdooAccessDenied, OdooError, OdooRejected, OdooUnreachable
from retrieval.odoo.pool import Pool

# What changes nothing however often it is called. Everything else is sent once.
READ_METHODS = frozenset(
    {
        "fields_get",
        "formatted_read_group",
        "get_report_values",
        "name_search",
        "read",
        "read_group",
        "search",
        "search_count",
        "search_read",
        "web_read",
        "web_search_read",
    }
)

Row = dict[str, Any]
OnFault = Callable[[str], None]
Transport = Literal["odoorpc", "json2"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`call_seconds` for one attempt with its login, `total_seconds` for all attempts of one call."""

    connections: int = 4
    call_seconds: float = 8.0
    total_seconds: float = 10.0
    read_attempts: int = 3
    failures_before_rest: int = 3
    rest_seconds: float = 5.0


class OdooSession:
    """Calls Odoo as one user. For one event loop. What Odoo or the network did raises `OdooError`s."""

    def __init__(
        self, connect: Callable[[], Connection], limits: Limits, on_fault: OnFault | None = None
    ) -> None:
        self._limits, self._on_fault = limits, on_fault or (lambda kind: None)
        self._pool = Pool(connect, size=limits.connections)
        self._breaker = Breaker(threshold=limits.failures_before_rest, rest_seconds=limits.rest_seconds)

    async def call(self, model: str, method: str, ids: Sequence[int] | None = None, /, **named: Any) -> Any:
        """Return what the method returned: plain values, times as naive UTC text, False for "empty".

        Only the ids of a record method go by position; JSON-2 knows all other arguments by name.
        """
        self._breaker.admit(time.monotonic())
        try:
            result = await self._attempts(model, method, ids, named)
        except (OdooAccessDenied, OdooRejected) as error:
            self._on_fault(_kind(error))
            self._breaker.succeeded()
            raise
        except OdooError as error:
            self._on_fault(_kind(error))
            self._breaker.failed(error, time.monotonic())
            raise
        self._breaker.succeeded()
        return result

    async def search_read(
        self,
        model: str,
        domain: Sequence[Any],
        fields: Sequence[str],
        *,
        limit: int | None = None,
        offset: int = 0,
        order: str = "",
        context: Mapping[str, Any] | None = None,
    ) -> list[Row]:
        """Return the rows in `order` (the model's own when empty), each with `id` beside the fields."""
        named: dict[str, Any] = {"domain": list(domain), "fields": list(fields), "offset": offset}
        given = {"limit": limit, "order": order or None, "context": context and dict(context)}
        named |= {name: value for name, value in given.items() if value is not None}
        rows: list[Row] = await self.call(model, "search_read", **named)
        return rows

    async def probe(self, work: Callable[[Connection], Any]) -> Any:
        """Return what `work` found on a connection, tried once whatever happened before."""
        return await self._pool.run(work, timeout_seconds=self._limits.call_seconds)

    async def close(self) -> None:
        await self._pool.close()

    async def _attempts(
        self, model: str, method: str, ids: Sequence[int] | None, named: Mapping[str, Any]
    ) -> Any:
        end = time.monotonic() + self._limits.total_seconds

        async def attempt() -> Any:
            left = min(self._limits.call_seconds, end - time.monotonic())
            return await self._pool.run(
                lambda odoo: odoo.call(model, method, ids, named), timeout_seconds=left
            )

        attempts = self._limits.read_attempts if method in READ_METHODS else 1
        retrying = tenacity.AsyncRetrying(
            retry=tenacity.retry_if_exception(lambda error: type(error) is OdooUnreachable),
            stop=tenacity.stop_after_attempt(attempts)
            | tenacity.stop_before_delay(self._limits.total_seconds),
            wait=tenacity.wait_random_exponential(multiplier=0.1, max=1.0),
            reraise=True,
        )
        return await retrying(attempt)


def _kind(error: OdooError) -> str:
    """Return the name of a fault as a code: "access_denied" for `OdooAccessDenied`."""
    name = type(error).__name__.removeprefix("Odoo")
    return "".join(f"_{mark.lower()}" if mark.isupper() else mark for mark in name).lstrip("_")


def open_session(
    account: OdooAccount,
    *,
    transport: Transport = "odoorpc",
    limits: Limits | None = None,
    on_fault: OnFault | None = None,
) -> OdooSession:
    """Return a session that connects at its first call. `on_fault` is told the kind of each fault, as a code.

    Raises:
        ValueError: the account's URL is none.
    """
    limits = limits or Limits()
    connect = _connector(account, transport, limits.call_seconds)
    connect()
    return OdooSession(connect, limits, on_fault)


def _connector(
    account: OdooAccount, transport: Transport, timeout_seconds: float
) -> Callable[[], Connection]:
    if transport == "json2":
        from retrieval.odoo.json2 import Json2Connection

        return lambda: Json2Connection(account, timeout_seconds=timeout_seconds)
    from retrieval.odoo.rpc import RpcConnection

    return lambda: RpcConnection(account, timeout_seconds=timeout_seconds)
