"""Keys of the record: named in settings, or in a file that is made once."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import KeyMissing, SealBroken, SettingsError
from bot.keys import keys_from, named_keys, new_named_key, ring_from
from bot.sealing import KeyRing, new_key

RING = KeyRing(keys={"k1": b"a" * 32, "k2": b"b" * 32}, current="k1")


@given(st.binary(), st.text(min_size=1))
def test_what_was_sealed_opens_in_its_own_place_and_in_no_other(plain: bytes, purpose: str) -> None:
    sealed = RING.seal(plain, purpose)
    assert RING.open(sealed, purpose) == plain
    with pytest.raises(SealBroken):
        RING.open(sealed, f"{purpose}x")


@given(st.binary(min_size=1), st.data())
def test_a_changed_mark_opens_nothing(plain: bytes, data: st.DataObject) -> None:
    sealed = RING.seal(plain, "p")
    place = data.draw(st.integers(0, len(sealed) - 1))
    mark = data.draw(st.sampled_from("Az0_-=."))
    changed = sealed[:place] + mark + sealed[place + 1 :]
    try:
        opened = RING.open(changed, "p")
    except (SealBroken, KeyMissing):
        return
    assert opened == plain  # the mark was the same, or one of those that mean nothing at the end


def test_another_key_opens_nothing() -> None:
    other = KeyRing(keys={"k9": new_key()}, current="k9")
    with pytest.raises(KeyMissing, match="k1"):
        other.open(RING.seal(b"x", "p"), "p")
    with pytest.raises(KeyMissing):
        KeyRing(keys={"k1": new_key()}, current="k2")


def test_keys_go_through_settings_as_they_are() -> None:
    assert ring_from(named_keys(RING), "S") == RING
    key = new_named_key()
    assert named_keys(ring_from([key], "S")) == [key]


@pytest.mark.parametrize("named", [["k1"], ["k1:short"], [":" + "A" * 43], ["k 1:" + "A" * 43]])
def test_what_is_no_key_is_refused_and_not_repeated(named: list[str]) -> None:
    with pytest.raises(SettingsError, match="ID:KEY") as error:
        ring_from(named, "SHIPMATE_KEYS__MASTER")
    assert "short" not in str(error.value)


def test_processes_that_start_at_once_have_the_same_keys(tmp_path: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from bot.keys import keys_from, named_keys; "
        "print(named_keys(keys_from([], [], Path(sys.argv[1])).master))"
    )
    file = tmp_path / "keys.json"
    processes = [
        subprocess.Popen([sys.executable, "-c", code, str(file)], stdout=subprocess.PIPE, text=True)
        for _ in range(6)
    ]
    said = {one.communicate(timeout=60)[0] for one in processes}
    assert len(said) == 1
    assert said == {f"{named_keys(keys_from([], [], file).master)}\n"}
    assert [one.name for one in tmp_path.iterdir()] == ["keys.json"]


def test_a_key_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    file.write_text("nonsense")
    with pytest.raises(KeyMissing, match="backup"):
        keys_from([], [], file)
