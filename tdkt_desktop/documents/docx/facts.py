"""What a Word file says of itself: its facts, today's Word rather than an older one, nothing left of the empty template."""

from __future__ import annotations

import datetime as dt
from typing import Any

from docx.oxml.ns import qn

from tdkt_desktop.documents.neutral.blocks import Document

STAMP = dt.datetime(
    2000, 1, 1, tzinfo=dt.UTC
)  # file times say nothing about a paper; a fixed one keeps bytes equal
TODAYS_WORD = "15"  # with an older one, Word opens the file in its compatibility mode
PROGRAM = "TĐKT Desktop"


def add_facts(word: Any, document: Document) -> None:
    """Title, subject, author, language."""
    facts = word.core_properties
    facts.title, facts.subject, facts.author = document.title, document.subject, document.author
    facts.language, facts.last_modified_by, facts.comments = "vi-VN", document.author, ""
    facts.created = facts.modified = STAMP


def tidy(word: Any) -> None:
    """Mend what the library's template brings along."""
    settings = word.settings.element
    for setting in settings.iter(qn("w:compatSetting")):
        if setting.get(qn("w:name")) == "compatibilityMode":
            setting.set(qn("w:val"), TODAYS_WORD)
    for old in list(settings.iter(qn("w:useFELayout"))):
        old.getparent().remove(old)
    for zoom in settings.iter(qn("w:zoom")):
        zoom.set(qn("w:percent"), "100")
    relations = word.part.package.rels
    for name in [name for name, one in relations.items() if one.reltype.endswith("/thumbnail")]:
        del relations[name]
    for one in relations.values():
        if one.reltype.endswith("/extended-properties"):
            one.target_part._blob = one.target_part.blob.replace(  # noqa: SLF001 - an opaque part has no other door
                b"Microsoft Macintosh Word", PROGRAM.encode("utf-8")
            )
