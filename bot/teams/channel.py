"""Teams as a channel: sends what leaves. It cannot be read back: what is unsure is left to an apology."""

import asyncio
import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from cachetools import TTLCache

from bot.channel_words import ChannelWords
from bot.domain import ConversationReference, Outgoing, Status, Turn
from bot.errors import NotSent
from bot.outgoing import NOTICE
from bot.ports import Places
from bot.teams.connector import Connector, Refused
from bot.teams.messages import activities_for
from bot.teams.turns import NAME, Address, address_from

_STREAM_SECONDS = 110.0
"""Teams ends a stream after two minutes."""


@dataclass(slots=True)
class _Stream:
    """A status that is shown in a one-to-one chat until the answer takes its place."""

    id: str = ""
    number: int = 0
    telling: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(slots=True, kw_only=True)
class TeamsChannel:
    """A `bot.ports.Channel`, and a `bot.status.StatusLine`."""

    connector: Connector
    places: Places | None = None
    """Set once the record is open."""
    name: str = NAME
    reads_back: bool = False
    _streams: TTLCache[str, _Stream] = field(default_factory=lambda: TTLCache(10_000, _STREAM_SECONDS))
    _personal: TTLCache[str, str] = field(default_factory=lambda: TTLCache(20_000, 3600.0))

    async def send(self, message: Outgoing) -> str:
        address = await self._address(message)
        if address.is_silent:
            return ""
        conversation = await self._conversation(address)
        replaced = _ids_in(message, conversation)
        sent: list[str] = []
        for number, activity in enumerate(activities_for(message, address)):
            if number < len(replaced):
                await self.connector.update(address.service_url, conversation, replaced[number], activity)
                sent.append(replaced[number])
            else:
                is_first = number == 0 and message.kind == "reply"
                sent.append(await self._sent(address, conversation, message, activity, is_first=is_first))
        for old in replaced[len(sent) :]:
            await self.connector.delete(address.service_url, conversation, old)
        return " ".join([conversation, *sent])

    async def find(self, message: Outgoing) -> str | None:
        raise NotImplementedError("Messages in Teams cannot be looked for.")

    async def working(self, turn: Turn, reference: ConversationReference, status: Status) -> None:
        """Show what is done now: in a one-to-one chat in words, elsewhere that somebody is typing."""
        address = address_from(reference.pointer or reference.address)
        if address.is_silent:
            return
        if not address.is_personal or not address.conversation:
            await self.connector.send(address.service_url, address.conversation, {"type": "typing"})
            return
        stream = self._streams.setdefault(turn.id, _Stream())
        async with stream.telling:
            stream.number += 1
            activity = {
                "type": "typing",
                "text": ChannelWords(status.language).status_line(status.stage, status.subject),
                "entities": [_stream_entity("informative", stream.id, stream.number)],
            }
            found = await self.connector.send(address.service_url, address.conversation, activity)
            stream.id = stream.id or found

    async def delete(self, reference: ConversationReference, message_id: str) -> None:
        """Take a message of ours away. Raises: `NotSent`, `TeamsFault`."""
        address = address_from(reference.address)
        conversation, *ids = message_id.split(" ")
        for one in ids:
            with contextlib.suppress(Refused):  # gone already
                await self.connector.delete(address.service_url, conversation, one)

    async def _address(self, message: Outgoing) -> Address:
        """Return where to send; of a place the routing table names, as it was last spoken to from there."""
        reference = message.reference
        if message.kind != NOTICE:
            return address_from(reference.pointer if message.kind == "pointer" else reference.address)
        conversation = str(json.loads(reference.address)["conversation"])
        kept = await self.places.address(NAME, conversation) if self.places else None
        if kept is None:
            raise NotSent("Teams has not spoken from that conversation yet: install the app there.")
        return address_from(kept)

    async def _sent(
        self,
        address: Address,
        conversation: str,
        message: Outgoing,
        activity: Mapping[str, Any],
        *,
        is_first: bool,
    ) -> str:
        """Send one activity; an answer takes the place of the status that is shown for it."""
        stream = self._streams.pop(message.turn_id, None) if is_first else None
        if stream is not None and (found := await _begun(stream)):
            entities = [*activity.get("entities", ()), _stream_entity("final", found, None)]
            with contextlib.suppress(Refused):  # it was ended meanwhile, by its reader or by Teams
                return await self.connector.send(
                    address.service_url, conversation, {**activity, "entities": entities}
                )
        return await self.connector.send(address.service_url, conversation, activity)

    async def _conversation(self, address: Address) -> str:
        """Return where to send to: a one-to-one chat is opened where there is none yet."""
        if address.conversation:
            return address.conversation
        if (found := self._personal.get(address.user)) is None:
            found = await self.connector.opened(
                address.service_url, address.user, address.bot, address.tenant
            )
            self._personal[address.user] = found
        return found


async def _begun(stream: _Stream) -> str:
    """Return the id of a status, waiting for one that is being sent just now."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(2.0), stream.telling:
            return stream.id
    return ""


def _stream_entity(kind: str, stream_id: str, number: int | None) -> Mapping[str, Any]:
    entity: dict[str, Any] = {"type": "streaminfo", "streamType": kind}
    if stream_id:
        entity["streamId"] = stream_id
    if number is not None:
        entity["streamSequence"] = number
    return entity


def _ids_in(message: Outgoing, conversation: str) -> list[str]:
    """Return the ids of the messages it takes the place of, from the ids that `send` gave them."""
    if message.kind != "reply":
        return []
    found = [one.split(" ") for one in message.reference.replaces]
    return [one for place, *ids in found if place == conversation for one in ids]
