"""Every fault of the assistant, as a tree. None of them carries a text a person wrote.

ShipmateError
├── SettingsError        the settings name something that cannot be; the message says what to do
├── GuardError           a guardrail could not do its work: the turn is not answered (fail closed)
├── UnknownRoleError     `--as` names a role or a customer there is not
├── KeyMissing           a key that something was sealed with is not among the configured ones
├── SealBroken           what was sealed cannot be opened: it was changed, or belongs to another place
├── Forgotten            what was sealed belonged to a person who was forgotten
├── RecordUnavailable    the database cannot be reached or used
│   └── AuditUnavailable     nothing can be written to the audit: the turn is not answered
├── TakenOver            another process works on this turn now: this one must leave it alone
├── UnknownTurn          no turn of this id, or its person was forgotten
└── NotSent              a message surely did not arrive; `retry_after_seconds` when the channel said so
"""


class ShipmateError(Exception):
    """Base of every fault of this package. The message is for operators, never for the person asking."""


class SettingsError(ShipmateError):
    pass


class GuardError(ShipmateError):
    pass


class UnknownRoleError(ShipmateError):
    pass


class KeyMissing(ShipmateError):
    pass


class SealBroken(ShipmateError):
    pass


class Forgotten(ShipmateError):
    pass


class RecordUnavailable(ShipmateError):
    pass


class AuditUnavailable(RecordUnavailable):
    pass


class UnknownTurn(ShipmateError):
    pass


class TakenOver(ShipmateError):
    pass


class NotSent(ShipmateError):
    def __init__(self, message: str, *, retry_after_seconds: float | None = None) -> None:
        super().__init__(message)
        self.retry_after_seconds = retry_after_seconds
