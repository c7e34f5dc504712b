"""Every setting as a page of Markdown: `python -m bot.settings_table > docs/configuration.md`."""

from collections.abc import Iterator

from pydantic import BaseModel, SecretStr
from pydantic.fields import FieldInfo

from bot.settings import PREFIX, Settings, default_cache

_HEAD = """# Settings

Each is an environment variable, or a line of a `.env` file in the working folder. A name that does not exist
is an error. Lists are written as JSON. `<cache>` is `$XDG_CACHE_HOME/shipmate`, or `~/.cache/shipmate`.

"""


def page() -> str:
    return f"{_HEAD}{table()}\n"


def table() -> str:
    """Return one row for each setting, section by section."""
    rows = ["| setting | default | what it is |", "|---|---|---|"]
    for section, field in Settings.model_fields.items():
        model = field.annotation
        assert isinstance(model, type)
        assert issubclass(model, BaseModel)
        rows += _rows(section, model)
    return "\n".join(rows)


def _rows(section: str, model: type[BaseModel]) -> Iterator[str]:
    for name, field in model.model_fields.items():
        variable = f"{PREFIX}{section}__{name}".upper()
        yield f"| `{variable}` | {_default(field)} | {field.description} |"


def _default(field: FieldInfo) -> str:
    value = field.get_default(call_default_factory=True)
    if isinstance(value, SecretStr):
        value = value.get_secret_value()
    if isinstance(value, tuple) and value and isinstance(value[0], SecretStr):
        value = ()
    if isinstance(value, tuple):
        value = list(value)
    text = str(value).replace(str(default_cache()), "<cache>").replace("'", '"')
    return "" if value in (None, "") else f"`{text}`"


if __name__ == "__main__":
    print(page(), end="")  # noqa: T201 - it prints a page
