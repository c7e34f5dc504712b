"""The table of data classes is whole, current, and what leaves for Odoo, a model or a reader keeps to it."""

import re
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any, get_args
from zoneinfo import ZoneInfo

import pytest

from bot.settings import SANDBOX
from retrieval.audience import Audience
from retrieval.classes.kinds import KINDS, is_seen_by_nobody
from retrieval.classes.odoo import NEVER_MODELS, ODOO
from retrieval.classes.odoo_field import Use
from retrieval.classes.page import page
from retrieval.classes.rules import ROLES, DataClass, ToModel
from retrieval.documents.metadata import Kind
from retrieval.orders.data_classes import FIELDS, model_gets, rules
from retrieval.orders.facts import order_facts
from retrieval.orders.odoo.classified import UnclassifiedFieldError, require, table_with
from retrieval.orders.sandbox import SandboxOrders
from tests.contract.orders.base import EVERY_NUMBER
from tests.unit.project.root import ROOT

NOON = datetime(2026, 11, 23, 12, 5, tzinfo=UTC)
BERLIN = ZoneInfo("Europe/Berlin")


def test_the_page_for_the_security_officer_is_current() -> None:
    """`python -m retrieval.classes.page > docs/data-classes.md` mends it."""
    assert (ROOT / "docs" / "data-classes.md").read_text(encoding="utf-8") == page()


def test_every_kind_of_document_has_its_class_and_no_class_is_without_kind() -> None:
    assert set(get_args(Kind)) == set(KINDS)


def test_a_document_of_an_unknown_kind_is_seen_by_nobody() -> None:
    assert is_seen_by_nobody("memo", ("public", "staff"), None)
    assert not is_seen_by_nobody("policy", ("public",), None)


def test_a_label_does_not_publish_a_contract() -> None:
    assert not is_seen_by_nobody("contract", ("customer:Tinsmith GmbH",), "Tinsmith GmbH")
    assert is_seen_by_nobody("contract", ("customer:Somebody Ltd",), "Tinsmith GmbH")


def test_every_field_of_odoo_leads_to_fields_of_ours_or_says_why_not() -> None:
    ours = dict(rules())
    for model, known in ODOO.items():
        for name, field in known.items():
            assert set(field.becomes) <= set(ours), f"{model}.{name}"
            assert field.becomes or field.why, f"{model}.{name}"
            assert (field.use is Use.READ) == bool(field.becomes), f"{model}.{name}"


def test_what_is_never_read_is_nowhere_else() -> None:
    assert not set(NEVER_MODELS) & set(ODOO)


@pytest.mark.parametrize(
    ("model", "asked"),
    [
        ("sale.order", {"specification": {"x_margin_note": {}}}),
        ("sale.order", {"specification": {"margin": {}}}),
        ("sale.order", {"specification": {"order_line": {"fields": {"purchase_price": {}}}}}),
        ("sale.order", {"domain": [("note", "ilike", "secret")]}),
        ("sale.order", {"domain": [("partner_id.credit_limit", ">", 0)]}),
        ("sale.order", {"domain": [("order_line", "any", [("discount", ">", 0)])]}),
        ("sale.order", {"order": "margin desc"}),
        ("sale.order", {"by": ["x_region"]}),
        ("hr.employee", {"specification": {"name": {}}}),
        ("mail.message", {"specification": {}}),
    ],
)
def test_what_the_table_does_not_open_never_leaves_for_odoo(model: str, asked: dict[str, Any]) -> None:
    """A field somebody adds without classifying it fails here first, and in every test that reads it."""
    with pytest.raises(UnclassifiedFieldError):
        require(model, **({"specification": {}, "domain": []} | asked))


def test_a_company_may_name_a_field_of_its_own_for_substitutes_and_no_closed_one() -> None:
    require(
        "product.product", specification={"x_replaced_by": {}}, domain=[], table=table_with("x_replaced_by")
    )
    with pytest.raises(UnclassifiedFieldError):
        table_with("standard_price")


def test_every_role_sees_what_is_public_of_an_order_and_only_some_see_money() -> None:
    assert all(DataClass.CUSTOMER in role.classes for role in ROLES.values())
    assert {name for name, role in ROLES.items() if DataClass.COMMERCIAL in role.classes} == {
        "sales",
        "customer-service",
        "supervisor",
    }


def closed_to_a_model(value: Any) -> list[str]:
    """Return the texts of a state, at any depth, that no model is to get."""
    if isinstance(value, tuple):
        return [text for part in value for text in closed_to_a_model(part)]
    if not is_dataclass(value) or type(value) not in FIELDS:
        return []
    found = []
    for field in fields(value):
        inner = getattr(value, field.name)
        if model_gets(type(value), field.name) is ToModel.NEVER:
            found += [inner] if isinstance(inner, str) and inner else []
        else:
            found += closed_to_a_model(inner)
    return found


async def test_no_text_a_model_may_get_holds_what_is_closed_to_it() -> None:
    source = SandboxOrders(SANDBOX, zone=BERLIN, portal_url="https://portal.example")
    audience = Audience(kind="staff", roles=frozenset({"supervisor"}), companies=frozenset({1, 2}))
    orders = await source.orders(EVERY_NUMBER, audience, NOON)
    seen = 0
    for order in orders:
        closed = closed_to_a_model(order)
        seen += len(closed)
        text = order_facts(order, audience, NOON, BERLIN, "Sandbox").text
        assert [one for one in closed if re.search(rf"{re.escape(one)}(?!\w)", text)] == []
    assert seen > len(orders) / 2
