"""Other spellings of a company's name."""

import pytest

from retrieval.orders.odoo.naming import short_names


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("Kestrel Facility Services Ltd", ("Kestrel Facility Services", "Kestrel")),
        ("Marlow & Finch Ltd", ("Marlow & Finch", "Marlow and Finch", "Marlow")),
        ("Auwald Kliniken gGmbH", ("Auwald Kliniken", "Auwald")),
        ("Porto Verde Hotels S.A.", ("Porto Verde Hotels", "Porto")),
        ("Ready, Mat", ("Ready Mat", "Ready")),
        ("Polypak Sp. z o.o.", ("Polypak",)),
        ("Stadtwerke Erlenbach", ("Stadtwerke",)),
        ("GmbH", ()),
        ("ABC Ltd", ("ABC",)),
    ],
)
def test_a_company_is_also_called(name: str, others: tuple[str, ...]) -> None:
    assert short_names(name) == others
