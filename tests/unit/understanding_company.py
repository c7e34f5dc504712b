"""The names of a small company, as the source of orders would give them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from retrieval.orders.source import NamedRecord
from retrieval.query import NameIndex, understand
from retrieval.question import NO_FOCUS, Ask, Focus, Question

NOW = datetime(2026, 11, 22, 13, 5, tzinfo=UTC)
"""A Sunday afternoon in Hamburg."""
ZONE = ZoneInfo("Europe/Berlin")

_CUSTOMERS = (
    "Brennweite Optik GmbH",
    "Kestrel Facility Services Ltd",
    "Kestrel Print Ltd",
    "Lindqvist Maskin AB",
    "Auwald Kliniken gGmbH",
    "Porto Verde Hotels SA",
    "Marlow & Finch Ltd",
    "Tessmer Bau GmbH",
    "Oakridge Schools Trust",
    "Café Sonnendeck",
    "Delta Rail Workshops Ltd",
    "Hafenkraft Logistik GmbH",
    "Nyberg Energi AB",
    "Stadtwerke Erlenbach",
    "Bluebell Catering Ltd",
)
_BRANCHES = {"Marlow & Finch Ltd": ("Marlow & Finch, Leeds", "Marlow & Finch, Bristol")}
_PEOPLE = ("Greta Sommer", "Tom Hargreaves", "Ines Kowalczyk")
_CARRIERS = ("DHL Express", "DHL Freight", "DPD Classic", "UPS Standard", "Schenker Freight", "Own truck")
_WAREHOUSES = (("WH-North", "WHN", "Hamburg"), ("WH-South", "WHS", "Munich"), ("WH-West", "WHW", "Cologne"))
_PRODUCTS = {
    "GLV-1040": "Nitrile gloves L (box of 100)",
    "GLV-1041": "Nitrile gloves M (box of 100)",
    "GLV-1050": "Nitrile gloves L, powder-free (box of 100)",
    "HLM-2010": "Safety helmet white",
    "HLM-2012": "Safety helmet yellow",
    "GOG-2100": "Safety goggles clear",
    "EAR-2200": "Ear defenders 30 dB",
    "BOX-3010": "Shipping carton 400x300x200 (bundle of 25)",
    "BOX-3020": "Shipping carton 600x400x400 (bundle of 15)",
    "TAP-3100": "Packing tape 50 mm (36 rolls)",
    "PLT-3200": "Euro pallet",
    "STR-3300": "Stretch film 500 mm (6 rolls)",
    "CLN-4010": "Acetone cleaner 5 l",
    "CLN-4020": "Surface disinfectant 5 l",
    "CLN-4030": "Hand sanitiser 500 ml",
    "BAT-4100": "Lithium battery pack 18 V",
    "DRL-5010": "Cordless drill 18 V",
    "DRL-5020": "Impact driver 18 V",
    "SAW-5030": "Circular saw 190 mm",
    "LGT-6010": "LED work light 50 W",
    "LGT-6020": "LED panel 60x60",
    "SHV-7010": "Steel shelving 2000x1000",
    "TRL-7020": "Platform trolley 250 kg",
    "LBL-8010": "Thermal labels 100x150 (12 rolls)",
    "SCL-8020": "Parcel scale 35 kg",
}
_SALESPEOPLE = ("Nora Albers", "Jonas Wirth")


def _record(kind: str, number: int, name: str, key: str = "", *aliases: str) -> NamedRecord:
    return NamedRecord(kind=kind, id=number, name=name, key=key or name, aliases=aliases)


RECORDS: tuple[NamedRecord, ...] = (
    *(
        _record("customer", n, name, "", *_BRANCHES.get(name, ()))
        for n, name in enumerate(_CUSTOMERS, start=1)
    ),
    *(
        NamedRecord(kind="customer", id=n, name=name, key=name, is_company=False)
        for n, name in enumerate(_PEOPLE, start=101)
    ),
    *(_record("carrier", n, name) for n, name in enumerate(_CARRIERS, start=1)),
    *(_record("warehouse", n, one[0], one[0], *one[1:]) for n, one in enumerate(_WAREHOUSES, start=1)),
    *(_record("product", n, name, sku) for n, (sku, name) in enumerate(_PRODUCTS.items(), start=1)),
    *(_record("salesperson", n, name) for n, name in enumerate(_SALESPEOPLE, start=1)),
)
NAMES = NameIndex(RECORDS)


def record(name: str) -> NamedRecord:
    return next(one for one in RECORDS if one.name == name)


def asked(text: str, focus: Focus = NO_FOCUS) -> Question:
    return understand(text, names=NAMES, focus=focus, now=NOW, zone=ZONE)


def only_ask(text: str, focus: Focus = NO_FOCUS) -> Ask:
    asks = asked(text, focus).asks
    assert len(asks) == 1, [(ask.intent, ask.text) for ask in asks]
    return asks[0]
