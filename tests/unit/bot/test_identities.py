"""Who a channel's user is: as it is in Odoo now, within a minute, and nobody when nobody can be asked."""

from dataclasses import dataclass, field, replace

import pytest

from bot.identities import Identities
from bot.identity import ChannelUser
from retrieval.accounts.account import Account
from retrieval.audience import PUBLIC
from retrieval.errors import SourceUnavailable

STOCK = "stock.group_stock_user"
FEMKE = ChannelUser(channel="slack", id="U1", email="femke@x.example", email_is_verified=True)
ACCOUNT = Account(
    kind="internal",
    partner_id=3,
    user_id=5,
    groups=frozenset({STOCK}),
    companies=frozenset({1}),
    warehouse="WH-North",
)


@dataclass(frozen=True)
class Entry:
    person: str
    user_id: int | None = None
    partner_id: int | None = None


@dataclass
class Book:
    entries: dict[str, Entry] = field(default_factory=dict)

    async def known(self, channel: str, user: str) -> Entry:
        return self.entries.setdefault(user, Entry(person=f"p-{user}"))

    async def link(
        self, channel: str, user: str, *, user_id: int | None = None, partner_id: int | None = None
    ) -> Entry:
        self.entries[user] = Entry(person=f"p-{user}", user_id=user_id, partner_id=partner_id)
        return self.entries[user]

    async def unlink(self, channel: str, user: str) -> bool:
        return self.entries.pop(user, None) is not None


@dataclass
class Accounts:
    """Odoo, as far as it says who somebody is."""

    by_address: dict[str, Account] = field(default_factory=lambda: {"femke@x.example": ACCOUNT})
    is_down: bool = False
    asked: int = 0

    async def by_email(self, email: str) -> Account | None:
        return self._found(self.by_address.get(email))

    async def by_login(self, login: str) -> Account | None:
        return self._found(None)

    async def by_user(self, user_id: int) -> Account | None:
        return self._found(ACCOUNT if user_id == 5 else None)

    async def by_partner(self, partner_id: int) -> Account | None:
        customer = Account(kind="contact", partner_id=partner_id, customer_id=7, customer_name="Seven Ltd")
        return self._found(customer if partner_id == 9 else None)

    def _found(self, account: Account | None) -> Account | None:
        self.asked += 1
        if self.is_down:
            raise SourceUnavailable("orders", "unreachable", "")
        return account


@dataclass
class Hour:
    seconds: float = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def hour() -> Hour:
    return Hour()


@pytest.fixture
def accounts() -> Accounts:
    return Accounts()


@pytest.fixture
def identities(accounts: Accounts, hour: Hour) -> Identities:
    return Identities(book=Book(), accounts=accounts, companies=frozenset({1, 2}), timer=hour)


async def test_a_verified_address_finds_the_account_and_its_rights(identities: Identities) -> None:
    known = await identities.known(FEMKE)
    assert (known.person, known.warehouse, known.is_certain) == ("p-U1", "WH-North", True)
    assert known.audience.roles == {"staff", "warehouse"}
    assert known.audience.companies == {1}


@pytest.mark.parametrize(
    "user",
    [
        replace(FEMKE, email_is_verified=False),
        replace(FEMKE, email=""),
        replace(FEMKE, is_outside=True),
        replace(FEMKE, email="nobody@x.example"),
    ],
)
async def test_without_a_verified_address_and_from_outside_one_is_the_public(
    identities: Identities, user: ChannelUser
) -> None:
    known = await identities.known(user)
    assert (known.audience, known.is_certain) == (PUBLIC, True)


async def test_what_was_found_holds_for_a_minute_and_no_longer(
    identities: Identities, accounts: Accounts, hour: Hour
) -> None:
    assert (await identities.known(FEMKE)).audience.is_staff
    accounts.by_address.clear()
    hour.seconds = 59.0
    assert (await identities.known(FEMKE)).audience.is_staff
    assert accounts.asked == 1
    hour.seconds = 61.0
    assert (await identities.known(FEMKE)).audience == PUBLIC


async def test_nobody_may_choose_a_longer_time(accounts: Accounts, hour: Hour) -> None:
    longer = Identities(book=Book(), accounts=accounts, companies=frozenset({1}), seconds=3600, timer=hour)
    await longer.known(FEMKE)
    accounts.by_address.clear()
    hour.seconds = 61.0
    assert (await longer.known(FEMKE)).audience == PUBLIC


async def test_a_link_decides_alone(identities: Identities) -> None:
    await identities.book.link("slack", "U1", partner_id=9)
    assert (await identities.known(FEMKE)).audience.customer_ids == {7}
    await identities.book.link("slack", "U2", user_id=99)
    gone = replace(FEMKE, id="U2")
    assert (await identities.known(gone)).audience == PUBLIC


async def test_when_odoo_cannot_be_asked_nobody_is_taken_for_anybody_and_it_is_not_kept(
    identities: Identities, accounts: Accounts
) -> None:
    accounts.is_down = True
    known = await identities.known(FEMKE)
    assert (known.audience, known.is_certain) == (PUBLIC, False)
    accounts.is_down = False
    assert (await identities.known(FEMKE)).audience.is_staff


async def test_in_a_shared_channel_guests_make_it_public_and_crowds_private(identities: Identities) -> None:
    guest = replace(FEMKE, id="G1", is_outside=True)
    assert (await identities.hearing(FEMKE, [FEMKE, guest])).here == PUBLIC
    assert (await identities.hearing(FEMKE, None)).here is None
    many = [replace(FEMKE, id=f"U{number}") for number in range(60)]
    assert (await identities.hearing(FEMKE, many)).here is None
    heard = await identities.hearing(FEMKE, [FEMKE, replace(FEMKE, id="U3")])
    assert heard.here == heard.privately
