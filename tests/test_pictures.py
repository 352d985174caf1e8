"""Pictures from outside: only PNG and JPEG, whole, upright, of a sane size, and without what a camera wrote into them."""
from __future__ import annotations

import zlib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from reports import pictures
from reports.cleaning import Unfit
from reports.pictures import Clean, cleaned, from_bytes


def picture(width: int = 40, height: int = 20, *, mode: str = "RGB", form: str = "PNG", **more: object) -> bytes:
    """A picture with its left half red."""
    image = Image.new(mode, (width, height), 0)
    if mode == "RGB":
        image.paste((200, 30, 30), (0, 0, width // 2, height))
    out = BytesIO()
    image.save(out, form, **more)
    return out.getvalue()


def opened(clean: Clean) -> Image.Image:
    return Image.open(BytesIO(clean.data))


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_picture_keeps_its_format_and_size(form: str) -> None:
    clean = from_bytes(picture(form=form), "a")
    image = opened(clean)
    assert (image.format, image.size, (clean.width, clean.height)) == (form, (40, 20), (40, 20))
    assert image.convert("RGB").getpixel((5, 10))[0] > 180


def test_the_same_bytes_give_the_same_bytes() -> None:
    assert from_bytes(picture(form="JPEG"), "a") == from_bytes(picture(form="JPEG"), "b")


def test_what_the_camera_wrote_is_gone() -> None:
    exif = Image.Exif()
    exif[0x010F] = "A maker of cameras"
    exif[0x8825] = {1: "N", 2: (34.0, 1.0, 0.0)}
    data = picture(form="JPEG", exif=exif, comment=b"a remark")
    assert b"A maker" in data
    clean = from_bytes(data, "a")
    image = opened(clean)
    assert b"A maker" not in clean.data and b"a remark" not in clean.data
    assert dict(image.getexif()) == {} and "comment" not in image.info


def test_a_picture_is_turned_as_the_camera_says() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # to be turned a quarter to the right
    clean = from_bytes(picture(form="JPEG", exif=exif), "a")
    assert (clean.width, clean.height) == (20, 40)
    assert opened(clean).convert("RGB").getpixel((10, 5))[0] > 180, "the red half is on top now"


def test_transparency_is_laid_on_white() -> None:
    out = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(out, "PNG")
    image = opened(from_bytes(out.getvalue(), "a"))
    assert (image.mode, image.getpixel((1, 1))) == ("RGB", (255, 255, 255))


MODES = [("CMYK", "JPEG"), ("L", "JPEG"), ("P", "PNG"), ("1", "PNG"), ("I;16", "PNG"), ("LA", "PNG")]


@pytest.mark.parametrize("mode, form", MODES)
def test_every_mode_becomes_grey_or_rgb(mode: str, form: str) -> None:
    out = BytesIO()
    Image.new(mode, (6, 3)).save(out, form)
    assert opened(from_bytes(out.getvalue(), "a")).mode in ("L", "RGB")


def test_a_large_picture_is_made_smaller_in_its_proportions() -> None:
    clean = from_bytes(picture(5200, 1300), "a")
    assert (clean.width, clean.height) == (pictures.LONGEST, 650)


@pytest.mark.parametrize("form", ["GIF", "BMP", "TIFF", "WEBP"])
def test_other_formats_are_refused_whatever_they_are_called(form: str) -> None:
    with pytest.raises(Unfit, match="is not a PNG or JPEG"):
        from_bytes(picture(form=form), "photo.png")


@pytest.mark.parametrize("data", [b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n{} loop\n", b"<svg/>", b"",
                                  b"\x89PNG\r\n\x1a\n"])
def test_postscript_and_the_like_start_nothing(data: bytes) -> None:
    with pytest.raises(Unfit):
        from_bytes(data, "photo.png")


def test_a_bomb_of_pixels_is_refused_before_it_is_decoded() -> None:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return len(body).to_bytes(4, "big") + kind + body + zlib.crc32(kind + body).to_bytes(4, "big")

    for width, height in ((5001, 5000), (60_000, 60_000)):
        size = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\x00\x00\x00"
        data = b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
        with pytest.raises(Unfit, match="more than 25 million pixels"):
            from_bytes(data, "bomb.png")


@given(st.sampled_from(["PNG", "JPEG"]), st.data())
def test_a_damaged_picture_is_refused_and_never_used(form: str, data: st.DataObject) -> None:
    """Cut short or with bytes changed: a sentence says so, or it still decodes whole."""
    whole = picture(90, 60, form=form)
    cut = data.draw(st.integers(1, len(whole) - 1))
    changed = bytearray(whole)
    for at in data.draw(st.lists(st.integers(0, len(whole) - 1), max_size=6)):
        changed[at] ^= 0x55
    for broken in (whole[:cut], bytes(changed)):
        try:
            clean = from_bytes(broken, "photo")
        except Unfit as unfit:
            assert '"photo"' in unfit.what and unfit.hint
        else:
            opened(clean).load()


def test_a_file_that_is_too_large_or_no_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(picture())
    assert cleaned(path).width == 40
    monkeypatch.setattr(pictures, "BYTES", 10)
    with pytest.raises(Unfit, match="is larger than 10 bytes"):
        cleaned(path)
    with pytest.raises(Unfit, match="is not a file"):
        cleaned(tmp_path)


def test_an_example_is_painted() -> None:
    image = Image.open(BytesIO(pictures.painted(10, 4, [(0, 0, 5, 4, (1, 2, 3)), (4, 0, 6, 4, (9, 9, 9))])))
    assert (image.getpixel((0, 0)), image.getpixel((4, 1)), image.getpixel((9, 3))) == ((1, 2, 3), (9, 9, 9), (255, 255, 255))
