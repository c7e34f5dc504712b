"""How long a command takes from nothing, with the file cache warm. The floor is Python doing nothing."""

import subprocess
import sys
import time
from pathlib import Path

from bench.table import Row, percentile

SHIPMATE = str(Path(sys.executable).with_name("shipmate"))
RUNS = 5


def rows() -> list[Row]:
    floor = _median([sys.executable, "-c", "pass"])
    return [
        _row("shipmate --help", [SHIPMATE, "--help"], floor, 0.4),
        _row(
            "shipmate ask, an order and a rule",
            [
                SHIPMATE,
                "ask",
                "--as",
                "customer-service",
                "Where is S00101 and what is the cut-off for DHL Express?",
            ],
            floor,
            3.0,
        ),
    ]


def _row(what: str, command: list[str], floor: float, asked_seconds: float) -> Row:
    seconds = _median(command)
    return Row(
        what=what,
        ours=f"{seconds:.2f} s",
        peer=f"python -c pass: {floor:.2f} s",
        asked=f"≤ {asked_seconds} s",
        met=seconds <= asked_seconds,
    )


def _median(command: list[str]) -> float:
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    seconds: list[float] = []
    for _ in range(RUNS):
        started = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        seconds.append(time.perf_counter() - started)
    return percentile(seconds, 0.5)
