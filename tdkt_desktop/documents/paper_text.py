"""The text of a finished paper, page by page, read back from the file: for comparing what is printed with the record."""

from __future__ import annotations

from pathlib import Path

from tdkt_desktop.domain.errors import WrongFile

UNREADABLE = "Hãy chọn tệp biên bản PDF hoặc Word do phần mềm này xuất."


def page_texts(path: Path) -> tuple[str, ...]:
    """The text of each page of a PDF; of a Word file in one, footers included. Raises WrongFile."""
    return _word_text(path) if path.suffix.lower() == ".docx" else _pdf_texts(path)


def _pdf_texts(path: Path) -> tuple[str, ...]:
    import pypdfium2  # noqa: PLC0415 - loads when first used

    from tdkt_desktop.documents.pdf.pages import PDFIUM  # noqa: PLC0415 - the library takes one thread at a time

    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(path)
        except pypdfium2.PdfiumError as error:
            raise WrongFile(f"{path.name} không phải tệp PDF đọc được.", UNREADABLE) from error
        try:
            return tuple(page.get_textpage().get_text_bounded() for page in document)
        finally:
            document.close()


def _word_text(path: Path) -> tuple[str, ...]:
    import docx  # noqa: PLC0415 - loads when first used
    from docx.opc.exceptions import PackageNotFoundError  # noqa: PLC0415

    try:
        document = docx.Document(str(path))
    except (PackageNotFoundError, KeyError, ValueError, OSError) as error:
        raise WrongFile(f"{path.name} không phải tệp Word đọc được.", UNREADABLE) from error
    texts = [paragraph.text for paragraph in document.paragraphs]
    for section in document.sections:
        for part in (section.footer, section.first_page_footer, section.header, section.first_page_header):
            texts += [paragraph.text for paragraph in part.paragraphs]
    return ("\n".join(texts),)
