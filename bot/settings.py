"""Every setting, in sections. Only wiring reads them.

From the environment as `SHIPMATE_<SECTION>__<NAME>`, or from a `.env` file in the working folder. A name
that does not exist is an error, and no error prints a value.
"""

import hashlib
import os
import re
from datetime import time
from pathlib import Path
from typing import Any, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pydantic_settings
from dotenv import dotenv_values
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    ValidationError,
    field_validator,
    model_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

from bot.channel_settings import Slack, Teams
from bot.errors import SettingsError
from bot.identity import DEFAULT_ROLES

PREFIX = "SHIPMATE_"
_ENV_FILE = ".env"
_NOT_OURS = frozenset({"CACHE", "PASSPHRASE", "ODOO_ADMIN_PASSWORD"})
"""Names that begin with the prefix and are no settings: of the tests' servers, and secrets of one command."""
_SECTION = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)

SANDBOX = Path(__file__).resolve().parent.parent / "demo"
"""The sandbox company, shipped beside the code."""
OWN_INDEX = Path(".shipmate/index.sqlite")


def default_cache() -> Path:
    """Return the folder for what can be made again: `$XDG_CACHE_HOME/shipmate` or `~/.cache/shipmate`."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "shipmate"


def sandbox_index() -> Path:
    """Return the sandbox company's index. Two copies of the code on one machine have one each."""
    copy = hashlib.sha256(str(SANDBOX).encode()).hexdigest()[:8]
    return default_cache() / f"sandbox-{copy}.sqlite"


class DeploymentKind(BaseModel):
    """How strict `shipmate doctor` is."""

    model_config = _SECTION
    kind: Literal["development", "production"] = Field(
        "development", description="In `production` rights of Odoo's user beyond reading are a fault"
    )


class Company(BaseModel):
    """Whose assistant it is."""

    model_config = _SECTION
    name: str = Field("Halden Supply", description="The company's name, as people say it")
    time_zone: str = Field("Europe/Berlin", description="Where “today” and “late” are counted")
    portal_url: str = Field(
        "https://portal.halden-supply.example", description="The customer portal, for answers to customers"
    )

    @field_validator("time_zone")
    @classmethod
    def exists(cls, name: str) -> str:
        try:
            ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise ValueError("there is no such time zone; one is Europe/Berlin") from None
        return name


class Documents(BaseModel):
    """The document index."""

    model_config = _SECTION
    index: Path | None = Field(
        None,
        description="The index file. Without one: `.shipmate/index.sqlite` of the working folder where "
        "`shipmate index` made it, else the sandbox company's",
    )
    embeddings: Literal["minilm", "none"] = Field(
        "minilm", description="`minilm` (all-MiniLM-L6-v2 on ONNX Runtime) or `none`: search by words alone"
    )
    model_folder: Path | None = Field(
        None, description="A folder with another ONNX model in the sentence-transformers layout"
    )
    max_age_days: float = Field(
        7.0, gt=0, le=3650, description="`shipmate doctor` warns of an index that was not brought up to date"
    )
    max_file_megabytes: int = Field(50, ge=1, le=1000, description="Larger files are reported, not read")

    @property
    def own(self) -> Path:
        """Where `shipmate index` writes."""
        return self.index or OWN_INDEX

    @property
    def file(self) -> Path:
        """Where questions are answered from."""
        return self.own if self.index or OWN_INDEX.exists() else sandbox_index()


class Orders(BaseModel):
    """Where orders are read."""

    model_config = _SECTION
    source: Literal["sandbox", "odoo"] = Field("sandbox", description="`sandbox` (shipped) or `odoo`")
    timeout_seconds: float = Field(6.0, gt=0, le=60, description="The longest one look-up may take")
    companies: tuple[int, ...] = Field((1,), description="Odoo company ids the command line may ask about")


class Odoo(BaseModel):
    """The Odoo server, when orders come from one."""

    model_config = _SECTION
    url: str = Field("", description="For example https://odoo.company.example")
    database: str = Field("", description="The database's name")
    login: str = Field("", description="The bot user's login")
    password: SecretStr = Field(SecretStr(""), description="The bot user's password or API key")
    protocol: Literal["odoorpc", "json2"] = Field(
        "odoorpc", description="`odoorpc`, or `json2` with an API key"
    )
    connections: int = Field(4, ge=1, le=32, description="Connections kept open at the most")
    call_timeout_seconds: float = Field(5.0, gt=0, le=60, description="The longest one call may take")
    priority_tag: str = Field("Priority", description="The sales order tag that makes a priority order")
    hold_locations: tuple[str, ...] = Field(
        ("Quality", "Hold", "Quarantine"), description="Names of locations whose stock nobody may pick"
    )


