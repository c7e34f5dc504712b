"""One authenticated session to an Odoo 19: `session.open_session`, its faults in `errors`."""
