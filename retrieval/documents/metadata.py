"""What a document says about itself: who may read it, what kind it is, when it holds."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Literal, Self, get_args

from pydantic import BaseModel, ConfigDict, ValidationError, field_validator, model_validator

from retrieval.documents.converters.extracted import UnreadableFile
from retrieval.stores.records import OPEN_END, OPEN_START, MetaValue

Kind = Literal["sop", "policy", "carrier", "contract", "product", "case"]
Status = Literal["draft", "approved", "withdrawn"]

ALLOWED_AUDIENCES = "public, staff, role:NAME or customer:NAME"
_ALLOWED = {
    "kind": ", ".join(get_args(Kind)),
    "status": ", ".join(get_args(Status)),
    "audience": f"{ALLOWED_AUDIENCES}, or a list of these",
    "valid_from": "a day like 2026-01-31",
    "valid_until": "a day like 2026-01-31",
    "review_by": "a day like 2026-01-31",
    "language": "a code of two letters, like en or de",
}


class Metadata(BaseModel):
    """The fields of a front matter or of a `corpus.toml`, validated.

    A document without a kind is a policy, one without a status is approved: what keeps it from being read
    is its audience, and without one nobody may read it. `valid_until` is the last day it holds.
    """

    model_config = ConfigDict(
        extra="forbid", frozen=True, str_strip_whitespace=True, hide_input_in_errors=True
    )

    title: str | None = None
    kind: Kind = "policy"
    audience: tuple[str, ...] = ()
    customer: str | None = None
    subject: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    version: str | None = None
    status: Status = "approved"
    owner: str | None = None
    approved_by: str | None = None
    review_by: date | None = None
    language: str | None = None

    @field_validator("title", "customer", "subject", "version", "owner", "approved_by", mode="before")
    @classmethod
    def _words(cls, value: Any) -> Any:
        """TOML and YAML know numbers and dates where a person meant a name or version."""
        is_scalar = isinstance(value, int | float | date) and not isinstance(value, bool)
        text = str(value) if is_scalar else value
        return " ".join(text.split()) if isinstance(text, str) else text

    @field_validator("kind", "status", mode="before")
    @classmethod
    def _lower(cls, value: Any) -> Any:
        return value.strip().lower() if isinstance(value, str) else value

    @field_validator("audience", mode="before")
    @classmethod
    def _labels(cls, value: Any) -> Any:
        values = [value] if isinstance(value, str) else value
        if not isinstance(values, list | tuple) or not all(isinstance(label, str) for label in values):
            raise ValueError("not a label")
        return tuple(dict.fromkeys(_label(label) for label in values if label.strip()))

    @field_validator("valid_from", "valid_until", "review_by", mode="before")
    @classmethod
    def _day(cls, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.date()
        return date.fromisoformat(value.strip()) if isinstance(value, str) else value

    @field_validator("language", mode="before")
    @classmethod
    def _code(cls, value: Any) -> Any:
        code = value.strip().lower() if isinstance(value, str) else ""
        if not (len(code) == 2 and code.isascii() and code.isalpha()):
            raise ValueError("not a code")
        return code

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.kind == "contract" and not self.customer:
            raise ValueError("customer: a contract must name its customer")
        if self.valid_from and self.valid_until and self.valid_until < self.valid_from:
            raise ValueError("valid_until: is before valid_from")
        return self

    @property
    def is_searchable(self) -> bool:
        return self.status == "approved"

    def as_meta(self, title: str) -> dict[str, MetaValue]:
        """Return what the index keeps: ISO days, open validity spelled out, `title` where none is given."""
        return {
            "title": self.title or title,
            "kind": self.kind,
            "status": self.status,
            "customer": self.customer,
            "subject": self.subject,
            "valid_from": self.valid_from.isoformat() if self.valid_from else OPEN_START,
            "valid_until": self.valid_until.isoformat() if self.valid_until else OPEN_END,
            "version": self.version,
            "owner": self.owner,
            "approved_by": self.approved_by,
            "review_by": self.review_by.isoformat() if self.review_by else None,
            "language": self.language,
        }


def metadata_from(*layers: Mapping[str, Any]) -> Metadata:
    """Validate the fields of the layers, the last of which wins. An empty value counts as not given.

    Raises:
        UnreadableFile: its reason names each wrong field and what is allowed there.
    """
    fields: dict[str, Any] = {}
    for layer in layers:
        fields |= {str(name).strip().lower().replace("-", "_"): value for name, value in layer.items()}
    given = {name: value for name, value in fields.items() if value not in ("", None)}
    try:
        return Metadata.model_validate(given)
    except ValidationError as error:
        raise UnreadableFile("has wrong metadata: " + "; ".join(_complaints(error))) from error


def _complaints(error: ValidationError) -> Iterable[str]:
    for fault in error.errors(include_input=False, include_url=False):
        name = str(fault["loc"][0]) if fault["loc"] else ""
        if fault["type"] == "extra_forbidden":
            yield f"{name[:40]}: no such field; there are {', '.join(Metadata.model_fields)}"
        elif not name:
            yield str(fault["ctx"]["error"])
        else:
            yield f"{name}: must be {_ALLOWED.get(name, 'a text')}"


def _label(text: str) -> str:
    """Return an audience label as the index spells it; names in it keep their spelling."""
    kind, colon, name = (part.strip() for part in text.partition(":"))
    kind, name = kind.lower(), " ".join(name.split())
    if (kind in ("public", "staff") and not colon) or (kind == "customer" and name):
        return f"{kind}:{name}" if name else kind
    if kind == "role" and name:
        return f"role:{name.lower()}"
    raise ValueError("not a label")
