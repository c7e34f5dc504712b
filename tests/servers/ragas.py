"""RAGAS's own environment: `.venv-ragas`, or the Python that `SHIPMATE_EVALS__RAGAS_PYTHON` names."""

import contextlib
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from tests.servers.processes import ServerUnavailable

_ROOT = Path(__file__).resolve().parents[2]


@contextlib.contextmanager
def ragas_python() -> Iterator[Path]:
    """Return the Python that has RAGAS.

    Raises:
        ServerUnavailable: with the reason.
    """
    python = Path(os.environ.get("SHIPMATE_EVALS__RAGAS_PYTHON") or _ROOT / ".venv-ragas/bin/python")
    if not python.exists():
        raise ServerUnavailable("RAGAS's environment is not there; `make ragas` sets it up")
    probe = [str(python), "-c", "import importlib.metadata as m; print(m.version('ragas'))"]
    if subprocess.run(probe, capture_output=True, timeout=60, check=False).returncode:
        raise ServerUnavailable("RAGAS's environment is broken; `make clean ragas` sets it up anew")
    yield python
