"""Packages that are whole, signed and hashed, and whose revisions say what no version of the program ever wrote."""

from __future__ import annotations

from typing import Any

from tdkt_desktop.domain.revisions import revision_to_plain
from tests.exchange.hostile.cases import Case
from tests.exchange.hostile.making import (
    DIGEST,
    PHOTO_DIGEST,
    Draft,
    changed,
    forged,
    honest_log,
    line,
    revision,
)

PLACE = revision("inspection/A", "place", "Hội trường khác")
PLAIN = revision_to_plain(PLACE)


def _lines(*lines: bytes) -> Any:
    def make() -> bytes:
        draft = Draft()
        draft.log += lines
        return draft.packed()

    return make


def _says(subject: str, field: str, value: Any) -> Any:
    return _lines(forged(subject=subject, field=field, value=value))


def _text(old: str, new: str) -> Any:
    """A line with a piece of its text exchanged, nothing else adapted."""
    said = line(PLACE).decode()
    assert old in said
    return _lines(said.replace(old, new).encode("utf-8", "surrogatepass"))


def _seal(content: Any) -> Any:
    return {"code": "K7MQ-2XWD", "sealed_at": PLACE.recorded_at, "author": "", "content": content}


def _stealing() -> bytes:
    """One line that claims to replace what others wrote in every other field: all would be hidden at once."""
    victims = sorted(one.id for one in honest_log())
    return Draft().add(revision("y-kien/x", "y", 1, parents=victims)).packed()


def _two_contents() -> bytes:
    return bytes(_lines(changed(PLACE, value="Nơi khác"), line(PLACE))())


def _long_line() -> bytes:
    """One field with eighteen texts, each as long as a text may be; a pattern that packs two hundred times."""
    value = [f"{n:>500}" * 2000 for n in range(18)]
    return _says("prose/I.1", "paragraphs", value)()  # type: ignore[no-any-return]


DEEP: Any = 1
for _ in range(40):
    DEEP = [DEEP]
