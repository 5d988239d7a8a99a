"""The checklists that travel in a package: whole, named by their hash, readable, and what kind each question is of."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache

from tdkt_desktop.domain.errors import ChecklistError, NewerFormat
from tdkt_desktop.domain.kinds import Kind
from tdkt_desktop.domain.reading_checklist import read_checklist
from tdkt_desktop.domain.revision_values import plainly_written
from tdkt_desktop.domain.revisions import canonical
from tdkt_desktop.exchange.package.log import Kinds
from tdkt_desktop.exchange.package.model import CHECKLISTS, MAX_CHECKLIST_BYTES, BadPackage


def read_checklists(contents: Mapping[str, bytes], file: str) -> tuple[dict[str, str], Kinds]:
    """The checklists by digest, as canonical JSON; and the kinds of every question code in any of them."""
    found: dict[str, str] = {}
    kinds: dict[str, frozenset[Kind]] = {}
    for name, body in contents.items():
        if name.startswith(CHECKLISTS):
            digest = name.removeprefix(CHECKLISTS).removesuffix(".json")
            try:
                found[digest], asked = _read(digest, body)
            except NewerFormat as error:
                raise NewerFormat(
                    f"{file}: danh mục trong tệp dùng định dạng mới hơn phần mềm này.", error.remedy
                ) from error
            for code, kind in asked:
                kinds[code] = kinds.get(code, frozenset()) | {kind}
    return found, kinds


@lru_cache(maxsize=4)  # a hundred teams bring the same checklist
def _read(digest: str, body: bytes) -> tuple[str, tuple[tuple[str, Kind], ...]]:
    if len(body) > MAX_CHECKLIST_BYTES:
        raise BadPackage("danh mục lớn quá mức cho phép")
    try:
        checklist = read_checklist(json.loads(body.decode()), "Danh mục")
    except ChecklistError as error:
        raise BadPackage(f"danh mục không đọc được ({plainly_written(error.message[:150])})") from None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise BadPackage("danh mục không đọc được") from None
    if checklist.digest != digest:
        raise BadPackage("danh mục không khớp mã kiểm tra trong tên của nó")
    return canonical(checklist.plain), tuple(
        (question.code, question.kind) for question in checklist.questions()
    )
