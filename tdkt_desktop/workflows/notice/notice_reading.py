"""The text of a notice that somebody prepared: from a text file, Word or PDF, a row of a table in one line.

A paragraph in a font of the years before Unicode is read as Unicode where that is certain; how it stands in the file is kept
beside it, so that a person can see both.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from tdkt_desktop.domain.errors import EnvironmentProblem, FileMissing, WrongFile
from tdkt_desktop.vietnamese.counts import padded
from tdkt_desktop.vietnamese.syllables import is_syllable
from tdkt_desktop.vietnamese.text import nfc
from tdkt_desktop.workflows.unit.old_texts import OldTexts, judge_texts

if TYPE_CHECKING:
    from tdkt_desktop.documents.lint.reading import Text

MOST_BYTES = 20_000_000  # a notice is some pages; what is larger is something else
TABLE_COLUMNS = 3  # fewer only place texts beside each other: a letterhead, recipients and signature
LEAST_WORDS = 8  # by which an old encoding is known
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")  # without one, any old text would pass for Chinese signs


@dataclass(frozen=True)
class NoticeFile:
    """The text of a notice as Unicode, and as it stands in the file; `old` tells the paragraphs where they differ."""

    text: str
    as_it_stands: str
    old: OldTexts

    @property
    def remarks(self) -> tuple[str, ...]:
        """What a person should know of old fonts in it."""
        changed = sum(
            1 for before, after in zip(self.old.before, self.old.after, strict=True) if before != after
        )
        found = (
            [f"{padded(changed)} đoạn phông cũ ({self.old.encoding}) đọc thành Unicode."]
            if self.old.encoding
            else []
        )
        found += [f"Đoạn “{' '.join(text.split())[:60]}”: {reason}" for text, reason in self.old.lost]
        return tuple(found)


def notice_text(file: Path) -> str:
    """The text of a notice as Unicode, a row of a table in a line with its cells apart."""
    return read_notice(file).text


def read_notice(file: Path) -> NoticeFile:
    """Read a notice. Raises FileMissing, WrongFile or EnvironmentProblem."""
    if not file.is_file():
        raise FileMissing(f"Không thấy tệp {file}.", "Hãy kiểm tra lại đường dẫn.")
    if file.suffix.lower() not in (".docx", ".pdf"):
        return _in_lines(_plain_text(file))
    from tdkt_desktop.documents.lint.linter import read_file  # noqa: PLC0415 - loads when first used

    texts = read_file(file).texts
    old = judge_texts([[(span.text, span.face.family) for span in one.spans] for one in texts])
    as_it_stands = _laid_out(texts)
    if not old.encoding:
        return NoticeFile(as_it_stands, as_it_stands, old)
    pairs = zip(texts, old.before, old.after, strict=True)
    read = [one if before == after else _with_text(one, after) for one, before, after in pairs]
    return NoticeFile(_laid_out(read), as_it_stands, old)


def _in_lines(text: str) -> NoticeFile:
    old = judge_texts([((line, ""),) for line in text.split("\n")])
    return NoticeFile("\n".join(old.after) if old.encoding else text, text, old)


def _with_text(paragraph: Text, text: str) -> Text:
    return replace(paragraph, spans=(replace(paragraph.spans[0], text=text),))


def _plain_text(file: Path) -> str:
    try:
        if file.stat().st_size > MOST_BYTES:
            raise WrongFile(f"{file.name} quá lớn.", "Hãy chọn tệp văn bản của một thông báo.")
        raw = file.read_bytes()
    except OSError as error:
        raise EnvironmentProblem(f"Không đọc được {file.name}.", "Hãy kiểm tra ổ đĩa rồi thử lại.") from error
    with contextlib.suppress(UnicodeDecodeError):
        text = raw.decode("utf-16" if raw.startswith(UTF16_MARKS) else "utf-8-sig")
        if "\0" not in text:
            return text
    if text := _of_old_windows(raw):
        return text
    raise WrongFile(
        f"{file.name} không phải tệp chữ đọc được.",
        "Hãy lưu lại dưới dạng UTF-8, hoặc chọn tệp Word (.docx), PDF.",
    )


def _of_old_windows(raw: bytes) -> str:
    """What an old Vietnamese Windows calls ANSI, where nearly every word of it is Vietnamese; blank otherwise."""
    with contextlib.suppress(UnicodeDecodeError):
        text = nfc(raw.decode("cp1258"))
        words = [one for one in re.findall(r"[^\W\d_]+", text) if not one.isascii()]
        if len(words) >= LEAST_WORDS and sum(map(is_syllable, words)) >= 0.95 * len(words):
            return text
    return ""


def _laid_out(texts: Sequence[Text]) -> str:
    """Paragraphs apart, a row of a table in one line with tabs, columns that only place texts one after the other."""
    lines: list[str] = []
    for (is_cell, row, _), group in groupby(texts, key=_row_of):
        found = list(group)
        if is_cell:
            rows = _rows_by_height(found) if row < 0 else [_by_column(found)]
            lines += ["\t".join(_joined(cell) for cell in cells) for cells in rows]
        elif (
            row and max(one.column for one in found) >= TABLE_COLUMNS - 1
        ):  # a table without lines around its cells
            lines += (
                _table_rows(found)
                if found[0].box
                else ["\t".join(_joined(cell) for cell in _by_column(found))]
            )
        elif row:
            lines += ["", *(line for cell in _by_column(found) for line in (*map(_said, cell), ""))]
        else:
            lines += [line for one in found for line in ("", _said(one))]
    return "\n".join(lines)


def _row_of(text: Text) -> tuple[bool, int, int]:
    """Texts of one key that follow each other make a row. Ruled cells of a PDF tell their height only."""
    is_cell = text.where.zone.value == "cell"
    measured = is_cell and text.box is not None
    return is_cell, -1 if measured else text.row, text.where.page if is_cell else 0


def _by_column(texts: Sequence[Text]) -> list[list[Text]]:
    cells: dict[int, list[Text]] = {}
    for one in texts:
        cells.setdefault(one.column, []).append(one)
    return [cell for _, cell in sorted(cells.items())]


def _rows_by_height(texts: Sequence[Text]) -> list[list[list[Text]]]:
    """Cells that stand beside each other share a row."""
    rows: list[list[Text]] = []
    low = float("-inf")
    for one in sorted((one for one in texts if one.box), key=lambda one: one.box.top if one.box else 0):
        if one.box and one.box.top < low:
            rows[-1].append(one)
        else:
            rows.append([one])
        low = max(low, one.box.bottom if one.box else low)
    return [[[one] for one in sorted(row, key=lambda one: one.box.left if one.box else 0)] for row in rows]


def _table_rows(texts: Sequence[Text]) -> list[str]:
    """Rows of a table whose cells nothing parts: a line with something in the first column begins one."""
    rows: list[dict[int, list[Text]]] = []
    for line in _rows_by_height(texts):
        cells = [one for cell in line for one in cell]
        if not rows or any(one.column == 0 for one in cells):
            rows.append({})
        for one in cells:
            rows[-1].setdefault(one.column, []).append(one)
    last = max(one.column for one in texts)
    return ["\t".join(_joined(row.get(at, ())) for at in range(last + 1)) for row in rows]


def _joined(texts: Sequence[Text]) -> str:
    return " ".join(_said(one) for one in texts)


def _said(text: Text) -> str:
    return " ".join(text.text.split())