CASES = (
    Case("a line that is no JSON", _lines(b"{"), "không đọc được nội dung JSON"),
    Case("an empty line", _lines(b""), "không đọc được nội dung JSON"),
    Case("a line that is a number", _lines(b"7"), "các phần của bản ghi"),
    Case("a line in another encoding", _lines(b'"\xff"'), "viết bằng bảng mã lạ, không phải UTF-8"),
    Case("a log cut in its last line", lambda: Draft(entries={"revisions.jsonl": line(PLACE)[:-9]}).packed(), "dòng cuối của các bản ghi"),
    Case("a key twice", _text('"author"', '"author":"Thư ký","author"'), "một khóa được ghi hai lần"),
    Case("NaN as a value", _text('"Hội trường khác"', "NaN"), "chứa “NaN”"),
    Case("Infinity as a value", _text('"Hội trường khác"', "-Infinity"), "chứa “-Infinity”"),
    Case("a float as a counter", _text('"lamport":100', '"lamport":100.0'), "các phần của bản ghi"),
    Case("an exponent as a counter", _text('"lamport":100', '"lamport":1e2'), "chứa số lẻ 1e2"),
    Case("half a letter", _text("Hội trường", "\\ud83d"), "chứa nửa ký tự"),
    Case("half a letter in bytes", _text("Hội trường", "\ud83d"), "viết bằng bảng mã lạ, không phải UTF-8"),
    Case("spaces between the parts", _text('","', '", "'), "không ghi theo cách chuẩn"),
    Case("escaped letters", _text("ộ", "\\u1ed9"), "không ghi theo cách chuẩn"),
    Case("a deep line", _lines(b"[" * 100_000 + b"]" * 100_000), "dữ liệu lồng nhau quá sâu"),
    Case("a huge number", _text('"lamport":100', '"lamport":' + "9" * 5000), "chứa con số dài"),
    Case("a line with a part missing", _lines(b'{"id":"a"}'), "các phần của bản ghi"),
    Case("a part too many", _lines(changed(PLACE, them="x")), "các phần của bản ghi"),
    Case("text as a counter", _lines(forged(lamport="100")), "các phần của bản ghi"),
    Case("true as a counter", _lines(forged(lamport=True)), "các phần của bản ghi"),
    Case("an id that is not the content's", _lines(changed(PLACE, value="Nơi khác")), "mã bản ghi không khớp nội dung"),
    Case("one id, two contents", _two_contents, "mã bản ghi không khớp nội dung"),
    Case("its own parent", _lines(changed(PLACE, parents=[PLACE.id])), "mã bản ghi không khớp nội dung"),
    Case("a circle", _lines(changed(PLACE, parents=["b" * 32]), changed(PLACE, id="b" * 32, parents=[PLACE.id])), "mã bản ghi không khớp nội dung"),
    Case("one line twice", _lines(line(PLACE), line(PLACE)), "có hai lần"),
    Case("parents in disorder", _lines(forged(parents=["b" * 32, "a" * 32])), "danh sách bản ghi được thay thế"),
    Case("parents that are no ids", _lines(forged(parents=["../../x"])), "mã bản ghi không đúng cách ghi"),
    Case("a parent of another field", _stealing, "thay thế bản ghi của mục khác"),
    Case("a parent nobody has", _lines(forged(parents=["b" * 32])), taken="it may come with another package; union does not need it"),
    Case("a counter below zero", _lines(forged(lamport=-1)), "số thứ tự nằm ngoài"),
    Case("a gigantic counter", _lines(forged(lamport=2**62)), "số thứ tự nằm ngoài"),
    Case("a line at a garbled moment", _lines(forged(recorded_at="hôm qua")), "thời điểm ghi “hôm qua”"),
    Case("a moment that never was", _lines(forged(recorded_at="2026-02-30T08:00:00+07:00")), "thời điểm ghi “2026-02-30"),
    Case("a clock ten years ahead", _lines(forged(recorded_at="2036-01-01T00:00:00+07:00")), taken="clocks decide nothing"),
    Case("an author that turns the line", _lines(forged(author="Đoàn \u202e01")), "tên người ghi hoặc máy ghi"),
    Case("an author without end", _lines(forged(author="x" * 5000)), "tên người ghi hoặc máy ghi"),
    Case("a decomposed subject", _says("inspection/Đo\u0301", "place", "x"), "chuẩn chữ Việt dựng sẵn"),
    Case("a decomposed field", _says("inspection/A", "đo\u0301", "x"), "chuẩn chữ Việt dựng sẵn"),
    Case("a subject with a path", _says("inspection/..", "place", "x"), "chứa đường dẫn"),
    Case("a subject with a path of Windows", _says("inspection/..\\x", "place", "x"), "chứa đường dẫn"),
    Case("a subject with unseen signs", _says("inspection/A\u202e", "place", "x"), "quá dài hoặc chứa ký tự ẩn"),
    Case("a subject without end", _says("inspection/" + "x" * 5000, "place", "x"), "tên mục dài"),
    Case("a subject with an empty part", _says("inspection/", "place", "x"), "để trống, quá dài"),
    Case("a subject with a part too many", _says("inspection/A/B", "place", "x"), "thừa hoặc thiếu phần"),
    Case("an unknown unit", _says("inspection/ZZ", "place", "x"), "đơn vị “ZZ”"),
    Case("the name of a row as a field", _says("unit/A", "code", "B"), "không có mục “code”"),
    Case("another field of an answer", _says("answer/A/N1.1", "khac", {}), "không có mục “khac”"),
    Case("an unknown state", _says("answer/A/N1.1", "answer", {"state": "có lẽ"}), "trạng thái trả lời “có lẽ”"),
    Case("an unknown part of an answer", _says("answer/A/N1.1", "answer", {"diem": 5}), "không biết mục “diem”"),
    Case("words for yes or no", _says("answer/A/N1.1", "answer", {"state": "answered", "value": "có"}), "cần là có hoặc không"),
    Case("a fraction of a meeting", _says("answer/A/N1.4", "answer", {"state": "answered", "value": {"amount": "1.5"}}), "“1.5” không phải số nguyên"),
    Case("a number that fills the memory", _says("answer/A/N2.4", "answer", {"state": "answered", "value": {"amount": "1e999999999"}}), "không phải con số đúng cách ghi"),
    Case("a number of 299 digits", _says("answer/A/N2.4", "answer", {"state": "answered", "value": {"amount": 10**298}}), taken="somebody leaned on the keyboard: the person sees it and corrects it"),
    Case("a day that never was", _says("inspection/A", "actual_date", "2026-02-30"), "“2026-02-30” không phải ngày"),
    Case("an unknown verdict", _says("remark/A/N1", "verdict", "tuyệt vời"), "kết luận “tuyệt vời”"),
    Case("an unknown stage", _says("inspection/A", "stage", "xong"), "trạng thái “xong”"),
    Case("a list for a text", _says("inspection/A", "place", ["x"]), "giá trị cần là chữ"),
    Case("a text without end", _says("inspection/A", "place", "x" * 1_000_001), "đoạn chữ dài 1000001"),
    Case("a position that is no number", _says("item/A/N2.1/x", "item", {"text": "x", "position": "nan"}), "không phải thứ tự dòng"),
    Case("text for an amount", _says("item/A/N2.1/x", "item", {"amount": "nhiều"}), "“nhiều” không phải con số"),
    Case("a file without a hash", _says("evidence/A/x", "evidence", {"name": "a.jpg"}), "thiếu mục “digest”"),
    Case("a file whose hash is a path", _says("evidence/A/x", "evidence", {"digest": "../../x"}), "không phải mã của tệp"),
    Case("a file named as a path", _says("evidence/A/x", "evidence", {"digest": PHOTO_DIGEST, "name": "../x.jpg"}), "tên tệp minh chứng “../x.jpg”"),
    Case("a checklist that is none", _says("campaign", "checklist_digest", "khong-co"), "“khong-co” không phải mã"),
    Case("a year beyond time", _says("campaign", "year", 10**18), "số nằm ngoài khoảng"),
    Case("a float for an order", _says("unit/A", "number", 1.5), "“1.5” không phải số nguyên"),
    Case("a count below zero", _says("declared/N1.1", "declared", {"count": -1}), "số nằm ngoài khoảng"),
    Case("a seal that is a list", _says("inspection/A", "seal", ["K7MQ-2XWD"]), "cần là một nhóm mục có tên"),
    Case("a seal over another unit", _says("inspection/A", "seal", _seal({"inspection/B|place": "x"})), "nội dung đã chốt có mục lạ"),
    Case("a seal within a seal", _says("inspection/A", "seal", _seal({"inspection/A|seal": None})), "nội dung đã chốt có mục lạ"),
    Case("a seal over nonsense", _says("inspection/A", "seal", _seal({"inspection/A|actual_date": "hôm qua"})), "“hôm qua” không phải ngày"),
    Case("an unknown value that is deep", _says("y-kien/A", "y", DEEP), "lồng nhau quá sâu"),
    Case("a line of 18 MB", _long_line, "có bản ghi dài quá mức"),
    Case("an unknown value that is large", _says("y-kien/A", "y", "x" * 300_000), "lớn quá mức"),
    Case("an unknown value with a float", _says("y-kien/A", "y", 0.5), "số lẻ cần được ghi bằng chữ số"),
    Case("an unknown subject", _says("y-kien/A/x", "ý kiến", {"a": [1, "hai"]}), taken="a newer version's: kept in the log, within bounds"),
    Case("an unknown field", _says("inspection/A", "thoi_tiet", "nắng"), taken="a newer version's: kept in the log, within bounds"),
    Case("a decomposed value", _says("inspection/A", "place", "Ho\u0323\u0302i trường"), taken="texts are composed when they are shown and printed"),
    Case("control signs in a text", _says("inspection/A", "place", "x\x0by"), taken="pasted from word processors; the papers clean it"),
    Case("an unknown question", _says("answer/A/N9.9", "answer", {"state": "answered", "value": True}), taken="kept for a checklist that asks it again"),
    Case("the digest of the checklist in use", _says("campaign", "checklist_digest", DIGEST), taken="it travels along"),
)  # fmt: skip
