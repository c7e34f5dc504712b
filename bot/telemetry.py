"""Logs. No text a person wrote ever comes here: ids, kinds and names of faults only."""

import structlog

_log = structlog.get_logger("shipmate")


def log_fault(event: str, *, turn: str, reference: str, fault: str) -> None:
    """Write down that a turn failed, so that the reference a person quotes leads to it."""
    _log.error(event, turn=turn, reference=reference, fault=fault)


def log_missing(part: str, hint: str) -> None:
    """Write down that an optional part is not there; `hint` is one of our own fixed sentences."""
    _log.warning("part missing", part=part, hint=hint)
