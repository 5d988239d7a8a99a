"""The page style: every measure of a page, read from a file under resources/styles/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path

import yaml

from tdkt_desktop.documents.blocks import FORM
from tdkt_desktop.domain.errors import WrongFile
from tdkt_desktop.paths import resource

SIZES = (
    "country",
    "motto",
    "parent",
    "issuer",
    "number",
    "place_date",
    "kind",
    "subject",
    "body",
    "heading_1",
    "heading_2",
    "heading_3",
    "table",
    "signature",
    "signature_note",
    "recipients_label",
    "recipients",
    "appendix",
    "page_number",
    "small_print",
    "footer",
    "caption",
    "form",
    "form_head",
    "form_hint",
)
PAGE = ("width", "height", "top", "bottom", "left", "right")
MEASURES = {
    "page_mm": PAGE,
    "form_page_mm": PAGE,
    "letterhead_mm": ("left", "right"),
    "rules": ("issuer", "motto", "subject", "thickness_pt", "gap_pt"),
    "sizes": SIZES,
    "body": ("indent_mm", "gap_pt", "leading"),
    "gaps_pt": ("after_letterhead", "after_title", "before_heading", "before_closing", "sign", "after_table"),
    "pictures": ("height_mm", "gap_mm", "alone", "wide"),
    "form": (
        "line_mm",
        "beside_mm",
        "box_mm",
        "number_mm",
        "narrow_mm",
        "wide_mm",
        "blank_mm",
        "rule_pt",
        "shade",
    ),
}


@dataclass(frozen=True)
class PageStyle:
    """Measures by group: `page_mm`, `form_page_mm`, `letterhead_mm` in millimetres, `gaps_pt` and `sizes` in points, `rules` as shares
    of the text above them, `body` with indent_mm, gap_pt and leading (a multiple of the size), `pictures` and `form`
    as the style file explains.
    """

    name: str
    page_mm: Mapping[str, float]
    form_page_mm: Mapping[str, float]
    fonts: Mapping[str, object]
    letterhead_mm: Mapping[str, float]
    rules: Mapping[str, float]
    sizes: Mapping[str, float]
    body: Mapping[str, float]
    gaps_pt: Mapping[str, float]
    pictures: Mapping[str, float]
    form: Mapping[str, float]

    @property
    def text_width_mm(self) -> float:
        """The width between the margins of an upright page."""
        return self.page_mm["width"] - self.page_mm["left"] - self.page_mm["right"]

    def on(self, sheet: str) -> PageStyle:
        """The style for a sheet of a document: a form to fill by hand has the page `form_page_mm`."""
        return replace(self, page_mm=self.form_page_mm) if sheet == FORM else self

    @property
    def word_font(self) -> str:
        return str(self.fonts["word"])

    def font_files(self) -> tuple[Path, ...]:
        """Regular, bold, italic and bold italic."""
        names = self.fonts["files"]
        if not isinstance(names, list) or len(names) != 4:
            raise _incomplete(self.name, "fonts.files")
        return tuple(resource("fonts", str(name)) for name in names)


def load_style(name: str = "nd30") -> PageStyle:
    """A style by its name. Raises WrongFile naming what is missing."""
    path = resource("styles", f"{name}.yaml")
    plain = yaml.safe_load(path.read_text(encoding="utf-8"))
    for field in fields(PageStyle):
        if not isinstance(plain, dict) or field.name not in plain:
            raise _incomplete(path.name, field.name)
    for group, names in MEASURES.items():
        for measure in names:
            if not isinstance(plain[group], dict) or type(plain[group].get(measure)) not in {int, float}:
                raise _incomplete(path.name, f"{group}.{measure}")
    return PageStyle(**plain)


def _incomplete(file: str, part: str) -> WrongFile:
    return WrongFile(
        f"Tệp kiểu trang {file} thiếu mục “{part}”, hoặc mục đó không phải là số đo.",
        "Hãy cài lại phần mềm hoặc bổ sung mục đó vào tệp kiểu trang.",
    )
