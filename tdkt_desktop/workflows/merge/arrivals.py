"""What packages bring, set aside on disk between being looked at and being taken in.

A thousand packages do not fit into memory, and reading each a second time would cost as much again and might find another
file under its name: what was verified is what is taken.
"""

from __future__ import annotations

import marshal
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import fields
from operator import attrgetter
from typing import Any, Self

from tdkt_desktop.domain.errors import EnvironmentProblem
from tdkt_desktop.domain.revisions import Revision

IN_MEMORY = 16_000_000  # bytes that never reach the disk
_parts = attrgetter(*(field.name for field in fields(Revision)))


class Arrivals:
    """The new revisions and checklists of packages, by package id, in a temporary file that nobody else can name."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed by __exit__
        self._places: dict[str, tuple[int, int]] = {}

    def put(self, package: str, revisions: Sequence[Revision], checklists: Mapping[str, str]) -> None:
        """Set aside what a package brings; a second time changes nothing. Raises EnvironmentProblem."""
        if package in self._places:
            return
        rows = [_parts(one) for one in revisions]
        body = marshal.dumps((rows, dict(checklists)))
        try:
            start = self._file.seek(0, 2)
            self._file.write(body)
            self._file.flush()
        except OSError as error:
            raise EnvironmentProblem(
                "Không ghi được vào thư mục tạm của máy nên chưa gộp.",
                "Hãy kiểm tra ổ đĩa còn chỗ trống rồi gộp lại.",
            ) from error
        self._places[package] = (start, len(body))

    def get(self, package: str) -> tuple[list[Revision], dict[str, str]]:
        """What a package brings."""
        start, length = self._places[package]
        self._file.seek(start)
        rows: list[tuple[Any, ...]]
        rows, checklists = marshal.loads(self._file.read(length))  # noqa: S302 - this program's own, nameless file
        return [Revision(*row) for row in rows], checklists

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()
