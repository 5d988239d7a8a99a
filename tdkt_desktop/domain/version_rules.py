"""What a kept version of the notice and its standing may look like in the log: the readers for `revision_rules`."""

from __future__ import annotations

from tdkt_desktop.domain import revision_values as read
from tdkt_desktop.domain.notice_paper import HEAD_LINES, HEAD_TEXTS
from tdkt_desktop.domain.notice_versions import ID_LENGTH, Audience, Cause, Reopening, version_id
from tdkt_desktop.domain.revision_values import BadRevision
from tdkt_desktop.domain.values import Plain

COLUMNS = 7  # of the schedule
MAX_PAPER = 4_000_000  # letters of one paper: some thousand pages


def _listed(raw: Plain) -> list[Plain]:
    if not isinstance(raw, list) or len(raw) > read.MAX_LINES:
        raise BadRevision("giá trị cần là một danh sách vừa phải")
    return raw


def _cells(raw: Plain, count: int) -> None:
    if len(_listed(raw)) != count:
        raise BadRevision("dòng của thông báo thừa hoặc thiếu phần")
    for part in raw:
        read.text(part)


def _lines(raw: Plain) -> None:
    for line in _listed(raw):
        _cells(line, 3)
        if line[0] not in ("", "- ", "+ "):
            raise BadRevision("dòng của thông báo không đúng cách ghi")


def _rows(raw: Plain) -> None:
    for row in _listed(raw):
        _cells(row, COLUMNS)


_SECTION = read.group(
    {"key": read.short_text(100), "level": read.whole(0, 9), "heading": read.text, "lines": _lines},
    required=("key", "level", "heading", "lines"),
)


def _sections(raw: Plain) -> None:
    for one in _listed(raw):
        _SECTION(one)


_PAPER = read.group(
    read.texts(*HEAD_TEXTS)
    | dict.fromkeys(HEAD_LINES, read.lines)
    | {"year": read.whole(-(10**6), 10**6), "date": read.date, "sections": _sections, "rows": _rows},
    required=("year", "sections", "rows"),
)
_MOMENT_TEXT = read.short_text(45)


def _moment(raw: Plain) -> None:
    _MOMENT_TEXT(raw)
    if raw and not read.is_moment(raw):
        raise BadRevision(f"thời điểm “{read.shown(raw)}” không đúng cách ghi")


_VERSION = read.group(
    {
        "audience": read.one_of("loại bản", Audience),
        "cause": read.one_of("lý do lưu bản", Cause),
        "name": read.text,
        "at": _moment,
        "paper": _PAPER,
    },
    required=("audience", "cause", "name", "at", "paper"),
)


def version(raw: Plain) -> None:
    """A version of the notice."""
    _VERSION(raw)
    if paper_size(raw["paper"]) > MAX_PAPER:
        raise BadRevision("bản thông báo dài quá mức cho phép")


def named_by_content(name: str, raw: Plain) -> None:
    """A version bears the hash of what it says as its name: no revision can make a version say something else."""
    if raw is None or version_id(raw) != name:
        raise BadRevision("bản thông báo đã lưu không được sửa hoặc xóa")


def paper_size(raw: Plain) -> int:
    """How many letters a paper in plain form has."""
    if isinstance(raw, str):
        return len(raw)
    if isinstance(raw, dict):
        return sum(paper_size(one) for one in raw.values())
    return sum(paper_size(one) for one in raw) if isinstance(raw, list) else 0


def _version_ids(raw: Plain) -> None:
    _IDS(raw)


def _id(raw: Plain) -> None:
    if not read.is_hex(raw, ID_LENGTH):
        raise BadRevision("mã bản thông báo không đúng cách ghi")


_IDS = read.group({str(one): _id for one in Audience})
issue = read.group(
    {
        "state": read.one_of("tình trạng thông báo", ("signed", "reopened")),
        "versions": _version_ids,
        "date": read.date,
        "why": read.one_of("lý do mở lại", Reopening),
    }
    | read.texts("number", "signer", "reason"),
    required=("state", "versions"),
)
