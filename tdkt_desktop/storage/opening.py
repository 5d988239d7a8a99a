"""Create, open and migrate a campaign file: whole or not at all, and a newer file is refused untouched.

SQLite with a rollback journal and synchronous=FULL: an open WAL database loses its newest commits when copied.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import sqlite3
import uuid
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path, PurePath

from tdkt_desktop.domain.errors import EnvironmentProblem, FileMissing, NewerFormat, WrongFile
from tdkt_desktop.durable import sync_folder
from tdkt_desktop.storage.holding import Holder, hold
from tdkt_desktop.storage.migrations import STEPS
from tdkt_desktop.storage.store import Store

APPLICATION_ID = 0x54444B54  # "TDKT"
VERSION = len(STEPS)
SUFFIX = ".tdktdb"
PAGES = 2000  # copied between two looks at whether somebody wants to stop
Tick = Callable[[int, int], None]  # (done, in all); raises to give up


class OpenStore(Store):
    """A store held for writing; closing it lets go of the hold."""

    def __init__(self, path: Path, holder: Holder | None) -> None:
        super().__init__(path)
        self._holder = holder

    def close(self) -> None:
        super().close()
        if self._holder is not None:
            self._holder.release()


@contextlib.contextmanager
def new_store(path: Path, *, campaign_id: str, team: str = "") -> Iterator[Store]:
    """A new campaign file to fill: built out of sight, it has its name once all is in it. A crash leaves none.

    Raises EnvironmentProblem when the place cannot be written or is taken, CampaignInUse when somebody else makes it.
    """
    try:
        _check_free(path)
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise _not_created(path) from error
    holder = hold(path)
    building = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        with contextlib.closing(sqlite3.connect(building, isolation_level=None)) as connection:
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            _run_steps(connection, 0)
        store = Store(building)
        try:
            store.set_meta(
                campaign_id=campaign_id, team=team, device=uuid.uuid4().hex[:12], shared_lamport="0"
            )
            yield store
        finally:
            store.close()
        _check_free(path)
        put_in_place(building, path)
    except (OSError, sqlite3.OperationalError) as error:
        raise _not_created(path) from error
    finally:
        with contextlib.suppress(OSError):
            building.unlink(missing_ok=True)
            building.with_name(f"{building.name}-journal").unlink(missing_ok=True)
        holder.release()


def _check_free(path: Path) -> None:
    if path.exists():
        raise EnvironmentProblem(
            f"Đã có tệp {path.name} ở thư mục này.", "Hãy mở tệp đó, hoặc chọn tên khác."
        )


def _not_created(path: Path) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"Không tạo được {path.name} trong {path.parent}.",
        "Hãy kiểm tra ổ đĩa còn chỗ trống và ghi được, tên không quá dài, rồi làm lại; chưa có gì thay đổi.",
    )


def open_store(path: Path, *, writing: bool = True) -> OpenStore:
    """Open a campaign file, migrating it after a backup when it is older; that holds it, if only for as long.

    Raises FileMissing, WrongFile, NewerFormat (the file stays byte-identical) or CampaignInUse.
    """
    version = read_version(path)
    holder = hold(path) if writing or version < VERSION else None
    try:
        if version < VERSION:
            _migrate(path, version)
        if holder is not None and not writing:
            holder.release()
            holder = None
        return OpenStore(path, holder)
    except BaseException:
        if holder is not None:
            holder.release()
        raise


def read_version(path: Path) -> int:
    """The version of a campaign file, read without touching it. Raises FileMissing, WrongFile or NewerFormat."""
    if not path.is_file():
        raise FileMissing(
            f"Không thấy tệp {path}.",
            "Hãy kiểm tra lại đường dẫn; có thể USB chưa cắm hoặc tệp đã chuyển chỗ.",
        )
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except OSError as error:
        raise EnvironmentProblem(
            f"Không đọc được {path.name}.",
            "Hãy đóng chương trình khác đang giữ tệp, hoặc kiểm tra ổ đĩa, USB và quyền đọc, rồi mở lại.",
        ) from error
    if head != b"SQLite format 3\x00":
        raise WrongFile(
            f"{path.name} không phải tệp đợt kiểm tra.",
            "Hãy chọn tệp có đuôi .tdktdb do phần mềm này tạo; tệp được giữ nguyên.",
        )
    try:
        application, version = _marks(path)
    except sqlite3.DatabaseError as error:
        raise WrongFile(
            f"{path.name} bị hỏng, không đọc được.",
            f"Hãy mở bản sao lưu gần nhất trong thư mục {path.parent / 'sao-luu'}; tệp hỏng được giữ nguyên.",
        ) from error
    if application != APPLICATION_ID:
        raise WrongFile(
            f"{path.name} là tệp của phần mềm khác.",
            "Hãy chọn tệp .tdktdb của đợt kiểm tra; tệp được giữ nguyên.",
        )
    if version > VERSION:
        raise NewerFormat(
            f"{path.name} được tạo bởi phiên bản mới hơn (định dạng {version}; máy này dùng định dạng {VERSION}).",
            "Hãy cài phiên bản mới của phần mềm rồi mở lại; tệp được giữ nguyên.",
        )
    return version


def read_only(path: PurePath) -> str:
    """A whole path as SQLite is to open it for reading alone. A folder of another machine (Windows: two backslashes, or a
    letter that stands for one) is a host for `as_uri`, which SQLite refuses: there it goes into the path.
    """
    return re.sub("^file://(?=[^/])", "file:////", path.as_uri()) + "?mode=ro"


def _marks(path: Path) -> tuple[int, int]:
    """The application id and the version of a file, read without touching it."""
    try:
        with contextlib.closing(sqlite3.connect(read_only(path.resolve()), uri=True)) as connection:
            application = connection.execute("PRAGMA application_id").fetchone()[0]
            return application, int(connection.execute("PRAGMA user_version").fetchone()[0])
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_READONLY_ROLLBACK:
            raise
    # Killed in the middle of a commit: the journal beside it is played back when the file is opened for good. Until
    # then the two marks are read from the header itself, where no save ever changes them.
    with path.open("rb") as file:
        head = file.read(100)
    return int.from_bytes(head[68:72], "big"), int.from_bytes(head[60:64], "big")


def back_up(path: Path, reason: str, tick: Tick | None = None) -> Path:
    """A copy of a campaign file in the folder "sao-luu" beside it, named by time and reason. Returns its path.

    It has its name only when it is whole. `tick` is told of progress and may raise to give up. Raises
    EnvironmentProblem.
    """
    folder = path.parent / "sao-luu"
    stamp = datetime.now().astimezone().strftime("%Y%m%d-%H%M%S-%f")
    target = folder / f"{path.stem}.{stamp}.{reason}{path.suffix}"
    working = folder / f".{target.name}.{uuid.uuid4().hex}"
    try:
        folder.mkdir(exist_ok=True)
        copy_store(path, working, tick)
        put_in_place(working, target)
    except OSError as error:
        raise _not_copied(path, folder) from error
    finally:
        with contextlib.suppress(OSError):
            working.unlink(missing_ok=True)
    return target


def copy_store(path: Path, target: Path, tick: Tick | None = None) -> None:
    """A whole copy of a campaign file, also while it is being written. Raises EnvironmentProblem."""
    try:
        with (
            contextlib.closing(sqlite3.connect(path)) as source,
            contextlib.closing(sqlite3.connect(target)) as copy,
        ):
            if tick is None:
                source.backup(copy)
            else:
                source.backup(copy, pages=PAGES, progress=lambda _status, left, all_: tick(all_ - left, all_))
    except sqlite3.Error as error:
        raise _not_copied(path, target.parent) from error


def put_in_place(working: Path, target: Path) -> None:
    """Give a whole campaign file its name, durably. The journal of a file that lay there before belongs to that file:
    beside the new one it would be rolled back into it. Raises OSError.
    """
    with working.open("rb+") as file:
        os.fsync(file.fileno())
    journal = target.with_name(f"{target.name}-journal")
    if journal.exists():
        with (
            contextlib.suppress(sqlite3.Error),
            contextlib.closing(sqlite3.connect(target)) as old,
        ):  # played back while it still may be: a crash from here on leaves the old file whole
            old.execute("SELECT count(*) FROM sqlite_master").fetchall()
        journal.unlink(missing_ok=True)
    working.replace(target)
    sync_folder(target.parent)


def _not_copied(path: Path, folder: Path) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"Không chép được {path.name} sang {folder}.", "Hãy kiểm tra ổ đĩa còn chỗ trống rồi thử lại."
    )


def damage_of(path: Path) -> list[str]:
    """What SQLite itself finds wrong with a file; empty for a sound one."""
    try:
        with contextlib.closing(sqlite3.connect(read_only(path.resolve()), uri=True)) as connection:
            connection.text_factory = _readable
            said = [str(row[0]) for row in connection.execute("PRAGMA integrity_check(20)")]
    except sqlite3.DatabaseError as error:
        return [str(error)]
    except UnicodeDecodeError:  # the error itself quotes what is damaged
        return ["malformed text"]
    return [] if said == ["ok"] else said


def _readable(text: bytes) -> str:
    return text.decode(errors="replace")


def _migrate(path: Path, version: int) -> None:
    """Run the missing steps on a copy, then put the copy in the place of the file."""
    back_up(path, f"truoc-nang-cap-{version}")
    working = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        shutil.copy2(path, working)
        with contextlib.closing(sqlite3.connect(working, isolation_level=None)) as connection:
            _run_steps(connection, version)
        store = Store(working)
        try:
            store.rebuild()  # packages of newer machines left more in the log than the older tables could show
        finally:
            store.close()
        put_in_place(working, path)
    except (OSError, sqlite3.OperationalError) as error:
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_ERROR:
            raise  # a fault of a step, not of the disk
        raise EnvironmentProblem(
            f"Không nâng cấp được {path.name}.",
            "Hãy kiểm tra ổ đĩa còn chỗ trống; tệp đang có được giữ nguyên.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            working.unlink(missing_ok=True)


def _run_steps(connection: sqlite3.Connection, version: int) -> None:
    connection.execute("BEGIN")
    for step in STEPS[version:]:
        for statement in step:
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
