"""Placeholders are stable, hold no digit, and give their value back in one place only."""

from hypothesis import given
from hypothesis import strategies as st

from guardrails.vault import ConversationVault, Handle, escape, restore


def test_spellings_of_one_value_share_a_handle() -> None:
    vault = ConversationVault()
    phones = {
        vault.seal("c", "PHONE", value).placeholder
        for value in ("0171 2345678", "0171-2345678", "01712345678")
    }
    emails = {vault.seal("c", "EMAIL", value).placeholder for value in ("a.b@x.de", "A.B@X.de")}
    assert len(phones) == len(emails) == 1
    assert vault.seal("c", "EMAIL", "ab@x.de").placeholder not in emails


def test_handles_never_print_their_value() -> None:
    assert "0171" not in repr(ConversationVault().seal("c", "PHONE", "0171 2345678"))


def test_a_thousand_values_have_a_thousand_placeholders_without_a_digit() -> None:
    vault = ConversationVault()
    placeholders = {vault.seal("c", "EMAIL", f"{n}@x.de").placeholder for n in range(1000)}
    assert len(placeholders) == 1000
    assert not any(mark.isdigit() for placeholder in placeholders for mark in placeholder)


def test_a_conversation_can_be_forgotten() -> None:
    vault = ConversationVault()
    vault.seal("c", "EMAIL", "a@b.de")
    vault.forget("c")
    assert vault.handles("c") == ()


def test_values_are_forgotten_after_a_while_without_use() -> None:
    vault = ConversationVault(idle_seconds=0)
    vault.seal("c", "EMAIL", "a@b.de")
    assert vault.handles("c") == ()


def test_a_value_that_looks_like_a_placeholder_is_not_restored_again() -> None:
    first = Handle(placeholder="⟦EMAIL·A⟧", kind="EMAIL", value="⟦EMAIL·B⟧")
    second = Handle(placeholder="⟦EMAIL·B⟧", kind="EMAIL", value="b@x.de")
    assert restore("⟦EMAIL·A⟧ ⟦EMAIL·B⟧ ⟦EMAIL·C⟧", (first, second)) == "⟦EMAIL·B⟧ b@x.de ⟦EMAIL·C⟧"


@given(st.text())
def test_escaping_moves_nothing_and_leaves_nothing_to_restore(text: str) -> None:
    handles = (Handle(placeholder="⟦EMAIL·A⟧", kind="EMAIL", value="secret"),)
    escaped = escape(f"{text}⟦EMAIL·A⟧{text}")
    assert len(escaped) == 2 * len(text) + len("⟦EMAIL·A⟧")
    assert restore(escaped, handles) == escaped == escape(escaped)
