"""What a list question filters by."""

from datetime import date
from typing import Any

import pytest

from retrieval.orders.source import OrderFilter
from retrieval.question import Intent
from tests.unit.understanding_company import only_ask

TODAY, MONDAY, SUNDAY = date(2026, 11, 22), date(2026, 11, 16), date(2026, 11, 22)
LEFT_TODAY = {"day_of": "delivered", "day_from": TODAY, "day_to": TODAY, "open_only": False}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("open orders", {}),
        ("late orders of my customers", {"late": True}),
        ("open orders for Kestrel Print", {"customer_ids": frozenset({3})}),
        ("open orders for Kestrel", {}),
        ("what ships today from WH-South", {"warehouse": "WH-South", "day_from": TODAY, "day_to": TODAY}),
        (
            "orders with DHL Express tomorrow",
            {"carrier": "DHL Express", "day_from": date(2026, 11, 23), "day_to": date(2026, 11, 23)},
        ),
        ("orders of Nora this week", {"salesperson_id": 1, "day_from": MONDAY, "day_to": SUNDAY}),
        ("überfällige Aufträge von Auwald", {"late": True, "customer_ids": frozenset({5})}),
        ("orders waiting for payment", {"reason": "waiting_for_payment"}),
        ("which orders are on hold", {"reason": "on_hold"}),
        ("orders that will be late", {"reason": "will_be_late"}),
        ("ready but not picked orders", {"reason": "ready_not_picked"}),
        ("orders without tracking", {"reason": "left_without_tracking"}),
        ("drafts", {"state": "draft", "open_only": False}),
        ("Angebote", {"state": "draft", "open_only": False}),
        ("what did we ship today?", LEFT_TODAY),
        ("was wurde heute versandt?", LEFT_TODAY),
        (
            "orders promised yesterday",
            {"day_from": date(2026, 11, 21), "day_to": date(2026, 11, 21)},
        ),
        ("cancelled orders", {"state": "cancelled", "open_only": False}),
        ("back orders for Lindqvist", {"state": "partly_delivered", "customer_ids": frozenset({4})}),
        (
            "orders delivered yesterday",
            {
                "state": "delivered",
                "open_only": False,
                "day_of": "delivered",
                "day_from": date(2026, 11, 21),
                "day_to": date(2026, 11, 21),
            },
        ),
        (
            "orders placed last week",
            {
                "day_of": "ordered",
                "open_only": False,
                "day_from": date(2026, 11, 9),
                "day_to": date(2026, 11, 15),
            },
        ),
        (
            "orders from last month",
            {
                "day_of": "ordered",
                "open_only": False,
                "day_from": date(2026, 10, 1),
                "day_to": date(2026, 10, 31),
            },
        ),
        (
            "orders from Monday to Friday for Auwald",
            {
                "customer_ids": frozenset({5}),
                "day_from": date(2026, 11, 23),
                "day_to": date(2026, 11, 27),
            },
        ),
        (
            "the last 3 orders of Brennweite",
            {"customer_ids": frozenset({1}), "newest_first": True, "open_only": False, "limit": 3},
        ),
        ("show me all orders of Brennweite", {"customer_ids": frozenset({1}), "open_only": False}),
        ("show me all open orders of Brennweite", {"customer_ids": frozenset({1})}),
        ("orders with GLV-1040", {"sku": "GLV-1040"}),
    ],
)
def test_reads_the_filter(text: str, expected: dict[str, Any]) -> None:
    assert only_ask(text).wanted == OrderFilter(**expected)


@pytest.mark.parametrize(
    "text", ["late orders of my customers", "my open orders", "überfällige Aufträge meiner Kunden"]
)
def test_my_orders_are_mine(text: str) -> None:
    assert only_ask(text).mine


def test_other_lists_are_not_only_mine() -> None:
    assert not only_ask("late orders").mine


def test_the_last_order_is_asked_for_as_such() -> None:
    assert only_ask("where is my last order?").last_order
    assert only_ask("Wo ist meine letzte Bestellung?").last_order
    for text in ("my last order", "last order?", "what was my last order?", "meine letzte Bestellung"):
        assert only_ask(text).last_order
        assert only_ask(text).intent is Intent.STATUS
    assert not only_ask("where is my order?").last_order


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("what was the penalty for Brennweite in 2025", date(2025, 12, 31)),
        ("Welche Vertragsstrafe galt für Brennweite im Jahr 2025?", date(2025, 12, 31)),
        ("what was the cut-off for DHL Express before 2026?", date(2025, 12, 31)),
        ("what is the cut-off for DHL Express tomorrow", date(2026, 11, 23)),
        ("what is the cut-off for DHL Express today", None),
        ("what is the cut-off for DHL Express", None),
    ],
)
def test_rules_are_those_of_the_day_asked_about(text: str, day: date | None) -> None:
    assert only_ask(text).on_day == day


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("what does Brennweite's contract say about late delivery", "late delivery"),
        ("Was sagt der Vertrag mit Auwald zu Verspätungen?", "late delivery"),
        ("Zahlungsziel von Porto Verde?", "payment terms"),
        ("Palette beschädigt angekommen, was nun?", "damaged goods"),
        ("what's the cut-off for DHL Express?", "cut-off"),
        ("Bis wann ist Annahmeschluss?", "cut-off"),
    ],
)
def test_names_the_topic_in_the_words_of_the_documents(text: str, topic: str) -> None:
    assert only_ask(text).topic == topic
