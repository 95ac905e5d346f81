"""Renders emoji of the Noto Color Emoji font as RGBA arrays."""

from functools import lru_cache

import numpy as np
from PIL import Image, ImageDraw, ImageFont, features

FONT_FILE = "NotoColorEmoji.ttf"
BITMAP_SIZE = 109  # the font's only strike; FreeType refuses any other size
CANVAS = 180


@lru_cache(maxsize=1)
def _font() -> ImageFont.FreeTypeFont:
    if not features.check("raqm"):
        # Without it Pillow draws a joined sequence (black cat, service dog) as two glyphs.
        raise RuntimeError("Pillow was built without Raqm text layout")
    return ImageFont.truetype(FONT_FILE, BITMAP_SIZE)


def render(text: str) -> np.ndarray:
    """Draws one emoji, cropped to its visible pixels.

    Returns an H x W x 4 uint8 array (straight alpha). Raises ValueError where the font
    has no such glyph.
    """
    canvas = Image.new("RGBA", (CANVAS, CANVAS))
    ImageDraw.Draw(canvas).text((20, 20), text, font=_font(), embedded_color=True)
    pixels = np.array(canvas)
    rows, columns = np.nonzero(pixels[..., 3] > 8)
    if rows.size == 0:
        raise ValueError(f"the font draws nothing for {text!r}")
    return pixels[rows.min() : rows.max() + 1, columns.min() : columns.max() + 1]
