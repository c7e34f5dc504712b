"""Tells somebody in Odoo of a question they have: an activity on the order, and nothing else there.

Offered only where Odoo lets Shipmate's user do it: as delivered it only reads (docs/adr/0024-routing.md).
"""

import html
import json
from dataclasses import dataclass
from datetime import date

from bot.channel_words import ChannelWords
from bot.domain import HandedOver, Outgoing
from bot.errors import NotSent
from retrieval.odoo.errors import OdooAccessDenied, OdooRejected
from retrieval.odoo.session import OdooSession

NAME = "odoo"
_NEEDED = (("mail.activity", "create"), ("sale.order", "write"))
"""What Odoo 19 asks of who puts an activity on an order for somebody else."""
_TO_DO = "mail.mail_activity_data_todo"


async def may_write_activities(session: OdooSession) -> bool:
    """Ask Odoo whether its user may. Raises: `OdooError` when it does not answer."""
    for model, operation in _NEEDED:
        try:
            if not await session.call(model, "has_access", (), operation=operation):
                return False
        except (OdooAccessDenied, OdooRejected):
            return False
    return True


@dataclass(frozen=True, slots=True, kw_only=True)
class OdooActivities:
    """A `bot.ports.Channel` for notices about one order."""

    session: OdooSession
    name: str = NAME
    reads_back: bool = True

    async def send(self, message: Outgoing) -> str:
        handed = _handed(message)
        order, user = await self._order(handed), await self._user(message)
        words = ChannelWords(message.outcome.language)
        try:
            made = await self.session.call(
                "sale.order",
                "activity_schedule",
                (order,),
                act_type_xmlid=_TO_DO,
                summary=f"{words.notice_title(handed.topic)} ({handed.reference})",
                note=html.escape(message.outcome.text),
                user_id=user,
                date_deadline=_due(message, handed).isoformat(),
            )
        except (OdooAccessDenied, OdooRejected) as error:
            raise NotSent(f"Odoo takes no activity: {type(error).__name__}") from None
        return str(made[0] if isinstance(made, list) and made else made)

    async def find(self, message: Outgoing) -> str | None:
        handed = _handed(message)
        ours = [("res_model", "=", "sale.order"), ("summary", "like", f"({handed.reference})")]
        here = ("res_id", "=", await self._order(handed))
        rows = await self.session.search_read(
            "mail.activity", [*ours, here], ["id"], limit=1, context={"active_test": False}
        )
        return str(rows[0]["id"]) if rows else None

    async def _order(self, handed: HandedOver) -> int:
        rows = await self.session.search_read("sale.order", [("name", "=", handed.order)], ["id"], limit=2)
        if len(rows) != 1:
            raise NotSent("There is not exactly one order of this number in Odoo.")
        return int(rows[0]["id"])

    async def _user(self, message: Outgoing) -> int:
        login = json.loads(message.reference.address)["login"]
        rows = await self.session.search_read("res.users", [("login", "=", login)], ["id"], limit=1)
        if not rows:
            raise NotSent("The routing table names a login that no active user of Odoo has.")
        return int(rows[0]["id"])


def _handed(message: Outgoing) -> HandedOver:
    if message.outcome.handed is None:
        raise NotSent("Only questions that were passed on go to Odoo.")
    return message.outcome.handed


def _due(message: Outgoing, handed: HandedOver) -> date:
    return (handed.answer_by or message.outcome.as_of).date()
