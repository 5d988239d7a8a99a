"""Versions of the notice: kept at every export and on demand, compared, printed again, signed; an issued notice stands still.

While the notice is issued every paper of it is the signed text; the record goes on, and what it says otherwise is told.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tdkt_desktop.domain.changes import campaign_changes
from tdkt_desktop.domain.errors import CampaignError, NoticeIssued, TdktError
from tdkt_desktop.domain.notice_paper import NoticePaper
from tdkt_desktop.domain.notice_versions import (
    AUDIENCE_WORDS,
    ISSUE,
    VERSION,
    Audience,
    Cause,
    Reopening,
    Version,
    reopen_change,
    sign_change,
    version_change,
    version_of,
)
from tdkt_desktop.domain.revisions import Change
from tdkt_desktop.domain.values import clean_text
from tdkt_desktop.domain.version_rules import MAX_PAPER, paper_size
from tdkt_desktop.notice.outline import notice_outline
from tdkt_desktop.notice.paper_comparison import compare_papers
from tdkt_desktop.notice.paper_differences import PaperComparison
from tdkt_desktop.notice.paper_drift import SignedPaper, drift, unit_names
from tdkt_desktop.notice.printed_paper import paper_of
from tdkt_desktop.workflows.session import CampaignSession
from tdkt_desktop.workflows.writing.paper_writing import known_formats, slug, write_paper

FORMATS = ("pdf", "docx")
NOW = "now"  # in place of a version: what the text and the record say now
LEAST_ID = 4  # letters of an id that a person types
ROOM = 30_000_000  # letters of all versions: exports that would go beyond are no longer kept by themselves
NOT_KEPT = "Tệp đã xuất, nhưng bản này chưa lưu được vào danh sách các bản của thông báo"


@dataclass(frozen=True)
class Kept:
    """What became of a version at an export: its id (blank where it is no new one), and what is to be said."""

    version: str = ""
    note: str = ""


def audience_of(*, public: bool) -> Audience:
    return Audience.PUBLIC if public else Audience.INTERNAL


def current_paper(session: CampaignSession, audience: Audience) -> NoticePaper:
    """The notice as the text and the record say now, issued or not."""
    outline = notice_outline(
        session.campaign,
        session.checklist,
        session.record,
        public=audience is Audience.PUBLIC,
        disputed=session.conflict_count(),
    )
    return paper_of(session.campaign, outline)


def printed_paper(session: CampaignSession, audience: Audience) -> NoticePaper:
    """The notice as it is printed: the signed text where it is issued. Raises NoticeIssued where none was signed for
    this audience.
    """
    issue = session.issue()
    if not issue.signed:
        return current_paper(session, audience)
    name = issue.version_for(audience)
    if not name:
        raise NoticeIssued(
            f"Thông báo đã ban hành nhưng khi ký không có bản {AUDIENCE_WORDS[audience].lower()}.",
            "Hãy xuất bản đã ký; muốn có bản này, hãy mở lại thông báo, lưu bản mới rồi ký lại.",
        )
    return signed_version(session, name).paper


def signed_version(session: CampaignSession, name: str) -> Version:
    """The version of that very id. Raises CampaignError where the log does not hold it."""
    subject = f"{VERSION}/{name}"
    for one in session.store.of_fields([(subject, VERSION)]).get((subject, VERSION), ()):
        if (version := version_of(one)) is not None:
            return version
    raise CampaignError(
        "Không thấy nội dung bản thông báo đã ký trong tệp này.",
        "Hãy gộp lại tệp của máy đã ký, hoặc khôi phục bản sao lưu.",
    )


def versions(session: CampaignSession) -> tuple[Version, ...]:
    """Every version, the newest first; of one that two machines kept the first is told."""
    found: dict[str, Version] = {}
    for one in session.history(VERSION, below=True):  # newest first
        if (version := version_of(one)) is not None:
            found.pop(version.id, None)
            found[version.id] = version
    return tuple(found.values())


def version_named(session: CampaignSession, typed: str) -> Version:
    """The version whose id begins so. Raises CampaignError."""
    wanted = typed.strip().lower()
    found = [one for one in versions(session) if one.id.startswith(wanted)] if len(wanted) >= LEAST_ID else []
    if len(found) != 1:
        raise CampaignError(
            f"Không có bản thông báo nào mang mã “{typed}”."
            if not found
            else f"Có {len(found):02d} bản thông báo mang mã bắt đầu bằng “{typed}”.",
            f"Hãy xem lại danh sách các bản; mã cần ít nhất {LEAST_ID} ký tự đầu.",
        )
    return found[0]


def paper_named(session: CampaignSession, typed: str, beside: Audience = Audience.INTERNAL) -> NoticePaper:
    """The paper of a version, or of now. Raises CampaignError."""
    if typed.strip().lower() == NOW:
        return current_paper(session, beside)
    return version_named(session, typed).paper


def keep_exported(session: CampaignSession, paper: NoticePaper, audience: Audience) -> Kept:
    """Keep what was exported where it differs from the newest version of its kind. Never raises a refusal: an export
    is good without it, and then the note says so.
    """
    if session.team:
        return Kept()
    try:
        if session.issue().signed:
            return Kept()  # what was exported is the signed text, which is kept already
        known = versions(session)
        newest = next((one for one in known if one.audience is audience), None)
        if newest is not None and newest.paper == paper:
            return Kept()
        change = version_change(paper, audience, Cause.EXPORTED, at=_now())
        used = sum(paper_size(one.value) for one in session.history(VERSION, below=True))
        if used + paper_size(change.value) > ROOM:
            return Kept(note=f"{NOT_KEPT}: các bản đã lưu chiếm quá nhiều chỗ.")
        return _keep(session, change)
    except TdktError as error:
        return Kept(note=f"{NOT_KEPT}: {error.message}")


def keep_named(session: CampaignSession, name: str, audience: Audience = Audience.INTERNAL) -> Version:
    """Keep the notice as it reads now, under a name. Raises CampaignError without one."""
    _at_office(session)
    if not name.strip():
        raise CampaignError("Bản cần lưu chưa có tên.", "Hãy ghi tên, ví dụ “Bản trình lần 1”.")
    paper = current_paper(session, audience)
    kept = _keep(session, version_change(paper, audience, Cause.KEPT, name=name, at=_now()))
    return version_named(session, kept.version)


def sign(
    session: CampaignSession, typed: str, number: str, date: dt.date | None, signer: str = ""
) -> Version:
    """Note that a version was signed: from now on the notice is issued. Returns the signed version.

    Number, date and signer are put where the version left room, and into the campaign. The paper for the other audience
    is signed along where the version says what the notice says now. Raises CampaignError or NoticeIssued.
    """
    _at_office(session)
    _steps(session)
    if session.issue().signed:
        raise NoticeIssued(
            "Thông báo đã ban hành theo một bản đã ký.",
            "Muốn ký bản khác, hãy mở lại thông báo và ghi lý do; bản đã ký được giữ nguyên.",
        )
    number, signer = clean_text(number).strip(), clean_text(signer).strip()
    if not number or date is None:
        raise CampaignError(
            "Bản đã ký cần có số và ngày ban hành.", "Hãy ghi số và ngày như trên bản giấy đã ký."
        )
    version = version_named(session, typed)
    if notes := version.paper.draft_notes:
        raise CampaignError(
            f"Bản này còn là dự thảo: {notes[0].strip('()').removeprefix('Dự thảo: ')}",
            "Hãy chốt các biên bản, xử lý các điểm chưa thống nhất, rồi lưu bản mới và đánh dấu đã ký bản đó.",
        )
    campaign = session.campaign
    signer = signer or version.paper.signer_name
    papers = {version.audience: version.paper}
    if version.paper == current_paper(session, version.audience):
        papers = {one: current_paper(session, one) for one in Audience}
    signed = {
        one: replace(paper, number=number, date=date, signer_name=signer) for one, paper in papers.items()
    }
    changes = {one: version_change(paper, one, Cause.SIGNED) for one, paper in signed.items()}
    ids = {one: change.subject.partition("/")[2] for one, change in changes.items()}
    after = replace(campaign, notice_number=number, notice_date=date)
    if signer != campaign.signer[1]:
        after = replace(after, notice_signer_name=signer)
    issued = sign_change(signed[version.audience], ids.items())
    session.save([*changes.values(), *campaign_changes(campaign, after), issued])
    return version_named(session, ids[version.audience])


def reopen(session: CampaignSession, why: Reopening, reason: str) -> None:
    """Open an issued notice again, with a reason that the log keeps. A replacement gets a number and a date of its own.

    Raises CampaignError.
    """
    _at_office(session)
    _steps(session)
    issue = session.issue()
    if not issue.signed:
        raise CampaignError("Thông báo chưa ban hành nên không cần mở lại.", "Có thể sửa lời văn ngay.")
    if not reason.strip():
        raise CampaignError("Chưa ghi lý do mở lại thông báo.", "Hãy ghi lý do đính chính hoặc thay thế.")
    changes: list[Change] = [reopen_change(issue, why, reason)]
    if why is Reopening.REPLACEMENT:
        campaign = session.campaign
        changes += campaign_changes(campaign, replace(campaign, notice_number="", notice_date=None))
    session.save(changes)


def signed_paper(session: CampaignSession) -> SignedPaper | None:
    """The signed text of an issued notice; the one that names everything where both were signed. Raises CampaignError
    where the log does not hold it.
    """
    issue = session.issue()
    for audience in (Audience.INTERNAL, Audience.PUBLIC):
        if issue.signed and (name := issue.version_for(audience)):
            return SignedPaper(signed_version(session, name).paper, audience)
    return None


def signed_drift(session: CampaignSession) -> PaperComparison | None:
    """What the record says that the signed text does not; None while the notice is not issued."""
    signed = signed_paper(session)
    if signed is None:
        return None
    return drift(signed, session.campaign, session.checklist, session.record)


def compare(session: CampaignSession, first: NoticePaper, second: NoticePaper) -> PaperComparison:
    """Two papers of this campaign beside each other."""
    return compare_papers(first, second, unit_names(session.campaign))


def steps(session: CampaignSession) -> tuple[Change, ...]:
    """Every signing and reopening as it was recorded, the newest first."""
    return tuple(Change(one.subject, one.field, one.value) for one in session.history(ISSUE, ISSUE))


def write_version(
    session: CampaignSession, version: Version, folder: Path, formats: Sequence[str] = FORMATS
) -> tuple[Path, ...]:
    """Write a version again exactly as it was. Returns the files."""
    return write_notice_paper(session, version.paper, folder, formats, ending=f"-ban-{version.id[:8]}")


def write_notice_paper(
    session: CampaignSession, paper: NoticePaper, folder: Path, formats: Sequence[str], *, ending: str = ""
) -> tuple[Path, ...]:
    """Write a paper of the notice as PDF or Word. Returns the files."""
    from tdkt_desktop.documents.notice_document import paper_document  # noqa: PLC0415 - loads when first used

    document = paper_document(paper)
    stem = f"thong-bao-{slug(session.campaign.id)}{ending}"
    return tuple(write_paper(document, folder / f"{stem}.{kind}") for kind in known_formats(formats, FORMATS))


def _keep(session: CampaignSession, change: Change) -> Kept:
    if paper_size(change.value) > MAX_PAPER:
        raise CampaignError(
            "Thông báo quá dài nên không lưu thành bản được.", "Hãy rút gọn lời văn rồi lưu lại."
        )
    session.save([change])
    return Kept(change.subject.partition("/")[2])


def _at_office(session: CampaignSession) -> None:
    if session.team:
        raise CampaignError(
            "Đây là tệp của đoàn; thông báo do văn phòng lập và ban hành.", "Hãy mở tệp của văn phòng."
        )


def _steps(session: CampaignSession) -> None:
    """Look at what was recorded: signing and reopening soon after each other stay two steps of the history."""
    session.history(ISSUE, ISSUE)


def _now() -> str:
    return dt.datetime.now().astimezone().isoformat(timespec="microseconds")
