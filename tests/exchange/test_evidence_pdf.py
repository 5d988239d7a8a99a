"""PDFs as evidence: ordinary ones are taken and shown, those that are cut, locked or run something are refused."""

from __future__ import annotations

import io
import re
import zlib
from typing import Any

import pikepdf
import pytest
from PIL import Image

from tdkt_desktop.exchange.evidence import pdf as evidence_pdf
from tdkt_desktop.exchange.evidence.files import EvidenceRefused, print_copy, read_evidence, thumbnail
from tdkt_desktop.exchange.evidence.headers import PDF, Refusal
from tdkt_desktop.exchange.evidence.pdf import pdf_shape
from tests.exchange.evidence_samples import corners, pdf, rewritten, saved

Name, Dictionary, Array = pikepdf.Name, pikepdf.Dictionary, pikepdf.Array


def running() -> pikepdf.Dictionary:
    """An action that would run a script."""
    return Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert(1)"))


def changed(change: Any, **options: Any) -> bytes:
    """An ordinary PDF with one thing changed."""
    with pikepdf.open(io.BytesIO(pdf())) as document:
        change(document)
        return rewritten(document, **options)


def refusal(body: bytes) -> EvidenceRefused:
    with pytest.raises(EvidenceRefused) as caught:
        read_evidence(body, "quet.pdf")
    assert caught.value.message.startswith("Không nhận tệp quet.pdf: ")
    assert caught.value.remedy
    return caught.value


def dark(picture: bytes, spot: tuple[int, int]) -> bool:
    point = Image.open(io.BytesIO(picture)).convert("L").getpixel(spot)
    assert isinstance(point, int)
    return point < 128


def test_the_first_page_is_shown() -> None:
    body = pdf()
    picture = print_copy(body, PDF, 400)
    assert Image.open(io.BytesIO(picture)).size == (300, 400)
    assert dark(picture, (60, 60))  # the black square stands at the top left
    assert not dark(picture, (200, 60))
    assert max(Image.open(io.BytesIO(thumbnail(body, PDF))).size) == 160


def test_words_that_look_like_commands_are_only_words() -> None:
    assert read_evidence(pdf()).pages == 2  # its text says /JS and /JavaScript


def test_a_turned_page_is_measured_and_shown_turned() -> None:
    def turn(document: pikepdf.Pdf) -> None:
        document.pages[0].Rotate = 90

    file = read_evidence(changed(turn))
    assert (file.width, file.height) == (400, 300)
    picture = print_copy(file.body, PDF, 400)
    assert Image.open(io.BytesIO(picture)).size == (400, 300)
    assert dark(picture, (340, 60))


def test_what_was_filled_into_a_form_is_seen() -> None:
    def fill(document: pikepdf.Pdf) -> None:
        look = document.make_stream(
            b"0 g 0 0 80 80 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 80, 80]
        )
        field = document.make_indirect(
            Dictionary(
                Type=Name.Annot,
                Subtype=Name.Widget,
                FT=Name.Tx,
                T="x",
                V="abc",
                F=4,
                Rect=[200, 300, 280, 380],
                AP=Dictionary(N=look),
            )
        )
        document.pages[0].Annots = Array([field])
        document.Root.AcroForm = Dictionary(Fields=Array([field]))

    assert dark(print_copy(changed(fill), PDF, 400), (240, 60))


def open_action(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = running()


def named_script(document: pikepdf.Pdf) -> None:
    document.Root.Names = Dictionary(
        JavaScript=Dictionary(Names=Array(["a", document.make_indirect(running())]))
    )


def button(document: pikepdf.Pdf) -> None:
    action = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=running())
    document.pages[1].Annots = Array([action])


def deep_in_an_array(document: pikepdf.Pdf) -> None:
    document.Root.X = Array([Array([Dictionary(Y=Array([1, running()]))])])


def after_another_action(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.URI, URI="x", Next=Array([running()]))


def of_a_stream(document: pikepdf.Pdf) -> None:
    document.Root.X = document.make_stream(b"", AA=Dictionary(O=running()))


def program(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.Launch, F="cmd.exe")


def of_a_film(document: pikepdf.Pdf) -> None:
    document.Root.OpenAction = Dictionary(S=Name.Rendition, JS="app.alert(1)")


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize(
    "hide",
    [
        open_action,
        named_script,
        button,
        deep_in_an_array,
        after_another_action,
        of_a_stream,
        program,
        of_a_film,
    ],
)
def test_what_runs_is_found_wherever_it_hides(hide: Any, packed: bool) -> None:
    mode = pikepdf.ObjectStreamMode.generate if packed else pikepdf.ObjectStreamMode.disable
    error = refusal(changed(hide, object_stream_mode=mode))
    assert "lệnh tự chạy" in error.message
    assert "in ra PDF mới" in error.remedy


