"""What the workflow engine keeps of a turn: JSON, sealed, and of a fault the name of its class alone."""

import json
from typing import Any

from dbos import Serializer

from bot.sealing import KeyRing

_PURPOSE = "workflow"
_ERROR = "shipmate.error"


class WorkflowFault(Exception):
    """A fault that an earlier run of a step ended with; the message is the name of its class."""


class SealedJson(Serializer):
    """Nothing is in the engine's tables that could be read without the master key."""

    def __init__(self, master: KeyRing) -> None:
        self._master = master

    def name(self) -> str:
        return "shipmate_sealed_json"

    def serialize(self, data: Any) -> str:
        if isinstance(data, BaseException):
            data = {_ERROR: type(data).__name__}
        return self._master.seal(json.dumps(data, ensure_ascii=False).encode(), _PURPOSE)

    def deserialize(self, serialized_data: str) -> Any:
        data = json.loads(self._master.open(serialized_data, _PURPOSE))
        if isinstance(data, dict) and set(data) == {_ERROR}:
            return WorkflowFault(data[_ERROR])
        return data
