"""What an answers file says of the visit itself: delegation, the unit's own report, figures beside those found."""

from __future__ import annotations

from decimal import Decimal
from functools import reduce
from typing import Any

import pytest

from tdkt_desktop.domain.editing import applied
from tdkt_desktop.domain.errors import AnswersError
from tdkt_desktop.domain.inspection import FIGURES, Inspection
from tdkt_desktop.domain.reading_answers import read_answers
from tdkt_desktop.domain.reading_campaign import read_campaign
from tests.builders import CAMPAIGN
from tests.random_changes import EVERY_KIND

CAMPAIGN_READ, _ = read_campaign(CAMPAIGN, "dot.yaml")


def read(**unit: Any) -> Inspection:
    tree = {"format": "tdkt-answers 1", "units": {"A": unit}}
    made = read_answers(tree, "tra-loi.yaml", CAMPAIGN_READ, EVERY_KIND)
    return reduce(lambda so_far, change: applied(so_far, EVERY_KIND, change), made, Inspection("A"))


def test_the_new_facts_of_the_visit_are_read() -> None:
    found = read(
        visit={"delegation": "Bà Trần Thị Mẫu, theo giấy ủy quyền", "report_state": "supplement"},
        assessment={"reservations": "Đơn vị đề nghị xem lại số cuộc họp."},
    )
    assert found.visit.delegation == "Bà Trần Thị Mẫu, theo giấy ủy quyền"
    assert found.visit.report_state == "supplement"
    assert found.assessment.reservations == "Đơn vị đề nghị xem lại số cuộc họp."


def test_figures_stand_beside_those_found() -> None:
    found = read(
        figures=[
            {
                "text": "Số phong trào",
                "reported": 5,
                "verified": 4,
                "measure": "phong trào",
                "note": "Trùng một",
            },
            {"text": "Tỷ lệ", "cells": {"reported": "98.5"}},
            {"text": "Số cuộc họp", "verified": 0},
        ]
    )
    lines = found.items(FIGURES)
    assert [line.text for line in lines] == ["Số phong trào", "Tỷ lệ", "Số cuộc họp"]
    assert [dict(line.cells) for line in lines] == [
        {"reported": Decimal(5), "verified": Decimal(4)},
        {"reported": Decimal("98.5")},
        {"verified": Decimal(0)},
    ]
    assert (lines[0].measure, lines[0].note) == ("phong trào", "Trùng một")


def test_reading_the_same_figures_again_gives_the_same_lines() -> None:
    line = {"text": "Số phong trào", "reported": 5, "verified": 4}
    assert read(figures=[line]) == read(figures=[dict(line)])


@pytest.mark.parametrize(
    ("unit", "said"),
    [
        (
            {"visit": {"report_state": "tốt"}},
            r"A › visit › report_state: không biết “tốt”.*complete.*supplement",
        ),
        ({"visit": {"date_typed": "31/02"}}, "không biết mục “date_typed”"),
        (
            {"figures": [{"text": "Số phong trào", "cells": {"khac": 5}}]},
            r"dòng thứ 1: không biết cột “khac”",
        ),
        ({"figures": [{"text": "x"}, {"text": "y", "reported": "năm"}]}, r"dòng thứ 2: dòng không đọc được"),
        ({"figures": [{"text": "x", "cells": 5}]}, "cells cần là"),
        ({"figures": [5]}, "dòng thứ 1: cần là"),
        ({"figures": {"text": "x"}}, "cần là một danh sách"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_place(unit: dict[str, Any], said: str) -> None:
    with pytest.raises(AnswersError, match=said):
        read(**unit)
