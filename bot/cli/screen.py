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

_BOLD = re.compile(r"\*\*(.+?)\*\*")
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
    console.print(Padding(_answer(outcome), (0, 0, 0, 2)))
    for number, choice in enumerate(outcome.choices, start=1):
        console.print(f"    {number}. {choice.label}", markup=False, style="cyan")
    if outcome.citations:
        sources = "\n".join(f"[{citation.n}] {citation.label}" for citation in outcome.citations)
        console.print(Padding(Text(sources, style="dim"), (0, 0, 0, 2)))


def _answer(outcome: Outcome) -> Text:
    """Bold what is marked bold; dim the citation marks."""
    text = Text()
    place = 0
    for match in _BOLD.finditer(outcome.text):
        text.append(outcome.text[place : match.start()])
        text.append(match[1], style="bold")
        place = match.end()
    text.append(outcome.text[place:])
    text.highlight_regex(_MARK, style="dim")
    return text


def show_evidence(console: Console, outcome: Outcome | None) -> None:
    """Show all that was read for the last answer, in rank order; what the answer used is marked."""
    if outcome is None or not outcome.evidence.found:
        console.print("Nothing was read for the last answer.", style="dim")
        return
    numbers = {citation.evidence: citation.n for citation in outcome.citations}
    for item in outcome.evidence.found:
        console.print(_panel(item, numbers.get(item.id)))


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
