"""Which entries a package may have. A name is only ever compared, never used as a path; strange ones are refused early."""

from __future__ import annotations

import re

from tdkt_desktop.domain.revision_values import is_plainly_written, shown
from tdkt_desktop.exchange.package.model import (
    ATTACHED,
    CHECKLISTS,
    MANIFEST,
    REVISIONS,
    SIGNATURE,
    BadPackage,
)

MAX_NAME = 150
_KNOWN = re.compile(
    rf"{re.escape(MANIFEST)}|{re.escape(SIGNATURE)}|{re.escape(REVISIONS)}"
    rf"|{CHECKLISTS}[0-9a-f]{{64}}\.json|{ATTACHED}[0-9a-f]{{64}}"
)
# Of newer versions: small letters only, so that no two names are one on any system.
_FREE = re.compile(r"[a-z0-9][a-z0-9_-]*(\.[a-z0-9]+)*(/[a-z0-9][a-z0-9_-]*(\.[a-z0-9]+)*){0,3}")
_CALLED = {MANIFEST: "bảng kê", SIGNATURE: "chữ ký", REVISIONS: "nhật ký"}
_DRIVE = re.compile(r"[A-Za-z]:")
_DEVICE = re.compile(
    r"(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?:[. ].*)?", re.IGNORECASE
)


def decoded(raw: bytes) -> str:
    """The name of an entry. Raises BadPackage for one that no version of the format uses."""
    try:
        name = raw.decode()
    except UnicodeDecodeError:
        raise BadPackage("tên một thành phần viết bằng bảng mã lạ") from None
    if not _KNOWN.fullmatch(name) and (why := _trouble(name)):
        raise BadPackage(f"thành phần “{shown(name)}” {why}")
    return name


def called(name: str) -> str:
    """What a person calls an entry; of a hash the beginning is enough."""
    if name in _CALLED:
        return _CALLED[name]
    for folder, word in ((ATTACHED, "minh chứng"), (CHECKLISTS, "danh mục")):
        if name.startswith(folder):
            return f"{word} {name.removeprefix(folder)[:8]}"
    return f"thành phần {name[:40]}"


def is_known(name: str) -> bool:
    """Whether this version knows what such an entry holds."""
    return _KNOWN.fullmatch(name) is not None


def is_file(name: str) -> bool:
    """Whether this is an attached file."""
    return name.startswith(ATTACHED)


def _trouble(name: str) -> str:
    """Why a name is refused, the gravest reason first; blank for one that a newer version may use."""
    parts = re.split(r"[/\\]", name)
    reasons = (
        (not is_plainly_written(name), "có tên chứa ký tự ẩn hoặc ký tự đảo chiều chữ"),
        (name[0] in "/\\" or _DRIVE.match(name), "có tên trỏ thẳng tới ổ đĩa của máy"),
        (".." in parts, "có tên trỏ ra ngoài tệp"),
        (any(map(_DEVICE.fullmatch, parts)), "có tên dành riêng cho thiết bị của Windows"),
        (name.endswith("/"), "là thư mục, tệp .tdkt không chứa thư mục"),
        (name.startswith(ATTACHED), "là tệp minh chứng không mang tên bằng mã của nó"),
        (name.startswith(CHECKLISTS), "là danh mục không mang tên bằng mã của nó"),
        (len(name) > MAX_NAME or not _FREE.fullmatch(name), "có tên không đúng quy ước của tệp .tdkt"),
    )
    return next((why for is_so, why in reasons if is_so), "")
