"""Verbs of the checklists of this machine: which there are, their versions, a province's own from any of them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli.options import AsJson, Out
from tdkt_desktop.cli.speech import tell
from tdkt_desktop.domain.errors import CampaignError

Source = Annotated[str, typer.Argument(metavar="PHIẾU", help="Mã phiếu, tệp phiếu, hoặc đợt kiểm tra.")]


def list_(as_json: AsJson = False) -> None:
    """Kể các phiếu kiểm tra có trên máy này: phiếu của tỉnh và phiếu có sẵn."""
    from tdkt_desktop.workflows.checklist.checklist_library import (  # noqa: PLC0415
        known_checklists,
        version_facts,
        version_line,
    )

    found = known_checklists()
    tell(as_json, [version_facts(one) for one in found], "\n".join(map(version_line, found)))


def versions(
    code: Annotated[str, typer.Argument(metavar="MÃ", help="Mã phiếu kiểm tra.")], as_json: AsJson = False
) -> None:
    """Kể các bản đã lưu của một phiếu, mới nhất trước, kèm ghi chú thay đổi."""
    from tdkt_desktop.workflows.checklist.checklist_library import version_facts, version_line, versions_of  # noqa: PLC0415

    found = versions_of(code)
    if not found:
        raise CampaignError(f"Không có phiếu “{code}” trên máy này.", "Xem các phiếu: tdkt checklist list.")
    tell(as_json, [version_facts(one) for one in found], "\n".join(map(version_line, found)))


def check(source: Source, as_json: AsJson = False) -> None:
    """Soát một phiếu trước khi dùng: chỗ cần sửa và chỗ nên xem, nêu rõ nội dung, câu hỏi."""
    from tdkt_desktop.domain.draft.problems import problems  # noqa: PLC0415
    from tdkt_desktop.domain.draft.tree import draft_of, name_of  # noqa: PLC0415
    from tdkt_desktop.workflows.checklist.checklists import checklist_named  # noqa: PLC0415

    tree = draft_of(checklist_named(source))
    found = [(name_of(tree, one.node), one) for one in problems(tree)]
    facts = [
        {"where": name, "field": one.field, "words": one.words, "blocking": one.blocking}
        for name, one in found
    ]
    lines = [f"{'! ' if one.blocking else '~ '}{name}: {one.words}" for name, one in found]
    tell(as_json, facts, "\n".join(lines) or "Phiếu hợp lệ.")
    if any(one.blocking for _, one in found):
        raise typer.Exit(1)


def sentences(source: Source, as_json: AsJson = False) -> None:
    """In các câu tổng hợp của phiếu trong bốn trường hợp, với số liệu giả định."""
    from tdkt_desktop.domain.draft.tree import Part, draft_of, every_node, name_of  # noqa: PLC0415
    from tdkt_desktop.workflows.checklist.checklists import checklist_named  # noqa: PLC0415
    from tdkt_desktop.workflows.checklist.statement_preview import statement_samples  # noqa: PLC0415

    tree = draft_of(checklist_named(source))
    nodes = [one for one in every_node(tree) if one.part is Part.STATEMENT]
    found = [(one, name_of(tree, one), statement_samples(tree, one)) for one in nodes]
    facts = [
        {"section": node.key, "place": node.place + 1, "cases": {one.title: list(one.lines) for one in cases}}
        for node, _, cases in found
    ]
    lines = []
    for _, name, cases in found:
        lines.append(f"{name[:1].upper()}{name[1:]}")
        lines += [
            f"  {one.title}: {' '.join(one.lines)}" if one.title else f"  {one.lines[0]}" for one in cases
        ]
    tell(as_json, facts, "\n".join(lines))


def paper(source: Source, out: Out) -> None:
    """Ghi phiếu giấy để ghi tay (PDF và Word) của một phiếu chưa dùng cho đợt nào."""
    from tdkt_desktop.workflows.checklist.checklist_trial import make_blank_of  # noqa: PLC0415
    from tdkt_desktop.workflows.checklist.checklists import checklist_named  # noqa: PLC0415

    for path in make_blank_of(checklist_named(source), out):
        typer.echo(path)


def keep(
    source: Source,
    title: Annotated[
        str, typer.Option("--title", metavar="TÊN", help="Làm phiếu mới của tỉnh với tên này.")
    ] = "",
    note: Annotated[str, typer.Option("--note", metavar="LỜI", help="Ghi chú về bản này.")] = "",
) -> None:
    """Lưu một phiếu trên máy này thành bản mới; bản cũ và phiếu có sẵn không bị ghi đè."""
    from tdkt_desktop.workflows.checklist.checklist_library import keep_version, own_copy, version_line  # noqa: PLC0415
    from tdkt_desktop.workflows.checklist.checklists import checklist_named  # noqa: PLC0415

    checklist = checklist_named(source)
    version = keep_version(own_copy(checklist, title) if title else checklist, note)
    typer.echo(version_line(version))
    typer.echo(Path(version.path))
