"""`shipmate serve`: one process on one state folder. It answers turns and runs the schedules."""

import asyncio
import signal
import sys
from functools import partial
from zoneinfo import ZoneInfo

from bot.channels import channels_of
from bot.clock import SystemClock
from bot.errors import RecordUnavailable, SettingsError
from bot.evaluation import nightly
from bot.listening import listening
from bot.locks import HeldByAnother, held
from bot.nightly import Evaluation
from bot.pages import pages
from bot.schedule_loop import Schedule, Tell
from bot.schedules import Daily
from bot.serving import Serving, retention_of, serving
from bot.settings import Settings, read_settings
from bot.telemetry import configure, log_trouble

_CLEAN_SECONDS = 6 * 3600.0
_SWITCH_SECONDS = 0.001
"""A thread that reckons lets go this often, five times as often as by default: channels wait for the loop."""


def serve() -> int:
    """Run until SIGTERM or Ctrl-C, and end cleanly. Raises: `SettingsError` when another process serves."""
    settings = read_settings()
    folder = settings.serve.state_folder
    try:
        with held(folder / "serve.lock"):
            asyncio.run(_until_asked_to_end(settings, _print))
    except HeldByAnother:
        raise SettingsError(
            f"Another `shipmate serve` runs on {folder}. "
            "End it, or name another folder: SHIPMATE_SERVE__STATE_FOLDER."
        ) from None
    return 0


async def _until_asked_to_end(settings: Settings, tell: Tell) -> None:
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, ended.set)
    configure(settings.logs.format, settings.logs.level)
    sys.setswitchinterval(_SWITCH_SECONDS)
    async with (
        channels_of(settings) as channels,
        serving(settings, channels=channels.all) as service,
        channels.listening(service.door, service.app.clock) as routes,
    ):
        app = pages(service.readiness, service.metrics, routes)
        async with listening(app, settings.http.host, settings.http.port) as port:
            tell(f"Health and figures on http://{settings.http.host}:{port}/readyz and /metrics.")
            for channel in channels.all:
                tell(f"Listening to {channel.name}.")
            await _work(settings, service, ended, tell)


async def _work(settings: Settings, service: Serving, ended: asyncio.Event, tell: Tell) -> None:
    work = asyncio.create_task(schedule_from(settings, tell).run())
    clean = asyncio.create_task(_keep_clean(settings, service))
    over = asyncio.create_task(ended.wait())
    await asyncio.wait({work, over}, return_when=asyncio.FIRST_COMPLETED)
    tell("Ending." if ended.is_set() else "The schedule has failed.")
    for task in (work, clean, over):
        task.cancel()
    failed, *_ = await asyncio.gather(work, clean, over, return_exceptions=True)
    if isinstance(failed, Exception):
        raise failed


async def _keep_clean(settings: Settings, service: Serving) -> None:
    """Let go of what was kept long enough, now and then; what fails is tried again the next time."""
    retention = retention_of(settings, service.record)
    while True:
        try:
            await retention.apply(service.app.clock.now())
            await service.engine.forget_finished(settings.records.keep_text_days)
        except RecordUnavailable as error:
            log_trouble("retention failed", {"fault": type(error).__name__})
        await asyncio.sleep(_CLEAN_SECONDS)


def schedule_from(settings: Settings, tell: Tell) -> Schedule:
    at, zone = settings.evals.time, ZoneInfo(settings.company.time_zone)
    return Schedule(
        daily=Daily(at=at, zone=zone) if at else None,
        evaluation=Evaluation(
            command=partial(nightly, settings),
            folder=settings.evals.folder,
            timeout_seconds=settings.evals.timeout_minutes * 60,
            keep_runs=settings.evals.keep_runs,
        ),
        state=settings.serve.state_folder / "schedules.json",
        tell=tell,
        clock=SystemClock(),
    )


def _print(text: str) -> None:
    print(text, flush=True)
