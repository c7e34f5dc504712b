"""Debian packages without changing the machine: a private apt state, downloads, extraction."""

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.servers import sources_list
from tests.servers.processes import ServerUnavailable, clean_environment, is_root, run

_UPDATE_SECONDS = 180
_DOWNLOAD_SECONDS = 900


@dataclass(frozen=True, slots=True, kw_only=True)
class Apt:
    """apt with its lists and downloads in `state`; `source` replaces the machine's own sources when given."""

    state: Path
    source: Path | None = None

    def update(self) -> None:
        for folder in ("lists/partial", "archives/partial"):
            (self.state / folder).mkdir(parents=True, exist_ok=True)
        # without this a source that cannot be reached is only a warning
        strict = ["-o", "APT::Update::Error-Mode=any"]
        self._apt(*strict, "update", purpose="reading Debian's package lists", seconds=_UPDATE_SECONDS)

    def download(self, packages: Sequence[str], into: Path) -> list[Path]:
        """Return the package files, in no order."""
        into.mkdir(parents=True, exist_ok=True)
        purpose = f"downloading {packages[0]} from Debian"
        self._apt("download", *packages, purpose=purpose, seconds=_DOWNLOAD_SECONDS, cwd=into)
        return list(into.glob("*.deb"))

    def missing(self, package: str) -> list[str]:
        """Return what an installation of `package` would add to this machine, the package included."""
        options = ["--simulate", "--no-install-recommends"]
        plan = self._apt("install", *options, package, purpose=f"planning {package}", seconds=_UPDATE_SECONDS)
        return [line.split()[1] for line in plan.splitlines() if line.startswith("Inst ")]

    def install(self, package: str) -> None:
        """Install on the machine itself; needs root. Services are not started."""
        options = ["--yes", "--no-install-recommends"]
        self._apt("install", *options, package, purpose=f"installing {package}", seconds=_DOWNLOAD_SECONDS)

    def _apt(self, *arguments: str, purpose: str, seconds: float, cwd: Path | None = None) -> str:
        # RUNLEVEL=1 keeps package scripts from starting services
        env = clean_environment(DEBIAN_FRONTEND="noninteractive", RUNLEVEL="1")
        return run(
            ["apt-get", *self._options(), *arguments],
            purpose=purpose,
            timeout_seconds=seconds,
            env=env,
            cwd=cwd,
        )

    def _options(self) -> list[str]:
        settings = {
            "Dir::State::Lists": self.state / "lists",
            "Dir::Cache": self.state,
            "Acquire::Languages": "none",
            "Acquire::Retries": 3,
            "Acquire::http::Timeout": 30,
        }
        if is_root():  # the download account of apt cannot enter our folders
            settings["APT::Sandbox::User"] = "root"
        if self.source is not None:
            settings |= {"Dir::Etc::SourceList": self.source, "Dir::Etc::SourceParts": "/dev/null"}
            settings |= {"Dir::Etc::Preferences": "/dev/null", "Dir::Etc::PreferencesParts": "/dev/null"}
        return [word for name, value in settings.items() for word in ("-o", f"{name}={value}")]


def apt_of_suite(suite: str, state: Path) -> Apt:
    """Return an updated apt that reads `suite` from wherever this machine gets Debian.

    Raises:
        ServerUnavailable: the machine has no Debian source, or none of them offers the suite.
    """
    state.mkdir(parents=True, exist_ok=True)
    refused = ServerUnavailable("this machine has no Debian archive among its apt sources")
    for source in sources_list.debian_sources(_machine_sources(), _codename()):
        file = state / f"{suite}.sources"
        file.write_text(sources_list.stanza(source, suite))
        apt = Apt(state=state, source=file)
        try:
            apt.update()
        except ServerUnavailable as error:
            refused = error
        else:
            return apt
    raise refused


def extract(packages: Sequence[Path], into: Path) -> None:
    """Unpack all into one folder, as links between packages are relative."""
    into.mkdir(parents=True, exist_ok=True)
    for package in packages:
        run(["dpkg-deb", "-x", package, into], purpose=f"unpacking {package.name}", timeout_seconds=300)


def _machine_sources() -> dict[str, str]:
    etc = Path("/etc/apt")
    files = [etc / "sources.list", *(etc / "sources.list.d").glob("*")]
    return {str(file): file.read_text(errors="replace") for file in files if file.is_file()}


def _codename() -> str:
    try:
        return platform.freedesktop_os_release().get("VERSION_CODENAME", "sid")
    except OSError:
        raise ServerUnavailable("this machine is not a Debian system") from None
