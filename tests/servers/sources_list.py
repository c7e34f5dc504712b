"""Where this machine gets Debian from, read from its own apt sources and pointed at another suite. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

_ONE_LINE = re.compile(
    r"deb\s+(?:\[(?P<options>[^\]]*)\]\s+)?(?P<uri>\S+)\s+(?P<suite>\S+)\s*(?P<parts>[^#]*)"
)
_SUITES = {"stable", "oldstable", "testing", "unstable", "sid"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One archive of the machine; `options` are the fields that say how to trust it."""

    uris: tuple[str, ...]
    suites: tuple[str, ...]
    components: tuple[str, ...]
    options: Mapping[str, str] = field(default_factory=dict)


def debian_sources(files: Mapping[str, str], codename: str) -> list[Source]:
    """Return the machine's sources that may be the Debian archive itself, likeliest first.

    `files` maps the name of each file of /etc/apt that holds sources to its text. Security and update suites,
    disabled entries and archives of others do not count; where only the suite name speaks for an archive
    it comes last, since others name their suites after Debian's too.
    """
    found = [source for name, text in sorted(files.items()) for source in _sources(name, text)]
    fitting = [s for s in found if "main" in s.components and _SUITES.union({codename}) & set(s.suites)]
    return sorted(fitting, key=lambda source: not _is_debian(source))


def stanza(source: Source, suite: str) -> str:
    """Return the deb822 text for `suite` of the same archive."""
    fields = {"Types": "deb", "URIs": " ".join(source.uris), "Suites": suite, "Components": "main"}
    return "".join(f"{name}: {value}\n" for name, value in (fields | dict(source.options)).items())


def _is_debian(source: Source) -> bool:
    return any("debian" in uri.split("/") for uri in source.uris)


def _sources(name: str, text: str) -> Iterable[Source]:
    if name.endswith(".sources"):
        return _deb822(text)
    return _one_lines(text) if name.endswith(".list") else ()


def _deb822(text: str) -> Iterator[Source]:
    for block in re.split(r"\n[ \t]*(?:\n[ \t]*)+", _without_comments(text)):
        fields = _fields(block)
        if "deb" not in fields.get("types", "").split() or fields.get("enabled", "yes").lower() in (
            "no",
            "false",
        ):
            continue
        yield Source(
            uris=tuple(fields.get("uris", "").split()),
            suites=tuple(suite.rstrip("/") for suite in fields.get("suites", "").split()),
            components=tuple(fields.get("components", "").split()),
            options=_trust(fields),
        )


def _without_comments(text: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith("#"))


def _fields(block: str) -> dict[str, str]:
    """Return the fields of a stanza by lower-case name; continued lines (an inline key) stay as they are."""
    fields: dict[str, str] = {}
    name = ""
    for line in block.splitlines():
        if line[:1] in (" ", "\t") and name:
            fields[name] += "\n" + line
        elif ":" in line:
            name, value = line.split(":", 1)
            name = name.strip().lower()
            fields[name] = value.strip()
    return fields


def _one_lines(text: str) -> Iterator[Source]:
    for line in text.splitlines():
        if match := _ONE_LINE.match(line.strip()):
            pairs = (option.split("=", 1) for option in (match["options"] or "").split() if "=" in option)
            yield Source(
                uris=(match["uri"],),
                suites=(match["suite"].rstrip("/"),),
                components=tuple(match["parts"].split()),
                options=_trust({name.lower(): value.replace(",", " ") for name, value in pairs}),
            )


def _trust(fields: Mapping[str, str]) -> dict[str, str]:
    names = {"signed-by": "Signed-By", "trusted": "Trusted", "check-valid-until": "Check-Valid-Until"}
    return {written: fields[name] for name, written in names.items() if name in fields}
