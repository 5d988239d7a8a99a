"""Opening a package: the envelope first, then what lies inside as one readable file; and how failures are told."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

from tdkt_desktop.domain.errors import DamagedPackage, EnvironmentProblem, WrongFile
from tdkt_desktop.domain.package_errors import ForgedPackage
from tdkt_desktop.domain.revision_values import plainly_written
from tdkt_desktop.exchange.package import locking
from tdkt_desktop.exchange.package.manifest import NOT_OURS
from tdkt_desktop.exchange.package.model import (
    COPY_AGAIN,
    MAX_FILES_BYTES,
    MAX_REVISIONS_BYTES,
    BadPackage,
    BadSignature,
)

MAX_PACKAGE_BYTES = MAX_FILES_BYTES + MAX_REVISIONS_BYTES
_SQLITE = b"SQLite format 3\x00"


def is_locked(path: Path) -> bool:
    """Whether a file asks for a password; False for whatever cannot be read."""
    try:
        with path.open("rb") as file:
            return locking.is_locked_head(file.read(len(locking.MAGIC)))
    except OSError:
        return False


def name_of(path: Path) -> str:
    """The name of a file as a message can show it: from a stick it may be anything."""
    return plainly_written(path.name)[:120]


def opened(raw: IO[bytes], name: str, password: str, key: bytes) -> tuple[IO[bytes], int, bytes]:
    """The ZIP of a package, its length, and the key where it is locked."""
    length = length_of(raw)
    raw.seek(0)
    if not locking.is_locked_head(raw.read(len(locking.MAGIC))):
        return raw, length, b""
    lock = locking.opened_lock(raw, name, key) if key else locking.unlock(raw, name, password)
    reader = locking.LockedReader(raw, lock, length)
    return cast("IO[bytes]", reader), reader.length, lock.key


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what is wrong with a package into the refusal that names the file."""
    try:
        yield
    except BadSignature as error:
        raise ForgedPackage(f"{name_of(path)}: {error.reason}.", error.remedy) from error
    except BadPackage as error:
        raise DamagedPackage(f"{name_of(path)}: {error.reason}.", error.remedy) from error
    except OSError as error:
        raise not_read(path) from error


def not_read(path: Path) -> EnvironmentProblem:
    """The refusal for a disk or a stick that does not give its bytes."""
    return EnvironmentProblem(
        f"Không đọc được {name_of(path)}.", "Hãy rút USB ra cắm lại, hoặc chép tệp về máy rồi mở."
    )


def length_of(file: IO[bytes]) -> int:
    """The length of a file that is not larger than any package."""
    length = file.seek(0, 2)
    if length > MAX_PACKAGE_BYTES:
        raise BadPackage("lớn hơn mọi tệp mà phần mềm này xuất ra")
    return length


def check_start(file: IO[bytes], name: str, length: int) -> None:
    """Tell apart what is no package at all: an empty file, a campaign file, anything else."""
    file.seek(0)
    start = file.read(len(_SQLITE))
    if length == 0:
        raise BadPackage("tệp rỗng, có thể chép chưa xong", COPY_AGAIN)
    if start == _SQLITE:
        raise WrongFile(
            f"{name} là tệp đợt kiểm tra của một máy, không phải tệp để gộp.",
            "Hãy mở tệp đó bằng chức năng Mở, hoặc xuất kết quả của đoàn từ máy đó.",
        )
    if len(start) < 4 or start[:2] != b"PK":
        raise WrongFile(f"{name} không phải tệp .tdkt, hoặc phần đầu của tệp đã hỏng.", NOT_OURS)
