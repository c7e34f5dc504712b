"""Why a metric has no value for a case, as codes. A text of a case or of a judge never gets into one."""

from collections.abc import Mapping

ENDING = frozenset({"unauthorised", "no_such_deployment", "budget"})
"""Faults after which asking on is of no use."""
PASSING = frozenset({"timeout", "rate_limited", "server_error", "unreachable"})
"""Faults that may be gone a moment later."""


class JudgeFault(Exception):
    """The judge gave no verdict. `retry_after_seconds` is what it asked us to wait, if it did."""

    def __init__(self, code: str, retry_after_seconds: float | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after_seconds = retry_after_seconds


def fault_from(error: BaseException) -> JudgeFault:
    """Return the fault behind an exception of openai or of instructor, which wraps what openai raised."""
    import openai

    cause = _cause(error)
    if isinstance(cause, openai.APITimeoutError | TimeoutError):
        return JudgeFault("timeout")
    if isinstance(cause, openai.APIConnectionError):
        return JudgeFault("unreachable")
    if isinstance(cause, openai.APIStatusError):
        return _status_fault(cause.status_code, cause.code, _wait(cause.response.headers))
    if type(error).__name__ == "IncompleteOutputException":
        return JudgeFault("cut_short")
    return JudgeFault("malformed")


def _cause(error: BaseException) -> BaseException:
    """Instructor keeps the reason as the cause; an exception under an openai one is its transport's."""
    import openai

    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, openai.APIError | TimeoutError):
            return seen
        seen = seen.__cause__
    return error


def _status_fault(status: int, code: str | None, wait: float | None) -> JudgeFault:
    if code == "content_filter":
        return JudgeFault("content_filter")
    if status in (401, 403):
        return JudgeFault("unauthorised")
    if status == 404:
        return JudgeFault("no_such_deployment")
    if status == 429:
        return JudgeFault("rate_limited", wait)
    if status in (408, 409) or status >= 500:
        return JudgeFault("server_error", wait)
    return JudgeFault("bad_request")


def _wait(headers: Mapping[str, str]) -> float | None:
    """Return the seconds we are asked to wait; Azure also says milliseconds. A date is left to ourselves."""
    for name, unit in (("retry-after-ms", 1000.0), ("retry-after", 1.0)):
        try:
            return max(0.0, float(headers[name]) / unit)
        except (KeyError, ValueError):
            continue
    return None
