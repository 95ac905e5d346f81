"""RISE maps in a few lines of NumPy, and scores of a map against the object's mask.

For judging the model only: it shares no code with the product, so that each checks the other.
"""

import cv2
import numpy as np
import torch

from network import ResNet
from preprocessing import to_tensor

BATCH = 250


def probabilities(model: ResNet, inputs: torch.Tensor) -> np.ndarray:
    """N x classes float32."""
    with torch.inference_mode():
        return torch.cat([model(x).softmax(1) for x in inputs.split(BATCH)]).numpy()


def _upsampling(cells: int, cell: int) -> np.ndarray:
    """Linear interpolation from `cells` samples to (cells + 1) * cell, borders mirrored."""
    size = (cells + 1) * cell
    position = (np.arange(size) + 0.5) * cells / size - 0.5
    position = np.abs(position)
    position = np.where(position > cells - 1, 2 * (cells - 1) - position, position)
    distance = np.abs(position[:, None] - np.arange(cells))
    return np.maximum(0, 1 - distance).astype(np.float32)


def rise_masks(
    count: int, cells: int, keep: float, side: int, rng: np.random.Generator
) -> np.ndarray:
    """count x side x side masks in 0..1 (Petsiuk et al. 2018, section 3.2)."""
    cell = -(-side // cells)
    upsampling = _upsampling(cells, cell)
    masks = np.empty((count, side, side), np.float32)
    for mask in masks:
        grid = (rng.random((cells, cells)) < keep).astype(np.float32)
        top, left = rng.integers(0, cell, 2)
        rows, columns = upsampling[top : top + side], upsampling[left : left + side]
        mask[:] = rows @ grid @ columns.T
    return masks


def rise_maps(model: ResNet, image: np.ndarray, masks: np.ndarray) -> np.ndarray:
    """One map per class, classes x H x W: sum(score * mask) / sum(mask).

    The baseline is the mean colour, zero in the network's units.
    """
    pixels = to_tensor(image[None])
    scores = []
    for start in range(0, len(masks), BATCH):
        batch = torch.from_numpy(masks[start : start + BATCH])[:, None]
        masked = (pixels * batch).contiguous(memory_format=torch.channels_last)
        scores.append(probabilities(model, masked))
    weighted = np.concatenate(scores).T @ masks.reshape(len(masks), -1)
    maps = weighted / (masks.sum(0).ravel() + 1e-9)
    return maps.reshape(-1, *masks.shape[1:])


def dilated(mask: np.ndarray, radius: float) -> np.ndarray:
    """The pixels within `radius` of the mask (Euclidean)."""
    outside = (~mask).astype(np.uint8)
    return cv2.distanceTransform(outside, cv2.DIST_L2, cv2.DIST_MASK_PRECISE) <= radius


def hits(saliency: np.ndarray, mask: np.ndarray, tolerance: float = 0) -> bool:
    """Pointing game: is the maximum on the object or within `tolerance` pixels of it?"""
    area = dilated(mask, tolerance)
    return bool(area[np.unravel_index(np.argmax(saliency), saliency.shape)])


def energy(saliency: np.ndarray, mask: np.ndarray) -> float:
    """Share of the above-average saliency that lies inside the mask."""
    positive = np.maximum(saliency - saliency.mean(), 0)
    return float(positive[mask].sum() / (positive.sum() + 1e-12))


def centre_gaussian(side: int) -> np.ndarray:
    """The map that always points at the middle: the bias a data set may reward."""
    offset = (np.arange(side) - (side - 1) / 2) / (side / 4)
    profile = np.exp(-(offset**2) / 2)
    return profile[:, None] * profile


def cell_means(saliency: np.ndarray, cells: int = 16) -> np.ndarray:
    """Mean of the map over each cell of a cells x cells grid, flattened by rows."""
    cell = saliency.shape[0] // cells
    return saliency.reshape(cells, cell, cells, cell).mean((1, 3)).ravel()


def removal_score(model: ResNet, image: np.ndarray, target: int, ranking: np.ndarray) -> float:
    """Mean p(target) over 33 steps in which cells give way to the mean colour.

    ranking: one value per cell of a square grid, highest removed first: cell_means(map) gives
    MoRF, its negative LeRF.
    """
    order = np.argsort(-ranking, kind="stable")
    cells = int(np.sqrt(len(ranking)))
    cell = image.shape[0] // cells
    current = to_tensor(image[None])
    steps = [current]
    for group in np.split(order, 32):
        current = current.clone()
        for row, column in zip(*np.divmod(group, cells)):
            top, left = row * cell, column * cell
            current[:, :, top : top + cell, left : left + cell] = 0
        steps.append(current)
    return float(probabilities(model, torch.cat(steps))[:, target].mean())
