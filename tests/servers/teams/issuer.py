"""Signs tokens as the Bot Framework does, and as it never would."""

import base64
import time
from dataclasses import dataclass, field
from typing import Any

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

APP_ID, APP_PASSWORD = "11111111-aaaa-bbbb-cccc-000000000001", "secret-of-tests"
ISSUER = "https://api.botframework.test"
_KID = "key-of-tests"


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(slots=True)
class Issuer:
    endorsements: tuple[str, ...] = ("msteams",)
    key: rsa.RSAPrivateKey = field(default_factory=_key)
    other_key: rsa.RSAPrivateKey = field(default_factory=_key)

    def token(self, service_url: str, **changes: Any) -> str:
        """Return a good token, or with `changes` to its claims one that is not."""
        return self._signed(self._claims(service_url, changes), self.key)

    def forged(self, service_url: str) -> str:
        """Return a token with the right key's id that another key has signed."""
        return self._signed(self._claims(service_url, {}), self.other_key)

    def unsigned(self, service_url: str) -> str:
        return jwt.encode(self._claims(service_url, {}), "", algorithm="none", headers={"kid": _KID})

    def signed_with_the_public_key(self, service_url: str) -> str:
        """Return a token signed by HMAC with what everybody may know."""
        pem = self.key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        secret = base64.b64encode(pem).decode()  # PyJWT refuses to sign with a PEM; a verifier might not
        return jwt.encode(self._claims(service_url, {}), secret, algorithm="HS256", headers={"kid": _KID})

    def key_set(self) -> dict[str, Any]:
        public: dict[str, Any] = jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key(), as_dict=True)
        return {"keys": [{**public, "kid": _KID, "use": "sig", "endorsements": list(self.endorsements)}]}

    def _claims(self, service_url: str, changes: dict[str, Any]) -> dict[str, Any]:
        now = int(time.time())
        claims = {"iss": ISSUER, "aud": APP_ID, "serviceurl": service_url, "nbf": now - 60, "exp": now + 3600}
        return {name: value for name, value in {**claims, **changes}.items() if value is not None}

    def _signed(self, claims: dict[str, Any], key: rsa.RSAPrivateKey) -> str:
        return jwt.encode(claims, key, algorithm="RS256", headers={"kid": _KID})
