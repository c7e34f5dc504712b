"""Wiring of a serving process: the assistant of `bot/app.py`, the record, and the engine that runs turns."""

import asyncio
import contextlib
import secrets
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.allowance import DailyAllowance
from bot.app import App, odoo_session, running
from bot.clock import SystemClock
from bot.domain import Outcome, Turn
from bot.door import Door
from bot.durable.engine import Engine
from bot.durable.faults import Apologies
from bot.durable.line import Line
from bot.durable.steps import Bounds, TurnSteps
from bot.errors import KeyMissing
from bot.gate import Gate, Pilot, gated
from bot.generation.fixed_words import reference_of
from bot.handing import HandOvers
from bot.identities import Identities
from bot.keys import Keys, keys_from
from bot.limits import Limit
from bot.metrics import Metrics
from bot.models import prices_of
from bot.pages import Readiness
from bot.ports import Channel, Clock
from bot.routing import About, Reachable, Route
from bot.routing import Desk as RouteDesk
from bot.routing_table import table_from
from bot.settings import SANDBOX, Settings
from bot.status import Statuses, StatusLine, with_status
from bot.storage.record import Record, prepare, record_on
from bot.storage.retention import Kept, Retention
from bot.telemetry import log_fault, log_missing, log_trouble
from bot.warming import warm_up
from bot.watching import counted, metrics_of, parts_of, watch_loop, with_timed_steps
from retrieval.accounts.account import AccountSource

_MINUTE, _DAY = 60, 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """`engine` is the door that channels hand their turns in at, `identities` says who asks."""

    app: App
    record: Record
    engine: Engine
    door: Door
    identities: Identities
    gate: Gate
    metrics: Metrics
    readiness: Readiness


def keys_of(settings: Settings) -> Keys:
    """Return the keys of the record. Raises: `SettingsError`, `KeyMissing`."""
    master, audit = (
        [key.get_secret_value() for key in ring] for ring in (settings.keys.master, settings.keys.audit)
    )
    records, file = settings.records, settings.keys.file
    database = Path(records.url.get_secret_value().removeprefix("sqlite:///"))
    if not master and records.is_sqlite and database.exists() and not file.exists():
        raise KeyMissing(f"The record is there and its key file {file} is not: put it back from your backup.")
    return keys_from(master, audit, file)


def record_of(settings: Settings, clock: Clock, *, executor: str = "one") -> Record:
    """Return the record the settings name, not touched yet. Raises: `SettingsError`, `KeyMissing`."""
    keys = keys_of(settings)
    return record_on(
        settings.records.url.get_secret_value(),
        master=keys.master,
        audit_keys=keys.audit,
        head_file=settings.records.audit_head,
        now=clock.now,
        executor=executor,
        connections=settings.records.connections,
        dead_after_seconds=settings.serve.dead_after_seconds,
    )


@contextlib.asynccontextmanager
async def opened_record(settings: Settings, clock: Clock | None = None) -> AsyncIterator[Record]:
    """Open the record for a command. Raises: `RecordUnavailable`, `KeyMissing`, `SettingsError`."""
    record = record_of(settings, clock or SystemClock())
    try:
        await prepare(record, settings.records.url.get_secret_value())
        yield record
    finally:
        await record.close()


@contextlib.asynccontextmanager
async def serving(
    settings: Settings,
    *,
    channels: Sequence[Channel] = (),
    clock: Clock | None = None,
    index: Path | None = None,
) -> AsyncIterator[Serving]:
    """Build a serving process, take up what is not done, and drain at the end.

    Raises: `RecordUnavailable`, `KeyMissing`, `SettingsError`: nothing is served then.
    """
    clock = clock or SystemClock()
    executor = f"{socket.gethostname()[:32]}-{secrets.token_hex(4)}"
    record = record_of(settings, clock, executor=executor)
    async with contextlib.AsyncExitStack() as until_the_end:
        until_the_end.push_async_callback(record.close)
        await prepare(record, settings.records.url.get_secret_value())
        metrics = metrics_of(settings)
        app = await until_the_end.enter_async_context(
            running(
                settings,
                clock=clock,
                index=index,
                memory=record.memory,
                allowance=allowance_of(settings, record, clock),
                watch=metrics,
                on_odoo_fault=metrics.odoo_failed,
            )
        )
        accounts = accounts_of(settings)
        if (session := getattr(accounts, "session", None)) is not None:
            until_the_end.push_async_callback(session.close)
        gate = gate_of(settings, record, clock, metrics)
        assistant = with_status(with_timed_steps(app.assistant, metrics))
        hand_overs = HandOvers(
            table=routes_of(settings),
            zone=app.zone,
            clock=clock,
            answers=record.answers,
            book=record.hand_overs,
            words=app.composer,
            reference_of=reference_of,
            reachable=by_channels(channels),
        )
        engine = Engine(
            steps=TurnSteps(
                answer=counted(
                    gated(hand_overs.behind(assistant.answer), gate, assistant.writer, clock), metrics
                ),
                book=record.turns,
                vault=app.vault,
                channels={channel.name: channel for channel in channels},
                apologies=Apologies(apologise=app.apologise, log_fault=log_fault, on_fault=metrics.failed),
                clock=clock,
                line=Line(),
                bounds=bounds_of(settings),
                is_paused=record.switches.is_paused,
                while_working=Statuses(lines=status_lines(channels)).while_working,
            ),
            master=record.keys.master,
            url=settings.records.workflows,
            executor=executor,
            log_fault=log_trouble,
            observe=metrics.step,
        )
        if settings.serve.warm_up:
            await warm_up(without_model(app), app.companies, clock.now())
        await engine.start()
        watching = asyncio.create_task(watch_loop(metrics, engine))
        identities = identities_of(settings, record, app, accounts)
        try:
            yield Serving(
                app=app,
                record=record,
                engine=engine,
                door=Door(
                    accept=engine.accept,
                    answer_now=engine.answer_now,
                    identities=identities,
                    answers=record.answers,
                    feedback=record.feedback,
                    vault=app.vault,
                    values=record.turns.values,
                    redact=app.redacted,
                    hand_overs=record.hand_overs,
                    places=record.places,
                    send_more=engine.send_more,
                ),
                identities=identities,
                gate=gate,
                metrics=metrics,
                readiness=Readiness(
                    parts=parts_of(app, record, settings), is_draining=lambda: engine.is_draining
                ),
            )
        finally:
            watching.cancel()
            left = await engine.drain(settings.serve.drain_seconds)
            if left:
                log_trouble("turns left for later", {"count": str(left)})
            await engine.stop()


