"""The sheet against the year before: comparable figures with their N, why others are not compared, limitations."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from tdkt_desktop.documents.neutral.sheets import Cell, Sheet, Styled, Tone
from tdkt_desktop.documents.workbook.facts import TONES, NoticeFacts, centred
from tdkt_desktop.domain.earlier import Earlier, EarlierFigure
from tdkt_desktop.domain.mending import MENDING_MARKS, MENDING_WORDS
from tdkt_desktop.notice.last_year import Compared, carried, not_compared
from tdkt_desktop.vietnamese.counts import join_names, padded

LAST_YEAR, AMOUNTS, LIMITATIONS = "So với năm trước", "Cộng hai năm", "Hạn chế năm trước"
YEAR_LABEL, YEAR_BEFORE, YEAR_NOW = 1, 2, 4  # columns that the chart reads


def last_year_sheets(facts: NoticeFacts) -> tuple[Sheet, ...]:
    """Counted figures, which the chart reads too; what is summed or not compared; limitations. None without a year before."""
    last = facts.campaign.last
    return () if last is None else (_counted(facts, last), _others(facts, last), _limitations(facts, last))


def _counted(facts: NoticeFacts, last: Earlier) -> Sheet:
    then, now = str(last.year), str(facts.campaign.year)
    lead = (
        f"So với {last.title}. Chỉ so câu hỏi giống nhau ở hai năm; tổng số là số đơn vị được kiểm tra của từng năm.",
    )
    header = (
        "Câu",
        "Câu hỏi",
        f"Thực hiện {then}",
        f"Tổng số {then}",
        f"Thực hiện {now}",
        f"Tổng số {now}",
        "Cần lưu ý khi so",
        f"Chưa thực hiện {then}",
        f"Chưa thực hiện {now}",
    )
    rows = tuple(
        (
            one.number,
            one.question.ask,
            *_ratio(one),
            _caution(one),
            _then(last, one.before.failing),
            facts.names(one.now.failing),
        )
        for one in facts.compared
        if one.before.counted
    )
    return Sheet(LAST_YEAR, header, rows, (7, 48, 10, 9, 10, 9, 34, 34, 34), lead, frozen=2)


def _others(facts: NoticeFacts, last: Earlier) -> Sheet:
    then, now = str(last.year), str(facts.campaign.year)
    lead = (
        "Câu hỏi về số lượng, văn bản, nội dung: số đơn vị có ghi và số cộng của từng năm; cuối trang là câu không so.",
    )
    header = (
        "Câu",
        "Câu hỏi",
        f"Có ghi {then}",
        f"Tổng số {then}",
        f"Có ghi {now}",
        f"Tổng số {now}",
        f"Cộng {then}",
        f"Cộng {now}",
        "Đơn vị tính",
        "Cần lưu ý khi so",
    )
    rows: list[tuple[Cell, ...]] = [
        (
            one.number,
            one.question.ask,
            *_ratio(one),
            _sum(one.before),
            _sum(one.now),
            one.now.measure or one.before.measure,
            _caution(one),
        )
        for one in facts.compared
        if not one.before.counted
    ]
    rows += [
        (number, question.ask, *[None] * 7, Styled(f"Không so: {why}", Tone.GREY))
        for number, question, why in not_compared(facts.campaign, facts.checklist)
    ]
    return Sheet(AMOUNTS, header, tuple(rows), (7, 48, 9, 9, 9, 9, 18, 18, 14, 40), lead, frozen=2)


def _ratio(one: Compared) -> tuple[Cell, ...]:
    return tuple(centred(part) for part in (one.before.n, one.before.base, one.now.n, one.now.base))


def _caution(one: Compared) -> Cell:
    words = "\n".join(_notes(one))
    return Styled(words, Tone.HALF) if words else None


def _notes(one: Compared) -> Iterator[str]:
    before, now = one.before, one.now
    if before.base != now.base:
        yield f"Số đơn vị khác nhau: {padded(before.base)} và {padded(now.base)}"
    if one.common < now.base:
        yield f"Có {padded(one.common)} đơn vị được kiểm tra ở cả hai năm"
    if before.unnamed:
        yield "Năm trước nguồn không nêu tên đơn vị"
    elif before.counted and before.not_checked:
        yield f"Năm trước {padded(len(before.not_checked))} đơn vị chưa kiểm tra"
    if now.counted and now.not_checked and not now.unnamed:
        yield f"Năm nay {padded(len(now.not_checked))} đơn vị chưa kiểm tra"
    if before.total and now.total and before.summed != now.summed:
        yield f"Cộng trên số đơn vị khác nhau: {padded(before.summed)} và {padded(now.summed)}"
    if before.mixed or now.mixed:
        yield "Cộng số liệu của nhiều kỳ hoặc nhiều loại khác nhau"
    if before.total and now.total and before.measure != now.measure:
        yield f"Đơn vị tính khác nhau: {before.measure} và {now.measure}"


def _sum(figure: EarlierFigure) -> Cell:
    return Decimal(figure.total) if figure.total else None


def _then(last: Earlier, codes: tuple[str, ...]) -> str:
    units = {unit.code: unit.short for unit in last.units}
    return join_names([units.get(code, code) for code in codes])


def _limitations(facts: NoticeFacts, last: Earlier) -> Sheet:
    rows: list[tuple[Cell, ...]] = [
        (
            centred(unit.number),
            unit.listed,
            unit.formerly,
            one.origin,
            one.year,
            one.text,
            Styled(MENDING_WORDS[one.state], TONES[MENDING_MARKS[one.state]], centred=True),
            one.note,
        )
        for unit, one in carried(facts.record, facts.campaign.units)
    ]
    for then in last.units:
        for origin, text, year in then.limitations:
            state = Styled(
                "Không kiểm tra đợt này" if not then.now else "Chưa đưa vào biên bản", Tone.GREY, centred=True
            )
            rows.append((None, then.listed, "", origin, year, text, state, ""))
    header = ("TT", "Đơn vị", "Tên cũ", "Ở nội dung", "Năm", "Hạn chế đã nêu", "Kết quả", "Ghi chú")
    lead = () if rows else ("Năm trước không có hạn chế nào được nêu.",)
    return Sheet(LIMITATIONS, header, tuple(rows), (5, 28, 24, 30, 8, 60, 18, 34), lead, frozen=2)
