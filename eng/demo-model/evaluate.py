"""Measures a model: accuracy, whether RISE maps point at the objects, MoRF/LeRF curves.

The model is an exported .onnx file (its weights run in torch) or a .pt checkpoint.
"""

import argparse
from pathlib import Path
from typing import Callable, NamedTuple, Sequence

import numpy as np
import torch

import saliency
from network import ResNet
from preprocessing import to_tensor
from scene_files import read_scenes
from scenes import SIDE, Scene, SceneGenerator, SceneObject
from vocabulary import CLASSES, NONE
from weights import load_model

SEED = 4242  # of scenes and textures; used for nothing else
TEXTURES = 300
CELLS, KEEP = 8, 0.5  # RISE
TOLERANCE = 8  # pixels


def draw_masks(arguments: argparse.Namespace) -> np.ndarray:
    """The RISE masks, the same for every scene."""
    rng = np.random.default_rng(arguments.mask_seed)
    return saliency.rise_masks(arguments.masks, CELLS, KEEP, SIDE, rng)


def accuracy(model: ResNet, arguments: argparse.Namespace) -> None:
    """Prints the accuracy on new scenes with one, no and two objects."""
    generator = SceneGenerator(SEED, TEXTURES)

    def classify(object_count: int, count: int) -> tuple[list[Scene], np.ndarray]:
        scenes = [generator.draw(object_count) for _ in range(count)]
        images = np.stack([s.image for s in scenes])
        return scenes, saliency.probabilities(model, to_tensor(images))

    scenes, p = classify(1, arguments.one)
    truth = np.array([s.objects[0].index for s in scenes])
    print(f"one object ({len(scenes)}): accuracy {np.mean(p.argmax(1) == truth):.4f}, ", end="")
    print(f"mean p(true) {p[np.arange(len(p)), truth].mean():.3f}")

    scenes, p = classify(0, arguments.none)
    print(f"none ({len(scenes)}): accuracy {np.mean(p.argmax(1) == CLASSES.index(NONE)):.4f}")

    scenes, p = classify(2, arguments.two)
    best = np.argsort(-p, 1)[:, :2]
    both = [set(b) == {o.index for o in s.objects} for s, b in zip(scenes, best)]
    print(f"two objects ({len(scenes)}): both in the top two {np.mean(both):.4f}")


class Score(NamedTuple):
    """How one map did for one object; averaged field by field."""

    probability: float
    hit: float  # maximum on the object
    near: float  # or within TOLERANCE of it
    other: float  # maximum on the scene's other object
    energy: float
    area: float  # chance of a hit
    near_area: float  # chance of a near hit
    centre_near: float  # the same two for a map that always points at the centre
    centre_energy: float


CENTRE = saliency.centre_gaussian(SIDE)


def score_map(own: np.ndarray, item: SceneObject, scene: Scene, probability: float) -> Score:
    """Scores the map of one object's class."""
    others = [o.mask for o in scene.objects if o is not item]
    return Score(
        probability=probability,
        hit=saliency.hits(own, item.mask),
        near=saliency.hits(own, item.mask, TOLERANCE),
        other=any(saliency.hits(own, mask) for mask in others),
        energy=saliency.energy(own, item.mask),
        area=item.mask.mean(),
        near_area=saliency.dilated(item.mask, TOLERANCE).mean(),
        centre_near=saliency.hits(CENTRE, item.mask, TOLERANCE),
        centre_energy=saliency.energy(CENTRE, item.mask),
    )


def print_scores(title: str, scores: Sequence[Score]) -> None:
    """Prints the means."""
    total = len(scores)
    mean = Score(*np.mean(scores, 0))
    print(
        f"{title}: {total} targets, mean p(target) {mean.probability:.3f}\n"
        f"  maximum on the object: {round(mean.hit * total)}/{total} = {mean.hit:.3f}, "
        f"chance {mean.area:.3f}; on the other object {mean.other:.3f}\n"
        f"  within {TOLERANCE} px: {round(mean.near * total)}/{total} = {mean.near:.3f}, "
        f"chance {mean.near_area:.3f}, centre map {mean.centre_near:.3f}\n"
        f"  energy inside: {mean.energy:.3f}, chance {mean.area:.3f}, "
        f"centre map {mean.centre_energy:.3f}"
    )


