"""Draws scenes: emoji on procedural backgrounds, with the mask of every object known."""

from dataclasses import dataclass
from typing import NamedTuple, Optional, Sequence

import cv2
import numpy as np

import glyphs
from textures import texture
from vocabulary import CLASS_GLYPHS, CLASSES, DISTRACTOR_GLYPHS, NONE

cv2.setNumThreads(1)

SIDE = 128
OBJECT_COUNT_SHARES = (0.1, 0.7, 0.2)  # scenes with no, one and two objects


@dataclass(frozen=True)
class SceneObject:
    """An object of a scene: its class and its visible pixels (SIDE x SIDE bool)."""

    name: str
    mask: np.ndarray

    @property
    def index(self) -> int:
        """The object's class as an index into the model's outputs."""
        return CLASSES.index(self.name)


@dataclass(frozen=True)
class Scene:
    """An image (SIDE x SIDE x 3 uint8, RGB) and its objects."""

    image: np.ndarray
    objects: tuple[SceneObject, ...]

    @property
    def target(self) -> np.ndarray:
        """Soft label: equal shares for the objects' classes, or all on "none"."""
        target = np.zeros(len(CLASSES), np.float32)
        for index in [o.index for o in self.objects] or [CLASSES.index(NONE)]:
            target[index] = 1 / max(1, len(self.objects))
        return target


class _Placement(NamedTuple):
    name: Optional[str]  # None for a distractor
    size: float  # longer side in pixels
    x: float
    y: float