class Deployment(BaseModel):
    """A language model that words answers."""

    model_config = _SECTION
    kind: Literal["none", "azure", "azure-v1", "openai-compatible"] = Field(
        "none",
        description="`none`, `azure` (Azure OpenAI by deployment and API version), `azure-v1` (its v1 path) "
        "or `openai-compatible` (vLLM, Ollama, OpenAI)",
    )
    endpoint: str = Field("", description="For example https://company.openai.azure.com, or https://host/v1")
    model: str = Field("", description="The deployment in Azure, the model's name elsewhere")
    api_version: str = Field("2024-10-21", description="Azure's API version, for `azure`")
    api_key: SecretStr = Field(
        SecretStr(""), description="The service's key; a server of one's own may have none"
    )
    entra: bool = Field(
        False, description="In Azure: no key, but a token of this process's own identity in Entra"
    )
    timeout_seconds: float = Field(8.0, gt=0, le=60, description="The longest one answer may take")
    max_output_tokens: int = Field(
        900, ge=100, le=16_000, description="An answer is cut off there; a reasoning model thinks within it"
    )
    temperature: float | None = Field(
        None, ge=0, le=2, description="Not sent without one: reasoning models take none"
    )
    with_schema: bool = Field(
        True, description="Send the JSON schema of an answer; without it JSON is asked for by words"
    )
    concurrency: int = Field(16, ge=1, le=500, description="Answers asked for at once")
    input_price: float = Field(0.0, ge=0, description="Per million tokens that are sent")
    output_price: float = Field(0.0, ge=0, description="Per million tokens that are answered")

    @property
    def missing(self) -> tuple[str, ...]:
        """Name what must be set and is not."""
        if self.kind == "none":
            return ()
        given: dict[str, object] = {"endpoint": self.endpoint, "model": self.model}
        if self.kind != "openai-compatible" and not self.entra:
            given["api_key"] = self.api_key.get_secret_value()
        return tuple(name for name, value in given.items() if not value)


class Model(Deployment):
    """The language model that words answers from evidence. Without one templates and quotations do."""

    until_seconds: float = Field(
        11.0,
        gt=0,
        le=18,
        description="When both models together must have answered, from the start of the look-up; then "
        "templates and quotations do",
    )
    evidence_tokens: int = Field(
        6_000, ge=500, le=200_000, description="How much evidence is sent: passages beyond it are left out"
    )


class SecondModel(Deployment):
    """The model that is asked when the first one gives no usable answer."""


class Judge(BaseModel):
    """The language model that judges answers in an evaluation; read again in `evals/ragas_env`."""

    model_config = _SECTION
    kind: Literal["none", "azure", "openai-compatible"] = Field(
        "none", description="`none`, `azure` (Azure OpenAI) or `openai-compatible`"
    )
    endpoint: str = Field(
        "",
        description="For example https://company.openai.azure.com, or https://host/v1. One on this machine "
        "counts as a stub",
    )
    model: str = Field("", description="The deployment in Azure, the model's name elsewhere")
    embeddings: str = Field(
        "", description="The deployment or model for embeddings; without one answer relevancy is left out"
    )
    api_version: str = Field("2024-10-21", description="Azure's API version")
    api_key: SecretStr = Field(SecretStr(""), description="The judge's key")
    timeout_seconds: float = Field(60.0, gt=0, le=600, description="The longest one verdict may take")
    concurrency: int = Field(4, ge=1, le=64, description="Verdicts asked for at once")
    max_calls: int = Field(8000, ge=1, description="Requests of one run at the most, repeated ones included")
    stub: bool = Field(False, description="Its verdicts are canned: they are marked so and never block")
    folder: Path = Field(
        Path(".shipmate/judge"), description="Where it is kept how far the judge agrees with people"
    )


class Evals(BaseModel):
    """The evaluation that `shipmate serve` runs each night."""

    model_config = _SECTION
    nightly_at: str = Field("off", description="`off`, or a time in the company's zone such as 02:30")
    timeout_minutes: float = Field(
        120.0, gt=0, le=1440, description="An evaluation that takes longer is ended"
    )
    folder: Path = Field(
        Path(".shipmate/evals"), description="Where runs, their state and notices are written"
    )
    keep_runs: int = Field(30, ge=1, le=10_000, description="Runs of past nights that are kept")
    ragas_python: Path | None = Field(
        None, description="The Python of RAGAS's environment. Without one: `.venv-ragas` beside the code"
    )
    command: tuple[str, ...] = Field(
        (), description="Run this instead, with the run's folder as the last argument: exit code 1 is a loss"
    )

    @field_validator("nightly_at")
    @classmethod
    def is_a_time(cls, text: str) -> str:
        if text != "off" and not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text):
            raise ValueError("a time is written like 02:30; off is off")
        return text

    @property
    def time(self) -> time | None:
        """When to run, in the company's zone."""
        return None if self.nightly_at == "off" else time.fromisoformat(self.nightly_at)


