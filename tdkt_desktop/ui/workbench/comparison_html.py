"""Two papers of the notice beside each other as rich text: figures that differ first, then paragraph by paragraph."""

from __future__ import annotations

from html import escape

from tdkt_desktop.domain.notice_paper import NoticePaper
from tdkt_desktop.ui.look.theme import Theme
from tdkt_desktop.ui.workbench.text_history import compared
from tdkt_desktop.workflows.notice.version_words import (
    SAME,
    PaperComparison,
    SectionPair,
    figure_line,
    paper_text,
    place_of,
)

FIGURES = "Số liệu khác nhau"


def comparison_html(found: PaperComparison, theme: Theme, *, only_changed: bool) -> str:
    """Old to new: what is gone is struck out, what is new stands on a ground."""
    parts = []
    if found.same:
        parts.append(f"<p><b>{SAME}</b></p>")
        if only_changed:
            return "".join(parts)
    if found.figures:
        lines = "".join(f"<li>{escape(figure_line(one))}</li>" for one in found.figures)
        parts.append(f"<h3>{FIGURES}: {len(found.figures):02d}</h3><ul>{lines}</ul>")
    shown = found.changed if only_changed else found.sections
    parts += [_section(section, theme, only_changed=only_changed) for section in shown]
    return "".join(parts)


def paper_html(paper: NoticePaper) -> str:
    """A whole paper, line by line."""
    return "".join(f"<p>{escape(line)}</p>" for line in paper_text(paper).split("\n"))


def _section(section: SectionPair, theme: Theme, *, only_changed: bool) -> str:
    name = place_of(section)
    parts = [f"<h3>{escape(name[:1].upper() + name[1:])}</h3>"]
    for pair in section.pairs:
        if pair.before == pair.after == section.heading:
            continue  # it stands above already
        if not (only_changed and pair.same):
            parts.append(f"<p>{compared(pair.before, pair.after, theme)}</p>")
    return "".join(parts)
