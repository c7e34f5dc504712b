"""Slack and Teams under load, and with faults: serving processes on one record, and a peer that drives them.

The peer alone sees the final answer, so it counts: each question is acknowledged, answered, and not twice.
`python -m bench channels` runs every scenario; `python -m bench.channels --turns 100 slack failing` some.
"""

import argparse
import asyncio
import contextlib
import json
import os
import random
import secrets
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Protocol

from bench.answers import QUESTIONS
from bench.model_of_a_second import slow_model
from bench.table import Row, percentile
from bot.app import embedder
from bot.keys import new_named_key
from bot.settings import SANDBOX, Settings
from retrieval.documents.indexer import index
from retrieval.stores.sqlite import SqliteDocumentStore
from tests.servers.postgres import empty_cluster
from tests.servers.processes import free_port
from tests.servers.slack import BOT as SLACK_BOT
from tests.servers.slack import Person as SlackPerson
from tests.servers.slack import SlackPeer, running_slack
from tests.servers.slack.peer import SECRET, TOKEN
from tests.servers.slack.world import text_of as slack_text
from tests.servers.teams import TENANT, TeamsPeer, running_teams
from tests.servers.teams import Person as TeamsPerson
from tests.servers.teams.issuer import APP_ID, APP_PASSWORD, ISSUER
from tests.servers.teams.world import text_of as teams_text

TURNS, RATE, BURST = 1000, 15.0, 50
PROCESSES = 2
"""One for each core; the peer delivers to them in turn, as a load balancer does."""
MODEL_SECONDS, PEOPLE = 1.0, 40
ASKED = {"slack": 0.300, "teams": 0.500}
"""By when 95 of 100 questions are to be acknowledged, in seconds."""
_STAFF = ("femke.devries", "mehmet.kaya", "lena.obermeier", "carla.nunes", "henrik.dahl", "nora.albers")
_WAIT_SECONDS = 300.0
SHIPMATE = (sys.executable, "-c", "from bot.cli import main; main()", "serve")
"""The code of this working folder, which need not be the one that is installed."""
_UNSURE = ("may not have reached you", "vielleicht nicht erreicht")


@dataclass(slots=True)
class Tally:
    """What became of each question, by its own key."""

    asked: dict[str, float] = field(default_factory=dict)
    acknowledged: dict[str, float] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    answers: dict[str, list[str]] = field(default_factory=dict)
    apologies: dict[str, list[str]] = field(default_factory=dict)
    """For answers of which nobody knows whether they arrived."""
    answered_at: dict[str, float] = field(default_factory=dict)
    models: Counter[str] = field(default_factory=Counter)
    """Who worded the answers, by the log of the serving process."""

    def arrived(self, key: str, message: str, text: str) -> None:
        """Write down what arrived for a question, once."""
        kinds = self.apologies if any(words in text for words in _UNSURE) else self.answers
        seen = kinds.setdefault(key, [])
        if message not in seen:
            seen.append(message)
            self.answered_at.setdefault(key, time.monotonic())

    @property
    def told(self) -> set[str]:
        return set(self.answers) | set(self.apologies)

    @property
    def lost(self) -> set[str]:
        return set(self.asked) - self.told

    @property
    def twice(self) -> set[str]:
        both = (self.answers, self.apologies)
        return {key for kind in both for key, found in kind.items() if len(found) > 1}

    def acknowledged_by(self, share: float) -> float:
        """Return within how many seconds this share in [0, 1] was acknowledged; never, without any."""
        return percentile(list(self.acknowledged.values()), share) if self.acknowledged else float("inf")


class Driver(Protocol):
    tally: Tally

    async def ask(self, number: int) -> None: ...

    def settings(self) -> Mapping[str, str]: ...

    def listens_at(self, port: int) -> None:
        """Deliver to this port from now on."""
        ...

    def fails(self, share: float) -> None: ...

    def collect(self) -> None:
        """Read what has arrived."""
        ...

    def texts(self) -> list[str]:
        """Return what was answered, in its order."""
        ...


