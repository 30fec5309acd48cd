"""A graph -> one that computes the same on any processor: ``python -m training.portable FILE.onnx``, in place.

Two things in a graph may depend on the processor. *Integers*: without VNNI, products of unsigned by signed bytes are
added in pairs in 16 bits, which 8-bit weights overflow; weights of 7 bits (``reduce_range`` in ``training.export``) do
not, and ``wide_weights`` finds any others. *Sums of floats*: onnxruntime's softmax adds as many numbers at once as the
processor takes, 8 with AVX2, 16 with AVX-512, and the quantisation after it makes a last bit a whole step. ``portable``
therefore writes softmax out: greatest, difference, exponential, sum, quotient. Each of these is the same on every
processor with AVX2 and FMA. (To divide after the product that follows would save 1 ms of 20 a window.)

Heads that learned from an encoder name it by its sha256. Written out it is the same network, so for the encoder that
is shipped ``--heads`` puts the new name into theirs; they need not learn again.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

SOFTMAX, LAST = "Softmax", "last_axis"
MOST = 64  # of a weight: 2 x 255 x 64 still fits 16 bits
HEADS = (
    "src/reportedly/data/models/names.json",
    "src/reportedly/data/models/factuality.json",
    "bench/models/names.json",
)


def portable(model: onnx.ModelProto) -> onnx.ModelProto:
    """Write out each softmax of a graph."""
    graph = model.graph
    if any(node.op_type == SOFTMAX for node in graph.node):
        nodes = list(written_out(graph.node))
        del graph.node[:]
        graph.node.extend(nodes)
        graph.initializer.append(numpy_helper.from_array(np.array([-1], dtype=np.int64), LAST))
        onnx.checker.check_model(model)
    return model


def written_out(nodes: Iterable[onnx.NodeProto]) -> Iterator[onnx.NodeProto]:
    """Give the nodes in order, softmax over the last axis as its parts."""
    for node in nodes:
        if node.op_type != SOFTMAX:
            yield node
            continue
        if any(attribute.name == "axis" and attribute.i != -1 for attribute in node.attribute):
            raise ValueError(f"{node.name} is not over the last axis")
        scores, result = node.input[0], node.output[0]
        most, moved, raised, total = (f"{result}/{part}" for part in ("most", "moved", "raised", "total"))
        yield helper.make_node("ReduceMax", [scores, LAST], [most], keepdims=1)
        yield helper.make_node("Sub", [scores, most], [moved])
        yield helper.make_node("Exp", [moved], [raised])
        yield helper.make_node("ReduceSum", [raised, LAST], [total], keepdims=1)
        yield helper.make_node("Div", [raised, total], [result])


def wide_weights(model: onnx.ModelProto) -> list[str]:
    """Name the signed bytes of a graph that could overflow without VNNI."""
    tables = ((tensor.name, numpy_helper.to_array(tensor)) for tensor in model.graph.initializer)
    return [
        name for name, table in tables if table.dtype == np.int8 and np.abs(table.astype(int)).max(initial=0) > MOST
    ]


def write_portable(path: Path) -> None:
    """Make a file portable.

    Raises:
        ValueError: its weights could overflow.
    """
    model = portable(onnx.load(path))
    if wide := wide_weights(model):
        raise ValueError(f"{path}: {', '.join(wide)} take more than 7 bits")
    onnx.save(model, path)


def main() -> None:
    """Do as the module says."""
    made = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    made.add_argument("path", type=Path)
    made.add_argument("--heads", action="store_true", help="name the new file in the heads that learned from it")
    args = made.parse_args()
    before = hashlib.sha256(args.path.read_bytes()).hexdigest()
    write_portable(args.path)
    after = hashlib.sha256(args.path.read_bytes()).hexdigest()
    for head in (Path(name) for name in HEADS if args.heads):
        head.write_text(head.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    print(before, "->", after)


if __name__ == "__main__":
    main()
