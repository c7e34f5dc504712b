"""Every field of Odoo that Shipmate asks for or filters by, and those it must never ask for.

What is not here cannot be read: `retrieval/orders/odoo/classified.py` refuses the call. `id` is inside for
every model. Add a field here first, with the field of ours it becomes.
"""

from collections.abc import Mapping

from retrieval.classes.odoo_field import OdooField, inside, never, read

Fields = Mapping[str, OdooField]

_LINK = "leads from one record to the next"
_STATE = "which records are open, done or cancelled"
_COMPANY = "holds everything to the companies of the asker"
_UNIT = "quantities in the unit the product is kept in"
_COST = "what goods cost us and what is earned on them is nobody's question here"
_CONTACT = "Shipmate answers questions, it does not hand out addresses"

SALES: Mapping[str, Fields] = {
    "sale.order": {
        "name": read("OrderState.number", "Reservation.order", "Reason.orders"),
        "state": read("OrderState.status"),
        "partner_id": inside(_LINK, to="res.partner"),
        "partner_shipping_id": inside("whose postcode and e-mail prove an order", to="res.partner"),
        "date_order": read("OrderState.ordered_at", "OrderState.expected_at"),
        "commitment_date": read("OrderState.promised_at", "Reservation.promised_at"),
        "picking_policy": read("OrderState.ship_complete", "OrderState.expected_at"),
        "client_order_ref": read("OrderState.customer_reference"),
        "invoice_status": read("OrderState.invoice_status"),
        "amount_total": read("OrderState.total", "OrderState.waits_for_payment"),
        "require_payment": read("OrderState.waits_for_payment"),
        "prepayment_percent": read("OrderState.waits_for_payment"),
        "amount_paid": read("OrderState.waits_for_payment"),
        "partner_credit_warning": read(
            "OrderState.credit_warning", why="that there is one; its words, which tell the sum, are not kept"
        ),
        "warehouse_id": read("OrderState.warehouse", "Line.warehouse", to="stock.warehouse"),
        "company_id": read("OrderState.company_id", to="res.company", why=_COMPANY),
        "tag_ids": read(
            "OrderState.priority",
            to="crm.tag",
            why="only whether the priority tag is there, which the warehouse has to know; no tag is named",
        ),
        "user_id": read("OrderState.salesperson", "OrderState.salesperson_id", to="res.users"),
        "currency_id": inside(_LINK, to="res.currency"),
        "order_line": read("OrderState.lines", to="sale.order.line"),
        "picking_ids": read("OrderState.shipments", to="stock.picking"),
        "invoice_ids": read("OrderState.invoices", to="account.move"),
        "delivery_status": inside("which orders a list holds"),
        "note": never("terms and free text: may hold anything"),
        "margin": never(_COST),
        "margin_percent": never(_COST),
        "access_token": never("opens the order to whoever holds it"),
        "signature": never("a person's signature"),
        "signed_by": never("a person's name that no answer needs"),
    },
    "sale.order.line": {
        "display_type": inside("headings and notes are no lines"),
        "is_delivery": inside("carriage is no line"),
        "is_downpayment": inside("down payments are no lines"),
        "product_uom_qty": read("Line.ordered"),
        "qty_delivered": read("Line.delivered"),
        "price_unit": read("Line.unit_price"),
        "price_subtotal": read("Line.subtotal"),
        "warehouse_id": read("Line.warehouse", to="stock.warehouse"),
        "customer_lead": read("OrderState.expected_at"),
        "product_id": inside(_LINK, to="product.product"),
        "product_uom_id": inside(_UNIT, to="uom.uom"),
        "order_id": inside(_LINK, to="sale.order"),
        "invoice_lines": inside("finds an order by its invoice", to="account.move.line"),
        "name": never("free text of the line: may hold anything"),
        "discount": never("terms of the customer; the price after it is shown"),
        "purchase_price": never(_COST),
        "margin": never(_COST),
    },
    "account.move": {
        "name": read("Invoice.number"),
        "state": read("Invoice.posted"),
        "move_type": inside("only invoices to customers"),
        "payment_state": read("Invoice.payment"),
        "amount_total": read("Invoice.total"),
        "invoice_date_due": read("Invoice.due_at"),
        "partner_id": inside("a customer sees only what is invoiced to them", to="res.partner"),
        "invoice_user_id": inside("own documents only: who the invoice belongs to", to="res.users"),
        "access_token": never("opens the invoice to whoever holds it"),
        "narration": never("free text: may hold anything"),
        "partner_bank_id": never("bank accounts are never read"),
    },
    "account.move.line": {"move_id": inside(_LINK, to="account.move")},
    "crm.tag": {"name": inside("finds the tag of priority orders")},
    "res.currency": {"name": read("OrderState.currency")},
}

