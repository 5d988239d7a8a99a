"""Hostile and damaged evidence: refused in words, within bounds of time and memory, and never anything else."""

from __future__ import annotations

import struct
import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from tdkt_desktop.exchange.evidence import pictures as evidence_pictures
from tdkt_desktop.exchange.evidence.directories import MAX_ENTRIES
from tdkt_desktop.exchange.evidence.files import (
    EvidenceFile,
    EvidenceRefused,
    print_copy,
    read_evidence,
    thumbnail,
)
from tdkt_desktop.exchange.evidence.headers import HEIC, JPEG, PDF, PNG, TIFF, WEBP, Refusal
from tdkt_desktop.exchange.evidence.pictures import MAX_PIXELS
from tdkt_desktop.exchange.evidence.server import answer
from tests.exchange.evidence_samples import corners, directory_bomb, every_kind, exif, png_claiming, saved

KINDS = every_kind()
NOT_CRASHING = [name for name, (media, _) in KINDS.items() if media != HEIC]


def refusal(body: bytes) -> EvidenceRefused:
    with pytest.raises(EvidenceRefused) as caught:
        read_evidence(body, "IMG_0007")
    assert caught.value.remedy.endswith(".")
    return caught.value


class TestBombs:
    @pytest.mark.parametrize("size", [(60000, 60000), (8193, 6144), (50_400_000, 1), (2**31 - 1, 2**31 - 1)])
    def test_a_claim_of_too_many_points_is_refused_from_the_header(self, size: tuple[int, int]) -> None:
        started = time.monotonic()
        error = refusal(png_claiming(*size))
        assert "50 triệu điểm ảnh" in error.message or max(size) > 2**30
        assert time.monotonic() - started < 2
        with pytest.raises(EvidenceRefused):
            thumbnail(png_claiming(*size), PNG)

    def test_fifty_megapixels_of_a_phone_are_taken(self) -> None:
        assert MAX_PIXELS == 8192 * 6144
        file = read_evidence(saved(Image.new("1", (8192, 6144)), "PNG"))
        assert (file.width, file.height) == (8192, 6144)

    @pytest.mark.parametrize("form", ["JPEG", "WEBP", "TIFF", "BMP"])
    def test_every_kind_has_the_same_bound(self, form: str) -> None:
        size = (16000, 3200) if form == "WEBP" else (60000, 900)
        options: dict[str, dict[str, Any]] = {"WEBP": {"method": 0}, "TIFF": {"compression": "group4"}}
        body = saved(Image.new("1" if form in {"TIFF", "BMP"} else "L", size), form, **options.get(form, {}))
        assert "50 triệu" in refusal(body).message

    def test_a_webp_canvas_is_not_reserved_before_it_is_measured(self) -> None:
        body = bytearray(saved(corners(mode="RGBA"), "WEBP", lossless=True, exif=exif()))
        assert body[12:16] == b"VP8X"
        body[24:30] = b"\xfe\x3f\x00\xfe\x3f\x00"
        assert "50 triệu" in refusal(bytes(body)).message

    def test_a_deflate_bomb_unfolds_no_further_than_its_picture(self) -> None:
        body = png_claiming(100, 100, inflated=256 << 20)
        assert len(body) < 300_000
        started = time.monotonic()
        file = read_evidence(body)
        assert (file.width, file.height) == (100, 100)
        assert time.monotonic() - started < 5

    @pytest.mark.parametrize(
        "options", [{"lossless": True, "exif": exif()}, {"lossless": True}, {"quality": 50}]
    )
    def test_nor_is_it_opened(self, monkeypatch: pytest.MonkeyPatch, options: dict[str, Any]) -> None:
        monkeypatch.setattr(evidence_pictures, "MAX_PIXELS", 96 * 64 - 1)
        monkeypatch.setattr(Image, "open", lambda *_, **__: pytest.fail("opened"))
        body = saved(corners(), "WEBP", **options)
        with pytest.raises(Refusal, match="96 × 64"):
            evidence_pictures.picture_shape(body, WEBP)

    def test_directories_cannot_be_larger_than_their_file(self) -> None:
        assert "hỏng" in refusal(directory_bomb(40)).message

    def test_directories_cannot_be_endless(self) -> None:
        few, many = (
            tags_beside(saved(corners(), "TIFF"), number) for number in (MAX_ENTRIES - 100, MAX_ENTRIES + 1)
        )
        assert read_evidence(few).media == TIFF
        assert "hỏng" in refusal(many).message

    def test_nor_can_the_directories_of_a_photo(self) -> None:
        blocks, bomb = b"", directory_bomb(40)
        for start in range(0, 600_000, 60_000):
            piece = b"Exif\0\0" + bomb[start : start + 60_000]
            blocks += b"\xff\xe1" + struct.pack(">H", len(piece) + 2) + piece
        body = saved(corners(), "JPEG")
        assert "hỏng" in refusal(body[:2] + blocks + body[2:]).message

    def test_a_jpeg_of_endless_scans_is_refused(self) -> None:
        body = saved(corners(), "JPEG", progressive=True)
        at = body.rindex(b"\xff\xda")
        scan = body[at : body.rindex(b"\xff\xd9")]
        assert read_evidence(body[:at] + scan * 5 + b"\xff\xd9").media == JPEG
        assert "hỏng" in refusal(body[:at] + scan * 200 + b"\xff\xd9").message

    def test_a_hundred_pages_are_taken_and_one_more_is_not(self) -> None:
        page = corners((8, 8), "L")
        hundred = saved(page, "TIFF", save_all=True, append_images=[page] * 99)
        assert read_evidence(hundred).pages == 100
        more = saved(page, "TIFF", save_all=True, append_images=[page] * 100)
        assert "100 trang" in refusal(more).message
        assert "tách" in refusal(more).remedy

    def test_pages_that_lead_back_to_themselves_end(self) -> None:
        body = bytearray(saved(corners((8, 8), "L"), "TIFF"))
        first = struct.unpack_from("<I", body, 4)[0]
        entries = struct.unpack_from("<H", body, first)[0]
        struct.pack_into("<I", body, first + 2 + 12 * entries, first)
        assert read_evidence(bytes(body)).pages == 1