class SceneGenerator:
    """An endless stream of scenes, a pure function of the seed.

    The seed also draws the background textures, so two seeds share neither layouts nor
    backgrounds, only the glyphs.
    """

    def __init__(self, seed: int, texture_count: int = 600) -> None:
        self._rng = np.random.default_rng(seed)
        self._objects = {k: [glyphs.render(g) for g in v] for k, v in CLASS_GLYPHS.items()}
        self._distractors = [glyphs.render(g) for g in DISTRACTOR_GLYPHS]
        self._textures = [texture(self._rng) for _ in range(texture_count)]

    def draw(
        self, object_count: Optional[int] = None, names: Optional[Sequence[str]] = None
    ) -> Scene:
        """Draws the next scene.

        object_count: 0, 1 or 2; by default drawn with OBJECT_COUNT_SHARES.
        names: the objects' classes, all different; by default random ones.
        """
        if names is None:
            if object_count is None:
                object_count = int(self._rng.choice(3, p=OBJECT_COUNT_SHARES))
            names = list(self._rng.choice(list(CLASS_GLYPHS), object_count, replace=False))
        layout = self._layout(names)
        while layout is None:
            layout = self._layout(names)
        return self._paint(layout)

    def _layout(self, names: Sequence[str]) -> Optional[list[_Placement]]:
        """Sizes and positions, objects first; None where an object finds no room.

        Two objects are of similar size, so that neither wins by area alone.
        """
        rng = self._rng
        if len(names) == 2:
            size = rng.uniform(34, 60)
            sizes = [size, size * rng.uniform(0.85, 1.18)]
        else:
            sizes = [rng.uniform(34, 76) for _ in names]
        wanted: list[tuple[Optional[str], float]] = [(str(n), s) for n, s in zip(names, sizes)]
        for _ in range(int(rng.integers(0, 4 if names else 6))):
            wanted.append((None, rng.uniform(22, 50)))

        placed: list[_Placement] = []
        for name, size in wanted:
            position = self._free_position(size, placed)
            if position is not None:
                placed.append(_Placement(name, size, *position))
            elif name is not None:
                return None
        return placed

    def _free_position(
        self, size: float, placed: Sequence[_Placement]
    ) -> Optional[tuple[float, float]]:
        margin = 0.42 * size  # a corner may be cut off by the frame
        for _ in range(40):
            x, y = self._rng.uniform(margin, SIDE - margin, 2)
            if all(np.hypot(x - p.x, y - p.y) > 0.475 * (size + p.size) for p in placed):
                return x, y
        return None

    def _paint(self, layout: Sequence[_Placement]) -> Scene:
        """Paints background, distractors and, on top, the objects."""
        rng = self._rng
        image = self._background()
        masks: dict[str, np.ndarray] = {}
        for placement in reversed(layout):
            colour, alpha = self._sprite(placement)
            if rng.random() < 0.3:
                image = image * (1 - 0.45 * _shadow(alpha))
            image = image * (1 - alpha) + colour
            visible = alpha[..., 0] > 0.5
            for mask in masks.values():
                mask &= ~visible
            if placement.name is not None:
                masks[placement.name] = visible
        objects = [SceneObject(p.name, masks[p.name]) for p in layout if p.name is not None]
        return Scene(self._camera(image), tuple(objects))

    def _background(self) -> np.ndarray:
        """A random crop of a random texture, mirrored, turned and dimmed at random."""
        rng = self._rng
        source = self._textures[rng.integers(len(self._textures))]
        crop = int(rng.integers(80, source.shape[0] + 1))
        top, left = rng.integers(0, source.shape[0] - crop + 1, 2)
        image = source[top : top + crop, left : left + crop]
        image = cv2.resize(image, (SIDE, SIDE), interpolation=cv2.INTER_LINEAR)
        if rng.random() < 0.5:
            image = image[:, ::-1]
        if rng.random() < 0.5:
            image = image[::-1]
        if rng.random() < 0.5:
            image = image.transpose(1, 0, 2)
        return image.astype(np.float32) * np.float32(rng.uniform(0.6, 1.2))

    def _sprite(self, placement: _Placement) -> tuple[np.ndarray, np.ndarray]:
        """A turned, scaled and tinted glyph: premultiplied colour and alpha 0..1."""
        rng = self._rng
        source = self._distractors if placement.name is None else self._objects[placement.name]
        glyph = source[rng.integers(len(source))].astype(np.float32)
        glyph[..., :3] *= glyph[..., 3:] / 255

        height, width = glyph.shape[:2]
        scale = placement.size / max(height, width)
        angle = np.deg2rad(rng.uniform(-25, 25))
        flip = -1 if rng.random() < 0.5 else 1
        stretch = np.exp(rng.uniform(-0.12, 0.12))
        cos, sin = scale * np.cos(angle), scale * np.sin(angle)
        linear = np.array(
            [[cos * flip * stretch, -sin / stretch], [sin * flip * stretch, cos / stretch]]
        )
        centre = np.array([placement.x, placement.y])
        offset = centre - linear @ np.array([width / 2, height / 2])

        if scale < 0.6:  # low-pass before shrinking
            glyph = cv2.GaussianBlur(glyph, (0, 0), 0.35 / scale)
        affine = np.hstack([linear, offset[:, None]]).astype(np.float32)
        sprite = cv2.warpAffine(glyph, affine, (SIDE, SIDE), flags=cv2.INTER_LINEAR, borderValue=0)

        colour, alpha = sprite[..., :3], sprite[..., 3:] / 255
        tint = np.exp(rng.uniform(-0.25, 0.25)) * np.exp(rng.uniform(-0.12, 0.12, 3))
        return np.clip(colour * tint.astype(np.float32), 0, 255 * alpha), alpha

    def _camera(self, image: np.ndarray) -> np.ndarray:
        """Blur, contrast, brightness and sensor noise; then 8 bits."""
        rng = self._rng
        if rng.random() < 0.3:
            image = cv2.GaussianBlur(image, (0, 0), rng.uniform(0.3, 1.0))
        image = (image - 128) * np.float32(np.exp(rng.uniform(-0.25, 0.2)))
        image = image + np.float32(128 + rng.uniform(-20, 20))
        if rng.random() < 0.6:
            strength = np.float32(rng.uniform(1, 9))
            image = image + strength * rng.standard_normal(image.shape, dtype=np.float32)
        return np.clip(image, 0, 255).astype(np.uint8)


def _shadow(alpha: np.ndarray) -> np.ndarray:
    """A soft shadow, three pixels down and to the right."""
    moved = np.roll(alpha[..., 0], (3, 3), (0, 1))
    return cv2.GaussianBlur(moved, (0, 0), 2.5)[..., None]
