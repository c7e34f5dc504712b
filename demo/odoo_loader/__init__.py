"""The sandbox company, loaded into a real Odoo 19: `python -m demo.odoo_loader --help`."""
