"""Every fault of the assistant, as a tree. None of them carries a text a person wrote.

ShipmateError
├── SettingsError        the settings name something that cannot be; the message says what to do
├── GuardError           a guardrail could not do its work: the turn is not answered (fail closed)
└── UnknownRoleError          `--as` names a role or a customer there is not
"""


class ShipmateError(Exception):
    """Base of every fault of this package. The message is for operators, never for the person asking."""


class SettingsError(ShipmateError):
    pass


class GuardError(ShipmateError):
    pass


class UnknownRoleError(ShipmateError):
    pass