@dataclass(slots=True)
class SlackDriver:
    """Two of three questions are direct messages, the others mentions in channels, each in its own thread."""

    peer: SlackPeer
    tally: Tally = field(default_factory=Tally)

    def __post_init__(self) -> None:
        for number in range(PEOPLE):
            email = f"{_STAFF[number % len(_STAFF)]}@halden-supply.example"
            self.peer.world.add(SlackPerson(id=f"U{number:04d}", email=email))
        for number in range(10):
            members = {f"U{member:04d}" for member in range(number, PEOPLE, 10)}
            self.peer.world.channels[f"C{number:04d}"] = {*members, SLACK_BOT}
        self.peer.retry_seconds = 2.0

    def settings(self) -> Mapping[str, str]:
        return {
            "SHIPMATE_SLACK__MODE": "http",
            "SHIPMATE_SLACK__BOT_TOKEN": TOKEN,
            "SHIPMATE_SLACK__SIGNING_SECRET": SECRET,
            "SHIPMATE_SLACK__API_URL": f"{self.peer.url}/api/",
        }

    def listens_at(self, port: int) -> None:
        self.peer.events_url = f"http://127.0.0.1:{port}/slack/events"

    def fails(self, share: float) -> None:
        self.peer.api.plan.failing_share = share

    async def ask(self, number: int) -> None:
        user, text = f"U{number % PEOPLE:04d}", QUESTIONS[number % len(QUESTIONS)]
        channel = f"D{user}" if number % 3 else f"C{number % 10:04d}"
        message: dict[str, Any] = {
            "type": "message" if number % 3 else "app_mention",
            "user": user,
            "team": "T0SHIP",
            "text": text if number % 3 else f"<@{SLACK_BOT}> {text}",
            "ts": self.peer.world.next_ts(),
        }
        self.peer.world.put(channel, message)
        key = f"{channel}/{message['ts']}"
        self.tally.asked[key] = time.monotonic()
        kind = "im" if channel.startswith("D") else "channel"
        delivery = await self.peer.event({**message, "channel": channel, "channel_type": kind})
        if delivery.is_acknowledged:
            self.tally.acknowledged[key] = delivery.seconds[-1]
        else:
            self.tally.refused.append(key)

    def collect(self) -> None:
        for channel in self.peer.world.messages:
            for one in self.peer.world.ours(channel):
                key = f"{channel}/{one.get('thread_ts')}"
                self.tally.arrived(key, str(one["ts"]), slack_text(one))

    def texts(self) -> list[str]:
        return [slack_text(one) for one in self.peer.world.ours()]


@dataclass(slots=True)
class TeamsDriver:
    """Everybody asks in their own chat."""

    peer: TeamsPeer
    tally: Tally = field(default_factory=Tally)
    people: list[TeamsPerson] = field(default_factory=list)

    def __post_init__(self) -> None:
        for number in range(PEOPLE):
            email = f"{_STAFF[number % len(_STAFF)]}@halden-supply.example"
            person = TeamsPerson(aad=f"aad-{number}", email=email)
            self.people.append(person)
            self.peer.world.personal(person)
        self.peer.retries, self.peer.retry_seconds = 5, 2.0

    def settings(self) -> Mapping[str, str]:
        return {
            "SHIPMATE_TEAMS__MODE": "on",
            "SHIPMATE_TEAMS__APP_ID": APP_ID,
            "SHIPMATE_TEAMS__APP_PASSWORD": APP_PASSWORD,
            "SHIPMATE_TEAMS__TENANT": TENANT,
            "SHIPMATE_TEAMS__ISSUER": ISSUER,
            "SHIPMATE_TEAMS__OPENID_METADATA_URL": f"{self.peer.url}/metadata",
            "SHIPMATE_TEAMS__LOGIN_URL": f"{self.peer.url}/token",
            "SHIPMATE_TEAMS__SERVICE_HOSTS": '["127.0.0.1"]',
        }

    def listens_at(self, port: int) -> None:
        self.peer.bot_url = f"http://127.0.0.1:{port}/api/messages"

    def fails(self, share: float) -> None:
        self.peer.plan.failing_share = share

    async def ask(self, number: int) -> None:
        person = self.people[number % PEOPLE]
        place = self.peer.world.personal(person)
        activity = self.peer.activity("message", person, place, text=QUESTIONS[number % len(QUESTIONS)])
        key = str(activity["id"])
        self.tally.asked[key] = time.monotonic()
        status = await self.peer.post(activity)
        if 200 <= status < 300:
            self.tally.acknowledged[key] = self.peer.acknowledged[-1]
        else:
            self.tally.refused.append(key)

    def collect(self) -> None:
        for conversation in self.peer.world.conversations.values():
            for one in self.peer.world.ours(conversation):
                key = str(one.get("replyToId"))
                self.tally.arrived(key, str(one["id"]), teams_text(one))

    def texts(self) -> list[str]:
        conversations = self.peer.world.conversations.values()
        arrived = [one for place in conversations for one in self.peer.world.ours(place)]
        return [teams_text(one) for one in sorted(arrived, key=lambda one: int(one["id"]))]


