"""Runs the authors' RISE (github.com/eclique/RISE, a clone of yours) on PyTorch and tells how long it took.

Reads commands, one a line, and answers each with one line of JSON:
    logits          the network's outputs for the images
    tune            looks for the fastest settings, which "map tuned" then uses
    map tuned       one map with them: seconds of its two steps, wall and CPU time
    map default     one map with RISE's and PyTorch's own settings
"""

import argparse
import copy
import importlib
import json
import os
import sys
import tempfile
import time
from dataclasses import asdict, dataclass, replace

import numpy as np
import torch
from torch import nn

import resnet50

CELLS = 7
KEEP_PROBABILITY = 0.5
SIDE = 224
TUNING_IMAGES = 16


@dataclass(frozen=True)
class Settings:
    """What a user can choose without touching RISE's code."""

    batch: int
    channels_last: bool
    optimized: bool  # traced, frozen, torch.jit.optimize_for_inference

    @property
    def layout(self) -> torch.memory_format:
        return torch.channels_last if self.channels_last else torch.contiguous_format

    def example(self, image: torch.Tensor) -> torch.Tensor:
        """A batch of the image."""
        return image.repeat(self.batch, 1, 1, 1).contiguous(memory_format=self.layout)

    def prepare(self, model: nn.Module, image: torch.Tensor) -> nn.Module:
        """The model in the form that the settings ask for, warmed up."""
        model = copy.deepcopy(model).to(memory_format=self.layout)
        example = self.example(image)
        if self.optimized:
            model = torch.jit.optimize_for_inference(torch.jit.freeze(torch.jit.trace(model, example)))
            model(example)  # the first call is still compiling
        model(example[:8])
        return model


DEFAULT = Settings(batch=100, channels_last=False, optimized=False)  # the default of RISE's gpu_batch


def measure(work) -> tuple[float, float]:
    """Seconds of wall and of CPU time, all threads together."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def import_rise(folder: str):
    """The authors' module, on the CPU and without its progress bars."""
    sys.path.insert(0, folder)
    module = importlib.import_module("explanations")
    torch.Tensor.cuda = lambda tensor, *_, **__: tensor  # it asks for a GPU unconditionally
    module.tqdm = lambda items, **_: items
    return module.RISE


def tune(model: nn.Module, image: torch.Tensor) -> Settings:
    """The fastest settings, one after the other: layout, compilation, batch."""
    seconds: dict[Settings, float] = {}

    def time_of(settings: Settings) -> float:
        if settings not in seconds:
            prepared, example = settings.prepare(model, image), settings.example(image)
            repeats = max(1, TUNING_IMAGES // settings.batch)
            runs = [measure(lambda: [prepared(example) for _ in range(repeats)])[0] for _ in range(2)]
            seconds[settings] = min(runs) / (repeats * settings.batch)
        return seconds[settings]

    best = min((Settings(8, channels_last, False) for channels_last in (False, True)), key=time_of)
    best = min((replace(best, optimized=optimized) for optimized in (False, True)), key=time_of)
    return min((replace(best, batch=batch) for batch in (8, 16)), key=time_of)


def explain(rise, image: torch.Tensor, masks: int) -> dict:
    """The maps of all classes, as the authors' notebook makes them."""
    with tempfile.TemporaryDirectory() as folder:
        drawing = measure(lambda: rise.generate_masks(masks, CELLS, KEEP_PROBABILITY, os.path.join(folder, "masks.npy")))
    explaining = measure(lambda: rise(image))
    return {"drawing": drawing[0], "drawingCpu": drawing[1], "explaining": explaining[0], "explainingCpu": explaining[1]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rise", required=True, help="folder of the clone")
    parser.add_argument("--model", required=True, help="the ResNet-50, an .onnx file")
    parser.add_argument("--images", required=True, help="N x 3 x 224 x 224 values, 32-bit floats; the first is explained")
    parser.add_argument("--masks", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    arguments = parser.parse_args()

    torch.set_num_threads(arguments.threads)
    torch.set_grad_enabled(False)
    rise_class = import_rise(arguments.rise)
    network = resnet50.load(arguments.model)
    images = torch.from_numpy(np.fromfile(arguments.images, np.float32).reshape(-1, 3, SIDE, SIDE))
    image = images[:1]
    probabilities = nn.Sequential(network, nn.Softmax(dim=1)).eval()

    def rise_with(settings: Settings):
        return rise_class(settings.prepare(probabilities, image), (SIDE, SIDE), settings.batch), image.contiguous(memory_format=settings.layout)

    default, tuned = rise_with(DEFAULT), None
    for line in sys.stdin:
        command = line.strip()
        if command == "logits":
            answer = {"torch": torch.__version__, "logits": network(images).flatten().tolist()}
        elif command == "tune":
            settings = tune(probabilities, image)
            tuned = rise_with(settings)
            answer = asdict(settings)
        else:
            answer = explain(*{"map tuned": tuned, "map default": default}[command], arguments.masks)
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
