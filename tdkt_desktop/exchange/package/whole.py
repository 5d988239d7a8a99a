"""The .tdkt package, format 1: a ZIP that lists and hashes its own content, signed by the machine that wrote it, locked
where a password was given, written whole or not at all.

Entries: manifest.json, signature.json, checklists/<digest>.json, revisions.jsonl, attachments/<digest>. The campaign
itself travels as revisions; attached files as they came, read and written as streams: a package may be larger than the
memory. The format is described for other readers in resources/help/dinh-dang-tdkt.md. No name found in a file is ever
used as a path, and nothing is extracted to disk.

This file is the door: what is behind it lies in the files package_*.py.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence

from tdkt_desktop.domain.revisions import Revision
from tdkt_desktop.exchange.package.attached import attached
from tdkt_desktop.exchange.package.model import FORMAT, MAJOR, MINOR, RESEND, Package
from tdkt_desktop.exchange.package.opening import is_locked
from tdkt_desktop.exchange.package.reading import Glance, Tick, glance, read_package
from tdkt_desktop.exchange.package.signing import Signer, key_code
from tdkt_desktop.exchange.package.writing import write_package

__all__ = [
    "FORMAT",
    "MAJOR",
    "MINOR",
    "RESEND",
    "Glance",
    "Package",
    "Signer",
    "Tick",
    "attached",
    "compare",
    "glance",
    "is_locked",
    "key_code",
    "new_id",
    "read_package",
    "write_package",
]


def new_id() -> str:
    """A fresh package id."""
    return uuid.uuid4().hex


def compare(known: frozenset[str], package: Package) -> Sequence[Revision]:
    """The revisions of a package that a log does not hold yet (the pure core of merging: set difference)."""
    return [revision for revision in package.revisions if revision.id not in known]
