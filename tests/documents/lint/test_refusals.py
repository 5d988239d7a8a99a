"""What cannot be read is refused in Vietnamese, with what to do; nothing else ever comes out."""

from __future__ import annotations

import contextlib
import random
import zipfile
import zlib
from pathlib import Path

import pikepdf
import pytest
from reportlab.pdfgen.canvas import Canvas

from tdkt_desktop.documents.lint import safe_opening
from tdkt_desktop.documents.lint.linter import lint_file
from tdkt_desktop.domain.errors import FileMissing, TdktError, WrongFile
from tests.documents.lint.office import OfficePaper
from tests.documents.lint.office_pdf import write_office_pdf
from tests.documents.lint.office_word import write_office_word


@pytest.fixture
def good(tmp_path: Path) -> dict[str, Path]:
    return {
        "docx": write_office_word(OfficePaper(), tmp_path / "a.docx"),
        "pdf": write_office_pdf(OfficePaper(), tmp_path / "a.pdf"),
    }


def refused(path: Path, kind: type[TdktError] = WrongFile) -> TdktError:
    with pytest.raises(kind) as caught:
        lint_file(path)
    assert caught.value.remedy.startswith("Hãy ")
    return caught.value


def changed(source: Path, target: Path, name: str, body: bytes) -> Path:
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.namelist():
            new.writestr(entry, body if entry == name else old.read(entry))
    return target


def test_what_is_not_there(tmp_path: Path) -> None:
    assert "khong-co.pdf" in refused(tmp_path / "khong-co.pdf", FileMissing).message


@pytest.mark.parametrize(("name", "remedy"), [("a.doc", ".docx"), ("a.odt", ".docx"), ("a.png", "PDF")])
def test_other_kinds_of_files(name: str, remedy: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(b"abc")
    assert remedy in refused(path).remedy


def test_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.mkdir()
    refused(path)


def test_names_that_lie(good: dict[str, Path], tmp_path: Path) -> None:
    for kind, other in (("docx", "pdf"), ("pdf", "docx")):
        path = tmp_path / f"b.{other}"
        path.write_bytes(good[kind].read_bytes())
        refused(path)


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_empty_and_cut_files(kind: str, good: dict[str, Path]) -> None:
    body = good[kind].read_bytes()
    for length in (0, 3, 40, len(body) // 2):
        good[kind].write_bytes(body[:length])
        if kind == "docx" or length < len(body) // 2:
            refused(good[kind])
        else:
            with pytest.raises(TdktError):
                lint_file(good[kind])


def test_a_word_file_that_unfolds_without_end(good: dict[str, Path], tmp_path: Path) -> None:
    huge = b"<w:document>" + b" " * (safe_opening.MAX_XML + 1)
    path = changed(good["docx"], tmp_path / "b.docx", "word/document.xml", huge)
    assert path.stat().st_size < 1_000_000
    assert "lớn bất thường" in refused(path).message


def test_entities_are_refused(good: dict[str, Path], tmp_path: Path) -> None:
    body = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>'
    refused(changed(good["docx"], tmp_path / "b.docx", "word/styles.xml", body))


def test_a_zip_that_is_no_word_file(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.txt", "abc")
    refused(path)


def test_too_many_paragraphs(good: dict[str, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tdkt_desktop.documents.lint.word_reading.MAX_PARAGRAPHS", 10)
    assert "lớn bất thường" in refused(good["docx"]).message


def test_a_pdf_behind_a_password(good: dict[str, Path], tmp_path: Path) -> None:
    with pikepdf.open(good["pdf"]) as document:
        document.save(tmp_path / "b.pdf", encryption=pikepdf.Encryption(owner="abc", user="abc"))
    assert "mật khẩu" in refused(tmp_path / "b.pdf").message


def test_a_pdf_that_unfolds_without_end(tmp_path: Path) -> None:
    document = pikepdf.new()
    document.add_blank_page()
    packed = zlib.compress(zlib.compress(b"\0" * 70_000_000, 9), 9)
    stream = pikepdf.Stream(document, b"")
    stream.write(packed, filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]))
    document.pages[0].Contents = document.make_indirect(stream)
    document.save(tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").stat().st_size < 100_000
    assert "lớn bất thường" in refused(tmp_path / "a.pdf").message


def test_a_pdf_without_letters(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "a.pdf"))
    canvas.rect(10, 10, 100, 100)
    canvas.save()
    assert "ảnh quét" in refused(tmp_path / "a.pdf").message


def test_a_pdf_without_an_end_of_pages(tmp_path: Path) -> None:
    document = pikepdf.new()
    for _ in range(safe_opening.MAX_PAGES + 1):
        document.add_blank_page()
    document.save(tmp_path / "a.pdf")
    assert "trang" in refused(tmp_path / "a.pdf").message


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_spoiled_bytes_give_findings_or_a_refusal(kind: str, good: dict[str, Path]) -> None:
    body = good[kind].read_bytes()
    chance = random.Random(30)
    for _ in range(25):
        spoiled = bytearray(body)
        for _ in range(chance.choice((1, 4))):
            spoiled[chance.randrange(len(spoiled))] = chance.randrange(256)
        good[kind].write_bytes(bytes(spoiled))
        with contextlib.suppress(TdktError):
            lint_file(good[kind])
