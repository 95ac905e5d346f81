"""From 8-bit images to the network's input."""

import numpy as np
import torch

MEAN = (0.485, 0.456, 0.406)  # of RGB / 255, ImageNet's
STD = (0.229, 0.224, 0.225)

_MEAN_255 = np.float32(MEAN) * 255
_STD_255 = np.float32(STD) * 255


def to_tensor(images: np.ndarray) -> torch.Tensor:
    """N x H x W x 3 uint8 -> N x 3 x H x W float32, (RGB / 255 - mean) / std."""
    normalised = (images.astype(np.float32) - _MEAN_255) / _STD_255
    tensor = torch.from_numpy(normalised.transpose(0, 3, 1, 2))
    return tensor.contiguous(memory_format=torch.channels_last)


def black() -> torch.Tensor:
    """RGB 0 as the network sees it, 1 x 3 x 1 x 1."""
    return torch.from_numpy(-_MEAN_255 / _STD_255).reshape(1, 3, 1, 1)