def tags_beside(body: bytes, number: int) -> bytes:
    """A TIFF with so many harmless tags more."""
    first = struct.unpack_from("<I", body, 4)[0]
    entries = struct.unpack_from("<H", body, first)[0]
    own = body[first + 2 : first + 2 + 12 * entries]
    more = b"".join(struct.pack("<HHII", 52000 + tag, 4, 1, tag) for tag in range(number))
    directory = struct.pack("<H", entries + number) + own + more + bytes(4)
    return body[:4] + struct.pack("<I", len(body)) + body[8:] + directory


def outcome(body: bytes, media: str) -> Refusal | None:
    """What the helper would answer, here in this process: anything but an answer or a Refusal is a fault."""
    try:
        for wanted in ("shape", "png", "jpeg"):
            answer({"wanted": wanted, "media": media, "side": 64}, body)
    except Refusal as refused:
        return refused
    return None


def reading(body: bytes, name: str) -> EvidenceFile | EvidenceRefused:
    """What reading gives: the file, or the refusal. Anything else is a fault."""
    try:
        file = read_evidence(body, name)
        thumbnail(file.body, file.media)
    except EvidenceRefused as refused:
        return refused
    return file


class TestDamage:
    @pytest.mark.parametrize("name", KINDS)
    def test_a_file_cut_anywhere_is_taken_or_refused(self, name: str) -> None:
        body = KINDS[name][1]
        results = [reading(body[: len(body) * part // 20], name) for part in range(20)]
        refused = [found for found in results if isinstance(found, EvidenceRefused)]
        assert len(refused) >= (10 if name == "two-in-one.jpg" else 18)
        assert all("hỏng" in found.message for found in refused[2:])
        assert all(found.remedy for found in refused)

    @pytest.mark.parametrize("name", [name for name, (media, _) in KINDS.items() if media not in {TIFF, PDF}])
    def test_a_cut_picture_is_not_shown_half(self, name: str) -> None:
        media, body = KINDS[name]
        half = body[: len(body) * 2 // 5]
        for show in (thumbnail, print_copy):
            with pytest.raises(EvidenceRefused, match="hỏng"):
                show(half, media)

    @pytest.mark.parametrize("name", NOT_CRASHING)
    @given(data=st.data())
    @settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_flipped_bytes_never_raise_anything_else(self, name: str, data: st.DataObject) -> None:
        media, body = KINDS[name]
        spoiled = bytearray(body)
        places = st.integers(0, len(body) - 1) | st.integers(0, min(600, len(body) - 1))
        for at, value in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=8)):
            spoiled[at] = value
        refused = outcome(bytes(spoiled), media)
        assert refused is None or (refused.cause and refused.remedy)

    @pytest.mark.parametrize("name", ["phone.heic", "photo.jpg", "pages.tif", "paper.pdf"])
    @given(data=st.data())
    @settings(max_examples=60)
    def test_nor_does_reading_whatever_becomes_of_the_helper(self, name: str, data: st.DataObject) -> None:
        body = KINDS[name][1]
        cut = bytearray(body[: data.draw(st.integers(1, len(body)))])
        for at, value in data.draw(
            st.lists(st.tuples(st.integers(0, len(cut) - 1), st.integers(0, 255)), max_size=4)
        ):
            cut[at] = value
        found = reading(bytes(cut), name)
        assert isinstance(found, EvidenceFile) or found.remedy

    @given(head=st.sampled_from([body[:16] for _, body in KINDS.values()]), rest=st.binary(max_size=600))
    def test_a_good_beginning_is_no_promise(self, head: bytes, rest: bytes) -> None:
        with pytest.raises(EvidenceRefused):
            read_evidence(head + rest, "a")
