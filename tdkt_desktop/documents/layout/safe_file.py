"""Writing a file whole or not at all: beside the target, to disk, then in its place."""

from __future__ import annotations

import contextlib
import errno
import os
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path

from tdkt_desktop.domain.errors import EnvironmentProblem
from tdkt_desktop.durable import sync_folder

REMEDIES = {
    errno.ENOSPC: ("ổ đĩa đã đầy", "Hãy xóa bớt tệp hoặc chọn nơi khác"),
    errno.EACCES: (
        "không có quyền ghi, hoặc tệp đang mở ở chương trình khác",
        "Hãy đóng tệp trong Word hoặc chọn thư mục khác",
    ),
    errno.EPERM: ("không có quyền ghi", "Hãy chọn thư mục khác"),
    errno.EROFS: ("ổ đĩa chỉ cho đọc", "Hãy mở khóa ghi của USB hoặc chọn nơi khác"),
    errno.ENOENT: ("thư mục không còn", "Hãy kiểm tra USB hoặc chọn thư mục khác"),
    errno.EEXIST: ("nơi đó là một tệp, không phải thư mục", "Hãy chọn thư mục khác"),
    errno.ENOTDIR: ("nơi đó là một tệp, không phải thư mục", "Hãy chọn thư mục khác"),
    errno.ENAMETOOLONG: ("tên tệp hoặc đường dẫn quá dài", "Hãy chọn tên hoặc thư mục ngắn hơn"),
    errno.EINVAL: ("tên tệp có ký tự mà ổ đĩa không nhận", "Hãy đặt tên khác"),
}


class DocumentNotWritten(EnvironmentProblem):
    """A document could not be written; an older file of that name is as it was."""


@contextlib.contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Yield a temporary path to write; on success it takes the target's place, on failure it vanishes. A folder that
    is gone (a stick was pulled) is not made anew: see `folder_for`.

    Raises DocumentNotWritten for the system's refusals; the old file then stays byte-identical.
    """
    working = path.with_name(f".{uuid.uuid4().hex}{path.suffix}")
    try:
        yield working
        with working.open("rb+") as file:
            os.fsync(file.fileno())
        working.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise _refused(path, error) from error
    finally:
        with contextlib.suppress(OSError):  # already in its place, or the disk is gone
            working.unlink(missing_ok=True)


def folder_for(path: Path) -> None:
    """Make the folder of a file to come, where there is none. Raises DocumentNotWritten."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _refused(path, error) from error


def _refused(path: Path, error: OSError) -> DocumentNotWritten:
    cause, remedy = REMEDIES.get(error.errno or 0, ("ổ đĩa báo lỗi", "Hãy thử lại hoặc chọn nơi khác"))
    return DocumentNotWritten(
        f"Không ghi được {path.name}: {cause}.", f"{remedy}; tệp cũ (nếu có) vẫn nguyên."
    )


def fix_times(path: Path) -> None:
    """Give every part of a ZIP (DOCX, XLSX) the same time: file times say nothing about a paper, equal bytes do."""
    with zipfile.ZipFile(path) as source:
        parts = [(info.filename, source.read(info)) for info in source.infolist()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, body in parts:
            target.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)
