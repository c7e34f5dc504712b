"""Odoo's values as ours: no floats, no naive times, no False where nothing is set. Pure."""

from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

Row = dict[str, Any]
ZERO = Decimal(0)
PLACES = 6
"""More decimals than any unit or currency has; what a float adds beyond them is noise."""


def decimal_from(value: float | bool) -> Decimal:
    """Return the number a float stands for, without trailing zeros and never as "1E+3"."""
    exact = Decimal(str(round(float(value), PLACES)))
    return exact.quantize(Decimal(1)) if exact == exact.to_integral_value() else exact.normalize()


def moment_from(value: str | bool) -> datetime | None:
    """Return Odoo's naive UTC text as an aware moment."""
    return datetime.fromisoformat(value).replace(tzinfo=UTC) if isinstance(value, str) else None


def midnight_from(value: str | bool, zone: ZoneInfo) -> datetime | None:
    """Return the start of a day of the company."""
    if not isinstance(value, str):
        return None
    return datetime.combine(date.fromisoformat(value), time.min, tzinfo=zone).astimezone(UTC)


def moment_text(at: datetime) -> str:
    """Return an aware moment as a domain wants it."""
    return f"{at.astimezone(UTC):%Y-%m-%d %H:%M:%S}"


def text_from(value: str | bool) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def name_of(record: Row | bool) -> str | None:
    """Return the name of a linked record read with its name."""
    return text_from(record["name"]) if isinstance(record, dict) else None


def sku_of(product: Row) -> str:
    """Return the product's code; Odoo's own number where it has none, so that no two are taken for one."""
    return text_from(product["default_code"]) or f"ID-{product['id']}"


def product_name_of(product: Row) -> str:
    """Return the name with the variant's attributes, without the code Odoo puts before it."""
    name, code = str(product["display_name"]), text_from(product["default_code"])
    return name.removeprefix(f"[{code}]").strip() if code else name


def in_units_of(product: Row, quantity: float, unit: Row | bool) -> Decimal:
    """Return a quantity in the unit the product is kept in; a line may be in dozens of it."""
    own = product["uom_id"]
    if not isinstance(unit, dict) or unit["id"] == own["id"] or not own["factor"]:
        return decimal_from(quantity)
    return decimal_from(quantity * unit["factor"] / own["factor"])
