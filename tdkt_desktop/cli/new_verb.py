"""The verb that makes a campaign: from a prepared file, or from the Excel list an office already has."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli.last_verbs import Map, Match, Matches, MatchOut, MatchYaml, new_from_last
from tdkt_desktop.cli.options import AsJson, DryRun
from tdkt_desktop.cli.speech import WrongUse, tell


def new(
    file: Annotated[
        Path | None,
        typer.Argument(
            metavar="TỆP",
            help="Tệp đợt kiểm tra (.yaml hoặc .xlsx). Cùng với --from-xlsx: phần chung, không có đơn vị.",
            show_default=False,
        ),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="TỆP_ĐỢT", help="Tệp .tdktdb sẽ tạo; bỏ trống: trong thư mục dữ liệu của máy."
        ),
    ] = None,
    from_xlsx: Annotated[
        Path | None,
        typer.Option("--from-xlsx", metavar="TỆP", help="Danh sách đơn vị, lịch kiểm tra sẵn có bằng Excel."),
    ] = None,
    sheet: Annotated[str, typer.Option("--sheet", metavar="TRANG", help="Trang tính có danh sách.")] = "",
    answers: Annotated[
        Path | None,
        typer.Option("--answers-yaml", metavar="TỆP", help="Tệp câu hỏi đã ghi trả lời (xem --doubts-out)."),
    ] = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(
            "--accept",
            metavar="Ô=TRẢ_LỜI",
            help="Trả lời một ô hay một vùng ô: Lịch!C7=15/9/2026, C7:C9='đồng ý', B12='bỏ qua'.",
        ),
    ] = None,
    doubts_out: Annotated[
        Path | None,
        typer.Option("--doubts-out", metavar="TỆP", help="Ghi các câu hỏi ra tệp .yaml để trả lời."),
    ] = None,
    year: Annotated[int | None, typer.Option("--year", metavar="NĂM", help="Năm của đợt kiểm tra.")] = None,
    title: Annotated[str, typer.Option("--title", metavar="TÊN", help="Tên đợt kiểm tra.")] = "",
    code: Annotated[str, typer.Option("--id", metavar="MÃ", help="Mã đợt kiểm tra.")] = "",
    province: Annotated[str, typer.Option("--province", metavar="TỈNH", help="Tên tỉnh.")] = "",
    checklist: Annotated[
        str,
        typer.Option("--checklist", metavar="MÃ", help="Danh mục nội dung kiểm tra, hoặc tên tệp của nó."),
    ] = "",
    plan_number: Annotated[
        str, typer.Option("--plan-number", metavar="SỐ", help="Số, ký hiệu kế hoạch kiểm tra.")
    ] = "",
    plan_date: Annotated[
        str, typer.Option("--plan-date", metavar="NGÀY", help="Ngày của kế hoạch kiểm tra.")
    ] = "",
    from_last: Annotated[
        Path | None,
        typer.Option(
            "--from-last",
            metavar="TỆP_ĐỢT",
            help="Lấy từ đợt kiểm tra trước (.tdktdb): nêu một mình thì cùng đơn vị, cùng danh mục, năm sau.",
        ),
    ] = None,
    match: Match = None,
    match_yaml: MatchYaml = None,
    match_out: MatchOut = None,
    mapping: Map = None,
    dry_run: DryRun = False,
    as_json: AsJson = False,
) -> None:
    """Tạo đợt kiểm tra từ tệp đã soạn, từ danh sách Excel sẵn có (--from-xlsx), hoặc từ đợt trước (--from-last).

    Với --from-xlsx: ô nào chưa rõ sẽ được hỏi, không có gì được đoán; còn câu hỏi thì chưa tạo gì (mã thoát 1).
    """
    from tdkt_desktop.workflows.new_campaign import campaign_lists  # noqa: PLC0415

    matches = Matches(match, match_yaml, match_out, mapping)
    if from_last is None and any(matches):
        raise WrongUse("--match, --match-yaml, --match-out, --map chỉ dùng cùng --from-last.")
    facts = campaign_lists.CampaignFacts(file, code, title, year, province, checklist, plan_number, plan_date)
    if from_xlsx is None:
        of_list = any((sheet, answers, accept, doubts_out, province, plan_number, plan_date))
        of_campaign = any((year, title, code, checklist))
        if of_list or (of_campaign and (file is not None or from_last is None)):
            raise WrongUse("Các tùy chọn về danh sách chỉ dùng cùng --from-xlsx.")
        if from_last is not None:
            from tdkt_desktop.workflows.new_campaign.new_from_last import Beginning  # noqa: PLC0415

            new_from_last(
                from_last, Beginning(file, facts=facts), matches, out, dry_run=dry_run, as_json=as_json
            )
            return
        _from_file(file, out, dry_run=dry_run, as_json=as_json)
        return
    given = campaign_lists.read_answers_file(answers, from_xlsx) if answers else {}
    given |= _accepted(accept or [])
    listed = campaign_lists.preview_list(from_xlsx, facts, given, sheet=sheet)
    if doubts_out is not None and not listed.settled:
        campaign_lists.write_questions(doubts_out, from_xlsx, listed)
    if listed.settled and from_last is not None:
        from tdkt_desktop.workflows.new_campaign.new_from_last import Beginning  # noqa: PLC0415

        beginning = Beginning(None, listed, from_xlsx, facts)
        new_from_last(from_last, beginning, matches, out, dry_run=dry_run, as_json=as_json)
        return
    store = None
    if listed.settled and not dry_run:
        store = campaign_lists.create_from_list(from_xlsx, listed, facts, out)
    found = campaign_lists.list_facts(from_xlsx, listed) | {"store": str(store) if store else ""}
    text = campaign_lists.list_text(from_xlsx, listed)
    tell(as_json, found, f"{text}\nĐã tạo đợt kiểm tra: {store}" if store else text)
    if not listed.settled:
        raise typer.Exit(1)


def _from_file(file: Path | None, out: Path | None, *, dry_run: bool, as_json: bool) -> None:
    """Make the campaign that a prepared file describes."""
    from tdkt_desktop.workflows.campaign.campaigns import create_campaign  # noqa: PLC0415

    if file is None:
        raise WrongUse(
            "Hãy nêu tệp đợt kiểm tra, danh sách Excel (--from-xlsx), hoặc đợt trước (--from-last)."
        )
    if dry_run:
        raise WrongUse("--dry-run chỉ dùng cùng --from-xlsx hoặc --from-last.")
    path = create_campaign(file, out)
    tell(as_json, {"store": str(path)}, f"Đã tạo đợt kiểm tra: {path}")


def _accepted(entries: list[str]) -> dict[str, str]:
    found = {}
    for entry in entries:
        place, sign, words = entry.partition("=")
        if not sign or not place.strip() or not words.strip():
            raise WrongUse(f"“{entry}”: cần dạng Ô=TRẢ_LỜI, ví dụ Lịch!C7=15/9/2026.")
        found[place.strip()] = words.strip()
    return found