@dataclass(slots=True, kw_only=True)
class Served:
    """`shipmate serve` in a process of its own, on one port for all its lives."""

    port: int
    environment: Mapping[str, str]
    log: Path
    command: Sequence[str] = SHIPMATE
    process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        with self.log.open("ab") as log:
            self.process = await asyncio.create_subprocess_exec(
                *self.command, env=dict(self.environment), stdout=log, stderr=log
            )
        while not await self._answers():
            if self.process.returncode is not None:
                raise SystemExit(f"{self.command} ended: {self.log.read_text()[-2000:]}")
            await asyncio.sleep(0.1)

    async def kill(self) -> None:
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        await self.process.wait()

    async def stop(self) -> None:
        assert self.process is not None
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
            await self.process.wait()

    async def _answers(self) -> bool:
        try:
            async with asyncio.timeout(1):
                _, writer = await asyncio.open_connection("127.0.0.1", self.port)
                writer.close()
        except (OSError, TimeoutError):
            return False
        return True


Middle = Callable[[Sequence[Served]], Coroutine[Any, Any, None]]
"""What happens in the middle of a run."""


async def nothing(served: Sequence[Served]) -> None:
    return


async def _killed(served: Sequence[Served]) -> None:
    await served[0].kill()
    await served[0].start()


SCENARIOS: Mapping[str, Middle] = {"plain": nothing, "failing": nothing, "killed": _killed}
DRIVERS: Mapping[str, Any] = {"slack": (running_slack, SlackDriver), "teams": (running_teams, TeamsDriver)}


def rows() -> list[Row]:
    ours = [run(channel, scenario, TURNS, RATE) for channel in DRIVERS for scenario in SCENARIOS]
    return [run_echo(TURNS, RATE), *ours]


def run(channel: str, scenario: str, turns: int, rate: float) -> Row:
    with tempfile.TemporaryDirectory() as folder, record(Path(folder)) as environment:
        tally = asyncio.run(
            _ran(channel, scenario, turns, rate, folder=Path(folder), environment=environment)
        )
    return _row(f"{channel}, {scenario}", ASKED[channel], rate, tally)


def run_echo(turns: int, rate: float) -> Row:
    """Drive the empty bot as ours is driven. Nothing is asked of it: it says what the peer itself costs."""
    with tempfile.TemporaryDirectory() as folder:
        tally = asyncio.run(_ran_echo(turns, rate, Path(folder)))
    row = _row("slack, the empty bot", ASKED["slack"], rate, tally)
    return replace(row, asked="", met=None)


async def _ran_echo(turns: int, rate: float, folder: Path) -> Tally:
    async with running_slack() as peer:
        driver = SlackDriver(peer)
        command = (sys.executable, "-m", "bench.echo")
        processes = [
            replace(served(number, driver.settings(), folder), command=command) for number in range(PROCESSES)
        ]
        await asyncio.gather(*(one.start() for one in processes))
        try:
            await drive(driver, processes, nothing, turns, rate)
        finally:
            await asyncio.gather(*(one.stop() for one in processes))
        return driver.tally


@contextlib.contextmanager
def record(folder: Path) -> Iterator[Mapping[str, str]]:
    """Give the serving process a PostgreSQL of its own, keys, and the sandbox company's documents."""
    from bot.storage.migrate import migrate

    asyncio.run(_index(folder / "index.sqlite"))

    with empty_cluster() as cluster:
        for name in ("record", "workflows"):
            cluster.sql(f"CREATE DATABASE {name}")
        migrate(cluster.url("record"))
        yield {
            "SHIPMATE_RECORDS__URL": cluster.url("record"),
            "SHIPMATE_RECORDS__WORKFLOWS_URL": cluster.url("workflows"),
            "SHIPMATE_RECORDS__AUDIT_HEAD": str(folder / "head.json"),
            "SHIPMATE_KEYS__MASTER": f'["{new_named_key()}"]',
            "SHIPMATE_KEYS__AUDIT": f'["{new_named_key()}"]',
            "SHIPMATE_LIMITS__PERSON_PER_MINUTE": "0",
            "SHIPMATE_LIMITS__PERSON_PER_DAY": "0",
            "SHIPMATE_LIMITS__CHANNEL_PER_MINUTE": "0",
            "SHIPMATE_LOGS__FORMAT": "json",
            "SHIPMATE_DOCUMENTS__INDEX": str(folder / "index.sqlite"),
        }


async def _index(file: Path) -> None:
    await index([SANDBOX / "documents"], store=SqliteDocumentStore(file), embedder=embedder(Settings()))


async def _ran(
    channel: str, scenario: str, turns: int, rate: float, *, folder: Path, environment: Mapping[str, str]
) -> Tally:
    running, driving = DRIVERS[channel]
    async with running() as peer, slow_model(MODEL_SECONDS) as model:
        driver: Driver = driving(peer)
        if scenario == "failing":
            driver.fails(0.05)
        processes = [
            served(number, {**environment, **driver.settings(), **model_at(model)}, folder)
            for number in range(PROCESSES)
        ]
        await asyncio.gather(*(one.start() for one in processes))
        try:
            await drive(driver, processes, SCENARIOS[scenario], turns, rate)
        finally:
            await asyncio.gather(*(one.stop() for one in processes))
        for one in processes:
            driver.tally.models += _models_in(one.log)
        return driver.tally