def without_model(app: App) -> Callable[[Turn], Awaitable[Outcome]]:
    """Return the answer as the composer words it: nobody pays a model for what nobody reads."""
    return replace(app.assistant, writer=app.composer).answer


def by_channels(channels: Sequence[Channel]) -> Reachable:
    """Return whether people of the routing table can be told: an activity in Odoo is put on an order."""
    served = {channel.name for channel in channels} | {"role"}

    def reachable(desk: RouteDesk, about: About) -> bool:
        kind = desk.to.partition(":")[0]
        return kind in served and (kind != "odoo" or bool(about.order))

    return reachable


def routes_of(settings: Settings) -> tuple[Route, ...]:
    """Return the routing table; the sandbox company has one of its own. Raises: `SettingsError`."""
    file, table = settings.routing.file, settings.routing.table
    is_sandbox = settings.orders.source == "sandbox" and not table
    return table_from(file or (SANDBOX / "routing.toml" if is_sandbox else None), table)


def identities_of(settings: Settings, record: Record, app: App, accounts: AccountSource) -> Identities:
    return Identities(
        book=record.identities,
        accounts=accounts,
        companies=app.companies,
        roles=settings.identity.roles,
        devices={("slack", user): role for user, role in settings.slack.shared_devices.items()},
        log_missing=log_missing,
        seconds=settings.identity.cached_seconds,
    )


def status_lines(channels: Sequence[Channel]) -> dict[str, StatusLine]:
    """Return the channels that can show a status."""
    return {one.name: one for one in channels if isinstance(one, StatusLine)}


def accounts_of(settings: Settings) -> AccountSource:
    if settings.orders.source == "sandbox":
        from retrieval.accounts.sandbox import SandboxAccounts

        return SandboxAccounts(SANDBOX)
    from retrieval.accounts.odoo import OdooAccounts

    return OdooAccounts(session=odoo_session(settings))


def gate_of(settings: Settings, record: Record, clock: Clock, metrics: Metrics) -> Gate:
    pilot = settings.pilot
    return Gate(
        switches=record.switches,
        counters=record.counters,
        clock=clock,
        limits=limits_of(settings),
        on_refusal=metrics.limited,
        pilot=Pilot(
            people=frozenset(pilot.people),
            channels=frozenset(pilot.channels),
            warehouses=frozenset(pilot.warehouses),
        ),
    )


def allowance_of(settings: Settings, record: Record, clock: Clock) -> DailyAllowance:
    return DailyAllowance(
        usage=record.usage,
        switches=record.switches,
        clock=clock,
        zone=ZoneInfo(settings.company.time_zone),
        prices=prices_of(settings),
        most_tokens=settings.limits.tokens_per_day,
        most_cost=settings.limits.cost_per_day,
    )


def limits_of(settings: Settings) -> tuple[Limit, ...]:
    chosen = settings.limits
    limits = (
        Limit(scope="person", seconds=_MINUTE, most=chosen.person_per_minute),
        Limit(scope="person", seconds=_DAY, most=chosen.person_per_day),
        Limit(scope="visitor", seconds=_MINUTE, most=chosen.visitor_per_minute),
        Limit(scope="visitor", seconds=_DAY, most=chosen.visitor_per_day),
        Limit(scope="customer", seconds=_MINUTE, most=chosen.customer_per_minute),
        Limit(scope="channel", seconds=_MINUTE, most=chosen.channel_per_minute),
    )
    return tuple(limit for limit in limits if limit.most)


def retention_of(settings: Settings, record: Record) -> Retention:
    kept = settings.records
    return Retention(
        database=record.database,
        audit=record.audit,
        kept=Kept(
            text=kept.keep_text_days,
            exchanges=kept.keep_exchanges_days,
            values=kept.keep_values_days,
            feedback=kept.keep_feedback_days,
            figures=kept.keep_figures_days,
            audit=kept.keep_audit_days,
        ),
    )


def bounds_of(settings: Settings) -> Bounds:
    serve = settings.serve
    return Bounds(
        word=serve.answer_seconds,
        send=serve.send_seconds,
        tries_to_think=serve.tries_to_think,
        tries_to_send=serve.tries_to_send,
    )
