"""Who gets what Shipmate may not answer."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Outcome
from bot.opening_hours import ALWAYS, hours_from
from bot.routing import ANY, About, Desk, Route, Topic, about_of, routed
from bot.routing_table import SOMEBODY, table_from
from bot.settings import SANDBOX
from retrieval.evidence import Item
from retrieval.orders.reasons import Reason, ReasonCode
from tests.builders import facts, short_order
from tests.fakes import a_turn, an_outcome, evidence_of

BERLIN = ZoneInfo("Europe/Berlin")
THURSDAY = datetime(2026, 11, 26, 13, 5, tzinfo=UTC)
NIGHT = datetime(2026, 11, 26, 23, 30, tzinfo=UTC)
TABLE = table_from(SANDBOX / "routing.toml")


def to(about: About, table: tuple[Route, ...] = TABLE, now: datetime = THURSDAY) -> str:
    return routed(about, table, now, BERLIN, reference="7F3K").who


@pytest.mark.parametrize(
    ("topic", "who"),
    [
        (Topic.SUPPLIER_DISPUTE, "Purchasing"),
        (Topic.QUALITY_HOLD, "Quality"),
        (Topic.CREDIT, "Accounting"),
        (Topic.ORDER_RELEASE, "the order desk lead"),
        (Topic.DAMAGE, "the warehouse shift lead"),
        (Topic.RETURN, "customer service"),
        (Topic.GENERAL, "customer service"),
    ],
)
def test_each_topic_of_the_sandbox_company_has_its_people(topic: Topic, who: str) -> None:
    assert to(About(topic=topic)) == who


def desk(name: str, hours: str = "") -> Desk:
    return Desk(who=name, to=f"role:{name}", hours=hours_from(hours))


def row(name: str, topic: str = ANY, **more: str) -> Route:
    return Route(topic=topic, desk=desk(name), **more)  # type: ignore[arg-type]


NARROW = (
    row("default"),
    row("topic", Topic.CREDIT),
    row("warehouse", warehouse="WH-North"),
    row("warehouse and topic", Topic.CREDIT, warehouse="WH-North"),
    row("customer", customer="Kestrel"),
    row("customer and topic", Topic.CREDIT, customer="Kestrel"),
    row("all three", Topic.CREDIT, customer="Kestrel", warehouse="WH-North"),
)


@pytest.mark.parametrize(
    ("about", "who"),
    [
        (About(topic=Topic.CREDIT, customer="KESTREL", warehouse="wh-north"), "all three"),
        (About(topic=Topic.CREDIT, customer="Kestrel", warehouse="WH-West"), "customer and topic"),
        (About(topic=Topic.DAMAGE, customer="Kestrel", warehouse="WH-North"), "customer"),
        (About(topic=Topic.CREDIT, customer="Auwald", warehouse="WH-North"), "warehouse and topic"),
        (About(topic=Topic.CREDIT), "topic"),
        (About(topic=Topic.DAMAGE, warehouse="WH-North"), "warehouse"),
        (About(), "default"),
    ],
)
def test_the_narrowest_row_counts(about: About, who: str) -> None:
    assert to(about, NARROW) == who
    assert to(about, NARROW[::-1]) == who


def test_the_deputy_has_it_while_the_others_are_away() -> None:
    handed = routed(
        About(topic=Topic.SUPPLIER_DISPUTE), TABLE, at("2026-11-26T18:30"), BERLIN, reference="7F3K"
    )
    assert (handed.who, handed.is_deputy, handed.opens_at) == ("the purchasing deputy", True, None)


def test_it_waits_until_they_open_when_no_deputy_is_there_either() -> None:
    handed = routed(About(topic=Topic.SUPPLIER_DISPUTE), TABLE, NIGHT, BERLIN, reference="7F3K")
    assert (handed.who, handed.is_deputy) == ("Purchasing", False)
    assert handed.opens_at == at("2026-11-27T08:00")
    assert handed.answer_by == at("2026-11-27T16:00")


def test_a_row_nobody_of_which_can_be_told_is_passed_over() -> None:
    table = (Route(topic=Topic.CREDIT, desk=Desk(who="A", to="slack:C1")), row("default"))

    def by_role(one: Desk, about: About) -> bool:
        return one.to.startswith("role:")

    handed = routed(About(topic=Topic.CREDIT), table, THURSDAY, BERLIN, reference="R", reachable=by_role)
    assert handed.who == "default"
    with_deputy = (Route(topic=Topic.CREDIT, desk=table[0].desk, deputy=desk("deputy", "Sun 08:00-09:00")),)
    handed = routed(
        About(topic=Topic.CREDIT), with_deputy, THURSDAY, BERLIN, reference="R", reachable=by_role
    )
    assert (handed.who, handed.is_deputy) == ("deputy", True)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=BERLIN)


_HOURS = st.sampled_from([ALWAYS, hours_from("Mon-Fri 08:00-17:00"), hours_from("Sat,Sun 10:00-12:00")])
_NAMES = st.sampled_from(["", "Kestrel", "Auwald"])
_DESKS = st.builds(Desk, who=st.sampled_from("ABC"), to=st.just("role:x"), hours=_HOURS)
_ROUTES = st.builds(
    Route,
    topic=st.sampled_from([ANY, *Topic]),
    customer=_NAMES,
    warehouse=_NAMES,
    desk=_DESKS,
    deputy=st.none() | _DESKS,
    answer_hours=st.floats(0.5, 40),
)
_ABOUTS = st.builds(About, topic=st.sampled_from(Topic), customer=_NAMES, warehouse=_NAMES)
_MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2032, 1, 1), timezones=st.just(UTC))


@given(about=_ABOUTS, rows=st.lists(_ROUTES, max_size=8), now=_MOMENTS)
def test_somebody_always_has_it_and_never_one_who_is_away_while_the_other_is_there(
    about: About, rows: list[Route], now: datetime
) -> None:
    table = (*rows, SOMEBODY)
    handed = routed(about, table, now, BERLIN, reference="7F3K")
    assert handed.who
    assert handed.answer_by is not None
    assert handed.answer_by > now
    fitting = [one for one in table if one.fits(about.topic, about.customer, about.warehouse)]
    narrowest = max(one.precision for one in fitting)
    route = next(one for one in fitting if one.precision == narrowest)
    there = [one for one in (route.desk, route.deputy) if one and one.hours.is_open(now, BERLIN)]
    assert (handed.opens_at is None) == bool(there)
    assert handed.opens_at is None or handed.opens_at > now
    assert handed.opens_at is None or handed.opens_at < now + timedelta(days=8)


def answered(*items: Item) -> Outcome:
    return an_outcome(a_turn(), evidence=evidence_of(*items))


def with_reason(code: ReasonCode) -> Item:
    return replace(facts(short_order()), reasons=(Reason(code=code),))


@pytest.mark.parametrize(
    ("asked", "topic"),
    [
        ("The pallet arrived damaged, what now?", Topic.DAMAGE),
        ("Die Palette ist beschädigt", Topic.DAMAGE),
        ("the supplier says they delivered P00113", Topic.SUPPLIER_DISPUTE),
        ("Der Lieferant bestreitet das", Topic.SUPPLIER_DISPUTE),
        ("please lift the credit hold of Bluebell", Topic.CREDIT),
        ("the order is on hold, is the credit limit reached?", Topic.CREDIT),
        ("Kreditlimit von Bluebell erhöhen", Topic.CREDIT),
        ("quality has to look at the batch", Topic.QUALITY_HOLD),
        ("Der Bestand ist gesperrt", Topic.QUALITY_HOLD),
        ("please release S00042", Topic.ORDER_RELEASE),
        ("Bitte Auftrag S00042 freigeben", Topic.ORDER_RELEASE),
        ("Wer hat das freigegeben?", Topic.ORDER_RELEASE),
        ("I want my money back", Topic.RETURN),
        ("Ich hätte gerne eine Gutschrift", Topic.RETURN),
        ("what penalty does their contract set?", Topic.CONTRACT),
        ("I want to talk to a person", Topic.GENERAL),
        ("Where is S00042?", Topic.GENERAL),
    ],
)
def test_words_say_what_it_is_about(asked: str, topic: Topic) -> None:
    assert about_of(answered(), asked).topic is topic


@pytest.mark.parametrize(
    ("code", "topic"),
    [
        (ReasonCode.ON_HOLD, Topic.QUALITY_HOLD),
        (ReasonCode.CREDIT_WARNING, Topic.CREDIT),
        (ReasonCode.WAITING_FOR_PAYMENT, Topic.CREDIT),
        (ReasonCode.SHIP_COMPLETE, Topic.ORDER_RELEASE),
        (ReasonCode.WAITING_FOR_STOCK, Topic.SUPPLIER_DISPUTE),
        (ReasonCode.LATE, Topic.GENERAL),
    ],
)
def test_what_an_order_waits_for_says_it_for_staff_alone(code: ReasonCode, topic: Topic) -> None:
    one = with_reason(code)
    about = about_of(answered(one), "a person, please")
    assert about.topic is topic
    assert (about.customer, about.warehouse, about.order) == ("Brennweite Optik GmbH", "WH-North", "S00131")
    assert about_of(answered(one), "a person, please", is_staff=False).topic is Topic.GENERAL


def test_what_an_order_says_counts_before_words_for_any_hold() -> None:
    about = about_of(answered(with_reason(ReasonCode.CREDIT_WARNING)), "why is S00131 on hold?")
    assert about.topic is Topic.CREDIT


def test_a_file_is_for_who_looks_at_files_unless_words_say_more() -> None:
    assert about_of(answered(), "", files=1).topic is Topic.FILES
    assert about_of(answered(), "this is damaged", files=1).topic is Topic.DAMAGE
