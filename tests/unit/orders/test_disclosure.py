"""Who sees what: the table is complete, closed by default, and holds all the way down."""

from dataclasses import fields, is_dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from retrieval.audience import PUBLIC, Audience
from retrieval.orders import state as words
from retrieval.orders.data_classes import FIELDS, REASONS
from retrieval.orders.disclosure import disclose, disclose_customer, disclose_product, disclose_reasons
from retrieval.orders.reasons import Reason, ReasonCode
from retrieval.orders.state import (
    Customer,
    CustomerState,
    Invoice,
    ProductState,
    Receipt,
    Reservation,
    StockAt,
)
from retrieval.orders.why import reasons_for
from tests.unit.orders.making import (
    CUSTOMER,
    NOW,
    SUPERVISOR,
    TINSMITH,
    WAREHOUSE,
    ZONE,
    day,
    inbound,
    line,
    order,
    shipment,
)

SERVICE = replace(SUPERVISOR, roles=frozenset({"customer-service"}))
ROLELESS = replace(SUPERVISOR, roles=frozenset())
STAFF = replace(SUPERVISOR, roles=frozenset({"staff"}))
SELLER = replace(SUPERVISOR, roles=frozenset({"sales"}))
FULL = order(
    line(
        10,
        short=10,
        inbound=(inbound(10, 5),),
        held_by=(Reservation(order="S00999", quantity=Decimal(3)),),
        elsewhere=(StockAt(warehouse="WH-South", on_hand=Decimal(9), free=Decimal(9)),),
        on_hold=Decimal(4),
        unit_price=Decimal("11.90"),
        subtotal=Decimal("119.00"),
    ),
    shipments=(shipment(scheduled_at=day(1)),),
    priority=True,
    salesperson="Nora Albers",
    salesperson_id=1,
    customer_reference="PO-1",
    invoices=(Invoice(number="INV/1", posted=True, payment="paid", total=Decimal("119.00")),),
    invoice_status="invoiced",
    credit_warning=True,
    total=Decimal("119.00"),
    url="https://odoo.example/1",
    portal_url="https://portal.example/my/orders/1",
)


@pytest.mark.parametrize("kind", [*FIELDS], ids=lambda kind: kind.__name__)
def test_every_field_has_its_class_and_no_class_is_without_field(kind: Any) -> None:
    assert set(FIELDS[kind]) == {field.name for field in fields(kind)}


def test_every_word_of_the_state_and_every_reason_is_in_the_table() -> None:
    kinds = {kind for kind in vars(words).values() if is_dataclass(kind)}
    assert kinds | {Reason} == set(FIELDS)
    assert set(REASONS) == set(ReasonCode)


def test_a_supervisor_sees_everything() -> None:
    assert disclose(FULL, SUPERVISOR) == FULL


def test_the_warehouse_sees_supply_but_no_prices_invoices_or_credit() -> None:
    seen = disclose(FULL, WAREHOUSE)
    assert (seen.total, seen.invoices, seen.invoice_status, seen.credit_warning) == (None, (), None, False)
    assert (seen.lines[0].unit_price, seen.lines[0].subtotal, seen.salesperson) == (None, None, None)
    assert seen.lines[0].inbound == FULL.lines[0].inbound
    assert seen.lines[0].held_by == FULL.lines[0].held_by
    assert {"total", "invoices", "credit_warning", "salesperson", "line.unit_price"} <= seen.withheld
    assert "line.inbound" not in seen.withheld


def test_what_is_withheld_does_not_depend_on_its_value() -> None:
    bare = order(line(10))
    assert disclose(bare, WAREHOUSE).withheld == disclose(FULL, WAREHOUSE).withheld


def test_a_customer_sees_no_supplier_purchase_other_order_or_stock() -> None:
    seen = disclose(FULL, CUSTOMER)
    [one] = seen.lines
    [part] = one.inbound
    assert (part.purchase, part.supplier, part.purchase_quantity) == ("", None, None)
    assert (part.quantity, part.expected_at) == (Decimal(10), day(5))
    assert (one.held_by, one.elsewhere, one.warehouse, seen.warehouse) == ((), (), "", "")
    assert one.on_hold == one.free == 0
    assert (seen.priority, seen.credit_warning, seen.expected_at) == (False, False, None)
    assert (seen.url, seen.total, seen.invoices) == (FULL.portal_url, FULL.total, FULL.invoices)
    for secret in ("P00101", "SafeHands", "S00999", "WH-North", "WH-South", "odoo.example"):
        assert secret not in repr(seen)


def test_a_customer_is_told_no_date_of_a_mere_request_for_quotation() -> None:
    short = line(10, short=10, inbound=(inbound(10, 5, confirmed=False),))
    state = order(short, shipments=(shipment(),))
    assert disclose(state, CUSTOMER).lines[0].inbound == ()
    [reason] = disclose_reasons(reasons_for(state, NOW, ZONE), CUSTOMER)
    assert (reason.code, reason.at, reason.inbound) == (ReasonCode.WAITING_FOR_STOCK, None, ())


def test_a_customer_is_told_no_date_when_a_part_is_not_covered() -> None:
    state = order(line(10, short=10, inbound=(inbound(4, 2),)), shipments=(shipment(),))
    [reason] = disclose_reasons(reasons_for(state, NOW, ZONE), CUSTOMER)
    assert reason.at is None


