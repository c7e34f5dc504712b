"""What an operator does with the record. Every command prints what it did, with `--json` as one object."""

import asyncio
import getpass
import json
import os
import re
import sys
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select

from bot.audit import AuditEvent
from bot.clock import SystemClock
from bot.errors import SettingsError
from bot.keys import named_keys, new_named_key, write_keys
from bot.serving import accounts_of, keys_of, opened_record, record_of, retention_of
from bot.settings import Settings, read_settings
from bot.storage import archive, migrate
from bot.storage.forgetting import Eraser, Forgotten
from bot.storage.record import Record
from bot.storage.turn_tables import OPEN, outbox, turns

PASSPHRASE = "SHIPMATE_PASSPHRASE"  # noqa: S105 - the name of a variable
_Result = TypeVar("_Result")
_LENGTH = re.compile(r"(\d{1,4})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}
_SWITCHES = ("all", "model", "drafts", "sending")


def tell(result: Mapping[str, Any], text: str, *, as_json: bool) -> None:
    print(json.dumps(result, ensure_ascii=False) if as_json else text)


def with_record(work: Callable[[Settings, Record], Awaitable[_Result]]) -> _Result:
    """Open the record of the settings for a piece of work."""

    async def run() -> _Result:
        settings = read_settings()
        async with opened_record(settings) as record:
            return await work(settings, record)

    return asyncio.run(run())


def migrated(*, check: bool, as_json: bool) -> int:
    url = read_settings().records.url.get_secret_value()
    if check:
        current = migrate.is_current(url)
        said = "The record is current." if current else "The record is behind: run `shipmate migrate`."
        tell({"current": current, "needs": migrate.head()}, said, as_json=as_json)
        return 0 if current else 1
    before, after = migrate.migrate(url)
    said = "Nothing to do." if before == after else f"Migrated from {before or 'nothing'} to {after}."
    tell({"before": before, "after": after}, said, as_json=as_json)
    return 0


def new_key() -> int:
    print(new_named_key())
    return 0


def rotated(*, as_json: bool) -> int:
    """Make a new key of the key file the current one, and wrap the keys of people with it."""
    settings = read_settings()
    if not settings.keys.master:
        keys = keys_of(settings)
        master = [new_named_key(), *named_keys(keys.master)]
        write_keys(settings.keys.file, master, named_keys(keys.audit))

    async def rewrap(settings: Settings, record: Record) -> int:
        async with record.database.write() as connection:
            count = await record.keys.rewrap(connection)
        await record.audit.note(
            AuditEvent(at=SystemClock().now(), tag="keys:master:rotated", counts={"keys": count})
        )
        return count

    count = with_record(rewrap)
    said = (
        f"{count} keys are wrapped with the current master key. Keep the old one until no turn of before is "
        "open and its workflows are gone, then `shipmate keys retire`."
    )
    tell({"rewrapped": count}, said, as_json=as_json)
    return 0


def retired(*, as_json: bool) -> int:
    """Take note that the old master keys are not needed any more, when that is so."""

    async def retire(settings: Settings, record: Record) -> tuple[str, ...]:
        async with record.database.read() as connection:
            query = select(turns.c.id).where(turns.c.state.in_(OPEN)).limit(1)
            if (await connection.execute(query)).first() is not None:
                raise SettingsError(
                    "Turns are open that an old key may have sealed: try again when all are done."
                )
        async with record.database.write() as connection:
            await record.keys.rewrap(connection)
            await record.memory.reseal(connection)
            await record.places.reseal(connection)
        return await record.keys.retire()

    ids = with_record(retire)
    said = (
        f"Not needed any more: {', '.join(ids)}. Take them out of the settings." if ids else "None to retire."
    )
    tell({"retired": list(ids)}, said, as_json=as_json)
    return 0


def forgotten(*, person: str, channel_user: str, value: str, as_json: bool) -> int:
    """Erase a person or a value. Says what was done in numbers, and never of whom."""
    chosen = [one for one in (person, channel_user, value) if one]
    if len(chosen) != 1:
        raise SettingsError(
            "Say whom: one of --person PSEUDONYM, --channel-user CHANNEL:ID, --value - (asked for)."
        )
    wanted = _secret("What shall be forgotten? ") if value == "-" else value

    async def forget(settings: Settings, record: Record) -> Forgotten:
        eraser = Eraser(database=record.database, keys=record.keys, audit=record.audit, now=SystemClock().now)
        if wanted:
            return await eraser.value(wanted)
        who = person or await record.identities.person(*_channel_user(channel_user)) or ""
        return await eraser.person(who) if who else Forgotten()

    done = with_record(forget)
    counts = {name: getattr(done, name) for name in done.__dataclass_fields__}
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    said = f"Erased: {told}." if told else "Nothing of the kind was kept."
    if told:
        said += " Backups taken before hold it still: after restoring one, forget again."
    tell(counts, said, as_json=as_json)
    return 0


def backed_up(file: Path, *, with_keys: bool, as_json: bool) -> int:
    passphrase = _passphrase() if with_keys else ""

    async def back_up(settings: Settings, record: Record) -> int:
        keys = keys_of(settings)
        named = {"master": named_keys(keys.master), "audit": named_keys(keys.audit)} if with_keys else None
        return await archive.back_up(record.database, file, keys=named, passphrase=passphrase)

    try:
        rows = with_record(back_up)
    except FileExistsError:
        raise SettingsError(f"{file} is there already: name another file.") from None
    except OSError as error:
        raise SettingsError(f"{file} cannot be written: {error.strerror}.") from None
    note = "" if with_keys else " The keys are NOT in it: without them it is of no use. Keep them elsewhere."
    tell({"rows": rows, "keys": with_keys}, f"Backed up {rows} rows to {file}.{note}", as_json=as_json)
    return 0


def restored(file: Path, *, with_keys: bool, as_json: bool) -> int:
    """Put a backup into an empty record. Who was forgotten after it was made comes back with it: it says so.

    The second place of the audit is begun anew, beside the old one: the restored chain ends earlier.
    """
    settings = read_settings()
    if with_keys:
        _put_keys_back(settings, file)
    try:
        rows = asyncio.run(_restore(settings, file))
    except BaseException:
        if with_keys:
            settings.keys.file.unlink()
        raise
    note = " Whoever was forgotten after it was made has to be forgotten again."
    tell({"rows": rows, "keys": with_keys}, f"Restored {rows} rows.{note}", as_json=as_json)
    return 0


def _put_keys_back(settings: Settings, file: Path) -> None:
    """Write the key file of a backup, before anything is signed. Raises: `SettingsError` where keys are."""
    if settings.keys.master or settings.keys.file.exists():
        raise SettingsError("Keys are set, or the keys are here already: restore without --with-keys.")
    keys = archive.keys_in(file, _passphrase())
    write_keys(settings.keys.file, keys["master"], keys["audit"])


async def _restore(settings: Settings, file: Path) -> int:
    record = record_of(settings, SystemClock())
    try:
        done = await archive.restore(
            record.database, settings.records.url.get_secret_value(), file, passphrase=""
        )
        head = settings.records.audit_head
        if head.exists():
            head.replace(head.with_name(f"{head.name}.before-restore"))
        await record.audit.note(
            AuditEvent(at=SystemClock().now(), tag="restore:record:done", counts={"rows": done.rows})
        )
        return done.rows
    finally:
        await record.close()


def let_go(*, as_json: bool) -> int:
    async def apply(settings: Settings, record: Record) -> Mapping[str, int]:
        return await retention_of(settings, record).apply(SystemClock().now())

    counts = with_record(apply)
    told = ", ".join(f"{count} {name}" for name, count in counts.items() if count)
    tell(dict(counts), f"Let go of: {told}." if told else "Nothing was kept long enough.", as_json=as_json)
    return 0


def verified(*, as_json: bool) -> int:
    """Verify the audit; 1 when something is wrong with it."""

    async def verify(settings: Settings, record: Record) -> Any:
        return await record.audit.verify()

    entries, findings = with_record(verify)
    if as_json:
        found = [{"seq": one.seq, "what": one.what} for one in findings]
        print(json.dumps({"ok": not findings, "entries": entries, "findings": found}))
    else:
        for one in findings:
            print(f"BAD  entry {one.seq}: {one.what}")
        print(f"{'BAD' if findings else 'ok '}  {entries} entries, {len(findings)} findings")
    return 1 if findings else 0


def shown(*, last: int, as_json: bool) -> int:
    """Print the last entries of the audit, oldest first."""

    async def show(settings: Settings, record: Record) -> list[dict[str, Any]]:
        _, newest = await record.audit.ends()
        return [
            {
                "seq": entry.seq,
                "at": entry.event.at.isoformat(timespec="seconds"),
                "tag": entry.event.tag,
                "turn": entry.event.turn,
                "person": entry.event.person,
                "counts": dict(entry.event.counts),
                "ids": list(entry.event.ids),
            }
            async for entry in record.audit.entries(after=max(0, newest - last))
        ]

    for row in with_record(show):
        counts = " ".join(f"{name}={count}" for name, count in row["counts"].items())
        print(
            json.dumps(row)
            if as_json
            else f"{row['seq']:>6}  {row['at']}  {row['tag']}  {row['person']}  {counts}"
        )
    return 0


def paused(what: str | None, *, length: str | None, off: bool, as_json: bool) -> int:
    """Pause something in every process, within seconds; or list what is paused."""
    if what and what not in _SWITCHES and not re.fullmatch(r"channel:[a-z_]{1,32}", what):
        raise SettingsError(
            f"There is nothing to pause of that name. There are {', '.join(_SWITCHES)}, channel:NAME."
        )

    async def pause(settings: Settings, record: Record) -> Mapping[str, datetime | None]:
        now = SystemClock().now()
        if what:
            until = now + _span(length) if length else None
            await (record.switches.clear(what) if off else record.switches.set(what, until=until))
            tag = f"pause:{what.replace(':', '_')}:{'off' if off else 'on'}"
            await record.audit.note(AuditEvent(at=now, tag=tag))
        return await record.switches.active()

    active = with_record(pause)
    result = {name: until.isoformat(timespec="seconds") if until else None for name, until in active.items()}
    lines = [
        f"{name}: paused {'until ' + until if until else 'until switched on'}"
        for name, until in result.items()
    ]
    tell({"paused": result}, "\n".join(lines) or "Nothing is paused.", as_json=as_json)
    return 0


def listed_turns(*, as_json: bool) -> int:
    """List the turns that are not done, and those that were given up."""

    async def listed(settings: Settings, record: Record) -> list[dict[str, Any]]:
        wanted = turns.c.state.in_(OPEN) | turns.c.fault.is_not(None)
        query = select(turns).where(wanted).order_by(turns.c.accepted_at.desc()).limit(200)
        waiting = select(outbox.c.turn_id).where(outbox.c.state == "unsure")
        async with record.database.read() as connection:
            unsure = set((await connection.execute(waiting)).scalars())
            rows = (await connection.execute(query)).all()
        return [
            {
                "turn": row.id,
                "channel": row.channel,
                "state": row.state,
                "tries": row.tries,
                "fault": row.fault,
                "unsure": row.id in unsure,
                "accepted_at": row.accepted_at.isoformat(timespec="seconds"),
            }
            for row in rows
        ]

    rows = with_record(listed)
    for row in rows:
        line = "{accepted_at}  {state:9} {fault!s:14} {tries} tries  {turn}".format_map(row)
        print(json.dumps(row) if as_json else line)
    if not rows and not as_json:
        print("All turns are done, none was given up.")
    return 0


def who(channel: str, user: str, *, as_json: bool) -> int:
    """Print the pseudonym of a channel's user, which is made at first sight."""

    async def ask(settings: Settings, record: Record) -> Any:
        return await record.identities.known(channel, user)

    entry = with_record(ask)
    linked = {"user_id": entry.user_id, "partner_id": entry.partner_id}
    tell({"person": entry.person, **linked}, entry.person, as_json=as_json)
    return 0


def linked(channel: str, user: str, *, login: str, partner: int | None, off: bool, as_json: bool) -> int:
    """Say which account of Odoo a channel's user is."""
    if not off and bool(login) == (partner is not None):
        raise SettingsError("Say to which account: --login LOGIN or --partner ID; or --off.")

    async def link(settings: Settings, record: Record) -> bool:
        accounts = accounts_of(settings)
        try:
            account = None
            if login:
                account = await accounts.by_login(login)
            elif partner is not None:
                account = await accounts.by_partner(partner)
            if account is None and not off:
                raise SettingsError("There is no such active account in Odoo.")
        finally:
            if (session := getattr(accounts, "session", None)) is not None:
                await session.close()
        if account is None:
            done = await record.identities.unlink(channel, user)
        else:
            ids = {"user_id": account.user_id} if account.user_id else {"partner_id": account.partner_id}
            await record.identities.link(channel, user, **ids)
            done = True
        entry = await record.identities.known(channel, user)
        tag = f"identity:link:{'removed' if off else 'made'}"
        await record.audit.note(AuditEvent(at=SystemClock().now(), tag=tag, person=entry.person))
        return done

    done = with_record(link)
    said = ("Unlinked." if off else "Linked.") if done else "There was no link."
    tell({"done": done}, said, as_json=as_json)
    return 0


def _span(written: str) -> timedelta:
    match = _LENGTH.fullmatch(written.strip().lower())
    if not match:
        raise SettingsError("--for takes a time like 30m, 2h or 1d.")
    return timedelta(**{_UNITS[match[2]]: int(match[1])})


def _channel_user(written: str) -> tuple[str, str]:
    channel, _, user = written.partition(":")
    if not channel or not user:
        raise SettingsError("--channel-user takes CHANNEL:ID, for example slack:U024BE7LH.")
    return channel, user


def _passphrase() -> str:
    """Return the passphrase from the environment, or ask for it: never from the command line."""
    passphrase = os.environ.get(PASSPHRASE) or _secret("Passphrase: ")
    if len(passphrase) < 12:
        raise SettingsError("The passphrase needs twelve characters or more.")
    return passphrase


def _secret(prompt: str) -> str:
    if sys.stdin.isatty():
        return getpass.getpass(prompt).strip()
    return sys.stdin.readline().strip()
