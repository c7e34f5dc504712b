"""Guests and their proof: a number and a postcode show one order, its e-mail address what is in it.

A `bot.ports.Proofs`. What was given is compared in the source and goes no further. ADR 0018.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Protocol

from bot.domain import Turn
from bot.ports import Shown
from bot.proof import Guest, ProofTries
from retrieval.audience import Audience
from retrieval.errors import SourceUnavailable
from retrieval.proof import (
    ORDER_NUMBER,
    GivenProof,
    ProofLevel,
    Proven,
    given_in,
    order_in,
    proven,
    without_proof,
)
from retrieval.question import Focus

_WORDS = re.compile(r"[^\W\d_]{3,}")
_PROOF_WORDS = frozenset(
    re.findall(
        r"\w+",
        "meine mein die der das ist lautet und plz postleitzahl postcode postal zip code and the its with "
        "from for mail email address adresse order auftrag bestellung number nummer here hier please bitte",
    )
)
"""Words around a proof that ask for nothing."""


class Prove(Protocol):
    async def __call__(self, number: str, given: GivenProof, companies: frozenset[int]) -> ProofLevel: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class GuestProofs:
    """`companies` are those guests may ask about; a proof lasts for half an hour of one talk."""

    prove: Prove
    tries: ProofTries
    companies: frozenset[int]
    lasts: timedelta = field(default=timedelta(minutes=30))

    async def seen(self, turn: Turn, focus: Focus, now: datetime) -> Shown:
        """Return the turn of a guest with what they may see, or how long they have to wait."""
        if not turn.audience.is_public:
            return Shown(turn=turn)
        named = order_in(turn.text)
        order = named or focus.guest_order
        given = given_in(ORDER_NUMBER.sub(" ", turn.text), turn.handles)
        if order and given:
            return await self._tried(turn, order, given, focus, now)
        known = focus.proven
        level = known.level_for(order or known.order, turn.reader, now) if known else ProofLevel.NONE
        return self._shown(turn, order, known, level)

    async def _tried(self, turn: Turn, order: str, given: GivenProof, focus: Focus, now: datetime) -> Shown:
        """Compare a proof. A wrong one, and an order there is not, come to the same."""
        guest = Guest(conversation=turn.conversation, visitor=turn.person, address=turn.address)
        if wait := await self.tries.begin(guest, order, now):
            return Shown(turn=turn, refused="wait", until=now + timedelta(seconds=wait))
        try:
            level = await self.prove(order, given, self.companies)
        except SourceUnavailable:  # nothing was tried
            await self.tries.was_right(guest, order)
            return Shown(turn=turn, refused="orders_down")
        if level is ProofLevel.NONE:
            return Shown(turn=_asking(turn, order), order=order)
        await self.tries.was_right(guest, order)
        found = proven(order, turn.reader, level, now, self.lasts)
        return self._shown(_asking(turn, order), order, found, level)

    def _shown(self, turn: Turn, order: str, known: Proven | None, level: ProofLevel) -> Shown:
        if level is ProofLevel.NONE or known is None:
            return Shown(turn=turn, order=order, proven=known)
        audience = Audience(
            kind="guest",
            companies=self.companies,
            proven_order=known.order,
            proof="email" if level is ProofLevel.EMAIL else "label",
        )
        return Shown(turn=replace(turn, audience=audience), order=known.order, proven=known)


def _asking(turn: Turn, order: str) -> Turn:
    """Return the turn without the proof in its text; where nothing else was said, as a plain question."""
    text = without_proof(turn.text, turn.handles)
    words = {word.casefold() for word in _WORDS.findall(ORDER_NUMBER.sub(" ", text))}
    if words - _PROOF_WORDS:
        return replace(turn, text=text if order_in(text) else f"{text} {order}")
    is_german = bool(words & {"meine", "mein", "plz", "postleitzahl", "lautet", "hier", "bitte"})
    return replace(turn, text=f"Wo ist {order}?" if is_german else f"Where is {order}?")
