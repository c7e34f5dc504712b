"""Every exception of the vendor has a name of ours, and none of its text."""

import importlib
import inspect
import json
import pkgutil
import ssl
from http.client import BadStatusLine, IncompleteRead, InvalidURL, RemoteDisconnected
from urllib.error import HTTPError, URLError

import odoorpc  # type: ignore[import-untyped]
import pytest
from hypothesis import given
from hypothesis import strategies as st
from odoorpc.error import InternalError, RPCError  # type: ignore[import-untyped]
from odoorpc.rpc.error import ConnectorError  # type: ignore[import-untyped]

from retrieval.odoo import errors
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
from retrieval.odoo.faults import MAPPED_ODOORPC_CLASSES, VENDOR_FAULTS, fault_from, fault_from_server


def exception_classes_of_odoorpc() -> set[type[BaseException]]:
    names = [module.name for module in pkgutil.walk_packages(odoorpc.__path__, "odoorpc.")]
    modules = [odoorpc, *map(importlib.import_module, names)]
    classes = [kind for module in modules for _, kind in inspect.getmembers(module, inspect.isclass)]
    return {
        kind for kind in classes if issubclass(kind, BaseException) and kind.__module__.startswith("odoorpc")
    }


def test_odoorpc_has_no_exception_that_is_not_mapped() -> None:
    assert exception_classes_of_odoorpc() == MAPPED_ODOORPC_CLASSES


def from_server(name: str, message: str = "") -> RPCError:
    return RPCError(message, {"code": 200, "data": {"name": name, "message": message}})


@pytest.mark.parametrize(
    "error, fault",
    [
        (URLError(ConnectionRefusedError()), OdooUnreachable),
        (URLError(OSError("no route")), OdooUnreachable),
        (URLError(TimeoutError()), OdooTimeout),
        (TimeoutError(), OdooTimeout),
        (ConnectionResetError(), OdooUnreachable),
        (HTTPError("http://odoo", 502, "Bad Gateway", None, None), OdooUnreachable),  # type: ignore[arg-type]
        (URLError(ssl.SSLCertVerificationError()), OdooNotTrusted),
        (URLError(ssl.SSLError()), OdooUnreachable),
        (RemoteDisconnected("closed"), OdooUnreachable),
        (BadStatusLine("220 smtp"), OdooUnreachable),
        (IncompleteRead(b"{"), OdooUnreachable),
        (InvalidURL(), OdooUnreachable),
        (json.JSONDecodeError("no", "<html>", 0), OdooUnreachable),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "no"), OdooUnreachable),
        (KeyError("result"), OdooUnreachable),
        (InternalError("Login required"), OdooUnreachable),
        (ConnectorError("bad port"), OdooUnreachable),
        (RPCError("Wrong login ID or password"), OdooLoginRefused),
        (from_server("odoo.exceptions.AccessDenied"), OdooLoginRefused),
        (from_server("odoo.exceptions.AccessError"), OdooAccessDenied),
        (from_server("odoo.exceptions.UserError", "Greta Sommer owes us"), OdooRejected),
        (from_server("builtins.ValueError"), OdooRejected),
        (from_server("psycopg2.OperationalError", 'database "halden" does not exist'), OdooWrongDatabase),
        (from_server("psycopg2.OperationalError", "Datenbank »halden« existiert nicht"), OdooWrongDatabase),
        (from_server("psycopg2.OperationalError", "connection to halden refused"), OdooUnreachable),
        (from_server("psycopg2.pool.PoolError", "The Connection Pool Is Full"), OdooUnreachable),
    ],
)
def test_names_each_exception_of_the_vendor(error: BaseException, fault: type[OdooError]) -> None:
    assert isinstance(error, VENDOR_FAULTS)
    assert type(fault_from(error, database="halden")) is fault


@given(st.text(), st.text(), st.text())
def test_no_text_of_the_server_is_ever_in_a_fault(name: str, message: str, database: str) -> None:
    fault = fault_from_server(f"x {name}", message, database=database)
    assert str(fault) == type(fault).remedy
    assert fault.args in ((), ("",))


@given(
    st.one_of(st.none(), st.integers(), st.text(), st.lists(st.text()), st.dictionaries(st.text(), st.text()))
)
def test_an_error_of_any_shape_is_named(info: object) -> None:
    assert isinstance(fault_from(RPCError("text", info), database="halden"), OdooError)


def test_every_fault_says_what_to_do() -> None:
    classes = [kind for _, kind in inspect.getmembers(errors, inspect.isclass) if kind is not OdooError]
    told = [str(kind(18, 19) if kind is errors.OdooVersionMismatch else kind()) for kind in classes]
    assert len(set(told)) == len(classes)
    assert all(text.count(". ") == 1 for text in told)
