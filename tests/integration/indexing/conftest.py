"""A folder with a file of every format, and the real store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from retrieval.stores.sqlite import SqliteDocumentStore
from tests.integration.indexing.runs import STAFF
from tests.unit.documents.files import docx_bytes, pdf_of_pages


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "documents"
    (root / "contracts").mkdir(parents=True)
    (root / "cut-off.md").write_text(f"{STAFF}# Cut-off times\n\nBooked by 15:30.\n")
    (root / "receiving.txt").write_text(f"{STAFF}Photograph the pallet.\n")
    (root / "returns.html").write_text("<h1>Returns</h1><p>Within 30 days.</p>")
    (root / "contracts" / "kestrel.pdf").write_bytes(pdf_of_pages(["4.2 Credit", "Two per cent."]))
    (root / "contracts" / "auwald.docx").write_bytes(docx_bytes(lambda d: d.add_paragraph("Complete only.")))
    (root / "corpus.toml").write_text('["returns.html"]\naudience = "public"\n')
    (root / "contracts" / "corpus.toml").write_text(
        '[defaults]\nkind = "contract"\naudience = "role:sales"\ncustomer = "Kestrel Ltd"\n'
    )
    return root


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteDocumentStore]:
    opened = SqliteDocumentStore(tmp_path / "index.sqlite")
    yield opened
    opened.close()
