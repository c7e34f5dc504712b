"""The commands for questions that people have: signatures only; the work is in `bot/cli/hand_overs.py`."""

from typing import Annotated

import typer

hand_overs = typer.Typer(help="Questions that people have.", no_args_is_help=True)
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Reference = Annotated[str, typer.Argument(metavar="REFERENCE", help="As people quote it, for example 7F3K.")]
By = Annotated[
    str, typer.Option("--by", metavar="NAME", help="Who it is: the asker is told. Nobody without it.")
]


@hand_overs.command("list")
def listed(
    role: Annotated[
        str, typer.Option(metavar="NAME", help="Only what goes to this role, as customer-service.")
    ] = "",
    is_all: Annotated[
        bool, typer.Option("--all", help="The last 200, also those that are answered.")
    ] = False,
    as_json: Json = False,
) -> None:
    """List what waits and what is taken, oldest first."""
    from bot.cli.hand_overs import listed as list_them

    raise typer.Exit(list_them(role=role, is_all=is_all, as_json=as_json))


@hand_overs.command("show")
def show(reference: Reference, as_json: Json = False) -> None:
    """Show one, with the question as redacted."""
    from bot.cli.hand_overs import shown

    raise typer.Exit(shown(reference, as_json=as_json))


@hand_overs.command("take")
def take(reference: Reference, by: By = "", as_json: Json = False) -> None:
    """Say that somebody has it now; exit 1 when somebody had it before."""
    from bot.cli.hand_overs import taken

    raise typer.Exit(taken(reference, by=by, as_json=as_json))


@hand_overs.command("close")
def close(reference: Reference, by: By = "", as_json: Json = False) -> None:
    """Say that it is answered; exit 1 when it was before."""
    from bot.cli.hand_overs import closed

    raise typer.Exit(closed(reference, by=by, as_json=as_json))