def test_reasons_of_others_stock_and_credit_are_not_for_customers() -> None:
    reasons = reasons_for(FULL, NOW, ZONE)
    assert {reason.code for reason in reasons} >= {
        ReasonCode.RESERVED_FOR_OTHERS,
        ReasonCode.STOCK_ELSEWHERE,
        ReasonCode.ON_HOLD,
        ReasonCode.CREDIT_WARNING,
    }
    shown = disclose_reasons(reasons, CUSTOMER)
    assert [reason.code.value for reason in shown] == ["waiting_for_stock", "will_be_late"]
    assert [(r.purchase, r.supplier, r.purchase_quantity, r.warehouse) for r in shown] == [(None,) * 4] * 2
    assert "S00999" not in repr(shown)


def test_lateness_against_an_internal_date_is_not_for_customers() -> None:
    state = replace(FULL, promised_at=None, expected_at=day(-3))
    assert ReasonCode.LATE in {reason.code for reason in reasons_for(state, NOW, ZONE)}
    assert ReasonCode.LATE not in {r.code for r in disclose_reasons(reasons_for(state, NOW, ZONE), CUSTOMER)}


def test_reasons_that_are_all_withheld_leave_an_unknown_one() -> None:
    only = (Reason(code=ReasonCode.CREDIT_WARNING),)
    assert disclose_reasons(only, CUSTOMER) == (Reason(code=ReasonCode.UNKNOWN),)
    assert disclose_reasons(only, SERVICE) == only


def test_who_sees_their_own_orders_only_learns_no_other_number() -> None:
    own = replace(SUPERVISOR, own_documents_only=True, user_id=1)
    seen = disclose(FULL, own)
    assert seen.lines[0].held_by == ()
    assert "line.held_by" in seen.withheld
    reasons = disclose_reasons(reasons_for(FULL, NOW, ZONE), own)
    held = next(reason for reason in reasons if reason.code is ReasonCode.RESERVED_FOR_OTHERS)
    assert (held.orders, held.quantity) == ((), Decimal(3))


def test_the_name_of_a_private_customer_needs_a_role() -> None:
    private = replace(FULL, customer=Customer(id=7, name="Greta Sommer", is_company=False))
    assert disclose(private, WAREHOUSE).customer.name == "Greta Sommer"
    assert disclose(private, CUSTOMER).customer.name == "Greta Sommer"
    hidden = disclose(private, STAFF)
    assert hidden.customer == Customer(id=7, name="", is_company=False)
    assert "customer" in hidden.withheld
    assert disclose(FULL, STAFF).customer == TINSMITH


@pytest.mark.parametrize("audience", [PUBLIC, replace(CUSTOMER, customer_ids=frozenset({8}))])
def test_an_order_of_somebody_else_is_refused_not_emptied(audience: Audience) -> None:
    with pytest.raises(ValueError, match="not an order of this asker"):
        disclose(FULL, audience)


@pytest.mark.parametrize("roles", [(), ("intern",), ("purchasing",)])
def test_staff_whose_role_has_no_orders_see_none(roles: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="not an order of this asker"):
        disclose(FULL, replace(ROLELESS, roles=frozenset(roles)))


def test_an_unknown_role_adds_nothing() -> None:
    assert disclose(FULL, replace(STAFF, roles=frozenset({"staff", "intern"}))) == disclose(FULL, STAFF)


def test_sales_see_when_goods_come_and_prices_but_no_purchase() -> None:
    seen = disclose(FULL, SELLER)
    [part] = seen.lines[0].inbound
    assert (part.purchase, part.supplier, part.purchase_quantity) == ("", None, None)
    assert (part.quantity, part.expected_at) == (Decimal(10), day(5))
    assert (seen.total, seen.credit_warning, seen.lines[0].held_by) == (
        FULL.total,
        FULL.credit_warning,
        FULL.lines[0].held_by,
    )
    assert disclose(FULL, replace(SELLER, roles=frozenset({"sales", "warehouse"}))).lines == FULL.lines


def test_stock_and_receipts_of_a_product_are_for_staff() -> None:
    product = ProductState(
        sku="GLV-1040",
        name="Nitrile gloves L",
        unit="box",
        stock=(StockAt(warehouse="WH-North", on_hand=Decimal(5), free=Decimal(1)),),
        receipts=(Receipt(purchase="P1", warehouse="WH-North", quantity=Decimal(5), expected_at=day(1)),),
        substitutes=(("GLV-1050", "Nitrile gloves L, powder-free"),),
    )
    assert disclose_product(product, WAREHOUSE) == product
    seen = disclose_product(product, CUSTOMER)
    assert (seen.stock, seen.receipts, seen.substitutes) == ((), (), product.substitutes)
    assert {"stock", "receipts"} <= seen.withheld
    with pytest.raises(ValueError, match="public"):
        disclose_product(product, PUBLIC)


def test_a_customers_summary_is_disclosed_with_its_orders() -> None:
    state = CustomerState(
        customer=TINSMITH,
        open_orders=(FULL,),
        open_count=1,
        late_count=0,
        payment_terms="30 days net",
        credit_note="over the limit",
    )
    seen = disclose_customer(state, WAREHOUSE)
    assert (seen.payment_terms, seen.credit_note) == (None, None)
    assert seen.open_orders == (disclose(FULL, WAREHOUSE),)
    assert disclose_customer(state, CUSTOMER).credit_note is None
    assert disclose_customer(state, CUSTOMER).payment_terms == "30 days net"
    assert disclose_customer(state, SERVICE).credit_note == "over the limit"
