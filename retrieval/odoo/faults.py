"""Every exception of odoorpc, urllib, http.client, ssl and json, as one of ours. Pure."""

import re
import ssl
from http.client import HTTPException
from urllib.error import URLError

from odoorpc.error import Error, InternalError, RPCError  # type: ignore[import-untyped]
from odoorpc.rpc.error import ConnectorError  # type: ignore[import-untyped]

from retrieval.odoo.errors import (
    OdooAccessDenied,
    OdooError,
    OdooLoginRefused,
    OdooNotTrusted,
    OdooRejected,
    OdooTimeout,
    OdooUnreachable,
    OdooWrongDatabase,
)

# ConnectorError derives from BaseException; a body of another shape surfaces as one of the last five
VENDOR_FAULTS = (
    Error,
    ConnectorError,
    OSError,
    HTTPException,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
)
MAPPED_ODOORPC_CLASSES = frozenset({Error, RPCError, InternalError, ConnectorError})

_CLASS_NAME = re.compile(r"[A-Za-z_][\w.]{0,99}")
_DATABASE_IS_DOWN = ("psycopg2.OperationalError", "psycopg2.InterfaceError", "psycopg2.pool.PoolError")


def fault_from(error: BaseException, *, database: str) -> OdooError:
    """Return our name for a vendor's exception. What no Odoo would answer counts as unreachable."""
    if isinstance(error, RPCError):
        return _from_rpc(error, database)
    if isinstance(error, OSError):
        return _from_network(error)
    return OdooUnreachable()


def fault_from_server(name: object, message: object, *, database: str) -> OdooError:
    """Return the fault for an exception inside Odoo, told by its class (databases: by its text)."""
    kind = name if isinstance(name, str) and _CLASS_NAME.fullmatch(name) else ""
    if kind == "odoo.exceptions.AccessError":
        return OdooAccessDenied()
    if kind == "odoo.exceptions.AccessDenied":
        return OdooLoginRefused()
    if kind in _DATABASE_IS_DOWN or kind.endswith(".PoolError"):
        return OdooWrongDatabase() if _names(database, message) else OdooUnreachable()
    return OdooRejected(kind)


def _from_rpc(error: RPCError, database: str) -> OdooError:
    data = error.info.get("data") if isinstance(error.info, dict) else None
    if not isinstance(data, dict):  # odoorpc's own, after a login that returned no user
        return OdooLoginRefused()
    return fault_from_server(data.get("name"), data.get("message"), database=database)


def _from_network(error: OSError) -> OdooError:
    reason = error.reason if isinstance(error, URLError) else error
    if isinstance(reason, TimeoutError):
        return OdooTimeout()
    if isinstance(reason, ssl.SSLCertVerificationError):
        return OdooNotTrusted()
    return OdooUnreachable()


def _names(database: str, message: object) -> bool:
    """Say whether PostgreSQL refuses this database: it puts the name in the quotes of its language."""
    return (
        isinstance(message, str)
        and re.search(rf"[\"'«»„“”‚‘’]{re.escape(database)}[\"'«»„“”‚‘’]", message) is not None
    )
