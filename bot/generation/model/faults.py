"""Why a model gave no usable answer, as codes. A text of a person or of a model never gets into one."""

from bot.domain import NO_USAGE, Usage

DEAD = frozenset(
    {"timeout", "unreachable", "rate_limited", "server_error", "malformed"}
    | {"unauthorised", "no_such_deployment", "bad_request"}
)
"""Codes that tell of the deployment, not of this one question: the circuit breaker counts them."""


class ModelFault(Exception):
    """Nothing usable came of a call.

    `retry_after_seconds` is what the service asked us to wait, if it did; `usage` is what was paid all the
    same.
    """

    def __init__(
        self, code: str, *, retry_after_seconds: float | None = None, usage: Usage = NO_USAGE
    ) -> None:
        super().__init__(code)
        self.code = code
        self.retry_after_seconds = retry_after_seconds
        self.usage = usage
