"""Files from anywhere, looked at before anything reads them: bounded in size, and of the kind their name says."""

from __future__ import annotations

import zipfile
from pathlib import Path

from tdkt_desktop.domain.errors import EnvironmentProblem, FileMissing, WrongFile

MAX_FILE = 60_000_000
MAX_UNPACKED = 200_000_000
MAX_ENTRIES = 5_000
MAX_XML = 60_000_000
MAX_PAGES = 300
KINDS = {".docx": b"PK\x03\x04", ".pdf": b"%PDF-"}
ANEW = "Hãy mở tệp bằng phần mềm đã soạn, lưu lại thành tệp mới rồi thử lại."
CHOOSE = "Hãy chọn một tệp Word (.docx) hoặc PDF (.pdf)."


def kind_of(path: Path) -> str:
    """The format of a file, "docx" or "pdf". Raises FileMissing, WrongFile or EnvironmentProblem."""
    if not path.exists():
        raise FileMissing(f"Không thấy tệp {path.name}.", "Hãy kiểm tra lại tên và thư mục của tệp.")
    suffix = path.suffix.lower()
    if not path.is_file() or suffix not in KINDS:
        raise WrongFile(f"{path.name} không phải tệp Word (.docx) hoặc PDF.", _as_docx(suffix))
    try:
        size = path.stat().st_size
        with path.open("rb") as file:
            head = file.read(1024)
    except OSError as error:
        raise EnvironmentProblem(
            f"Không đọc được tệp {path.name}.", "Hãy kiểm tra ổ đĩa và quyền đọc tệp rồi thử lại."
        ) from error
    if size > MAX_FILE:
        raise WrongFile(
            f"Tệp {path.name} lớn quá {MAX_FILE // 1_000_000} MB.",
            "Hãy giảm kích thước ảnh trong văn bản rồi lưu lại.",
        )
    sign = KINDS[suffix]
    if not (sign in head if suffix == ".pdf" else head.startswith(sign)):
        raise damaged(path)
    return suffix[1:]


def look_through_word(path: Path) -> None:
    """A Word file that unfolds without end, or holds an entity, is refused. Raises WrongFile."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
                raise too_large(path)
            for entry in entries:
                if entry.filename.endswith((".xml", ".rels")):
                    _look_at_xml(archive, entry, path)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, RuntimeError, EOFError, ValueError) as error:
        raise damaged(path) from error
    except NotImplementedError as error:
        raise damaged(path) from error
    except Exception as error:  # zlib.error is no subclass of anything kinder
        if type(error).__module__ in {"zlib", "lzma"}:
            raise damaged(path) from error
        raise


def _look_at_xml(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, path: Path) -> None:
    if entry.file_size > MAX_XML:
        raise too_large(path)
    with archive.open(entry) as file:
        head = file.read(4096)
        while file.read(1 << 20):  # to its end: what is damaged shows by its checksum
            pass
    if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
        raise damaged(path)


def damaged(path: Path) -> WrongFile:
    """The refusal of a file that cannot be read."""
    return WrongFile(f"Tệp {path.name} bị hỏng hoặc không đúng loại như phần đuôi của tên tệp.", ANEW)


def too_large(path: Path) -> WrongFile:
    """The refusal of a file whose content has no measure."""
    return WrongFile(f"Nội dung trong tệp {path.name} lớn bất thường nên không đọc.", ANEW)


def _as_docx(suffix: str) -> str:
    if suffix in {".doc", ".odt", ".rtf", ".docm"}:
        return "Hãy mở tệp, lưu lại thành loại .docx rồi thử lại."
    return CHOOSE
