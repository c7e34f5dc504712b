"""Logs. No text a person wrote ever comes here: ids, kinds and names of faults only."""

import sys
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


def log_missing(part: str, hint: str) -> None:
    """Write down that an optional part is not there; `hint` is one of our own fixed sentences."""
    _log.warning("part missing", part=part, hint=hint)
