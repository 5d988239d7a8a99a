"""How the notice words what was counted: nobody, all exempt, shares in words, sums and ranges, what may not be said."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from tdkt_desktop.domain.campaign import Campaign, Issuer, Unit
from tdkt_desktop.domain.checklist import Checklist
from tdkt_desktop.domain.inspection import Inspection, Record, Remark
from tdkt_desktop.domain.kinds import Approximator, State
from tdkt_desktop.domain.notice_text import SectionText
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.values import Answer, Figure, Item
from tdkt_desktop.notice.cross_reference import cross_reference
from tdkt_desktop.notice.facts import exactness
from tdkt_desktop.notice.lines import Scope
from tdkt_desktop.notice.live_figures import Figures
from tdkt_desktop.notice.outline import notice_outline, section_lines
from tdkt_desktop.notice.threshold_words import EXACT, WORDS, counts_told, switched
from tests.builders import CHECKLIST

COUNT = {"question": "N1.1", "does": "có kế hoạch", "fails": "chưa có kế hoạch"}
YES, NO = Answer(State.ANSWERED, value=True), Answer(State.ANSWERED, value=False)
EXEMPT = Answer(State.NOT_APPLICABLE, reason="mới thành lập")
OPEN = Answer(State.NOT_CHECKED)
OVER, FROM, NEARLY, SURE = Approximator.OVER, Approximator.FROM, Approximator.NEARLY, Approximator.EXACT


def checklist_with(*statements: dict[str, Any]) -> Checklist:
    sections = [{"key": "I.1", "title": "Kết quả", "statements": list(statements)}]
    return read_checklist({**CHECKLIST, "sections": sections}, "danh-muc.yaml")


def campaign_of(count: int) -> Campaign:
    units = (Unit(f"U{n}", n, f"Đơn vị {n:02d}", f"Đơn vị {n:02d}", f"ĐV {n}") for n in range(1, count + 1))
    return Campaign("dot", "Đợt thử", 2026, issuer=Issuer(name="Hội đồng"), units=tuple(units))


def record_of(question: str, answers: list[Answer]) -> Record:
    return Record(
        {f"U{n}": Inspection(f"U{n}", answers={question: one}) for n, one in enumerate(answers, start=1)}
    )


def printed(
    question: str, answers: list[Answer], *statements: dict[str, Any], public: bool = False
) -> list[str]:
    campaign = campaign_of(len(answers))
    scope = Scope(campaign, checklist_with(*statements), record_of(question, answers), campaign.units, public)
    return [line.full for line in section_lines(Figures(scope), "I.1")]


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([YES, YES, YES], "03/03 đơn vị có kế hoạch."),
        ([YES, NO, YES], "02/03 đơn vị có kế hoạch, còn 01 đơn vị chưa có kế hoạch (Đơn vị 02)."),
        ([NO, NO, NO], "03/03 đơn vị chưa có kế hoạch."),
        ([NO, EXEMPT, OPEN],
         ("01/03 đơn vị chưa có kế hoạch (Đơn vị 01), 01 đơn vị không thuộc đối tượng (Đơn vị 02), "
          "01 đơn vị chưa kiểm tra nội dung này (Đơn vị 03).")),
        ([EXEMPT, EXEMPT, EXEMPT], "03/03 đơn vị không thuộc đối tượng phải có kế hoạch."),
        ([OPEN, EXEMPT, EXEMPT],
         ("02/03 đơn vị không thuộc đối tượng phải có kế hoạch (Đơn vị 02; Đơn vị 03), "
          "01 đơn vị chưa kiểm tra nội dung này (Đơn vị 01).")),
        ([NO], "01/01 đơn vị chưa có kế hoạch."),
    ],
)  # fmt: skip
def test_a_count_in_all_its_states(answers: list[Answer], said: str) -> None:
    assert printed("N1.1", answers, {"type": "counts", "counts": [COUNT]}) == [said]


def test_nothing_is_said_of_what_nobody_looked_at() -> None:
    assert printed("N1.1", [OPEN, OPEN], {"type": "counts", "counts": [COUNT]}) == []


def test_the_checklist_words_nobody_and_the_exempt() -> None:
    own = {**COUNT, "none": "đều chưa có kế hoạch", "exempt": "chưa đến kỳ lập kế hoạch"}
    statement = {"type": "counts", "counts": [own]}
    assert printed("N1.1", [NO, NO], statement) == ["02/02 đơn vị đều chưa có kế hoạch."]
    assert printed("N1.1", [YES, EXEMPT], statement)[0].endswith(
        ", 01 đơn vị chưa đến kỳ lập kế hoạch (Đơn vị 02)."
    )
    assert printed("N1.1", [EXEMPT, EXEMPT], statement) == ["02/02 đơn vị chưa đến kỳ lập kế hoạch."]


def test_exceptions_alone_are_counted_out_of_all_when_all_fail() -> None:
    statement = {"type": "failing", "lead": "Tuy nhiên, ", "counts": [COUNT]}
    assert printed("N1.1", [NO, YES], statement) == ["Tuy nhiên, còn 01 đơn vị chưa có kế hoạch (Đơn vị 01)."]
    assert printed("N1.1", [NO, NO], statement) == ["Tuy nhiên, 02/02 đơn vị chưa có kế hoạch."]


def test_a_capital_prefix_stands_at_the_beginning_only() -> None:
    two = [{**COUNT, "prefix": "Có "}, {**COUNT, "prefix": "Có "}]
    assert printed("N1.1", [YES], {"type": "counts", "counts": two}) == [
        "Có 01/01 đơn vị có kế hoạch; có 01/01 đơn vị có kế hoạch."
    ]
    led = {"type": "counts", "lead": "Ngay từ đầu năm, ", "counts": two[:1]}
    assert printed("N1.1", [YES], led) == ["Ngay từ đầu năm, có 01/01 đơn vị có kế hoạch."]


@pytest.mark.parametrize(
    ("doing", "total", "said"),
    [
        (4, 4, "100% đơn vị"),
        (3, 4, "Hầu hết các đơn vị"),
        (5, 7, "Đa số các đơn vị"),
        (2, 4, "Một số đơn vị"),
        (3, 5, "Đa số các đơn vị"),
        (1, 4, "01/04 đơn vị"),
        (1, 1, "01/01 đơn vị"),
    ],
)
def test_shares_in_words(doing: int, total: int, said: str) -> None:
    statement = {"type": "counts", "counts": [{**COUNT, "prefix": "Có ", "in_words": True}]}
    (line,) = printed("N1.1", [YES] * doing + [NO] * (total - doing), statement)
    assert line.startswith(f"{said} có kế hoạch")
    assert doing == total or line.endswith(f"Đơn vị {total:02d}).")


def test_words_and_exact_counts_are_switched_and_back() -> None:
    text = (
        "Có {{n:N1.1}} đơn vị có kế hoạch{{rest:N1.1@I.1}}; có {{n:N1.3}} đơn vị đủ.",
        "Số {{n:N1.1}} lẻ.",
    )
    words = switched(text, WORDS)
    assert words == ("{{w:N1.1}} có kế hoạch{{rest:N1.1@I.1}}; có {{w:N1.3}} đủ.", "Số {{n:N1.1}} lẻ.")
    assert switched(words, EXACT)[0] == text[0].removeprefix("Có ")
    assert switched(text, EXACT) == text
    assert switched(words, WORDS) == words
    assert (counts_told(text), counts_told(words), counts_told(("Số {{n:N1.1}}.",))) == (
        (False, True), (True, False), (False, False)
    )  # fmt: skip


def test_words_without_a_record_are_not_said() -> None:
    statement = {"type": "examples", "opening": "Đã xuất hiện nhiều điển hình", "questions": ["N1.4"]}
    assert printed("N1.4", [OPEN, OPEN], statement) == []
    zero = Answer(State.ANSWERED, Figure(Decimal(0)))
    four = Answer(State.ANSWERED, Figure(Decimal(4)))
    assert printed("N1.4", [zero, four], statement) == [
        "Đã xuất hiện nhiều điển hình, điển hình như:",
        "Đơn vị 02: 4 cuộc họp.",
    ]


def money(amount: int, sign: Approximator = SURE, period: str = "2026") -> Answer:
    return Answer(State.ANSWERED, Figure(Decimal(amount), sign, period=period))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([money(3_000_000), money(2_000_000, OVER)],
         "Tổng cộng trên 5 triệu đồng (Đơn vị 01: 3 triệu đồng; Đơn vị 02: trên 2 triệu đồng)."),
        ([money(3_000_000), OPEN], "Tổng cộng 3 triệu đồng (Đơn vị 01)."),
        ([money(3_000_000), money(2_000_000, period="2025")],
         ("Tổng cộng 5 triệu đồng (Đơn vị 01: 3 triệu đồng; Đơn vị 02: 2 triệu đồng), "
          "gồm số liệu của các kỳ khác nhau: năm 2026, năm 2025.")),
        ([money(3_000_000), money(2_000_000, period="")],
         ("Tổng cộng 5 triệu đồng (Đơn vị 01: 3 triệu đồng; Đơn vị 02: 2 triệu đồng), "
          "gồm số liệu của các kỳ khác nhau: năm 2026, kỳ để trống.")),
        ([OPEN, OPEN], ""),
    ],
)  # fmt: skip
def test_a_sum_is_as_exact_as_its_parts_and_names_their_periods(answers: list[Answer], said: str) -> None:
    statement = {"type": "sum", "question": "N2.2", "text": "Tổng cộng {total}"}
    assert "".join(printed("N2.2", answers, statement)) == said


def test_one_measure_is_not_added_to_another() -> None:
    gifts = [Item("a", "gạo", Decimal(5), "tấn"), Item("b", "tiền", Decimal(2_000_000), "đồng")]
    answers = [Answer(State.ANSWERED, items=tuple(gifts)), Answer(State.ANSWERED, items=tuple(gifts[:1]))]
    statement = {"type": "sum", "question": "N2.1", "text": "Đã ủng hộ {total}"}
    assert printed("N2.1", answers, statement) == [
        "Đã ủng hộ 10 tấn và 2 triệu đồng (Đơn vị 01: 5 tấn, 2 triệu đồng; Đơn vị 02: 5 tấn)."
    ]


@pytest.mark.parametrize(
    ("signs", "whole"),
    [
        ([], SURE),
        ([SURE, SURE], SURE),
        ([SURE, OVER], OVER),
        ([FROM, OVER], OVER),
        ([SURE, NEARLY], NEARLY),
        ([OVER, NEARLY], Approximator.ABOUT),
    ],
)
def test_how_exact_a_sum_is(signs: list[Approximator], whole: Approximator) -> None:
    assert exactness(signs) is whole


def rate(amount: str, sign: Approximator = SURE, period: str = "2026") -> Answer:
    return Answer(State.ANSWERED, Figure(Decimal(amount), sign, period=period))


@pytest.mark.parametrize(
    ("answers", "said"),
    [
        ([rate("95", NEARLY), rate("70"), OPEN], "02/03 đơn vị đạt từ 70% đến gần 95%."),
        ([rate("70", OVER), OPEN, OPEN], "01/03 đơn vị đạt trên 70%."),
        ([rate("70"), rate("82.5", period="2025"), OPEN],
         "02/03 đơn vị đạt từ 70% đến 82,5%, gồm số liệu của các kỳ khác nhau: năm 2026, năm 2025."),
        ([OPEN, OPEN, OPEN], ""),
    ],
)  # fmt: skip
def test_a_range_from_least_to_most(answers: list[Answer], said: str) -> None:
    statement = {"type": "range", "question": "N2.3", "text": "{units} đơn vị đạt {range}"}
    assert "".join(printed("N2.3", answers, statement)) == said


def test_a_percentage_says_of_what_it_is() -> None:
    checklist = {**CHECKLIST, "criteria": [dict(one) for one in CHECKLIST["criteria"]]}
    asked = [{**one, "lead": "Tỷ lệ hoàn thành"} if one["code"] == "N2.3" else one
             for one in checklist["criteria"][1]["questions"]]  # fmt: skip
    checklist["criteria"][1]["questions"] = asked
    checklist["sections"] = [
        {"key": "I.1", "title": "A", "statements": [{"type": "examples", "questions": ["N2.3"]}]}
    ]
    campaign = campaign_of(1)
    record = record_of("N2.3", [rate("85", OVER)])
    scope = Scope(campaign, read_checklist(checklist, "a"), record, campaign.units)
    assert [line.full for line in section_lines(Figures(scope), "I.1")] == [
        "Cụ thể:",
        "Đơn vị 01: năm 2026, tỷ lệ hoàn thành: trên 85%.",
    ]


@pytest.mark.parametrize(
    ("written", "public"),
    [
        (
            "Tuy nhiên, Đơn vị 01 chưa họp. Đơn vị 02 làm tốt.",
            "Tuy nhiên, một đơn vị chưa họp. Một đơn vị làm tốt.",  # a sentence may speak of the one before it
        ),
        ("{{u:U1}} còn chậm.", "Một đơn vị còn chậm."),
        ("- {{u:U1}}: {{r:U1/N1/limitation}}.", "Một đơn vị: Hồ sơ thiếu."),
        ("Đơn vị 01 có cách làm hay.", "Đơn vị 01 có cách làm hay."),
        ("- {{u:U1}}: {{d:U1/N1.6}}.", "Một đơn vị: đã làm; hồ sơ chưa đủ."),
        ("+ {{i:U1/N2.6/k}}", "Chưa có hướng dẫn, đề nghị ban hành (Đơn vị 01)"),
    ],
)
def test_a_public_text_names_no_unit_in_a_paragraph_about_a_limitation(written: str, public: str) -> None:
    campaign = replace(campaign_of(2), texts={"I.1": SectionText((written,))})
    answers = {
        "N1.6": Answer(State.ANSWERED, "đã làm; hồ sơ chưa đủ"),
        "N2.6": Answer(State.ANSWERED, items=(Item("k", "Chưa có hướng dẫn, đề nghị ban hành"),)),
    }
    remarks = {"N1": Remark(limitation="Hồ sơ thiếu.")}
    record = Record({"U1": Inspection("U1", answers=answers, remarks=remarks)})
    outline = notice_outline(campaign, checklist_with({"type": "prose"}), record, public=True)
    (section,) = [one for one in outline.sections if one.key == "I.1"]
    assert [line.full for line in section.lines] == [public]


def test_before_the_first_visit_no_sentence_counts_nought_units() -> None:
    outline = notice_outline(campaign_of(3), checklist_with({"type": "prose"}), Record())
    text = " ".join(line.full for line in outline.opening) + outline.closing
    assert "chưa tiến hành kiểm tra đơn vị nào" in text
    assert "00" not in text


def test_the_cross_reference_has_the_figure_of_the_sentence() -> None:
    statement = {"type": "counts", "counts": [COUNT]}
    campaign, checklist = campaign_of(8), checklist_with(statement)
    figures = {}
    for name, answers in (("all fail", [NO] * 8), ("some do", [YES] * 7 + [NO])):
        outline = notice_outline(campaign, checklist, record_of("N1.1", answers))
        (figures[name],) = [one.figure for one in cross_reference(checklist, outline)]
    assert figures == {"all fail": "08/08", "some do": "07/08"}


def test_a_count_alone_has_two_digits_whatever_the_total() -> None:
    """The width of a ratio follows its total, "098/100"; "002 đơn vị" would be no Vietnamese."""
    (line,) = printed("N1.1", [NO, NO, *[YES] * 98], {"type": "counts", "counts": [COUNT]})
    assert line == "098/100 đơn vị có kế hoạch, còn 02 đơn vị chưa có kế hoạch (Đơn vị 01; Đơn vị 02)."
    (line,) = printed("N1.1", [NO, *[YES] * 99], {"type": "failing", "counts": [COUNT]})
    assert line == "Còn 01 đơn vị chưa có kế hoạch (Đơn vị 01)."