PEOPLE: Mapping[str, Fields] = {
    "res.partner": {
        "name": read(
            "Customer.name",
            "NamedRecord.name",
            "NamedRecord.key",
            "Inbound.supplier",
            "Receipt.supplier",
            "Reason.supplier",
        ),
        "is_company": read("Customer.is_company", "NamedRecord.is_company"),
        "commercial_partner_id": read(
            "Customer.id", "OrderState.customer", "NamedRecord.id", to="res.partner"
        ),
        "child_ids": read("NamedRecord.aliases", to="res.partner"),
        "type": inside("which kind of contact"),
        "parent_id": inside("whose contact somebody is", to="res.partner"),
        "partner_share": inside("own staff are not looked for as people"),
        "email_normalized": inside(
            "finds whose an address in a question is, and is compared with a guest's; no address is given out"
        ),
        "active": inside("who left has no rights"),
        "city": read("NamedRecord.aliases", why="of our own warehouses only"),
        "sale_warn_msg": read("CustomerState.credit_note"),
        "user_id": inside(_LINK, to="res.users"),
        "property_payment_term_id": inside(_LINK, to="account.payment.term"),
        "email": never(_CONTACT),
        "phone": never(_CONTACT),
        "street": never(_CONTACT),
        "street2": never(_CONTACT),
        "zip": inside("compared with the postcode a guest gives as proof; no postcode is given out"),
        "vat": never(_CONTACT),
        "comment": never("internal notes about a customer: may hold anything"),
        "credit": never("what a customer owes in all; only that a limit is exceeded is told"),
        "credit_limit": never("the sum of a credit limit; only that it is exceeded is told"),
        "bank_ids": never("bank accounts are never read"),
    },
    "res.users": {
        "name": read("OrderState.salesperson", "CustomerState.salesperson", "NamedRecord.name"),
        "login": inside("finds whose account it is; never given out"),
        "active": inside("who left has no rights"),
        "share": inside("a customer's account, or an employee's"),
        "partner_id": inside("whose account it is", to="res.partner"),
        "company_ids": inside(_COMPANY, to="res.company"),
        "all_group_ids": inside("the rights that roles follow from", to="res.groups"),
        "property_warehouse_id": inside("which warehouse somebody works for", to="stock.warehouse"),
        "password": never("secrets are never read"),
    },
    "account.payment.term": {"name": read("CustomerState.payment_terms")},
}

WAREHOUSE: Mapping[str, Fields] = {
    "stock.picking": {
        "name": read("Shipment.name", "Reason.shipment", "Reason.shipments"),
        "state": read("Shipment.status"),
        "picking_type_id": read("Shipment.warehouse", "Shipment.is_return", to="stock.picking.type"),
        "priority": read("OrderState.priority"),
        "scheduled_date": read("Shipment.scheduled_at"),
        "date_deadline": read("Shipment.deadline_at"),
        "date_done": read("Shipment.done_at"),
        "carrier_tracking_ref": read("Shipment.tracking"),
        "carrier_tracking_url": read("Shipment.tracking_url"),
        "carrier_id": inside(_LINK, to="delivery.carrier"),
        "backorder_id": read("Shipment.backorder_of", to="stock.picking"),
        "move_ids": read("Shipment.lines", to="stock.move"),
        "sale_id": inside(_LINK, to="sale.order"),
        "note": never("internal notes of the warehouse: may hold anything"),
    },
    "stock.move": {
        "state": inside(_STATE),
        "product_uom_qty": read(
            "ShipmentLine.quantity",
            "Line.short",
            "Inbound.quantity",
            "Inbound.purchase_quantity",
            "Receipt.quantity",
            "Reason.quantity",
            "Reason.purchase_quantity",
        ),
        "quantity": read(
            "ShipmentLine.quantity", "ShipmentLine.reserved", "Line.reserved", "Reservation.quantity"
        ),
        "picked": read("ShipmentLine.picked"),
        "date": read("Inbound.expected_at", "Receipt.expected_at", "Reason.at"),
        "priority": inside("which order is served first"),
        "sale_line_id": read("Line.held_by", to="sale.order.line"),
        "purchase_line_id": read("Line.inbound", "ProductState.receipts", to="purchase.order.line"),
        "picking_type_id": read("Receipt.warehouse", "Reason.warehouse", to="stock.picking.type"),
        "move_dest_ids": inside("which move goes on with the goods", to="stock.move"),
        "product_id": inside(_LINK, to="product.product"),
        "product_uom": inside(_UNIT, to="uom.uom"),
        "location_id": inside("only what comes from a supplier", to="stock.location"),
        "company_id": inside(_COMPANY, to="res.company"),
        "price_unit": never(_COST),
        "value": never(_COST),
    },
    "stock.quant": {
        "location_id": read("StockAt.warehouse", to="stock.location"),
        "quantity": read("StockAt.on_hand", "StockAt.on_hold", "Line.on_hold", "ProductState.stock"),
        "reserved_quantity": read("StockAt.free", "Line.free", "Line.elsewhere", "Reason.warehouses"),
        "product_id": inside(_LINK, to="product.product"),
        "company_id": inside(_COMPANY, to="res.company"),
        "value": never(_COST),
    },
    "stock.location": {
        "usage": inside("only places of our own, or of suppliers"),
        "complete_name": inside("which places are on hold; no bin is told"),
        "parent_path": inside("which places goods may be picked from"),
        "warehouse_id": inside(_LINK, to="stock.warehouse"),
    },
    "stock.picking.type": {
        "code": read("Shipment.is_return"),
        "warehouse_id": inside(_LINK, to="stock.warehouse"),
    },
    "stock.warehouse": {
        "name": read(
            "OrderState.warehouse",
            "Line.warehouse",
            "Shipment.warehouse",
            "StockAt.warehouse",
            "NamedRecord.name",
        ),
        "code": read("NamedRecord.aliases"),
        "company_id": inside(_COMPANY, to="res.company"),
        "lot_stock_id": inside("which places goods may be picked from", to="stock.location"),
        "partner_id": inside("the city of a warehouse", to="res.partner"),
    },
    "delivery.carrier": {
        "name": read("Shipment.carrier", "Reason.carrier", "NamedRecord.name"),
        "company_id": inside(_COMPANY, to="res.company"),
        "margin": never(_COST),
        "fixed_price": never(_COST),
    },
}

