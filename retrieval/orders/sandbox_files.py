"""The sandbox's files, parsed. The format is described in demo/README.md."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from retrieval.errors import SourceUnavailable

Json = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """The parsed files; `by` indexes the master data by what people call it."""

    company: Json
    orders: Json

    @classmethod
    def read(cls, folder: Path) -> "Files":
        """Raises: `SourceUnavailable` when the files are not there or cannot be read."""
        try:
            company, orders = (
                json.loads((folder / name).read_text(encoding="utf-8"))
                for name in ("company.json", "orders.json")
            )
        except (OSError, ValueError) as error:
            hint = "The sandbox's company.json and orders.json cannot be read."
            raise SourceUnavailable("orders", "database", hint) from error
        return cls(company=company, orders=orders)

    def by(self, kind: str, name: str = "name") -> dict[str, Json]:
        return {row[name]: row for row in self.company[kind]}
