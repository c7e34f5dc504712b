"""A run of the tests says what became of each real server, and with STRICT=1 goes by it."""

import pytest

CONFTEST = """
import contextlib
import tests.servers.plugin as plugin
from tests.servers.processes import ServerUnavailable

pytest_plugins = ("tests.servers.plugin",)

@contextlib.contextmanager
def absent():
    raise ServerUnavailable("the package archive does not answer")
    yield

@contextlib.contextmanager
def present():
    yield object()

plugin.empty_cluster = present
plugin.running_odoo = absent
"""
TESTS = """
def test_of_the_database(postgres_server): ...
def test_of_orders(odoo_server): ...
def test_of_more_orders(odoo_server): ...
def test_of_nothing(): ...
"""


@pytest.fixture(autouse=True)
def suite(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config) -> None:
    monkeypatch.setenv("PYTHONPATH", str(pytestconfig.rootpath))
    monkeypatch.delenv("STRICT", raising=False)
    pytester.makeini("[pytest]\ntestpaths = .\nmarkers =\n    odoo:\n    postgres:\n")
    pytester.makeconftest(CONFTEST)
    pytester.makepyfile(test_suite=TESTS)


def run(pytester: pytest.Pytester, *arguments: str) -> pytest.RunResult:
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", "-ra", *arguments)


def test_skips_with_the_reason_and_tells_it_at_the_end(pytester: pytest.Pytester) -> None:
    result = run(pytester)
    result.assert_outcomes(passed=2, skipped=2)
    result.stdout.fnmatch_lines(
        [
            "*PostgreSQL: started (* s), 1 test",
            "*Odoo 19: could not run, because the package archive does not answer; 2 tests not run",
        ]
    )
    assert result.ret == 0


def test_strict_fails_the_tests_of_a_missing_server(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRICT", "1")
    result = run(pytester)
    result.assert_outcomes(passed=2, errors=2)
    assert result.ret == pytest.ExitCode.TESTS_FAILED


def test_strict_fails_a_full_run_in_which_no_test_asked_for_a_server(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STRICT", "1")
    pytester.makepyfile(test_suite="def test_of_nothing(): ...")
    result = run(pytester)
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*Odoo 19: could not run, because no test asked for it; 0 tests not run"])
    assert result.ret == pytest.ExitCode.TESTS_FAILED


@pytest.mark.parametrize(
    "choice", [["-k", "nothing"], ["-m", "not odoo"], ["test_suite.py::test_of_nothing"]]
)
def test_strict_lets_a_chosen_part_pass(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, choice: list[str]
) -> None:
    monkeypatch.setenv("STRICT", "1")
    assert run(pytester, *choice).ret == 0


def test_marks_what_asks_for_a_server(pytester: pytest.Pytester) -> None:
    run(pytester, "-m", "odoo").assert_outcomes(skipped=2, deselected=2)
