"""The command line: `tdkt` alone opens the window, a verb does a job without it.

Exit codes: 0 done, 1 refused with a reason, 2 wrong usage. Workflows load inside the verbs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from tdkt_desktop import __version__
from tdkt_desktop.cli import (
    campaign_verbs,
    care_verbs,
    chart_verb,
    check_verb,
    checklist_verbs,
    evidence_verbs,
    figures_verb,
    form_verbs,
    guides_verb,
    last_verbs,
    letterhead_verb,
    lint_command,
    machine_verb,
    new_verb,
    notice_verb,
    package_verbs,
    paper_verbs,
    proposals_verb,
    seal_verbs,
    search_verbs,
    versions_verb,
)
from tdkt_desktop.cli.options import AsJson, Out
from tdkt_desktop.cli.speech import SETTINGS, Verb, Verbs, WrongUse, tell, wrong_use
from tdkt_desktop.domain.errors import EnvironmentProblem, TdktError
from tdkt_desktop.workflows.writing.print_order import PrintOrder

OpenWindow = Callable[[Path | None], int]


class Sides(StrEnum):
    """How many sides of a sheet to print on."""

    AS_SET = ""
    ONE = "one"
    LONG = "long"
    SHORT = "short"


PrintFiles = Callable[[PrintOrder], tuple[str, ...]]

VERBS: dict[str, tuple[Callable[..., None], ...]] = {
    "Lập đợt kiểm tra": (
        new_verb.new,
        last_verbs.carry_over,
        campaign_verbs.fill,
        campaign_verbs.show,
        letterhead_verb.letterhead,
        checklist_verbs.dump,
    ),
    "Tại đơn vị": (
        form_verbs.form,
        form_verbs.read_form,
        paper_verbs.blank,
        last_verbs.limitations,
        evidence_verbs.attach,
        evidence_verbs.evidence,
        seal_verbs.seal,
        seal_verbs.reopen,
        seal_verbs.add,
        paper_verbs.minutes,
    ),
    "Giữa văn phòng và các đoàn": (
        package_verbs.issue,
        package_verbs.receive,
        package_verbs.export,
        package_verbs.merge,
        care_verbs.conflicts,
        care_verbs.settle,
        paper_verbs.notice,
        notice_verb.notice_text,
        versions_verb.notice_versions,
        chart_verb.charts,
    ),
    "Tra cứu, đối chiếu, giữ an toàn": (
        search_verbs.find,
        search_verbs.history,
        seal_verbs.verify,
        machine_verb.machines,
        check_verb.check,
        figures_verb.compare_notice,
        proposals_verb.proposals,
        lint_command.lint_document,
        campaign_verbs.copy,
        care_verbs.backup,
        care_verbs.restore,
        care_verbs.doctor,
        guides_verb.guides,
    ),
}


def _no_printing(_order: PrintOrder) -> tuple[str, ...]:
    raise EnvironmentProblem("Bản cài này không có phần in.", "Hãy xuất tệp PDF rồi in bằng phần mềm khác.")


def build(open_window: OpenWindow, print_files: PrintFiles = _no_printing) -> typer.Typer:
    """The command line; what needs Qt comes from the composition root, so that this room knows none of it."""
    app = typer.Typer(
        name="tdkt",
        cls=Verbs,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings=SETTINGS,
        help="TĐKT Desktop: kiểm tra công tác thi đua, khen thưởng. Không nêu lệnh: mở cửa sổ.",
        epilog="Mã thoát: 0 xong, 1 bị từ chối và có nêu lý do, 2 câu lệnh không đúng.",
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

    panel = "Bắt đầu"

    @app.command(
        cls=Verb,
        rich_help_panel=panel,
        help="Mở cửa sổ, với một đợt kiểm tra hoặc một tệp kế hoạch nếu nêu tên.",
    )
    def window(
        file: Annotated[
            Path | None,
            typer.Argument(metavar="TỆP", help="Tệp đợt kiểm tra (.tdktdb) hoặc kế hoạch (.tdkt)."),
        ] = None,
    ) -> None:
        raise typer.Exit(open_window(file))

    @app.command(
        cls=Verb,
        rich_help_panel=panel,
        help="Làm trọn việc trên đợt kiểm tra mẫu năm 2019: phát kế hoạch, sáu đoàn, gộp, biên bản, thông báo.",
    )
    def demo(
        out: Out = Path("ket-qua"),
        no_window: Annotated[bool, typer.Option("--no-window", help="Không mở cửa sổ khi xong.")] = False,
        as_json: AsJson = False,
    ) -> None:
        from tdkt_desktop.workflows.demo import run_demo  # noqa: PLC0415 - see the module's docstring

        result = run_demo(out, lambda text: typer.echo(f"… {text}", err=True))
        tell(
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

    @app.command(
        name="print",
        cls=Verb,
        rich_help_panel="Tại đơn vị",
        help="In tệp PDF đã xuất, đúng từng trang như xem trước.",
    )
    def print_papers(
        files: Annotated[list[Path], typer.Argument(metavar="TỆP...", help="Các tệp PDF.")],
        printer: Annotated[
            str, typer.Option("--printer", metavar="TÊN", help="Máy in; bỏ trống: máy in dùng gần nhất.")
        ] = "",
        copies: Annotated[int, typer.Option("--copies", metavar="SỐ", help="Số bản.", min=1, max=99)] = 1,
        pages: Annotated[
            str, typer.Option("--pages", metavar="TRANG", help="Các trang, ví dụ 1-3,5; bỏ trống: tất cả.")
        ] = "",
        sides: Annotated[
            Sides,
            typer.Option(
                "--sides", metavar="KIỂU", help="one: một mặt; long, short: hai mặt, lật cạnh dài, cạnh ngắn."
            ),
        ] = Sides.AS_SET,
        into: Annotated[
            Path | None, typer.Option("--into", metavar="TỆP", help="Ghi thành tệp PDF thay cho máy in.")
        ] = None,
    ) -> None:
        order = PrintOrder(tuple(files), printer, copies, pages, str(sides), into)
        typer.echo("\n".join(print_files(order)))

    for title, verbs in VERBS.items():
        for verb in verbs:
            app.command(cls=Verb, rich_help_panel=title, help=verb.__doc__)(verb)
    app.add_typer(checklist_verbs.checklist_group(), name="checklist", rich_help_panel="Lập đợt kiểm tra")
    return app


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
        if not isinstance(error, WrongUse) and not hasattr(error, "format_message"):
            raise
        typer.echo(wrong_use(error), err=True)
        return int(getattr(error, "exit_code", 2))
    return result if isinstance(result, int) else 0


def has_display() -> bool:
    """Whether a window can be shown."""
    if os.environ.get("QT_QPA_PLATFORM") in ("offscreen", "minimal"):
        return False
    return sys.platform in ("win32", "darwin") or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )


def _texts(paths: Any) -> list[str]:
    return [str(path) for path in paths]
