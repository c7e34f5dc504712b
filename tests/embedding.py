"""The real embedding model, built once and kept in pytest's cache between runs."""

import pytest

from retrieval.documents.embedder import Embedder, load_embedder


@pytest.fixture(scope="session")
def embedder(pytestconfig: pytest.Config) -> Embedder:
    assert pytestconfig.cache is not None
    return load_embedder(pytestconfig.cache.mkdir("embedding-model"))
