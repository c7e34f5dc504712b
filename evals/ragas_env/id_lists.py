"""The ids that RAGAS's id-based context precision and recall compare, from a case's any-of groups.

A case names groups of sources; a group is met by any of its members: `[["a.md", "b.md"], ["S00042"]]` wants
a.md or b.md, and S00042. RAGAS compares two flat sets, so each metric gets its own pair:

- Precision, "which share of what was retrieved is wanted": retrieved are the distinct documents and records
  of the evidence, reference are all members of all groups. A document counts once, however many of its
  passages were found.
- Recall, "which share of what is wanted was retrieved": reference are the groups, named `group 1`, `group
  2` …; retrieved are the groups that a piece of evidence meets. Two members of one group meet it once.

A document is known by its source, a record by its number: that of its id, of its source, or in a list of
orders that of a row.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from evals.ragas_env.run_files import Scored

_NUMBER = re.compile(r"\b[A-Z][A-Z/]*\d{3,}\b")
_ROW = re.compile(r"^Order (\S+)", re.M)


@dataclass(frozen=True, slots=True, kw_only=True)
class IdLists:
    """What to hand to a metric. No reference: the case wants no source, and the metric says nothing of it."""

    retrieved: list[str]
    reference: list[str]


def for_precision(case: Scored) -> IdLists:
    wanted = {member for group in case.groups for member in group}
    retrieved = [_known_as(item, wanted) for item in case.evidence]
    return IdLists(retrieved=list(dict.fromkeys(retrieved)), reference=sorted(wanted))


def for_recall(case: Scored) -> IdLists:
    names = {f"group {number}": group for number, group in enumerate(case.groups, start=1)}
    found = {name for item in case.evidence for name in _names(item)}
    return IdLists(retrieved=[name for name, group in names.items() if group & found], reference=list(names))


def _known_as(item: Mapping[str, Any], wanted: set[str]) -> str:
    """Return the name of a piece of evidence that the case wants, or else its first."""
    names = _names(item)
    return next((name for name in names if name in wanted), names[0])


def _names(item: Mapping[str, Any]) -> Sequence[str]:
    source = str(item.get("source") or "")
    if item.get("kind") == "passage":
        return (source,)
    rows = _ROW.findall(str(item.get("text") or "")) if item.get("kind") in _LISTS else []
    return (str(item.get("id") or source), source, *_NUMBER.findall(source), *rows)


_LISTS = frozenset({"order_list", "customer"})
