"""Nobody sees a placeholder, and a value only who saw it before."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.domain import Choice, Citation, Outcome
from bot.restoring import restored
from guardrails.vault import ConversationVault
from retrieval.audience import Audience
from tests.builders import SERVICE, WAREHOUSE
from tests.fakes import a_passage, a_turn, an_outcome, evidence_of

GRETA = "Greta Sommer"


def spoken_of(placeholder: str, language: str = "en") -> Outcome:
    """Return an outcome that holds a placeholder wherever one may stand."""
    return an_outcome(
        a_turn(),
        f"S00120 · {placeholder}: ready",
        language=language,
        citations=(
            Citation(n=1, evidence="p-1", title=placeholder, source="x", label=f"Odoo {placeholder}"),
        ),
        evidence=evidence_of(a_passage(f"Customer: {placeholder}")),
        choices=(Choice(label=placeholder, say=placeholder),),
    )


def shown_to(reader: Audience, *, typed_by: Audience, language: str = "en") -> Outcome:
    vault = ConversationVault()
    placeholder = vault.seal("c", "PERSON", GRETA, typed_by.key).placeholder
    return restored(spoken_of(placeholder, language), vault.handles("c", reader.key))


def test_who_typed_a_value_gets_it_back_in_every_part() -> None:
    outcome = shown_to(SERVICE, typed_by=SERVICE)
    assert outcome.text == "S00120 · Greta Sommer: ready"
    assert (outcome.citations[0].title, outcome.citations[0].label) == (GRETA, f"Odoo {GRETA}")
    assert outcome.evidence.found[0].text == f"Customer: {GRETA}"
    assert outcome.choices == (Choice(label=GRETA, say=GRETA),)


def test_others_in_the_conversation_get_plain_words() -> None:
    outcome = shown_to(WAREHOUSE, typed_by=SERVICE)
    assert outcome.text == "S00120 · the customer: ready"
    assert shown_to(WAREHOUSE, typed_by=SERVICE, language="de").text == "S00120 · der Kunde: ready"
    assert "Greta" not in repr(outcome)
    assert "⟦" not in repr(outcome)


def test_a_colleague_with_other_rights_is_somebody_else() -> None:
    sees_more = replace(SERVICE, roles=frozenset({"supervisor"}))
    assert "Greta" not in shown_to(SERVICE, typed_by=sees_more).text


def test_a_value_is_shown_as_its_reader_last_saw_it() -> None:
    vault = ConversationVault()
    vault.seal("c", "PERSON", "greta sommer", SERVICE.key)
    vault.seal("c", "PERSON", "GRETA SOMMER", WAREHOUSE.key)
    vault.seal("c", "PERSON", GRETA, SERVICE.key)
    assert [handle.value for handle in vault.handles("c", SERVICE.key)] == [GRETA]
    assert [handle.value for handle in vault.handles("c", WAREHOUSE.key)] == ["GRETA SOMMER"]


@given(st.text(alphabet="⟦⟧PERSON·AEMIL b", max_size=60))
def test_no_bracket_of_ours_is_ever_shown(text: str) -> None:
    outcome = restored(an_outcome(a_turn(), text), ())
    assert "⟦" not in outcome.text
    assert "⟧" not in outcome.text
