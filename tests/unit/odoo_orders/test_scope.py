"""Who asks is part of every query."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.audience import PUBLIC, Audience
from retrieval.orders.odoo.scope import any_of, context_of, invoices_of, orders_of

SALES = Audience(kind="staff", roles=frozenset({"sales"}), companies=frozenset({1}))
LEAF = ("name", "=", "x")


def test_the_public_and_staff_of_no_company_ask_nothing() -> None:
    assert orders_of(PUBLIC) is None
    assert orders_of(Audience(kind="staff")) is None
    assert orders_of(Audience(kind="customer")) is None
    assert orders_of(replace(SALES, companies=frozenset())) is None


@pytest.mark.parametrize("roles", [(), ("intern",), ("purchasing",)])
def test_staff_without_a_role_that_has_orders_ask_nothing(roles: tuple[str, ...]) -> None:
    assert orders_of(replace(SALES, roles=frozenset(roles))) is None
    assert orders_of(replace(SALES, roles=frozenset({*roles, "warehouse"}))) is not None


def test_staff_are_held_to_their_companies() -> None:
    audience = replace(SALES, companies=frozenset({3, 1}))
    assert orders_of(audience) == [("company_id", "in", [1, 3])]
    assert context_of(audience.companies) == {"allowed_company_ids": [1, 3]}


def test_own_documents_only_are_ones_own_and_those_of_nobody() -> None:
    audience = replace(SALES, own_documents_only=True, user_id=7)
    assert orders_of(audience) == [("company_id", "in", [1]), ("user_id", "in", [7, False])]


def test_own_documents_of_nobody_known_are_those_of_nobody() -> None:
    audience = replace(SALES, own_documents_only=True)
    assert orders_of(audience) == [("company_id", "in", [1]), ("user_id", "in", [False, False])]


def test_a_customer_is_the_commercial_partner_and_sees_no_draft() -> None:
    audience = Audience(kind="customer", customer_ids=frozenset({9}))
    assert orders_of(audience) == [
        ("partner_id.commercial_partner_id", "in", [9]),
        ("state", "!=", "draft"),
    ]


def test_invoices_follow_odoos_own_rules() -> None:
    customer = Audience(kind="customer", customer_ids=frozenset({9}))
    assert invoices_of(SALES) == []
    assert invoices_of(replace(SALES, roles=frozenset({"warehouse"}))) is None
    assert invoices_of(replace(SALES, own_documents_only=True, user_id=7)) == [
        ("invoice_user_id", "in", [7, False])
    ]
    assert invoices_of(customer) == [
        ("state", "not in", ("draft", "cancel")),
        ("partner_id.commercial_partner_id", "in", [9]),
    ]


@given(st.lists(st.lists(st.just(LEAF), min_size=1, max_size=4), min_size=1, max_size=5))
def test_alternatives_are_one_well_formed_condition(domains: list[list[Any]]) -> None:
    joined = any_of(domains)
    wanted = 1
    for part in joined:
        assert wanted > 0
        wanted += 1 if part in ("&", "|") else -1
    assert wanted == 0
    assert joined.count("|") == len(domains) - 1
