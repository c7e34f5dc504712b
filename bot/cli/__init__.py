"""The command line: what an operator does. Signatures only; the work is in the modules beside this one.

Heavy libraries load when a command needs them, so that `shipmate --help` answers at once.
"""

import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Annotated

import typer

from bot.cli import hand_over_commands, record_commands

COMMANDS = "shipmate.commands"
"""The group of entry points of commands that stand above the command line in the layers (`shipmate eval`)."""
app = typer.Typer(
    name="shipmate",
    help="Answers about orders, policies and contracts, with the source of every fact.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

As = Annotated[
    str,
    typer.Option(
        "--as",
        metavar="ROLE",
        help="Who asks: public, staff, warehouse, customer-service, supervisor, sales:NAME or customer:NAME.",
    ),
]
At = Annotated[str | None, typer.Option("--at", metavar="TIME", help="Set the clock, e.g. 2026-11-28T14:05.")]
Index = Annotated[Path | None, typer.Option("--index", metavar="FILE", help="The index file to use.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
Jsonl = Annotated[
    Path | None,
    typer.Option(
        "--jsonl",
        metavar="FILE",
        help='Answer each line {"id","text"[,"as","conversation","at"]} of a file; - is stdin.',
    ),
]
Text = Annotated[str | None, typer.Argument(metavar="TEXT", show_default=False)]


@app.command()
def demo(role: As = "customer-service", at: At = None) -> None:
    """Talk to Shipmate about the sandbox company, in this terminal."""
    from bot.cli.demo import converse

    _leave(converse(role=role, at=at))


@app.command()
def serve() -> None:
    """Answer in the channels that are on, and run the schedules, until SIGTERM."""
    from bot.cli.serve import serve as serve_until_ended

    _leave(serve_until_ended())


@app.command()
def ask(
    text: Text = None,
    role: As = "public",
    at: At = None,
    index: Index = None,
    conversation: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Questions of one name are one talk.", show_default=False),
    ] = None,
    as_json: Json = False,
    jsonl: Jsonl = None,
) -> None:
    """Ask one question, or each line of a file."""
    from bot.cli.ask import ask_all

    _leave(
        ask_all(
            text=text, role=role, at=at, index=index, conversation=conversation, as_json=as_json, jsonl=jsonl
        )
    )


@app.command("index")
def index_documents(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Files or folders.")],
    index: Index = None,
    as_json: Json = False,
) -> None:
    """Bring the document index up to date with files and folders."""
    from bot.cli.documents import bring_up_to_date

    _leave(bring_up_to_date(paths, index=index, as_json=as_json))


@app.command()
def extract(
    source: Annotated[str, typer.Argument(metavar="SOURCE", help="A source of the index, or a file.")],
    index: Index = None,
    as_json: Json = False,
) -> None:
    """Print the stored text of a source: what spans point into."""
    from bot.cli.documents import print_text

    _leave(print_text(source, index=index, as_json=as_json))


@app.command()
def search(
    text: Text = None,
    role: As = "public",
    at: At = None,
    index: Index = None,
    top: Annotated[int, typer.Option(min=1, max=100, help="The most passages to return.")] = 5,
    document: Annotated[
        list[str] | None,
        typer.Option("--document", metavar="SOURCE", help="Search in this source only; may be repeated."),
    ] = None,
    as_json: Json = False,
    jsonl: Jsonl = None,
) -> None:
    """Find the passages that answer a question, best first."""
    from bot.cli.documents import search_all

    _leave(
        search_all(
            text=text,
            role=role,
            at=at,
            index=index,
            top=top,
            documents=document or [],
            as_json=as_json,
            jsonl=jsonl,
        )
    )


@app.command()
def redact(text: Text = None, as_json: Json = False, jsonl: Jsonl = None) -> None:
    """Show a text as the language model would get it: personal data replaced by placeholders."""
    from bot.cli.redact import redact_all

    _leave(redact_all(text=text, as_json=as_json, jsonl=jsonl))


@app.command()
def screen(text: Text = None, as_json: Json = False, jsonl: Jsonl = None) -> None:
    """Say whether a text tries to give the assistant orders, and why."""
    from bot.cli.screen import screen_all

    _leave(screen_all(text=text, as_json=as_json, jsonl=jsonl))


@app.command()
def doctor(index: Index = None, as_json: Json = False) -> None:
    """Check each configured part; say what is wrong and how to mend it."""
    from bot.cli.doctor import examine

    _leave(examine(index=index, as_json=as_json))


record_commands.add_to(app)
app.add_typer(hand_over_commands.hand_overs, name="handovers")


@app.command("odoo-group")
def odoo_group(
    user: Annotated[str, typer.Option(metavar="LOGIN", help="Put this user of Odoo into the group.")] = "",
    replace_groups: Annotated[
        bool, typer.Option("--replace-groups", help="And out of all others: a user that only reads.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Change nothing, say what would be done.")
    ] = False,
    admin: Annotated[
        str, typer.Option(metavar="LOGIN", help="An administrator of Odoo; the password is asked for.")
    ] = "admin",
    as_json: Json = False,
) -> None:
    """Make or mend the group of least rights in Odoo, over RPC."""
    from bot.cli.odoo_group import bring_about

    _leave(bring_about(admin=admin, user=user, replaces=replace_groups, dry=dry_run, as_json=as_json))


@app.command("slack-manifest")
def slack_manifest(
    url: Annotated[str, typer.Option(metavar="URL", help="Where Slack reaches this server, https://…")] = "",
    socket: Annotated[bool, typer.Option("--socket", help="Over Socket Mode: no address is needed.")] = False,
) -> None:
    """Print the app manifest to create or update the Slack app from."""
    from bot.cli.channel_setup import slack_manifest as print_manifest

    _leave(print_manifest(url=url, socket=socket))


@app.command("teams-package")
def teams_package(
    url: Annotated[str, typer.Option(metavar="URL", help="Where Teams reaches this server, https://…")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="The package to write.")] = Path("shipmate.zip"),
) -> None:
    """Write the app package to upload to Teams."""
    from bot.cli.channel_setup import teams_package as write_package

    _leave(write_package(url=url, out=out))


def _add_commands() -> None:
    """Add the commands of packages above this one that the installed Shipmate names."""
    try:
        named = distribution("shipmate").entry_points
    except PackageNotFoundError:
        return
    for command in named:
        if command.group == COMMANDS:
            app.add_typer(command.load(), name=command.name)


def _leave(exit_code: int) -> None:
    raise typer.Exit(exit_code)


def main() -> None:
    """Run the command line. An operator's mistake is one clear sentence and exit code 2."""
    from bot.errors import ShipmateError
    from retrieval.errors import RetrievalError

    _add_commands()
    try:
        app()
    except (ShipmateError, RetrievalError) as error:
        print(f"shipmate: {error}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
