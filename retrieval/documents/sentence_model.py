"""A model folder of the sentence-transformers layout, run by ONNX Runtime."""

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from retrieval.documents.model_files import EmbedderUnavailable

MOST_PIECES = 256
PIECES_AT_ONCE = 2_048
"""Word pieces of one run, padding included: bounds memory, and longer batches are no faster."""
MOST_THREADS = 2

_MODEL_FILES = ("model.onnx", "onnx/model.onnx", "onnx/model_quantized.onnx", "onnx/model_qint8_avx2.onnx")

Vectors = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceModel:
    session: Any
    tokenizer: Any
    inputs: frozenset[str]
    takes_first: bool
    prompts: Mapping[str, str]

    def encode(self, texts: list[str]) -> Vectors:
        """Run texts of like length together: padding is time for nothing."""
        if not texts:
            return np.empty((0, self.run([[0]]).shape[1]), dtype=np.float32)
        pieces = [encoding.ids for encoding in self.tokenizer.encode_batch_fast(texts)]
        batches = _batches([len(ids) for ids in pieces])
        rows = np.concatenate([self.run([pieces[index] for index in batch]) for batch in batches])
        order = [index for batch in batches for index in batch]
        return rows[np.argsort(order)]

    def run(self, pieces: list[list[int]]) -> Vectors:
        longest = max(len(ids) for ids in pieces)
        ids = np.zeros((len(pieces), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, piece_ids in enumerate(pieces):
            ids[row, : len(piece_ids)], mask[row, : len(piece_ids)] = piece_ids, 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        hidden = self.session.run(None, {name: feed[name] for name in self.inputs})[0]
        return _pooled(hidden, mask, takes_first=self.takes_first)


def load_model(folder: Path) -> SentenceModel:
    try:
        session = _session(model_file(folder))
        return SentenceModel(
            session=session,
            tokenizer=_tokenizer(folder),
            inputs=frozenset(node.name for node in session.get_inputs()),
            takes_first=_takes_first(_read_json(folder / "1_Pooling" / "config.json")),
            prompts=_read_json(folder / "config_sentence_transformers.json").get("prompts") or {},
        )
    except EmbedderUnavailable:
        raise
    except Exception as error:  # the runtimes raise bare exceptions of many kinds on a damaged file
        hint = f"the model in {folder} cannot be loaded: delete the folder or name another"
        raise EmbedderUnavailable(hint) from error


def model_file(folder: Path) -> Path:
    for name in _MODEL_FILES:
        if (folder / name).is_file():
            return folder / name
    raise EmbedderUnavailable(f"{folder} holds no ONNX model (looked for {', '.join(_MODEL_FILES)})")


def _tokenizer(folder: Path) -> Any:
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    most = _read_json(folder / "sentence_bert_config.json").get("max_seq_length") or MOST_PIECES
    tokenizer.no_padding()
    tokenizer.enable_truncation(most)
    return tokenizer


def _session(model: Path) -> Any:
    import onnxruntime  # type: ignore[import-untyped]

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = min(MOST_THREADS, os.cpu_count() or 1)
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])


def _takes_first(pooling: dict[str, Any]) -> bool:
    """Return whether the vector of a text is that of its first piece; else it is the mean of all."""
    modes = {name for name, value in pooling.items() if name.startswith("pooling_mode_") and value is True}
    if modes - {"pooling_mode_cls_token", "pooling_mode_mean_tokens"} or len(modes) > 1:
        raise EmbedderUnavailable("the model pools in a way that is not supported: mean and first piece are")
    return modes == {"pooling_mode_cls_token"}


def _pooled(hidden: Vectors, mask: NDArray[np.int64], *, takes_first: bool) -> Vectors:
    if hidden.ndim == 2:  # the model pools by itself
        pooled = hidden
    elif takes_first:
        pooled = hidden[:, 0]
    else:
        shares = mask / mask.sum(axis=1, keepdims=True)
        pooled = np.einsum("btw,bt->bw", hidden, shares.astype(np.float32))
    lengths = np.linalg.norm(pooled, axis=1, keepdims=True)
    unit_rows: Vectors = pooled / np.maximum(lengths, np.float32(1e-12))
    return unit_rows


def _batches(lengths: Sequence[int]) -> list[list[int]]:
    """Return the indexes in groups, shortest first, each with at most `PIECES_AT_ONCE` pieces when padded."""
    batches: list[list[int]] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batches and (len(batches[-1]) + 1) * lengths[index] <= PIECES_AT_ONCE:
            batches[-1].append(index)
        else:
            batches.append([index])
    return batches


def _read_json(path: Path) -> dict[str, Any]:
    """Return an object of a JSON file; a missing file is an empty one."""
    if not path.is_file():
        return {}
    value: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return value
