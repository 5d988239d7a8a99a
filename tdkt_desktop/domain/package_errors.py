"""The refusals that only a signed or locked .tdkt file can meet; see `errors` for the others."""

from __future__ import annotations

from tdkt_desktop.domain.errors import DamagedPackage, TdktError


class PasswordNeeded(TdktError):
    """A .tdkt file is locked and no password was given: ask for it and read again."""


class WrongPassword(TdktError):
    """A .tdkt file is whole as far as can be told, and the password does not open it."""


class WeakPassword(TdktError):
    """A password that is too short or too long to lock a file with."""


class ForgedPackage(DamagedPackage):
    """A .tdkt file whose signature does not belong to its content or to the machine that it names."""


class UnknownMachine(TdktError):
    """A .tdkt file was signed by another machine than those before: a person has to say that this is right.

    `code` is what would have to be trusted.
    """

    def __init__(self, message: str, remedy: str = "", *, code: str = "") -> None:
        super().__init__(message, remedy)
        self.code = code
