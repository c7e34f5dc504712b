"""Which activities a thing that leaves becomes in Teams. Pure."""

from collections.abc import Mapping
from typing import Any

from bot.domain import Outgoing
from bot.outgoing import NOTICE
from bot.teams.cards import notice_activity, pointer_activity, reply_activities
from bot.teams.turns import Address


def activities_for(message: Outgoing, address: Address) -> tuple[Mapping[str, Any], ...]:
    """Return the activities, at least one."""
    if message.kind == "pointer":
        return (pointer_activity(message.outcome.language),)
    if message.kind == NOTICE:
        return (notice_activity(message.outcome),)
    activities = reply_activities(
        message.outcome,
        turn_id=message.turn_id,
        is_personal=address.is_personal,
        can_ask_directly=message.reference.is_narrowed,
    )
    answered = {"replyToId": address.activity} if address.activity else {}
    return tuple({**activity, **answered} for activity in activities)
