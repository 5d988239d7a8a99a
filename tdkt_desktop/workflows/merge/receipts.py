"""Receipts: a sheet for each team that says what the office took from its file."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from tdkt_desktop.exchange.package.whole import key_code
from tdkt_desktop.workflows.history import moment_words
from tdkt_desktop.workflows.merge.merge_preview import PackagePreview, counts_words
from tdkt_desktop.workflows.session import CampaignSession

log = logging.getLogger(__name__)
LONGEST_NAME = 60  # letters: a Vietnamese one takes up to three bytes of the 255 that a name may have


def write_receipts(
    session: CampaignSession, taken: Sequence[PackagePreview], folder: Path
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """A receipt for each package that was taken in. Returns the files, and what could not be written, in words.

    Nothing is raised: everything is taken in by now, and that must not look as if nothing had been.
    """
    written, told = [], []
    for one in taken:
        try:
            written.append(write_receipt(session, one, folder))
        except OSError as error:
            log.warning("no receipt for %s", one.file, exc_info=error)
            told.append(f"Chưa ghi được giấy xác nhận cho {one.file.name} vào {folder}; dữ liệu đã gộp đủ.")
    return tuple(written), tuple(told)


def write_receipt(session: CampaignSession, preview: PackagePreview, folder: Path) -> Path:
    """A sheet that tells a team what the office took from its file, for the team's own peace."""
    package, campaign = preview.package, session.campaign
    team = campaign.team(package.team)
    known = {unit.code: unit for unit in campaign.units if unit.code in preview.units}
    lines = [
        "GIẤY XÁC NHẬN ĐÃ NHẬN TỆP CỦA ĐOÀN",
        "",
        f"Đợt kiểm tra: {campaign.title} ({campaign.id})",
        f"Đoàn: {(team.name or team.code) if team else package.team}",
        f"Tệp: {preview.file.name}, số thứ tự {package.sequence}, tạo lúc {moment_words(package.created_at)}",
        f"Mã tệp: {package.digest}",
        f"Mã máy đã gửi: {key_code(package.signed_by) or 'tệp của phiên bản cũ, không có chữ ký'}",
        f"Văn phòng nhận lúc: {datetime.now().astimezone():%d/%m/%Y %H:%M:%S}",
        f"Số bản ghi trong tệp: {preview.revisions}; mới đối với văn phòng: {preview.new_revisions}",
        f"Số tệp minh chứng: {len(package.files)}",
        "",
        *(
            f"- {known[unit].listed if unit else 'Thông tin chung của đợt'}: {counts_words(preview.by_unit[unit])}"
            for unit in sorted(preview.units)
            if unit in known or not unit
        ),
        "",
        "Mọi nội dung trong tệp đều đã nằm trong hồ sơ của văn phòng hoặc trong lịch sử của hồ sơ.",
    ]
    folder.mkdir(parents=True, exist_ok=True)
    # the id: files of two teams, or of two laptops of one team, may bear one name and one number
    stem = f"bien-nhan-{preview.file.stem[:LONGEST_NAME]}-{package.sequence:03d}-{package.id[:6]}"
    path = folder / f"{stem}.txt"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
