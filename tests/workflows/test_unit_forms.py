"""A unit's form: locked but for its answers, read back as it was filled, shown beside the record, never over it."""

from __future__ import annotations

import copy
import datetime as dt
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.styles import Font

from tdkt_desktop.domain import self_report as form
from tdkt_desktop.domain.checklist import Question
from tdkt_desktop.domain.errors import CampaignError, EnvironmentProblem, NewerFormat, SealedRecord, WrongFile
from tdkt_desktop.domain.inspection import FIGURES
from tdkt_desktop.domain.kinds import Kind, State
from tdkt_desktop.domain.reading_campaign import read_campaign
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.values import Answer, DocumentRef, Figure, Item
from tdkt_desktop.exchange.forms.reading import read_form
from tdkt_desktop.exchange.grids.files import read_grids
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.checklist.checklist_change import change_checklist
from tdkt_desktop.workflows.unit import unit_forms
from tests.builders import CAMPAIGN, CHECKLIST
from tests.sealed import filled_campaign, seal
from tests.support.form_filling import fill_form, write
from tests.support.old_encodings import in_tcvn3

LIST = read_checklist(CHECKLIST, "x")
SHAPE = unit_forms.shape_of(read_campaign(CAMPAIGN, "x")[0], LIST)
# Letters that only Unicode has: "aâ" by itself may be VNI, and a form asks about that (its own test).
WORDS = (
    st.text("aăđơưạốỵ0123456789 =+-@'\".,;:()/%", min_size=1, max_size=20)
    .map(str.strip)
    .filter(lambda text: bool(text) and text.lower() != "không thuộc đối tượng")
)
MAYBE = st.one_of(st.just(""), WORDS)
WHOLE, DAYS = st.integers(0, 10**12).map(Decimal), st.dates(dt.date(1950, 1, 1), dt.date(2100, 1, 1))
BROKEN = st.integers(0, 10**8).map(lambda number: Decimal(number) / 1000)


def _values(question: Question) -> st.SearchStrategy[Any]:
    made: dict[Kind, st.SearchStrategy[Any]] = {
        Kind.YES_NO: st.booleans(),
        Kind.CHOICE: st.sampled_from(question.choices or ("",)),
        Kind.COUNT: st.builds(lambda n, p: Figure(n, period=p), WHOLE, MAYBE),
        Kind.MONEY: st.builds(lambda n, p: Figure(n, period=p), WHOLE, MAYBE),
        Kind.NUMBER: st.builds(Figure, BROKEN),
        Kind.PERCENT: st.builds(
            Figure, BROKEN.filter(lambda rate: not 0 < rate <= 1)
        ),  # those are asked about
        Kind.DATE: DAYS,
        Kind.TEXT: WORDS,
        Kind.DOCUMENT: st.builds(DocumentRef, WORDS, st.one_of(st.none(), DAYS), MAYBE, MAYBE),
    }
    return made[question.kind]


def _lines(question: Question) -> st.SearchStrategy[tuple[Item, ...]]:
    if question.kind is Kind.TABLE:
        keys = st.sampled_from([column.key for column in question.columns])
        line = st.builds(lambda t, c: Item("", text=t, cells=c), WORDS, st.dictionaries(keys, WHOLE))
        most = form.TABLE_ROWS
    else:
        line = st.builds(
            lambda t, a, m, p, d, n: Item("", t, a, m, place=p, period=d, note=n),
            WORDS,
            st.one_of(st.none(), WHOLE),
            MAYBE,
            MAYBE,
            MAYBE,
            MAYBE,
        )
        most = form.LIST_ROWS
    lines = st.lists(line, min_size=1, max_size=most)
    return lines.map(lambda found: tuple(_placed(item, place) for place, item in enumerate(found, start=1)))


def _placed(item: Item, place: int) -> Item:
    return Item(
        "",
        item.text,
        item.amount,
        item.measure,
        place=item.place,
        period=item.period,
        note=item.note,
        cells=item.cells,
        position=place,
    )


