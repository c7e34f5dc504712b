"""Logs. No text a person wrote ever comes here: ids, kinds and names of faults only.

Our own events have keys from a list. Of what libraries log only who logged it, how grave it was and the class
of an exception go on: their words, arguments and tracebacks may hold what a person wrote.
"""

import logging
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from typing import Any

import structlog

_OURS = frozenset(
    {
        "event",
        "level",
        "timestamp",
        "turn",
        "channel",
        "reference",
        "fault",
        "part",
        "hint",
        "outcome",
        "reason",
        "model",
        "run",
        "seconds",
        "count",
        "logger",
        "where",
        "order",
    }
)
"""Keys of our events. Everything else is dropped, and that it was is said."""
_ROOT = "/bot/", "/retrieval/", "/guardrails/"


def _to_stderr(*_: Any) -> structlog.PrintLogger:
    """Standard output is for answers: programs read it."""
    return structlog.PrintLogger(sys.stderr)


def _only_known_keys(_: Any, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    dropped = [key for key in event if key not in _OURS]
    for key in dropped:
        del event[key]
    return event


_SHARED = (
    structlog.contextvars.merge_contextvars,
    structlog.processors.add_log_level,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
    _only_known_keys,
)
structlog.configure(
    processors=[*_SHARED, structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())],
    logger_factory=_to_stderr,
)
_log = structlog.get_logger("shipmate")


def configure(format_: str, level: str) -> None:
    """Set how a serving process logs: "json" or "console", and the least level that is written."""
    renderer: Any = (
        structlog.processors.JSONRenderer()
        if format_ == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    least = logging.getLevelNamesMapping()[level.upper()]
    structlog.configure(
        processors=[*_SHARED, renderer],
        logger_factory=_to_stderr,
        wrapper_class=structlog.make_filtering_bound_logger(least),
    )
    logging.captureWarnings(True)  # or Python would print their words
    root = logging.getLogger()
    for logger in (root, *(logging.getLogger(name) for name in logging.root.manager.loggerDict)):
        logger.handlers = []
        logger.propagate = True
    root.handlers = [_FromLibraries()]
    root.setLevel(max(least, logging.WARNING))


class _FromLibraries(logging.Handler):
    """Writes down that a library logged something, without a word of it."""

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        details = {"logger": record.name[:64]}
        if error is not None:
            details["fault"] = type(error).__name__
            details["where"] = where(error)
        _log.log(record.levelno, "a library logged", **details)


def where(error: BaseException) -> str:
    """Return the line of ours an exception passed last, as `bot/answer.py:32`; "" for none."""
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        for folder in _ROOT:
            place = frame.filename.rfind(folder)
            if place >= 0:
                return f"{frame.filename[place + 1 :]}:{frame.lineno}"
    return ""


def working_on(turn: str, channel: str) -> Any:
    """Return a context in which everything that is logged names the turn."""
    return structlog.contextvars.bound_contextvars(turn=turn, channel=channel)


def log_fault(event: str, *, turn: str, reference: str, fault: str) -> None:
    """Write down that a turn failed, so that the reference a person quotes leads to it."""
    _log.error(event, turn=turn, reference=reference, fault=fault)


def log_answered(*, outcome: str, reason: str | None, model: str, seconds: float) -> None:
    """Write down what a turn came to; the context names it."""
    _log.info("answered", outcome=outcome, reason=reason, model=model, seconds=round(seconds, 3))


def log_trouble(event: str, details: Mapping[str, str]) -> None:
    """Write down what an operator should look at; `details` are names, counts and classes of faults."""
    _log.error(event, **details)


def log_guests(order: str, visitors: int) -> None:
    """Write down that many visitors tried to prove one order, and failed."""
    _log.warning("many guests try one order", order=order, count=visitors)


def log_missing(part: str, hint: str) -> None:
    """Write down that an optional part is not there; `hint` is one of our own fixed sentences."""
    _log.warning("part missing", part=part, hint=hint)


def log_evaluation(*, outcome: str, run: str, seconds: float) -> None:
    """Write down what became of a nightly evaluation; `run` names its folder."""
    write = _log.info if outcome == "held" else _log.error
    write("evaluation", outcome=outcome, run=run, seconds=seconds)
