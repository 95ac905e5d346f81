"""Reads and writes the network's weights."""

from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import nn

from network import ResNet
from vocabulary import CLASSES


def save_checkpoint(model: ResNet, path: Path) -> None:
    """Writes the weights for load_model."""
    torch.save(model.state_dict(), path)


def load_model(path: Path) -> ResNet:
    """Loads a .pt checkpoint of train.py, or the weights inside an exported .onnx file.

    The model comes back ready for inference.
    """
    model = _from_onnx(path) if path.suffix == ".onnx" else _from_checkpoint(path)
    return model.eval().to(memory_format=torch.channels_last)


def _from_checkpoint(path: Path) -> ResNet:
    state = torch.load(path)
    model = ResNet(len(CLASSES), width=state["stem.0.weight"].shape[0])
    model.load_state_dict(state)
    return model


def _from_onnx(path: Path) -> ResNet:
    """Copies the initializers layer by layer: the graph's nodes and the network's modules
    come in the same order, that of execution."""
    graph = onnx.load(str(path)).graph
    values = {i.name: numpy_helper.to_array(i).copy() for i in graph.initializer}
    nodes = [n for n in graph.node if n.op_type in ("Conv", "Gemm")]

    width = values[nodes[0].input[1]].shape[0]
    model = ResNet(len(CLASSES), width, folded=True)
    layers = [m for m in model.modules() if isinstance(m, (nn.Conv2d, nn.Linear))]
    if len(layers) != len(nodes):
        raise ValueError(f"{path}: {len(nodes)} weighted layers, expected {len(layers)}")
    for layer, node in zip(layers, nodes):
        state = {k: torch.from_numpy(values[n]) for k, n in zip(("weight", "bias"), node.input[1:])}
        layer.load_state_dict(state)
    return model
