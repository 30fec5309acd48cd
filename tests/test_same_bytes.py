"""The same bytes on another processor: what the graphs may hold, and a reading by other kernels of numpy and BLAS."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from reportedly.reading import Reader
from tests.graphs import SIGNED_BYTES, depends_on_processor, operations, signed_tables
from tests.last_bits import last_bits

ROOT = Path(__file__).parents[1]
MODELS = Path(str(files("reportedly") / "data" / "models"))
GRAPHS = sorted([*MODELS.glob("*.onnx"), *(ROOT / "bench" / "models").glob("*.onnx")])
OTHER_KERNELS = {"NPY_DISABLE_CPU_FEATURES": "X86_V4 AVX512_ICL AVX512_SPR", "OPENBLAS_CORETYPE": "Haswell"}


@pytest.mark.parametrize("path", GRAPHS, ids=lambda path: f"{path.parent.parent.name}-{path.stem}")
def test_no_graph_depends_on_the_processor(path: Path) -> None:
    """Does it? Then ``python -m training.portable FILE`` mends it, or says why not."""
    assert depends_on_processor(path.read_bytes()) == []


def message(**fields: bytes | int) -> bytes:
    """Write a short message: each field as its number after a letter, numbers below 128 and bytes."""
    parts = []
    for name, value in fields.items():
        key = int(name[1:]) << 3
        parts.append(bytes([key, value]) if isinstance(value, int) else bytes([key | 2, len(value)]) + value)
    return b"".join(parts)


@pytest.mark.parametrize(("weights", "wide"), [((65, 0), True), ((0, -65), True), ((-128,), True), ((64, -64), False)])
def test_weights_that_could_overflow_are_found(weights: tuple[int, ...], wide: bool) -> None:
    table = message(_2=SIGNED_BYTES, _8=b"w", _9=np.array(weights, dtype=np.int8).tobytes())
    assert depends_on_processor(message(_7=message(_5=table))) == ["weights w"] * wide


def test_a_softmax_is_found() -> None:
    assert depends_on_processor(message(_7=message(_1=message(_4=b"Softmax")))) == ["operation Softmax"]


def test_the_encoder_is_read_as_it_is() -> None:
    model = (MODELS / "encoder.onnx").read_bytes()
    assert set(operations(model)) >= {"MatMulInteger", "Exp", "ReduceSum"}
    assert sum(table.ndim == 1 and table.size > 100_000 for _, table in signed_tables(model)) == 24


def test_other_kernels_give_the_same_bits(reader: Reader) -> None:
    """With numpy kept from AVX-512, and BLAS told of an older processor; where there is none, the same kernels."""
    command = [sys.executable, "-W", "ignore", "-m", "tests.last_bits"]
    done = subprocess.run(command, cwd=ROOT, env=os.environ | OTHER_KERNELS, capture_output=True, check=True, text=True)
    assert done.stdout.splitlines() == [f"{name} {digest}" for name, digest in last_bits(reader)]
