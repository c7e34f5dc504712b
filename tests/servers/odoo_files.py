"""The program Odoo 19: Debian's package, unpacked, and a Python environment for it."""

import os
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.servers import debian
from tests.servers.cache import cache_folder, kept, key_of
from tests.servers.processes import ServerUnavailable, clean_environment, run

_REQUIREMENTS = Path(__file__).with_name("odoo-requirements.txt")
_PACKAGES = (
    "odoo-19",
    "libjs-jquery",
    "libjs-jquery-form",
    "libjs-underscore",
    "fonts-montserrat",
    "fonts-ocr-b",
    "fonts-roboto-unhinted",
    "fonts-dejavu-core",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OdooProgram:
    root: Path
    python: Path

    @property
    def command(self) -> list[str]:
        """The script of the package: `python -m odoo` does not find the package's addons."""
        return [str(self.python), str(self.root / "usr/bin/odoo")]

    def environment(self, home: Path) -> dict[str, str]:
        return clean_environment(HOME=str(home), PYTHONPATH=str(self.root / "usr/lib/python3/dist-packages"))

    def fingerprint(self) -> str:
        """Return what a database made by this program depends on."""
        release = self.root / "usr/lib/python3/dist-packages/odoo/release.py"
        return key_of(self.root.name, release.read_bytes(), _REQUIREMENTS.read_bytes())


def program() -> OdooProgram:
    """Return Odoo 19, obtaining it first where the cache has none.

    Raises:
        ServerUnavailable: with the reason.
    """
    root = kept("odoo-19-" + key_of(*_PACKAGES), _unpack, whole=_is_unpacked)
    name = "odoo-python-" + key_of(_REQUIREMENTS.read_bytes())
    return OdooProgram(root=root, python=kept(name, _install, whole=_runs) / "bin/python")


def _unpack(into: Path) -> None:
    apt = debian.apt_of_suite("sid", cache_folder() / "apt-sid")
    downloads = into / "packages"
    debian.extract(apt.download(_PACKAGES, downloads), into)
    shutil.rmtree(downloads)


def _is_unpacked(root: Path) -> bool:
    return (root / "usr/bin/odoo").is_file() and (root / "usr/lib/python3/dist-packages/odoo").is_dir()


def _install(into: Path) -> None:
    run([_python_3_11(), "-m", "venv", into], purpose="making Odoo's Python environment", timeout_seconds=120)
    ways = ["--quiet", "--disable-pip-version-check", "--require-hashes", "--prefer-binary"]
    run(
        [into / "bin/python", "-m", "pip", "install", *ways, "-r", _REQUIREMENTS],
        purpose="installing what Odoo needs",
        timeout_seconds=900,
        env=dict(os.environ),  # the way to the package index is the caller's own
    )


def _runs(venv: Path) -> bool:
    """Say whether the environment still works: the Python it was made from may be gone."""
    try:
        probe = [str(venv / "bin/python"), "-c", "import psycopg2, lxml.etree, gevent, werkzeug"]
        return subprocess.run(probe, capture_output=True, timeout=60, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False


def _python_3_11() -> str:
    if platform.python_version().startswith("3.11."):
        return sys.executable
    if found := shutil.which("python3.11"):
        return found
    raise ServerUnavailable("Odoo's pinned packages need Python 3.11, and this machine has none")