def served(number: int, environment: Mapping[str, str], folder: Path) -> Served:
    port = free_port()
    own = {
        "SHIPMATE_HTTP__PORT": str(port),
        "SHIPMATE_SERVE__STATE_FOLDER": str(folder / f"state-{number}"),
        "OMP_NUM_THREADS": "1",
    }
    log = folder / f"serve-{number}.log"
    return Served(port=port, environment={**os.environ, **environment, **own}, log=log)


def model_at(url: str) -> Mapping[str, str]:
    return {
        "SHIPMATE_MODEL__KIND": "azure-v1",
        "SHIPMATE_MODEL__ENDPOINT": url,
        "SHIPMATE_MODEL__MODEL": "stub",
        "SHIPMATE_MODEL__API_KEY": secrets.token_hex(8),
    }


def _models_in(log: Path) -> Counter[str]:
    found: Counter[str] = Counter()
    for line in log.read_text().splitlines():
        with contextlib.suppress(ValueError):
            entry = json.loads(line)
            if entry.get("event") == "answered":
                found[f"{entry.get('model')}:{entry.get('reason') or 'answered'}"] += 1
    return found


async def drive(
    driver: Driver,
    served: Sequence[Served],
    middle: Middle,
    turns: int,
    rate: float,
    *,
    wait_seconds: float = _WAIT_SECONDS,
) -> None:
    """Ask at exponential distances, a burst of fifty at half, and wait until everything is answered."""
    chance, due, started = random.Random(11), 0.0, time.monotonic()
    tasks: list[asyncio.Task[None]] = []
    collecting = asyncio.create_task(_collect(driver))
    for number in range(turns):
        is_in_burst = turns // 2 <= number < turns // 2 + _burst(turns)
        due += 0.0 if is_in_burst else chance.expovariate(rate)
        await asyncio.sleep(max(0.0, started + due - time.monotonic()))
        driver.listens_at(served[number % len(served)].port)
        tasks.append(asyncio.create_task(driver.ask(number)))
        if number == turns // 2:
            tasks.append(asyncio.create_task(middle(served)))
    await asyncio.gather(*tasks)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(wait_seconds):
            while driver.tally.lost:  # noqa: ASYNC110 - a bench
                await asyncio.sleep(0.1)
    await asyncio.sleep(3)  # what comes twice comes now
    collecting.cancel()
    driver.collect()


def _burst(turns: int) -> int:
    """Return how many come at once: of a short run a quarter at most."""
    return min(BURST, turns // 4)


async def _collect(driver: Driver) -> None:
    while True:
        driver.collect()
        await asyncio.sleep(0.1)


def _row(what: str, asked: float, rate: float, tally: Tally) -> Row:
    waits, p95 = list(tally.acknowledged.values()), tally.acknowledged_by(0.95)
    answers = [tally.answered_at[key] - at for key, at in tally.asked.items() if key in tally.answered_at]
    return Row(
        what=f"{what}: {len(tally.asked)} turns at {rate:g}/s with a burst of {_burst(len(tally.asked))}",
        ours=f"acknowledged {_spread(waits, 1000)} ms; {len(tally.lost)} lost, {len(tally.twice)} twice, "
        f"{len(tally.apologies)} apologies",
        peer=f"answers {_spread(answers)} s; {len(tally.refused)} deliveries given up; {dict(tally.models)}",
        asked=f"p95 ≤ {asked * 1000:.0f} ms, none lost, none twice",
        met=p95 <= asked and not tally.lost and not tally.twice,
    )


def _spread(seconds: list[float], times: int = 1) -> str:
    """Return by when 50, 95 and 99 of 100 were there."""
    if not seconds:
        return "never"
    digits = 0 if times > 1 else 1
    return ", ".join(
        f"p{share} {percentile(seconds, share / 100) * times:.{digits}f}" for share in (50, 95, 99)
    )


def main() -> int:
    from bench.table import show

    parser = argparse.ArgumentParser(prog="python -m bench.channels", description=__doc__)
    parser.add_argument("channel", choices=tuple(DRIVERS))
    parser.add_argument("scenario", choices=tuple(SCENARIOS))
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument("--rate", type=float, default=RATE)
    parser.add_argument("--echo", action="store_true", help="drive the empty bot on the same peer too")
    chosen = parser.parse_args()
    floor = [run_echo(chosen.turns, chosen.rate)] if chosen.echo else []
    row = run(chosen.channel, chosen.scenario, chosen.turns, chosen.rate)
    show("Channels", [*floor, row])
    return int(row.met is False)


if __name__ == "__main__":
    sys.exit(main())
