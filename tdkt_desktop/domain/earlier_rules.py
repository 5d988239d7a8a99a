"""What an extract of an earlier campaign may look like in a revision from another machine."""

from __future__ import annotations

from tdkt_desktop.domain import revision_values as read
from tdkt_desktop.domain.earlier import GROUPS
from tdkt_desktop.domain.revision_values import BadRevision, Reader
from tdkt_desktop.domain.values import Plain


def _rows(row: Reader) -> Reader:
    def check(raw: Plain) -> None:
        if not isinstance(raw, list) or len(raw) > read.MAX_LINES:
            raise BadRevision("phần lấy từ đợt trước không đúng cách ghi")
        for one in raw:
            row(one)

    return check


def _limitations(raw: Plain) -> None:
    _rows(read.lines)(raw)
    if any(len(one) != 3 for one in raw):
        raise BadRevision("hạn chế của đợt trước không đúng cách ghi")


_COUNT = read.whole(-1, 10**6)
EARLIER_READERS: dict[str, Reader] = {
    "title": read.text,
    "year": read.whole(-(10**6), 10**6),
    "units": _rows(
        read.group(
            read.texts("code", "official", "listed", "short", "now")
            | {"aliases": read.lines, "limitations": _limitations},
            required=("code", "official", "listed", "short"),
        )
    ),
    "figures": _rows(
        read.group(
            read.texts("code", "ask", "kind", "expects", "total", "measure", "mapped")
            | dict.fromkeys(GROUPS, read.lines)
            | {"counted": read.flag, "mixed": read.flag, "declared": _COUNT, "summed": _COUNT},
            required=("code", "ask", "kind"),
        )
    ),
    "proposals": _rows(
        read.group(
            read.texts("key", "unit", "addressee", "text", "status", "note"),
            required=("key", "unit", "addressee", "text"),
        )
    ),
}
