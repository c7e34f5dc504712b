"""How near sentences are in meaning to a question, with the vectors of known sentences kept."""

from collections.abc import Sequence
from threading import Lock

from cachetools import LRUCache

from retrieval.documents.embedder import Embedder
from retrieval.documents.sentence_model import Vectors
from retrieval.documents.wordings import wordings

SENTENCES_KEPT = 5_000
"""1.5 KB each. The same passages are quoted again and again; encoding is what costs."""


class SentenceSimilarity:
    """Safe to call from several threads."""

    def __init__(self, model: Embedder, *, kept: int = SENTENCES_KEPT) -> None:
        self._model = model
        self._vectors: LRUCache[str, Vectors] = LRUCache(kept)
        self._lock = Lock()

    def __call__(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return a score in [0, 1] for each text, in order: how near it is to the nearest wording.

        Raises:
            EmbedderUnavailable: the model cannot be loaded.
        """
        vectors = self._vectors_of(texts)
        asked = [self._model.encode_query(wording) for wording in wordings(question)]
        nearest = [max(float(vectors[text] @ wording) for wording in asked) for text in texts]
        return [min(1.0, max(0.0, cosine)) for cosine in nearest]

    def _vectors_of(self, texts: Sequence[str]) -> dict[str, Vectors]:
        with self._lock:
            vectors = {text: self._vectors[text] for text in texts if text in self._vectors}
        new = [text for text in dict.fromkeys(texts) if text not in vectors]
        if new:
            vectors |= dict(zip(new, self._model.encode(new), strict=True))
            with self._lock:
                self._vectors.update({text: vectors[text] for text in new})
        return vectors
