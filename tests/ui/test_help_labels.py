"""Words in bold on a page of the help are words of the program: a menu, a button, a field that is really there."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import tdkt_desktop
from tdkt_desktop.ui.actions import MENUS
from tdkt_desktop.workflows.help.help_markup import Kind, Part, PieceKind, parts_of, pieces_of
from tdkt_desktop.workflows.help.help_pages import TECHNICAL, HelpPage, help_pages

ROOMS = ("ui", "domain", "workflows", "documents")
PAGES = [page for page in help_pages() if page.topic not in TECHNICAL]
LEAD = re.compile(r"^\*\*[^*]+\*\*:")
HOLE = "…"  # stands for what a sentence of the program fills in: a number, a name


def _spoken(tree: ast.AST) -> Iterator[str]:
    """Every text of a source file but its docstrings; of a text with values, "…" for each value."""
    passed: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node):
            passed.add(id(node.body[0].value))  # type: ignore[attr-defined]  # a docstring is an expression
        if isinstance(node, ast.JoinedStr):
            passed.update(id(part) for part in node.values)
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else HOLE for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in passed:
            yield node.value


@cache
def labels() -> frozenset[str]:
    """What the program calls things: every text of its sources, without the signs of letters and values."""
    folder = Path(tdkt_desktop.__file__).parent
    found = {
        re.sub(r"\{[^}]*\}", HOLE, text.replace("&", "")).strip()
        for room in ROOMS
        for file in sorted((folder / room).rglob("*.py"))
        for text in _spoken(ast.parse(file.read_text(encoding="utf-8")))
    }
    return frozenset(found | {title.replace("&", "") for title, _ in MENUS})


def bold_in(part: Part) -> Iterator[str]:
    """What is in bold. An item may begin with what it is about: bold up to a colon is no name."""
    lines = [LEAD.sub("", text) for _, text in part.items] if part.kind is Kind.LIST else []
    lines += [cell for row in part.rows for cell in row] if part.kind is Kind.TABLE else []
    lines += [part.words] if part.kind in {Kind.TEXT, Kind.NOTE, Kind.HEADING} else []
    for line in lines:
        yield from (piece.text for piece in pieces_of(line) if piece.kind is PieceKind.BOLD)


def _is_known(words: str) -> bool:
    """A path of a menu is looked at elsewhere (test_help), word by word here."""
    return all(one in labels() for one in words.split(" › "))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.topic)
def test_every_name_in_bold_is_a_name_of_the_program(page: HelpPage) -> None:
    named = [words for part in parts_of(page.text) for words in bold_in(part)]
    assert [words for words in named if not _is_known(words)] == []


def test_a_name_that_is_not_there_would_be_found() -> None:
    assert _is_known("Tổng hợp › Rà soát")
    assert _is_known("Mở tệp…")
    assert _is_known("Xem … điểm chưa thống nhất…")
    assert not _is_known("Lưu lên mạng")
    assert not _is_known("Tổng hợp › Gửi thư")


def test_docstrings_are_no_names() -> None:
    source = '"""Không phải nhãn."""\ndef f(n):\n    """Cũng không."""\n    return f"Còn {n} chỗ" + "Đóng"\n'
    assert set(_spoken(ast.parse(source))) == {"Còn … chỗ", "Đóng"}
