"""What an administrator uploads is whole, and within Microsoft's limits."""

import io
import json
import struct
import zipfile
from pathlib import Path

from bot.teams.package import color_icon, manifest, outline_icon, package
from tests.unit.project.root import ROOT

APP = "00000000-0000-0000-0000-000000000000"


def filled() -> dict[str, object]:
    made = manifest(
        app_id=APP, host="shipmate.example.com", company="Halden Supply", website="https://h.example"
    )
    return dict(made)


def test_the_shipped_manifest_is_what_the_command_makes() -> None:
    shipped = json.loads((ROOT / "deploy/teams/manifest.json").read_text())
    made = manifest(
        app_id=APP,
        host="shipmate.example.com",
        company="Halden Supply",
        website="https://portal.halden-supply.example",
    )
    assert shipped == made


def test_it_is_within_the_lengths_that_teams_allows() -> None:
    made = manifest(app_id=APP, host="h.example", company="C" * 100, website="https://h.example")
    assert len(made["developer"]["name"]) <= 32
    assert len(made["name"]["short"]) <= 30
    assert len(made["name"]["full"]) <= 100
    assert len(made["description"]["short"]) <= 80
    assert len(made["description"]["full"]) <= 4000
    (bot,) = made["bots"]
    assert bot["botId"] == APP
    assert set(bot["scopes"]) == {"personal", "team", "groupChat"}
    for listed in bot["commandLists"]:
        assert len(listed["commands"]) <= 10
        for command in listed["commands"]:
            assert len(command["title"]) <= 32
            assert len(command["description"]) <= 128
    (extension,) = made["composeExtensions"]
    for command in extension["commands"]:
        assert len(command["id"]) <= 64
        assert len(command["title"]) <= 32
        assert len(command["description"]) <= 128


def test_the_package_holds_the_manifest_and_icons_of_the_right_sizes(tmp_path: Path) -> None:
    packed = package(filled())
    assert packed == package(filled())
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert sorted(archive.namelist()) == ["color.png", "manifest.json", "outline.png"]
        assert json.loads(archive.read("manifest.json")) == filled()
    assert size_of(color_icon()) == (192, 192)
    assert size_of(outline_icon()) == (32, 32)


def size_of(png: bytes) -> tuple[int, int]:
    assert png.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", png[16:24])
    return width, height
