"""The three networks as ONNX graphs, run on one thread, one window a call: no result depends on what runs beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

    from reportedly.tagger.relations import Pairs
    from reportedly.tagger.windows import Window

    Floats = NDArray[np.float32]

ENCODER, WORDS, PAIRS = "encoder.onnx", "words.onnx", "pairs.onnx"


def open_session(path: Path, *, threads: int = 1) -> Any:
    """Open a graph on the processor; ``threads`` splits one operation and changes time, not results."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.use_deterministic_compute = True
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


class OnnxNetworks:
    """See ``reportedly.tagger.attribute.Networks``."""

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self.encoder = open_session(folder / ENCODER, threads=threads)
        self.words = open_session(folder / WORDS, threads=threads)
        self.pairs = open_session(folder / PAIRS, threads=threads)

    def encode(self, window: Window) -> Floats:
        """Give the hidden states of the window's words."""
        feed = {"pieces": window.pieces[None], "features": window.features[None]}
        hidden: Floats = self.encoder.run(None, feed)[0]
        return hidden[window.first]

    def flat(self, hidden: Floats) -> Floats:
        """Give the word logits."""
        logits: Floats = self.words.run(None, {"hidden": hidden})[0]
        return logits

    def pair(self, hidden: Floats, low: int, pairs: Pairs) -> Floats:
        """Give the emissions."""
        feed = {
            "hidden": hidden,
            "start": pairs.start - low,
            "last": pairs.end - 1 - low,
            "index": pairs.words - low,
            "mask": pairs.mask.astype(np.float32),
            "relations": pairs.relations,
        }
        emissions: Floats = self.pairs.run(None, feed)[0]
        return emissions
