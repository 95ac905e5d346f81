"""Scenes on disk: images/*.png and masks/*.png, described by scenes.json."""

import json
from pathlib import Path
from typing import Iterable

import numpy as np
from PIL import Image

from scenes import Scene, SceneObject

INDEX_FILE = "scenes.json"
IMAGES = "images"  # a folder of its own, so that it can be read as a plain folder of images
MASKS = "masks"


def _save(pixels: np.ndarray, path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    Image.fromarray(pixels).save(path, optimize=True)


def write_scenes(named_scenes: Iterable[tuple[str, Scene]], folder: Path) -> None:
    """Writes images/NAME.png, masks/NAME-CLASS.png (0 or 255) for every object, and the index."""
    index = []
    for name, scene in named_scenes:
        entry = {"image": f"{name}.png", "objects": []}
        _save(scene.image, folder / IMAGES / entry["image"])
        for item in scene.objects:
            mask_file = f"{name}-{item.name}.png"
            _save(item.mask.astype(np.uint8) * 255, folder / MASKS / mask_file)
            entry["objects"].append({"class": item.name, "index": item.index, "mask": mask_file})
        index.append(entry)
    (folder / INDEX_FILE).write_text(json.dumps(index, indent=2) + "\n", encoding="utf-8")


def read_scenes(folder: Path) -> list[Scene]:
    """Reads what write_scenes wrote."""
    scenes = []
    for entry in json.loads((folder / INDEX_FILE).read_text(encoding="utf-8")):
        objects = [
            SceneObject(o["class"], np.array(Image.open(folder / MASKS / o["mask"])) > 127)
            for o in entry["objects"]
        ]
        image = np.array(Image.open(folder / IMAGES / entry["image"]))
        scenes.append(Scene(image, tuple(objects)))
    return scenes
