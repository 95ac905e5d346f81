"""ResNet-50 with the weights of an ONNX file, batch norms folded into the convolutions."""

import onnx
import torch
from onnx import numpy_helper
from torch import nn
from torch.nn import functional as F

BLOCKS_PER_STAGE = (3, 4, 6, 3)
EXPANSION = 4


class Bottleneck(nn.Module):
    """1x1, 3x3 (strided, as in torchvision), 1x1 and a shortcut."""

    def __init__(self, inputs: int, width: int, stride: int) -> None:
        super().__init__()
        outputs = EXPANSION * width
        # The order of the members is the order of the weights in the file.
        self.shortcut = nn.Identity() if inputs == outputs else nn.Conv2d(inputs, outputs, 1, stride)
        self.reduce = nn.Conv2d(inputs, width, 1)
        self.convolve = nn.Conv2d(width, width, 3, stride, 1)
        self.expand = nn.Conv2d(width, outputs, 1)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = F.relu(self.reduce(x), inplace=True)
        y = F.relu(self.convolve(y), inplace=True)
        y = self.expand(y)
        y += self.shortcut(x)
        return F.relu(y, inplace=True)


class ResNet50(nn.Module):
    """N x 3 x 224 x 224 -> N x classes logits."""

    def __init__(self, classes: int) -> None:
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(3, 64, 7, 2, 3), nn.ReLU(inplace=True), nn.MaxPool2d(3, 2, 1))
        blocks = []
        channels = 64
        for stage, count in enumerate(BLOCKS_PER_STAGE):
            for block in range(count):
                width = 64 << stage
                blocks.append(Bottleneck(channels, width, 2 if stage > 0 and block == 0 else 1))
                channels = EXPANSION * width
        self.blocks = nn.Sequential(*blocks)
        self.average = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Linear(channels, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.classifier(torch.flatten(self.average(self.blocks(self.stem(x))), 1))


def load(path: str) -> ResNet50:
    """The network with the file's initializers, which come in the order of execution."""
    tensors = [torch.from_numpy(numpy_helper.to_array(i).copy()) for i in onnx.load(path).graph.initializer]
    model = ResNet50(classes=len(tensors[-1]))
    parameters = list(model.parameters())
    shapes, expected = [tuple(t.shape) for t in tensors], [tuple(p.shape) for p in parameters]
    if shapes != expected:
        raise SystemExit(f"{path} is not the ResNet-50 expected: its weights have the shapes {shapes}, not {expected}.")
    with torch.no_grad():
        for parameter, tensor in zip(parameters, tensors):
            parameter.copy_(tensor)
    return model.eval().requires_grad_(False)
