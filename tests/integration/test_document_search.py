"""The search over the sandbox company's own documents, with the real embedding model."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from retrieval.documents.embedder import Embedder
from retrieval.documents.indexer import index
from retrieval.documents.model_files import EmbedderUnavailable
from retrieval.documents.search import DocumentQuery, DocumentSearch, Found
from retrieval.errors import SourceUnavailable
from retrieval.stores.sqlite import SqliteDocumentStore

DOCUMENTS = Path(__file__).parents[2] / "demo" / "documents"
PUBLIC = frozenset({"public"})
STAFF = frozenset({"public", "staff"})
SERVICE = STAFF | {"role:customer-service"}
BRENNWEITE = "Brennweite Optik GmbH"
TODAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Iterator[SqliteDocumentStore]:
    store = SqliteDocumentStore(tmp_path_factory.mktemp("search") / "index.sqlite")
    asyncio.run(index([DOCUMENTS], store=store, embedder=embedder))
    yield store
    store.close()


@pytest.fixture
async def search(store: SqliteDocumentStore, embedder: Embedder) -> AsyncIterator[DocumentSearch]:
    yield DocumentSearch(store, embedder)


def asked(text: str, **changes: Any) -> DocumentQuery:
    facts: dict[str, Any] = {"text": text, "audiences": SERVICE, "on": TODAY}
    return DocumentQuery(**facts | changes)


def sources(found: Found) -> list[str]:
    return [passage.source for passage in found.passages]


@pytest.mark.parametrize(
    ("question", "source", "words"),
    [
        ("cut off for dhl express today?", "carriers/dhl-express.md", "at the dock by 16:00"),
        ("Wann ist Annahmeschluss für DHL Express?", "carriers/dhl-express.md", "at the dock by 16:00"),
        ("when may priority orders be split?", "sops/allocation-and-splits.md", "priority"),
        ("Vertragsstrafe bei Lieferverzug Auwald", "contracts/auwald-kliniken.docx", "3 %"),
        ("What does Brennweite get for late delivery?", "contracts/brennweite-optik-2026.docx", "2 %"),
        ("may yellow helmets replace white ones?", "products/helmets-and-eye-protection.md", "yellow"),
        ("Antirutschmatten Dicke", "sops/ladungssicherung.md", "8 mm"),
    ],
)
async def test_the_passage_that_answers_is_among_the_first(
    search: DocumentSearch, question: str, source: str, words: str
) -> None:
    first = (await search.find(asked(question))).passages[:2]
    assert any(passage.source == source and words in passage.text for passage in first)


@pytest.mark.parametrize(
    "question",
    [
        "what is the capital of France?",
        "best pizza in Hamburg",
        "Wie wird das Wetter morgen?",
        "",
        "?!",
        "42",
    ],
)
async def test_nothing_relevant_means_nothing_is_said(search: DocumentSearch, question: str) -> None:
    assert (await search.find(asked(question))).passages == ()


async def test_passages_are_the_stored_text_at_their_span(
    search: DocumentSearch, store: SqliteDocumentStore
) -> None:
    for passage in (await search.find(asked("late delivery credit", top=20))).passages:
        assert passage.text == store.source_text(passage.source)[passage.start : passage.end]
        assert 0 <= passage.score <= 1


async def test_the_public_sees_no_documents_of_staff_or_customers(search: DocumentSearch) -> None:
    for question in ("cut-off dhl express", "late delivery credit", "payment terms Brennweite", "returns"):
        found = await search.find(asked(question, audiences=PUBLIC, top=50))
        assert all("public" in passage.audiences for passage in found.passages)


async def test_a_customer_sees_the_own_contract_and_no_other(search: DocumentSearch) -> None:
    audiences = PUBLIC | {f"customer:{BRENNWEITE}"}
    found = await search.find(asked("payment terms of the contract", audiences=audiences, top=50))
    assert {passage.customer for passage in found.passages} == {BRENNWEITE, None}


async def test_a_named_customers_contract_outranks_the_general_policy(search: DocumentSearch) -> None:
    found = await search.find(asked("payment terms", customer="Marlow & Finch Ltd"))
    assert found.passages[0].customer == "Marlow & Finch Ltd"
    assert {passage.customer for passage in found.passages} <= {"Marlow & Finch Ltd", None}
    general = await search.find(asked("payment terms", customer="Kestrel Print Ltd"))
    assert {passage.customer for passage in general.passages} == {None}


async def test_expired_documents_are_found_only_for_their_time(search: DocumentSearch) -> None:
    question = "how long can goods be returned?"
    now, then = await search.find(asked(question)), await search.find(asked(question, on=date(2025, 6, 1)))
    assert sources(now)[0] == "policies/returns-policy-2026.html"
    assert "policies/returns-policy-2025.md" not in sources(now)
    assert sources(then)[0] == "policies/returns-policy-2025.md"


async def test_drafts_are_never_found(search: DocumentSearch) -> None:
    found = await search.find(asked("picking on Saturdays", top=50))
    assert "sops/saturday-picking-draft.md" not in sources(found)


async def test_two_procedures_with_different_deadlines_are_both_given(search: DocumentSearch) -> None:
    found = await search.find(asked("Within how many hours must visible damage be reported to the carrier?"))
    texts = {passage.id: passage.text for passage in found.passages}
    (pair,) = found.disagreements
    assert {"24 hours" in texts[one] for one in (pair.first, pair.second)} == {True, False}
    assert {"48 hours" in texts[one] for one in (pair.first, pair.second)} == {True, False}


async def test_policies_of_different_carriers_do_not_disagree(search: DocumentSearch) -> None:
    for question in (
        "how heavy may a parcel be?",
        "transit times to Germany",
        "hidden damage claims deadline",
    ):
        assert (await search.find(asked(question, top=10))).disagreements == ()


async def test_a_search_can_be_restricted(search: DocumentSearch) -> None:
    found = await search.find(asked("cut-off", sources=("carriers/ups-standard.html",)))
    assert set(sources(found)) == {"carriers/ups-standard.html"}
    found = await search.find(asked("late delivery credit", kinds=("sop",)))
    assert {passage.document_kind for passage in found.passages} == {"sop"}
    assert len((await search.find(asked("cut-off", top=2))).passages) == 2


async def test_without_a_model_words_alone_are_searched_and_that_is_said(
    store: SqliteDocumentStore, search: DocumentSearch
) -> None:
    found = await DocumentSearch(store, None).find(asked("cut off for dhl express today?"))
    assert found.lexical_only
    assert sources(found)[0] == "carriers/dhl-express.md"
    assert not (await search.find(asked("cut-off"))).lexical_only


async def test_finding_nothing_is_not_having_searched_by_words_alone(search: DocumentSearch) -> None:
    found = await search.find(asked("splits", kinds=("contract",), customer="Kestrel Print Ltd", chosen=True))
    assert found == Found()


async def test_of_a_chosen_customer_only_the_own_documents_are_looked_into(search: DocumentSearch) -> None:
    found = await search.find(asked("payment terms", customer="Marlow & Finch Ltd", chosen=True, top=50))
    assert {passage.customer for passage in found.passages} == {"Marlow & Finch Ltd"}


@pytest.mark.parametrize(
    ("question", "source"),
    [
        ("a pallet came in smashed, what do i do first", "sops/damaged-goods.md"),
        ("may dangerous stuff ride along in our own lorry", "carriers/own-truck.md"),
        ("wie lange kann ich Ware zurückschicken?", "policies/returns-policy-2026.html"),
        ("can i still chnage the adress of my order", "policies/address-changes.md"),
    ],
)
async def test_people_ask_in_other_words_than_documents_use(
    search: DocumentSearch, question: str, source: str
) -> None:
    assert sources(await search.find(asked(question)))[0] == source


async def test_a_model_that_fails_is_like_none(store: SqliteDocumentStore, embedder: Embedder) -> None:
    class Damaged:
        model_version = embedder.model_version

        def encode_query(self, text: str) -> Any:
            raise EmbedderUnavailable("the model cannot be loaded")

    found = await DocumentSearch(store, Damaged()).find(asked("cut-off DHL Express"))
    assert found.lexical_only and found.passages


async def test_vectors_of_another_model_are_not_compared(store: SqliteDocumentStore) -> None:
    class Other:
        model_version = "another model of the same width"

        def encode_query(self, text: str) -> Any:
            raise AssertionError("its vector would mean nothing here")

    found = await DocumentSearch(store, Other()).find(asked("cut-off DHL Express"))
    assert found.lexical_only and found.passages


async def test_an_index_that_cannot_be_read_is_a_fault_and_no_empty_answer(
    tmp_path: Path, embedder: Embedder
) -> None:
    (tmp_path / "index.sqlite").write_bytes(b"no database " * 500)
    search = DocumentSearch(SqliteDocumentStore(tmp_path / "index.sqlite"), embedder)
    with pytest.raises(SourceUnavailable) as fault:
        await search.find(asked("the question of Greta Sommer"))
    assert "Greta" not in str(fault.value)


async def test_questions_can_be_asked_at_the_same_time(search: DocumentSearch) -> None:
    questions = ["cut-off dhl express", "late delivery credit", "returns", "pallet damaged"] * 3
    together = await asyncio.gather(*(search.find(asked(question)) for question in questions))
    alone = [await search.find(asked(question)) for question in questions]
    assert [sources(found) for found in together] == [sources(found) for found in alone]
