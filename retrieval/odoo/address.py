"""Where Odoo is, taken from its URL. Pure."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """`host` is ready to stand before a colon and the port: an IPv6 address has its brackets."""

    host: str
    port: int
    is_secure: bool

    @property
    def root(self) -> str:
        return f"{'https' if self.is_secure else 'http'}://{self.host}:{self.port}"


def address_from_url(url: str) -> Address:
    """Return the address in `https://odoo.example.com` and the like.

    Raises:
        ValueError: it is no such URL. The message does not repeat it: people put passwords into URLs.
    """
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        raise ValueError(_EXPECTED) from None
    extra = parts.path.strip("/") or parts.query or parts.fragment or parts.username or parts.password
    if parts.scheme not in ("http", "https") or not parts.hostname or extra:
        raise ValueError(_EXPECTED)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    is_secure = parts.scheme == "https"
    return Address(host=host, port=port or (443 if is_secure else 80), is_secure=is_secure)


_EXPECTED = "The URL of Odoo must be http:// or https://, a host and perhaps a port, and nothing else."
