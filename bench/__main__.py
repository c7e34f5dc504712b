"""`make bench`: every table. Name some of them to run only these: `python -m bench answers startup`."""

import importlib
import sys

from bench.table import show

TABLES = {
    "search": "Search",
    "indexing": "Indexing",
    "redaction": "Redaction",
    "answers": "Answers inside the process",
    "orders": "Orders of a real Odoo 19",
    "turns": "Turns of a serving process",
    "channels": "Slack and Teams under load, and with faults",
    "odoo_down": "Odoo gone for a while",
    "startup": "Starting a command",
}


def main(names: list[str]) -> int:
    """Show the tables named, or all; return 1 when a figure that was asked for is missed."""
    missed = False
    for name in names or TABLES:
        if name not in TABLES:
            print(f"There is no table {name}. There are: {', '.join(TABLES)}.", file=sys.stderr)
            return 2
        rows = importlib.import_module(f"bench.{name}").rows()
        show(TABLES[name], rows)
        missed |= any(row.met is False for row in rows)
    return int(missed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