class Serve(BaseModel):
    """`shipmate serve`."""

    model_config = _SECTION
    state_folder: Path = Field(
        Path(".shipmate/serve"), description="The state of one serving process; a second one refuses"
    )
    answer_seconds: float = Field(20.0, gt=1, le=120, description="By when an asker gets a word")
    send_seconds: float = Field(10.0, gt=0, le=60, description="The longest one message may take to be sent")
    tries_to_think: int = Field(3, ge=1, le=10, description="A turn that failed more often is given up")
    tries_to_send: int = Field(8, ge=1, le=30, description="A message that failed more often is given up")
    warm_up: bool = Field(
        True, description="Load models and libraries before the first question, a few seconds at the start"
    )
    drain_seconds: float = Field(
        25.0, ge=0, le=300, description="How long running turns may finish when the process is asked to end"
    )
    dead_after_seconds: float = Field(
        12.0, ge=4, le=25, description="Without a sign of life for so long a process is dead to the others"
    )


class Identity(BaseModel):
    """Who asks, and what they may see."""

    model_config = _SECTION
    roles: dict[str, tuple[str, ...]] = Field(
        default_factory=lambda: {name: tuple(groups) for name, groups in DEFAULT_ROLES.items()},
        description="From a role to the groups of Odoo somebody needs to have it, all of them",
    )
    cached_seconds: float = Field(60.0, ge=0, le=60, description="How long what Odoo said of somebody holds")

    @field_validator("roles")
    @classmethod
    def are_roles(cls, roles: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        if unknown := sorted(set(roles) - set(DEFAULT_ROLES)):
            raise ValueError(f"there is no role {', '.join(unknown)}; there are {', '.join(DEFAULT_ROLES)}")
        if empty := sorted(role for role, groups in roles.items() if not groups):
            raise ValueError(f"a role needs a group, or everybody had it: {', '.join(empty)}")
        return roles


class Proof(BaseModel):
    """What guests give to see one order: its number and the postcode of the delivery address."""

    model_config = _SECTION
    lasts_minutes: float = Field(30.0, gt=0, le=1440, description="How long a proof holds in its talk")
    free_tries: int = Field(3, ge=1, le=20, description="Wrong tries of one talk or visitor without a wait")
    free_tries_per_address: int = Field(20, ge=1, le=1000, description="The same of one network address")
    first_wait_seconds: int = Field(
        5, ge=1, le=600, description="The first wait; each further one doubles it"
    )
    longest_wait_seconds: int = Field(300, ge=1, le=3600, description="The longest wait")
    alert_visitors: int = Field(
        5, ge=2, le=1000, description="So many visitors failing on one order are told of"
    )


class Routing(BaseModel):
    """Who gets what Shipmate may not answer."""

    model_config = _SECTION
    file: Path | None = Field(
        None,
        description="The routing table, a TOML file (docs/routing.md). The sandbox has one of its own; "
        "elsewhere customer service has everything without one",
    )
    table: dict[str, Any] = Field(
        default_factory=dict,
        description='The same as JSON instead of a file: `{"route":[{"topic":"credit","who":"Accounting",'
        '"to":"slack:C024BE91L"}]}`',
    )


class Http(BaseModel):
    """The pages of `shipmate serve`: /healthz, /readyz, /metrics."""

    model_config = _SECTION
    host: str = Field("127.0.0.1", description="Where to listen; 0.0.0.0 is everywhere")
    port: int = Field(8080, ge=0, le=65_535, description="The port; 0 takes a free one")


class Logs(BaseModel):
    """What is written to standard error. No text a person wrote is in it."""

    model_config = _SECTION
    format: Literal["console", "json"] = Field("console", description="`console` for people, or `json`")
    level: Literal["debug", "info", "warning", "error"] = Field(
        "info", description="The least that is written"
    )


class LimitsSection(BaseModel):
    """How much one may ask. 0 is no limit."""

    model_config = _SECTION
    person_per_minute: int = Field(30, ge=0, description="Questions of one colleague or known customer")
    person_per_day: int = Field(1500, ge=0, description="The same, in a day")
    visitor_per_minute: int = Field(8, ge=0, description="Questions of somebody nobody knows")
    visitor_per_day: int = Field(150, ge=0, description="The same, in a day")
    customer_per_minute: int = Field(60, ge=0, description="Questions of one customer, whoever asks")
    channel_per_minute: int = Field(600, ge=0, description="Questions in one channel")
    tokens_per_day: int = Field(
        0, ge=0, description="Tokens of language models in a day; above it no model is asked"
    )
    cost_per_day: float = Field(
        0.0, ge=0, description="Cost of language models in a day, in the currency of their prices"
    )


class PilotSection(BaseModel):
    """For whom it is, while it is tried out. An empty list is everybody."""

    model_config = _SECTION
    people: tuple[str, ...] = Field((), description="Pseudonyms: `shipmate who CHANNEL USER` prints one")
    channels: tuple[str, ...] = Field((), description="`slack`, or `slack/CONVERSATION`")
    warehouses: tuple[str, ...] = Field((), description="Names of warehouses that staff work for, as in Odoo")


class Records(BaseModel):
    """The record of turns, people and decisions."""

    model_config = _SECTION
    url: SecretStr = Field(
        SecretStr("sqlite:///.shipmate/records.sqlite"),
        description="`sqlite:///FILE` for one serving process, or `postgresql://USER:PASSWORD@HOST/NAME`",
    )
    workflows_url: SecretStr = Field(
        SecretStr(""),
        description="Where the workflow engine keeps its own tables. Without one: a SQLite file beside the "
        "record's, or the record's PostgreSQL, in a schema `dbos`",
    )
    connections: int = Field(10, ge=2, le=100, description="Connections to PostgreSQL at the most")
    audit_head: Path = Field(
        Path(".shipmate/audit/head.json"),
        description="The second place of the audit's last entry: not where the database's keeper writes",
    )
    keep_text_days: int = Field(
        30, ge=1, le=3650, description="Questions as they were asked, and answers sent"
    )
    keep_exchanges_days: int = Field(365, ge=1, le=3650, description="Questions and answers as redacted")
    keep_values_days: int = Field(
        30, ge=1, le=3650, description="Personal values behind placeholders, unused"
    )
    keep_feedback_days: int = Field(730, ge=1, le=3650, description="What people thought of answers")
    keep_figures_days: int = Field(1095, ge=1, le=3650, description="What business figures are counted from")
    keep_audit_days: int = Field(1095, ge=31, le=7300, description="The audit, in whole months")

    @field_validator("url", "workflows_url")
    @classmethod
    def is_a_database(cls, url: SecretStr) -> SecretStr:
        written = url.get_secret_value()
        if written and not re.match(r"sqlite:///.|postgresql://.", written):
            raise ValueError("a database is sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME")
        return url

    @property
    def is_sqlite(self) -> bool:
        return self.url.get_secret_value().startswith("sqlite")

    @property
    def workflows(self) -> str:
        """Where the workflow engine keeps its tables."""
        if named := self.workflows_url.get_secret_value():
            return named
        url = self.url.get_secret_value()
        return (
            f"sqlite:///{Path(url.removeprefix('sqlite:///')).parent / 'workflows.sqlite'}"
            if self.is_sqlite
            else url
        )


class KeysSection(BaseModel):
    """The keys of the record: `shipmate keys new` prints one."""

    model_config = _SECTION
    master: tuple[SecretStr, ...] = Field(
        (), description="Seal what is kept, as `ID:KEY`. The first one seals, all of them open"
    )
    audit: tuple[SecretStr, ...] = Field((), description="Sign the audit, as `ID:KEY`, the first one signs")
    file: Path = Field(
        Path(".shipmate/keys.json"),
        description="Without the two above they are here, made at the first start. Keep a copy elsewhere",
    )


class Settings(BaseSettings):
    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        env_file=_ENV_FILE,
        extra="ignore",
        hide_input_in_errors=True,
        frozen=True,
    )
    deployment: DeploymentKind = Field(default_factory=DeploymentKind)
    company: Company = Field(default_factory=Company)
    documents: Documents = Field(default_factory=Documents)
    orders: Orders = Field(default_factory=Orders)
    odoo: Odoo = Field(default_factory=Odoo)
    model: Model = Field(default_factory=Model)
    second_model: SecondModel = Field(default_factory=SecondModel)
    judge: Judge = Field(default_factory=Judge)
    evals: Evals = Field(default_factory=Evals)
    serve: Serve = Field(default_factory=Serve)
    records: Records = Field(default_factory=Records)
    keys: KeysSection = Field(default_factory=KeysSection)
    identity: Identity = Field(default_factory=Identity)
    limits: LimitsSection = Field(default_factory=LimitsSection)
    proof: Proof = Field(default_factory=Proof)
    http: Http = Field(default_factory=Http)
    logs: Logs = Field(default_factory=Logs)
    pilot: PilotSection = Field(default_factory=PilotSection)
    routing: Routing = Field(default_factory=Routing)
    slack: Slack = Field(default_factory=Slack)
    teams: Teams = Field(default_factory=Teams)

    @model_validator(mode="after")
    def odoo_is_named_when_it_is_used(self) -> "Settings":
        wanted = {"url": self.odoo.url, "database": self.odoo.database, "login": self.odoo.login}
        missing = [name for name, value in wanted.items() if not value]
        if self.orders.source == "odoo" and missing:
            names = ", ".join(f"SHIPMATE_ODOO__{name.upper()}" for name in missing)
            raise ValueError(f"orders come from Odoo, so these must be set: {names}")
        return self

    @model_validator(mode="after")
    def nobody_is_believed_without_a_token(self) -> "Settings":
        is_local = self.http.host in {"127.0.0.1", "localhost", "::1"}
        if self.teams.mode == "anonymous" and not (is_local and self.orders.source == "sandbox"):
            raise ValueError(
                "SHIPMATE_TEAMS__MODE=anonymous believes everybody: it is for the sandbox orders, on a "
                "loopback SHIPMATE_HTTP__HOST. Set it to `on`, with the app's id and secret"
            )
        return self

    @model_validator(mode="after")
    def keys_are_given_for_a_shared_record(self) -> "Settings":
        if not self.records.is_sqlite and not (self.keys.master and self.keys.audit):
            raise ValueError(
                "the record is in PostgreSQL, so SHIPMATE_KEYS__MASTER and SHIPMATE_KEYS__AUDIT must be set: "
                "`shipmate keys new` prints one"
            )
        return self

    @model_validator(mode="after")
    def models_are_named_when_they_are_used(self) -> "Settings":
        sections = {"MODEL": self.model, "SECOND_MODEL": self.second_model}
        missing = [
            f"{PREFIX}{section}__{name.upper()}" for section, one in sections.items() for name in one.missing
        ]
        if missing:
            raise ValueError(f"a model is configured, so these must be set: {', '.join(missing)}")
        if self.second_model.kind != "none" and self.model.kind == "none":
            raise ValueError(f"a second model stands behind a first one: set {PREFIX}MODEL__KIND too")
        return self

    @model_validator(mode="after")
    def judge_is_named_when_it_is_used(self) -> "Settings":
        judge = self.judge
        given = {
            "endpoint": judge.endpoint,
            "model": judge.model,
            "api_key": judge.api_key.get_secret_value(),
        }
        missing = [f"{PREFIX}JUDGE__{name.upper()}" for name, value in given.items() if not value]
        if judge.kind != "none" and missing:
            raise ValueError(f"a judge is configured, so these must be set: {', '.join(missing)}")
        return self


