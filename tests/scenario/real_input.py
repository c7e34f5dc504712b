"""What people really ask, and what an answer to it must and must not say: one table for both order sources.

`says` are texts the answer holds, `cites` pieces of the sources it cites, `never` what it must not hold.
Dates are left out: they move with the clock. A question of several lines is a conversation; the last counts.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.app import App
from bot.cli.roles import audience_of
from bot.domain import Outcome, Turn

EURO = ("EUR", "€")
SUPPLIERS = ("SafeHands", "Polypak", "Ruhrstahl", "Norrland", "Lumina")


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    name: str
    asks: tuple[str, ...]
    role: str = "customer-service"
    kind: str = "reply"
    reason: str | None = None
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()


CASES = (
    Case(
        name="status",
        asks=("Where is S00114?",),
        says=("S00114 · Hafenkraft Logistik GmbH", "not picked yet", "3 days after the promise", "as of"),
        cites=("S00114",),
    ),
    Case(
        name="lateness",
        asks=("Is order 105 late?",),
        says=("S00105", "1 day after the promise"),
        cites=("S00105",),
    ),
    Case(
        name="shortage with its purchase",
        asks=("why is s00103 waiting",),
        says=("GLV-1040", "40 of 60", "P00101", "ship complete"),
        cites=("S00103", "allocation-and-splits"),
    ),
    Case(
        name="overdue purchase",
        asks=("what's holding up #00105?",),
        says=("P00105", "not booked in yet"),
        cites=("S00105",),
    ),
    Case(
        name="back order",
        asks=("Where is SO 120?", "and when will the rest come?"),
        says=("S00120",),
        cites=("S00120",),
    ),
    Case(
        name="split",
        asks=("Why was priority order S00101 split?",),
        says=("WH-North", "WH-South", "98 %", "priority"),
        cites=("S00101", "allocation-and-splits", "brennweite"),
    ),
    Case(
        name="split, as warehouse: no prices",
        asks=("why was priority order s00101 split?",),
        role="warehouse",
        says=("WH-North", "WH-South", "98 %"),
        cites=("S00101", "allocation-and-splits", "service-level-brennweite"),
        never=(*EURO, "credit of 2 %"),
    ),
    Case(
        name="a private customer by name",
        asks=("Where is the order of Greta Sommer?",),
        says=("Greta Sommer", "S00209", "S00176"),
        never=("⟦",),
    ),
    Case(
        name="a private customer by e-mail address",
        asks=("orders for Greta.Sommer@post.example please",),
        says=("S00209", "S00176"),
        never=("⟦",),
    ),
    Case(name="cancelled", asks=("status of S00125",), says=("S00125", "cancelled"), cites=("S00125",)),
    Case(
        name="delivered with tracking",
        asks=("did S00121 arrive, and what is the tracking number?",),
        says=("S00121", "tracking"),
        cites=("S00121",),
    ),
    Case(
        name="unknown order",
        asks=("Where is S09876?",),
        reason="not_found",
        says=("S09876",),
        never=("exist",),
    ),
    Case(name="ambiguous customer", asks=("tell me about Kestrel",), says=("Kestrel",)),
    Case(
        name="another customer's order",
        asks=("Where is S00103?",),
        role="customer:Brennweite Optik GmbH",
        reason="not_found",
        never=("Auwald", "GLV-1040", "promise", "exist", "not allowed", "belongs"),
    ),
    Case(
        name="a customer's own order, in customer words",
        asks=("why is S00150 not here yet?",),
        role="customer:Brennweite Optik GmbH",
        says=("S00150",),
        never=(*SUPPLIERS, "P001", "WH-", "Auwald", "margin"),
        cites=("S00150",),
    ),
    Case(
        name="the public learns nothing of an order",
        asks=("where is S00101?",),
        role="public",
        kind="refusal",
        reason="needs_proof",
        never=("Brennweite", "LGT", "WH-"),
    ),
    Case(
        name="contract clause through the order",
        asks=("Where is S00150?", "what does their contract say about late delivery?"),
        says=("2 %", "fifth day"),
        cites=("brennweite-optik-2026",),
        never=("brennweite-optik-2024",),
    ),
    Case(
        name="contract clause of a customer",
        asks=("What penalty do we pay Lindqvist when we are late?",),
        says=("0.5 %", "8 %"),
        cites=("lindqvist-maskin",),
    ),
    Case(
        name="the warehouse sees no penalty",
        asks=("What penalty do we pay Lindqvist when we are late?",),
        role="warehouse",
        never=("0.5 %", "8 %", *EURO),
    ),
    Case(
        name="cut-off",
        asks=("cut off for dhl express today?",),
        role="warehouse",
        says=("15:30", "16:00"),
        cites=("dhl-express",),
    ),
    Case(
        name="two documents disagree",
        asks=("within how many hours must damage to incoming goods be reported to the supplier?",),
        role="warehouse",
        says=("24 hours", "48 hours", "disagree"),
        cites=("damaged-goods", "receiving"),
    ),
    Case(
        name="reverse look-up",
        asks=("Which orders wait for P00101?",),
        says=("S00103", "P00101"),
        cites=("Orders", "P00101"),
    ),
    Case(name="late orders", asks=("late orders",), says=("late against their promise", "S00150", "more")),
    Case(
        name="German",
        asks=("Wo ist Auftrag 103?",),
        says=("S00103", "2 Tage nach dem zugesagten Termin", "GLV-1040"),
        cites=("S00103",),
    ),
    Case(
        name="a question nobody wrote down",
        asks=("how many people work in the Tokyo office?",),
        reason="no_evidence",
        says=("found nothing",),
    ),
    Case(
        name="two questions in one message",
        asks=("Where is S00105 and what is the cut-off for UPS Standard?",),
        says=("S00105", "P00105"),
        cites=("S00105", "ups-standard"),
    ),
    Case(
        name="a commitment is a person's", asks=("cancel S00105",), kind="pending", says=("nothing has been",)
    ),
    Case(name="a person", asks=("I want to talk to a person",), kind="hand_over"),
)


async def answer_of(case: Case, app: App) -> Outcome:
    """Return the outcome of the last line of a case's conversation."""
    audience = await audience_of(case.role, app.orders, app.companies)
    for ordinal, text in enumerate(case.asks):
        turn = Turn(
            id=f"{case.name}:{ordinal}",
            conversation=case.name,
            audience=audience,
            text=text,
            received_at=datetime.now(UTC),
        )
        outcome = await app.desk.take(turn)
    return outcome


def faults_of(case: Case, outcome: Outcome) -> list[str]:
    """Return in words what is wrong with an answer; empty when it is as it must be."""
    cited = " ".join(f"{citation.source} {citation.title} {citation.label}" for citation in outcome.citations)
    text = outcome.text.replace("\u00a0", " ").replace("\u202f", " ")
    faults = [f"says nothing of {said!r}" for said in case.says if said.lower() not in text.lower()]
    faults += [f"says {said!r}" for said in case.never if said.lower() in f"{text} {cited}".lower()]
    faults += [f"does not cite {source!r}" for source in case.cites if source.lower() not in cited.lower()]
    if outcome.kind != case.kind:
        faults.append(f"is a {outcome.kind}, not a {case.kind}")
    if case.reason is not None and outcome.reason != case.reason:
        faults.append(f"has the reason {outcome.reason}, not {case.reason}")
    faults += [f"marks [{number}] which is no source" for number in _unknown_marks(outcome)]
    return faults


def _unknown_marks(outcome: Outcome) -> list[int]:
    known = {citation.n for citation in outcome.citations}
    return [int(number) for number in re.findall(r"\[(\d+)\]", outcome.text) if int(number) not in known]
