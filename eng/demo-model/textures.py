"""Procedural background textures."""

from typing import Callable

import cv2
import numpy as np

TEXTURE_SIDE = 192

Pattern = Callable[[np.random.Generator, np.ndarray, np.ndarray, float], np.ndarray]
"""(rng, coordinate along, coordinate across, period in pixels) -> values in 0..1."""


def fractal_noise(rng: np.random.Generator, side: int) -> np.ndarray:
    """Octaves of smoothed Gaussian noise: side x side x 3 float32, mean about 0."""
    persistence = rng.uniform(0.4, 1.0)
    channels = 1 if rng.random() < 0.4 else 3
    cells = int(rng.integers(2, 6))
    amplitude = 1.0
    total = np.zeros((side, side, 3), np.float32)
    while cells < side:
        octave = rng.standard_normal((cells, cells, channels)).astype(np.float32)
        octave = cv2.resize(octave, (side, side), interpolation=cv2.INTER_CUBIC)
        total += amplitude * octave.reshape(side, side, -1)
        amplitude *= persistence * rng.uniform(0.5, 1.1)
        cells *= 2
    return total


def _gradient(
    rng: np.random.Generator, along: np.ndarray, across: np.ndarray, period: float
) -> np.ndarray:
    return (along / TEXTURE_SIDE + 1) / 2


def _stripes(
    rng: np.random.Generator, along: np.ndarray, across: np.ndarray, period: float
) -> np.ndarray:
    wobble = fractal_noise(rng, TEXTURE_SIDE)[..., 0] * rng.uniform(0, 1.5)
    return 0.5 + 0.5 * np.sin(2 * np.pi * along / period + wobble)


def _checks(
    rng: np.random.Generator, along: np.ndarray, across: np.ndarray, period: float
) -> np.ndarray:
    return (np.floor(along / period) + np.floor(across / period)) % 2


def _two_tone(
    rng: np.random.Generator, first: np.ndarray, second: np.ndarray, pattern: Pattern
) -> np.ndarray:
    """Two colours mixed by a pattern over a turned coordinate frame."""
    y, x = np.mgrid[0:TEXTURE_SIDE, 0:TEXTURE_SIDE].astype(np.float32)
    angle = rng.uniform(0, np.pi)
    along = x * np.cos(angle) + y * np.sin(angle)
    across = y * np.cos(angle) - x * np.sin(angle)
    weight = pattern(rng, along, across, rng.uniform(8, 60))[..., None]
    return first * (1 - weight) + second * weight


def _voronoi(rng: np.random.Generator, colour: np.ndarray) -> np.ndarray:
    """Flat cells around random points, each near the given colour."""
    y, x = np.mgrid[0:TEXTURE_SIDE, 0:TEXTURE_SIDE].astype(np.float32)
    points = rng.uniform(0, TEXTURE_SIDE, (int(rng.integers(8, 40)), 2))
    distance = (x[..., None] - points[:, 0]) ** 2 + (y[..., None] - points[:, 1]) ** 2
    colours = colour + rng.normal(0, 45, (len(points), 3))
    return colours[np.argmin(distance, -1)]


def texture(rng: np.random.Generator) -> np.ndarray:
    """One random texture, TEXTURE_SIDE x TEXTURE_SIDE x 3 uint8.

    A third are coloured noise; the rest are gradients, stripes, checks and Voronoi cells,
    each with a little noise on top.
    """
    kind = rng.integers(0, 6)
    first, second = rng.uniform(0, 255, (2, 3))
    if kind <= 1:
        noise = fractal_noise(rng, TEXTURE_SIDE)
        pixels = noise / (noise.std() + 1e-6) * rng.uniform(15, 60) + first
    else:
        if kind == 5:
            pixels = _voronoi(rng, first)
        else:
            pixels = _two_tone(rng, first, second, (_gradient, _stripes, _checks)[kind - 2])
        pixels = pixels + fractal_noise(rng, TEXTURE_SIDE) * rng.uniform(0, 12)
    if rng.random() < 0.3:
        pixels = cv2.GaussianBlur(pixels.astype(np.float32), (0, 0), rng.uniform(0.5, 2))
    return np.clip(pixels, 0, 255).astype(np.uint8)
