"""Runs the authors' RISE (github.com/eclique/RISE, a clone of yours) on PyTorch and CUDA, and prints passes a second as JSON.

Drawing the masks is left out: they are drawn once and used for many images.
"""

import argparse
import importlib
import json
import sys
import time

import torch
from torch import nn

import resnet50

CELLS = 7
KEEP_PROBABILITY = 0.5
SIDE = 224
SETTINGS = [  # name, type, channels last, batch
    ("as published: 32-bit floats (TF32 convolutions), batch 100", torch.float32, False, 100),
    ("the same, channels last, batch 250", torch.float32, True, 250),
    ("half precision, channels last, batch 250", torch.float16, True, 250),
]


def draw(masks: int, device: torch.device) -> torch.Tensor:
    """Masks of the published form on the card; their values do not move the speed."""
    cell = -(-SIDE // CELLS)
    grids = (torch.rand(masks, 1, CELLS, CELLS, device=device) < KEEP_PROBABILITY).float()
    large = [nn.functional.interpolate(part, size=(CELLS + 1) * cell, mode="bilinear") for part in grids.split(500)]
    return torch.cat([part[:, :, cell // 2: cell // 2 + SIDE, cell // 2: cell // 2 + SIDE].clone() for part in large])


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rise", required=True, help="folder of the clone")
    parser.add_argument("--model", required=True, help="the ResNet-50, an .onnx file")
    parser.add_argument("--masks", type=int, required=True)
    parser.add_argument("--rounds", type=int, required=True)
    parser.add_argument("--device", type=int, required=True)
    arguments = parser.parse_args()
    if not torch.cuda.is_available():
        raise SystemExit("PyTorch finds no CUDA device.")

    torch.set_grad_enabled(False)
    torch.cuda.set_device(arguments.device)
    sys.path.insert(0, arguments.rise)
    rise_class = importlib.import_module("explanations").RISE
    device = torch.device("cuda", arguments.device)
    network = nn.Sequential(resnet50.load(arguments.model), nn.Softmax(dim=1)).eval().to(device)
    masks = draw(arguments.masks, device)
    answers = []
    for name, kind, channels_last, batch in SETTINGS:
        layout = torch.channels_last if channels_last else torch.contiguous_format
        rise = rise_class(network.to(kind).to(memory_format=layout), (SIDE, SIDE), batch)
        rise.masks, rise.N, rise.p1 = masks.to(kind), arguments.masks, KEEP_PROBABILITY
        image = torch.randn(1, 3, SIDE, SIDE, device=device, dtype=kind).contiguous(memory_format=layout)
        speeds = []
        for _ in range(1 + arguments.rounds):
            torch.cuda.synchronize()
            start = time.perf_counter()
            rise(image)
            torch.cuda.synchronize()
            speeds.append(arguments.masks / (time.perf_counter() - start))
        speeds = sorted(speeds[1:])
        answers.append({"settings": name, "torch": torch.__version__, "passesPerSecond": speeds[len(speeds) // 2]})
    print(json.dumps(answers))


if __name__ == "__main__":
    main()
