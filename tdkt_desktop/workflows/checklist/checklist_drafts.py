"""The checklist being written, kept on the disk after every edit: a kill or a power cut loses none of it."""

from __future__ import annotations

import json
import logging
from dataclasses import dataclass
from pathlib import Path

from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.draft.tree import Tree, draft_of, every_node
from tdkt_desktop.domain.errors import EnvironmentProblem, TdktError
from tdkt_desktop.workflows.campaign.campaigns import data_folder
from tdkt_desktop.workflows.checklist_files import DRAFTS, FOLDER, safe_name

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Draft:
    """A checklist being written: `tree` as it is now, `base` as it was when the writing began."""

    tree: Tree
    base: Tree

    @property
    def code(self) -> str:
        return str(self.base["code"])


def keep_draft(draft: Draft) -> None:
    """Put a draft on the disk, whole or not at all. Raises EnvironmentProblem."""
    from tdkt_desktop.workflows.writing.paper_pages import put_file  # noqa: PLC0415 - loads when first used

    path = _path(draft.code)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        put_file(json.dumps({"tree": draft.tree, "base": draft.base}, ensure_ascii=False).encode(), path)
    except (OSError, TdktError) as error:
        raise EnvironmentProblem(
            "Không ghi được bản nháp của phiếu.",
            "Nội dung vẫn còn trên màn hình. Hãy kiểm tra dung lượng đĩa.",
        ) from error


def begin_draft(checklist: Checklist) -> Draft:
    """The draft of a checklist that was left, or a new one of it."""
    return kept_draft(checklist.code) or Draft(draft_of(checklist), draft_of(checklist))


def kept_draft(code: str) -> Draft | None:
    """The draft that was left; None when there is none that can be read."""
    try:
        said = json.loads(_path(code).read_text(encoding="utf-8"))
        draft = Draft(said["tree"], said["base"])
        list(every_node(draft.tree))
        return draft if draft.code == code else None
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        log.info("the draft of %s cannot be read", code, exc_info=True)
        return None


def left_drafts() -> tuple[Draft, ...]:
    """Every checklist that was being written when its window closed."""
    folder = data_folder() / FOLDER / DRAFTS
    codes = []
    for path in sorted(folder.glob("*.json")):
        try:
            codes.append(str(json.loads(path.read_text(encoding="utf-8"))["base"]["code"]))
        except (OSError, ValueError, KeyError, TypeError):
            log.info("%s is no draft", path.name, exc_info=True)
    return tuple(draft for code in codes if (draft := kept_draft(code)) is not None)


def drop_draft(code: str) -> None:
    """The draft was saved as a version, or is not wanted."""
    _path(code).unlink(missing_ok=True)


def _path(code: str) -> Path:
    return data_folder() / FOLDER / DRAFTS / f"{safe_name(code)}.json"
