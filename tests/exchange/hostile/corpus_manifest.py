"""Files whose bones are sound and whose list, version, signature or checklists are not."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from tdkt_desktop.domain.errors import NewerFormat, WrongFile
from tdkt_desktop.domain.package_errors import ForgedPackage
from tdkt_desktop.domain.reading_checklist import digest_of
from tdkt_desktop.domain.revisions import canonical
from tdkt_desktop.exchange.package.signing import signature_bytes
from tests.builders import CHECKLIST
from tests.exchange.hostile.cases import Case
from tests.exchange.hostile.making import DIGEST, PHOTO, Draft, Key, noise, plain_zip, raw_zip, raws


def _saying(**parts: Any) -> Any:
    """A package whose manifest says this, signed anew."""
    return Draft(manifest=parts).packed


def _without(*names: str) -> Any:
    return Draft(left_out=set(names)).packed


def _body(text: str) -> Any:
    """A package whose manifest is exactly this text."""
    return Draft(manifest_body=text.encode("utf-8", "surrogatepass")).packed


def _honest_text() -> str:
    return Draft().bodies()["manifest.json"].decode()


def _checklist(tree: Any, digest: str = "") -> bytes:
    """A package with one more checklist."""
    body = canonical(tree).encode()
    name = digest or hashlib.sha256(body).hexdigest()
    return Draft(entries={f"checklists/{name}.json": body}).packed()


def _wrong_hash() -> bytes:
    return Draft(
        listed={"revisions.jsonl": {"sha256": "0" * 64, "size": len(Draft().bodies()["revisions.jsonl"])}}
    ).packed()


def _edited_after_signing(name: str, old: bytes, new: bytes) -> bytes:
    bodies = Draft().bodies()
    assert old in bodies[name]
    return plain_zip(bodies | {name: bodies[name].replace(old, new)})


def _edited_with_a_new_list() -> bytes:
    """Content and list changed together, as somebody with a ZIP program and patience would; the signature is the old one."""
    old = Draft().bodies()["signature.json"]
    return Draft(manifest={"team": "D2"}, signature=old).packed()


def _anothers_key() -> bytes:
    """Signed by one key, claiming another."""
    bodies = Draft().bodies()
    signature = json.loads(bodies["signature.json"]) | {"public_key": Key(9).public_key}
    return plain_zip(bodies | {"signature.json": canonical(signature).encode()})


def _anothers_device() -> bytes:
    bodies = Draft().bodies()
    return plain_zip(bodies | {"signature.json": signature_bytes(bodies["manifest.json"], "may-99", Key())})


def _signature(**parts: Any) -> Any:
    def make() -> bytes:
        bodies = Draft().bodies()
        signature = {
            key: value for key, value in (json.loads(bodies["signature.json"]) | parts).items() if value
        }
        return plain_zip(bodies | {"signature.json": canonical(signature).encode()})

    return make


def _newer_bones() -> bytes:
    """A newer major version may pack in ways this one does not know; it begins with its manifest all the same."""
    entries = raws(Draft(manifest={"version": "2.0", "program": "3.1.4"}))
    for one in entries[1:]:
        one.method = 93
    return raw_zip(entries)


def _newer_minor() -> bytes:
    return Draft(
        manifest={"version": "1.7", "so-trang": 12, "program": "0.9.0"},
        entries={"thumbnails/a.webp": b"RIFF", f"attachments/{hashlib.sha256(b'la').hexdigest()}": b"la"},
    ).packed()


def _huge_manifest() -> bytes:
    return Draft(manifest={"campaign": {"id": "dot-thu", "title": noise(4_500_000).hex()}}).packed()


def _lying_total() -> bytes:
    """Thirty checklists, each within bounds, together beyond them."""
    entries = {f"checklists/{n:064x}.json": b" " * 4_900_000 for n in range(30)}
    return Draft(entries=entries).packed()


DEEP = "[" * 100_000 + "]" * 100_000
TEXT = _honest_text()
CASES = (
    Case("no manifest", _without("manifest.json"), "không phải tệp .tdkt của phần mềm này", WrongFile),
    Case("an older format", _saying(version="0.9"), "cũ hơn mọi bản"),
    Case("no version", _without("version"), "không ghi phiên bản định dạng"),
    Case("a version in words", _saying(version="một"), "không ghi phiên bản định dạng"),
    Case("a newer format", _saying(version="2.0", program="2.5.1"), "phiên bản mới hơn (định dạng 2.0;", NewerFormat),
    Case("a newer format in newer bones", _newer_bones, "phiên bản mới hơn (định dạng 2.0;", NewerFormat),
    Case("a newer minor version", _newer_minor, taken="its new entries are kept, all that is known is checked"),
    Case("an unknown kind of a newer version", _saying(version="1.9", kind="thu"), "định dạng 1.9;", NewerFormat),
    Case("an unknown kind", _saying(kind="thu"), "bảng kê có mục không đúng cách ghi"),
    Case("another format", _saying(format="khac"), "không phải tệp .tdkt của phần mềm này", WrongFile),
    Case("a manifest that is a list", _body("[]"), "không phải tệp .tdkt của phần mềm này", WrongFile),
    Case("a manifest that is no JSON", _body("{"), "bảng kê không đọc được: không đọc được nội dung"),
    Case("a manifest in another encoding", lambda: Draft(manifest_body=b"\xff\xfe{}").packed(), "bảng kê không đọc được: chữ viết"),
    Case("a deep manifest", _body('{"a":' + DEEP + "}"), "bảng kê không đọc được: dữ liệu lồng nhau"),
    Case("NaN in the manifest", _body(TEXT.replace('"sequence":3', '"sequence":NaN')), "bảng kê không đọc được: chứa “NaN”"),
    Case("a float for a number", _body(TEXT.replace('"sequence":3', '"sequence":3.0')), "bảng kê không đọc được: chứa số lẻ"),
    Case("a key twice in the manifest", _body(TEXT.replace('"team":"D1"', '"team":"D2","team":"D1"')), "bảng kê không đọc được: một khóa"),
    Case("a huge number in the manifest", _body(TEXT.replace('"sequence":3', '"sequence":' + "9" * 5000)), "bảng kê không đọc được: chứa con số dài"),
    Case("half a letter in the manifest", _body(TEXT.replace("thử", "\\ud800")), "bảng kê không đọc được: chứa nửa ký tự"),
    Case("a huge manifest", _huge_manifest, "bảng kê lớn quá mức"),
    Case("a sequence below zero", _saying(sequence=-1), "số thứ tự của tệp"),
    Case("true for a number", _saying(sequence=True), "số thứ tự của tệp"),
    Case("an unknown part of the manifest", _saying(mat_khau="x"), "bảng kê có mục lạ “mat_khau”"),
    Case("a part missing", _without("device"), "bảng kê thiếu mục “device”"),
    Case("a number for a name", _saying(team=7), "bảng kê có mục không đúng cách ghi"),
    Case("a campaign without a name", _saying(campaign={"id": "dot-thu"}), "không nêu đúng cách đợt"),
    Case("a campaign that is a path", _saying(campaign={"id": "../../trom", "title": "x"}), "mã đợt kiểm tra hoặc mã đoàn chứa"),
    Case("a team that is a path", _saying(team="..\\trom"), "mã đợt kiểm tra hoặc mã đoàn chứa"),
    Case("a campaign named as a device", _saying(campaign={"id": "NUL.txt", "title": "x"}), "mã đợt kiểm tra hoặc mã đoàn chứa"),
    Case("a garbled moment", _saying(created_at="hôm qua"), "mã tệp hoặc thời điểm tạo tệp"),
    Case("an id with a path", _saying(id="../a"), "mã tệp hoặc thời điểm tạo tệp"),
    Case("a device with unseen signs", _saying(device="may\u202e01"), "tên máy dài quá hoặc chứa ký tự ẩn"),
    Case("no list of entries", _without("entries"), "bảng kê thiếu mục “entries”"),
    Case("a list that is no list", _saying(entries=[]), "không có danh sách thành phần"),
    Case("a list without hashes", lambda: Draft(listed={"revisions.jsonl": {"size": 5}}).packed(), "danh sách thành phần không đúng cách ghi"),
    Case("a hash that is none", lambda: Draft(listed={"revisions.jsonl": {"size": 5, "sha256": "A" * 64}}).packed(), "danh sách thành phần không đúng cách ghi"),
    Case("a wrong hash", _wrong_hash, "nhật ký không khớp mã kiểm tra"),
    Case("an entry the list does not name", lambda: plain_zip(Draft().bodies() | {f"attachments/{'0' * 64}": b""}), "thừa hoặc thiếu thành phần"),
    Case("an entry that only the list names", lambda: Draft(listed={"la.txt": {"size": 0, "sha256": "0" * 64}}).packed(), "thừa hoặc thiếu thành phần"),
    Case("an unknown entry of this version", lambda: Draft(entries={"la.txt": b"x"}).packed(), "có thành phần la.txt, thành phần lạ"),
    Case("no log", _without("revisions.jsonl"), "không mang bản ghi nào"),
    Case("a photo under another hash", lambda: Draft(entries={f"attachments/{'b' * 64}": PHOTO}).packed(), "không khớp tên của nó"),
    Case("a photo that no record names", lambda: Draft(entries={f"attachments/{hashlib.sha256(b'la').hexdigest()}": b"la"}).packed(), "không bản ghi nào nhắc tới"),
    Case("checklists beyond all bounds", _lying_total, "phình to"),
    Case("a checklist in use that is missing", _without(f"checklists/{DIGEST}.json"), "thiếu danh mục"),
    Case("a checklist that is no checklist", lambda: _checklist({"a": 1}), "danh mục không đọc được ("),
    Case("a checklist that is no tree", lambda: _checklist([1, 2]), "danh mục không đọc được ("),
    Case("a checklist that does not parse", lambda: Draft(entries={f"checklists/{hashlib.sha256(b'{').hexdigest()}.json": b"{"}).packed(), "danh mục không đọc được."),
    Case("a deep checklist", lambda: Draft(entries={f"checklists/{hashlib.sha256(DEEP.encode()).hexdigest()}.json": DEEP.encode()}).packed(), "danh mục không đọc được."),
    Case("a checklist under a false hash", lambda: _checklist(CHECKLIST | {"title": "Khác"}, "c" * 64), "danh mục không khớp mã"),
    Case("a newer checklist", lambda: _checklist(CHECKLIST | {"format": "tdkt-checklist 9"}), "danh mục trong tệp dùng định dạng mới hơn", NewerFormat),
    Case("two checklists", lambda: _checklist(CHECKLIST | {"title": "Khác"}, digest_of(CHECKLIST | {"title": "Khác"})), taken="a campaign keeps every checklist it was ever filled with"),
    Case("no signature", _without("signature.json"), "thiếu chữ ký", ForgedPackage),
    Case("a signature over another list", _edited_with_a_new_list, "chữ ký không khớp nội dung", ForgedPackage),
    Case("a manifest edited after signing", lambda: _edited_after_signing("manifest.json", b"D1", b"D2"), "chữ ký không khớp nội dung", ForgedPackage),
    Case("a log edited after signing", lambda: _edited_after_signing("revisions.jsonl", "Hội trường".encode(), "Nhà riêng".encode()), "không khớp kích thước"),
    Case("another's key", _anothers_key, "chữ ký không khớp nội dung", ForgedPackage),
    Case("another machine's signature", _anothers_device, "chữ ký của một máy khác", ForgedPackage),
    Case("a signature without a key", _signature(public_key=""), "chữ ký không đúng cách ghi", ForgedPackage),
    Case("a signature of another kind", _signature(algorithm="none"), "chữ ký không đúng cách ghi", ForgedPackage),
    Case("a signature of zeros", _signature(signature="0" * 128), "chữ ký không khớp nội dung", ForgedPackage),
    Case("a key that is no point", _signature(public_key="f" * 64), "chữ ký không khớp nội dung", ForgedPackage),
    Case("a signature that is no JSON", lambda: plain_zip(Draft().bodies() | {"signature.json": b"x"}), "chữ ký không đọc được", ForgedPackage),
    Case("a signature without end", lambda: plain_zip(Draft().bodies() | {"signature.json": b" " * 5000}), "chữ ký lớn quá mức"),
    Case("a signature in an old package", lambda: Draft(manifest={"version": "1.1"}).packed(), "thừa hoặc thiếu thành phần"),
    Case("an old package without a signature", lambda: Draft(key=None).packed(), taken="formats 1.0 and 1.1 had none; the office sees that nobody signed"),
)  # fmt: skip
