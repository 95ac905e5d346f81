"""Draws scenes for training or validation into a folder: images.npy and targets.npy."""

import argparse
import time
from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap

from scenes import SIDE, SceneGenerator
from vocabulary import CLASSES


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--count", type=int, required=True)
    parser.add_argument("--textures", type=int, default=1200)
    parser.add_argument("--output", type=Path, required=True, help="folder")
    arguments = parser.parse_args()

    start = time.process_time()
    arguments.output.mkdir(parents=True, exist_ok=True)
    shape = (arguments.count, SIDE, SIDE, 3)
    images = open_memmap(arguments.output / "images.npy", "w+", np.uint8, shape)
    targets = np.empty((arguments.count, len(CLASSES)), np.float32)
    generator = SceneGenerator(arguments.seed, arguments.textures)
    for i in range(arguments.count):
        scene = generator.draw()
        images[i], targets[i] = scene.image, scene.target
    images.flush()
    np.save(arguments.output / "targets.npy", targets)
    print(f"{arguments.count} scenes, {time.process_time() - start:.0f} CPU s")


if __name__ == "__main__":
    main()
