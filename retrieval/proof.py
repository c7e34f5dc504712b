"""What a guest gives to show that one order is theirs, and what that proves. Pure.

The postcode of the delivery address stands on every label, so it opens little; the order's e-mail opens more.
Values given and values held meet here only: nothing that comes out of this module holds either of them.
"""

import hashlib
import hmac
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import IntEnum

from retrieval.handles import PLACEHOLDER, Handle
from retrieval.orders.spellings import order_digits


class ProofLevel(IntEnum):
    """What a guest may see of one order. LABEL: status, dates, tracking. EMAIL: its lines as well."""

    NONE = 0
    LABEL = 1
    EMAIL = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class GivenProof:
    """What one message gives, "" for what it does not. Never printed, never passed on."""

    postcode: str = field(default="", repr=False)
    email: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self.postcode or self.email)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proven:
    """A level for one order and one asker, until a moment (aware, UTC; not included)."""

    order: str
    reader: str
    level: ProofLevel
    until: datetime

    def level_for(self, order: str, reader: str, now: datetime) -> ProofLevel:
        """Return the level this gives, NONE for any other order or asker, and when its time is over."""
        mine, wanted = order_digits(self.order), order_digits(order)
        same = mine is not None and mine == wanted and reader == self.reader
        return self.level if same and now < self.until else ProofLevel.NONE


def proven(order: str, reader: str, level: ProofLevel, now: datetime, lasts: timedelta) -> Proven:
    return Proven(order=order, reader=reader, level=level, until=now + lasts)


_NOISE = re.compile(r"[\W_]+")
_COUNTRY = re.compile(
    r"^(?:DE|AT|CH|BE|NL|LU|FR|DK|D|A|B|L|F)(?=\d{4,5}(?:[A-Z]{2})?$)"
    r"|^(?:GB|UK)(?=[A-Z]{1,2}\d[A-Z\d]?\d[A-Z]{2}$)"
)


def postcode_key(text: str) -> str:
    """Return a postcode without spaces, marks, case and country: "D-10115" is "10115", "1012 ab" "1012AB"."""
    return _COUNTRY.sub("", _NOISE.sub("", unicodedata.normalize("NFKC", text)).upper())


def level_of(given: GivenProof, postcode: str, emails: Sequence[str]) -> ProofLevel:
    """Return what is proven against the values an order holds ("" and empty where there is no such order).

    The order's e-mail alone proves nothing: it is no secret to those who write to its owner. How long this
    takes does not depend on where two values differ, nor on which of them was given.
    """
    same_postcode = _same(postcode_key(given.postcode), postcode_key(postcode))
    wanted = _email_key(given.email)
    same_email = sum(_same(wanted, _email_key(one)) for one in emails) > 0
    if not same_postcode:
        return ProofLevel.NONE
    return ProofLevel.EMAIL if same_email else ProofLevel.LABEL


def _same(given: str, held: str) -> bool:
    """Compare digests, so that neither length nor spelling shows in the time. Nothing equals nothing."""
    equal = hmac.compare_digest(_digest(given), _digest(held))
    return equal and bool(given)


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode(errors="surrogatepass")).digest()


def _email_key(text: str) -> str:
    return text.strip().casefold()


_SEEN = frozenset({"POSTCODE", "ADDRESS"})
_ORDER = re.compile(
    r"(?:\b(?:order|auftrag|bestellung)s?(?:\s*-?(?:number|no|nr|nummer))?\.?|#)[\s:#]*(?:is|ist|lautet)?\s*"
    r"\w*\d+\b",
    re.IGNORECASE,
)
_UK = r"(?:(?:GB|UK)-)?[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}"
_DUTCH = r"(?:NL-)?\d{4}\s?[A-Z]{2}"
_FIVE = r"(?:[A-Z]{1,2}-)?\d{5}"
_FOUR = r"(?:[A-Z]{1,2}-)?\d{4}"
_NAMED = re.compile(
    r"\b(?:post\s?code|postal code|zip(?:\s?code)?|plz|postleitzahl)\b\s*(?:is|ist|lautet|:|=)?\s*"
    rf"(?P<code>{_UK}\b|(?:NL-)?\d{{4}}\s?(?!is\b|in\b)[A-Z]{{2}}\b|{_FIVE}\b|{_FOUR}\b)",
    re.IGNORECASE,
)
_ALONE = re.compile(rf"\W*(?P<code>{_UK}|{_DUTCH}|{_FIVE}|{_FOUR})\W*", re.IGNORECASE)
_BARE = re.compile(rf"(?<![\w-])(?P<code>(?i:{_UK})|{_DUTCH}|{_FIVE})(?!\w)")


def given_in(text: str, handles: Iterable[Handle]) -> GivenProof:
    """Return the proof a redacted message gives; of several postcodes or e-mails none.

    Several are several tries: whoever sends a list of them would otherwise try all for the price of one.
    """
    present = [one for one in handles if one.placeholder in text]
    emails = {_email_key(one.value) for one in present if one.kind == "EMAIL"}
    codes = _postcodes(_unmasked(text, present))
    return GivenProof(postcode=_only(codes), email=_only(emails))


ORDER_NUMBER = re.compile(r"(?<![\w-])[A-Za-z]{1,3}\d{4,}(?!\w)")
"""An order's number in full: of a guest nothing is guessed."""


def order_in(text: str) -> str:
    """Return the one order number a message names in full, "" for none or several."""
    return _only({number.upper() for number in ORDER_NUMBER.findall(text)})


def without_proof(text: str, handles: Iterable[Handle]) -> str:
    """Return a message without what it gives as proof: none of it is part of the question."""
    for pattern in (_NAMED, _BARE):
        text = pattern.sub(" ", text)
    for one in handles:
        if one.kind in _SEEN or one.kind == "EMAIL":
            text = text.replace(one.placeholder, " ")
    return " ".join(text.split())


def _postcodes(text: str) -> set[str]:
    if alone := _ALONE.fullmatch(text):
        return {postcode_key(alone["code"])}
    patterns = (_NAMED, _BARE) if _NAMED.search(text) else (_BARE,)
    rest = _ORDER.sub(" ", text)
    return {postcode_key(found["code"]) for one in patterns for found in one.finditer(rest)}


def _unmasked(text: str, handles: Sequence[Handle]) -> str:
    for one in handles:
        if one.kind in _SEEN:
            text = text.replace(one.placeholder, one.value)
    return PLACEHOLDER.sub(" ", text)


def _only(values: set[str]) -> str:
    return next(iter(values)) if len(values) == 1 else ""
