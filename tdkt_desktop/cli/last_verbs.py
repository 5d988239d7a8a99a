"""Taking over from last year's campaign: into a campaign that exists, or while a new one is made."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from tdkt_desktop.cli.options import AsJson, Author, Campaign, DryRun, Units, units_named
from tdkt_desktop.cli.speech import WrongUse, tell

if TYPE_CHECKING:
    from tdkt_desktop.workflows.new_campaign.new_from_last import Beginning

Match = Annotated[
    list[str] | None,
    typer.Option(
        "--match",
        metavar="MÃ=TRẢ_LỜI",
        help="Đơn vị của đợt trước là đơn vị nào của đợt này: TCT=DV05, TCT='đồng ý', TCT='bỏ qua'.",
    ),
]
MatchYaml = Annotated[
    Path | None,
    typer.Option("--match-yaml", metavar="TỆP", help="Tệp câu hỏi đã ghi trả lời (xem --match-out)."),
]
MatchOut = Annotated[
    Path | None,
    typer.Option("--match-out", metavar="TỆP", help="Ghi các câu hỏi về đơn vị ra tệp .yaml để trả lời."),
]
Map = Annotated[
    list[str] | None,
    typer.Option(
        "--map",
        metavar="MÃ=MÃ_NĂM_TRƯỚC",
        help="Câu hỏi hoặc nội dung của đợt này hỏi cùng một việc với câu, nội dung của đợt trước.",
    ),
]


class Matches(NamedTuple):
    """What a person said about last year's units, questions and criteria."""

    match: list[str] | None
    match_yaml: Path | None
    match_out: Path | None
    mapping: list[str] | None


def carry_over(
    campaign: Campaign,
    last: Annotated[Path, typer.Argument(metavar="ĐỢT_TRƯỚC", help="Tệp đợt kiểm tra trước (.tdktdb).")],
    match: Match = None,
    match_yaml: MatchYaml = None,
    match_out: MatchOut = None,
    mapping: Map = None,
    author: Author = "",
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Lấy từ đợt kiểm tra trước: tên cũ của đơn vị, hạn chế đã nêu, kiến nghị, số liệu; tệp đợt trước giữ nguyên.

    Đơn vị nào chưa rõ sẽ được hỏi, không có gì được đoán; còn câu hỏi thì chưa ghi gì (mã thoát 1).
    """
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.last_year import carry_over as carrying  # noqa: PLC0415
    from tdkt_desktop.workflows.last_year import carry_words  # noqa: PLC0415

    answers = carry_words.answers_of(pairs(match), match_yaml, last)
    with campaigns.open_campaign(campaign, author=author, writing=not dry_run) as session:
        found = carrying.preview_carry(session, last, answers, pairs(mapping))
        written = 0
        if found.settled and not dry_run:
            written = carrying.apply_carry(session, found).written
    if match_out is not None and not found.settled:
        carry_words.write_matches(match_out, found)
    text = carry_words.carry_text(found)
    done = "Đã ghi vào đợt này." if written else "Mọi thứ đã có sẵn, không có gì thay đổi."
    if found.settled and not dry_run:
        text = f"{text}\n{done}"
    tell(as_json, carry_words.carry_facts(found) | {"written": written}, text)
    if not found.settled:
        raise typer.Exit(1)


def new_from_last(
    last: Path, beginning: Beginning, matches: Matches, out: Path | None, *, dry_run: bool, as_json: bool
) -> None:
    """Make a campaign that takes over from last year's, or say what is to be answered first."""
    from tdkt_desktop.workflows.last_year import carry_words  # noqa: PLC0415
    from tdkt_desktop.workflows.new_campaign import new_from_last as making  # noqa: PLC0415

    answers = carry_words.answers_of(pairs(matches.match), matches.match_yaml, last)
    planned = making.plan_from_last(last, beginning, answers, pairs(matches.mapping))
    carry = planned.carry
    if matches.match_out is not None and not carry.settled:
        carry_words.write_matches(matches.match_out, carry)
    store = making.create_planned(planned, out) if carry.settled and not dry_run else None
    text = carry_words.carry_text(carry)
    facts = {"store": str(store) if store else "", "last": carry_words.carry_facts(carry)}
    tell(as_json, facts, f"{text}\nĐã tạo đợt kiểm tra: {store}\n{making.CHECK_TEAMS}" if store else text)
    if not carry.settled:
        raise typer.Exit(1)


def pairs(entries: list[str] | None) -> dict[str, str]:
    """Entries such as TCT=DV05 by their first part. Raises WrongUse."""
    found = {}
    for entry in entries or []:
        code, sign, words = entry.partition("=")
        if not sign or not code.strip() or not words.strip():
            raise WrongUse(f"“{entry}”: cần dạng MÃ=TRẢ_LỜI, ví dụ TCT=DV05.")
        found[code.strip()] = words.strip()
    return found


def limitations(
    campaign: Campaign,
    unit: Units = None,
    one: Annotated[
        str, typer.Option("--id", metavar="MÃ", help="Mã hạn chế cần ghi kết quả; nêu cùng một --unit.")
    ] = "",
    state: Annotated[
        str,
        typer.Option(
            "--state", metavar="KẾT_QUẢ", help="mended, open, again hoặc unchecked; xem lời ở danh sách."
        ),
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="LỜI", help="Ghi chú của đoàn.")] = "",
    author: Author = "",
    as_json: AsJson = False,
) -> None:
    """Xem hạn chế đã nêu năm trước của các đơn vị, ghi kết quả khắc phục từng hạn chế."""
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.unit import limitations as mending  # noqa: PLC0415

    if bool(one) != bool(state) or (one and len(unit or []) != 1) or (note and not one):
        raise WrongUse("Để ghi kết quả, hãy nêu đủ --unit, --id và --state.")
    with campaigns.open_campaign(campaign, author=author, writing=bool(one)) as session:
        units = units_named(session, unit)
        if one:
            mending.record_mending(session, units[0].code, one, state, note)
        found = mending.limitations(session, units)
    tell(as_json, mending.limitations_facts(found), mending.limitations_text(found))
