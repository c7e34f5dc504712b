"""Load the sandbox company into a real Odoo 19, as an administrator of it."""

import argparse
import getpass
import os
import sys
from datetime import date

from demo.odoo_loader.loading import AlreadyLoadedError, load
from demo.odoo_loader.server import Server


def main() -> int:
    options = _arguments()
    password = os.environ.get(options.password_env) or getpass.getpass("Odoo password: ")
    server = Server.login(options.url, options.database, options.login, password)
    try:
        load(server, today=options.day, readers=(options.login, *options.grant), said=_say)
    except AlreadyLoadedError:
        _say("This database has the sandbox's orders already. Take a fresh one.")
        return 1
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m demo.odoo_loader", description=__doc__)
    parser.add_argument("--url", required=True, help="such as http://127.0.0.1:8069")
    parser.add_argument("--database", required=True)
    parser.add_argument("--login", default="admin", help="an administrator (default: admin)")
    parser.add_argument(
        "--password-env", default="ODOO_PASSWORD", help="the variable with the password; asked for otherwise"
    )
    parser.add_argument(
        "--day", type=date.fromisoformat, help="the day the dates count from, as 2026-11-22 (default: today)"
    )
    parser.add_argument(
        "--grant",
        nargs="*",
        default=[],
        metavar="LOGIN",
        help="who else shall see the sandbox's companies, such as the user Shipmate works as",
    )
    return parser.parse_args()


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
