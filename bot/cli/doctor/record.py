"""The record, its keys, and the language model, as `doctor` sees them."""

import asyncio
import urllib.parse
from pathlib import Path

from bot.cli.doctor.check import Check
from bot.errors import KeyMissing, RecordUnavailable, SealBroken, SettingsError
from bot.settings import Settings

_REACH_SECONDS = 5.0


async def keys(settings: Settings) -> Check:
    """Say where the keys are. None is made here: looking changes nothing."""
    from bot.serving import keys_of

    if not settings.keys.master and not await asyncio.to_thread(settings.keys.file.exists):
        return Check(part="keys", ok=True, finding="none yet: made at the first start")
    try:
        found = keys_of(settings)
    except (KeyMissing, SettingsError) as error:
        return Check(part="keys", ok=False, finding=str(error))
    where = "settings" if settings.keys.master else str(settings.keys.file)
    finding = f"{len(found.master.keys)} master, {len(found.audit.keys)} audit, from {where}"
    if settings.deployment.kind == "production" and not settings.keys.master:
        mend = "Set SHIPMATE_KEYS__MASTER and SHIPMATE_KEYS__AUDIT from a secret store."
        return Check(part="keys", ok=True, warns=True, finding=finding, mend=mend)
    return Check(part="keys", ok=True, finding=finding)


async def record(settings: Settings) -> Check:
    """Look at migrations, keys, the end of the audit, what is paused, and what was given up."""
    from bot.clock import SystemClock
    from bot.serving import record_of
    from bot.storage import migrate

    url = settings.records.url.get_secret_value()
    if settings.records.is_sqlite and not await asyncio.to_thread(file_of(url).exists):
        return Check(part="record", ok=True, finding="none yet: made at the first start")
    try:
        if not await asyncio.to_thread(migrate.is_current, url):
            return Check(
                part="record", ok=False, finding="is behind this version", mend="Run `shipmate migrate`."
            )
        record = record_of(settings, SystemClock())
        try:
            await record.keys.require_all()
            first, last = await record.audit.ends()
            paused = await record.switches.active()
        finally:
            await record.close()
    except (RecordUnavailable, KeyMissing, SealBroken, SettingsError) as error:
        return Check(part="record", ok=False, finding=str(error))
    finding = f"current; audit entries {first} to {last}"
    if paused:
        mend = "`shipmate pause WHAT --off` switches it on again."
        return Check(
            part="record", ok=True, warns=True, finding=f"{finding}; paused: {', '.join(paused)}", mend=mend
        )
    return Check(part="record", ok=True, finding=finding)


async def model(settings: Settings) -> Check:
    """Open a connection to each model's service. No question is sent: that costs money."""
    configured = [one for one in (settings.model, settings.second_model) if one.kind != "none"]
    if not configured:
        return Check(part="model", ok=True, finding="none configured: the composer answers")
    reached: list[str] = []
    lost: list[str] = []
    for one in configured:
        (reached if await _is_reached(one.endpoint) else lost).append(one.model)
    finding = f"reached: {', '.join(reached) or 'none'}" + (
        f"; not reached: {', '.join(lost)}" if lost else ""
    )
    mend = "Check the endpoint, the network and the proxy; the composer answers meanwhile." if lost else ""
    return Check(part="model", ok=not lost, finding=finding, mend=mend)


async def _is_reached(endpoint: str) -> bool:
    url = urllib.parse.urlsplit(endpoint)
    port = url.port or (443 if url.scheme == "https" else 80)
    try:
        async with asyncio.timeout(_REACH_SECONDS):
            _, writer = await asyncio.open_connection(url.hostname, port, ssl=url.scheme == "https" or None)
    except (OSError, TimeoutError, ValueError):
        return False
    writer.close()
    return True


def file_of(url: str) -> Path:
    return Path(url.removeprefix("sqlite:///"))
