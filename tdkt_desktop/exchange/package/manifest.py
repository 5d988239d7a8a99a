"""manifest.json: who packed what, in which format, and the size and hash of every other entry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import tdkt_desktop
from tdkt_desktop.domain.errors import NewerFormat, WrongFile
from tdkt_desktop.domain.revision_values import (
    is_hex,
    is_moment,
    is_plainly_written,
    is_safe_code,
    plainly_written,
    shown,
)
from tdkt_desktop.domain.values import Plain
from tdkt_desktop.exchange.package.json import canonical_bytes, parse_strict
from tdkt_desktop.exchange.package.model import (
    CHECKLISTS,
    FORMAT,
    KINDS,
    MAJOR,
    MANIFEST,
    MAX_CHECKLIST_BYTES,
    MAX_CHECKLISTS,
    MAX_EXTRA_BYTES,
    MAX_FILE_BYTES,
    MAX_FILES_BYTES,
    MAX_REVISIONS_BYTES,
    MINOR,
    NOT_REPACKED,
    REVISIONS,
    SIGNATURE,
    SIGNED_SINCE,
    BadPackage,
    BadSignature,
    Entry,
    Package,
)
from tdkt_desktop.exchange.package.names import called, is_file, is_known

_VERSION = re.compile(r"(\d{1,4})\.(\d{1,4})")
_PROGRAM = re.compile(r"\d{1,4}(\.\d{1,4}){1,3}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,79}")
_REQUIRED = frozenset(
    {"format", "version", "id", "kind", "campaign", "team", "device", "sequence", "created_at", "entries"}
)
NOT_OURS = "Hãy chọn tệp do đoàn kiểm tra xuất ra."


@dataclass(frozen=True)
class Manifest:
    """A manifest whose every part was looked at. `entries` maps a name to (size, SHA-256)."""

    minor: int
    id: str
    kind: str
    campaign_id: str
    campaign_title: str
    team: str
    device: str
    sequence: int
    created_at: str
    entries: Mapping[str, tuple[int, str]]
    more: Mapping[str, Plain] = field(default_factory=dict)

    @property
    def signed(self) -> bool:
        """Whether this format demands a signature."""
        return self.minor >= SIGNED_SINCE

    @property
    def newer(self) -> bool:
        return self.minor > MINOR


def manifest_bytes(package: Package, entries: Mapping[str, tuple[int, str]], *, signed: bool) -> bytes:
    """The manifest of a package to be written, canonical: these bytes are what is signed."""
    minor = max(MINOR, _minor_of(package)) if signed else SIGNED_SINCE - 1
    return canonical_bytes(
        {
            **(package.more if minor > MINOR else {}),
            "format": FORMAT,
            "version": f"{MAJOR}.{minor}",
            "program": tdkt_desktop.__version__,
            "id": package.id,
            "kind": package.kind,
            "campaign": {"id": package.campaign_id, "title": package.campaign_title},
            "team": package.team,
            "device": package.device,
            "sequence": package.sequence,
            "created_at": package.created_at,
            "entries": {name: {"size": size, "sha256": digest} for name, (size, digest) in entries.items()},
        }
    )


def _minor_of(package: Package) -> int:
    """What is passed on keeps the format of what it was read from, as long as there is something newer in it."""
    found = _VERSION.fullmatch(package.version)
    return int(found[2]) if found and (package.extra or package.more) else MINOR


def read_manifest(body: bytes, name: str) -> Manifest:
    """Read a manifest; the version is looked at before anything else. Raises WrongFile, NewerFormat or BadPackage."""
    try:
        raw = parse_strict(body)
    except BadPackage as error:
        raise BadPackage(f"bảng kê không đọc được: {error.reason}") from None
    if not isinstance(raw, dict) or raw.get("format") != FORMAT:
        raise WrongFile(f"{name} không phải tệp .tdkt của phần mềm này.", NOT_OURS)
    version = _VERSION.fullmatch(str(raw.get("version", "")))
    if version is None:
        raise BadPackage("không ghi phiên bản định dạng")
    if int(version[1]) < 1:
        raise BadPackage(f"dùng định dạng {version[0]}, cũ hơn mọi bản đã phát hành")
    if int(version[1]) > MAJOR:
        raise newer_format(name, raw)
    minor = int(version[2])
    if missing := sorted(_REQUIRED - set(raw)):
        raise BadPackage(f"bảng kê thiếu mục “{missing[0]}”")
    more = {key: part for key, part in raw.items() if key not in _REQUIRED | {"program"}}
    if more and minor <= MINOR:
        raise BadPackage(f"bảng kê có mục lạ “{shown(min(more))}”")
    if raw["kind"] not in KINDS and minor > MINOR:
        raise newer_format(name, raw)
    return Manifest(minor=minor, entries=_entries(raw["entries"]), more=more, **_facts(raw))


def newer_format(name: str, raw: Mapping[str, Plain]) -> NewerFormat:
    """The refusal of a package that only a newer version of the program reads; it says which."""
    program = str(raw.get("program", ""))
    which = f"phiên bản {program} trở lên" if _PROGRAM.fullmatch(program) else "phiên bản mới nhất"
    return NewerFormat(
        f"{name} được tạo bởi phiên bản mới hơn (định dạng {shown(raw.get('version', ''))};"
        f" máy này đọc được định dạng {MAJOR}.{MINOR}).",
        f"Hãy cài {which} của phần mềm rồi mở lại tệp này; chưa có gì thay đổi.",
    )


def _facts(raw: Mapping[str, Plain]) -> dict[str, Plain]:
    campaign = raw["campaign"]
    if not isinstance(campaign, dict) or set(campaign) != {"id", "title"}:
        raise BadPackage("bảng kê không nêu đúng cách đợt kiểm tra")
    facts = {
        "id": raw["id"],
        "kind": raw["kind"],
        "campaign_id": campaign["id"],
        "campaign_title": campaign["title"],
        "team": raw["team"],
        "device": raw["device"],
        "created_at": raw["created_at"],
    }
    if not all(isinstance(fact, str) for fact in facts.values()) or facts["kind"] not in KINDS:
        raise BadPackage("bảng kê có mục không đúng cách ghi")
    if not _ID.fullmatch(raw["id"]) or not is_moment(raw["created_at"]):
        raise BadPackage("mã tệp hoặc thời điểm tạo tệp không đúng cách ghi")
    if type(raw["sequence"]) is not int or not 0 <= raw["sequence"] <= 10**9:
        raise BadPackage("số thứ tự của tệp nằm ngoài khoảng cho phép")
    if not is_safe_code(campaign["id"]) or (raw["team"] and not is_safe_code(raw["team"])):
        raise BadPackage("mã đợt kiểm tra hoặc mã đoàn chứa ký tự không dùng được")
    if len(raw["device"]) > 100 or not is_plainly_written(raw["device"]) or len(campaign["title"]) > 5000:
        raise BadPackage("tên đợt kiểm tra hoặc tên máy dài quá hoặc chứa ký tự ẩn")
    return facts | {"sequence": raw["sequence"], "campaign_title": plainly_written(campaign["title"])}


def _entries(raw: Plain) -> dict[str, tuple[int, str]]:
    if not isinstance(raw, dict):
        raise BadPackage("không có danh sách thành phần")
    found = {}
    for name, facts in raw.items():
        if (
            not isinstance(facts, dict)
            or set(facts) != {"sha256", "size"}
            or type(facts["size"]) is not int
            or not is_hex(facts["sha256"], 64)
        ):
            raise BadPackage("danh sách thành phần không đúng cách ghi")
        found[name] = (facts["size"], facts["sha256"])
    return found


def check_entries(manifest: Manifest, entries: Mapping[str, Entry]) -> None:
    """The list of the manifest against what is there, before anything is unpacked. Raises BadPackage."""
    expected = {MANIFEST, *manifest.entries, *([SIGNATURE] if manifest.signed else [])}
    if manifest.signed and SIGNATURE not in entries:
        raise BadSignature("thiếu chữ ký của máy xuất tệp")
    if set(entries) != expected:
        raise BadPackage("thừa hoặc thiếu thành phần so với danh sách của chính nó", NOT_REPACKED)
    if REVISIONS not in manifest.entries:
        raise BadPackage("không mang bản ghi nào")
    extra = [name for name in manifest.entries if not is_known(name)]
    if extra and not manifest.newer:
        raise BadPackage(f"có {called(min(extra))}, thành phần lạ với phiên bản này")
    checklists = [name for name in manifest.entries if name.startswith(CHECKLISTS)]
    if len(checklists) > MAX_CHECKLISTS:
        raise BadPackage("mang quá nhiều danh mục")
    _bounded(entries, checklists, MAX_CHECKLIST_BYTES * 10)
    _bounded(entries, [REVISIONS], MAX_REVISIONS_BYTES)
    _bounded(entries, extra, MAX_EXTRA_BYTES)
    for name, (size, _) in manifest.entries.items():
        if entries[name].size != size:
            raise BadPackage(f"{called(name)} không khớp kích thước trong bảng kê")
    _check_files(manifest, entries, [name for name in manifest.entries if is_file(name)])


def _check_files(manifest: Manifest, entries: Mapping[str, Entry], files: Sequence[str]) -> None:
    _bounded(entries, files, MAX_FILES_BYTES)
    for name in files:
        if entries[name].size > MAX_FILE_BYTES:
            raise BadPackage(f"{called(name)} phình to quá mức cho phép")
        if not name.endswith(manifest.entries[name][1]):
            raise BadPackage(f"{called(name)} không khớp tên của nó")


def _bounded(entries: Mapping[str, Entry], names: Iterable[str], most: int) -> None:
    if sum(entries[name].size for name in names) > most:
        raise BadPackage("phình to quá mức khi mở nén")
