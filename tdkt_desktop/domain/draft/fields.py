"""The properties of each node of a checklist being written: their words, the shape they are filled in, when they are there."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from tdkt_desktop.domain.draft.tree import Node, Part, Tree, value_of
from tdkt_desktop.domain.kinds import FIGURE_KINDS, Kind


class Shape(Enum):
    """How a property is filled in."""

    LINE = auto()
    TEXT = auto()
    FLAG = auto()
    NUMBER = auto()
    LINES = auto()  # several texts, one a line
    PICK = auto()  # one of the offers
    PICKS = auto()  # any of the offers
    CONDITION = auto()  # a question and its answer
    CONDITIONS = auto()  # several of them
    PHRASES = auto()  # a text for each of the questions chosen above


class Field(NamedTuple):
    """A property: its key in the tree (`plus` and `minus` together are total_of), title, shape and a line of advice."""

    key: str
    title: str
    shape: Shape
    hint: str = ""


KIND_WORDS = {
    Kind.YES_NO: "Có hoặc không",
    Kind.CHOICE: "Chọn một phương án",
    Kind.COUNT: "Số đếm được (số nguyên)",
    Kind.NUMBER: "Số đo (có thể có phần lẻ)",
    Kind.PERCENT: "Tỷ lệ phần trăm",
    Kind.MONEY: "Số tiền",
    Kind.DATE: "Ngày, tháng, năm",
    Kind.TEXT: "Ghi bằng lời",
    Kind.LIST: "Danh sách nhiều dòng",
    Kind.DOCUMENT: "Văn bản (số, ngày, nơi ban hành)",
    Kind.TABLE: "Bảng số liệu",
}
LEVEL_WORDS = {"error": "Sai, phải sửa", "warning": "Cần xem lại", "hint": "Nên xem"}
MARKS = {
    "{total}": "[tổng số]",
    "{range}": "[khoảng số]",
    "{units}": "[số đơn vị]",
    "{text}": "[nội dung]",
    "{amount}": "[số lượng]",
    "{cells}": "[số trong bảng]",
    "{place}": "[địa bàn]",
    "{period}": "[thời gian]",
}
PHRASE_MARKS = ("{text}", "{amount}", "{cells}", "{place}", "{period}")
PHRASE_HINT = (
    "Chỗ của số liệu ghi là "
    + ", ".join(words for mark, words in MARKS.items() if mark in PHRASE_MARKS)
    + "."
)
CHECKLIST = (Field("title", "Tên phiếu kiểm tra", Shape.TEXT),)
CRITERION = (
    Field("title", "Nội dung kiểm tra", Shape.TEXT),
    Field("short_title", "Tên ngắn trên màn hình", Shape.LINE, "Không quá 32 chữ; để trống thì dùng cả tên."),
    Field("section", "Đưa vào mục của thông báo", Shape.PICK),
    Field("graded", "Đoàn kết luận đạt hoặc chưa đạt về nội dung này", Shape.FLAG),
    Field("evidence", "Tài liệu cần xem", Shape.LINES, "Mỗi dòng một loại tài liệu."),
)
ASKED = (
    Field("ask", "Câu hỏi", Shape.TEXT),
    Field("hint", "Lời hướng dẫn", Shape.TEXT),
    Field("kind", "Cách trả lời", Shape.PICK),
)
CHOICES = Field("choices", "Các phương án", Shape.LINES, "Mỗi dòng một phương án, ít nhất hai.")
COLUMNS = Field("columns", "Các cột của bảng", Shape.LINES, "Mỗi dòng tên một cột.")
EXPECTS = Field("expects", "Câu trả lời đúng", Shape.PICK, "Đơn vị trả lời như vậy là làm được.")
MEASURE = Field("measure", "Đơn vị tính", Shape.LINE)
RULES = (
    Field("required", "Bắt buộc trả lời", Shape.FLAG),
    Field("not_applicable", "Cho ghi “không thuộc đối tượng”", Shape.FLAG),
    Field("when", "Chỉ hỏi khi", Shape.CONDITION),
)
LIMITS = (
    Field("least", "Số ít nhất", Shape.NUMBER, "Số ngoài mức này thì phần mềm nhắc xem lại."),
    Field("most", "Số nhiều nhất", Shape.NUMBER),
    Field("plus", "Là tổng của các câu", Shape.PICKS, "Phần mềm cộng lại và báo khi lệch."),
    Field("minus", "Trừ đi các câu", Shape.PICKS),
    Field("part_of", "Là một phần của câu", Shape.PICK, "Phần mềm báo khi phần lớn hơn toàn bộ."),
)
ON_PAPER = Field(
    "lead",
    "Trên biên bản, ghi trước câu trả lời",
    Shape.LINE,
    "Ví dụ: Số dư quỹ đầu kỳ.",
)
FINDINGS = (
    Field("if_yes", "Trên biên bản, khi trả lời có", Shape.TEXT, "Ví dụ: Đơn vị đã ban hành quy chế."),
    Field("if_no", "Trên biên bản, khi trả lời không", Shape.TEXT, "Ví dụ: Đơn vị chưa ban hành quy chế."),
)
LIST_FIELDS = (
    Field("measures", "Mỗi dòng phải nêu một trong các từ", Shape.LINES, "Ví dụ: dư nợ, doanh số cho vay."),
    Field(
        "addressee",
        "Nơi nhận kiến nghị",
        Shape.LINE,
        "Chỉ ghi khi câu này hỏi kiến nghị, ví dụ: Đối với tỉnh.",
    ),
)
SECTION = (
    Field("key", "Số mục", Shape.LINE, "Phần, mục, tiết cách nhau bằng dấu chấm: I.2 hoặc I.2.a."),
    Field("title", "Tên mục", Shape.TEXT),
)
LEAD = Field("lead", "Lời mở đầu câu", Shape.LINE)
OPENING = Field("opening", "Lời dẫn", Shape.TEXT)
STATEMENTS: dict[str, tuple[Field, ...]] = {
    "prose": (),
    "counts": (LEAD,),
    "failing": (LEAD,),
    "all_only": (Field("text", "Câu in ra khi mọi đơn vị đều làm", Shape.TEXT),),
    "examples": (
        OPENING,
        Field("questions", "Lấy ví dụ từ các câu", Shape.PICKS),
        Field("phrases", "Lời cho từng câu", Shape.PHRASES, PHRASE_HINT),
        Field("some", "Lời dẫn khi chỉ một số đơn vị có", Shape.LINE, "Để trống thì ghi: điển hình như:"),
        Field("all", "Lời dẫn khi mọi đơn vị đều có", Shape.LINE, "Để trống thì ghi: cụ thể:"),
    ),
    "names": (
        Field("question", "Lấy tên từ câu", Shape.PICK),
        OPENING,
        Field("phrase", "Lời nối đơn vị với tên", Shape.LINE, "Ví dụ: với phong trào"),
    ),
    "sum": (
        Field("question", "Cộng số tiền của câu", Shape.PICK),
        Field("text", "Câu in ra", Shape.TEXT, "Chỗ của con số ghi là [tổng số]."),
        Field("each", "Kể số tiền của từng đơn vị", Shape.FLAG),
    ),
    "range": (
        Field("question", "Lấy số của câu", Shape.PICK),
        Field(
            "text",
            "Câu in ra",
            Shape.TEXT,
            "Ghi [khoảng số] ở chỗ của số thấp nhất đến cao nhất, [số đơn vị] ở chỗ của 05/06.",
        ),
    ),
    "proposals": (Field("questions", "Kiến nghị từ các câu", Shape.PICKS),),
}
COUNT = (
    Field("question", "Đếm theo câu", Shape.PICKS, "Chọn nhiều câu: đơn vị phải làm tất cả mới được đếm."),
    Field("equals", "Tính là làm được khi trả lời", Shape.PICK),
    Field("prefix", "Lời trước con số", Shape.LINE, "Ví dụ: Có"),
    Field("does", "Đơn vị làm được thì ghi", Shape.TEXT, "Viết tiếp sau “06/06 đơn vị”."),
    Field("fails", "Đơn vị chưa làm được thì ghi", Shape.TEXT, "Viết tiếp sau “còn 01 đơn vị”."),
    Field(
        "none",
        "Không đơn vị nào làm được thì ghi",
        Shape.TEXT,
        "Để trống thì ghi lời cho đơn vị chưa làm được.",
    ),
    Field(
        "exempt",
        "Đơn vị không thuộc đối tượng thì ghi",
        Shape.LINE,
        "Để trống thì ghi: không thuộc đối tượng",
    ),
    Field(
        "in_words",
        "Nêu số đơn vị bằng lời thay cho con số",
        Shape.FLAG,
        "100% đơn vị; hầu hết: từ 75%; đa số: trên 50%; một số: từ 02 đơn vị.",
    ),
)
CONTRADICTION = (
    Field("all_of", "Các câu trả lời không đi cùng nhau", Shape.CONDITIONS),
    Field(
        "say",
        "Lời nhắc khi soát",
        Shape.TEXT,
        "Viết tiếp sau tên đơn vị, ví dụ: ghi có kế hoạch nhưng chưa phát động.",
    ),
    Field("level", "Mức độ", Shape.PICK),
)
DEFAULTS: dict[str, object] = {
    "required": True,
    "not_applicable": True,
    "graded": True,
    "each": True,
    "level": "warning",
}


def fields_of(tree: Tree, node: Node) -> tuple[Field, ...]:
    """The properties of a node, in the order they are shown."""
    if node.part is Part.QUESTION:
        return _of_question(Kind(value_of(tree, node)["kind"]))
    if node.part is Part.STATEMENT:
        return STATEMENTS.get(value_of(tree, node)["type"], ())
    fixed = {
        Part.CHECKLIST: CHECKLIST,
        Part.CRITERION: CRITERION,
        Part.SECTION: SECTION,
        Part.COUNT: COUNT,
        Part.CONTRADICTION: CONTRADICTION,
    }
    return fixed[node.part]


def _of_question(kind: Kind) -> tuple[Field, ...]:
    own: tuple[Field, ...] = ()
    if kind is Kind.CHOICE:
        own = (CHOICES, EXPECTS)
    elif kind is Kind.YES_NO:
        own = (EXPECTS,)
    elif kind is Kind.TABLE:
        own = (COLUMNS,)
    elif kind in (Kind.COUNT, Kind.NUMBER, Kind.LIST):
        own = (MEASURE,)
    more = LIMITS if kind in FIGURE_KINDS else LIST_FIELDS if kind is Kind.LIST else ()
    paper = (*FINDINGS, ON_PAPER) if kind is Kind.YES_NO else (ON_PAPER,)
    return (*ASKED, *own, *RULES, *more, *paper)