def read_settings() -> Settings:
    """Return the settings of this process. Raises: `SettingsError` that names what is wrong and no value."""
    if unknown := _unknown_names():
        raise SettingsError(f"There is no setting {', '.join(unknown)}. See docs/configuration.md.")
    try:
        return Settings()
    except ValidationError as error:
        raise SettingsError(f"The settings cannot be used. {_faults(error)}") from None
    except pydantic_settings.SettingsError:
        raise SettingsError("A setting cannot be read: write lists as JSON, for example [1, 2].") from None


def sandbox_settings() -> Settings:
    """Return the settings of the sandbox company, whatever the environment says."""
    return Settings.model_construct()


def _unknown_names() -> tuple[str, ...]:
    """Return the names with our prefix that no section has; pydantic reads past them without a word."""
    sections = {name.upper() for name in Settings.model_fields} | _NOT_OURS
    named = {name.upper() for name in (*os.environ, *dotenv_values(_ENV_FILE))}
    return tuple(
        sorted(
            name
            for name in named
            if name.startswith(PREFIX) and name.removeprefix(PREFIX).partition("__")[0] not in sections
        )
    )


def _faults(error: ValidationError) -> str:
    return "; ".join(
        ": ".join(filter(None, (_name(fault["loc"]), _fault(fault["type"], fault["msg"]))))
        for fault in error.errors(include_input=False, include_url=False)
    )


def _fault(kind: str, message: str) -> str:
    return "there is no such setting" if kind == "extra_forbidden" else message.removeprefix("Value error, ")


def _name(place: tuple[int | str, ...]) -> str:
    return PREFIX + "__".join(str(part).upper() for part in place) if place else ""
