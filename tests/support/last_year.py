"""A made-up campaign of the year before: four plainly generic units, limitations, proposals, figures in all four states."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from pathlib import Path
from typing import Any

from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.notice import proposals
from tests.builders import CAMPAIGN, CHECKLIST, write_campaign_files

LATE, NO_PLAN, FILES = "Báo cáo còn chậm", "Chưa có kế hoạch", "Lưu hồ sơ chưa khoa học"
GONE = "Chưa bố trí người theo dõi"
TRAINING = "Tổ chức tập huấn nghiệp vụ"
ANSWERS: dict[str, Any] = {
    "format": "tdkt-answers 1",
    "campaign": "dot-truoc",
    "units": {
        "A": {
            "answers": {"N1.1": True, "N1.3": "đầy đủ", "N2.2": 10_000_000, "N2.6": [TRAINING]},
            "remarks": {"N1": {"verdict": "met"}, "N2": {"limitation": FILES}},
            # the second line repeats what was said under a criterion, the first one does not
            "assessment": {"limitations": f"- {LATE}\n- {FILES}."},
        },
        "B": {
            "answers": {"N1.1": False, "N1.3": "phải bổ sung", "N2.2": 5_000_000},
            "remarks": {"N1": {"verdict": "not_met", "limitation": f"{NO_PLAN}.\n{LATE}"}},
        },
        "C": {"answers": {"N1.1": {"not_applicable": "Mới thành lập"}}},
        "D": {"remarks": {"N1": {"limitation": GONE}}},
    },
}
UNITS = [
    {"code": "A", "official": "Đơn vị 01", "team": "D1"},
    {"code": "B", "official": "Đơn vị 02", "team": "D1"},
    {"code": "C", "official": "Đơn vị 03", "team": "D2"},
    {"code": "D", "official": "Đơn vị 04", "team": "D2"},
]


def make_last(
    folder: Path,
    *,
    units: Sequence[dict[str, Any]] = UNITS,
    answers: dict[str, Any] | None = None,
    checklist: dict[str, Any] | None = None,
    year: int = 2025,
    campaign_id: str = "dot-truoc",
) -> Path:
    """Make the finished campaign as a file of its own; one proposal has been answered."""
    folder.mkdir(parents=True, exist_ok=True)
    tree = deepcopy(CAMPAIGN) | {
        "id": campaign_id,
        "title": f"Đợt kiểm tra năm {year}",
        "year": year,
        "units": list(units),
        "prose": {},
    }
    said = (ANSWERS if answers is None else answers) | {"campaign": campaign_id}
    file = write_campaign_files(folder, campaign=tree, answers=said, checklist=checklist or CHECKLIST)
    path = campaigns.create_campaign(file, folder / "truoc.tdktdb")
    with campaigns.open_campaign(path, author="Thư ký") as session:
        campaigns.fill(session, folder / "tra-loi.yaml")
        for entry in proposals.register(session):
            proposals.set_status(session, entry.key, "answered", "Công văn số 01")
    return path


def make_this(folder: Path, *, units: Sequence[dict[str, Any]] | None = None) -> Path:
    """Make this year's campaign, with nothing recorded yet."""
    folder.mkdir(parents=True, exist_ok=True)
    tree = deepcopy(CAMPAIGN) | ({"units": list(units)} if units is not None else {})
    return campaigns.create_campaign(write_campaign_files(folder, campaign=tree), folder / "nay.tdktdb")
