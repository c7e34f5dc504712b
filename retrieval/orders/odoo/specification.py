"""What is read of each model, as the nested specification of `web_search_read`.

One call brings an order with its lines, deliveries, moves and invoices. Stored fields, but for what only
Odoo can compute: the credit warning, what was paid online, and the carrier's link.
"""

from typing import Any

Specification = dict[str, Any]


def _plain(*names: str) -> Specification:
    return {name: {} for name in names}


def _nested(*names: str, **more: Any) -> Specification:
    return {"fields": _plain(*names) | more}


UNIT = _nested("name", "factor")
PRODUCT = _nested("default_code", "display_name", "type", uom_id=UNIT)
PRODUCT_KEY = _nested("default_code", uom_id=_nested("factor"))
"""Without the name, which Odoo computes."""
CUSTOMER = _nested(commercial_partner_id=_nested("name", "is_company"))

MOVE = _plain(
    "state", "product_uom_qty", "quantity", "picked", "sale_line_id", "picking_type_id", "move_dest_ids"
) | {"product_uom": _nested("factor")}

SHIPMENT = _plain(
    "name",
    "state",
    "picking_type_id",
    "priority",
    "scheduled_date",
    "date_deadline",
    "date_done",
    "carrier_tracking_ref",
    "carrier_tracking_url",
) | {
    "carrier_id": _nested("name"),
    "backorder_id": _nested("name"),
    "move_ids": {"fields": MOVE | {"product_id": PRODUCT}},
}

LINE = _plain(
    "display_type",
    "is_delivery",
    "is_downpayment",
    "product_uom_qty",
    "qty_delivered",
    "price_unit",
    "price_subtotal",
    "warehouse_id",
    "customer_lead",
) | {"product_id": PRODUCT, "product_uom_id": UNIT}

INVOICE = _plain("name", "state", "move_type", "payment_state", "amount_total", "invoice_date_due")

ORDER: Specification = _plain(
    "name",
    "state",
    "date_order",
    "commitment_date",
    "picking_policy",
    "client_order_ref",
    "invoice_status",
    "amount_total",
    "require_payment",
    "prepayment_percent",
    "amount_paid",
    "partner_credit_warning",
    "warehouse_id",
    "company_id",
    "tag_ids",
) | {
    "partner_id": CUSTOMER,
    "user_id": _nested("name"),
    "currency_id": _nested("name"),
    "order_line": {"fields": LINE},
    "picking_ids": {"fields": SHIPMENT},
}

INVOICES: Specification = {"invoice_ids": {"fields": INVOICE}}
"""Apart: the user may lack the right to read them."""

NAMES_OF_ORDER: Specification = _plain("name", "client_order_ref", "date_order") | {
    "picking_ids": _nested("name", "carrier_tracking_ref")
}
INVOICE_NAMES: Specification = {"invoice_ids": _nested("name")}

DEMAND: Specification = MOVE | {
    "priority": {},
    "product_id": PRODUCT_KEY,
    "sale_line_id": _nested(order_id=_nested("name", "commitment_date", "tag_ids")),
}

RECEIPT: Specification = _plain("product_uom_qty", "date", "picking_type_id", "move_dest_ids") | {
    "product_id": PRODUCT_KEY,
    "product_uom": _nested("factor"),
    "purchase_line_id": _nested(order_id=_nested("name", partner_id=_nested("name"))),
}

REQUEST: Specification = _plain("product_qty", "date_planned", "move_dest_ids") | {
    "product_id": PRODUCT_KEY,
    "product_uom_id": _nested("factor"),
    "order_id": _nested("name", "picking_type_id", partner_id=_nested("name")),
}
"""A line of a request for quotation."""

QUANTITY: Specification = _plain("location_id", "quantity", "reserved_quantity") | {"product_id": PRODUCT_KEY}

PRODUCT_OF_A_LIST: Specification = _plain("default_code", "display_name", "type") | {"uom_id": UNIT}


def stated_product(substitutes_field: str) -> Specification:
    """Return what is read of a product, its substitutes included where a field names them."""
    if not substitutes_field:
        return PRODUCT_OF_A_LIST
    substitutes = _nested(product_variant_id=_nested("default_code", "display_name"))
    return PRODUCT_OF_A_LIST | {substitutes_field: substitutes}


INDIVIDUAL: Specification = {"name": {}, "parent_id": _nested("name")}
OWNER: Specification = _plain("commercial_partner_id")

NEEDED: dict[str, tuple[str, ...]] = {
    "sale.order": (*ORDER, *INVOICES, "delivery_status"),
    "sale.order.line": tuple(LINE),
    "stock.picking": (*SHIPMENT, "sale_id"),
    "stock.move": (*DEMAND, *RECEIPT),
    "stock.quant": tuple(QUANTITY),
    "purchase.order.line": tuple(REQUEST),
    "product.product": tuple(PRODUCT_OF_A_LIST),
    "account.move": tuple(INVOICE),
    "res.partner": (*INDIVIDUAL, *OWNER, "is_company", "partner_share", "email_normalized"),
}
"""What `doctor` looks for."""