def test_a_name_written_in_numbers_is_the_same_name() -> None:
    body = changed(open_action, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    hidden = body.replace(b"/JavaScript", b"/JavaScrip#74").replace(b"/JS ", b"/J#53 ")
    assert hidden.count(b"#") >= 2
    assert "lệnh tự chạy" in refusal(hidden).message


def test_a_locked_pdf_is_told_apart_from_a_protected_one() -> None:
    locked = changed(lambda _: None, encryption=pikepdf.Encryption(user="a", owner="b"))
    assert "mật khẩu" in refusal(locked).message
    with pytest.raises(EvidenceRefused, match="mật khẩu"):
        thumbnail(locked, PDF)
    protected = changed(
        lambda _: None, encryption=pikepdf.Encryption(owner="b")
    )  # opens, printing may be forbidden
    assert read_evidence(protected).pages == 2
    assert "lệnh tự chạy" in refusal(changed(open_action, encryption=pikepdf.Encryption(owner="b"))).message


def test_three_hundred_pages_are_taken_and_one_more_is_not() -> None:
    assert read_evidence(pdf(300)).pages == 300
    error = refusal(pdf(301))
    assert "301 trang" in error.message
    assert "tách" in error.remedy


def test_a_cut_pdf_is_refused_though_it_could_be_mended_in_part() -> None:
    """A viewer would show the pages that are left; evidence without its last pages is none."""
    body = pdf(30)
    with pikepdf.open(io.BytesIO(body)) as document:
        ready_for_the_web = rewritten(document, linearize=True)
    for whole in (body, ready_for_the_web):
        for part in range(1, 20):
            assert "hỏng" in refusal(whole[: len(whole) * part // 20]).message
        assert "hỏng" in refusal(whole.rstrip()[:-1]).message
    assert read_evidence(body + b"\r\n" + bytes(4000)).pages == 30  # filled up to a block: whole all the same


def test_wrong_places_in_the_list_of_objects_do_not_matter() -> None:
    body = re.sub(rb"\n\d{10} 00000 n", b"\n0000000007 00000 n", pdf())
    assert read_evidence(body).pages == 2


def test_a_pdf_without_pages_is_refused() -> None:
    assert "hỏng" in refusal(rewritten(pikepdf.new())).message


def page_with(box: list[float], content: bytes = b"", **objects: Any) -> bytes:
    document = pikepdf.new()
    document.add_blank_page(page_size=(300, 400))
    document.pages[0].MediaBox = Array(box)
    document.pages[0].Contents = document.make_stream(content)
    for name, (raw, entries) in objects.items():
        stream = document.make_stream(raw)
        for key, value in entries.items():
            stream[f"/{key}"] = value
        document.pages[0].Resources = Dictionary(XObject=Dictionary({f"/{name}": stream}))
    level = pikepdf.StreamDecodeLevel.none
    return rewritten(document, compress_streams=False, stream_decode_level=level)


@pytest.mark.parametrize("box", [[0, 0, 1e9, 3], [0, 0, 3, 1e9], [0, 0, 1e9, 1e9], [-1e9, -1e9, 1e9, 1e9]])
def test_a_page_of_any_size_is_drawn_small(box: list[float]) -> None:
    body = page_with(box)
    assert max(Image.open(io.BytesIO(print_copy(body, PDF))).size) == 1400


class TestBombs:
    def test_an_image_that_unfolds_beyond_a_page_is_refused(self) -> None:
        packed = zlib.compress(bytes(1000))
        entries = {"Subtype": Name.Image, "Width": 60000, "Height": 60000, "Filter": Name.FlateDecode}
        body = page_with([0, 0, 300, 400], b"/I Do", I=(packed, entries))
        assert "ảnh trong tệp PDF quá lớn" in refusal(body).message

    def test_an_image_that_lies_about_its_size_is_measured(self) -> None:
        large = saved(Image.new("L", (60000, 2100)), "JPEG", quality=5)
        entries = {"Subtype": Name.Image, "Width": 10, "Height": 10, "Filter": Name.DCTDecode}
        body = page_with([0, 0, 300, 400], b"/I Do", I=(large, entries))
        assert "ảnh trong tệp PDF quá lớn" in refusal(body).message
        small = {**entries, "ColorSpace": Name.DeviceRGB, "BitsPerComponent": 8}
        assert (
            read_evidence(page_with([0, 0, 300, 400], b"/I Do", I=(saved(corners(), "JPEG"), small))).pages
            == 1
        )

    def test_lists_within_lists_end(self) -> None:
        body = page_with([0, 0, 300, 400]).replace(
            b"/Contents", b"/X " + b"[" * 300 + b"]" * 300 + b"/Contents"
        )
        assert refusal(body).message

    def test_a_page_that_is_never_done_is_given_up(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(evidence_pdf, "PATIENCE", 0.0)
        body = page_with([0, 0, 300, 400], b"0 0 300 400 re f\n" * 20000)
        with pytest.raises(Refusal, match="quá phức tạp"):
            pdf_shape(body)

    def test_too_many_objects_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(evidence_pdf, "MAX_OBJECTS", 5)
        with pytest.raises(Refusal, match="quá phức tạp"):
            pdf_shape(pdf())
