"""The people of a directory."""

from collections.abc import Iterable
from dataclasses import dataclass

from guardrails.directory import Directory
from guardrails.finding import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownPerson:
    people: Directory
    name: str = "known_person"

    def may_find(self, text: str) -> bool:
        return bool(self.people)

    def find(self, text: str) -> Iterable[Finding]:
        for start, end in self.people.find(text):
            yield Finding(start=start, end=end, type="PERSON", score=1.0)
