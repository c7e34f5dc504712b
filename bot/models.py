"""Wiring: which language models stand before the composer."""

from collections.abc import Iterator, Mapping

from bot.generation.composer import GroundedComposer
from bot.generation.model.chain import Chain
from bot.generation.model.deployment import Deployment
from bot.generation.model.writer import ModelWriter
from bot.ports import Allowance, Clock, ModelWatch
from bot.settings import Deployment as DeploymentSettings
from bot.settings import Settings


def writer_from(
    settings: Settings,
    composer: GroundedComposer,
    clock: Clock,
    *,
    allowance: Allowance | None = None,
    watch: ModelWatch | None = None,
) -> ModelWriter | None:
    """Return the writer with the models the settings name, or None when they name none."""
    deployments = tuple(_deployments(settings))
    if not deployments:
        return None
    return ModelWriter(
        composer=composer,
        chain=Chain(deployments=deployments, allowance=allowance, watch=watch),
        clock=clock,
        until_seconds=settings.model.until_seconds,
        evidence_tokens=settings.model.evidence_tokens,
    )


def prices_of(settings: Settings) -> Mapping[str, tuple[float, float]]:
    """Return what a million tokens sent and answered cost, by the model's name in the settings."""
    configured = (one for one in (settings.model, settings.second_model) if one.kind != "none")
    return {one.model: (one.input_price, one.output_price) for one in configured}


def _deployments(settings: Settings) -> Iterator[Deployment]:
    for one in (settings.model, settings.second_model):
        if one.kind != "none":
            yield _deployment(one)


def _deployment(one: DeploymentSettings) -> Deployment:
    from bot.generation.model.haystack_chat import Endpoint, HaystackChat

    assert one.kind != "none"
    endpoint = Endpoint(
        kind=one.kind,
        url=one.endpoint,
        model=one.model,
        api_key="" if one.entra else one.api_key.get_secret_value(),
        api_version=one.api_version,
        timeout_seconds=one.timeout_seconds,
        max_output_tokens=one.max_output_tokens,
        temperature=one.temperature,
        with_schema=one.with_schema,
    )
    return Deployment(
        name=one.model,
        chat=HaystackChat(endpoint),
        timeout_seconds=one.timeout_seconds,
        concurrency=one.concurrency,
    )
