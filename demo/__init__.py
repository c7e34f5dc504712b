"""The sandbox company: its master data, its orders and its documents."""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where company.json, orders.json and documents/ lie."""
