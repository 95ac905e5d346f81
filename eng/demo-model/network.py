"""The demo network: ResNet-18's topology at a quarter of its width."""

import torch
from torch import nn

WIDTH = 16  # channels of the first stage; the published ResNet-18 has 64
BLOCKS_PER_STAGE = (2, 2, 2, 2)


def _convolution(inputs: int, outputs: int, kernel: int, stride: int, folded: bool) -> nn.Module:
    """Convolution and batch-norm or, folded, a convolution with a bias."""
    convolution = nn.Conv2d(inputs, outputs, kernel, stride, kernel // 2, bias=folded)
    return convolution if folded else nn.Sequential(convolution, nn.BatchNorm2d(outputs))


class BasicBlock(nn.Module):
    """Two 3x3 convolutions and a shortcut (He et al. 2016, figure 5, left)."""

    def __init__(self, inputs: int, outputs: int, stride: int, folded: bool) -> None:
        super().__init__()
        self.first = _convolution(inputs, outputs, 3, stride, folded)
        self.second = _convolution(outputs, outputs, 3, 1, folded)
        self.shortcut = (
            nn.Identity()
            if stride == 1 and inputs == outputs
            else _convolution(inputs, outputs, 1, stride, folded)
        )

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return torch.relu(self.second(torch.relu(self.first(x))) + self.shortcut(x))


class ResNet(nn.Module):
    """N x 3 x 128 x 128 -> N x classes logits (any side divisible by 32 will do).

    folded: without batch-norm, its scale and shift living in the convolutions: the form
    in which an exported model's weights are read back.
    """

    def __init__(self, classes: int, width: int = WIDTH, folded: bool = False) -> None:
        super().__init__()
        self.stem = _convolution(3, width, 7, 2, folded)
        self.pool = nn.MaxPool2d(3, 2, 1)
        blocks = []
        channels = width
        for stage, count in enumerate(BLOCKS_PER_STAGE):
            for block in range(count):
                stride = 2 if stage > 0 and block == 0 else 1
                blocks.append(BasicBlock(channels, width << stage, stride, folded))
                channels = width << stage
        self.blocks = nn.Sequential(*blocks)
        self.average = nn.AdaptiveAvgPool2d(1)
        self.classifier = nn.Linear(channels, classes)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = self.pool(torch.relu(self.stem(x)))
        return self.classifier(torch.flatten(self.average(self.blocks(x)), 1))


def initialise(model: ResNet, zero_residuals: bool) -> None:
    """He initialisation of the convolutions.

    zero_residuals: also start every block as the identity (Goyal et al. 2017, section 5.1),
    which trains better. Without it all batch-norm scales stay at one.
    """
    for module in model.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
        elif isinstance(module, BasicBlock) and zero_residuals:
            nn.init.zeros_(module.second[1].weight)
