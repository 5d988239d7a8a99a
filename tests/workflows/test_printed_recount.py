"""The law of printed figures: what the paper says is what anybody counts who has nothing but the rows of the log."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from contextlib import closing
from decimal import Decimal
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tdkt_desktop.documents.neutral.blocks import plain_text
from tdkt_desktop.domain import changes
from tdkt_desktop.domain.kinds import State
from tdkt_desktop.domain.values import Answer, Figure
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.notice.notice_prose import set_section_text
from tdkt_desktop.workflows.papers.papers import notice_of
from tests.builders import write_campaign_files

UNITS = ("A", "B", "C")
QUICK = (Phase.explicit, Phase.generate)  # each example makes a file: a failure is short enough as it is
GROUPS = ("do", "fail", "na", "un")
WANTED = {"N1.1": True, "N1.3": "đầy đủ"}
TEXT = [
    "Đếm N1.1: {{n:N1.1}}, {{do:N1.1}}, {{fail:N1.1}}, {{na:N1.1}}, {{un:N1.1}} hết.",
    "Đếm N1.3: {{n:N1.3}}, {{do:N1.3}}, {{fail:N1.3}}, {{na:N1.3}}, {{un:N1.3}} hết.",
    "Cộng N2.2: {{sum:N2.2}} hết.",
]
answers = st.tuples(
    st.sampled_from(UNITS),
    st.sampled_from(("N1.1", "N1.3", "N2.2")),
    st.sampled_from(State),
    st.booleans(),
    st.integers(1, 999),
)


def read_log(path: Path) -> dict[str, Any]:
    """Subject -> what the log says last of an answer: the value that no other one replaces."""
    with closing(sqlite3.connect(path)) as file:
        rows = file.execute(
            "SELECT id, subject, value, parents FROM revision WHERE subject LIKE 'answer/%'"
        ).fetchall()
    replaced = {parent for *_, parents in rows for parent in json.loads(parents)}
    return {subject: json.loads(value) for id_, subject, value, _ in rows if id_ not in replaced}


def counted(log: dict[str, Any], question: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for unit in UNITS:
        said = log.get(f"answer/{unit}/{question}") or {}
        state, value = said.get("state"), said.get("value")
        if state == "not_applicable":
            found["na"] += 1
        elif state != "answered" or value is None:
            found["un"] += 1
        else:
            found["do" if value == WANTED[question] else "fail"] += 1
    return found


@settings(
    max_examples=10, deadline=None, phases=QUICK, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(made=st.lists(answers, max_size=12))
def test_every_figure_printed_is_a_recount_of_the_log(
    made: list[tuple[str, str, State, bool, int]], tmp_path_factory: Any
) -> None:
    folder = tmp_path_factory.mktemp("dem")
    path = campaigns.create_campaign(write_campaign_files(folder), folder / "dot.tdktdb")
    with campaigns.open_campaign(path, author="Thư ký") as session:
        set_section_text(session, "I.1", "\n".join(TEXT))
        for unit, code, state, good, millions in made:
            value: Any = {
                "N1.1": good,
                "N1.3": WANTED["N1.3"] if good else "phải bổ sung",
                "N2.2": Figure(Decimal(millions * 1_000_000)),
            }[code]
            given_ = Answer(state, value if state is State.ANSWERED else None)
            session.save([changes.set_answer(unit, session.checklist.question(code), given_)])
        printed = "\n".join(plain_text(notice_of(session)))
    log = read_log(path)
    for question in WANTED:
        groups = counted(log, question)
        assert sum(groups.values()) == len(UNITS)
        told = f"{groups['do']:02d}/03, " + ", ".join(f"{groups[name]:02d}" for name in GROUPS)
        assert f"Đếm {question}: {told} hết." in printed
    amounts = [(log.get(f"answer/{unit}/N2.2") or {}).get("value") or {} for unit in UNITS]
    total = sum(int(one["amount"]) for one in amounts if one)
    said = re.search(r"Cộng N2.2: ?([\d.,]*) ?(tỷ|triệu)?", printed)
    digits = float(said[1].replace(".", "").replace(",", ".")) if said is not None and said[1] else 0
    assert round(digits * (1e9 if said is not None and said[2] == "tỷ" else 1e6)) == total
