"""Print what the detector blocks: `python -m evals.injection [--half tune|report|all] [--misses]`."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable
from math import sqrt
from pathlib import Path

Row = dict[str, str]
HERE = Path(__file__).parent
SHOWN = (("attacks", "technique"), ("attacks", "language"), ("benign", "kind"), ("benign", "language"))


def rows(name: str, half: str) -> list[Row]:
    lines = (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [row for row in map(json.loads, lines) if half in ("all", row["half"])]


def wilson(hits: int, total: int, z: float = 1.96) -> tuple[float, float]:
    if not total:
        return 0.0, 1.0
    share, spread = hits / total, 1 + z * z / total
    middle = share + z * z / (2 * total)
    reach = z * sqrt(share * (1 - share) / total + z * z / (4 * total * total))
    return max(0.0, (middle - reach) / spread), min(1.0, (middle + reach) / spread)


def counts(texts: Iterable[Row], key: str, blocked: Callable[[str], bool]) -> dict[str, tuple[int, int]]:
    """Blocked and all texts for each value of the key, and for all of them together."""
    found: dict[str, tuple[int, int]] = {}
    for row in texts:
        for name in ("all", row[key]):
            hits, total = found.get(name, (0, 0))
            found[name] = (hits + blocked(row["text"]), total + 1)
    return found


def screened(text: str) -> bool:
    from guardrails.injection import screen

    return bool(screen(text).blocked)


def show(name: str, key: str, half: str) -> None:
    for value, (hits, total) in counts(rows(name, half), key, screened).items():
        low, high = wilson(hits, total)
        sys.stdout.write(f"{name:8} {key:10} {value:16} {hits:3}/{total:<3} {low:6.1%} to {high:6.1%}\n")


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m evals.injection")
    parser.add_argument("--half", choices=("tune", "report", "all"), default="all")
    parser.add_argument("--misses", action="store_true", help="missed attacks of the tune half")
    chosen = parser.parse_args()
    for name, key in SHOWN:
        show(name, key, chosen.half)
    if chosen.misses:
        missed = (row["text"] for row in rows("attacks", "tune") if not screened(row["text"]))
        sys.stdout.writelines(text + "\n" for text in missed)


if __name__ == "__main__":
    main()
