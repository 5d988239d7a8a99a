"""Passwords of locked .tdkt files on the command line: never as an argument, where other programs would see them."""

from __future__ import annotations

import getpass
from pathlib import Path
from typing import Annotated

import typer

from tdkt_desktop.cli.speech import WrongUse
from tdkt_desktop.domain.errors import FileMissing

PasswordFile = Annotated[
    Path | None,
    typer.Option(
        "--password-file", metavar="TỆP", help="Tệp văn bản chứa mật khẩu của tệp .tdkt, mỗi dòng một."
    ),
]
AskPassword = Annotated[
    bool, typer.Option("--ask-password", help="Hỏi mật khẩu của tệp .tdkt, không hiện khi gõ.")
]


def passwords(file: Path | None, ask: bool) -> list[str]:
    """What was given to open files with, in order. Raises FileMissing."""
    found = _read(file) if file is not None else []
    return [*found, getpass.getpass("Mật khẩu: ")] if ask else found


def new_password(file: Path | None, ask: bool) -> str:
    """The password to lock a file with: the first line of a file, or asked for twice; blank for none."""
    if file is not None and ask:
        raise WrongUse("Chỉ dùng một trong hai: --password-file, --ask-password.")
    if not ask:
        return _read(file)[0] if file is not None else ""
    first, second = getpass.getpass("Mật khẩu mới: "), getpass.getpass("Nhập lại mật khẩu: ")
    if first != second:
        raise WrongUse("Hai lần nhập mật khẩu không giống nhau.")
    return first


def _read(file: Path) -> list[str]:
    try:
        found = [line for line in file.read_text(encoding="utf-8-sig").splitlines() if line]
    except (OSError, UnicodeDecodeError) as error:
        raise FileMissing(
            f"Không đọc được tệp mật khẩu {file}.", "Hãy kiểm tra tên tệp; tệp cần là văn bản UTF-8."
        ) from error
    if not found:
        raise FileMissing(f"Tệp mật khẩu {file} không có dòng nào.", "Hãy ghi mật khẩu vào dòng đầu.")
    return found
