"""Does what people ask for in Teams. Every method is idempotent: Teams delivers twice when in doubt."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from cachetools import TTLCache

from bot.channel_words import ChannelWords
from bot.door import Door, Question
from bot.errors import NotSent, UnknownTurn
from bot.identity import ChannelUser
from bot.ports import Clock
from bot.showing import evidence_of
from bot.teams import cards
from bot.teams.channel import TeamsChannel
from bot.teams.connector import TeamsFault
from bot.teams.people import TeamsPeople
from bot.teams.turns import NAME, Address, Said, address_of, moment_in, personally, plain, said_in

Payload = Mapping[str, Any]
LogTrouble = Callable[[str, Mapping[str, str]], None]
_CARD, _MESSAGE = "application/vnd.microsoft.card.adaptive", "application/vnd.microsoft.activity.message"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsDesk:
    door: Door
    people: TeamsPeople
    channel: TeamsChannel
    clock: Clock
    log_trouble: LogTrouble = lambda event, details: None
    _kept: TTLCache[str, bool] = field(default_factory=lambda: TTLCache(10_000, 3600.0), repr=False)

    async def on_message(self, activity: Payload) -> None:
        await self._keep_place(activity)
        if (said := said_in(activity)) is not None:
            await self._ask(said)

    async def on_edited(self, activity: Payload) -> None:
        if (said := said_in(activity, is_edit=True)) is not None:
            await self._ask(said, replaces=said.root)

    async def on_deleted(self, activity: Payload) -> None:
        question = f"{NAME}:{address_of(activity).conversation}:{activity.get('id')}"
        for one in await self.door.withdraw(question):
            try:
                await self.channel.delete(one.reference, one.message_id)
            except (TeamsFault, NotSent) as error:
                self.log_trouble("teams call failed", {"fault": type(error).__name__})

    async def on_installed(self, activity: Payload) -> None:
        """Say who we are, where we were just added: once, and not to each of a team's members."""
        await self._keep_place(activity)
        address, words = address_of(activity), _words_of(activity)
        known = await self.door.known(await self.people.member(address, address.user))
        welcome = cards.welcome_activity(words, known.audience.kind, known.audience.roles)
        try:
            await self.channel.connector.send(address.service_url, address.conversation, welcome)
        except (TeamsFault, NotSent) as error:
            self.log_trouble("teams call failed", {"fault": type(error).__name__})

    async def on_card(self, activity: Payload) -> Payload:
        """Answer a pressed button of a card: with the card that takes its place, or with a sentence."""
        action = (activity.get("value") or {}).get("action") or {}
        data, words = action.get("data") or {}, _words_of(activity)
        turn_id, user = str(data.get("turn") or ""), await self._sender(activity)
        match action.get("verb"):
            case "evidence" | "answer" as verb:
                return await self._opened(turn_id, user, words, with_evidence=verb == "evidence")
            case "refresh":
                return await self._refreshed(activity, str(data.get("order") or ""), user, words)
            case "choice":
                await self._ask_there(
                    activity, f"choice:{data.get('n')}:{turn_id}", str(data.get("say") or "")
                )
                return _sentence(words.asked())
            case "ask_person":
                asked = await self._ask_there(
                    activity, f"person:{turn_id}", words.a_person_please(), about=turn_id
                )
                state = await self.door.state_of(asked)
                said = words.state(state.state, state.who, state.reference) if state else words.passed_on()
                return _sentence(said)
            case "take" | "answered" as verb:
                return await self._handed(activity, verb, turn_id, user, words)
            case "ask_directly":
                return await self._directly(activity, turn_id, user, words)
            case "draft":
                return _sentence(words.no_drafts_yet())
            case _:
                return _sentence(words.unknown_button())

    async def on_feedback(self, activity: Payload) -> None:
        value = (activity.get("value") or {}).get("actionValue") or {}
        said = said_in(activity)
        if said is None:
            return
        turn_id = await self.door.turn_of(said.here.conversation, str(activity.get("replyToId") or ""))
        if turn_id is None:
            return
        try:
            await self.door.judge(
                turn_id,
                await self.people.user(said),
                is_good=value.get("reaction") == "like",
                reason=_feedback_in(value),
            )
        except UnknownTurn:
            return

    async def on_query(self, activity: Payload) -> Payload:
        """Look an order up for the compose box, for who writes there."""
        parameters = (activity.get("value") or {}).get("parameters") or []
        text = " ".join(str(one.get("value") or "") for one in parameters if one.get("name") != "initialRun")
        words = _words_of(activity)
        if not text.strip() or text == "true":
            return cards.extension_note(words.type_an_order())
        outcome = await self.door.look_up(await self._silent(activity, text.strip()))
        return cards.extension_result(outcome)

    async def on_about(self, activity: Payload) -> Payload:
        """ "Ask Shipmate about this": about a message of anybody, answered to who asks alone."""
        payload = ((activity.get("value") or {}).get("messagePayload")) or {}
        text = plain(str((payload.get("body") or {}).get("content") or ""))
        address, words = address_of(activity), _words_of(activity)
        user = await self._sender(activity)
        place = personally(address, user.id)
        await self.door.ask(
            Question(
                id=f"{NAME}:{address.conversation}:about:{payload.get('id')}:{activity.get('id')}",
                user=user,
                text=text,
                received_at=self.clock.now(),
                here=place,
            )
        )
        return {"task": {"type": "message", "value": words.answered_directly()}}

    async def _ask(self, said: Said, replaces: str = "") -> None:
        is_alone = said.address.is_personal
        await self.door.ask(
            Question(
                id=said.id,
                user=await self.people.user(said),
                text=said.text,
                received_at=said.at,
                here=said.here,
                directly=None if is_alone else personally(said.address, said.user),
                readers=None if is_alone else lambda: self.people.readers(said.address),
                replaces=replaces,
                files=said.files,
            )
        )

    async def _ask_there(self, activity: Payload, kind: str, text: str, about: str = "") -> str:
        """Ask in somebody's name, by a button of a card, where the card stands. Return the turn."""
        address, user = address_of(activity), await self._sender(activity)
        is_alone = address.is_personal
        here = personally(address, user.id)
        if not is_alone:
            said = said_in(activity)
            assert said is not None, "a button is pressed by somebody"
            here = said.here
        turn = f"{NAME}:{address.conversation}:{kind}:{user.id}"
        await self.door.ask(
            Question(
                id=turn,
                user=user,
                text=text,
                received_at=self.clock.now(),
                here=here,
                directly=None if is_alone else personally(address, user.id),
                readers=None if is_alone else lambda: self.people.readers(address),
                about=about,
            )
        )
        return turn

    async def _handed(
        self, activity: Payload, verb: str, turn_id: str, user: ChannelUser, words: ChannelWords
    ) -> Payload:
        change = self.door.take if verb == "take" else self.door.answered
        name = str((activity.get("from") or {}).get("name") or "A colleague")
        try:
            state = await change(turn_id, user, name, self.clock.now())
        except UnknownTurn:
            return _sentence(words.no_longer_kept())
        return _sentence(
            words.state(state.state, state.who, state.reference) if state else words.who_may_take()
        )

    async def _opened(
        self, turn_id: str, user: ChannelUser, words: ChannelWords, *, with_evidence: bool
    ) -> Payload:
        try:
            outcome = await self.door.opened(turn_id, user)
        except UnknownTurn:
            return _sentence(words.no_longer_kept())
        if outcome is None:
            return _sentence(words.not_for_you())
        if with_evidence:
            return _card(cards.evidence_card(outcome, evidence_of(outcome), turn_id=turn_id))
        return _card(cards.order_card(outcome, turn_id=turn_id))

    async def _refreshed(
        self, activity: Payload, order: str, user: ChannelUser, words: ChannelWords
    ) -> Payload:
        outcome = await self.door.look_up(await self._silent(activity, order))
        if outcome.card is None:
            return _sentence(outcome.text)
        return _card(cards.order_card(outcome, turn_id=outcome.turn_id))

    async def _directly(
        self, activity: Payload, turn_id: str, user: ChannelUser, words: ChannelWords
    ) -> Payload:
        place = personally(address_of(activity), user.id)
        try:
            await self.door.ask_directly(turn_id, user, place, self.clock.now())
        except UnknownTurn:
            return _sentence(words.no_longer_kept())
        return _sentence(words.answered_directly())

    async def _keep_place(self, activity: Payload) -> None:
        """Keep where a conversation is spoken to, for what is sent there without a question before it."""
        address = address_of(activity)
        place = address.conversation.partition(";messageid=")[0]
        if place in self._kept:
            return
        await self.door.places.keep(NAME, place, replace(address, conversation=place, activity="").as_json)
        self._kept[place] = True

    async def _silent(self, activity: Payload, text: str) -> Question:
        """Return a question whose answer goes back with the invoke, into a conversation of its own."""
        address, user = address_of(activity), await self._sender(activity)
        own = Address(service_url=address.service_url, conversation="", kind="personal", is_silent=True)
        place = personally(address, user.id)
        return Question(
            id=f"{NAME}:{address.conversation}:look_up:{activity.get('id')}:{user.id}",
            user=user,
            text=text,
            received_at=moment_in(activity),
            here=type(place)(conversation=f"{place.conversation}:look_up", address=own.as_json),
        )

    async def _sender(self, activity: Payload) -> ChannelUser:
        address = address_of(activity)
        return await self.people.member(address, address.user)


def _words_of(activity: Payload) -> ChannelWords:
    return ChannelWords(str(activity.get("locale") or "en").partition("-")[0].lower())


def _card(card: Payload) -> Payload:
    return {"statusCode": 200, "type": _CARD, "value": card}


def _sentence(text: str) -> Payload:
    return {"statusCode": 200, "type": _MESSAGE, "value": text}


def _feedback_in(value: Payload) -> str:
    """Return what somebody wrote with their thumb: JSON in a text from Teams, plain from the Playground."""
    given = value.get("feedback")
    try:
        found = json.loads(given) if isinstance(given, str) else given
    except ValueError:
        return str(given)
    return str(found.get("feedbackText") or "") if isinstance(found, dict) else ""
