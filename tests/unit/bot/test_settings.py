"""Settings come from the environment; a typo is an error, and no error tells a value."""

import re
from pathlib import Path

import pytest

from bot.errors import SettingsError
from bot.settings import read_settings, sandbox_settings
from bot.settings_table import page, table

ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)


def test_without_any_setting_the_sandbox_is_asked() -> None:
    settings = read_settings()
    assert settings.orders.source == "sandbox"
    assert settings == sandbox_settings()


def test_a_setting_is_read_from_the_environment_and_from_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIPMATE_COMPANY__NAME", "Acme")
    Path(".env").write_text("SHIPMATE_ORDERS__COMPANIES=[1, 3]\nOTHER_PROGRAM=1\n")
    settings = read_settings()
    assert (settings.company.name, settings.orders.companies) == ("Acme", (1, 3))


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("SHIPMATE_COMPANY_NAME", "secret", "SHIPMATE_COMPANY_NAME"),
        ("SHIPMATE_ODO__URL", "secret", "SHIPMATE_ODO__URL"),
        ("shipmate_nothing", "secret", "SHIPMATE_NOTHING"),
        ("SHIPMATE_ODOO__PASWORD", "secret", "SHIPMATE_ODOO__PASWORD: there is no such setting"),
        ("SHIPMATE_ORDERS__TIMEOUT_SECONDS", "secret", "SHIPMATE_ORDERS__TIMEOUT_SECONDS"),
        ("SHIPMATE_ORDERS__TIMEOUT_SECONDS", "-1", "greater than 0"),
        ("SHIPMATE_ORDERS__COMPANIES", "secret", "JSON"),
        ("SHIPMATE_COMPANY__TIME_ZONE", "secret", "there is no such time zone"),
        ("SHIPMATE_ORDERS__SOURCE", "secret", "sandbox"),
    ],
)
def test_a_wrong_name_or_value_is_an_error_that_tells_no_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, says: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert says in str(caught.value)
    assert "secret" not in str(caught.value)


def test_a_wrong_name_in_the_file_is_an_error_too() -> None:
    Path(".env").write_text("SHIPMATE_ODO__URL=secret\n")
    with pytest.raises(SettingsError, match="SHIPMATE_ODO__URL"):
        read_settings()


def test_a_missing_setting_does_not_print_its_neighbours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIPMATE_ORDERS__SOURCE", "odoo")
    monkeypatch.setenv("SHIPMATE_ODOO__PASSWORD", "hunter2")
    monkeypatch.setenv("SHIPMATE_ODOO__URL", "https://odoo.example")
    with pytest.raises(SettingsError) as caught:
        read_settings()
    assert "SHIPMATE_ODOO__DATABASE, SHIPMATE_ODOO__LOGIN" in str(caught.value)
    assert "hunter2" not in str(caught.value)
    assert "odoo.example" not in str(caught.value)


def test_a_judge_has_to_be_named_in_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIPMATE_JUDGE__KIND", "azure")
    monkeypatch.setenv("SHIPMATE_JUDGE__API_KEY", "hunter2")
    with pytest.raises(SettingsError, match="SHIPMATE_JUDGE__ENDPOINT, SHIPMATE_JUDGE__MODEL") as caught:
        read_settings()
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "missing"),
    [
        ("azure", "SHIPMATE_MODEL__ENDPOINT, SHIPMATE_MODEL__MODEL"),
        ("openai-compatible", "SHIPMATE_MODEL__ENDPOINT, SHIPMATE_MODEL__MODEL"),
    ],
)
def test_a_model_has_to_be_named_in_full(monkeypatch: pytest.MonkeyPatch, kind: str, missing: str) -> None:
    monkeypatch.setenv("SHIPMATE_MODEL__KIND", kind)
    monkeypatch.setenv("SHIPMATE_MODEL__API_KEY", "hunter2")
    with pytest.raises(SettingsError, match=missing) as caught:
        read_settings()
    assert "hunter2" not in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "how", "is_enough"),
    [
        ("azure", {}, False),
        ("azure-v1", {}, False),
        ("azure", {"API_KEY": "k"}, True),
        ("azure-v1", {"ENTRA": "true"}, True),
        ("openai-compatible", {}, True),
    ],
)
def test_azure_wants_a_key_or_an_identity_and_ones_own_server_neither(
    monkeypatch: pytest.MonkeyPatch, kind: str, how: dict[str, str], is_enough: bool
) -> None:
    for name, value in {"KIND": kind, "ENDPOINT": "https://host", "MODEL": "m", **how}.items():
        monkeypatch.setenv(f"SHIPMATE_MODEL__{name}", value)
    if is_enough:
        assert read_settings().model.kind == kind
        return
    with pytest.raises(SettingsError, match="SHIPMATE_MODEL__API_KEY"):
        read_settings()


def test_a_second_model_stands_behind_a_first_one(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {"KIND": "openai-compatible", "ENDPOINT": "https://host", "MODEL": "m"}.items():
        monkeypatch.setenv(f"SHIPMATE_SECOND_MODEL__{name}", value)
    with pytest.raises(SettingsError, match="SHIPMATE_MODEL__KIND"):
        read_settings()


@pytest.mark.parametrize("written", ["2:30", "24:00", "half past two", "02:30:00"])
def test_a_time_is_written_in_one_way(monkeypatch: pytest.MonkeyPatch, written: str) -> None:
    monkeypatch.setenv("SHIPMATE_EVALS__NIGHTLY_AT", written)
    with pytest.raises(SettingsError, match="a time is written like 02:30"):
        read_settings()


def test_the_servers_of_the_tests_may_name_their_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIPMATE_CACHE", "somewhere")
    read_settings()


def test_the_sandbox_asks_nothing_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIPMATE_ORDERS__SOURCE", "odoo")
    monkeypatch.setenv("SHIPMATE_COMPANY__NAME", "Acme")
    assert sandbox_settings().orders.source == "sandbox"
    assert sandbox_settings().company.name == "Halden Supply"


def test_a_password_is_never_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIPMATE_ODOO__PASSWORD", "hunter2")
    assert "hunter2" not in repr(read_settings())


def test_every_setting_says_what_it_is() -> None:
    rows = table().splitlines()[2:]
    assert len(rows) >= 18
    assert all(len(row.split("|")[3].strip()) > 5 for row in rows)


def test_the_page_of_settings_is_that_of_the_code() -> None:
    """`python -m bot.settings_table > docs/configuration.md` mends it."""
    assert (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8") == page()


def test_the_readme_leads_to_that_page_and_names_only_settings_there_are() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    named = set(re.findall(r"SHIPMATE_[A-Z_]+", readme))
    assert "docs/configuration.md" in readme
    assert named <= set(re.findall(r"SHIPMATE_[A-Z_]+", table())) | {"SHIPMATE_CACHE"}
