"""Who is turned away, why, and until when."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.allowance import EXPECTED_TOKENS, DailyAllowance
from bot.domain import Turn
from bot.gate import Gate, Pilot, gated
from bot.identity import DEFAULT_ROLES, ChannelUser, audience_from, heard_in
from bot.limits import Limit, Window, exceeded, windows_of
from bot.memory import LONGEST_PAUSE, MOST_OTHER_QUESTIONS, InProcessMemory, still_meant
from retrieval.accounts.account import Account
from retrieval.audience import PUBLIC, Audience
from retrieval.question import Focus
from tests.fakes import NOW, FakeWriter, SettableClock, a_turn, an_outcome

CUSTOMER = Audience(kind="customer", customer_ids=frozenset({7, 9}))
LIMITS = (
    Limit(scope="person", seconds=60, most=2),
    Limit(scope="visitor", seconds=60, most=1),
    Limit(scope="customer", seconds=3600, most=5),
    Limit(scope="channel", seconds=60, most=100),
)


@dataclass
class Counted:
    counts: dict[tuple[str, int], int] = field(default_factory=dict)

    async def count(self, windows: Sequence[Window]) -> Mapping[str, int]:
        for window in windows:
            key = (window.key, window.number)
            self.counts[key] = self.counts.get(key, 0) + 1
        return {window.key: self.counts[window.key, window.number] for window in windows}


@dataclass
class Paused:
    names: set[str] = field(default_factory=set)

    async def is_paused(self, *names: str) -> bool:
        return bool(self.names & {*names, "all"})


def asked(person: str = "p-1", audience: Audience = CUSTOMER, channel: str = "slack") -> Turn:
    return replace(a_turn(audience=audience), person=person, channel=channel)


def gate(clock: SettableClock, **parts: object) -> Gate:
    plain: dict[str, object] = {"switches": Paused(), "counters": Counted(), "clock": clock, "limits": LIMITS}
    return Gate(**(plain | parts))  # type: ignore[arg-type]


async def test_over_the_limit_one_is_told_when_to_ask_again() -> None:
    clock = SettableClock()
    door = gate(clock)
    assert [await door.refusal(asked()) for _ in range(2)] == [None, None]
    refused = await door.refusal(asked())
    assert refused is not None
    assert refused.reason == "too_many"
    assert refused.until is not None
    assert NOW < refused.until <= NOW + timedelta(minutes=1)
    assert await door.refusal(asked("p-2")) is None
    clock.pass_by(minutes=1)
    assert await door.refusal(asked()) is None


async def test_strangers_have_their_own_limit_and_a_customer_one_for_all_who_ask_for_it() -> None:
    door = gate(SettableClock())
    assert await door.refusal(asked("v-1", PUBLIC)) is None
    assert await door.refusal(asked("v-1", PUBLIC)) is not None
    several = [await door.refusal(asked(f"p-{number}")) for number in range(7)]
    assert [one is None for one in several] == [True] * 5 + [False] * 2


async def test_where_nobody_is_known_nothing_is_counted() -> None:
    door = gate(SettableClock())
    assert [await door.refusal(asked("", PUBLIC)) for _ in range(50)] == [None] * 50


@given(st.integers(min_value=0, max_value=4_000_000_000))
def test_a_window_ends_after_it_was_counted_in_and_within_its_length(second: int) -> None:
    now = datetime.fromtimestamp(second, UTC)
    for window in windows_of(asked(), LIMITS, now):
        assert now < window.ends_at <= now + timedelta(seconds=window.limit.seconds)


@given(st.dictionaries(st.sampled_from(["person", "customer", "channel"]), st.integers(0, 200)))
def test_nothing_within_its_limit_is_exceeded(counts: dict[str, int]) -> None:
    windows = windows_of(asked(), LIMITS, NOW)
    by_key = {window.key: counts.get(window.limit.scope, 0) for window in windows}
    over = exceeded(windows, by_key)
    assert (over is None) == all(by_key[window.key] <= window.limit.most for window in windows)


@pytest.mark.parametrize(
    ("pilot", "is_in"),
    [
        (Pilot(), True),
        (Pilot(people=frozenset({"p-1"})), True),
        (Pilot(people=frozenset({"p-2"})), False),
        (Pilot(channels=frozenset({"slack"})), True),
        (Pilot(channels=frozenset({"slack/c-1"})), True),
        (Pilot(channels=frozenset({"teams"})), False),
        (Pilot(warehouses=frozenset({"WH-North"})), False),
        (Pilot(people=frozenset({"p-1"}), channels=frozenset({"teams"})), False),
    ],
)
async def test_a_pilot_takes_who_is_on_every_list(pilot: Pilot, is_in: bool) -> None:
    refused = await gate(SettableClock(), pilot=pilot).refusal(asked())
    assert (refused is None) == is_in


async def test_a_colleague_of_a_warehouse_in_the_pilot_takes_part() -> None:
    door = gate(SettableClock(), pilot=Pilot(warehouses=frozenset({"WH-North"})))
    assert await door.refusal(replace(asked(), warehouse="WH-North")) is None


async def test_a_paused_channel_comes_first_and_reasons_are_told_to_who_counts() -> None:
    reasons: list[str] = []
    door = gate(
        SettableClock(),
        switches=Paused({"channel:slack"}),
        pilot=Pilot(people=frozenset({"p-9"})),
        on_refusal=reasons.append,
    )
    refused = await door.refusal(asked())
    assert refused is not None
    assert refused.reason == "paused"
    assert (await door.refusal(asked(channel="teams"))).reason == "not_in_pilot"  # type: ignore[union-attr]
    assert reasons == ["paused", "not_in_pilot"]


async def test_who_is_turned_away_gets_words_and_nobody_thinks() -> None:
    async def answer(turn: Turn) -> object:
        raise AssertionError("thought about")

    clock = SettableClock()
    behind = gated(answer, gate(clock, switches=Paused({"all"})), FakeWriter(), clock)  # type: ignore[arg-type]
    assert (await behind(asked())).reason == "paused"

    async def plain(turn: Turn) -> object:
        return an_outcome(turn, "done")

    assert (await gated(plain, gate(clock), FakeWriter(), clock)(asked())).text == "done"  # type: ignore[arg-type]


@dataclass
class Used:
    tokens: int = 0
    micros: int = 0
    days: list[object] = field(default_factory=list)

    async def add(
        self, day: object, model: str, *, prompt_tokens: int, completion_tokens: int, micros: int
    ) -> None:
        self.tokens += prompt_tokens + completion_tokens
        self.micros += micros
        self.days.append(day)

    async def of_day(self, day: object) -> "Used":
        return self if day in self.days or not self.days else Used()


def allowance(used: Used, clock: SettableClock, **limits: object) -> DailyAllowance:
    from zoneinfo import ZoneInfo

    plain: dict[str, object] = {
        "usage": used,
        "switches": Paused(),
        "clock": clock,
        "zone": ZoneInfo("Europe/Berlin"),
    }
    return DailyAllowance(**(plain | limits))  # type: ignore[arg-type]


async def test_above_the_days_tokens_no_model_is_asked_until_the_next_day() -> None:
    clock, used = SettableClock(), Used()
    mine = allowance(used, clock, most_tokens=3 * EXPECTED_TOKENS)
    assert await mine.may_spend()
    await mine.spent("m", 2 * EXPECTED_TOKENS, 100)
    assert not await mine.may_spend()
    clock.pass_by(days=1)
    assert await mine.may_spend()


async def test_many_at_once_do_not_all_pass_just_before_the_limit() -> None:
    mine = allowance(Used(), SettableClock(), most_tokens=5 * EXPECTED_TOKENS)
    assert sum([await mine.may_spend() for _ in range(20)]) == 5


async def test_cost_counts_by_the_prices_and_without_a_limit_all_is_allowed() -> None:
    used = Used()
    mine = allowance(used, SettableClock(), prices={"m": (10.0, 30.0)}, most_cost=1.0)
    await mine.spent("m", 20_000, 10_000)
    assert used.micros == 500_000
    assert await mine.may_spend()
    await mine.spent("m", 20_000, 10_000)
    assert not await mine.may_spend()
    assert await allowance(used, SettableClock()).may_spend()
    assert not await allowance(used, SettableClock(), switches=Paused({"model"})).may_spend()


def account(*groups: str, **fields: object) -> Account:
    plain: dict[str, object] = {
        "kind": "internal",
        "partner_id": 1,
        "user_id": 5,
        "companies": frozenset({1, 2}),
    }
    return Account(groups=frozenset(groups), **(plain | fields))  # type: ignore[arg-type]


SALES, STOCK = "sales_team.group_sale_salesman", "stock.group_stock_user"


def test_a_role_is_for_who_has_all_of_its_groups() -> None:
    only_own = audience_from(account(SALES), DEFAULT_ROLES, frozenset({1}))
    assert (only_own.roles, only_own.own_documents_only, only_own.companies) == (
        frozenset({"sales"}),
        True,
        frozenset({1}),
    )
    service = audience_from(account(SALES, f"{SALES}_all_leads", STOCK), DEFAULT_ROLES, frozenset({1, 2, 3}))
    assert "customer-service" in service.roles
    assert (service.own_documents_only, service.companies) == (False, frozenset({1, 2}))
    assert audience_from(account(), DEFAULT_ROLES, frozenset({1})).roles == frozenset()


def test_a_customers_account_speaks_for_its_customer_and_nobodys_for_nobody() -> None:
    buyer = account(kind="portal", customer_id=7, customer_name="Brennweite Optik GmbH")
    assert audience_from(buyer, DEFAULT_ROLES, frozenset({1})).customer_ids == {7}
    assert audience_from(None, DEFAULT_ROLES, frozenset({1})) == PUBLIC
    assert audience_from(account(kind="contact"), DEFAULT_ROLES, frozenset({1})) == PUBLIC


def test_in_a_shared_channel_all_hear_what_all_may_see() -> None:
    one = Audience(kind="staff", roles=frozenset({"sales", "staff"}), companies=frozenset({1, 2}), user_id=5)
    other = replace(
        one, roles=frozenset({"staff"}), companies=frozenset({2}), user_id=6, own_documents_only=True
    )
    here = heard_in(one, [one, other], has_outsiders=False).here
    assert here is not None
    assert (here.roles, here.companies, here.own_documents_only, here.user_id) == (
        frozenset({"staff"}),
        frozenset({2}),
        True,
        None,
    )
    assert heard_in(one, [one, one], has_outsiders=False).here == one
    assert heard_in(one, [one, CUSTOMER], has_outsiders=False).here == PUBLIC
    assert heard_in(one, [one], has_outsiders=True).here == PUBLIC


@pytest.mark.parametrize("members", [None, [CUSTOMER] * 51])
def test_where_it_cannot_be_known_who_listens_the_answer_is_private(members: list[Audience] | None) -> None:
    heard = heard_in(CUSTOMER, members, has_outsiders=False)
    assert (heard.here, heard.privately) == (None, CUSTOMER)


def test_an_order_is_meant_for_a_working_day_and_some_other_questions() -> None:
    focus = Focus(orders=("S00042",), language="de")
    assert still_meant(focus, NOW, NOW + LONGEST_PAUSE) == focus
    assert still_meant(focus, NOW, NOW + LONGEST_PAUSE + timedelta(seconds=1)) == Focus()
    tired = replace(focus, other_questions=MOST_OTHER_QUESTIONS)
    assert still_meant(tired, NOW, NOW) == Focus(language="de")


async def test_memory_of_this_process_lets_go_as_the_record_does() -> None:
    clock = SettableClock()
    memory = InProcessMemory(now=clock.now)
    await memory.remember("c", Focus(orders=("S00042",)))
    assert (await memory.recall("c")).orders == ("S00042",)
    clock.pass_by(hours=9)
    assert await memory.recall("c") == Focus()


def test_a_users_address_is_not_printed() -> None:
    assert "greta" not in repr(ChannelUser(channel="slack", id="U-greta", email="greta@x.example"))
