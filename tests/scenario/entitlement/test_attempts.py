"""Over 300 attempts to see another customer's order, price, contract, address or existence: none works."""

import asyncio
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from tests.odoo_orders import settings_of
from tests.scenario.asking import Answer, Said, answers_to, indexed
from tests.scenario.entitlement.attempts import TECHNIQUES, Attempt, attempts_of
from tests.scenario.entitlement.measure import leaks, tells
from tests.servers.odoo import OdooServer

ASKERS = (
    "public",
    "customer:Brennweite Optik GmbH",
    "customer:Marlow & Finch Ltd",
    "customer:Greta Sommer",
    "customer:Porto Verde Hotels SA",
)
each_asker = pytest.mark.parametrize("role", ASKERS)


@pytest.fixture(scope="module")
def index_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("sandbox") / "index.sqlite")


def conversations(attempts: Sequence[Attempt], *, twins: bool = False) -> list[Said]:
    return [
        Said(role=attempt.role, text=text, conversation=f"{number} {'twin' if twins else 'real'}")
        for number, attempt in enumerate(attempts)
        for text in (attempt.twin if twins else attempt.messages)
    ]


def by_attempt(attempts: Sequence[Attempt], answers: Sequence[Answer]) -> list[Sequence[Answer]]:
    places = [0]
    for attempt in attempts:
        places.append(places[-1] + len(attempt.messages))
    return [answers[start:end] for start, end in pairwise(places)]


def test_there_are_more_than_three_hundred_by_every_technique() -> None:
    attempts = [attempt for role in ASKERS for attempt in attempts_of(role)]
    assert len(attempts) > 300
    assert set(Counter(attempt.technique for attempt in attempts)) == set(TECHNIQUES)


def leaked(attempts: Sequence[Attempt], answers: Sequence[Answer]) -> dict[tuple[str, ...], list[str]]:
    both = zip(attempts, by_attempt(attempts, answers), strict=True)
    found = {attempt.messages: leaks(attempt, own) for attempt, own in both}
    return {messages: secrets for messages, secrets in found.items() if secrets}


@each_asker
def test_no_attempt_discloses_anything_of_another_customer(role: str, index_file: Path) -> None:
    attempts = list(attempts_of(role))
    assert leaked(attempts, answers_to(conversations(attempts), index_file)) == {}


@each_asker
def test_no_answer_tells_whether_the_thing_exists(role: str, index_file: Path) -> None:
    attempts = list(attempts_of(role))
    real = by_attempt(attempts, answers_to(conversations(attempts), index_file))
    twins = by_attempt(attempts, answers_to(conversations(attempts, twins=True), index_file))
    told = [tells(attempt, *both) for attempt, *both in zip(attempts, real, twins, strict=True)]
    assert [messages for messages in told if messages] == []


@each_asker
def test_none_discloses_anything_from_a_real_odoo(
    role: str, index_file: Path, sandbox_odoo: OdooServer
) -> None:
    settings = asyncio.run(settings_of(sandbox_odoo, documents={"embeddings": "none"}))
    attempts = list(attempts_of(role))
    real = answers_to(conversations(attempts), index_file, settings)
    assert leaked(attempts, real) == {}


def test_the_measures_see_what_staff_are_told(index_file: Path) -> None:
    """By the same messages customer service learns a lot, and nothing of the twins."""
    attempts = [replace(attempt, role="customer-service") for attempt in attempts_of("public")]
    real = answers_to(conversations(attempts), index_file)
    twins = answers_to(conversations(attempts, twins=True), index_file)
    pairs = zip(attempts, by_attempt(attempts, real), by_attempt(attempts, twins), strict=True)
    assert sum(bool(tells(*pair)) for pair in pairs) > len(attempts) / 3
    as_public = [replace(attempt, role="public") for attempt in attempts]
    assert len(leaked(as_public, real)) > len(attempts) / 3