GOODS: Mapping[str, Fields] = {
    "product.product": {
        "default_code": read(
            "Line.sku",
            "ShipmentLine.sku",
            "ProductState.sku",
            "Reason.sku",
            "Reason.items",
            "NamedRecord.key",
        ),
        "display_name": read(
            "Line.product", "ShipmentLine.product", "ProductState.name", "Reason.product", "NamedRecord.name"
        ),
        "type": read("Line.is_service"),
        "uom_id": inside(_UNIT, to="uom.uom"),
        "sale_ok": inside("only what is sold has a name here"),
        "company_id": inside(_COMPANY, to="res.company"),
        "optional_product_ids": read("ProductState.substitutes", to="product.template"),
        "standard_price": never(_COST),
        "lst_price": never("a list price is no price of a customer"),
        "seller_ids": never("suppliers and their prices"),
        "description": never("internal notes of a product: may hold anything"),
    },
    "product.template": {
        "product_variant_id": read("ProductState.substitutes", to="product.product"),
        "standard_price": never(_COST),
        "list_price": never("a list price is no price of a customer"),
        "seller_ids": never("suppliers and their prices"),
    },
    "uom.uom": {
        "name": read("Line.unit", "ProductState.unit", "Reason.unit"),
        "factor": inside(_UNIT),
    },
}

PURCHASES: Mapping[str, Fields] = {
    "purchase.order": {
        "name": read("Inbound.purchase", "Receipt.purchase", "Reason.purchase"),
        "state": read("Inbound.confirmed", "Receipt.confirmed", "Reason.confirmed"),
        "partner_id": inside("the supplier's name", to="res.partner"),
        "picking_type_id": read("Receipt.warehouse", to="stock.picking.type"),
        "company_id": inside(_COMPANY, to="res.company"),
        "order_line": inside(_LINK, to="purchase.order.line"),
        "amount_total": never("what goods cost us"),
        "notes": never("free text to a supplier: may hold anything"),
    },
    "purchase.order.line": {
        "product_qty": read("Inbound.quantity", "Receipt.quantity"),
        "date_planned": read("Inbound.expected_at", "Receipt.expected_at"),
        "order_id": inside(_LINK, to="purchase.order"),
        "product_id": inside(_LINK, to="product.product"),
        "product_uom_id": inside(_UNIT, to="uom.uom"),
        "move_dest_ids": inside("which order the goods were bought for", to="stock.move"),
        "company_id": inside(_COMPANY, to="res.company"),
        "price_unit": never("what goods cost us"),
    },
}

ODOO: Mapping[str, Fields] = {**SALES, **PEOPLE, **WAREHOUSE, **GOODS, **PURCHASES}

NEVER_MODELS: Mapping[str, str] = {
    "hr.employee": "employees' data is no business of an assistant for orders",
    "res.partner.bank": "bank accounts are never read",
    "product.supplierinfo": "suppliers and their prices",
    "product.pricelist.item": "terms of other customers",
    "mail.message": "what people wrote to each other about a record, internal notes included",
    "mail.activity": "who was asked to do what",
    "ir.attachment": "files on records; documents are indexed with an audience instead",
    "account.payment": "payments and the accounts they came from",
    "stock.valuation.layer": _COST,
    "res.users.apikeys": "secrets are never read",
    "ir.config_parameter": "secrets are never read",
}
"""Nothing of these is read; listed because people ask. Any model that is not in the table is refused too."""
