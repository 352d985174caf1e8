"""Pictures from outside, made safe: decoded as PNG or JPEG and nothing else, turned upright, stripped, encoded again once.

Why each step (the design's list of known attacks): Pillow tells formats by content, so that a ".png" may be PostScript and
start Ghostscript; a small file may hold gigabytes of pixels; a photograph carries its place and camera; a file cut short
would be copied into a deck unseen. Both outputs get the same clean bytes.
"""
from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from reports.cleaning import Unfit, read_file

if TYPE_CHECKING:
    from PIL.Image import Image

FORMATS = ("PNG", "JPEG")
BYTES = 30_000_000
PIXELS = 25_000_000
LONGEST = 2600  # pixels of the longer side that are kept: 300 an inch over the full text width, with some to spare
QUALITY = 88


@dataclass(frozen=True, slots=True)
class Clean:
    """PNG or JPEG bytes without metadata; width and height in pixels."""

    data: bytes
    width: int
    height: int


def cleaned(path: Path, name: str = "") -> Clean:
    """The picture of a file. Raises Unfit when it is no PNG or JPEG, is cut short, or is too large."""
    name = name or path.name
    return from_bytes(read_file(path, BYTES, name), name)


def from_bytes(data: bytes, name: str) -> Clean:
    """The picture in some bytes; messages call it `name`. Raises Unfit."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of Pillow's own limit on pixels, which is higher than ours
            with Image.open(BytesIO(data), formats=FORMATS) as found:
                _small_enough(found, name)
                return _encoded(_upright(found), found.format == "JPEG")
    except UnidentifiedImageError:
        raise Unfit(f'"{name}" is not a PNG or JPEG picture', "save it as PNG or JPEG and name that file") from None
    except Image.DecompressionBombError:
        raise _too_many(name) from None
    except (OSError, ValueError, SyntaxError, EOFError) as error:  # what Pillow raises for files that are damaged
        raise Unfit(f'picture "{name}" is damaged: {str(error).lower()}', "save it again from the original") from None


def _small_enough(image: Image, name: str) -> None:
    if image.width * image.height > PIXELS:
        raise _too_many(name, f" ({image.width} by {image.height})")


def _too_many(name: str, size: str = "") -> Unfit:
    return Unfit(f'picture "{name}" has more than {PIXELS // 1_000_000} million pixels{size}', "save it smaller")


def _upright(image: Image) -> Image:
    """All pixels, turned as the camera says, on white, in grey or RGB."""
    import PIL.Image
    import PIL.ImageOps

    image.load()
    turned = PIL.ImageOps.exif_transpose(image)
    if turned.mode in ("L", "RGB"):
        plain = turned
    elif turned.mode in ("CMYK", "YCbCr", "LAB", "I", "I;16", "F", "1"):
        plain = turned.convert("RGB")
    else:  # with transparency: laid on paper
        ground = PIL.Image.new("RGB", turned.size, "white")
        layer = turned.convert("RGBA")
        ground.paste(layer, mask=layer.getchannel("A"))
        plain = ground
    plain.thumbnail((LONGEST, LONGEST), PIL.Image.Resampling.LANCZOS)
    return plain


def _encoded(image: Image, photographic: bool) -> Clean:
    """Encoded without any of the old file's metadata."""
    import PIL.Image

    bare = PIL.Image.new(image.mode, image.size)
    bare.paste(image)
    out = BytesIO()
    if photographic:
        bare.save(out, "JPEG", quality=QUALITY, subsampling=0, optimize=True)
    else:
        bare.save(out, "PNG", optimize=True)
    return Clean(out.getvalue(), bare.width, bare.height)


def painted(width: int, height: int, rectangles: Iterable[tuple[int, int, int, int, tuple[int, int, int]]]) -> bytes:
    """A PNG of filled rectangles (left, top, right, bottom, RGB), later ones over earlier ones: for examples."""
    import PIL.Image
    import PIL.ImageDraw

    image = PIL.Image.new("RGB", (width, height), "white")
    pen = PIL.ImageDraw.Draw(image)
    for left, top, right, bottom, colour in rectangles:
        pen.rectangle((left, top, right - 1, bottom - 1), fill=colour)
    out = BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
