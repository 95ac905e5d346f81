"""Writes the network as ONNX: a trained checkpoint, or random weights for the control."""

import argparse
from pathlib import Path

import onnx
import torch
from torch import nn

from network import ResNet, initialise
from scenes import SIDE
from vocabulary import CLASSES
from weights import load_model

OPSET = 17
RANDOM_WIDTH = 4
RANDOM_SEED = 0


class LogitsAndProbabilities(nn.Module):
    """Gives the logits and their softmax."""

    def __init__(self, network: ResNet) -> None:
        super().__init__()
        self.network = network

    def forward(self, x: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        logits = self.network(x)
        return logits, torch.softmax(logits, 1)


def export(network: ResNet, path: Path) -> None:
    """Writes and checks the file. Batch-norm is folded, the batch size is dynamic."""
    outputs = ["logits", "probabilities"]
    torch.onnx.export(
        LogitsAndProbabilities(network).eval(),  # in training mode nothing would be folded
        torch.zeros(2, 3, SIDE, SIDE),
        str(path),
        opset_version=OPSET,
        input_names=["input"],
        output_names=outputs,
        dynamic_axes={name: {0: "N"} for name in ["input", *outputs]},
    )
    onnx.checker.check_model(onnx.load(str(path)), full_check=True)


def random_network(width: int = RANDOM_WIDTH, seed: int = RANDOM_SEED) -> ResNet:
    """The same architecture with weights that know nothing, the control of a sanity check."""
    torch.manual_seed(seed)
    network = ResNet(len(CLASSES), width)
    initialise(network, zero_residuals=False)  # zeros would leave a function of the shortcuts
    for module in network.modules():
        if isinstance(module, nn.BatchNorm2d):
            nn.init.normal_(module.bias, std=0.1)  # folded, these are the convolutions' biases
    return network.eval()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--checkpoint", type=Path, help="trained weights (.pt)")
    source.add_argument("--random", action="store_true", help="random weights, fixed seed")
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    network = random_network() if arguments.random else load_model(arguments.checkpoint)
    export(network, arguments.output)
    print(f"{arguments.output}: {arguments.output.stat().st_size} bytes")


if __name__ == "__main__":
    main()
