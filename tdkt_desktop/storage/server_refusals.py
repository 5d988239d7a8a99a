"""What a PostgreSQL server's refusals mean, in words for a secretary: why it was not reached, why it does not do, why it
did not take a write. The driver comes into the program through this file, which says so when it is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from tdkt_desktop.domain.errors import EnvironmentProblem, OthersWrote
from tdkt_desktop.storage.server_place import PASSWORDS, ServerPlace

try:
    import psycopg
    import psycopg.sql
except ImportError as error:
    raise EnvironmentProblem(
        "Bản cài này không có phần kết nối máy chủ PostgreSQL.",
        "Hãy nhờ người quản trị cài từ thư mục mã nguồn: pip install -c constraints.txt '.[postgresql]'.",
    ) from error

__all__ = ["psycopg", "refusals", "unreached", "unsuitable"]
OLDEST = 110000  # as the server counts: 11, the first with all that is asked of it
# A refused connection has no code: its reason is told by the server's own words alone, as it says them by default.
_REASONS = (
    (
        "no pg_hba.conf entry",
        "Máy chủ {place} không cho “{user}” vào từ máy này.",
        "Hãy nhờ người quản trị máy chủ cho phép (tệp pg_hba.conf).",
    ),
    ("no password supplied", "Máy chủ {place} cần mật khẩu.", PASSWORDS),
    (
        "authentication failed",
        "Máy chủ {place} không nhận mật khẩu của “{user}”.",
        f"Hãy kiểm tra lại tên người dùng và mật khẩu. {PASSWORDS}",
    ),
    (
        'database "',
        "Máy chủ {place} không có cơ sở dữ liệu “{dbname}”, hoặc người dùng này không được vào đó.",
        "Hãy kiểm tra phần sau dấu / của địa chỉ, hoặc hỏi người quản trị máy chủ.",
    ),
    (
        'role "',
        "Máy chủ {place} không có người dùng “{user}”, hoặc người này không được vào.",
        "Hãy kiểm tra phần trước dấu @ của địa chỉ, hoặc hỏi người quản trị máy chủ.",
    ),
    (
        "too many clients",
        "Máy chủ {place} đang có quá nhiều người kết nối.",
        "Hãy chờ ít phút rồi làm lại.",
    ),
    ("resolve host", "Không tìm thấy máy chủ {host}.", "Hãy kiểm tra tên máy chủ và mạng."),
    (
        "Connection refused",
        "Máy {host} không chạy máy chủ PostgreSQL, hoặc chạy ở cổng khác.",
        "Hãy kiểm tra cổng trong địa chỉ, hoặc báo người quản trị máy chủ.",
    ),
)


def unreached(place: ServerPlace, error: psycopg.Error) -> EnvironmentProblem:
    """Why no connection came about, as far as the server's words tell."""
    said, named = str(error), {"user": "", **place.parameters, "place": place.shown}
    for mark, message, remedy in _REASONS:
        if mark in said:
            return EnvironmentProblem(message.format_map(named), remedy)
    return EnvironmentProblem(
        f"Không kết nối được máy chủ {place.shown}.",
        f"Hãy kiểm tra mạng, tên máy chủ, tên cơ sở dữ liệu, tên người dùng. {PASSWORDS}",
    )


def unsuitable(name: str, version: int, encoding: str | None) -> EnvironmentProblem | None:
    """Why a server that was reached cannot keep a campaign."""
    if version < OLDEST:
        return EnvironmentProblem(
            f"Máy chủ {name} là PostgreSQL {version // 10000}, cũ hơn mức cần có ({OLDEST // 10000}).",
            "Hãy nhờ người quản trị nâng cấp máy chủ; chưa có gì thay đổi.",
        )
    if encoding != "UTF8":
        return EnvironmentProblem(
            f"Cơ sở dữ liệu {name} dùng bảng mã {encoding}, không ghi được tiếng Việt.",
            "Hãy nhờ người quản trị lập cơ sở dữ liệu có ENCODING 'UTF8'; chưa có gì thay đổi.",
        )
    return None


@contextmanager
def refusals(name: str) -> Iterator[None]:
    """Say in words why the server refused; a fault of the program, or of what it was given, passes through."""
    try:
        yield
    except Exception as error:
        refused = getattr(error, "orig", error)  # as SQLAlchemy wraps it
        said = _words(name, refused) if isinstance(refused, psycopg.Error) else None
        if said is None:
            raise
        raise said from error


def _words(name: str, error: psycopg.Error) -> EnvironmentProblem | None:
    match error:
        case psycopg.errors.SerializationFailure() | psycopg.errors.DeadlockDetected():
            return OthersWrote(f"Người khác cũng đang ghi vào {name}.", "Hãy làm lại; lần này chưa ghi gì.")
        case psycopg.errors.LockNotAvailable():
            return EnvironmentProblem(
                f"Người khác đang ghi vào {name} quá lâu.",
                "Hãy chờ người đó gộp xong rồi làm lại; lần này chưa ghi gì.",
            )
        case psycopg.errors.DiskFull():
            return EnvironmentProblem(
                f"Máy chủ {name} hết chỗ trống.", "Hãy báo người quản trị máy chủ; lần này chưa ghi gì."
            )
        case psycopg.errors.InsufficientPrivilege() | psycopg.errors.ReadOnlySqlTransaction():
            return EnvironmentProblem(
                f"Tên người dùng này không được ghi hoặc đọc ở {name}.",
                "Hãy nhờ người quản trị máy chủ cấp quyền; lần này chưa ghi gì.",
            )
        case psycopg.errors.DuplicateSchema():
            return EnvironmentProblem(
                f"{name} đã có đợt này, nhưng tên người dùng này không được đọc.",
                "Hãy nhờ người quản trị máy chủ cấp quyền; lần này chưa ghi gì.",
            )
        case psycopg.OperationalError() | psycopg.InterfaceError():
            return EnvironmentProblem(
                f"Mất kết nối với máy chủ {name}.",
                "Hãy kiểm tra mạng rồi làm lại: mỗi lần ghi vào trọn hoặc không vào, làm lại không ghi trùng.",
            )
    return None
