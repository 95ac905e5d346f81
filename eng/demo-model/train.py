"""Trains the demo network on scenes written by make_dataset.py."""

import argparse
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
import torch
import torch.nn.functional as functional

import preprocessing
from network import ResNet, initialise
from saliency import probabilities
from scenes import SIDE
from vocabulary import CLASSES
from weights import save_checkpoint

SEED = 0
BATCH = 128
EPOCH_SIDES = (64, 64, 96, 128, 128)  # one epoch at each resolution: the early ones are cheap
OCCLUSION_FROM = 2  # the epoch, counted from 0, from which half of every batch is occluded
PEAK_RATE = 0.15
MOMENTUM = 0.9
WEIGHT_DECAY = 5e-4


class Dataset(NamedTuple):
    """Images, N x 128 x 128 x 3 uint8, and soft targets, N x classes."""

    images: np.ndarray
    targets: np.ndarray

    @staticmethod
    def load(folder: Path) -> "Dataset":
        images = np.load(folder / "images.npy", mmap_mode="r")
        return Dataset(images, np.load(folder / "targets.npy"))


def shift_and_flip(images: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Mirrors and shifts the whole batch, each half of the time."""
    if rng.random() < 0.5:
        images = images[:, :, ::-1]
    if rng.random() < 0.5:
        images = np.roll(images, tuple(rng.integers(-6, 7, 2)), (1, 2))
    return images


def jitter_colours(x: torch.Tensor) -> torch.Tensor:
    """Random contrast per image, random shift per channel."""
    contrast = torch.empty(len(x), 1, 1, 1).uniform_(0.75, 1.25)
    return x * contrast + torch.empty(len(x), 3, 1, 1).uniform_(-0.25, 0.25)


def occlude(x: torch.Tensor, rng: np.random.Generator) -> torch.Tensor:
    """Covers each image with a soft random grid over the mean colour or black.

    The masks resemble those of RISE, so that masked images are not foreign to the model and
    its score falls because the object is gone.
    """
    cells = int(rng.integers(4, 10))
    cell = SIDE // cells
    kept = torch.empty(len(x), 1, 1, 1).uniform_(0.35, 1.0)
    grid = (torch.rand(len(x), 1, cells + 1, cells + 1) < kept).float()
    mask = functional.interpolate(grid, size=(SIDE + cell,) * 2, mode="bilinear")
    top, left = rng.integers(0, cell + 1, 2)
    mask = mask[:, :, top : top + SIDE, left : left + SIDE]
    fill = torch.zeros(1) if rng.random() < 0.5 else preprocessing.black()
    return x * mask + fill * (1 - mask)


def make_batch(images: np.ndarray, epoch: int, rng: np.random.Generator) -> torch.Tensor:
    """Augments a batch and shrinks it to the epoch's resolution."""
    x = jitter_colours(preprocessing.to_tensor(shift_and_flip(images, rng)))
    if epoch >= OCCLUSION_FROM:
        half = len(x) // 2
        x[:half] = occlude(x[:half], rng)
    side = EPOCH_SIDES[epoch]
    if side != SIDE:
        x = functional.interpolate(x, size=(side, side), mode="area")
    return x.contiguous(memory_format=torch.channels_last)


def make_optimizer(
    model: ResNet, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.OneCycleLR]:
    """SGD with one cycle of the rate; no weight decay on biases and batch-norm."""
    groups = [
        {"params": [p for p in model.parameters() if p.ndim > 1], "weight_decay": WEIGHT_DECAY},
        {"params": [p for p in model.parameters() if p.ndim <= 1], "weight_decay": 0},
    ]
    optimizer = torch.optim.SGD(groups, lr=PEAK_RATE, momentum=MOMENTUM, nesterov=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(
        optimizer, PEAK_RATE, total_steps=steps + 1, pct_start=0.2, cycle_momentum=False
    )
    return optimizer, schedule


def validate(model: ResNet, data: Dataset) -> tuple[float, float]:
    """Accuracy with at most one object; share of two-object scenes with both in the top two."""
    model.eval()
    p = probabilities(model, preprocessing.to_tensor(data.images))
    model.train()
    single = data.targets.max(1) == 1
    right = p[single].argmax(1) == data.targets[single].argmax(1)
    best = np.sort(np.argsort(-p[~single], 1)[:, :2], 1)
    both = [np.array_equal(b, np.flatnonzero(t)) for b, t in zip(best, data.targets[~single])]
    return float(right.mean()), float(np.mean(both))


def train(training: Dataset, validation: Dataset, output: Path) -> None:
    """Runs all epochs and writes the checkpoint after each."""
    torch.manual_seed(SEED)
    rng = np.random.default_rng(SEED)
    model = ResNet(len(CLASSES))
    initialise(model, zero_residuals=True)
    model = model.to(memory_format=torch.channels_last)
    print(f"{sum(p.numel() for p in model.parameters())} parameters")

    batches = len(training.images) // BATCH
    optimizer, schedule = make_optimizer(model, len(EPOCH_SIDES) * batches)
    for epoch in range(len(EPOCH_SIDES)):
        order = rng.permutation(len(training.images))
        losses = []
        for batch in range(batches):
            # sorted: reads the memory-mapped file front to back
            chosen = np.sort(order[batch * BATCH : (batch + 1) * BATCH])
            x = make_batch(training.images[chosen], epoch, rng)
            log_p = functional.log_softmax(model(x), 1)
            loss = -(torch.from_numpy(training.targets[chosen]) * log_p).sum(1).mean()
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            optimizer.step()
            schedule.step()
            losses.append(loss.item())
        single, both = validate(model, validation)
        print(
            f"epoch {epoch + 1}: loss {np.mean(losses):.3f}, validation {single:.4f}, "
            f"two objects {both:.4f}, {time.process_time():.0f} CPU s",
            flush=True,
        )
        save_checkpoint(model, output)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--training", type=Path, required=True, help="folder of make_dataset.py")
    parser.add_argument("--validation", type=Path, required=True, help="folder of make_dataset.py")
    parser.add_argument("--output", type=Path, required=True, help="checkpoint (.pt)")
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    train(Dataset.load(arguments.training), Dataset.load(arguments.validation), arguments.output)


if __name__ == "__main__":
    main()
