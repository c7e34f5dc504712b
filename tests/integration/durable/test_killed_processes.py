"""Real processes with the real workflow engine, killed with SIGKILL at every boundary."""

import json
import secrets
import signal
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.channel.shelf import Shelf
from tests.servers.postgres import Cluster

BOUNDARIES = (
    "after accept",
    "after begin",
    "thinking",
    "before record",
    "after record",
    "before sending",
    "after sending",
    "before send",
    "after send",
    "before sent",
    "after sent",
)
ROOT = Path(__file__).resolve().parents[3]


@dataclass(slots=True, kw_only=True)
class Site:
    """One record, one workflow database and one shelf, for processes that come and go."""

    folder: Path
    record: str
    workflows: str
    started: list[subprocess.Popen[str]] = field(default_factory=list)

    @property
    def shelf(self) -> Shelf:
        return Shelf(file=self.folder / "shelf.sqlite")

    def thoughts(self) -> Counter[str]:
        file = self.folder / "thoughts"
        return Counter(file.read_text().split()) if file.exists() else Counter()

    def start(self, arriving: list[tuple[int, str]], **spec: Any) -> subprocess.Popen[str]:
        file = self.folder / f"spec-{len(self.started)}.json"
        spec |= {
            "record": self.record,
            "workflows": self.workflows,
            "shelf": str(self.folder / "shelf.sqlite"),
            "thoughts": str(self.folder / "thoughts"),
            "arriving": arriving,
        }
        file.write_text(json.dumps(spec))
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.channel.process", str(file)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=(self.folder / f"log-{len(self.started)}").open("w"),
            text=True,
        )
        self.started.append(process)
        return process

    def end_all(self) -> None:
        for process in self.started:
            process.kill()
            process.wait()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def site(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    if request.param == "sqlite":
        made = Site(
            folder=tmp_path,
            record=f"sqlite:///{tmp_path / 'records.sqlite'}",
            workflows=f"sqlite:///{tmp_path / 'workflows.sqlite'}",
        )
    else:
        made = on_postgres(request.getfixturevalue("postgres_server"), tmp_path)
    yield made
    made.end_all()


def on_postgres(cluster: Cluster, folder: Path) -> Site:
    record, workflows = f"record_{secrets.token_hex(6)}", f"workflows_{secrets.token_hex(6)}"
    for name in (record, workflows):
        cluster.sql(f"CREATE DATABASE {name}")
    return Site(folder=folder, record=cluster.url(record), workflows=cluster.url(workflows))


def died(process: subprocess.Popen[str]) -> bool:
    return process.wait(timeout=120) == -signal.SIGKILL


TURNS = [(1, "c-1"), (2, "c-1"), (3, "c-2")]


@pytest.mark.parametrize("boundary", BOUNDARIES)
def test_killed_at_any_boundary_every_turn_is_answered_exactly_once(site: Site, boundary: str) -> None:
    assert died(site.start(TURNS, die_at=boundary))
    again = site.start(TURNS)
    assert again.wait(timeout=120) == 0
    arrived = site.shelf.deliveries()
    assert Counter(one.turn_id for one in arrived) == {"t-1": 1, "t-2": 1, "t-3": 1}
    assert [one.turn_id for one in arrived if one.conversation == "c-1"] == ["t-1", "t-2"]
    if boundary not in ("after accept", "after begin", "thinking"):
        assert max(site.thoughts().values()) <= 2


@pytest.mark.parametrize("boundary", ["after sending", "before send", "after send", "before sent"])
def test_where_nobody_can_look_an_uncertain_answer_becomes_one_apology(site: Site, boundary: str) -> None:
    assert died(site.start([(1, "c-1")], die_at=boundary, reads_back=False))
    assert site.start([(1, "c-1")], reads_back=False).wait(timeout=120) == 0
    kinds = Counter(one.kind for one in site.shelf.deliveries())
    assert kinds["apology"] == 1
    assert kinds["reply"] <= 1


def test_a_turn_that_kills_its_process_is_given_up_and_apologised_for(site: Site) -> None:
    for _ in range(3):
        assert died(site.start([(1, "c-1")], die_at="thinking"))
    assert site.start([(1, "c-1")], die_at="thinking").wait(timeout=120) == 0
    [sorry] = site.shelf.deliveries()
    assert "answer" not in sorry.text
    assert site.thoughts() == {"t-1": 3}


def test_nothing_a_person_wrote_stands_open_in_any_database(tmp_path: Path) -> None:
    site = Site(
        folder=tmp_path,
        record=f"sqlite:///{tmp_path / 'records.sqlite'}",
        workflows=f"sqlite:///{tmp_path / 'workflows.sqlite'}",
    )
    assert site.start(TURNS).wait(timeout=120) == 0
    workflows = b"".join(file.read_bytes() for file in tmp_path.glob("workflows.sqlite*"))
    assert b"t-1" in workflows
    assert b"question" not in workflows
    assert b"answer to" not in workflows


@pytest.mark.postgres
def test_a_second_process_takes_over_from_one_that_died(postgres_server: Cluster, tmp_path: Path) -> None:
    site = on_postgres(postgres_server, tmp_path)
    try:
        other = site.start([], stays=True)
        assert other.stdout is not None
        assert other.stdout.readline() == "started\n"
        dying = site.start([(number, f"c-{number % 3}") for number in range(9)], think_seconds=1.0)
        assert dying.stdout is not None
        assert [dying.stdout.readline() for _ in range(2)] == ["started\n", "accepted\n"]
        dying.kill()
        end = time.monotonic() + 90
        while len(site.shelf.deliveries()) < 9 and time.monotonic() < end:
            time.sleep(0.2)
        time.sleep(2)  # what was sent twice would have arrived by now
        arrived = site.shelf.deliveries()
        assert Counter(one.turn_id for one in arrived) == {f"t-{number}": 1 for number in range(9)}
    finally:
        site.end_all()
