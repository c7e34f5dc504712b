"""The settings of the channels: sections of `bot/settings.py`."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator

_SECTION = ConfigDict(extra="forbid", hide_input_in_errors=True, frozen=True)
_TEAMS_HOSTS = ("smba.trafficmanager.net", "*.botframework.com", "*.teams.microsoft.com")


class Slack(BaseModel):
    """Slack. Events come to `/slack/events` (`http`), or over a connection of ours (`socket`)."""

    model_config = _SECTION
    mode: Literal["off", "http", "socket"] = Field(
        "off", description="`http`, `socket` (Socket Mode) or `off`"
    )
    bot_token: SecretStr = Field(SecretStr(""), description="xoxb-…, of the installed app")
    signing_secret: SecretStr = Field(
        SecretStr(""), description="What Slack signs its requests with (`http`)"
    )
    app_token: SecretStr = Field(SecretStr(""), description="xapp-…, with connections:write (`socket`)")
    api_url: str = Field("https://slack.com/api/", description="Slack's Web API")
    shared_devices: dict[str, str] = Field(
        default_factory=dict,
        description="Accounts with no person behind them, a dock tablet: from Slack's user id to the role it "
        "may ask in. Such an account never decides anything",
    )
    timeout_seconds: float = Field(8.0, gt=0, le=30, description="The longest one call to Slack may take")

    @field_validator("api_url")
    @classmethod
    def ends_with_a_slash(cls, url: str) -> str:
        return url if url.endswith("/") else f"{url}/"

    @model_validator(mode="after")
    def secrets_are_given(self) -> "Slack":
        wanted = {
            "http": {"BOT_TOKEN": self.bot_token, "SIGNING_SECRET": self.signing_secret},
            "socket": {"BOT_TOKEN": self.bot_token, "APP_TOKEN": self.app_token},
        }
        missing = [
            f"SHIPMATE_SLACK__{name}"
            for name, secret in wanted.get(self.mode, {}).items()
            if not secret.get_secret_value()
        ]
        if missing:
            raise ValueError(f"Slack is on ({self.mode}), so these must be set: {', '.join(missing)}")
        return self


class Teams(BaseModel):
    """Microsoft Teams. Activities come to `/api/messages`."""

    model_config = _SECTION
    mode: Literal["off", "on", "anonymous"] = Field(
        "off",
        description="`on`, `off`, or `anonymous`: without tokens, for Microsoft's Playground on this machine",
    )
    app_id: str = Field("", description="The bot's app id in Entra")
    app_password: SecretStr = Field(SecretStr(""), description="A client secret of that app")
    tenant: str = Field("", description="Our tenant's id: members of all others are the public")
    openid_metadata_url: str = Field(
        "https://login.botframework.com/v1/.well-known/openidconfiguration",
        description="Where the keys are named that Microsoft signs its requests with",
    )
    issuer: str = Field("https://api.botframework.com", description="Who has to have issued their tokens")
    login_url: str = Field(
        "",
        description="Where our own token comes from; without one, of our tenant at login.microsoftonline.com",
    )
    service_hosts: tuple[str, ...] = Field(
        _TEAMS_HOSTS, description="Hosts that answers may be sent to; `*.` stands for any name below"
    )
    timeout_seconds: float = Field(8.0, gt=0, le=30, description="The longest one call to Teams may take")

    @property
    def token_url(self) -> str:
        return self.login_url or f"https://login.microsoftonline.com/{self.tenant}/oauth2/v2.0/token"

    @model_validator(mode="after")
    def app_is_named(self) -> "Teams":
        wanted = {"APP_ID": self.app_id, "APP_PASSWORD": self.app_password.get_secret_value()}
        wanted["TENANT"] = self.tenant
        missing = [f"SHIPMATE_TEAMS__{name}" for name, value in wanted.items() if not value]
        if self.mode == "on" and missing:
            raise ValueError(f"Teams is on, so these must be set: {', '.join(missing)}")
        return self
