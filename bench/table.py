"""One row a figure: ours, a peer or a floor from the same run, their ratio, and what was asked for."""

from collections.abc import Iterable
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`ratio` says how many times better than the peer; None where there is none. `asked` is the target."""

    what: str
    ours: str
    peer: str = ""
    ratio: float | None = None
    asked: str = ""
    met: bool | None = None


def show(title: str, rows: Iterable[Row]) -> None:
    table = Table(title=title, title_justify="left", title_style="bold")
    for name in ("what", "ours", "peer or floor, same run", "ratio", "asked", ""):
        table.add_column(name)
    for row in rows:
        ratio = "" if row.ratio is None else f"{row.ratio:.1f}×"
        met = {None: "", True: "met", False: "MISSED"}[row.met]
        table.add_row(row.what, row.ours, row.peer, ratio, row.asked, met)
    Console(width=140).print(table)


def percentile(values: list[float], share: float) -> float:
    """Return the value below which `share` in [0, 1] of the values lie (nearest rank)."""
    ranked = sorted(values)
    return ranked[min(len(ranked) - 1, int(share * len(ranked)))]
