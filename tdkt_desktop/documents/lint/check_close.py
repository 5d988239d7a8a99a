"""How a paper closes: recipients, signatures, and the heads of appendices."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from tdkt_desktop.documents.lint.findings import Finding, advice, wrong
from tdkt_desktop.documents.lint.paper import Paper
from tdkt_desktop.documents.lint.parts import SIGN_PREFIXES, Part
from tdkt_desktop.documents.lint.reading import Text
from tdkt_desktop.vietnamese.text import fold, nfc, squeeze

LABEL = "Nơi nhận:"
ARCHIVE = re.compile(r"^-?\s*Lưu\b", re.IGNORECASE)
ARCHIVED = re.compile(r"^- Lưu: (VT|Hồ sơ|HS)\b")
PREFIX = re.compile(r"^(?P<given>(TM|KT|TL|TUQ|K/T|T/M|T/L|TUQ)[./:]*|Q[.:])\s*(?=\S)", re.IGNORECASE)
RANKS = re.compile(
    r"^(GS|PGS|TS|ThS|Th\.S|BS|CN|KS|NGƯT|NGND|AHLĐ|Tiến sĩ|Thạc sĩ|Giáo sư|Phó Giáo sư|Bác sĩ|Kỹ sư|Cử nhân|Ông|Bà)\b\.?",
    re.IGNORECASE,
)
APPENDIX = re.compile(r"^Phụ lục(?: ([IVXLC]+)| bổ sung)?$")
REFERENCE = re.compile(r"^\(Kèm theo [A-ZĐ].* số .*/.* ngày .* của .+\)$|^\(Ban hành kèm theo .+\)$")
TEXT_PARTS = (
    Part.GROUND,
    Part.BODY,
    Part.BULLET,
    Part.HEADING_1,
    Part.HEADING_2,
    Part.HEADING_3,
    Part.TABLE,
    Part.OTHER,
)


def check_close(paper: Paper) -> Iterator[Finding]:
    """Every finding about recipients, signatures and heads of appendices."""
    yield from _recipients(paper)
    for _, text in paper.of(Part.SIGNER_TITLE):
        yield from _prefix(text)
    for _, text in paper.of(Part.SIGNER_NAME):
        yield from _rank(text)
    yield from _alone(paper)
    yield from _appendices(paper)


def _recipients(paper: Paper) -> Iterator[Finding]:
    for _, text in paper.of(Part.RECIPIENTS_LABEL):
        words = nfc(text.text).strip()
        if words != LABEL:
            yield wrong(
                "noi-nhan",
                Part.RECIPIENTS_LABEL,
                f"“{words}”",
                f"“{LABEL}”",
                "mục II.9",
                "Viết lại, có dấu hai chấm.",
                text.at,
            )
    items = _items(paper)
    for index, (words, text) in enumerate(items):
        last = index == len(items) - 1
        if ARCHIVE.match(words):
            yield from _archive(words, text)
        if not words.endswith("." if last else ";"):
            yield wrong(
                "noi-nhan-dau-cau",
                Part.RECIPIENT,
                f"“{words}”",
                "dòng cuối kết thúc bằng dấu chấm" if last else "mỗi dòng kết thúc bằng dấu chấm phẩy",
                "mục II.9",
                "Sửa dấu câu ở cuối dòng.",
                text.at,
            )
    if items and not any(ARCHIVE.match(words) for words, _ in items):
        yield wrong(
            "noi-nhan-luu",
            Part.RECIPIENT,
            "không có dòng “Lưu”",
            "dòng cuối là “- Lưu: VT, ....”",
            "mục II.9",
            "Thêm dòng “- Lưu: VT, (đơn vị soạn thảo).”.",
            items[-1][1].at,
        )


def _archive(words: str, text: Text) -> Iterator[Finding]:
    if not ARCHIVED.match(words):
        yield wrong(
            "luu-hai-cham",
            Part.RECIPIENT,
            f"“{words}”",
            "“- Lưu: VT, ...”: sau chữ “Lưu” có dấu hai chấm, rồi VT (Văn thư)",
            "mục II.9",
            "Viết lại dòng “- Lưu: VT, ....”.",
            text.at,
        )


def _items(paper: Paper) -> list[tuple[str, Text]]:
    """The recipients, what wraps joined."""
    found: list[tuple[str, Text]] = []
    for _, text in paper.of(Part.RECIPIENT):
        words = nfc(text.text).strip()
        if found and not words.startswith(("-", "–")):
            found[-1] = (f"{found[-1][0]} {words}", found[-1][1])
        else:
            found.append((words, text))
    return found


def _prefix(text: Text) -> Iterator[Finding]:
    words = nfc(text.text).strip()
    found = PREFIX.match(words)
    if found is None or words.startswith(tuple(f"{prefix} " for prefix in SIGN_PREFIXES)):
        return
    yield wrong(
        "chu-ky-quyen-han",
        Part.SIGNER_TITLE,
        f"“{words}”",
        "ghi TM., Q., KT., TL. hoặc TUQ. (có dấu chấm), cách một chữ rồi đến chức vụ",
        "mục II.7",
        "Viết lại chữ viết tắt trước chức vụ, ví dụ “KT. CHỦ TỊCH”.",
        text.at,
    )


def _rank(text: Text) -> Iterator[Finding]:
    words = nfc(text.text).strip()
    if RANKS.match(words) and len(words.split()) > 1:
        yield wrong(
            "ho-ten-hoc-vi",
            Part.SIGNER_NAME,
            f"“{words}”",
            "trước họ tên không ghi học hàm, học vị, danh hiệu, không ghi “Ông”, “Bà”",
            "mục II.7",
            "Chỉ ghi họ và tên.",
            text.at,
        )


def _alone(paper: Paper) -> Iterator[Finding]:
    """A signature on a page that has nothing of the text."""
    seen: set[int] = set()
    for index, text in paper.of(Part.SIGNER_TITLE):
        page = text.where.page
        if page in seen or page < 2:
            continue
        seen.add(page)
        before = zip(paper.parts[:index], paper.reading.texts[:index], strict=True)
        if not any(one.where.page == page and part in TEXT_PARTS for part, one in before):
            yield advice(
                "chu-ky-mot-minh",
                Part.SIGNER_TITLE,
                "phần ký đứng một mình sang trang mới",
                "phần ký cùng trang với ít nhất dòng cuối của nội dung",
                "Đặt đoạn cuối của nội dung ở cùng trang với phần ký.",
                text.at,
            )


def _appendices(paper: Paper) -> Iterator[Finding]:
    labels = [paper.reading.texts[index] for index in paper.appendices]
    counted = [text for text in labels if "bo sung" not in fold(text.text)]
    for text in labels:
        words = nfc(text.text).strip()
        found = APPENDIX.match(words[:1].upper() + words[1:].replace("HỤ LỤC", "hụ lục"))
        several = len(counted) > 1 and text in counted
        if found is None or (several and found[1] is None):
            yield wrong(
                "phu-luc-so",
                Part.APPENDIX_LABEL,
                f"“{words}”",
                "“Phụ lục I”, “Phụ lục II”, ... khi có từ hai phụ lục; đánh số La Mã, không có dấu ở cuối",
                "mục III.1",
                "Viết lại từ “Phụ lục” và số thứ tự.",
                text.at,
            )
    yield from _references(paper)


def _references(paper: Paper) -> Iterator[Finding]:
    bounds = [*paper.appendices, len(paper.parts)]
    for start, end in pairwise(bounds):
        text = paper.reading.texts[start]
        inside = paper.of(Part.APPENDIX_REFERENCE)
        references = [one for index, one in inside if start < index < end]
        if not references:
            found, place = "không có dòng “(Kèm theo ...)”", text
        elif not REFERENCE.match(words := squeeze(nfc(" ".join(one.text for one in references)))):
            found, place = f"“{words}”", references[0]
        else:
            continue
        yield wrong(
            "phu-luc-kem-theo",
            Part.APPENDIX_REFERENCE,
            found,
            "“(Kèm theo Thông báo số 12/TB-... ngày 06 tháng 6 năm 2019 của ...)”",
            "mục III.1",
            "Ghi dòng chỉ dẫn kèm theo dưới tên phụ lục.",
            place.at,
        )
