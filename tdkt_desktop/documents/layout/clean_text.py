"""Texts as every format can hold them: composed letters (NFC), no signs that XML or a font cannot carry."""

from __future__ import annotations

import dataclasses
import operator
import unicodedata
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def clean(text: str) -> str:
    """NFC, line ends and tabs kept; control signs, lone surrogates and non-characters fall away."""
    composed = unicodedata.normalize("NFC", text)
    if composed.isprintable():  # nearly every text: nothing in it can fall away
        return composed
    return "".join(sign for sign in composed if sign in "\n\t" or _printable(sign))


def cleaned(record: T) -> T:
    """A frozen record (a whole document, say) with every text in it clean."""
    return with_texts(record, clean)


def with_texts(record: T, change: Callable[[str], str]) -> T:
    """A frozen record with every text in it changed."""
    found: Any = _changed(record, change)
    made: T = found
    return made


def _printable(sign: str) -> bool:
    return unicodedata.category(sign) not in {"Cc", "Cs"} and ord(sign) & 0xFFFE != 0xFFFE


def _changed(value: Any, change: Callable[[str], str]) -> Any:
    """The value with its texts changed; the very same value where none of them did."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, tuple):
        made = [_changed(part, change) for part in value]
        return value if all(map(operator.is_, made, value)) else tuple(made)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        parts = {}
        for name in _fields(type(value)):
            before = getattr(value, name)
            after = _changed(before, change)
            if after is not before:
                parts[name] = after
        return dataclasses.replace(value, **parts) if parts else value
    return value


@cache
def _fields(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in dataclasses.fields(kind))
