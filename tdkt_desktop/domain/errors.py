"""The errors a person is told about: what happened, what was kept, what to do.

Every message is Vietnamese. Environment problems (disk, locks, rights) stand apart from wrong input,
because their remedy lies outside the file that is being read.
"""

from __future__ import annotations


class TdktError(Exception):
    """Base of every refusal. `message` says what happened and where, `remedy` what to do next."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class EnvironmentProblem(TdktError):
    """The disk, a lock or a right is in the way; the data itself is fine."""


class FileMissing(TdktError):
    """A named file or folder is not there."""


class WrongFile(TdktError):
    """A file is not what it should be: another kind, unreadable, or spoiled."""


class ChecklistError(TdktError):
    """A checklist file contradicts itself or names an unknown question kind."""


class CampaignError(TdktError):
    """A campaign file lacks something or contradicts itself."""


class AnswersError(TdktError):
    """An answers file names an unknown unit or question, or a value of the wrong kind."""


class DamagedPackage(TdktError):
    """A .tdkt file whose bytes do not match its own list of contents."""


class ForeignPackage(TdktError):
    """A .tdkt file that belongs to another campaign."""


class SealedRecord(TdktError):
    """A change to sealed minutes without an open addition. `unit` is the code of the one they are of."""

    def __init__(self, message: str, remedy: str = "", *, unit: str = "") -> None:
        super().__init__(message, remedy)
        self.unit = unit


class NoticeIssued(TdktError):
    """A change to the text of a notice that is issued, or a paper of it that was not signed."""


class MergeEntangled(TdktError):
    """A merge that others already built upon cannot be undone as a whole."""


class NewerFormat(TdktError):
    """Written by a newer version of the program; untouched."""


class CampaignInUse(EnvironmentProblem):
    """Another window or command holds the campaign for writing."""


class OthersWrote(EnvironmentProblem):
    """Somebody else wrote to a shared store meanwhile; nothing happened here, and the same may be tried again."""
