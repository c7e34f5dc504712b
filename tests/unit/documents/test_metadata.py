import pytest

from retrieval.documents.converters.extracted import UnreadableFile
from retrieval.documents.front_matter import FrontMatter, split_front_matter
from retrieval.documents.metadata import metadata_from

BLOCK = """---
title: Supply contract
kind: Contract
audience: [staff, 'role: Sales', 'customer:Kestrel  Ltd']
customer: Kestrel Ltd
valid_from: 2026-01-01
valid-until: 2026-12-31
version: 1.10
status: draft
owner: Nora Albers
approved_by:
review_by: 2026-06-30
language: EN
---
"""


def test_validates_every_field_of_a_front_matter() -> None:
    front_matter, text = split_front_matter(BLOCK + "Text\n")
    metadata = metadata_from(front_matter.fields)
    assert text == "Text\n"
    assert metadata.audience == ("staff", "role:sales", "customer:Kestrel Ltd")
    assert not metadata.is_searchable
    assert metadata.as_meta("unused") == {
        "title": "Supply contract",
        "kind": "contract",
        "status": "draft",
        "customer": "Kestrel Ltd",
        "subject": None,
        "valid_from": "2026-01-01",
        "valid_until": "2026-12-31",
        "version": "1.10",
        "owner": "Nora Albers",
        "approved_by": None,
        "review_by": "2026-06-30",
        "language": "en",
    }


def test_without_metadata_a_document_is_for_nobody_and_always_valid() -> None:
    metadata = metadata_from({})
    meta = metadata.as_meta("Cut-off times")
    assert metadata.audience == ()
    assert (meta["title"], meta["valid_from"], meta["valid_until"]) == (
        "Cut-off times",
        "0001-01-01",
        "9999-12-31",
    )


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"kind": "rule"}, "kind: must be sop, policy, carrier, contract, product, case"),
        ({"status": "final"}, "status: must be draft, approved, withdrawn"),
        ({"audience": "everybody"}, "audience: must be public, staff, role:NAME or customer:NAME, or a list"),
        ({"audience": ["staff", "role:"]}, "audience: must be"),
        ({"audience": {"role": "sales"}}, "audience: must be"),
        ({"audience": "public:all"}, "audience: must be"),
        ({"valid_from": "soon"}, "valid_from: must be a day like 2026-01-31"),
        ({"valid_until": "2026-02-30"}, "valid_until: must be a day"),
        ({"language": "german"}, "language: must be a code of two letters"),
        ({"title": ["a"]}, "title: must be a text"),
        ({"audiance": "staff"}, "audiance: no such field; there are title, kind, audience"),
        ({"kind": "contract"}, "a contract must name its customer"),
        ({"valid_from": "2026-02-01", "valid_until": "2026-01-01"}, "valid_until: is before valid_from"),
    ],
)
def test_wrong_metadata_names_the_field_and_what_is_allowed(fields: dict[str, object], reason: str) -> None:
    with pytest.raises(UnreadableFile) as raised:
        metadata_from(fields)
    assert reason in raised.value.reason
    assert raised.value.reason.startswith("has wrong metadata: ")


def test_every_wrong_field_is_named() -> None:
    with pytest.raises(UnreadableFile, match=r"kind: .*; status: "):
        metadata_from({"kind": "x", "status": "y"})


def test_what_was_written_is_not_repeated_in_the_reason() -> None:
    with pytest.raises(UnreadableFile) as raised:
        metadata_from({"kind": "Greta Sommer, greta@example.com"})
    assert "Greta" not in raised.value.reason


def test_the_last_layer_wins_field_by_field() -> None:
    metadata = metadata_from({"audience": "public", "owner": "Femke"}, {"audience": ["staff"], "owner": ""})
    assert (metadata.audience, metadata.owner) == (("staff",), None)


@pytest.mark.parametrize(
    "text",
    [
        "No block",
        "---\nA rule, then text.\n---\nMore",
        "---\nnever: closed\n",
        "--- \n",
        "----\na: b\n---\n",
        "",
    ],
)
def test_a_text_without_a_front_matter_is_kept_whole(text: str) -> None:
    assert split_front_matter(text) == (FrontMatter(), text)


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("---\r\ntitle: A\r\n---\r\n\r\nText\r\n", "\r\nText\r\n"),
        ("+++\ntitle = 'A'\n+++\nText", "Text"),
        ("---\ntitle: A\n...\nText", "Text"),
        ("---\ntitle: A\n---", ""),
    ],
)
def test_the_text_begins_right_after_the_block(text: str, rest: str) -> None:
    assert split_front_matter(text) == (FrontMatter(fields={"title": "A"}), rest)


def test_an_empty_block_is_taken_off() -> None:
    assert split_front_matter("---\n---\nText") == (FrontMatter(), "Text")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("---\ntitle: A\nkind: [sop\n---\n", "not valid YAML, line 4"),
        ("---\ntitle: A\n\tkind: sop\n---\n", "not valid YAML, line 3"),
        ("+++\ntitle = \n+++\n", "not valid TOML"),
        (f"---\na: {'[' * 30_000}{']' * 30_000}\n---\n", "not valid YAML"),
        (f"---\n{'- ' * 30_000}\n---\n", "not valid YAML"),
        (f"+++\na = {'[' * 30_000}{']' * 30_000}\n+++\n", "not valid TOML"),
    ],
)
def test_a_broken_block_is_reported(text: str, reason: str) -> None:
    with pytest.raises(UnreadableFile, match=reason):
        split_front_matter(text)


def test_yaml_builds_no_objects() -> None:
    front_matter, _ = split_front_matter("---\ntitle: !!python/name:os.system ''\n---\n")
    assert front_matter.fields == {"title": ""}
