"""Walking through a plain tree while keeping the place, so that every refusal can name where it happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from tdkt_desktop.domain.errors import TdktError
from tdkt_desktop.domain.values import Plain, clean_text

KIND_WORDS = {
    dict: "một nhóm mục có tên",
    list: "một danh sách",
    str: "chữ",
    int: "số nguyên",
    bool: "true hoặc false",
}


class Place:
    """A node of a plain tree with its path. `error` is the exception class raised, `remedy` its advice."""

    def __init__(self, plain: Plain, path: str, error: type[TdktError], remedy: str) -> None:
        self.plain, self.path, self.error, self.remedy = plain, path, error, remedy

    def refuse(self, reason: str) -> TdktError:
        """The error to raise: the reason with the place."""
        return self.error(f"{self.path}: {reason}", self.remedy)

    def group(self, known: set[str], required: set[str] = frozenset()) -> Place:  # type: ignore[assignment]
        """Check that this is a mapping with only known keys and all required ones."""
        if not isinstance(self.plain, dict):
            raise self.refuse("cần là một nhóm mục có tên.")
        if unknown := sorted(str(key) for key in self.plain if key not in known):
            raise self.refuse(
                f"không biết mục “{unknown[0]}”. Các mục dùng được: {', '.join(sorted(known))}."
            )
        if missing := sorted(required - set(self.plain)):
            raise self.refuse(f"thiếu mục “{missing[0]}”.")
        return self

    def at(self, key: str, default: Plain = None) -> Place:
        """The child under a key (or the default)."""
        child = self.plain.get(key, default)
        return self._child(default if child is None else child, f"{self.path} › {key}")

    def has(self, key: str) -> bool:
        return self.plain.get(key) is not None

    def entries(self) -> Iterator[tuple[str, Place]]:
        """The children of a mapping whose keys are codes."""
        if not isinstance(self.plain, dict):
            raise self.refuse("cần là một nhóm mục có tên.")
        for key, child in self.plain.items():
            yield clean_text(str(key)), self._child(child, f"{self.path} › {key}")

    def each(self, what: str) -> Iterator[Place]:
        """The children of a list; `what` names one in messages ("câu hỏi")."""
        if not isinstance(self.plain, list):
            raise self.refuse("cần là một danh sách.")
        for number, child in enumerate(self.plain, start=1):
            name = child.get("code") if isinstance(child, dict) else None
            label = f"{what} thứ {number}" + (f" ({name})" if name else "")
            yield self._child(child, f"{self.path} › {label}")

    def text(self) -> str:
        """A text (numbers are taken as written); blank when absent."""
        if self.plain is None:
            return ""
        if isinstance(self.plain, bool) or not isinstance(self.plain, str | int | float):
            raise self.refuse("cần là chữ.")
        return clean_text(str(self.plain)).strip()

    def texts(self) -> tuple[str, ...]:
        """A list of texts; a single text counts as a list of one."""
        if self.plain is None:
            return ()
        if isinstance(self.plain, str):
            return (self.text(),)
        return tuple(place.text() for place in self.each("dòng"))

    def whole(self) -> int:
        if type(self.plain) is not int:
            raise self.refuse("cần là số nguyên.")
        return self.plain

    def flag(self) -> bool:
        if not isinstance(self.plain, bool):
            raise self.refuse("cần là true hoặc false.")
        return self.plain

    def date(self) -> dt.date | None:
        """A date (YYYY-MM-DD), or None when absent."""
        if self.plain in (None, ""):
            return None
        if isinstance(self.plain, dt.date):
            return self.plain
        try:
            return dt.date.fromisoformat(str(self.plain))
        except ValueError:
            raise self.refuse(f"“{self.plain}” không phải ngày có thật; viết theo mẫu 2019-08-27.") from None

    def _child(self, plain: Plain, path: str) -> Place:
        return Place(plain, path, self.error, self.remedy)
