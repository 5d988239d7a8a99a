"""What this program prints passes its own check, in both formats; spoiled style data does not; the command says so."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import docx
import pytest
import typer

from tdkt_desktop.cli.commands import run
from tdkt_desktop.cli.lint_command import lint_document as verb
from tdkt_desktop.cli.speech import SETTINGS, Verb, Verbs
from tdkt_desktop.documents.docx.writer import write_docx
from tdkt_desktop.documents.layout.style import load_style
from tdkt_desktop.documents.lint.linter import read_file
from tdkt_desktop.documents.lint.paper import Paper, recognise
from tdkt_desktop.documents.lint.parts import Part
from tdkt_desktop.documents.minutes.appendix import Addendum
from tdkt_desktop.documents.minutes.document import minutes_document
from tdkt_desktop.documents.neutral.blocks import Closing, Document
from tdkt_desktop.documents.pdf.writer import write_pdf
from tdkt_desktop.vietnamese.text import squeeze
from tdkt_desktop.workflows.campaign import campaigns
from tdkt_desktop.workflows.papers import papers
from tdkt_desktop.workflows.unit.sealing import seal_units
from tdkt_desktop.workflows.writing.document_lint import lint_document, verdict_text

WRITERS = {"docx": write_docx, "pdf": write_pdf}
FORMATS = tuple(WRITERS)


@dataclass(frozen=True)
class Made:
    """The papers of the sample by name, and the notice as blocks."""

    files: dict[str, Path]
    notice: Document


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    folder = tmp_path_factory.mktemp("van-ban")
    files: list[Path] = []
    with campaigns.open_campaign(
        campaigns.create_sample(folder / "day-du.tdktdb"), author="Thư ký"
    ) as session:
        codes = [unit.code for unit in session.units]
        files += papers.make_notice(session, folder / "du-thao", FORMATS)
        files += papers.make_minutes(session, codes[1], folder / "du-thao")
        files += papers.make_blank(session, folder / "phieu")
        files += papers.make_blank(session, folder / "phieu", unit=codes[0])
        seal_units(session, codes, force=True)
        for code in codes[:3]:
            files += papers.make_minutes(session, code, folder / "da-chot")
        files += papers.make_notice(session, folder / "da-chot", FORMATS)
        notice = papers.notice_of(session)
        added = minutes_document(
            session.campaign,
            session.checklist,
            session.campaign.unit(codes[0]),
            session.inspection(codes[0]),
            code="K7MQ-2XWD",
            addendum=Addendum(("Nhận thêm văn bản",), (("Địa điểm", "", "Phòng họp"),), "9QRT-W2M4"),
        )
        for kind, write in WRITERS.items():
            files.append(folder / "da-chot" / f"bo-sung.{kind}")
            write(added, files[-1], load_style())
    empty = campaigns.create_sample(folder / "trong.tdktdb", filled=False)
    with campaigns.open_campaign(empty, author="Thư ký") as session:
        files += papers.make_notice(session, folder / "trong", FORMATS)
        files += papers.make_minutes(session, codes[0], folder / "trong")
    return Made({f"{path.parent.name}/{path.name}": path for path in files}, notice)


def told(path: Path) -> list[str]:
    return [f"{one.code}: {one.part}: {one.found}" for one in lint_document(path).findings]


def test_every_paper_of_the_sample_passes(made: Made) -> None:
    assert len(made.files) == 22
    assert {name: found for name, path in made.files.items() if (found := told(path))} == {}


def test_the_papers_are_read_whole_not_passed_over(made: Made) -> None:
    """Both formats of one paper give the same parts with the same words."""
    for name, path in made.files.items():
        if name.endswith(".pdf") and not name.startswith("phieu/"):
            pdf, word = (recognise(read_file(path.with_suffix(f".{kind}"))) for kind in ("pdf", "docx"))
            assert parts_of(pdf) == parts_of(word), name
            assert len(pdf.of(Part.SIGNER_TITLE)) >= 3
            assert pdf.of(Part.HEADING_1)


def parts_of(paper: Paper) -> list[tuple[str, str]]:
    """Parts with their words, sorted: a PDF is read row by row, a Word file column by column."""
    found = zip(paper.parts, paper.reading.texts, strict=True)
    return sorted(
        (part.name, squeeze(text.text).replace(" ", ""))
        for part, text in found
        if part not in {Part.TABLE, Part.OTHER}
    )


def test_a_form_to_fill_by_hand_is_told_apart(made: Made) -> None:
    forms = {name: lint_document(path) for name, path in made.files.items() if name.startswith("phieu/")}
    assert len(forms) == 4
    assert all(verdict.is_form for verdict in forms.values())
    assert "phiếu ghi tay" in verdict_text(Path("a.pdf"), next(iter(forms.values())))


def test_the_short_notice_passes_too(made: Made, tmp_path: Path) -> None:
    write_pdf(shortened(made.notice), tmp_path / "a.pdf", load_style())
    assert told(tmp_path / "a.pdf") == []


@pytest.mark.parametrize("name", ["nd30", "nd30-12-13"])
@pytest.mark.parametrize("kind", FORMATS)
def test_both_pairs_of_sizes_pass(name: str, kind: str, made: Made, tmp_path: Path) -> None:
    path = tmp_path / f"a.{kind}"
    WRITERS[kind](made.notice, path, load_style(name))
    assert told(path) == []


STYLES = {
    "left margin": ("page_mm", "left", 25, {"le-left"}),
    "right margin": ("page_mm", "right", 10, {"le-right"}),
    "top margin": ("page_mm", "top", 30, {"le-top"}),
    "bottom margin": ("page_mm", "bottom", 10, {"le-bottom"}),
    "country": ("sizes", "country", 11, {"co-chu"}),
    "motto": ("sizes", "motto", 12, {"co-chu"}),
    "number": ("sizes", "number", 14, {"co-chu"}),
    "kind": ("sizes", "kind", 18, {"co-chu"}),
    "body": ("sizes", "body", 12, {"co-chu"}),
    "recipients": ("sizes", "recipients", 13, {"co-chu"}),
    "page number": ("sizes", "page_number", 10, {"so-trang-co-chu"}),
    "country thin": ("faces", "country", "", {"chu-dam"}),
    "place upright": ("faces", "place_date", "", {"chu-nghieng"}),
    "heading thin": ("faces", "heading_1", "", {"chu-dam"}),
    "label thin": ("faces", "recipients_label", "italic", {"chu-dam"}),
    "signer thin": ("faces", "signer", "", {"chu-dam"}),
    "motto's rule": ("rules", "motto", 0.5, {"duong-ke-dai"}),
    "issuer's rule": ("rules", "issuer", 0.8, {"duong-ke-dai"}),
    "indent": ("body", "indent_mm", 5, {"lui-dau-dong"}),
    "gap": ("body", "gap_pt", 2, {"cach-doan"}),
    "leading": ("body", "leading", 2.2, {"cach-dong"}),
}


def shortened(notice: Document) -> Document:
    """The notice with its first headings only: what style data do shows on two pages as on nine."""
    close = next(index for index, block in enumerate(notice.blocks) if isinstance(block, Closing))
    return replace(notice, blocks=(*notice.blocks[:24], *notice.blocks[close - 1 :]))


@pytest.mark.parametrize("spoiled", STYLES)
@pytest.mark.parametrize("kind", FORMATS)
def test_spoiled_style_data_show(spoiled: str, kind: str, made: Made, tmp_path: Path) -> None:
    group, name, value, codes = STYLES[spoiled]
    style = load_style()
    changes: dict[str, Any] = {group: {**getattr(style, group), name: value}}
    path = tmp_path / f"a.{kind}"
    WRITERS[kind](shortened(made.notice), path, replace(style, **changes))
    assert {one.code for one in lint_document(path).findings} == codes, told(path)


def tdkt(*arguments: str | Path) -> int:
    app = typer.Typer(name="tdkt", cls=Verbs, add_completion=False, context_settings=SETTINGS)
    app.command(cls=Verb)(verb)
    app.command(cls=Verb, name="other")(lambda: None)
    return run(app, ["lint-document", *(str(argument) for argument in arguments)])


def spoiled_notice(made: Made, folder: Path) -> Path:
    path = folder / "thong-bao.docx"
    write_docx(made.notice, path, load_style())
    word = docx.Document(str(path))
    last = next(one for one in word.paragraphs if one.text.endswith("./."))
    last.runs[-1].text = last.runs[-1].text.replace("./.", " 5/6 đơn vị.")
    word.save(str(path))
    return path


def test_the_command_says_what_is_wrong_where_and_how_to_mend_it(
    made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tdkt(spoiled_notice(made, tmp_path)) == 1
    said = capsys.readouterr().out
    assert said.startswith("thong-bao.docx (Thông báo): 02 điểm cần xem lại.")
    assert "1. [nên sửa] Nội dung: kết thúc bằng “" in said
    assert "Quy định: “05/06”: số đếm nhỏ hơn 10 ghi hai chữ số (" in said
    assert "Cách sửa: Ghi “05/06”. [so-dem]" in said
    assert ", “Trên đây là Thông báo kết quả kiểm tra" in said


def test_the_command_for_a_machine(made: Made, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tdkt(spoiled_notice(made, tmp_path), "--json") == 1
    facts = json.loads(capsys.readouterr().out)
    assert [one["code"] for one in facts["findings"]] == ["ket-thuc", "so-dem"]
    assert facts["kind"] == "THÔNG BÁO"
    assert facts["findings"][1]["places"][0]["words"].startswith("Trên đây")


def test_the_command_has_nothing_to_say_of_a_good_paper(
    made: Made, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tdkt(next(path for name, path in made.files.items() if name.endswith(".pdf"))) == 0
    assert "không thấy điểm nào sai thể thức" in capsys.readouterr().out


def test_the_command_refuses_and_corrects_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert tdkt(tmp_path / "khong-co.docx") == 1
    assert "Lỗi: Không thấy tệp khong-co.docx." in capsys.readouterr().err
    assert tdkt() == 2
    assert "Thiếu TỆP" in capsys.readouterr().err
