"""A customer at a glance: open orders, what is late, the terms that apply."""

from bot.domain import Paragraph
from bot.generation.parts import headline, items, paragraph
from bot.generation.quoting import Quoter
from bot.generation.renderers.lists import MOST_ROWS, row
from bot.generation.renderers.why import service_level
from bot.generation.voice import Voice
from retrieval.evidence import AskEvidence, CustomerFacts


def customer(v: Voice, facts: CustomerFacts, found: AskEvidence, quoter: Quoter) -> tuple[Paragraph, ...]:
    shown = facts.rows if found.ask.detail else facts.rows[:MOST_ROWS]
    return (
        *headline(_title(v, facts), facts.id, after=v.as_of(facts.as_of)),
        *items((row(v, one, named=False) for one in shown), facts.id),
        *_more(v, facts, len(shown)),
        *_terms(v, facts),
        *service_level(v, found, quoter),
    )


def _title(v: Voice, facts: CustomerFacts) -> str:
    state = facts.customer
    count = v.count("{n} open order", "{n} open orders", state.open_count) if state.open_count else ""
    late = v.say("{n} late against the promise", n=v.number(state.late_count)) if state.late_count else ""
    said = ", ".join(part for part in (count or v.say("No open order"), late) if part)
    name = state.customer.name if "customer" not in state.withheld else ""
    name = name if v.to_staff else v.say("Your orders")
    return f"{name}: {said}" if name else said


def _more(v: Voice, facts: CustomerFacts, shown: int) -> tuple[Paragraph, ...]:
    if facts.customer.open_count <= shown:
        return ()
    return paragraph((v.say("There are more; ask for the list of open orders to see them."),))


def _terms(v: Voice, facts: CustomerFacts) -> tuple[Paragraph, ...]:
    state = facts.customer
    if not v.to_staff:
        return ()
    terms, person, credit = state.payment_terms, state.salesperson, state.credit_note
    return paragraph(
        (
            v.say("Payment terms: {terms}.", terms=terms) if terms and v.to_commercial else "",
            v.say("Salesperson: {name}.", name=person) if person else "",
            v.say("Credit: {note}.", note=credit.rstrip(".")) if credit and v.to_commercial else "",
        ),
        facts.id,
    )
