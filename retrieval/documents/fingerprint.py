"""How a source was indexed, in one line: where it differs, the source is indexed again without an edit."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from retrieval.documents.converters.conversion import EXTRACTOR_VERSIONS
from retrieval.documents.converters.formats import Format
from retrieval.documents.places import Place
from retrieval.documents.splitter import SPLITTER_VERSION

METADATA_VERSION = 1
"""Raise it when the same fields come to mean something else."""


def fingerprint(place: Place, declared: Format, fields: Mapping[str, Any], model_version: str) -> str:
    """Return the model's version, a bar, and a hash of all else.

    `fields` are those of the `corpus.toml` files; a front matter is part of the content and hashed there.
    """
    facts = {
        "splitter": SPLITTER_VERSION,
        "extractor": EXTRACTOR_VERSIONS[declared],
        "metadata": METADATA_VERSION,
        "fields": fields,
        "place": place.as_meta(),
    }
    canonical = json.dumps(facts, sort_keys=True, default=str, ensure_ascii=True)
    return f"{model_version}|{hashlib.sha256(canonical.encode()).hexdigest()}"


def model_of(fingerprint_: str) -> str:
    """Return the version of the model that made the vectors, "" when there are none."""
    return fingerprint_.rpartition("|")[0]
