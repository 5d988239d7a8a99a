"""The state of a criterion of a unit as one mark; apart, so that the first picture on screen needs nothing else."""

from __future__ import annotations

from enum import StrEnum


class Mark(StrEnum):
    """The state of a criterion of a unit, as the matrix and the lists show it (by shape and colour)."""

    MET = "met"
    NOT_MET = "not_met"
    NOT_APPLICABLE = "not_applicable"
    PARTIAL = "partial"
    RECORDED = "recorded"
    NOT_CHECKED = "not_checked"


MARK_WORDS = {
    Mark.MET: "Đạt",
    Mark.NOT_MET: "Chưa đạt",
    Mark.NOT_APPLICABLE: "Không thuộc đối tượng",
    Mark.PARTIAL: "Đang làm dở",
    Mark.RECORDED: "Đã ghi đủ, chưa kết luận",
    Mark.NOT_CHECKED: "Chưa kiểm tra",
}
