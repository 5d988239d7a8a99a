"""Pictures that come from anywhere: checked from their header, decoded within bounds, turned upright, made plain.

Everything here may be fed hostile bytes. Whatever a library raises becomes a Refusal; what brings a library down brings
down the helper process only (reader).
"""

from __future__ import annotations

import contextlib
import io
import logging
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pi_heif
from PIL import Image, ImageCms

from tdkt_desktop.exchange.evidence.directories import check_jpeg, check_tiff, orientation
from tdkt_desktop.exchange.evidence.headers import (
    BMP,
    HEIC,
    JPEG,
    PNG,
    TIFF,
    WEBP,
    Refusal,
    damaged,
    webp_size,
)

MAX_PIXELS = 8192 * 6144  # what cameras sell as 50 megapixels
MAX_ALL_PIXELS = 20 * MAX_PIXELS  # of all pages of a TIFF; a hundred pages of A4 at 300 dots per inch fit
MAX_PROFILE = 4 << 20
QUALITY = 82

_FORMATS = {JPEG: ("JPEG",), PNG: ("PNG",), WEBP: ("WEBP",), TIFF: ("TIFF",), BMP: ("BMP",), HEIC: ("HEIF",)}
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_SRGB = ImageCms.createProfile("sRGB")

pi_heif.register_heif_opener(decode_threads=2, thumbnails=False, depth_images=False, aux_images=False)
# A spoiled tag is told to whoever adds the file, by the refusal; it is no event of the program.
logging.getLogger("PIL").setLevel(logging.CRITICAL)


@dataclass(frozen=True)
class Shape:
    """How large a file is to look at: upright width and height, and its pages."""

    width: int
    height: int
    pages: int = 1


