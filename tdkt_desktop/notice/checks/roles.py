"""What a person is in the Council, and whether a delegation names its paper."""

from __future__ import annotations

import re

from tdkt_desktop.vietnamese.text import fold

_ROLES = (
    ("Phó Chủ tịch thường trực Hội đồng", r"pho chu tich thuong truc"),
    ("Phó Chủ tịch Hội đồng", r"pho chu tich (?:hoi dong|hd)"),
    ("Ủy viên thường trực Hội đồng", r"[uy]+ vien thuong truc (?:hoi dong|hd)"),
    ("Ủy viên Hội đồng", r"uy vien (?:hoi dong|hd)"),
    ("Chủ tịch Hội đồng", r"(?<!pho )(?<!kt\. )(?<!kt )chu tich (?:hoi dong|hd)"),
)
_PAPER = re.compile(
    r"(?:văn bản|giấy|công văn|quyết định|thông báo)[^.;]{0,40}(?:số\s*)?\d+|số\s+\d+\s*/|\d+/[A-ZĐ-]+",
    re.IGNORECASE,
)


def council_role(text: str) -> str:
    """The role in the Council that a text gives, the most particular one; blank where it gives none."""
    folded = fold(text)
    return next((name for name, pattern in _ROLES if re.search(pattern, folded)), "")


def with_paper(delegation: str) -> bool:
    """Whether a note of delegation names a paper by its number."""
    return bool(_PAPER.search(delegation))
