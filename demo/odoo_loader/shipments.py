"""Deliveries: what has left leaves, what is reserved is reserved, and each gets the data's name and dates."""

from collections import defaultdict
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from demo.odoo_loader.directory import Directory, Json, of_company
from demo.odoo_loader.moments import Calendar
from demo.odoo_loader.returns import take_back
from demo.odoo_loader.server import Server, Values

FAR = 10_000
"""Odoo's own numbers start here while loading, out of the way of the data's."""

Place = tuple[str, str]
"""Order number and warehouse."""


@dataclass(slots=True)
class Shipments:
    """The deliveries of one company, in Odoo and in the data."""

    inside: Server
    orders: list[Json]
    ids: dict[str, int]
    """Orders by number."""
    directory: Directory
    calendar: Calendar
    pickings: dict[str, int] = field(default_factory=dict)
    """By the data's name of the delivery."""
    lines: dict[str, list[int]] = field(default_factory=dict)
    """The lines of each order, by its number."""

    def load(self) -> None:
        self._read_lines()
        self._send_off()
        self._take_back()
        self._reserve()
        self._cancel()
        self._date()

    def _read_lines(self) -> None:
        wanted = {self.ids[order["number"]]: order["number"] for order in self.orders}
        domain = [("order_id", "in", list(wanted))]
        for row in self.inside.read("sale.order.line", domain, ["order_id"], order="order_id, sequence, id"):
            self.lines.setdefault(wanted[row["order_id"][0]], []).append(row["id"])

    def _send_off(self) -> None:
        """Validate round by round: the n-th delivery of a warehouse is the back order of the one before."""
        for turn in count():
            leaving = [found for found in self._rounds() if self._round_of(*found) == turn]
            if not leaving:
                return
            open_moves = self._open_moves()
            pickings = [self._fill(order, shipment, open_moves) for order, shipment in leaving]
            self.inside.call("stock.picking", "button_validate", pickings)

    def _rounds(self) -> list[tuple[Json, Json]]:
        return [
            (order, shipment)
            for order in self.orders
            for shipment in order["shipments"]
            if shipment["status"] == "done" and not shipment["is_return"]
        ]

    @staticmethod
    def _round_of(order: Json, shipment: Json) -> int:
        same = [
            other["name"]
            for other in order["shipments"]
            if other["status"] == "done" and other["warehouse"] == shipment["warehouse"]
        ]
        return same.index(shipment["name"])

    def _open_moves(self) -> dict[int, Values]:
        """Return the open move of each order line."""
        lines = [line for ids in self.lines.values() for line in ids]
        domain = [("sale_line_id", "in", lines), ("state", "not in", ("done", "cancel"))]
        rows = self.inside.read("stock.move", domain, ["sale_line_id", "picking_id"])
        return {row["sale_line_id"][0]: row for row in rows}

    def _fill(self, order: Json, shipment: Json, open_moves: dict[int, Values], **more: Any) -> int:
        """Set what the delivery takes, and return its picking."""
        changes, picking = [], 0
        for row in shipment["lines"]:
            move = open_moves[self.lines[order["number"]][row["line"]]]
            picking = move["picking_id"][0]
            amounts = {"quantity": row["reserved"], "picked": row["picked"]}
            changes.append((1, move["id"], amounts | self._dates(order, shipment)))
        self.inside.write("stock.picking", picking, {"name": shipment["name"], "move_ids": changes} | more)
        self.pickings[shipment["name"]] = picking
        return picking

    def _dates(self, order: Json, shipment: Json) -> Values:
        scheduled = self.calendar.moment(shipment["scheduled"])
        return {"date": scheduled, "date_deadline": self.calendar.moment(order["promised"]) or scheduled}

    def _carriage(self, shipment: Json) -> Values:
        carrier = shipment["carrier"]
        return {
            "carrier_id": self.directory.carriers[carrier] if carrier else False,
            "carrier_tracking_ref": shipment["tracking"] or False,
        }

    def _reserve(self) -> None:
        open_moves = self._open_moves()
        for order in self.orders:
            for shipment in order["shipments"]:
                if shipment["status"] != "done":
                    self._fill(order, shipment, open_moves, **self._carriage(shipment))

    def _cancel(self) -> None:
        gone = [
            self.pickings[shipment["name"]]
            for order in self.orders
            for shipment in order["shipments"]
            if shipment["status"] == "cancel"
        ]
        if gone:
            self.inside.call("stock.picking", "action_cancel", gone)

    def _take_back(self) -> None:
        for order in self.orders:
            for shipment in order["shipments"]:
                if shipment["is_return"]:
                    self._return(order, shipment)

    def _return(self, order: Json, shipment: Json) -> None:
        """What comes back is taken from the order's last delivery."""
        left = [other for other in order["shipments"] if other["status"] == "done" and other is not shipment]
        delivery = self.pickings[left[-1]["name"]]
        quantities = {self.lines[order["number"]][row["line"]]: row["quantity"] for row in shipment["lines"]}
        dates = self._dates(order, shipment)
        self.pickings[shipment["name"]] = take_back(self.inside, delivery, quantities, dates)

    def _date(self) -> None:
        """Leaving set the time to now, and with a carrier beforehand Odoo would book the transport."""
        for order in self.orders:
            for shipment in order["shipments"]:
                if shipment["status"] == "done":
                    values = {"name": shipment["name"], "date_done": self.calendar.moment(shipment["done"])}
                    picking = self.pickings[shipment["name"]]
                    self.inside.write("stock.picking", picking, values | self._carriage(shipment))


def load_shipments(
    server: Server, world: Json, directory: Directory, ids: dict[str, int], calendar: Calendar
) -> None:
    last = _last_numbers(world)
    for number, company in directory.companies.items():
        inside = server.within(company)
        data = [row for row in of_company(world["orders"], number) if row["shipments"]]
        Shipments(inside, data, ids, directory, calendar).load()
        for name, warehouse in directory.warehouses.items():
            if warehouse.company == company:
                types = [warehouse.deliveries, warehouse.receipts]
                _count_from(inside, types, last[name] + 1)


def count_out_of_the_way(server: Server, directory: Directory) -> None:
    for warehouse in directory.warehouses.values():
        inside = server.within(warehouse.company)
        _count_from(inside, [warehouse.deliveries, warehouse.receipts], FAR)


def _count_from(inside: Server, types: list[int], number: int) -> None:
    rows = inside.read("stock.picking.type", [("id", "in", types)], ["sequence_id"])
    sequences = [row["sequence_id"][0] for row in rows]
    inside.write("ir.sequence", sequences, {"number_next": number})


def _last_numbers(world: Json) -> dict[str, int]:
    """Return the highest delivery number of each warehouse."""
    last: defaultdict[str, int] = defaultdict(lambda: 100)
    for order in world["orders"]:
        for shipment in order["shipments"]:
            number = int(shipment["name"].rpartition("/")[2])
            last[shipment["warehouse"]] = max(last[shipment["warehouse"]], number)
    return last