@contextlib.contextmanager
def careful(what: str = "ảnh") -> Iterator[None]:
    """Decode silently; every failure inside becomes a Refusal."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            yield
        except Refusal:
            raise
        except MemoryError as error:
            raise Refusal(
                f"{what} quá lớn đối với bộ nhớ của máy này",
                "Hãy đóng bớt chương trình khác, hoặc thu nhỏ ảnh.",
            ) from error
        except Exception as error:  # no list of what libraries raise on hostile bytes is complete
            raise damaged(what) from error


def picture_shape(body: bytes, media: str) -> Shape:
    """Decode a picture to its end, every page of it, and say its shape. Raises Refusal."""
    with careful(), _opened(body, media) as image:
        if media == TIFF:
            pages = max(1, check_tiff(body))
            _decode_pages(image, pages)
            image.seek(0)
            return Shape(*image.size, pages)  # the library turns this kind upright by itself
        width, height = image.size
        _draft(image, 1)  # all bytes are read, but only an eighth of the sides is built
        image.load()
        if media == HEIC:  # the real size is known only now
            width, height = image.size
            _check_size(width, height)
        if _orientation(image, media) in {5, 6, 7, 8}:
            width, height = height, width
        return Shape(width, height)


def small_picture(body: bytes, media: str, side: int) -> Image.Image:
    """A plain RGB picture without any metadata, upright, on white, its longer side at most `side`. Raises Refusal."""
    with careful(), _opened(body, media) as image:
        _draft(image, side)
        image.load()
        _check_size(*image.size)
        turn = _TURNS.get(_orientation(image, media))
        profile = image.info.get("icc_profile")
        small = _shrunk(_plain_mode(image), side)
        small = _on_white(_in_srgb(small, profile))
        if turn is not None:
            small = small.transpose(turn)
        return _bare(small)


def as_jpeg(image: Image.Image) -> bytes:
    """JPEG bytes of a plain picture."""
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=QUALITY, optimize=True)
    return buffer.getvalue()


def as_png(image: Image.Image) -> bytes:
    """PNG bytes of a plain picture."""
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()


@contextlib.contextmanager
def _opened(body: bytes, media: str) -> Iterator[Image.Image]:
    """Open without decoding, after the checks that must come first."""
    if media == JPEG:
        check_jpeg(body)
    if media == TIFF:
        check_tiff(body)
    if media == WEBP and (size := webp_size(body)):
        _check_size(*size)
    try:
        image = Image.open(io.BytesIO(body), formats=_FORMATS[media])
    except Image.DecompressionBombError as error:
        raise _too_many_pixels() from error
    with image:
        _check_size(*image.size)
        yield image


def _decode_pages(image: Image.Image, pages: int) -> None:
    total = 0
    for page in range(pages):
        image.seek(page)
        _check_size(*image.size)
        total += image.width * image.height
        if total > MAX_ALL_PIXELS:
            raise Refusal("các trang ảnh quá lớn", "Hãy tách thành nhiều tệp rồi thêm lại.")
        image.load()


def _check_size(width: int, height: int) -> None:
    if width * height > MAX_PIXELS:
        raise _too_many_pixels(f"{width} × {height} điểm ảnh, ")


def _too_many_pixels(size: str = "") -> Refusal:
    return Refusal(
        f"ảnh quá lớn ({size}tối đa 50 triệu điểm ảnh)",
        "Hãy thu nhỏ ảnh, hoặc chụp lại ở cỡ nhỏ hơn rồi thêm lại.",
    )


def _draft(image: Image.Image, side: int) -> None:
    """Let a JPEG decode at a half, a quarter or an eighth where more is not needed."""
    longer = max(image.size)
    if longer > side:
        scale = side / longer
        image.draft(None, (max(1, int(image.width * scale)), max(1, int(image.height * scale))))


def _orientation(image: Image.Image, media: str) -> int:
    """How the decoded picture is still to be turned: TIFF and HEIC come upright from their libraries."""
    exif = image.info.get("exif")
    return orientation(exif) if isinstance(exif, bytes) and media not in {TIFF, HEIC} else 1


def _plain_mode(image: Image.Image) -> Image.Image:
    """A mode that can be scaled well: palettes, two-tone and deep greys cannot."""
    if image.mode == "1":
        return image.convert("L")
    if image.mode.startswith("I;16"):
        return image.convert("I").point(_scaled(1 / 256)).convert("L")
    if image.mode in {"I", "F"}:  # no bounds are known: the darkest point is black, the brightest white
        low, high = (float(bound) for bound in image.convert("F").getextrema())  # type: ignore[arg-type]
        scale = 255 / ((high - low) or 1.0)
        return image.convert("F").point(_scaled(scale, -low * scale)).convert("L")
    if image.mode in {"P", "PA"} or "transparency" in image.info:
        return image.convert("RGBA")
    return image


def _scaled(factor: float, offset: float = 0.0) -> Callable[[Any], Any]:
    """The only kind of sum the library can do on deep greys."""
    return lambda value: value * factor + offset


def _shrunk(image: Image.Image, side: int) -> Image.Image:
    scale = side / max(image.size)
    if scale >= 1:
        return image
    size = max(1, round(image.width * scale)), max(1, round(image.height * scale))
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _in_srgb(image: Image.Image, profile: object) -> Image.Image:
    """Colours as the camera meant them, where its profile fits the picture; otherwise as they are."""
    alpha = image.getchannel("A") if image.mode in {"RGBA", "LA"} else None
    colours = image.convert(image.mode[:-1]) if alpha is not None else image
    if isinstance(profile, bytes) and 128 < len(profile) <= MAX_PROFILE:
        with contextlib.suppress(ImageCms.PyCMSError, OSError, ValueError, TypeError):
            source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            converted = ImageCms.profileToProfile(colours, source, _SRGB, outputMode="RGB")
            if converted is not None:
                colours = converted
    elif colours.mode == "LAB":
        source = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        colours = ImageCms.profileToProfile(colours, source, _SRGB, outputMode="RGB") or colours
    colours = colours.convert("RGB")
    if alpha is not None:
        colours.putalpha(alpha)
    return colours


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image.convert("RGB")
    white = Image.new("RGB", image.size, "white")
    white.paste(image, mask=image.getchannel("A"))
    return white


def _bare(image: Image.Image) -> Image.Image:
    """The points alone: writers would carry comments, places and profiles along."""
    bare = Image.new("RGB", image.size)
    bare.paste(image)
    return bare
