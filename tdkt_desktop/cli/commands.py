"""The verbs of `tdkt`. Exit codes: 0 done, 1 refused with a reason, 2 wrong usage. Workflows load inside the verbs."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from tdkt_desktop import __version__
from tdkt_desktop.domain.errors import TdktError

OpenWindow = Callable[[Path | None], int]

Campaign = Annotated[Path, typer.Argument(metavar="ĐỢT", help="Tệp đợt kiểm tra (.tdktdb).")]
Out = Annotated[Path, typer.Option("--out", metavar="THƯ_MỤC", help="Thư mục nhận các tệp tạo ra.")]
AsJson = Annotated[bool, typer.Option("--json", help="In kết quả dạng JSON cho máy đọc.")]


def build(open_window: OpenWindow) -> typer.Typer:
    """The command line; `open_window` comes from the composition root, so that this room knows no Qt."""
    app = typer.Typer(
        name="tdkt",
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["--help", "-h"]},
        help="TĐKT Desktop: kiểm tra công tác thi đua, khen thưởng. Không có lệnh nào: mở cửa sổ.",
    )

    @app.callback(invoke_without_command=True)
    def start(
        context: typer.Context,
        version: Annotated[bool, typer.Option("--version", help="In phiên bản rồi thoát.")] = False,
    ) -> None:
        if version:
            typer.echo(f"tdkt {__version__}")
            raise typer.Exit
        if context.invoked_subcommand is None:
            raise typer.Exit(open_window(None))

    @app.command(help="Mở cửa sổ, với một đợt kiểm tra hoặc một tệp kế hoạch nếu nêu tên.")
    def window(file: Annotated[Path | None, typer.Argument(metavar="TỆP")] = None) -> None:
        raise typer.Exit(open_window(file))

    @app.command(
        help="Làm trọn việc trên đợt kiểm tra mẫu năm 2019: phát kế hoạch, sáu đoàn, gộp, biên bản, thông báo."
    )
    def demo(
        out: Out = Path("ket-qua"),
        no_window: Annotated[bool, typer.Option("--no-window", help="Không mở cửa sổ khi xong.")] = False,
        as_json: AsJson = False,
    ) -> None:
        from tdkt_desktop.workflows.demo import run_demo  # noqa: PLC0415 - see the module's first line

        result = run_demo(out, lambda text: typer.echo(f"… {text}", err=True))
        _tell(
            as_json,
            {
                "out": str(out.resolve()),
                "store": str(result.store),
                "plans": _texts(result.plans),
                "packages": _texts(result.team_packages),
                "minutes": _texts(result.minutes),
                "notice": _texts(result.notice),
                "summary": str(result.summary),
            },
            f"{result.merge_text}\nBiên bản: {out.resolve() / 'bien-ban'}\nThông báo: {out.resolve() / 'thong-bao'}\n"
            f"Tóm tắt: {result.summary.resolve()}",
        )
        if not no_window and has_display():
            raise typer.Exit(open_window(result.store))

    for verb in (new, fill, issue, receive, export, merge, minutes, notice, show, verify):
        app.command(help=verb.__doc__)(verb)
    return app


def new(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp đợt kiểm tra (.yaml hoặc .xlsx).")],
    out: Annotated[
        Path | None,
        typer.Option(
            "--out", metavar="TỆP_ĐỢT", help="Tệp .tdktdb sẽ tạo; mặc định ở thư mục dữ liệu của máy."
        ),
    ] = None,
) -> None:
    """Tạo đợt kiểm tra từ tệp đã soạn (YAML hoặc XLSX)."""
    from tdkt_desktop.workflows.campaigns import create_campaign  # noqa: PLC0415

    typer.echo(f"Đã tạo đợt kiểm tra: {create_campaign(file, out)}")


def fill(
    campaign: Campaign,
    answers: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp câu trả lời (.yaml hoặc .xlsx).")],
) -> None:
    """Nạp tệp câu trả lời vào đợt kiểm tra; nạp lại cùng tệp không thêm gì."""
    from tdkt_desktop.workflows import campaigns  # noqa: PLC0415

    with campaigns.open_campaign(campaign) as session:
        written = campaigns.fill(session, answers)
    typer.echo(f"Đã ghi {written} mục." if written else "Không có gì mới, dữ liệu giữ nguyên.")


def issue(campaign: Campaign, out: Out = Path("ke-hoach")) -> None:
    """Phát hành kế hoạch: mỗi đoàn một tệp .tdkt."""
    from tdkt_desktop.workflows import campaigns, packages  # noqa: PLC0415

    with campaigns.open_campaign(campaign) as session:
        for path in packages.issue_plans(session, out):
            typer.echo(path)
    typer.echo(packages.CAN_UNPLUG)


def receive(
    plan: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp kế hoạch (.tdkt) văn phòng gửi.")],
    out: Annotated[Path | None, typer.Option("--out", metavar="TỆP_ĐỢT", help="Tệp .tdktdb sẽ tạo.")] = None,
) -> None:
    """Đoàn nhận kế hoạch: mở tệp .tdkt của văn phòng thành đợt kiểm tra trên máy này."""
    from tdkt_desktop.workflows.packages import receive_plan  # noqa: PLC0415

    typer.echo(f"Đã nhận kế hoạch: {receive_plan(plan, out)}")


def export(
    campaign: Campaign,
    team: Annotated[
        str, typer.Option("--team", metavar="MÃ_ĐOÀN", help="Mã đoàn; bỏ trống trên máy của đoàn.")
    ] = "",
    out: Out = Path(),
) -> None:
    """Xuất kết quả của đoàn thành tệp .tdkt để gửi về văn phòng."""
    from tdkt_desktop.workflows import campaigns, packages  # noqa: PLC0415

    with campaigns.open_campaign(campaign) as session:
        typer.echo(packages.export_team(session, team, out))
    typer.echo(packages.CAN_UNPLUG)


def merge(
    campaign: Campaign,
    files: Annotated[list[Path], typer.Argument(metavar="TỆP...", help="Các tệp .tdkt của đoàn.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Chỉ xem trước, không ghi gì.")] = False,
    as_json: AsJson = False,
) -> None:
    """Gộp tệp của các đoàn vào đợt kiểm tra ở văn phòng."""
    from tdkt_desktop.workflows import campaigns, packages  # noqa: PLC0415

    with campaigns.open_campaign(campaign) as session:
        if dry_run:
            lines = packages.preview_merge(session, files).lines
            _tell(as_json, {"lines": list(lines)}, "\n".join(lines))
            return
        report = packages.merge_packages(session, files)
    _tell(
        as_json,
        {
            "added": report.added,
            "conflicts": report.conflicts,
            "backup": str(report.backup or ""),
            "lines": list(report.lines),
        },
        report.text,
    )


def minutes(
    campaign: Campaign,
    unit: Annotated[
        list[str] | None, typer.Option("--unit", metavar="MÃ", help="Mã đơn vị; bỏ trống: tất cả.")
    ] = None,
    formats: Annotated[str, typer.Option("--format", help="pdf, docx; cách nhau dấu phẩy.")] = "pdf,docx",
    out: Out = Path("bien-ban"),
) -> None:
    """Lập biên bản kiểm tra của một hoặc nhiều đơn vị."""
    from tdkt_desktop.workflows import campaigns, papers  # noqa: PLC0415

    with campaigns.open_campaign(campaign, writing=False) as session:
        for code in unit or [known.code for known in session.units]:
            for path in papers.make_minutes(session, code, out, formats.split(",")):
                typer.echo(path)


def notice(
    campaign: Campaign,
    formats: Annotated[
        str, typer.Option("--format", help="pdf, docx, xlsx; cách nhau dấu phẩy.")
    ] = "pdf,docx,xlsx",
    out: Out = Path("thong-bao"),
) -> None:
    """Lập thông báo kết quả kiểm tra từ dữ liệu đã gộp."""
    from tdkt_desktop.workflows import campaigns, papers  # noqa: PLC0415

    with campaigns.open_campaign(campaign, writing=False) as session:
        for path in papers.make_notice(session, out, formats.split(",")):
            typer.echo(path)


def show(campaign: Campaign, as_json: AsJson = False) -> None:
    """Xem các đơn vị, tiến độ và các câu tổng hợp của đợt kiểm tra."""
    from tdkt_desktop.workflows import campaigns  # noqa: PLC0415
    from tdkt_desktop.workflows.overview import overview  # noqa: PLC0415

    with campaigns.open_campaign(campaign, writing=False) as session:
        facts = overview(session)
    lines = [f"{facts['title']} ({facts['id']})", ""]
    lines += [
        f"{unit['number']:02d} {unit['short']}: kế hoạch {unit['planned_date'] or '-'}, thực hiện {unit['actual_date'] or '-'}, "
        f"đã kiểm tra {unit['settled']}/{unit['asked']} mục"
        for unit in facts["units"]
    ]
    lines += ["", *(f"[{one['section']}] {one['text']}" for one in facts["statements"])]
    _tell(as_json, facts, "\n".join(lines))


def verify(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Tệp .tdkt cần kiểm tra.")],
    as_json: AsJson = False,
) -> None:
    """Kiểm tra một tệp .tdkt có nguyên vẹn không; không ghi gì."""
    from tdkt_desktop.workflows.packages import verify_package  # noqa: PLC0415

    package = verify_package(file)
    _tell(
        as_json,
        {
            "ok": True,
            "id": package.id,
            "kind": package.kind,
            "campaign": package.campaign_id,
            "team": package.team,
            "revisions": len(package.revisions),
            "sha256": package.digest,
        },
        f"{file.name}: nguyên vẹn. Đợt {package.campaign_id}, đoàn {package.team or '-'}, {len(package.revisions)} bản ghi, "
        f"tạo lúc {package.created_at}.",
    )


def has_display() -> bool:
    """Whether a window can be shown."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def run(app: typer.Typer, arguments: list[str] | None = None) -> int:
    """Run the command line; a refusal prints its message and remedy and gives 1."""
    try:
        result = app(args=arguments, standalone_mode=False)
    except TdktError as error:
        typer.echo(f"Lỗi: {error.message}", err=True)
        if error.remedy:
            typer.echo(f"Cách xử lý: {error.remedy}", err=True)
        return 1
    except typer.Exit as done:
        return done.exit_code
    except Exception as error:
        show_usage = getattr(error, "show", None)
        if show_usage is None:
            raise
        show_usage()
        return int(getattr(error, "exit_code", 2))
    return result if isinstance(result, int) else 0


def _tell(as_json: bool, facts: Any, text: str) -> None:
    typer.echo(json.dumps(facts, ensure_ascii=False, indent=2) if as_json else text)


def _texts(paths: tuple[Path, ...]) -> list[str]:
    return [str(path) for path in paths]
