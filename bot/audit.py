"""What is written down for good: a chain in which nothing can be changed, left out or put in unseen. Pure.

Each entry's code (HMAC-SHA-256, RFC 2104) covers its number, the code of the entry before it and all that it
says. Who has the database but not the key cannot make an entry, nor mend the chain after taking one out.
An entry holds tags, numbers and ids. No text a person wrote fits in.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.sealing import KeyRing

_TAG = re.compile(r"[a-z_]{1,24}(:[a-z_]{1,32}){2}")
_NAME = re.compile(r"[a-z_]{1,32}")
_ID = re.compile(r"(?=[^\d]*\d)[A-Za-z0-9][A-Za-z0-9._:/#~|+=-]{0,127}")
_TURN = re.compile(r"[\x21-\x7e]{0,512}")
_PERSON = re.compile(r"(?:(?=[^\d]*\d)[A-Za-z0-9_-]{1,64})?")
"""A name has no digit: an id that is made or counted has one, nearly always, and is left out otherwise."""
GENESIS = "0" * 64
"""What stands for the code before the first entry."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditEvent:
    """`tag` is `source:subject:action`; `ids` are order numbers and ids of evidence; `person` a pseudonym.

    Raises: `ValueError` for what could be text; nothing of it is in the message.
    """

    at: datetime
    tag: str
    turn: str = ""
    person: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    ids: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        fits = {
            "tag": _TAG.fullmatch(self.tag),
            "turn": _TURN.fullmatch(self.turn),
            "person": _PERSON.fullmatch(self.person),
            "ids": all(_ID.fullmatch(one) for one in self.ids),
            "counts": all(_NAME.fullmatch(name) and type(n) is int for name, n in self.counts.items()),
            "at": self.at.tzinfo,
        }
        if wrong := [name for name, fit in fits.items() if not fit]:
            raise ValueError(f"An audit event takes ids, tags and numbers: {', '.join(wrong)}")


def ids_from(candidates: Iterable[str]) -> tuple[str, ...]:
    """Return those that have the form of an id, each once; what could be text is left out."""
    return tuple(dict.fromkeys(one for one in candidates if _ID.fullmatch(one)))


def code_from(text: str) -> str:
    """Return a code as it is, and "other" for what is none."""
    return text if _NAME.fullmatch(text) else "other"


def turn_from(text: str) -> str:
    """Return a turn's id as it is, and "" for what cannot be one."""
    return text if _TURN.fullmatch(text) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event in the chain. `seq` counts from 1 without gaps."""

    seq: int
    event: AuditEvent
    previous: str
    key_id: str
    mac: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The last entry, as the second place has it; or the last one that was let go (a checkpoint)."""

    seq: int
    mac: str
    key_id: str
    signature: str


NO_HEAD = Head(seq=0, mac=GENESIS, key_id="", signature="")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """`what`: changed, removed, cut, head_missing, head_forged, checkpoint_forged, key_missing; where."""

    seq: int
    what: str


def chained(event: AuditEvent, *, after_seq: int, after_mac: str, keys: KeyRing) -> Entry:
    """Return the event as the next entry of the chain."""
    seq, key_id = after_seq + 1, keys.current
    mac = _code(keys.keys[key_id], _said(seq, after_mac, event))
    return Entry(seq=seq, event=event, previous=after_mac, key_id=key_id, mac=mac)


def head_of(seq: int, mac: str, keys: KeyRing, *, use: str = "head") -> Head:
    """Return a signed statement that this is an entry of the chain; `use` is "head" or "checkpoint"."""
    signature = _code(keys.keys[keys.current], f"{use}:{seq}:{mac}".encode())
    return Head(seq=seq, mac=mac, key_id=keys.current, signature=signature)


def is_signed(head: Head, keys: KeyRing, *, use: str = "head") -> bool:
    key = keys.keys.get(head.key_id)
    said = f"{use}:{head.seq}:{head.mac}".encode()
    return key is not None and hmac.compare_digest(_code(key, said), head.signature)


@dataclass(slots=True, kw_only=True)
class Verification:
    """Reads a chain once, from its first entry to its last, and holds no more than one of them.

    `start` is the checkpoint after which the chain goes on, `head` the last entry as the second place has it.
    The head may lag behind the chain, never lead it.
    """

    keys: KeyRing
    head: Head | None
    start: Head = NO_HEAD
    entries: int = 0
    _seq: int = 0
    _mac: str = GENESIS

    def __post_init__(self) -> None:
        self._seq, self._mac = self.start.seq, self.start.mac

    def begun(self) -> Iterator[Finding]:
        """Yield what is wrong before the first entry."""
        if self.start.seq and not is_signed(self.start, self.keys, use="checkpoint"):
            yield Finding(seq=self.start.seq, what="checkpoint_forged")
        if self.head and not is_signed(self.head, self.keys):
            yield Finding(seq=self.head.seq, what="head_forged")

    def read(self, entry: Entry) -> Iterator[Finding]:
        """Yield what is wrong at an entry: it was changed or put in, or one before it was taken out."""
        self.entries += 1
        if entry.seq != self._seq + 1:
            yield Finding(seq=self._seq + 1, what="removed")
        elif entry.previous != self._mac:
            yield Finding(seq=entry.seq, what="changed")
        key = self.keys.keys.get(entry.key_id)
        if key is None:
            yield Finding(seq=entry.seq, what="key_missing")
        elif not hmac.compare_digest(_code(key, _said(entry.seq, entry.previous, entry.event)), entry.mac):
            yield Finding(seq=entry.seq, what="changed")
        if self.head and entry.seq == self.head.seq and entry.mac != self.head.mac:
            yield Finding(seq=entry.seq, what="changed")
        self._seq, self._mac = entry.seq, entry.mac

    def ended(self) -> Iterator[Finding]:
        """Yield what is missing at the end: entries, or the second place that would show it."""
        if self.head is None and self.entries:
            yield Finding(seq=self._seq, what="head_missing")
        if self.head and self.head.seq > self._seq:
            yield Finding(seq=self._seq + 1, what="cut")


def _said(seq: int, previous: str, event: AuditEvent) -> bytes:
    """Return what a code covers, the same for equal entries on every machine."""
    said = [
        seq,
        previous,
        event.at.astimezone(UTC).isoformat(timespec="microseconds"),
        event.tag,
        event.turn,
        event.person,
        dict(sorted(event.counts.items())),
        list(event.ids),
    ]
    return json.dumps(said, separators=(",", ":")).encode()


def _code(key: bytes, said: bytes) -> str:
    return hmac.new(key, said, hashlib.sha256).hexdigest()
