"""No text a person wrote fits into the audit."""

from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.audit import AuditEvent, ids_from
from tests.fakes import NOW


def an_event(**fields: Any) -> AuditEvent:
    plain: dict[str, Any] = {"at": NOW, "tag": "test:turn:reply"}
    return AuditEvent(**(plain | fields))


@pytest.mark.parametrize(
    "fields",
    [
        {"tag": "somebody asked something"},
        {"tag": "a:b"},
        {"tag": "a:b:c d"},
        {"turn": "two words"},
        {"person": "Greta Sommer"},
        {"person": "greta@x.example"},
        {"ids": ("Where is my order?",)},
        {"ids": ("greta@x.example",)},
        {"counts": {"How many": 1}},
        {"counts": {"found": "three"}},
        {"counts": {"found": True}},
        {"at": datetime(2026, 11, 28)},
    ],
)
def test_what_could_be_text_is_refused_and_not_repeated(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="takes ids, tags and numbers") as error:
        an_event(**fields)
    assert "Greta" not in str(error.value)


@given(st.text())
def test_a_text_with_a_space_or_an_at_sign_is_never_an_id(text: str) -> None:
    assert not any(" " in one or "@" in one for one in ids_from([text]))


def test_ids_are_kept_once_and_in_their_order() -> None:
    assert ids_from(["S00042", "no id", "WH/OUT/00050", "S00042"]) == ("S00042", "WH/OUT/00050")
