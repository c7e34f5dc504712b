"""`make soak`: hours in minutes. Does a serving process grow while it answers, in memory or in open files?

Questions come at a rate it keeps up with. A straight line through the second half of what was seen says how
much it would grow in an hour.
"""

import argparse
import asyncio
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from bench import channels
from bench.model_of_a_second import slow_model
from bench.table import Row, show

MINUTES, RATE = 20.0, 4.0
MOST_MEGABYTES_AN_HOUR, MOST_FILES_AN_HOUR = 60.0, 20.0


@dataclass(slots=True)
class Seen:
    """Samples of one process, five seconds apart: megabytes, and open files with sockets."""

    memory: list[float] = field(default_factory=list)
    files: list[float] = field(default_factory=list)

    async def watch(self, pid: int) -> None:
        process = psutil.Process(pid)
        while True:
            self.memory.append(process.memory_info().rss / 1_048_576)
            self.files.append(float(process.num_fds()))
            await asyncio.sleep(5)


def growth(values: Sequence[float], seconds: float = 5.0) -> float:
    """Return the slope of the least-squares line through the second half, per hour."""
    half = values[len(values) // 2 :]
    middle, mean = (len(half) - 1) / 2, sum(half) / max(len(half), 1)
    spread = sum((place - middle) ** 2 for place in range(len(half)))
    slope = sum((place - middle) * (value - mean) for place, value in enumerate(half))
    return slope / spread * 3600 / seconds if spread else 0.0


def run(channel: str, minutes: float, rate: float) -> Row:
    with tempfile.TemporaryDirectory() as folder, channels.record(Path(folder)) as environment:
        seen, tally = asyncio.run(_ran(channel, minutes, rate, Path(folder), environment))
    memory, files = growth(seen.memory), growth(seen.files)
    lost = set(tally.asked) - tally.told
    return Row(
        what=f"{channel}, {minutes:.0f} minutes at {rate:.0f} turns/s",
        ours=f"{memory:+.0f} MB and {files:+.0f} files an hour; {len(tally.asked)} asked, {len(lost)} lost",
        peer=f"from {seen.memory[0]:.0f} to {seen.memory[-1]:.0f} MB, {seen.files[-1]:.0f} files",
        asked=f"≤ {MOST_MEGABYTES_AN_HOUR:.0f} MB, ≤ {MOST_FILES_AN_HOUR:.0f} files an hour, none lost",
        met=memory <= MOST_MEGABYTES_AN_HOUR and files <= MOST_FILES_AN_HOUR and not lost,
    )


async def _ran(
    channel: str, minutes: float, rate: float, folder: Path, environment: Mapping[str, str]
) -> tuple[Seen, channels.Tally]:
    running, driving = channels.DRIVERS[channel]
    async with running() as peer, slow_model(channels.MODEL_SECONDS) as model:
        driver: channels.Driver = driving(peer)
        settings = {**environment, **driver.settings(), **channels.model_at(model)}
        served, seen = channels.served(0, settings, folder), Seen()
        await served.start()
        assert served.process is not None
        watching = asyncio.create_task(seen.watch(served.process.pid))
        try:
            await channels.drive(driver, [served], channels.nothing, int(minutes * 60 * rate), rate)
        finally:
            watching.cancel()
            await served.stop()
        return seen, driver.tally


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=MINUTES)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--channel", choices=tuple(channels.DRIVERS), default="slack")
    chosen = parser.parse_args()
    row = run(chosen.channel, chosen.minutes, chosen.rate)
    show("Soak", [row])
    return int(row.met is False)


if __name__ == "__main__":
    sys.exit(main())
