"""Goods that came back, booked through Odoo's own wizard."""

from demo.odoo_loader.server import Server, Values


def take_back(inside: Server, delivery: int, quantities: dict[int, float], dates: Values) -> int:
    """Return goods of a delivery, by order line, and return the picking that took them in."""
    wizard, context = _wizard(inside, delivery)
    moves = inside.read("stock.move", [("picking_id", "=", delivery)], ["sale_line_id"])
    lines = {move["id"]: move["sale_line_id"][0] for move in moves}
    for row in inside.read("stock.return.picking.line", [("wizard_id", "=", wizard)], ["move_id"]):
        amount = quantities.get(lines[row["move_id"][0]], 0)
        inside.write("stock.return.picking.line", row["id"], {"quantity": amount, "to_refund": True})
    action = inside.call("stock.return.picking", "action_create_returns", [wizard], context=context)
    picking = int(action["res_id"])
    _take_in(inside, picking, dates)
    return picking


def _wizard(inside: Server, delivery: int) -> tuple[int, Values]:
    context = {"active_id": delivery, "active_ids": [delivery], "active_model": "stock.picking"}
    wizard = inside.call("stock.return.picking", "create", {"picking_id": delivery}, context=context)
    return int(wizard), context


def _take_in(inside: Server, picking: int, dates: Values) -> None:
    for move in inside.read("stock.move", [("picking_id", "=", picking)], ["product_uom_qty"]):
        taken = {"quantity": move["product_uom_qty"], "picked": True}
        inside.write("stock.move", move["id"], taken | dates)
    inside.call("stock.picking", "button_validate", [picking])
