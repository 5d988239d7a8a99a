"""The command line: `tdkt` alone opens the window, a verb does a job without it.

Exit codes: 0 done, 1 refused with a reason, 2 wrong usage. Workflows load inside the verbs.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from tdkt_desktop import __version__
from tdkt_desktop.cli import (
    campaign_verbs,
    care_verbs,
    evidence_verbs,
    lint_command,
    package_verbs,
    paper_verbs,
    seal_verbs,
    search_verbs,
)
from tdkt_desktop.cli.options import AsJson, Out
from tdkt_desktop.cli.speech import SETTINGS, Verb, Verbs, WrongUse, tell, wrong_use
from tdkt_desktop.domain.errors import TdktError

OpenWindow = Callable[[Path | None], int]

VERBS: dict[str, tuple[Callable[..., None], ...]] = {
    "Lập đợt kiểm tra": (campaign_verbs.new, campaign_verbs.fill, campaign_verbs.show),
    "Tại đơn vị": (
        paper_verbs.blank,
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
    ),
    "Tra cứu, đối chiếu, giữ an toàn": (
        search_verbs.find,
        search_verbs.history,
        seal_verbs.verify,
        lint_command.lint_document,
        campaign_verbs.copy,
        care_verbs.backup,
        care_verbs.restore,
        care_verbs.doctor,
    ),
}


def build(open_window: OpenWindow) -> typer.Typer:
    """The command line; `open_window` comes from the composition root, so that this room knows no Qt."""
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

    for title, verbs in VERBS.items():
        for verb in verbs:
            app.command(cls=Verb, rich_help_panel=title, help=verb.__doc__)(verb)
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
