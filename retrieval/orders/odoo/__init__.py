"""Orders of a real Odoo 19: read in few nested calls, and mapped to the same states as the sandbox's."""
