"""Sealing: what is kept is encrypted, says which key opens it, and opens in its own place only.

A sealed text is `v1.<key id>.<base64url of nonce and AES-256-GCM ciphertext>`. The purpose (a table and a
column) is bound to it as associated data, so that a value cannot be moved to another place. Keys are read by
id: with two of them the old one opens while the new one seals.
"""

import base64
import secrets
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import KeyMissing, SealBroken

KEY_BYTES = 32
_NONCE_BYTES = 12
_VERSION = "v1"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyRing:
    """Keys by id; `current` seals. Raises: `KeyMissing` when the current one is not among them."""

    keys: Mapping[str, bytes] = field(repr=False)
    current: str

    def __post_init__(self) -> None:
        if self.current not in self.keys:
            raise KeyMissing(f"The current key {self.current} is not among the configured ones.")

    def seal(self, plain: bytes, purpose: str) -> str:
        """Return the sealed form, different each time."""
        nonce = secrets.token_bytes(_NONCE_BYTES)
        closed = AESGCM(self.keys[self.current]).encrypt(nonce, zlib.compress(plain, 1), purpose.encode())
        return f"{_VERSION}.{self.current}.{base64.urlsafe_b64encode(nonce + closed).decode()}"

    def open(self, sealed: str, purpose: str) -> bytes:
        """Return what was sealed. Raises: `KeyMissing`, `SealBroken`."""
        key = self.keys.get(key_id_of(sealed))
        if key is None:
            raise KeyMissing(f"The key {key_id_of(sealed)} is not among the configured ones.")
        try:
            content = base64.urlsafe_b64decode(sealed.rpartition(".")[2])
            nonce, closed = content[:_NONCE_BYTES], content[_NONCE_BYTES:]
            return zlib.decompress(AESGCM(key).decrypt(nonce, closed, purpose.encode()))
        except (InvalidTag, ValueError, zlib.error):
            raise SealBroken(f"A sealed value of {purpose} cannot be opened.") from None


def key_id_of(sealed: str) -> str:
    """Return the id of the key a value was sealed with. Raises: `SealBroken`."""
    version, _, rest = sealed.partition(".")
    key, _, content = rest.partition(".")
    if version != _VERSION or not key or not content:
        raise SealBroken("This is no sealed value of a known version.")
    return key


def new_key() -> bytes:
    return secrets.token_bytes(KEY_BYTES)
