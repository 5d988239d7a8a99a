"""From a plain tree (a YAML or XLSX file, already read) to a Checklist, with every refusal naming its place."""

from __future__ import annotations

import hashlib
from decimal import Decimal

from tdkt_desktop.domain.checklist import (
    Checklist,
    Column,
    Condition,
    Contradiction,
    Criterion,
    Question,
    Section,
)
from tdkt_desktop.domain.errors import ChecklistError, NewerFormat
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.places import Place
from tdkt_desktop.domain.revisions import canonical
from tdkt_desktop.domain.values import Plain, to_decimal

REMEDY = "Hãy sửa tệp danh mục nội dung kiểm tra ở chỗ đã nêu rồi mở lại; chưa có gì thay đổi."
QUESTION_KEYS = {
    "code",
    "kind",
    "ask",
    "hint",
    "required",
    "expects",
    "measure",
    "choices",
    "columns",
    "when",
    "total_of",
    "addressee",
    "measures",
    "part_of",
    "lead",
    "if_yes",
    "if_no",
    "least",
    "most",
    "not_applicable",
}
CRITERION_KEYS = {"code", "section", "title", "short_title", "graded", "evidence", "questions"}
STATEMENT_TYPES = {
    *("prose", "counts", "failing", "all_only", "examples", "names", "sum", "range", "proposals"),
}
LEVELS = ("error", "warning", "hint")


def read_checklist(plain: Plain, source: str) -> Checklist:
    """Build the checklist of a plain tree. `source` names the file in messages. Raises ChecklistError."""
    root = Place(plain, source, ChecklistError, REMEDY)
    root.group(
        {"format", "code", "version", "title", "criteria", "sections", "contradictions"},
        {"format", "code", "title", "criteria"},
    )
    check_format(root, "tdkt-checklist", 1)
    criteria = tuple(_criterion(place) for place in root.at("criteria").each("nội dung"))
    if not criteria:
        raise root.refuse("chưa có nội dung kiểm tra nào.")
    _refuse_twins(root, "nội dung", [criterion.code for criterion in criteria])
    _refuse_twins(
        root, "câu hỏi", [question.code for criterion in criteria for question in criterion.questions]
    )
    sections = tuple(_section(place) for place in root.at("sections", []).each("mục thông báo"))
    _refuse_twins(root, "mục thông báo", [section.key for section in sections])
    checklist = Checklist(
        code=root.at("code").text(),
        version=root.at("version").text(),
        title=root.at("title").text(),
        criteria=criteria,
        sections=sections,
        contradictions=tuple(_contradiction(one) for one in root.at("contradictions", []).each("mâu thuẫn")),
        digest=digest_of(plain),
        plain=plain,
    )
    _check_references(root, checklist)
    return checklist


def digest_of(plain: Plain) -> str:
    """The SHA-256 (hex) that pins the exact words of a checklist."""
    return hashlib.sha256(canonical(plain).encode()).hexdigest()


def check_format(root: Place, name: str, version: int) -> None:
    """Refuse another format; a newer version of ours gets its own message. Raises the place's error or NewerFormat."""
    words = root.at("format").text().split()
    if len(words) != 2 or words[0] != name or not words[1].isdigit():
        raise root.refuse(f"dòng đầu cần là “format: {name} {version}”.")
    if int(words[1]) > version:
        raise NewerFormat(
            f"{root.path}: tệp dùng định dạng {words[1]}, mới hơn phần mềm này (định dạng {version}).",
            "Hãy cài bản phần mềm mới hơn rồi mở lại; tệp được giữ nguyên.",
        )


def _criterion(place: Place) -> Criterion:
    place.group(CRITERION_KEYS, {"code", "section", "title", "questions"})
    return Criterion(
        code=place.at("code").text(),
        title=place.at("title").text(),
        section=place.at("section").text(),
        short_title=place.at("short_title").text(),
        evidence=place.at("evidence").texts(),
        graded=place.at("graded", True).flag(),
        questions=tuple(_question(child) for child in place.at("questions").each("câu hỏi")),
    )


def _question(place: Place) -> Question:
    place.group(QUESTION_KEYS, {"code", "kind", "ask"})
    question = Question(
        code=place.at("code").text(),
        kind=_kind(place.at("kind")),
        ask=place.at("ask").text(),
        hint=place.at("hint").text(),
        required=place.at("required", True).flag(),
        measure=place.at("measure").text(),
        choices=place.at("choices").texts(),
        columns=_columns(place),
        when=_condition(place),
        total_of=place.at("total_of").texts(),
        expects=_expected(place),
        addressee=place.at("addressee").text(),
        measures=place.at("measures").texts(),
        part_of=place.at("part_of").text(),
        lead=place.at("lead").text(),
        if_yes=place.at("if_yes").text(),
        if_no=place.at("if_no").text(),
        least=_limit(place, "least"),
        most=_limit(place, "most"),
        may_not_apply=place.at("not_applicable", True).flag(),
    )
    if question.kind is Kind.CHOICE and len(question.choices) < 2:
        raise place.refuse("câu hỏi chọn (choice) cần ít nhất hai phương án trong “choices”.")
    if question.kind is Kind.TABLE and not question.columns:
        raise place.refuse("câu hỏi bảng (table) cần các cột trong “columns”.")
    if question.least is not None and question.most is not None and question.least > question.most:
        raise place.refuse("mức ít nhất (least) lớn hơn mức nhiều nhất (most).")
    return question


