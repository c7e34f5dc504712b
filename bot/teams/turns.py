"""What Teams delivers, as what people did: pure, so that each recorded activity is a test case."""

import html
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from bot.door import Place

NAME = "teams"
_MENTION = re.compile(r"<at[^>]*>.*?</at>", re.S)
_TAG = re.compile(r"<[^>]*>")
_BREAK = re.compile(r"<br\s*/?>|</p>|</div>|</li>", re.I)
_SPACES = re.compile(r"[ \t\xa0]{2,}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """All that is needed to speak in a conversation of Teams, kept with each turn as JSON."""

    service_url: str
    conversation: str
    kind: str
    """personal, groupChat or channel."""
    tenant: str = ""
    bot: Mapping[str, Any] = field(default_factory=dict)
    user: str = ""
    """The asker's id in this conversation; with no conversation a one-to-one one is opened with them."""
    team: str = ""
    activity: str = ""
    is_silent: bool = False
    """Nothing is sent: the channel waited for the answer."""

    @property
    def as_json(self) -> str:
        return json.dumps({name: getattr(self, name) for name in self.__slots__})

    @property
    def is_personal(self) -> bool:
        return self.kind == "personal"


def address_from(text: str) -> Address:
    return Address(**json.loads(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A message of a person. `user` is their id in Entra where it is known, which is the same everywhere."""

    activity: str
    user: str
    channel_user: str
    text: str = field(repr=False)
    address: Address
    at: datetime
    edited: str = ""
    files: int = 0
    tenant: str = ""

    @property
    def root(self) -> str:
        return f"{NAME}:{self.address.conversation}:{self.activity}"

    @property
    def id(self) -> str:
        return f"{self.root}:{self.edited}" if self.edited else self.root

    @property
    def here(self) -> Place:
        if self.address.is_personal:
            conversation = personally(self.address, self.user).conversation
        else:
            conversation = f"{NAME}:{self.address.conversation}"
        return Place(conversation=conversation, address=self.address.as_json)


def personally(address: Address, user: str) -> Place:
    """Return the one-to-one chat with somebody; it is opened when something is sent."""
    own = address if address.is_personal else _opened_later(address)
    return Place(conversation=f"{NAME}:@{user}", address=own.as_json)


def _opened_later(address: Address) -> Address:
    return Address(
        service_url=address.service_url,
        conversation="",
        kind="personal",
        tenant=address.tenant,
        bot=address.bot,
        user=address.user,
    )


def address_of(activity: Mapping[str, Any]) -> Address:
    """Return where an activity comes from."""
    conversation, data = activity.get("conversation") or {}, activity.get("channelData") or {}
    return Address(
        service_url=str(activity.get("serviceUrl") or ""),
        conversation=str(conversation.get("id") or ""),
        kind=str(conversation.get("conversationType") or "personal"),
        tenant=_tenant(activity),
        bot=dict(activity.get("recipient") or {}),
        user=str((activity.get("from") or {}).get("id") or ""),
        team=str((data.get("team") or {}).get("id") or ""),
        activity=str(activity.get("id") or ""),
    )


def said_in(activity: Mapping[str, Any], *, is_edit: bool = False) -> Said | None:
    """Return what somebody said in a `message` or `messageUpdate` activity; None for what no person said."""
    sender = activity.get("from") or {}
    if not sender.get("id") or sender.get("role") == "bot" or sender["id"] == _recipient(activity):
        return None
    files = [one for one in activity.get("attachments") or () if _is_file(one)]
    return Said(
        activity=str(activity.get("id") or ""),
        user=str(sender.get("aadObjectId") or sender["id"]),
        channel_user=str(sender["id"]),
        text=plain(str(activity.get("text") or "")),
        address=address_of(activity),
        at=moment_in(activity),
        edited=str(activity.get("timestamp") or "") if is_edit else "",
        files=len(files),
        tenant=_tenant(activity),
    )


def plain(text: str) -> str:
    """Return a text of Teams as people see it, without mentions."""
    shown = _MENTION.sub(" ", text)
    shown = _TAG.sub("", _BREAK.sub("\n", shown))
    return _SPACES.sub(" ", html.unescape(shown)).strip()


def moment_in(activity: Mapping[str, Any]) -> datetime:
    """Return when it was sent; now for an activity that does not say so in a readable way."""
    try:
        moment = datetime.fromisoformat(str(activity.get("timestamp")).replace("Z", "+00:00"))
    except ValueError:
        return datetime.now(UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_file(attachment: Mapping[str, Any]) -> bool:
    """Teams sends each text again as an HTML attachment; cards are no files either."""
    kind = str(attachment.get("contentType") or "")
    return bool(kind) and kind != "text/html" and not kind.startswith("application/vnd.microsoft.card")


def _recipient(activity: Mapping[str, Any]) -> str:
    return str((activity.get("recipient") or {}).get("id") or "")


def _tenant(activity: Mapping[str, Any]) -> str:
    conversation, data = activity.get("conversation") or {}, activity.get("channelData") or {}
    return str((data.get("tenant") or {}).get("id") or conversation.get("tenantId") or "")
