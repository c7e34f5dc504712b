"""People, conversations and what was said in them."""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

TENANT = "tenant-of-halden"
BOT = {"id": "28:shipmate", "name": "Shipmate"}
Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    aad: str
    email: str = ""
    name: str = "Somebody"
    tenant: str = TENANT
    role: str = "user"

    @property
    def id(self) -> str:
        return f"29:{self.aad}"

    @property
    def profile(self) -> Json:
        return {
            "id": self.id,
            "aadObjectId": self.aad,
            "name": self.name,
            "email": self.email,
            "userPrincipalName": self.email,
            "tenantId": self.tenant,
            "userRole": self.role,
        }


@dataclass(slots=True, kw_only=True)
class Conversation:
    """`kind` is personal, groupChat or channel; a channel belongs to a `team`."""

    id: str
    kind: str
    members: list[Person] = field(default_factory=list)
    team: str = ""
    messages: list[Json] = field(default_factory=list)


@dataclass(slots=True)
class World:
    conversations: dict[str, Conversation] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: itertools.count(1))

    def next_id(self) -> str:
        return f"{1_790_000_000_000 + next(self._numbers)}"

    def add(self, conversation: Conversation) -> Conversation:
        self.conversations[conversation.id] = conversation
        return conversation

    def personal(self, person: Person) -> Conversation:
        found = self.conversations.get(f"a:{person.aad}")
        return found or self.add(Conversation(id=f"a:{person.aad}", kind="personal", members=[person]))

    def roster(self, place: str) -> list[Person]:
        """Return who is in a conversation, or in a team."""
        base = place.partition(";messageid=")[0]
        for conversation in self.conversations.values():
            if base in (conversation.id, conversation.team):
                return conversation.members
        return []

    def ours(self, conversation: Conversation) -> list[Json]:
        """Return the bot's messages, without statuses and typing."""
        return [
            one
            for one in conversation.messages
            if one["from"]["id"] == BOT["id"] and one["type"] == "message"
        ]


def text_of(activity: Mapping[str, Any]) -> str:
    """Return all that is read in a message: its text and its cards' texts."""
    parts = [str(activity.get("text") or "")]
    for attachment in activity.get("attachments") or ():
        parts += list(texts_in(attachment.get("content")))
    return "\n".join(part for part in parts if part)


def texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for name in ("text", "title", "value"):
            if isinstance(value.get(name), str):
                yield value[name]
        for name in ("body", "items", "columns", "facts", "actions"):
            yield from texts_in(value.get(name))
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)


def card_of(activity: Mapping[str, Any]) -> Json:
    """Return the Adaptive Card of a message."""
    for attachment in activity.get("attachments") or ():
        if attachment["contentType"] == "application/vnd.microsoft.card.adaptive":
            found: Json = attachment["content"]
            return found
    raise AssertionError(f"No card in {activity}")


def button_of(card: Mapping[str, Any], verb: str) -> Json:
    for action in card.get("actions") or ():
        if action.get("verb") == verb:
            found: Json = action
            return found
    raise AssertionError(f"No button {verb} among {[one.get('verb') for one in card.get('actions') or ()]}")
