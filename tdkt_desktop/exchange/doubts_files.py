"""The file of doubts: what is asked about a list, and the answers written into it, tied to the very file they are about."""

from __future__ import annotations

import contextlib
import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from tdkt_desktop.domain.errors import EnvironmentProblem, WrongFile
from tdkt_desktop.domain.places import Place
from tdkt_desktop.domain.reading_checklist import check_format
from tdkt_desktop.exchange.lists.asking import AGREED, SKIPPED, Issue
from tdkt_desktop.exchange.plain_files import read_yaml

FORMAT = "tdkt-doubts"
REMEDY = "Hãy chạy lại lệnh với --doubts-out để lập tệp câu hỏi mới rồi trả lời; chưa có gì thay đổi."
HEAD = f"""# Mỗi ô chưa rõ có một dòng. Ghi câu trả lời vào giữa hai dấu nháy:
#   {AGREED}: lấy cách đọc được đề nghị; {SKIPPED}: bỏ ô (hoặc cả dòng) đó; hoặc ghi giá trị đúng, ví dụ 15/9/2026.
# Dòng để trống sẽ được hỏi lại.
"""


def digest_of(path: Path) -> str:
    """The SHA-256 (hex) of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def write_doubts(path: Path, source: Path, doubts: Sequence[Issue], errors: Sequence[Issue]) -> None:
    """Write the questions with room for answers. Raises EnvironmentProblem; a file that is there may hold answers already
    and stays as it is.
    """
    lines = [
        HEAD,
        f"format: {FORMAT} 1",
        f"file: {_quoted(source.name)}",
        f"sha256: {digest_of(source)}",
        "answers:",
    ]
    for kind, issues in (("LỖI", errors), ("HỎI", doubts)):
        for issue in issues:
            if issue.cell:
                lines += [f"  # {line}" for line in _said(kind, issue)]
                lines.append(f'  {_quoted(issue.cell)}: ""')
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write("\n".join(lines) + "\n")
    except FileExistsError:
        raise EnvironmentProblem(
            f"Đã có tệp {path.name}, có thể đã ghi câu trả lời trong đó.",
            "Hãy chọn tên khác; tệp đang có được giữ nguyên.",
        ) from None
    except OSError as error:
        with contextlib.suppress(OSError):  # half of it is no file of questions; a folder of that name stays
            path.unlink(missing_ok=True)
        raise EnvironmentProblem(f"Không ghi được {path.name}.", "Hãy chọn thư mục khác.") from error


def read_doubts(path: Path, source: Path) -> dict[str, str]:
    """The answers written into a file of doubts, blank ones left out. Raises WrongFile where it is about another file."""
    root = Place(read_yaml(path), path.name, WrongFile, REMEDY)
    root.group({"format", "file", "sha256", "answers"}, {"format", "answers"})
    check_format(root, FORMAT, 1)
    if (known := root.at("sha256").text()) and known != digest_of(source):
        raise root.refuse(f"{source.name} đã thay đổi sau khi lập tệp này, các ô có thể đã khác.")
    answers = {cell: place.text() for cell, place in root.at("answers", {}).entries()}
    return {cell: words for cell, words in answers.items() if words}


def _said(kind: str, issue: Issue) -> list[str]:
    lines = [f"{kind} {issue.cell} ({issue.field}), đang ghi “{issue.found}”: {issue.message}"]
    if issue.choices:
        lines.append(f"Các cách trả lời: {'; '.join(issue.choices)}.")
    if issue.proposal:
        lines.append(f"Đề nghị: {issue.proposal}")
    return [" ".join(line.split()) for line in lines]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
