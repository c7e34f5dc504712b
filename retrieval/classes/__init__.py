"""Data classes: one table, closed by default, for every field of Odoo and every kind of document."""
