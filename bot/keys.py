"""The keys of the record, from settings or from a file: `id:key`, the first one seals, all of them open.

A key is 32 random bytes in URL-safe base64. Two kinds: `master` seals, `audit` signs the audit.
"""

import base64
import binascii
import json
import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import KeyMissing, SettingsError
from bot.sealing import KEY_BYTES, KeyRing, new_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Keys:
    master: KeyRing
    audit: KeyRing


def ring_from(named: Sequence[str], setting: str) -> KeyRing:
    """Return the keys of a setting. Raises: `SettingsError` that names the setting and no value."""
    keys = dict(_key(one, setting) for one in named)
    if len(keys) != len(named):
        raise SettingsError(f"{setting} names a key id twice.")
    return KeyRing(keys=keys, current=next(iter(keys)))


def new_named_key() -> str:
    """Return a new key as a setting takes it."""
    return f"k{secrets.token_hex(4)}:{base64.urlsafe_b64encode(new_key()).decode()}"


def named_keys(ring: KeyRing) -> list[str]:
    """Return the keys as a setting takes them, the current one first."""
    ordered = sorted(ring.keys.items(), key=lambda item: item[0] != ring.current)
    return [f"{name}:{base64.urlsafe_b64encode(key).decode()}" for name, key in ordered]


def keys_from(master: Sequence[str], audit: Sequence[str], file: Path) -> Keys:
    """Return the keys: those of the settings, else those of the file, which is made when there is none.

    Raises: `SettingsError`, `KeyMissing`.
    """
    if bool(master) != bool(audit):
        raise SettingsError("SHIPMATE_KEYS__MASTER and SHIPMATE_KEYS__AUDIT are given both, or neither.")
    if not master:
        master, audit = _from_file(file)
    return Keys(
        master=ring_from(master, "SHIPMATE_KEYS__MASTER"), audit=ring_from(audit, "SHIPMATE_KEYS__AUDIT")
    )


def write_keys(file: Path, master: Sequence[str], audit: Sequence[str]) -> None:
    """Write a key file that only its owner reads, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    partial = file.with_suffix(f".{os.getpid()}.partial")
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as out:
        json.dump({"master": list(master), "audit": list(audit)}, out, indent=1)
        out.flush()
        os.fsync(out.fileno())
    partial.replace(file)


def _made(file: Path) -> None:
    """Make a key file where there is none. Of several processes that do so at once, one does."""
    partial = file.with_suffix(f".{os.getpid()}.new")
    write_keys(partial, [new_named_key()], [new_named_key()])
    try:
        os.link(partial, file)
    except FileExistsError:
        pass
    finally:
        partial.unlink()


def _from_file(file: Path) -> tuple[list[str], list[str]]:
    if not file.exists():
        _made(file)
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        return list(content["master"]), list(content["audit"])
    except (ValueError, KeyError, TypeError, OSError):
        raise KeyMissing(f"The key file {file} cannot be read. Put back the one of your backup.") from None


def _key(named: str, setting: str) -> tuple[str, bytes]:
    name, _, written = named.partition(":")
    try:
        key = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
    except (binascii.Error, ValueError):
        key = b""
    if not name.isalnum() or len(name) > 32 or len(key) != KEY_BYTES:
        raise SettingsError(f"{setting} takes keys as ID:KEY, with 32 bytes in URL-safe base64 as the key.")
    return name, key
