"""This machine's key: an Ed25519 pair of the user account, made when first needed, never leaving the machine.

One key an account, beside the campaigns, and not in a campaign file: campaign files are copied, backed up and handed to
others, and a key that travels with them would let any of these copies sign as this machine. A new account or a new
machine has a new key, which is what the office asks about.
"""

from __future__ import annotations

import contextlib
import os
import stat
import uuid
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)

from tdkt_desktop.domain.errors import EnvironmentProblem

FILE = "khoa-may.pem"
_LONGEST = 10_000
_OWNER_ONLY = stat.S_IRUSR | stat.S_IWUSR


@dataclass(frozen=True)
class MachineKey:
    """What signs here; `public_key` (64 hex digits) is what others know it by."""

    public_key: str
    _private: Ed25519PrivateKey = field(repr=False, compare=False)

    def sign(self, message: bytes) -> bytes:
        return self._private.sign(message)


def machine_key(folder: Path) -> MachineKey:
    """The key of this machine, made if there is none. `folder` is the program's data folder.

    Raises EnvironmentProblem when it can be neither read nor made; a spoiled key is never replaced in silence.
    """
    path = folder / FILE
    try:
        if not path.exists():
            folder.mkdir(parents=True, exist_ok=True)
            _make(path)
        _keep_to_owner(path)
        with path.open("rb") as file:
            private = load_pem_private_key(file.read(_LONGEST), password=None)
        if not isinstance(private, Ed25519PrivateKey):
            raise ValueError("another kind of key")
    except (ValueError, TypeError) as error:
        raise EnvironmentProblem(
            f"Khóa ký của máy này ({FILE}) bị hỏng.",
            f"Hãy lấy lại tệp này từ bản sao lưu, hoặc xóa tệp trong {folder} để tạo khóa mới; văn phòng sẽ được hỏi xác nhận.",
        ) from error
    except OSError as error:
        raise EnvironmentProblem(
            "Không đọc hoặc không tạo được khóa ký của máy này.",
            f"Hãy kiểm tra quyền đọc và ghi của thư mục {folder}.",
        ) from error
    return MachineKey(private.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw).hex(), private)


def _make(path: Path) -> None:
    """Write a new key whole before it has its name; when two programs start at once, the first one's key stays."""
    body = Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    working = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        handle = os.open(working, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(working, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without links
            if not path.exists():
                working.rename(path)
    finally:
        with contextlib.suppress(OSError):
            working.unlink(missing_ok=True)


def _keep_to_owner(path: Path) -> None:
    """Take away what others may do with the key (on Windows the profile folder is the user's alone already)."""
    if os.name != "nt" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        path.chmod(_OWNER_ONLY)
