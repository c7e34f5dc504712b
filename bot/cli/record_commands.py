"""The commands of the record: signatures only; the work is in `bot/cli/record.py`."""

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]
keys = typer.Typer(help="The keys of the record.", no_args_is_help=True)
audit = typer.Typer(help="What was written down for good.", no_args_is_help=True)


def add_to(app: typer.Typer) -> None:
    app.add_typer(keys, name="keys")
    app.add_typer(audit, name="audit")
    for command in (migrate, forget, backup, restore, retain, pause, turns, who, link):
        app.command()(command)


def migrate(
    check: Annotated[bool, typer.Option("--check", help="Change nothing; exit 1 when behind.")] = False,
    as_json: Json = False,
) -> None:
    """Bring the record's database to the form this version needs."""
    from bot.cli.record import migrated

    raise typer.Exit(migrated(check=check, as_json=as_json))


def forget(
    person: Annotated[str, typer.Option(metavar="PSEUDONYM", help="Erase whom a pseudonym stands for.")] = "",
    channel_user: Annotated[
        str, typer.Option(metavar="CHANNEL:ID", help="Erase a channel's user, as slack:U024BE7LH.")
    ] = "",
    value: Annotated[
        str, typer.Option(metavar="VALUE", help="Erase an address or a name; - asks for it.")
    ] = "",
    as_json: Json = False,
) -> None:
    """Erase a person, or a value wherever it was kept. Says what it did, not of whom."""
    from bot.cli.record import forgotten

    raise typer.Exit(forgotten(person=person, channel_user=channel_user, value=value, as_json=as_json))


def backup(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A new file, as backup.tar.gz.")],
    with_keys: Annotated[
        bool, typer.Option("--with-keys", help="Also the keys, under a passphrase (SHIPMATE_PASSPHRASE).")
    ] = False,
    as_json: Json = False,
) -> None:
    """Write the whole record to a file."""
    from bot.cli.record import backed_up

    raise typer.Exit(backed_up(file, with_keys=with_keys, as_json=as_json))


def restore(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `shipmate backup` wrote.")],
    with_keys: Annotated[
        bool, typer.Option("--with-keys", help="Also the keys, into the key file (SHIPMATE_PASSPHRASE).")
    ] = False,
    as_json: Json = False,
) -> None:
    """Put a backup into an empty record, of either kind of database."""
    from bot.cli.record import restored

    raise typer.Exit(restored(file, with_keys=with_keys, as_json=as_json))


def retain(as_json: Json = False) -> None:
    """Let go of what was kept long enough; `shipmate serve` does it several times a day."""
    from bot.cli.record import let_go

    raise typer.Exit(let_go(as_json=as_json))


def pause(
    what: Annotated[
        str | None,
        typer.Argument(
            metavar="WHAT", help="all, model, drafts, sending or channel:NAME.", show_default=False
        ),
    ] = None,
    length: Annotated[str | None, typer.Option("--for", metavar="TIME", help="As 30m, 2h or 1d.")] = None,
    off: Annotated[bool, typer.Option("--off", help="Switch it on again.")] = False,
    as_json: Json = False,
) -> None:
    """Pause something in every process within ten seconds, or list what is paused."""
    from bot.cli.record import paused

    raise typer.Exit(paused(what, length=length, off=off, as_json=as_json))


def turns(as_json: Json = False) -> None:
    """List the turns that are not done, and those that were given up."""
    from bot.cli.record import listed_turns

    raise typer.Exit(listed_turns(as_json=as_json))


def who(
    channel: Annotated[str, typer.Argument(metavar="CHANNEL")],
    user: Annotated[str, typer.Argument(metavar="USER", help="The channel's id of somebody.")],
    as_json: Json = False,
) -> None:
    """Print the pseudonym of a channel's user."""
    from bot.cli.record import who as ask

    raise typer.Exit(ask(channel, user, as_json=as_json))


def link(
    channel: Annotated[str, typer.Argument(metavar="CHANNEL")],
    user: Annotated[str, typer.Argument(metavar="USER", help="The channel's id of somebody.")],
    login: Annotated[
        str, typer.Option(metavar="LOGIN", help="An employee's or customer's user in Odoo.")
    ] = "",
    partner: Annotated[int | None, typer.Option(metavar="ID", help="A customer's contact in Odoo.")] = None,
    off: Annotated[bool, typer.Option("--off", help="Take the link away.")] = False,
    as_json: Json = False,
) -> None:
    """Say which account of Odoo a channel's user is."""
    from bot.cli.record import linked

    raise typer.Exit(linked(channel, user, login=login, partner=partner, off=off, as_json=as_json))


@keys.command("new")
def new_key() -> None:
    """Print a new key, as the settings take it."""
    from bot.cli.record import new_key as print_new

    raise typer.Exit(print_new())


@keys.command("rotate")
def rotate(as_json: Json = False) -> None:
    """Wrap the keys of people with a new master key: of the key file, or the first one of the settings."""
    from bot.cli.record import rotated

    raise typer.Exit(rotated(as_json=as_json))


@keys.command("retire")
def retire(as_json: Json = False) -> None:
    """Take note that old master keys are not needed any more, when that is so."""
    from bot.cli.record import retired

    raise typer.Exit(retired(as_json=as_json))


@audit.command("verify")
def verify(as_json: Json = False) -> None:
    """Find a changed, removed, inserted or cut entry; exit 1 when there is one."""
    from bot.cli.record import verified

    raise typer.Exit(verified(as_json=as_json))


@audit.command("show")
def show(
    last: Annotated[int, typer.Option(min=1, max=100_000, help="How many entries.")] = 20,
    as_json: Json = False,
) -> None:
    """Print the last entries: tags, numbers and ids, no text."""
    from bot.cli.record import shown

    raise typer.Exit(shown(last=last, as_json=as_json))
