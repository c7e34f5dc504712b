"""Texts to vectors without torch: which model, and how a question and a passage are given to it."""

import hashlib
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from threading import Lock

from retrieval.documents.model_files import (
    BUILDER_VERSION,
    WEIGHTS_SHA256,
    EmbedderUnavailable,
    cached_model,
)
from retrieval.documents.sentence_model import SentenceModel, Vectors, load_model, model_file

__all__ = ["Embedder", "EmbedderUnavailable", "load_embedder", "load_embedder_from"]


class Embedder:
    """A model, loaded when the first text comes. Safe to use from several threads; keeps two cores busy.

    `folder` has the layout of sentence-transformers: an ONNX model, `tokenizer.json`, and where they differ
    from mean pooling over 256 word pieces, `1_Pooling/config.json` and `sentence_bert_config.json`.
    `model_version` names the vectors: those of two versions must not be compared.

    Raises, from both ways to encode:
        EmbedderUnavailable: the folder holds no model, or a damaged one, or one of another kind.
    """

    def __init__(self, folder: Path, model_version: str) -> None:
        self.model_version = model_version
        self._folder = folder
        self._loading = Lock()
        self._loaded: SentenceModel | None = None

    @property
    def _model(self) -> SentenceModel:
        with self._loading:
            if self._loaded is None:
                self._loaded = load_model(self._folder)
            return self._loaded

    def encode_query(self, text: str) -> Vectors:
        """Return the unit-length vector of a question."""
        row: Vectors = self._model.encode([self._model.prompts.get("query", "") + text])[0]
        return row

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return one unit-length row per text, in order; what is beyond the longest input is ignored."""
        prompts = self._model.prompts
        prompt = prompts.get("document") or prompts.get("passage") or ""
        return self._model.encode([prompt + text for text in texts])


def load_embedder(cache_folder: Path) -> Embedder:
    """Return all-MiniLM-L6-v2 in 8 bits, built into the cache folder on first use.

    Raises:
        EmbedderUnavailable: the runtime or the weights are missing, or the cache cannot be written.
    """
    _check_runtime()
    version = f"all-MiniLM-L6-v2-int8-{WEIGHTS_SHA256[:12]}-{BUILDER_VERSION}"
    return Embedder(cached_model(cache_folder), version)


def load_embedder_from(folder: Path) -> Embedder:
    """Return the model of a folder somebody named.

    Raises:
        EmbedderUnavailable: the runtime is missing, or the folder holds no model.
    """
    _check_runtime()
    with model_file(folder).open("rb") as file:
        version = f"{folder.name}-{hashlib.file_digest(file, 'sha256').hexdigest()[:12]}"
    return Embedder(folder, version)


def _check_runtime() -> None:
    missing = [name for name in ("onnxruntime", "tokenizers") if find_spec(name) is None]
    if missing:
        raise EmbedderUnavailable(f"search by meaning needs {' and '.join(missing)}: install them")
