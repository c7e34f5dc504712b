"""What became of each real server in this run of the tests, told at its end."""

from dataclasses import dataclass, field


@dataclass(slots=True, kw_only=True)
class Entry:
    """One server. `tests` counts the tests of this run that need it."""

    name: str
    tests: int = 0
    started: str = ""
    reason: str = "no test asked for it"

    def line(self) -> str:
        tests = f"{self.tests} test{'' if self.tests == 1 else 's'}"
        if self.started:
            return f"{self.name}: started ({self.started}), {tests}"
        return f"{self.name}: could not run, because {self.reason}; {tests} not run"


@dataclass(slots=True, kw_only=True)
class Ledger:
    """All servers the tests know, by the fixture that gives them."""

    entries: dict[str, Entry] = field(
        default_factory=lambda: {
            "postgres_server": Entry(name="PostgreSQL"),
            "odoo_server": Entry(name="Odoo 19"),
            "sandbox_odoo": Entry(name="Odoo 19 with the sandbox company"),
            "aimock": Entry(name="aimock"),
            "ragas_python": Entry(name="RAGAS's environment"),
            "emulate": Entry(name="emulate, a second Slack"),
            "chromium": Entry(name="Chromium"),
            "playground_program": Entry(name="Microsoft 365 Agents Playground"),
        }
    )

    def count(self, fixtures: set[str]) -> None:
        for name in fixtures & self.entries.keys():
            self.entries[name].tests += 1

    def never_started(self) -> list[Entry]:
        return [entry for entry in self.entries.values() if not entry.started]
