"""Which archive a machine gets Debian from, in every form apt knows."""

import pytest

from tests.servers.sources_list import debian_sources, stanza

DEB822 = """\
Types: deb
# a comment inside a stanza
URIs: http://mirror.example/debian
Suites: bookworm bookworm-updates
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg

Types: deb
URIs: http://mirror.example/debian-security
Suites: bookworm-security
Components: main
Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg
"""
INLINE_KEY = """\
Types: deb deb-src
URIs: https://mirror.example/debian/
Suites: bookworm
Components: main contrib
Signed-By:
 -----BEGIN PGP PUBLIC KEY BLOCK-----
 .
 mQINBF
 -----END PGP PUBLIC KEY BLOCK-----
"""
ONE_LINE = """\
# deb http://old.example/debian bookworm main
deb [arch=amd64 signed-by=/usr/share/keyrings/d.gpg] http://mirror.example/debian bookworm main contrib # ours
deb-src http://mirror.example/debian bookworm main
deb http://mirror.example/debian-security bookworm-security main
"""


def test_takes_the_archive_and_its_key_from_deb822() -> None:
    (source,) = debian_sources({"/etc/apt/sources.list.d/debian.sources": DEB822}, "bookworm")
    assert stanza(source, "sid") == (
        "Types: deb\nURIs: http://mirror.example/debian\nSuites: sid\nComponents: main\n"
        "Signed-By: /usr/share/keyrings/debian-archive-keyring.gpg\n"
    )


def test_keeps_a_key_written_into_the_stanza() -> None:
    (source,) = debian_sources({"debian.sources": INLINE_KEY}, "bookworm")
    key = INLINE_KEY.partition("Signed-By:")[2]
    assert stanza(source, "sid").endswith("Signed-By: " + key)


def test_takes_the_archive_and_its_key_from_one_line_entries() -> None:
    (source,) = debian_sources({"/etc/apt/sources.list": ONE_LINE}, "bookworm")
    assert source.uris == ("http://mirror.example/debian",)
    assert source.options == {"Signed-By": "/usr/share/keyrings/d.gpg"}


def test_prefers_debian_to_others_who_use_its_suite_names() -> None:
    files = {"a.list": "deb https://tools.example/linux bookworm main", "z.list": ONE_LINE}
    found = debian_sources(files, "bookworm")
    assert [source.uris[0] for source in found] == [
        "http://mirror.example/debian",
        "https://tools.example/linux",
    ]


@pytest.mark.parametrize(
    "name, text",
    [
        ("x.sources", DEB822.replace("Types: deb\n", "Types: deb\nEnabled: no\n")),
        ("x.sources", DEB822.replace("Types: deb\n", "Types: deb-src\n")),
        ("x.sources.disabled", DEB822),
        ("x.list", "deb https://apt.example/docker bookworm stable"),
        ("x.list", "deb https://apt.example/pgdg bookworm-pgdg main"),
        ("x.list", ""),
    ],
)
def test_finds_no_debian_where_there_is_none(name: str, text: str) -> None:
    assert debian_sources({name: text}, "bookworm") == []


def test_an_archive_pinned_to_a_day_counts_as_debian() -> None:
    text = "deb http://snapshot.example/archive/debian/20260101T000000Z/ bookworm main"
    assert len(debian_sources({"sources.list": text}, "bookworm")) == 1
