"""The verb that checks a finished paper against the decree."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli.options import AsJson
from tdkt_desktop.cli.speech import tell


def lint_document(
    file: Annotated[Path, typer.Argument(metavar="TỆP", help="Văn bản cần soát (.docx hoặc .pdf).")],
    as_json: AsJson = False,
) -> None:
    """Soát thể thức một văn bản (của phần mềm này hay nơi khác) theo Nghị định 30/2020/NĐ-CP; không sửa gì.

    Mã thoát: 0 không có điểm nào sai, 1 có điểm cần xem lại hoặc tệp không đọc được.
    """
    from tdkt_desktop.workflows.writing import document_lint  # noqa: PLC0415 - loads when first used

    verdict = document_lint.lint_document(file)
    tell(as_json, document_lint.verdict_facts(file, verdict), document_lint.verdict_text(file, verdict))
    if verdict.findings:
        raise typer.Exit(1)
