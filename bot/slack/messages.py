"""Which messages a thing that leaves becomes in Slack. Pure."""

from bot import outgoing
from bot.domain import Outgoing
from bot.slack.blocks import Message, notice_message, pointer_message, reply_messages


def messages_for(message: Outgoing) -> tuple[Message, ...]:
    """Return the messages, at least one."""
    outcome, reference = message.outcome, message.reference
    match message.kind:
        case "pointer":
            return (pointer_message(outcome.language),)
        case outgoing.NOTICE:
            return (notice_message(outcome),)
        case "reply":
            return reply_messages(
                outcome,
                turn_id=message.turn_id,
                can_share=bool(reference.pointer),
                can_ask_directly=reference.is_narrowed,
            )
        case _:
            return reply_messages(outcome, turn_id=message.turn_id, can_share=False)
