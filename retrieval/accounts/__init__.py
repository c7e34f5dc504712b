"""Whom Odoo knows: users and contacts, as far as it decides what they may see."""
