"""The figures of a serving process, for Prometheus. Labels are codes of ours, never what a person wrote.

A label's value that is not known beforehand is one of a bounded list, or "other": a series for each person or
order would be data about them, and would fill the memory of who collects the figures.
"""

from collections.abc import Callable
from typing import Protocol

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.domain import Outcome, Turn
from bot.ports import ModelCall
from retrieval.evidence import Passage

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 60)
_CODE = frozenset("abcdefghijklmnopqrstuvwxyz_")
CHANNELS = frozenset({"terminal", "slack", "teams", "livechat", "console", "test"})


class Observe(Protocol):
    def __call__(self, step: str, seconds: float) -> None: ...


class Metrics:
    """A registry of its own, so that two in one process do not mix."""

    def __init__(
        self, *, app_version: str = "", models: tuple[str, ...] = (), prices: "Prices | None" = None
    ) -> None:
        self.registry = CollectorRegistry()
        self._models, self._prices = (
            frozenset(models) | {"composer"},
            prices or (lambda model, prompt, completion: 0.0),
        )
        self.turns = self._counter("turns", "Turns that were answered", "channel", "outcome", "reason")
        self.answer_seconds = self._histogram("answer_seconds", "From acceptance to the outcome", "channel")
        self.step_seconds = self._histogram("step_seconds", "Each step of a turn", "step")
        self.empty = self._counter("empty_retrievals", "Questions for which nothing was found", "source")
        self.unavailable = self._counter(
            "unavailable", "Questions a source could not answer", "source", "reason"
        )
        self.model_calls = self._counter("model_calls", "Language models asked", "model", "result")
        self.model_seconds = self._histogram("model_seconds", "How long a model was waited for", "model")
        self.fallbacks = self._counter("fallbacks", "Models that were passed over", "model", "reason")
        self.tokens = self._counter("tokens", "Tokens of language models", "model", "kind")
        self.cost = self._counter("cost", "Cost of language models, in the currency of their prices", "model")
        self.odoo_errors = self._counter("odoo_errors", "Calls to Odoo that failed", "kind")
        self.limits = self._counter("limits_hit", "Turns that were turned away", "reason")
        self.suspicious = self._counter("suspicious_turns", "Turns that read like orders to the machine")
        self.faults = self._counter("faults", "Turns that ended with an apology", "reason")
        self.unsure = self._counter("unsure_deliveries", "Answers of which nobody knows whether they arrived")
        self.open_turns = self._gauge("open_turns", "Turns this process works on")
        self.loop_lag = self._histogram("loop_lag_seconds", "How late the event loop was")
        build = self._gauge("build_info", "1, with the version as a label", "version")
        build.labels(version=app_version or "unknown").set(1)

    def answered(self, turn: Turn, outcome: Outcome, seconds: float) -> None:
        channel = turn.channel if turn.channel in CHANNELS else "other"
        self.turns.labels(
            channel=channel, outcome=str(outcome.kind), reason=code(outcome.reason or "none")
        ).inc()
        self.answer_seconds.labels(channel=channel).observe(seconds)
        if outcome.reason == "suspicious":
            self.suspicious.inc()
        for fault in outcome.evidence.unavailable:
            self.unavailable.labels(source=code(fault.source), reason=code(fault.reason)).inc()
        for ask in outcome.evidence.asks:
            if not ask.found and not ask.unavailable and not ask.needs_proof:
                self.empty.labels(source="all").inc()
            elif not any(isinstance(item, Passage) for item in ask.found):
                self.empty.labels(source="documents").inc()

    def failed(self, reason: str) -> None:
        self.faults.labels(reason=code(reason)).inc()
        if reason == "unsure":
            self.unsure.inc()

    def step(self, step: str, seconds: float) -> None:
        self.step_seconds.labels(step=code(step)).observe(seconds)

    def limited(self, reason: str) -> None:
        self.limits.labels(reason=code(reason)).inc()

    def odoo_failed(self, kind: str) -> None:
        self.odoo_errors.labels(kind=code(kind)).inc()

    def __call__(self, call: ModelCall) -> None:
        """Count a call to a model: a `bot.ports.ModelWatch`."""
        model = call.model if call.model in self._models else "other"
        if call.reason is not None:
            self.fallbacks.labels(model=model, reason=code(call.reason)).inc()
        if call.seconds:
            self.model_calls.labels(model=model, result=code(call.reason or "used")).inc()
            self.model_seconds.labels(model=model).observe(call.seconds)
        self.tokens.labels(model=model, kind="prompt").inc(call.prompt_tokens)
        self.tokens.labels(model=model, kind="completion").inc(call.completion_tokens)
        self.cost.labels(model=model).inc(
            self._prices(call.model, call.prompt_tokens, call.completion_tokens)
        )

    def text(self) -> bytes:
        """Return all figures in Prometheus's text format."""
        return generate_latest(self.registry)

    def _counter(self, name: str, what: str, *labels: str) -> Counter:
        return Counter(f"shipmate_{name}", what, labels, registry=self.registry)

    def _gauge(self, name: str, what: str, *labels: str) -> Gauge:
        return Gauge(f"shipmate_{name}", what, labels, registry=self.registry)

    def _histogram(self, name: str, what: str, *labels: str) -> Histogram:
        return Histogram(f"shipmate_{name}", what, labels, registry=self.registry, buckets=_SECONDS)


Prices = Callable[[str, int, int], float]
"""From a model and its tokens of prompt and completion to what they cost."""


def code(text: str) -> str:
    """Return a code as it is, and "other" for what is none."""
    return text if 0 < len(text) <= 40 and set(text) <= _CODE else "other"
