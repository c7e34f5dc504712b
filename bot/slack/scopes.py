"""What Slack lets us do, and what for: docs.slack.dev/reference/methods (November 2026)."""

from collections.abc import Iterable, Mapping

METHOD_SCOPES: Mapping[str, str] = {
    "assistant.threads.setStatus": "chat:write",
    "assistant.threads.setSuggestedPrompts": "assistant:write",
    "chat.delete": "chat:write",
    "chat.postEphemeral": "chat:write",
    "chat.postMessage": "chat:write",
    "chat.update": "chat:write",
    "conversations.history": "im:history",
    "conversations.info": "channels:read",
    "conversations.members": "channels:read",
    "conversations.open": "im:write",
    "conversations.replies": "channels:history",
    "users.info": "users:read",
}
"""The scope of each method this channel calls; `auth.test`, `views.open` and `views.publish` need none."""
OTHERS: Mapping[str, str] = {
    "app_mentions:read": "the event app_mention",
    "commands": "/order and the message shortcut",
    "files:read": "to be told that a file came with a message; its content is never fetched",
    "groups:history": "threads in private channels",
    "groups:read": "who reads along in private channels",
    "mpim:history": "threads in group messages",
    "mpim:read": "who reads along in group messages",
    "im:read": "that a conversation is a direct message",
    "users:read.email": "who somebody is in Odoo",
}
"""Scopes that no method of ours names, and what they are for."""
REQUIRED = frozenset(METHOD_SCOPES.values()) | frozenset(OTHERS)


def missing(granted: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(REQUIRED - set(granted)))


def superfluous(granted: Iterable[str]) -> tuple[str, ...]:
    """Return what was granted and is not needed: each is a right that somebody could misuse."""
    return tuple(sorted(set(granted) - REQUIRED))
