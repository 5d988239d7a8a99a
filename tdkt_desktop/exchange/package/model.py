"""What a package holds, how large it may be, and how its refusals are worded."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from tdkt_desktop.domain.revisions import Revision
from tdkt_desktop.domain.values import Plain

FORMAT = "tdkt-package"
MAJOR, MINOR = 1, 2
SIGNED_SINCE = 2  # from 1.2 on a package is signed; one without a signature is a package of format 1.1
KINDS = ("plan", "team", "full")
MANIFEST, SIGNATURE, REVISIONS = "manifest.json", "signature.json", "revisions.jsonl"
CHECKLISTS, ATTACHED = "checklists/", "attachments/"

MAX_ENTRIES = 20_000
MAX_MANIFEST_BYTES = 8_000_000
MAX_SIGNATURE_BYTES = 2_000
MAX_CHECKLIST_BYTES, MAX_CHECKLISTS = 5_000_000, 100
MAX_REVISIONS_BYTES, MAX_REVISIONS = 100_000_000, 300_000
MAX_LINE_BYTES = 16_000_000  # of one revision: a seal holds the whole record of a unit
MAX_EXTRA_BYTES = 20_000_000  # of all entries that only a newer version knows
MAX_FILE_BYTES = 60_000_000  # of one attached file: what is kept beside a campaign file
MAX_FILES_BYTES = 4_000_000_000  # of all of them: what the common USB file system takes in one file
MAX_RATIO = 500  # of an unpacked entry to what it takes up: a full log packs to a twentieth
SMALL = 1_000_000  # below this no ratio is a danger
CHUNK = 1 << 20
RESEND = "Hãy xin đoàn gửi lại tệp (chép lại từ máy gốc); chưa có gì thay đổi trên máy này."


COPY_AGAIN = (
    "Hãy chép lại tệp từ máy gốc và chỉ rút USB khi chép xong, hoặc xin đoàn gửi lại;"
    " chưa có gì thay đổi trên máy này."
)
NOT_REPACKED = (
    "Hãy xin đoàn gửi đúng tệp do phần mềm xuất ra, không mở, nén lại hay sửa bằng phần mềm khác;"
    " chưa có gì thay đổi trên máy này."
)
CALL = (
    "Hãy gọi cho trưởng đoàn và xin tệp xuất thẳng từ máy của đoàn, đừng dùng tệp này;"
    " chưa có gì thay đổi trên máy này."
)


class BadPackage(ValueError):
    """What is wrong with a package, in Vietnamese, and what to do; the reader adds which file."""

    def __init__(self, reason: str, remedy: str = RESEND) -> None:
        super().__init__(reason)
        self.reason, self.remedy = reason, remedy


class BadSignature(BadPackage):
    """The signature does not belong to this content or this machine."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, CALL)


class Entry(NamedTuple):
    """Where an entry lies in the file: `start` of its packed bytes, their number, and what they unpack to."""

    name: str
    packed: bool  # deflated, or stored as it is
    crc: int
    packed_size: int
    size: int
    start: int


class Place(NamedTuple):
    """The file an entry lies in, and where."""

    path: Path
    entry: Entry


@dataclass(frozen=True)
class Package:
    """The verified content of a package. `checklists` maps digest to canonical JSON text.

    `files` maps the digest of each attached file to where it lies on this machine when writing; after reading, to the
    package itself (`attached` opens them). After reading, `signed_by` is the public key that signed it (64 hex digits,
    blank for packages before format 1.2), `locked` says that a password opened it, and `extra` and `more` hold the
    entries and the parts of the manifest that only a newer version understands.
    """

    id: str
    kind: str
    campaign_id: str
    campaign_title: str
    team: str
    device: str
    sequence: int
    created_at: str
    checklists: Mapping[str, str]
    revisions: tuple[Revision, ...]
    digest: str = ""
    files: Mapping[str, Path] = field(default_factory=dict)
    version: str = field(default="", compare=False)
    signed_by: str = ""
    locked: bool = field(default=False, compare=False)
    extra: Mapping[str, bytes] = field(default_factory=dict)
    more: Mapping[str, Plain] = field(default_factory=dict)
    places: Mapping[str, Place] = field(default_factory=dict, repr=False, compare=False)
    key: bytes = field(default=b"", repr=False, compare=False)  # opens the attached files of a locked package
