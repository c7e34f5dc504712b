"""Logs. No text a person wrote ever comes here: ids, kinds and names of faults only."""

import sys
from collections.abc import Mapping
from typing import Any

import structlog


def _to_stderr(*_: Any) -> structlog.PrintLogger:
    """Standard output is for answers: programs read it."""
    return structlog.PrintLogger(sys.stderr)


structlog.configure(logger_factory=_to_stderr)
_log = structlog.get_logger("shipmate")


def log_fault(event: str, *, turn: str, reference: str, fault: str) -> None:
    """Write down that a turn failed, so that the reference a person quotes leads to it."""
    _log.error(event, turn=turn, reference=reference, fault=fault)


def log_trouble(event: str, details: Mapping[str, str]) -> None:
    """Write down what an operator should look at; `details` are names, counts and classes of faults."""
    _log.error(event, **details)


def log_missing(part: str, hint: str) -> None:
    """Write down that an optional part is not there; `hint` is one of our own fixed sentences."""
    _log.warning("part missing", part=part, hint=hint)


def log_evaluation(*, outcome: str, run: str, seconds: float) -> None:
    """Write down what became of a nightly evaluation; `run` names its folder."""
    write = _log.info if outcome == "held" else _log.error
    write("evaluation", outcome=outcome, run=run, seconds=seconds)
