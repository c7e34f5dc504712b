"""The commands of the record as an operator types them, in a folder of their own."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bot.cli import app

PASSPHRASE = {"SHIPMATE_PASSPHRASE": "correct horse battery"}


@pytest.fixture(autouse=True)
def own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("SHIPMATE_"):
            monkeypatch.delenv(name)
    monkeypatch.chdir(tmp_path)


def run(*words: str, said: str = "", env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(app, list(words), input=said, env=env)


def told(*words: str, code: int = 0, **options: Any) -> Any:
    result = run(*words, "--json", **options)
    assert result.exit_code == code, result.output + str(result.exception)
    return json.loads(result.stdout)


def refused(words: Sequence[str], with_words: str, **options: Any) -> None:
    result = run(*words, **options)
    assert result.exit_code != 0
    assert with_words in str(result.exception)


def test_a_record_is_migrated_once() -> None:
    assert told("migrate", "--check", code=1)["current"] is False
    assert told("migrate")["before"] == ""
    assert told("migrate")["before"] == told("migrate")["after"]
    assert told("migrate", "--check")["current"] is True


def test_the_key_file_is_made_once_and_is_its_owners_alone() -> None:
    run("turns")
    file = Path(".shipmate/keys.json")
    before = file.read_text()
    run("turns")
    assert file.read_text() == before
    assert file.stat().st_mode & 0o077 == 0


def test_a_lost_key_file_stops_every_command_that_needs_it() -> None:
    run("who", "slack", "U1")
    Path(".shipmate/keys.json").unlink()
    refused(["turns"], "put it back from your backup")
    assert not Path(".shipmate/keys.json").exists()


def test_somebody_is_linked_unlinked_and_forgotten() -> None:
    person = told("who", "slack", "U1")["person"]
    assert told("link", "slack", "U1", "--login", "femke.devries@halden-supply.example") == {"done": True}
    assert told("who", "slack", "U1")["user_id"] == 3
    assert told("link", "slack", "U1", "--off") == {"done": True}
    assert told("link", "slack", "U1", "--off") == {"done": False}
    erased = told("forget", "--channel-user", "slack:U1")
    assert (erased["keys"], erased["identities"]) == (1, 1)
    assert told("who", "slack", "U1")["person"] != person
    assert "femke" not in run("audit", "show").stdout


def test_the_records_own_keys_are_nobodys_to_erase() -> None:
    person = told("who", "slack", "U1")["person"]
    assert set(told("forget", "--person", "~digests").values()) == {0}
    assert told("who", "slack", "U1")["person"] == person


def test_a_value_is_asked_for_and_not_repeated() -> None:
    result = run("forget", "--value", "-", said="greta.sommer@post.example\n")
    assert result.exit_code == 0
    assert "greta" not in result.output
    refused(["forget"], "Say whom")


def test_something_is_paused_for_a_time_and_listed() -> None:
    assert told("pause") == {"paused": {}}
    assert told("pause", "channel:slack")["paused"] == {"channel:slack": None}
    assert set(told("pause", "model", "--for", "2h")["paused"]) == {"channel:slack", "model"}
    assert set(told("pause", "model", "--off")["paused"]) == {"channel:slack"}
    refused(["pause", "everything"], "nothing to pause of that name")
    refused(["pause", "model", "--for", "soon"], "30m, 2h or 1d")


def test_a_backup_with_its_keys_is_restored_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    person = told("who", "teams", "U7")["person"]
    assert told("backup", "b.tar.gz", "--with-keys", env=PASSPHRASE)["keys"] is True
    backup = Path("b.tar.gz").resolve()
    refused(["backup", "b.tar.gz"], "is there already")
    Path("other").mkdir()
    monkeypatch.chdir("other")
    refused(["restore", str(backup), "--with-keys"], "does not open", env={"SHIPMATE_PASSPHRASE": "x" * 12})
    assert not Path(".shipmate/keys.json").exists()
    told("restore", str(backup), "--with-keys", env=PASSPHRASE)
    assert told("audit", "verify")["findings"] == []
    refused(["restore", str(backup), "--with-keys"], "keys are here already", env=PASSPHRASE)
    assert told("who", "teams", "U7")["person"] == person
    refused(["restore", str(backup)], "not empty")
    refused(["backup", "c.tar.gz", "--with-keys"], "twelve characters", env={"SHIPMATE_PASSPHRASE": "short"})


def test_keys_are_rotated_and_the_old_one_is_let_go() -> None:
    person = told("who", "teams", "U7")["person"]
    assert told("keys", "rotate") == {"rewrapped": 2}
    assert len(json.loads(Path(".shipmate/keys.json").read_text())["master"]) == 2
    assert len(told("keys", "retire")["retired"]) == 1
    content = json.loads(Path(".shipmate/keys.json").read_text())
    Path(".shipmate/keys.json").write_text(json.dumps(content | {"master": content["master"][:1]}))
    assert told("who", "teams", "U7")["person"] == person


def test_the_audit_tells_what_was_done_and_a_change_of_it() -> None:
    run("pause", "model")
    assert told("audit", "verify") == {"ok": True, "entries": 1, "findings": []}
    assert json.loads(run("audit", "show", "--json").stdout)["tag"] == "pause:model:on"
    import sqlite3

    with sqlite3.connect(".shipmate/records.sqlite") as connection:
        connection.execute("UPDATE audit SET tag = 'pause:all:on'")
    assert told("audit", "verify", code=1)["findings"] == [{"seq": 1, "what": "changed"}]


def test_a_key_is_printed_as_the_settings_take_it() -> None:
    key = run("keys", "new").stdout.strip()
    keys = json.dumps([key])
    env = {"SHIPMATE_KEYS__MASTER": keys, "SHIPMATE_KEYS__AUDIT": keys}
    assert run("who", "slack", "U1", env=env).exit_code == 0
    assert not Path(".shipmate/keys.json").exists()
    refused(["turns"], "given both, or neither", env={"SHIPMATE_KEYS__MASTER": keys})


def test_a_shared_record_needs_its_keys_in_the_settings() -> None:
    env = {"SHIPMATE_RECORDS__URL": "postgresql://u:hidden-word@127.0.0.1:1/x"}
    result = run("turns", env=env)
    assert "SHIPMATE_KEYS__MASTER" in str(result.exception)
    assert "hidden-word" not in str(result.exception)
