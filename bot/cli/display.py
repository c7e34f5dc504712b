"""What the terminal shows: answers, their sources, their evidence, and progress."""

import contextlib
import re
from collections.abc import Iterator

from rich.console import Console, Group
from rich.padding import Padding
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.text import Text

from bot.domain import Outcome
from retrieval.documents.index_report import Progress as IndexProgress
from retrieval.documents.index_report import ProgressCallback
from retrieval.evidence import Item, Passage

_STYLED = re.compile(
    r"\*\*(?P<bold>.+?)\*\*|(?<![\w*])\*(?P<italic>[^*\n]+)\*(?![\w*])|(?<!\w)_(?P<dim>[^_\n]+)_(?!\w)"
)
_MARK = re.compile(r"\[\d+\]")


@contextlib.contextmanager
def progress_bar(console: Console, what: str) -> Iterator[ProgressCallback]:
    """Show a bar while files are read, on a terminal only; yields what the index run reports to."""
    columns = (TextColumn("[dim]{task.description}"), BarColumn(bar_width=30), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(what, total=None)

        def report(progress: IndexProgress) -> None:
            bar.update(task, completed=progress.done, total=progress.total)

        yield report


def show_outcome(console: Console, outcome: Outcome) -> None:
    console.print(_indented(console, styled(outcome.text)))
    for number, choice in enumerate(outcome.choices, start=1):
        console.print(f"    {number}. {choice.label}", markup=False, style="cyan")
    if outcome.citations:
        sources = "\n".join(f"[{citation.n}] {citation.label}" for citation in outcome.citations)
        console.print(_indented(console, Text(sources, style="dim")))


def styled(text: str) -> Text:
    """Return an answer with its marks of Markdown as styles; the citation marks are dim."""
    shown = Text()
    place = 0
    for match in _STYLED.finditer(text):
        shown.append(text[place : match.start()])
        shown.append(match[match.lastgroup or 0], style=match.lastgroup)
        place = match.end()
    shown.append(text[place:])
    shown.highlight_regex(_MARK, style="dim")
    return shown


def _indented(console: Console, text: Text) -> Padding | Text:
    """Indent a text: to a person with every wrapped line, elsewhere without breaking or cutting a line."""
    if console.is_terminal:
        return Padding(text, (0, 0, 0, 2))
    return Text("\n").join(Text("  ") + line for line in text.split("\n"))


def show_evidence(console: Console, outcome: Outcome | None) -> None:
    """Show all that was read for the last answer, in rank order; what the answer used is marked."""
    if outcome is None or not outcome.evidence.found:
        console.print("Nothing was read for the last answer.", style="dim")
        return
    numbers = {citation.evidence: citation.n for citation in outcome.citations}
    for item in outcome.evidence.found:
        console.print(_panel(item, numbers.get(item.id)), soft_wrap=False)


def _panel(item: Item, number: int | None) -> Panel:
    mark = f"[{number}] " if number else "not used · "
    place = f" · {item.heading}" if isinstance(item, Passage) and item.heading else ""
    span = f" · characters {item.start}–{item.end}" if isinstance(item, Passage) else ""
    return Panel(
        Group(Text(item.text), Text(f"{item.source}{span}", style="dim")),
        title=Text(f"{mark}{item.title}{place}"),
        title_align="left",
        border_style="green" if number else "dim",
    )
