"""Trying packages out before they are taken in: what cannot be read afterwards is refused, and only a copy knew it.

A package can be whole and still say what no version of the program ever wrote. The log keeps everything for ever, so a
value that stops the campaign from opening must not get in.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from tdkt_desktop.domain.completeness import unit_progress
from tdkt_desktop.domain.errors import DamagedPackage, TdktError
from tdkt_desktop.domain.sealing import changes_since, content_of
from tdkt_desktop.exchange.package import RESEND, Package
from tdkt_desktop.storage.opening import copy_store
from tdkt_desktop.storage.reading import Taken
from tdkt_desktop.storage.store import Store


def try_out(store_path: Path, offered: Sequence[tuple[Path, Package]]) -> None:
    """Take packages into a throwaway copy of a campaign file and read everything.

    Raises DamagedPackage naming the first file after which the campaign could not be read.
    """
    with tempfile.TemporaryDirectory(prefix="tdkt-") as folder:
        copy = Path(folder) / store_path.name
        copy_store(store_path, copy)
        store = Store(copy)
        try:
            for file, package in offered:
                with refusing(file):
                    if store.package(package.id) is None:
                        note = Taken(package.id, package.digest, package.device, package.team, "")
                        store.take_package(package.revisions, note, dict(package.checklists))
                        read_everything(store)
        finally:
            store.close()


def read_everything(store: Store) -> None:
    """Read a campaign as the window and the papers do; raises whatever stops them."""
    checklist = store.checklist(store.campaign().checklist_digest)
    for inspection in store.record(checklist).inspections.values():
        unit_progress(checklist, inspection)
        content_of(inspection)
        changes_since(inspection, checklist)
    store.conflicts()


@contextmanager
def refusing(file: Path) -> Iterator[None]:
    """Turn any failure into the refusal of a file. What exactly fails depends on what the file says, so all is caught."""
    try:
        yield
    except TdktError:
        raise
    except Exception as error:
        raise DamagedPackage(f"{file.name} có nội dung mà phần mềm không đọc được.", RESEND) from error
