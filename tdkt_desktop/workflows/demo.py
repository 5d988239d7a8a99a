"""The whole job on the 2019 sample: plan to six teams, six packages back, merge, six minutes, one notice."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from tdkt_desktop.domain.errors import EnvironmentProblem
from tdkt_desktop.domain.reading_answers import read_answers
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.exchange.plain_files import read_plain
from tdkt_desktop.storage.opening import SUFFIX
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.merge import merging, packages
from tdkt_desktop.workflows.papers import papers
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.unit.sealing import seal_units

MARKER = ".tdkt-demo"
Progress = Callable[[str], None]


@dataclass(frozen=True)
class DemoResult:
    """What the demo left, by kind."""

    store: Path
    plans: tuple[Path, ...]
    team_packages: tuple[Path, ...]
    minutes: tuple[Path, ...]
    notice: tuple[Path, ...]
    merge_text: str
    summary: Path


def run_demo(out: Path, progress: Progress = lambda _text: None) -> DemoResult:
    """Run the sample campaign from end to end into a folder.

    The folder must be new, empty, or one that an earlier demo made; anything else is refused untouched.
    """
    _prepare(out)
    progress("Tạo đợt kiểm tra ở văn phòng")
    office_path = campaigns.create_sample(out / f"van-phong{SUFFIX}", filled=False)
    with campaigns.open_campaign(office_path, author="Thư ký") as office:
        progress("Phát hành kế hoạch cho các đoàn")
        plans = packages.issue_plans(office, out / "ke-hoach")
        results: list[Path] = []
        minutes: list[Path] = []
        for plan in plans:
            progress(f"Đoàn nhận {plan.name}, kiểm tra, chốt và gửi kết quả")
            package, papers_made = _team_day(plan, out)
            results.append(package)
            minutes += papers_made
        progress("Gộp tệp của các đoàn")
        report = merging.merge_packages(office, results)
        again = merging.merge_packages(office, results[:1])
        _fill(office, unit_codes=())
        progress("Lập thông báo")
        notice = papers.export_notice(office, out / "thong-bao").files
        summary = _summary(office, out, report.text, again.text)
    return DemoResult(office_path, plans, tuple(results), tuple(minutes), notice, report.text, summary)


def _prepare(out: Path) -> None:
    if out.exists() and any(out.iterdir()):
        if not (out / MARKER).exists():
            raise EnvironmentProblem(
                f"Thư mục {out} đã có tệp khác.", "Hãy chọn một thư mục mới hoặc thư mục trống."
            )
        shutil.rmtree(out)
    out.mkdir(parents=True, exist_ok=True)
    (out / MARKER).write_text("", encoding="utf-8")


def _team_day(plan: Path, out: Path) -> tuple[Path, tuple[Path, ...]]:
    """One team's day: receive the plan, fill, print the minutes, seal, export."""
    team = plan.stem.rpartition("-")[2]
    store = packages.receive_plan(plan, out / "may-cua-doan" / f"{team}{SUFFIX}")
    with campaigns.open_campaign(store, author=f"Đoàn {team}") as session:
        codes = tuple(unit.code for unit in session.units)
        _fill(session, codes)
        seal_units(session, codes, force=True)  # the notice of 2019 does not say everything that was asked
        made = tuple(path for code in codes for path in papers.make_minutes(session, code, out / "bien-ban"))
        return packages.export_team(session, team, out / "tu-cac-doan"), made


def _fill(session: CampaignSession, unit_codes: tuple[str, ...]) -> None:
    """Record the sample's answers for some units; for none of them, what the sample says of all units together."""
    file = campaigns.sample_folder() / "answers.yaml"
    changes = read_answers(read_plain(file), file.name, session.campaign, session.checklist)
    session.save([change for change in changes if _concerns(change, unit_codes)])


def _concerns(change: Change, unit_codes: tuple[str, ...]) -> bool:
    kind, _, rest = change.subject.partition("/")
    unit = rest.partition("/")[0]
    return unit in unit_codes if unit_codes else kind == "declared" or unit == "*"


def _summary(session: CampaignSession, out: Path, merged: str, again: str) -> Path:
    """One page that says what was made and what to look at."""
    files = sorted(path for path in out.rglob("*") if path.is_file() and not path.name.startswith("."))
    outline = papers.outline_of(session)
    lines = [
        f"KẾT QUẢ CHẠY THỬ: {session.campaign.title}",
        "",
        f"Đợt kiểm tra: {len(session.units)} đơn vị, {len(session.checklist.criteria)} nội dung, {session.revision_count()} bản ghi.",
        "",
        "Gộp tệp của các đoàn:",
        merged,
        "",
        "Gộp lại tệp đầu tiên lần thứ hai:",
        again,
        "",
        "Tệp đã tạo:",
        *(f"- {path.relative_to(out).as_posix()}" for path in files),
        "",
        f"Đơn vị chưa chốt biên bản: {padded(len(outline.unsealed))}.",
        "",
        "Điểm nguồn năm 2019 tự mâu thuẫn hoặc bỏ ngỏ:",
        *(f"- {note}" for note in session.campaign.notes),
        "",
    ]
    path = out / "TOM-TAT.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path
