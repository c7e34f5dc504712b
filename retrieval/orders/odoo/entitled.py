"""What is not even read for an asker: money and credit they may not see."""

from functools import lru_cache

from retrieval.audience import Audience
from retrieval.classes.odoo import ODOO
from retrieval.classes.odoo_field import OdooField
from retrieval.classes.rules import DataClass
from retrieval.orders.data_classes import may_see, rules
from retrieval.orders.odoo.specification import Specification

_RULES = dict(rules())
_LEFT_OUT = frozenset({DataClass.COMMERCIAL, DataClass.CREDIT})
"""What reasons are reckoned from is of other classes: it is read for everybody, and disclosed."""


def entitled(model: str, specification: Specification, audience: Audience) -> Specification:
    """Return the specification without the fields that are not for this asker, at any depth."""
    kept: Specification = {}
    for name, more in specification.items():
        field = ODOO[model].get(name)
        if field is None or not is_for(field, audience):
            continue
        kept[name] = (
            more | {"fields": entitled(field.to, more["fields"], audience)} if "fields" in more else more
        )
    return kept


@lru_cache(maxsize=4096)
def is_for(field: OdooField, audience: Audience) -> bool:
    found = [_RULES[name] for name in field.becomes]
    return not found or any(rule.data_class not in _LEFT_OUT or may_see(rule, audience) for rule in found)
