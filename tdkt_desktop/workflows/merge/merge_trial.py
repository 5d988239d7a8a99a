"""Trying packages out before they are kept: what cannot be read afterwards is refused.

A package can be whole and still say what no version of the program ever wrote. The log keeps everything for ever, so a
value that stops the campaign from opening must not get in. A transaction is the trial: everything is taken in, read as
the window and the papers read it, and only then kept.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.completeness import unit_progress
from tdkt_desktop.domain.editing import unit_of
from tdkt_desktop.domain.errors import DamagedPackage, TdktError
from tdkt_desktop.domain.inspection import COMMON, Record
from tdkt_desktop.domain.revision_values import BadRevision
from tdkt_desktop.domain.revisions import Revision
from tdkt_desktop.domain.sealing import changes_since, content_of
from tdkt_desktop.exchange.package.whole import RESEND
from tdkt_desktop.storage.reading import Reader
from tdkt_desktop.storage.store import Store, Taking

_PIN = ("campaign", "checklist_digest")


class Trial:
    """Reads what a transaction holds, as far as each package touched it."""

    def __init__(self, taking: Taking, *, thorough: bool = False) -> None:
        self._taking, self._thorough = taking, thorough
        self._checklist: Checklist | None = None

    def after(self, new: Sequence[Revision]) -> None:
        """Read the units that a package brought something for. Raises whatever stops that.

        What belongs to no unit is read at the end only, once for all packages; `thorough`: after each.
        """
        with self._taking.seen() as reader:
            units = {unit_of(one.subject) for one in new}
            if self._checklist is None or any(one.key == _PIN for one in new):
                self._checklist = reader.checklist(reader.campaign().checklist_digest)
                if any(one.key == _PIN for one in new):  # every answer is read by another list of questions
                    read_record(self._checklist, reader.record(self._checklist))
            for unit in sorted(units - {""}):
                read_record(self._checklist, reader.record_of(self._checklist, unit))
            if self._thorough and "" in units:
                self._read_common(reader)

    def at_the_end(self) -> int:
        """Read what belongs to no unit. Returns how many fields a person has to settle."""
        with self._taking.seen() as reader:
            self._read_common(reader)
            return len(reader.conflicts())

    def _read_common(self, reader: Reader) -> None:
        checklist = reader.checklist(reader.campaign().checklist_digest)
        reader.record_of(checklist, COMMON)


def read_record(checklist: Checklist, record: Record) -> None:
    """Ask of a record what the window and the papers ask."""
    for inspection in record.inspections.values():
        unit_progress(checklist, inspection)
        if inspection.seal is not None:
            content_of(inspection)
            changes_since(inspection, checklist)


def read_everything(store: Store) -> None:
    """Read a whole campaign as the window and the papers do; raises whatever stops them."""
    checklist = store.checklist(store.campaign().checklist_digest)
    read_record(checklist, store.record(checklist))
    store.conflicts()


@contextmanager
def refusing(file: Path) -> Iterator[None]:
    """Turn any failure into the refusal of a file. What exactly fails depends on what the file says, so all is caught."""
    try:
        yield
    except TdktError:
        raise
    except BadRevision as error:
        raise DamagedPackage(f"{file.name}: {error.reason}.", RESEND) from error
    except Exception as error:
        raise DamagedPackage(f"{file.name} có nội dung mà phần mềm không đọc được.", RESEND) from error