def pointing(model: ResNet, arguments: argparse.Namespace) -> None:
    """Prints how RISE maps do in the pointing game, with centre and chance beside them."""
    if arguments.scenes is not None:
        scenes = read_scenes(arguments.scenes)
    else:
        generator = SceneGenerator(SEED, TEXTURES)
        scenes = [generator.draw(1) for _ in range(arguments.one)]
        scenes += [generator.draw(2) for _ in range(arguments.two)]

    masks = draw_masks(arguments)
    scores: dict[int, list[Score]] = {1: [], 2: []}
    for scene in scenes:
        maps = saliency.rise_maps(model, scene.image, masks)
        p = saliency.probabilities(model, to_tensor(scene.image[None]))[0]
        for item in scene.objects:
            score = score_map(maps[item.index], item, scene, p[item.index])
            scores[len(scene.objects)].append(score)
            if arguments.scenes is not None:
                names = " + ".join(o.name for o in scene.objects)
                verdict = "hit" if score.hit else "near" if score.near else "miss"
                print(f"  {names}: {item.name}, p {score.probability:.3f}, {verdict}")
    print_scores("one object", scores[1])
    print_scores("two objects", scores[2])


def curves(model: ResNet, arguments: argparse.Namespace) -> None:
    """Prints mean MoRF and LeRF scores of RISE, random and true-mask rankings."""
    masks = draw_masks(arguments)
    rng = np.random.default_rng(SEED)
    generator = SceneGenerator(SEED, TEXTURES)
    rows = []
    while len(rows) < arguments.one:
        scene = generator.draw(1)
        image, item = scene.image, scene.objects[0]
        p = saliency.probabilities(model, to_tensor(image[None]))[0]
        if p.argmax() != item.index:
            continue
        rise = saliency.cell_means(saliency.rise_maps(model, image, masks)[item.index])
        truth = saliency.cell_means(item.mask.astype(np.float32))
        rows.append(
            [
                [saliency.removal_score(model, image, item.index, r) for r in (ranking, -ranking)]
                for ranking in (rise, rng.random(rise.size), truth)
            ]
        )
    print(f"{len(rows)} recognised scenes, mean p(true) while removing: MoRF / LeRF")
    for name, (morf, lerf) in zip(("RISE", "random order", "true mask"), np.mean(rows, 0)):
        print(f"  {name}: {morf:.3f} / {lerf:.3f}")
    ordered = sum(rise[0] < rise[1] for rise, _, _ in rows)
    print(f"  RISE: MoRF below LeRF in {ordered} of {len(rows)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    tasks = parser.add_subparsers(dest="task", required=True)

    def add_task(name: str, run: Callable[..., None], counts: dict[str, int]) -> None:
        task = tasks.add_parser(name, help=run.__doc__)
        task.add_argument("model", type=Path, help=".onnx or .pt")
        for option, default in counts.items():
            task.add_argument(f"--{option}", type=int, default=default, help=f"default {default}")
        if run is pointing:
            task.add_argument("--scenes", type=Path, help="folder of shipped scenes to use instead")
        task.set_defaults(run=run)

    add_task("accuracy", accuracy, {"one": 2000, "none": 300, "two": 600})
    add_task("pointing", pointing, {"one": 50, "two": 25, "masks": 2000, "mask-seed": 5})
    add_task("curves", curves, {"one": 20, "masks": 1000, "mask-seed": 1})

    arguments = parser.parse_args()
    torch.set_num_threads(1)
    arguments.run(load_model(arguments.model), arguments)


if __name__ == "__main__":
    main()
