"""Verbs of checklists as files, and of a campaign back to text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli import checklist_library_verbs as library
from tdkt_desktop.cli.options import AsJson, Author, Campaign, DryRun
from tdkt_desktop.cli.speech import SETTINGS, Verb, Verbs, WrongUse, tell

Force = Annotated[bool, typer.Option("--force", help="Ghi đè tệp đang có.")]


def export(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .xlsx (hoặc .yaml) sẽ ghi.")],
    source: Annotated[
        str,
        typer.Option(
            "--from", metavar="MÃ_HOẶC_TỆP", help="Mã danh mục có sẵn, tệp danh mục, hoặc đợt kiểm tra."
        ),
    ],
    force: Force = False,
) -> None:
    """Ghi danh mục nội dung kiểm tra ra Excel, theo cách bày của XLSForm (mở được bằng ODK, Kobo)."""
    from tdkt_desktop.workflows.checklist import checklists  # noqa: PLC0415

    typer.echo(checklists.export_checklist(checklists.checklist_named(source), file, replacing=force))


def import_(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp Excel của danh mục.")],
    out: Annotated[Path, typer.Option("--out", metavar="TỆP", help="Tệp .yaml sẽ ghi.")],
    accept: Annotated[
        bool, typer.Option("--accept", help="Nhập cả khi có ô không nhận được (các ô đó được nêu tên).")
    ] = False,
    force: Force = False,
) -> None:
    """Đọc danh mục soạn bằng Excel (cả biểu của ODK, Kobo), kiểm tra rồi ghi thành tệp YAML dùng cho đợt kiểm tra.

    Ô nào không nhận được đều được nêu tên; khi có ô như vậy, chỉ ghi nếu có --accept. Mã thoát 1 khi chưa ghi.
    """
    from tdkt_desktop.workflows.checklist import checklists  # noqa: PLC0415

    taken = checklists.take_in(file)
    for line in taken.remarks:
        typer.echo(f"~ {line}")
    if taken.remarks and not accept:
        typer.echo("Chưa ghi gì. Nhập phần còn lại: thêm --accept.")
        raise typer.Exit(1)
    checklist = taken.checklist
    written = checklists.export_checklist(checklist, out, replacing=force)
    questions = sum(1 for _ in checklist.questions())
    typer.echo(f"{written}: {len(checklist.criteria)} nội dung, {questions} câu hỏi.")


def compare(
    old: Annotated[
        str, typer.Argument(metavar="BẢN_CŨ", help="Mã danh mục, tệp danh mục, hoặc đợt kiểm tra.")
    ],
    new: Annotated[str, typer.Argument(metavar="BẢN_MỚI", help="Như trên.")],
    as_json: AsJson = False,
) -> None:
    """So hai bản danh mục: thêm, bỏ, sửa gì; câu trả lời đã ghi có còn dùng được không."""
    from tdkt_desktop.workflows.checklist import checklists  # noqa: PLC0415

    found = checklists.compare_named(old, new)
    tell(as_json, checklists.comparison_facts(found), checklists.comparison_text(found))


def use(
    campaign: Campaign,
    source: Annotated[
        str, typer.Argument(metavar="BẢN_MỚI", help="Mã danh mục, tệp danh mục, hoặc đợt kiểm tra.")
    ],
    mapping: Annotated[
        list[str] | None,
        typer.Option("--map", metavar="CŨ=MỚI", help="Câu mới thay câu cũ: câu trả lời được chuyển sang."),
    ] = None,
    accept: Annotated[
        bool, typer.Option("--accept", help="Chấp nhận có câu trả lời không còn câu hỏi; chúng vẫn được giữ.")
    ] = False,
    dry_run: DryRun = False,
    author: Author = "",
    as_json: AsJson = False,
) -> None:
    """Dùng bản danh mục khác cho đợt đang kiểm tra: bản chỉ thêm thì nhận ngay, bản khác cần chỉ ra câu thay thế.

    Biên bản đã chốt giữ danh mục lúc chốt. Câu trả lời không còn câu hỏi vẫn nằm trong đợt kiểm tra.
    """
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.checklist import checklist_change, checklists  # noqa: PLC0415

    pairs = dict(entry.split("=", 1) for entry in mapping or () if "=" in entry)
    if len(pairs) != len(mapping or ()):
        raise WrongUse("--map cần dạng CŨ=MỚI, mỗi câu cũ một lần.")
    new = checklists.checklist_named(source)
    with campaigns.open_campaign(campaign, author=author, writing=not dry_run) as session:
        found = (
            checklist_change.look_at_change(session, new, pairs)
            if dry_run
            else checklist_change.change_checklist(session, new, pairs, accept=accept)
        )
    left = {code: count for code, count in found.left.items() if count}
    lines = [checklists.comparison_text(found.comparison)]
    lines += [f"Câu {code}: {count} đơn vị đã trả lời, không còn hỏi nữa." for code, count in left.items()]
    lines.append(f"Chuyển {found.carried} mục trả lời theo câu thay thế.")
    facts = checklists.comparison_facts(found.comparison) | {"carried": found.carried, "left": left}
    tell(as_json, facts, "\n".join(lines))


def dump(
    campaign: Campaign,
    out: Annotated[Path, typer.Option("--out", metavar="TỆP", help="Tệp .yaml sẽ ghi.")],
) -> None:
    """Ghi đợt kiểm tra ra tệp YAML (đơn vị, đoàn, cơ quan ban hành, lời văn); lập lại được bằng `tdkt new`."""
    from tdkt_desktop.workflows.campaign import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.checklist import checklists  # noqa: PLC0415

    with campaigns.open_campaign(campaign, writing=False) as session:
        for path in checklists.dump_campaign(session, out):
            typer.echo(path)


def checklist_group() -> typer.Typer:
    """The verbs under `tdkt checklist`."""
    group = typer.Typer(
        cls=Verbs,
        rich_markup_mode=None,
        context_settings=SETTINGS,
        help="Phiếu kiểm tra: các bản trên máy, soát, lưu, ghi ra Excel, đọc vào, so hai bản, đổi bản cho một đợt.",
    )
    verbs: tuple[tuple[str, Callable[..., None]], ...] = (
        ("list", library.list_),
        ("versions", library.versions),
        ("check", library.check),
        ("keep", library.keep),
        ("sentences", library.sentences),
        ("paper", library.paper),
        ("export", export),
        ("import", import_),
        ("compare", compare),
        ("use", use),
    )
    for name, verb in verbs:
        group.command(name=name, cls=Verb, rich_help_panel="Các lệnh", help=verb.__doc__)(verb)
    return group
