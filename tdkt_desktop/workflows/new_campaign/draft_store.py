"""Where a campaign that is being set up is kept until it is made: one file in the data folder, whole after every write."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import uuid
from collections.abc import Callable
from pathlib import Path

from tdkt_desktop.domain.errors import CampaignInUse, EnvironmentProblem
from tdkt_desktop.durable import sync_folder
from tdkt_desktop.storage.holding import hold
from tdkt_desktop.workflows.campaign.campaigns import data_folder
from tdkt_desktop.workflows.new_campaign.campaign_draft import Draft, draft_from_plain, draft_to_plain

FILE, SPOILED = "dot-dang-lap.json", "dot-dang-lap-hong.json"
log = logging.getLogger(__name__)


def draft_path() -> Path:
    """The file of the draft."""
    return data_folder() / FILE


def has_draft() -> bool:
    return draft_path().is_file()


def hold_draft() -> Callable[[], None]:
    """Keep other windows of the program off the draft, until what is returned is called. Raises CampaignInUse when one
    has it. Where nothing can be written nothing is held: that is said as soon as there is something to write.
    """
    path = draft_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        return hold(path, "Bản đang lập của đợt kiểm tra mới").release
    except CampaignInUse:
        raise
    except (EnvironmentProblem, OSError):
        return lambda: None


def load_draft() -> tuple[Draft | None, str]:
    """The draft, and a Vietnamese word on what is wrong: a spoiled file is put aside, never thrown away."""
    path = draft_path()
    try:
        return draft_from_plain(json.loads(path.read_text(encoding="utf-8"))), ""
    except FileNotFoundError:
        return None, ""
    except OSError as error:
        raise EnvironmentProblem(
            "Không đọc được đợt kiểm tra đang lập.", f"Hãy kiểm tra quyền đọc của {path}."
        ) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        log.info("the draft cannot be read", exc_info=True)
        path.replace(path.with_name(SPOILED))
        return None, (
            f"Không đọc được đợt kiểm tra đang lập lần trước. Tệp được giữ lại với tên {SPOILED}; "
            "hãy lập lại từ đầu."
        )


def save_draft(draft: Draft) -> None:
    """Write the draft beside its place, to the disk, then into its place. Raises EnvironmentProblem."""
    path = draft_path()
    working = path.with_name(f".{path.name}.{uuid.uuid4().hex}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with working.open("w", encoding="utf-8") as file:
            json.dump(draft_to_plain(draft), file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
        working.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise EnvironmentProblem(
            "Chưa ghi được đợt kiểm tra đang lập vào máy này.",
            "Hãy kiểm tra ổ đĩa còn chỗ trống và ghi được; nội dung vẫn còn trên màn hình.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            working.unlink(missing_ok=True)


def discard_draft() -> None:
    """Forget the draft: its campaign was made, or a person does not want it any more."""
    try:
        draft_path().unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentProblem(
            "Không xóa được đợt kiểm tra đang lập.", f"Hãy kiểm tra quyền ghi của {draft_path().parent}."
        ) from error
