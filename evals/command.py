"""`shipmate eval`: signatures only, so that `shipmate --help` stays quick (`evals/running.py` works)."""

from pathlib import Path
from typing import Annotated

import typer

OUT = Path("build/eval")

app = typer.Typer(invoke_without_command=True, help="Ask the golden cases and judge the answers.")


@app.callback()
def evaluate(
    context: typer.Context,
    cases: Annotated[Path | None, typer.Option(metavar="DIR", help="Cases other than our own.")] = None,
    half: Annotated[str, typer.Option(help="tune, report or all.")] = "all",
    out: Annotated[Path, typer.Option(metavar="DIR", help="Where run, scores and report go.")] = OUT,
    only: Annotated[list[str] | None, typer.Option(metavar="ID", help="Only this case; may repeat.")] = None,
    collect: Annotated[bool, typer.Option("--collect", help="Ask, and leave the scoring for later.")] = False,
    scored: Annotated[bool, typer.Option("--scored", help="Ask nothing: judge the run in --out.")] = False,
    accept: Annotated[bool, typer.Option("--accept", help="Take the run as the new baseline.")] = False,
    at_once: Annotated[int, typer.Option(min=1, max=32, help="Cases asked side by side.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Ask the golden cases and judge the answers; exit code 1 when they are not good enough."""
    if context.invoked_subcommand:
        return
    from evals.running import Wish, evaluate_cases

    wish = Wish(
        cases=cases,
        half=half,
        out=out,
        only=tuple(only or ()),
        collect=collect,
        scored=scored,
        accept=accept,
        at_once=at_once,
        as_json=as_json,
    )
    raise typer.Exit(evaluate_cases(wish))


@app.command("export")
def export_feedback(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE…", help="Feedback, as /bad in the demo keeps it.")
    ],
) -> None:
    """Make cases for review of answers that people called bad."""
    from evals.running import export_for_review

    raise typer.Exit(export_for_review(files))
