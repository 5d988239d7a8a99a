"""The page style: every measure of a page, read from a file under resources/styles/."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any

import yaml

from tdkt_desktop.documents.neutral.blocks import FORM
from tdkt_desktop.domain.errors import WrongFile
from tdkt_desktop.paths import resource

log = logging.getLogger(__name__)
DEFAULT = "nd30"
FACES = ("upright", "bold", "italic", "bold italic")
PLACES, SIDES = ("top", "bottom"), ("left", "center", "right")
PAGE = "width height top bottom left right"
SIZES = """
    country motto parent issuer number place_date kind subject grounds body heading_1 heading_2 heading_3 table
    table_head signature signature_note signer recipients_label recipients appendix appendix_title
    appendix_reference page_number small_print footer caption form form_grid form_head form_hint
"""
MEASURES = {
    "page_mm": PAGE,
    "form_page_mm": PAGE,
    "letterhead_mm": "left right",
    "rules": "issuer motto subject thickness_pt gap_pt",
    "sizes": SIZES,
    "body": "indent_mm gap_pt leading",
    "gaps_pt": """
        before_number after_letterhead after_kind after_title before_heading after_table before_closing sign
        after_label after_appendix before_caption before_small_print lines
    """,
    "closing": "left",
    "table": "leading side_pt top_pt bottom_pt rule_pt",
    "page_number": "share",
    "footer": "share",
    "pictures": "height_mm gap_mm alone wide",
    "form": "line_mm beside_mm box_mm number_mm narrow_mm wide_mm blank_mm rule_pt shade leading",
}


@dataclass(frozen=True)
class PageStyle:
    """Measures by group, as the style file explains them: `..._mm` in millimetres, `..._pt` and `sizes` in points.

    `rules` holds shares of the text above a rule, `body` a leading that multiplies the size, `faces` the weight and
    slant of what has a size of its own.
    """

    name: str
    title: str
    page_mm: Mapping[str, float]
    form_page_mm: Mapping[str, float]
    fonts: Mapping[str, object]
    letterhead_mm: Mapping[str, float]
    rules: Mapping[str, float]
    sizes: Mapping[str, float]
    faces: Mapping[str, str]
    body: Mapping[str, float]
    gaps_pt: Mapping[str, float]
    closing: Mapping[str, float]
    table: Mapping[str, float]
    page_number: Mapping[str, Any]
    footer: Mapping[str, float]
    pictures: Mapping[str, float]
    form: Mapping[str, float]

    @property
    def text_width_mm(self) -> float:
        """The width between the margins of an upright page."""
        return self.page_mm["width"] - self.page_mm["left"] - self.page_mm["right"]

    def on(self, sheet: str) -> PageStyle:
        """The style for a sheet of a document: a form to fill by hand has the page `form_page_mm`."""
        return replace(self, page_mm=self.form_page_mm) if sheet == FORM else self

    def bold(self, size: str) -> bool:
        return "bold" in self.faces.get(size, "")

    def italic(self, size: str) -> bool:
        return "italic" in self.faces.get(size, "")

    @property
    def word_font(self) -> str:
        return str(self.fonts["word"])

    def font_files(self) -> tuple[Path, ...]:
        """Regular, bold, italic and bold italic."""
        names = self.fonts.get("files")
        if not isinstance(names, list) or len(names) != 4:
            raise _incomplete(self.name, "fonts.files")
        return tuple(resource("fonts", str(name)) for name in names)


def load_style(name: str = DEFAULT) -> PageStyle:
    """A style by its name, such as "nd30" (sizes 13 and 14) or "nd30-12-13". Raises WrongFile naming what is missing."""
    return _read(_path(name))


def load_known(name: str) -> PageStyle:
    """The style of that name, or the usual one where this version has no such file: a paper is needed all the same."""
    try:
        return load_style(name or DEFAULT)
    except WrongFile:
        if name in style_names():
            raise  # it is there and cannot be read
        log.warning("no page style %r, the usual one is used", name)
        return load_style()


def style_names() -> dict[str, str]:
    """The styles there are: what load_style takes, and what a person may call each; the usual one first."""
    names = sorted(
        (path.stem for path in resource("styles").glob("*.yaml")), key=lambda name: (name != DEFAULT, name)
    )
    return {name: load_style(name).title for name in names}


def _path(name: str) -> Path:
    file = f"{name}.yaml"
    try:
        return resource("styles", file)
    except FileNotFoundError as error:
        raise WrongFile(
            f"Không có tệp kiểu trang {file}.", "Hãy chọn kiểu trang khác hoặc cài lại phần mềm."
        ) from error


def _parsed(path: Path) -> dict[str, Any]:
    """A style file with its base under it."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # in C: ten times as fast
    try:
        plain = yaml.load(path.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - safe, both of them
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise _incomplete(path.name, "name") from error
    if not isinstance(plain, dict):
        raise _incomplete(path.name, "name")
    base = plain.pop("base", None)
    if base is None:
        return plain
    below = _path(str(base))
    if below == path:
        raise _incomplete(path.name, "base")
    return _over(_parsed(below), plain)


def _over(base: Mapping[str, Any], plain: Mapping[str, Any]) -> dict[str, Any]:
    found = {**base, **plain}
    for key, part in plain.items():
        if isinstance(part, dict) and isinstance(base.get(key), dict):
            found[key] = {**base[key], **part}
    return found


def _read(path: Path) -> PageStyle:
    plain = _parsed(path)
    for field in fields(PageStyle):
        if field.name not in plain:
            raise _incomplete(path.name, field.name)
    for group, names in MEASURES.items():
        for measure in names.split():
            if not isinstance(plain[group], dict) or type(plain[group].get(measure)) not in {int, float}:
                raise _incomplete(path.name, f"{group}.{measure}")
    for group, key, known in (("page_number", "place", PLACES), ("page_number", "align", SIDES)):
        if plain[group].get(key) not in known:
            raise _incomplete(path.name, f"{group}.{key}")
    for size, face in plain["faces"].items() if isinstance(plain["faces"], dict) else [("", "")]:
        if face not in FACES or size not in plain["sizes"]:
            raise _incomplete(path.name, f"faces.{size}")
    return PageStyle(**{field.name: plain[field.name] for field in fields(PageStyle)})


def _incomplete(file: str, part: str) -> WrongFile:
    return WrongFile(
        f"Tệp kiểu trang {file} thiếu mục “{part}”, hoặc mục đó không đúng.",
        "Hãy cài lại phần mềm hoặc bổ sung mục đó vào tệp kiểu trang.",
    )
