"""Matrix products for the parser: by onnxruntime, on one thread, each row the same whatever stands beside it.

spaCy multiplies by BLIS, which takes a general way on processors that it does not know, and then needs two to three
times as long. onnxruntime is here already, for the tagger; its products of a row depend neither on the number of rows
nor on threads (``tests/parse/test_products.py``), and are the same on every processor with AVX2 and FMA. thinc scales
a row by a power of its variance, which numpy computes otherwise with AVX-512; ours is a root and a division, which are
exact everywhere.
"""

from __future__ import annotations

from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.backends.numpy_ops import NumpyOps

from reportedly.tagger.networks import open_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray
    from spacy.language import Language

    Floats = NDArray[np.float32]

GRAPH = Path(str(files("reportedly") / "data" / "models" / "product.onnx"))
LEAST_ROWS = 2  # a single row would take another way through onnxruntime, and get another last bit
SCALING, LEAST_VARIANCE = "layernorm", 1e-8  # thinc's name for the layer, and what it adds to a variance


class OnnxOps(NumpyOps):  # type: ignore[misc]
    """thinc's operations on the processor, with another matrix product."""

    def __reduce__(self) -> tuple[type[OnnxOps], tuple[()]]:
        """Pickle nothing but the class: the graph is opened anew where it is needed."""
        return OnnxOps, ()

    @cached_property
    def session(self) -> Any:
        """The graph of one product."""
        return open_session(GRAPH)

    def gemm(
        self, x: Floats, y: Floats, out: Floats | None = None, trans1: bool = False, trans2: bool = False
    ) -> Floats:
        """Multiply ``x`` (or its transpose) by ``y`` (or its transpose), into ``out`` if it is given; see thinc's."""
        if trans1 or not len(x) or x.dtype != np.float32 or y.dtype != np.float32:
            product: Floats = super().gemm(x, y, out=out, trans1=trans1, trans2=trans2)
            return product
        rows = x if len(x) >= LEAST_ROWS else np.repeat(x, LEAST_ROWS, axis=0)
        product = self.session.run(None, {"x": rows, "w": y if trans2 else y.T})[0][: len(x)]
        if out is None:
            return product
        out[...] = product
        return out


def scale(model: Any, rows: Floats, is_train: bool) -> tuple[Floats, Callable[[Floats], Floats]]:
    """Bring each row to mean 0 and variance 1, as thinc's layer does; not for training."""
    mean = rows.mean(axis=1, keepdims=True)
    spread = np.sqrt(rows.var(axis=1, keepdims=True) + LEAST_VARIANCE)
    scaled: Floats = (rows - mean) / spread * model.get_param("G") + model.get_param("b")
    return scaled, untaught


def untaught(_: Floats) -> Floats:
    """Refuse to learn."""
    raise NotImplementedError("the parser is only read with")


def compute_alike(nlp: Language) -> None:
    """Give each layer of a pipeline's models our matrix product and, where it scales rows, our scaling."""
    ops = OnnxOps()
    for _, pipe in nlp.pipeline:
        model = getattr(pipe, "model", None)
        if model is not None:
            for layer in model.walk():
                layer.ops = ops
                if layer.name == SCALING:
                    layer._func = scale