def _answer(question: Question) -> st.SearchStrategy[Answer]:
    away = WORDS.map(lambda reason: Answer(State.NOT_APPLICABLE, reason=reason))
    if question.kind in (Kind.LIST, Kind.TABLE):
        return st.one_of(
            away, st.builds(lambda i, n: Answer(State.ANSWERED, None, "", n, i), _lines(question), MAYBE)
        )
    return st.one_of(away, st.builds(lambda v, n: Answer(State.ANSWERED, v, "", n), _values(question), MAYBE))


ANSWERS = st.fixed_dictionaries(
    {}, optional={question.code: _answer(question) for question in LIST.questions()}
)


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A campaign and the form of its unit C, about which nothing is recorded."""
    folder = tmp_path_factory.mktemp("bieu")
    path = filled_campaign(folder)
    with campaigns.open_campaign(path, writing=False) as session:
        return unit_forms.make_form(session, "C", folder / "bieu.xlsx")


@given(answers=ANSWERS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_filled_in_comes_back(blank: Path, answers: dict[str, Answer]) -> None:
    filled = blank.with_name("da-ghi.xlsx")
    shutil.copy(blank, filled)
    fill_form(filled, LIST, answers)
    report = read_form(read_grids(filled, hidden=True), LIST, "x", SHAPE)
    assert report.problems == ()
    assert dict(report.answers) == answers
    assert set(report.cells) == set(answers)


def test_only_answers_are_open_and_lists_drop_down(blank: Path) -> None:
    book = openpyxl.load_workbook(blank)
    for sheet in book.worksheets:
        assert sheet.protection.sheet, sheet.title
        assert all(cell.data_type != "f" for row in sheet for cell in row)
    assert [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"] == [
        form.ANSWERS,
        form.LISTS,
    ]
    main = book[form.ANSWERS]
    open_columns = {cell.column for row in main for cell in row if not cell.protection.locked}
    assert open_columns == {form.ANSWER, form.PERIOD, form.NOTE}
    assert main.column_dimensions["A"].hidden
    rules = [rule for rule in main.data_validations.dataValidation if rule.type == "list"]
    assert len(rules) == 2  # yes or no, and the one choice question
    spot = rules[0].formula1.rpartition("!")[2].replace("$", "")
    words = [cell.value for (cell,) in book["_danh_muc"][spot]]
    assert words == [form.YES, form.NO, form.NOT_APPLICABLE]
    said = [str(cell.value) for row in main for cell in row if cell.value]
    assert "Đơn vị: Đơn vị 03" in said
    assert any("350 triệu đồng" in text for text in said)
    book.close()


@pytest.mark.parametrize(
    ("code", "value", "words"),
    [
        ("N1.1", "có thể", "không phải Có hay Không"),
        ("N1.3", "tốt", "không phải phương án"),
        ("N1.4", "1.29", "chưa rõ"),
        ("N1.4", 1.5, "số nguyên"),
        ("N1.5", "31/2/2026", "lịch"),
        ("N2.3", "nhiều", "Không đọc được số"),
        ("N2.3", 0.95, "chưa rõ là 0,95% hay 95%"),
        ("N2.3", 1, "chưa rõ là 1% hay 100%"),
        ("N2.1", "có", "trang “Danh sách”"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_named(
    blank: Path, tmp_path: Path, code: str, value: object, words: str
) -> None:
    path = tmp_path / "x.xlsx"
    shutil.copy(blank, path)
    book = openpyxl.load_workbook(path)
    sheet = book[form.ANSWERS]
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, form.CODE).value == code)
    write(sheet, row, form.ANSWER, value)
    book.save(path)
    report = read_form(read_grids(path, hidden=True), LIST, "x", SHAPE)
    assert [(one.cell, one.question) for one in report.problems] == [
        (f"Tự báo cáo!D{row}", LIST.numbers[code])
    ]
    assert words in report.problems[0].message
    assert code not in report.answers


def _row(sheet: Any, code: str) -> int:
    return next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, form.CODE).value == code)


def _deleted(main: Any, _: Any) -> None:
    main.delete_rows(_row(main, "N1.1"))


def _doubled(main: Any, _: Any) -> None:
    row = _row(main, "N1.1")
    main.insert_rows(row + 1)
    main.cell(row + 1, form.CODE).value, main.cell(row + 1, form.ANSWER).value = "N1.1", form.NO


def _spoiled_code(main: Any, _: Any) -> None:
    main.cell(_row(main, "N1.1"), form.CODE).value = "N9.9"


def _written_beside(main: Any, _: Any) -> None:
    main.cell(_row(main, "N1.1"), 5).value = "Có, theo văn bản số 5"


def _line_put_in(_: Any, lists: Any) -> None:
    row = _row(lists, "N2.1")
    lists.insert_rows(row + 1)
    lists.cell(row + 1, form.LIST_START).value = "Khoản thứ mười ba"


def _line_below(_: Any, lists: Any) -> None:
    lists.cell(lists.max_row + 1, form.LIST_START).value = "Khoản dưới cùng"


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (_deleted, ["Tự báo cáo (câu 1.1): Biểu không còn đủ các dòng của câu này."]),
        (_doubled, ["Tự báo cáo!D8 (câu 1.1): Câu này có hai dòng; chỉ dòng đứng trước được đọc."]),
        (
            _spoiled_code,
            ["Tự báo cáo!D7: Dòng này không thuộc câu nào", "Tự báo cáo (câu 1.1): Biểu không còn đủ"],
        ),
        (_written_beside, ["Tự báo cáo!E7 (câu 1.1): “Có, theo văn bản số 5” ghi ngoài ô trả lời"]),
        (_line_put_in, ["Danh sách!B6: Dòng này không thuộc câu nào"]),
        (_line_below, ["Danh sách!B{last}: Dòng này không thuộc câu nào"]),
    ],
)
def test_nothing_written_into_an_unlocked_form_is_dropped_unsaid(
    blank: Path, tmp_path: Path, spoil: Any, words: list[str]
) -> None:
    path = tmp_path / "x.xlsx"
    shutil.copy(blank, path)
    book = openpyxl.load_workbook(path)
    main, lists = book[form.ANSWERS], book[form.LISTS]
    write(main, _row(main, "N1.1"), form.ANSWER, form.YES)
    write(main, _row(main, "N1.6"), form.ANSWER, "ghi lời")
    spoil(main, lists)
    book.save(path)
    report = read_form(read_grids(path, hidden=True), LIST, "x", SHAPE)
    assert len(report.problems) == len(words), report.problems
    for one, said in zip(report.problems, words, strict=True):
        assert one.words.startswith(said.format(last=lists.max_row)), one.words
    assert report.answers["N1.6"].value == "ghi lời"
    first = report.answers.get("N1.1")
    assert first is None or first.value is True


@pytest.mark.parametrize(("title", "column"), [(form.ANSWERS, 3), (form.LISTS, 4)])
def test_a_form_whose_columns_were_moved_is_refused(
    blank: Path, tmp_path: Path, title: str, column: int
) -> None:
    """The question would stand where the answer is looked for."""
    path = tmp_path / "x.xlsx"
    book = openpyxl.load_workbook(blank)
    book[title].insert_cols(column)
    book.save(path)
    with pytest.raises(WrongFile, match="đã bị chuyển chỗ"):
        read_form(read_grids(path, hidden=True), LIST, "x", SHAPE)


def test_what_takes_two_lines_is_shown_whole_and_numbers_as_typed(blank: Path) -> None:
    main = openpyxl.load_workbook(blank)[form.ANSWERS]
    assert [str(area) for area in main.merged_cells.ranges] == ["B4:G4"]  # the advice
    document = _row(main, f"N1.2{form.PART}number")
    assert (main.row_dimensions[document].height or 0) > 30  # the question, and the part of it
    assert main.row_dimensions[document + 1].height is None
    assert main.cell(_row(main, "N1.4"), form.ANSWER).number_format == "[>=1000000]#,##0;General"


def test_a_form_of_an_older_version_is_read_as_far_as_its_questions_stand(tmp_path: Path) -> None:
    path = filled_campaign(tmp_path)
    with campaigns.open_campaign(path) as session:
        file = unit_forms.make_form(session, "C", tmp_path / "c.xlsx")
        yes, words = Answer(State.ANSWERED, True), Answer(State.ANSWERED, "ghi lời")
        fill_form(file, LIST, {"N1.1": yes, "N1.6": words})
        tree = copy.deepcopy(CHECKLIST)
        first, *_, last = tree["criteria"][0]["questions"]
        assert (first["code"], last["code"]) == ("N1.1", "N1.6")
        last["kind"] = "count"
        tree["criteria"][0]["questions"].append({"code": "N1.7", "kind": "text", "ask": "Câu mới?"})
        change_checklist(session, read_checklist(tree, "x"), {}, accept=True)
        reading = unit_forms.read_filled_form(session, file)
        assert [row.code for row in reading.rows] == ["N1.1"]
        assert [one.question for one in reading.problems] == ["1.6"]
        assert "hỏi khác" in reading.problems[0].message


def test_a_rate_is_read_as_it_is_shown(blank: Path, tmp_path: Path) -> None:
    """Excel makes 0.95 with the look "0%" of a typed "95%"; such a number is no count."""
    path = tmp_path / "x.xlsx"
    for value, look, rate in (
        (0.95, "0%", "95"),
        (0.075, "0.0%", "7.5"),
        (1, "0%", "100"),
        ("0,5%", "@", "0.5"),
    ):
        shutil.copy(blank, path)
        book = openpyxl.load_workbook(path)
        sheet = book[form.ANSWERS]
        for row in range(1, sheet.max_row + 1):
            if sheet.cell(row, form.CODE).value in ("N2.3", "N2.4"):
                sheet.cell(row, form.ANSWER).value = value
                sheet.cell(row, form.ANSWER).number_format = look
        book.save(path)
        report = read_form(read_grids(path, hidden=True), LIST, "x", SHAPE)
        assert report.answers["N2.3"].value == Figure(Decimal(rate))
        if look != "@":
            assert "N2.4" not in report.answers
            assert "tỷ lệ phần trăm" in report.problems[0].message


def test_a_formula_is_not_computed(blank: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    shutil.copy(blank, path)
    book = openpyxl.load_workbook(path)
    sheet = book[form.ANSWERS]
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, form.CODE).value == "N1.4")
    sheet.cell(row, form.ANSWER, "=1+1")
    book.save(path)
    report = read_form(read_grids(path, hidden=True), LIST, "x", SHAPE)
    assert "công thức" in report.problems[0].message
    assert "N1.4" not in report.answers


def test_old_fonts_are_read_and_lost_letters_refused(blank: Path, tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    shutil.copy(blank, path)
    book = openpyxl.load_workbook(path)
    sheet = book[form.ANSWERS]
    row = next(row for row in range(1, sheet.max_row + 1) if sheet.cell(row, form.CODE).value == "N1.6")
    for column, text in ((form.ANSWER, in_tcvn3("đơn vị được giao")), (form.NOTE, "®îc")):
        write(sheet, row, column, text)
        sheet.cell(row, column).font = Font(name=".VnTime")
    book.save(path)
    report = read_form(read_grids(path, hidden=True), LIST, "x", SHAPE)
    assert report.answers["N1.6"].value == "đơn vị được giao"
    assert [one.cell for one in report.problems] == [f"Tự báo cáo!G{row}"]


def test_reported_stands_beside_verified_and_nothing_is_overwritten(tmp_path: Path) -> None:
    path = filled_campaign(tmp_path)
    with campaigns.open_campaign(path) as session:
        file = unit_forms.make_form(session, "A", tmp_path / "a.xlsx")
        before = session.inspection("A").answers
        reported = {
            "N1.1": Answer(State.ANSWERED, True),
            "N1.4": Answer(State.ANSWERED, Figure(Decimal(5))),
            "N2.2": Answer(State.ANSWERED, Figure(Decimal(40_000_000), period="2026")),
            "N2.6": Answer(State.ANSWERED, items=(Item("", "Mở lớp tập huấn", position=1),)),
        }
        fill_form(file, session.checklist, reported)
        reading = unit_forms.read_filled_form(session, file)
        states = {row.code: row.state for row in reading.rows}
        assert states == {"N1.1": "same", "N1.4": "different", "N2.2": "different", "N2.6": "different"}
        row = next(row for row in reading.rows if row.code == "N1.4")
        assert (row.reported, row.verified) == ("5 cuộc họp", "3 cuộc họp")
        assert unit_forms.take_figures(session, reading) == 2
        lines = session.inspection("A").items(FIGURES)
        assert [(line.text, dict(line.cells)) for line in lines] == [
            ("Số cuộc họp?", {"reported": Decimal(5)}),
            ("Tổng số?", {"reported": Decimal(40_000_000)}),
        ]
        assert session.inspection("A").answers == before

        again = unit_forms.read_filled_form(session, file)
        assert (again.changes, again.kept) == ((), 0)
        fill_form(file, session.checklist, {"N1.4": Answer(State.ANSWERED, Figure(Decimal(6)))})
        other = unit_forms.read_filled_form(session, file)
        assert (other.changes, other.kept) == ((), 1)
        assert session.inspection("A").items(FIGURES) == lines
        assert "Câu trả lời của đoàn không thay đổi" in unit_forms.reading_text(session, other)


def test_sealed_minutes_take_no_figures(tmp_path: Path) -> None:
    path = filled_campaign(tmp_path)
    with campaigns.open_campaign(path, author="Thư ký") as session:
        file = unit_forms.make_form(session, "A", tmp_path / "a.xlsx")
        fill_form(file, session.checklist, {"N1.4": Answer(State.ANSWERED, Figure(Decimal(5)))})
        seal(session)
        reading = unit_forms.read_filled_form(session, file)
        with pytest.raises(SealedRecord):
            unit_forms.take_figures(session, reading)


def _change_meta(path: Path, row: int, value: str) -> None:
    book = openpyxl.load_workbook(path)
    book[form.META].cell(row, 2, value)
    book.save(path)


@pytest.mark.parametrize(
    ("row", "value", "error", "words"),
    [
        (1, "tdkt-form 9", NewerFormat, "mới hơn"),
        (1, "khác", WrongFile, "không phải biểu"),
        (2, "dot-khac", WrongFile, "thuộc đợt kiểm tra “dot-khac”"),
        (3, "Z", WrongFile, "“Z” không có trong đợt"),
        (4, "0" * 64, WrongFile, "danh mục nội dung khác"),
    ],
)
def test_another_campaigns_form_is_refused(
    tmp_path: Path, row: int, value: str, error: type[Exception], words: str
) -> None:
    path = filled_campaign(tmp_path)
    with campaigns.open_campaign(path) as session:
        file = unit_forms.make_form(session, "B", tmp_path / "b.xlsx")
        _change_meta(file, row, value)
        with pytest.raises(error, match=words):
            unit_forms.read_filled_form(session, file)
        with pytest.raises(EnvironmentProblem, match="Đã có tệp"):
            unit_forms.make_form(session, "B", file)
        with pytest.raises(CampaignError, match="xlsx"):
            unit_forms.make_form(session, "B", tmp_path / "b.pdf")
        openpyxl.Workbook().save(tmp_path / "la.xlsx")
        with pytest.raises(WrongFile, match="không phải biểu"):
            unit_forms.read_filled_form(session, tmp_path / "la.xlsx")
