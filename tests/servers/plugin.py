"""Fixtures that give the tests real servers, and the account of them at the end of a run.

A server that cannot be had skips its tests with the reason; with STRICT=1 it fails them, and a full run fails
also when one was never started.
"""

import contextlib
import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from tests.servers.aimock import Aimock
from tests.servers.aimock import aimock as running_aimock
from tests.servers.chromium import program as found_chromium
from tests.servers.emulate import Emulate
from tests.servers.emulate import emulate as running_emulate
from tests.servers.ledger import Ledger
from tests.servers.odoo import OdooServer
from tests.servers.odoo import odoo_server as running_odoo
from tests.servers.odoo_sandbox import sandbox_odoo as running_sandbox
from tests.servers.playground import program as found_playground
from tests.servers.postgres import Cluster, empty_cluster
from tests.servers.processes import ServerUnavailable
from tests.servers.ragas import ragas_python as found_ragas

_Server = TypeVar("_Server")
_LEDGER = pytest.StashKey[Ledger]()
_MARKS = {
    "postgres_server": "postgres",
    "odoo_server": "odoo",
    "sandbox_odoo": "odoo",
    "aimock": "aimock",
    "ragas_python": "ragas",
    "chromium": "browser",
    "emulate": "emulate",
    "playground_program": "browser",
}


@pytest.fixture(scope="session")
def postgres_server(pytestconfig: pytest.Config) -> Iterator[Cluster]:
    """A PostgreSQL cluster of this run; make a database in it with `sql("CREATE DATABASE …")`."""
    yield from _running(pytestconfig, "postgres_server", empty_cluster)


@pytest.fixture(scope="session")
def odoo_server(pytestconfig: pytest.Config) -> Iterator[OdooServer]:
    """An Odoo 19 of this run with demo data; change it only through `fresh_copy`, all tests share it."""
    yield from _running(pytestconfig, "odoo_server", running_odoo)


@pytest.fixture(scope="session")
def sandbox_odoo(pytestconfig: pytest.Config) -> Iterator[OdooServer]:
    """An Odoo 19 of this run with the sandbox company beside Odoo's demo data, for tests that only read."""
    yield from _running(pytestconfig, "sandbox_odoo", running_sandbox)


@pytest.fixture(scope="session")
def _aimock_of_this_run(pytestconfig: pytest.Config) -> Iterator[Aimock]:
    yield from _running(pytestconfig, "aimock", running_aimock)


@pytest.fixture
def aimock(_aimock_of_this_run: Aimock) -> Aimock:
    """A stand-in for Azure OpenAI and its like, with canned verdicts, that nobody has asked yet."""
    _aimock_of_this_run.forget()
    return _aimock_of_this_run


@pytest.fixture(scope="session")
def emulate(pytestconfig: pytest.Config) -> Iterator[Emulate]:
    """A second Slack, by others."""
    yield from _running(pytestconfig, "emulate", running_emulate)


@pytest.fixture(scope="session")
def chromium(pytestconfig: pytest.Config) -> Iterator[Path]:
    """Chromium's program."""
    yield from _running(pytestconfig, "chromium", lambda: contextlib.nullcontext(found_chromium()))


@pytest.fixture(scope="session")
def playground_program(pytestconfig: pytest.Config) -> Iterator[Path]:
    """Microsoft's Playground, to be run against a bot with `tests.servers.playground.playground`."""
    yield from _running(
        pytestconfig, "playground_program", lambda: contextlib.nullcontext(found_playground())
    )


@pytest.fixture(scope="session")
def ragas_python(pytestconfig: pytest.Config) -> Iterator[Path]:
    """The Python of RAGAS's own environment."""
    yield from _running(pytestconfig, "ragas_python", found_ragas)


def _running(
    config: pytest.Config, name: str, start: Callable[[], contextlib.AbstractContextManager[_Server]]
) -> Iterator[_Server]:
    entry = config.stash[_LEDGER].entries[name]
    begun = time.monotonic()
    with contextlib.ExitStack() as until_the_end:
        try:
            server = until_the_end.enter_context(start())
        except ServerUnavailable as error:
            entry.reason = error.reason
        else:
            entry.started = f"{time.monotonic() - begun:.1f} s"
            yield server
            return
    stop = pytest.fail if _is_strict() else pytest.skip
    stop(f"{entry.name} could not run: {entry.reason}")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_LEDGER] = Ledger()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what needs a server by the fixture it asks for, so that `-m "not odoo"` forgets none."""
    for item in items:
        for name in _MARKS.keys() & set(_fixtures(item)):
            item.add_marker(_MARKS[name])


def pytest_collection_finish(session: pytest.Session) -> None:
    for item in session.items:
        session.config.stash[_LEDGER].count(set(_fixtures(item)))


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    if _is_strict() and _is_full_run(session.config) and session.config.stash[_LEDGER].never_started():
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    entries = config.stash[_LEDGER].entries.values()
    asked = [entry for entry in entries if entry.tests or _is_full_run(config)]
    if asked and not config.option.collectonly:
        terminalreporter.section("real servers")
        for entry in asked:
            terminalreporter.line(entry.line())


def _fixtures(item: pytest.Item) -> list[str]:
    return list(getattr(item, "fixturenames", ()))


def _is_strict() -> bool:
    return os.environ.get("STRICT", "") not in ("", "0")


def _is_full_run(config: pytest.Config) -> bool:
    """Say whether everything was to run: no path, name, mark or earlier failure narrows the choice."""
    narrowed = ("keyword", "markexpr", "deselect", "ignore", "ignore_glob", "lf", "collectonly", "stepwise")
    if any(config.getoption(name, None) for name in narrowed):
        return False
    whole = config.args_source is not pytest.Config.ArgsSource.ARGS
    return whole or set(config.args) == set(config.getini("testpaths"))
