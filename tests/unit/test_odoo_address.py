"""Which URLs name an Odoo."""

import pytest

from retrieval.odoo.address import address_from_url
from retrieval.odoo.connection import require_version
from retrieval.odoo.errors import OdooVersionMismatch


@pytest.mark.parametrize(
    "url, root",
    [
        ("https://odoo.halden-supply.example", "https://odoo.halden-supply.example:443"),
        ("http://127.0.0.1:8069/", "http://127.0.0.1:8069"),
        (" https://odoo.example:8443 ", "https://odoo.example:8443"),
        ("http://[::1]:8069", "http://[::1]:8069"),
        ("HTTP://ODOO.example", "http://odoo.example:80"),
    ],
)
def test_reads_scheme_host_and_port(url: str, root: str) -> None:
    assert address_from_url(url).root == root


@pytest.mark.parametrize(
    "url",
    [
        "",
        "odoo.example",
        "ftp://odoo.example",
        "https://",
        "https://odoo.example/odoo",
        "https://odoo.example/?db=x",
        "https://bot:sesame@odoo.example",
        "https://odoo.example:port",
        "https://odoo.example:99999",
    ],
)
def test_refuses_what_is_no_address_of_a_server_without_repeating_it(url: str) -> None:
    with pytest.raises(ValueError, match="must be http") as caught:
        address_from_url(url)
    assert "sesame" not in str(caught.value)
    assert caught.value.__cause__ is None


@pytest.mark.parametrize("stated", ["19.0", "saas~19.1", "19.0+e", "19.0-20261122"])
def test_accepts_every_spelling_of_its_version(stated: str) -> None:
    require_version(stated, 19)


@pytest.mark.parametrize("stated, found", [("18.0", 18), ("saas~20.2+e", 20), ("master", None)])
def test_says_which_other_version_it_found(stated: str, found: int | None) -> None:
    with pytest.raises(OdooVersionMismatch) as caught:
        require_version(stated, 19)
    assert caught.value.found == found