def _limit(place: Place, key: str) -> Decimal | None:
    if not place.has(key):
        return None
    try:
        return to_decimal(place.at(key).plain)
    except ValueError:
        raise place.at(key).refuse("cần là một số.") from None


def _kind(place: Place) -> Kind:
    try:
        return Kind(place.text())
    except ValueError:
        known = ", ".join(str(kind) for kind in Kind)
        raise place.refuse(
            f"không biết loại câu hỏi “{place.text()}”. Các loại dùng được: {known}."
        ) from None


def _columns(place: Place) -> tuple[Column, ...]:
    columns = []
    for child in place.at("columns", []).each("cột"):
        child.group({"key", "title"}, {"key", "title"})
        columns.append(Column(child.at("key").text(), child.at("title").text()))
    return tuple(columns)


def _condition(place: Place) -> Condition | None:
    if not place.has("when"):
        return None
    return _one_condition(place.at("when"))


def _one_condition(place: Place) -> Condition:
    place.group({"question", "equals"}, {"question", "equals"})
    return Condition(place.at("question").text(), _flag_or_text(place.at("equals")))


def _contradiction(place: Place) -> Contradiction:
    place.group({"all_of", "say", "level"}, {"all_of", "say"})
    level = place.at("level", "warning").text()
    if level not in LEVELS:
        raise place.at("level").refuse(f"cần là một trong: {', '.join(LEVELS)}.")
    conditions = tuple(_one_condition(one) for one in place.at("all_of").each("điều kiện"))
    if len(conditions) < 2:
        raise place.refuse("một mâu thuẫn cần ít nhất hai điều kiện trong “all_of”.")
    return Contradiction(conditions, place.at("say").text(), level)


def _expected(place: Place) -> bool | str | None:
    return _flag_or_text(place.at("expects")) if place.has("expects") else None


def _flag_or_text(place: Place) -> bool | str:
    return place.plain if isinstance(place.plain, bool) else place.text()


def _section(place: Place) -> Section:
    place.group({"key", "title", "statements"}, {"key", "title"})
    statements = []
    for child in place.at("statements", []).each("câu tổng hợp"):
        kind = child.plain.get("type") if isinstance(child.plain, dict) else None
        if kind not in STATEMENT_TYPES:
            raise child.refuse(
                f"không biết loại câu “{kind}”. Dùng được: {', '.join(sorted(STATEMENT_TYPES))}."
            )
        statements.append(child.plain)
    return Section(place.at("key").text(), place.at("title").text(), tuple(statements))


def _refuse_twins(root: Place, what: str, codes: list[str]) -> None:
    seen: set[str] = set()
    for code in codes:
        if not code or any(sign in code for sign in "/ "):
            raise root.refuse(f"mã {what} “{code}” không dùng được: cần có, không chứa dấu cách hay dấu “/”.")
        if code in seen:
            raise root.refuse(f"mã {what} “{code}” bị trùng.")
        seen.add(code)


def _check_references(root: Place, checklist: Checklist) -> None:
    for question in checklist.questions():
        named = [name.removeprefix("-") for name in question.total_of]
        named += [question.part_of] if question.part_of else []
        for name in [*named, *([question.when.question] if question.when else [])]:
            if not checklist.has_question(name):
                raise root.refuse(
                    f"câu hỏi {question.code} nhắc tới câu hỏi “{name}” không có trong danh mục."
                )
    for contradiction in checklist.contradictions:
        for condition in contradiction.all_of:
            if not checklist.has_question(condition.question):
                raise root.refuse(
                    f"mâu thuẫn nhắc tới câu hỏi “{condition.question}” không có trong danh mục."
                )
    for section in checklist.sections:
        for name in _named_questions(section.statements):
            if not checklist.has_question(name):
                raise root.refuse(f"mục {section.key} nhắc tới câu hỏi “{name}” không có trong danh mục.")


def _named_questions(node: Plain) -> list[str]:
    """Every code under a `question` or `questions` key, at any depth of a statement."""
    if isinstance(node, list | tuple):
        return [name for child in node for name in _named_questions(child)]
    if not isinstance(node, dict):
        return []
    own = [
        name
        for key in ("question", "questions")
        if key in node
        for name in ([node[key]] if isinstance(node[key], str) else node[key])
    ]
    return own + [name for child in node.values() for name in _named_questions(child)]
