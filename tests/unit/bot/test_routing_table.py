"""A routing table is read whole, or refused with the row that is wrong."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.errors import SettingsError
from bot.routing import ANY, Topic
from bot.routing_table import SOMEBODY, table_from
from bot.serving import routes_of
from bot.settings import SANDBOX, Settings

ROW = {"topic": "credit", "who": "Accounting", "to": "slack:C024BE91L"}


def test_without_a_table_customer_service_has_everything() -> None:
    assert table_from(None) == (SOMEBODY,)


def test_the_sandbox_company_has_a_table_with_a_row_for_each_kind_of_decision() -> None:
    topics = {route.topic for route in routes_of(Settings())}
    assert {Topic.SUPPLIER_DISPUTE, Topic.QUALITY_HOLD, Topic.CREDIT, Topic.ORDER_RELEASE, ANY} <= topics


def test_a_table_in_the_settings_takes_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SHIPMATE_ROUTING__TABLE", json.dumps({"route": [ROW]}))
    assert [route.desk.to for route in routes_of(Settings())] == ["slack:C024BE91L", SOMEBODY.desk.to]


def test_a_file_and_a_table_are_not_both_taken() -> None:
    with pytest.raises(SettingsError, match="not both"):
        table_from(SANDBOX / "routing.toml", {"route": [ROW]})


def test_a_role_is_told_where_the_table_says() -> None:
    deputy = {"who": "the others", "to": "role:purchasing"}
    row = {**ROW, "to": "role:accounting", "deputy": deputy}
    route, _ = table_from(None, {"roles": {"accounting": "teams:19:x@thread.tacv2"}, "route": [row]})
    assert route.desk.to == "teams:19:x@thread.tacv2"
    assert route.deputy is not None
    assert route.deputy.to == "role:purchasing"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"topic": "credits"}, "row 2: the topic is one of"),
        ({"tpoic": "credit"}, "row 2: there is no tpoic; a row has"),
        ({"to": "mail:x@y.example"}, "row 2: `who` is a name people know, `to` is slack:CHANNEL"),
        ({"to": "slack:"}, "row 2: `who` is a name"),
        ({"who": ""}, "row 2: `who` is a name"),
        ({"who": 7}, "row 2: `who` is a text"),
        ({"customer": ["Kestrel"]}, "row 2: `customer` is a text"),
        ({"hours": "always"}, "row 2: hours are written as"),
        ({"answer_hours": 0}, "row 2: answer_hours is a number"),
        ({"answer_hours": True}, "row 2: answer_hours is a number"),
        ({"deputy": "Frank"}, "row 2: a deputy is written as"),
        ({"deputy": {"who": "Frank", "to": "role:x", "phone": "1"}}, "row 2, deputy: there is no phone"),
        ({"deputy": {}}, "row 2, deputy: `who` is a name"),
    ],
)
def test_a_wrong_row_is_named(change: dict[str, Any], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        table_from(None, {"route": [ROW, {**ROW, **change}]})


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ({"routes": [ROW]}, "there is no routes; it has closed_on, role"),
        ({"route": {"topic": "credit"}}, r"no \[\[route\]\] rows"),
        ({"closed_on": ["Christmas"], "route": [ROW]}, "closed_on is a list of days"),
        ({"closed_on": "2026-12-25", "route": [ROW]}, "closed_on is a list of days"),
        ({"closed_on": [20261225], "route": [ROW]}, "closed_on is a list of days"),
        ({"roles": {"purchasing": "C1"}, "route": [ROW]}, r"\[roles\] says where a role is told"),
        ({"route": [ROW] * 501}, "more than 500 rows"),
    ],
)
def test_a_wrong_table_is_refused_whole(table: dict[str, Any], said: str) -> None:
    with pytest.raises(SettingsError, match=said):
        table_from(None, table)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"[[route]\n", "is no TOML"),
        (b"\xff\xfe", "is no UTF-8 text"),
        (b"#" * 300_000, "is larger than"),
    ],
)
def test_a_file_nobody_can_read_is_refused_with_why(tmp_path: Path, content: bytes, said: str) -> None:
    (tmp_path / "routing.toml").write_bytes(content)
    with pytest.raises(SettingsError, match=said):
        table_from(tmp_path / "routing.toml")


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"routing\.toml cannot be read"):
        table_from(tmp_path / "routing.toml")
