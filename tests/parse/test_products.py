from __future__ import annotations

import pickle
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from thinc.api import LayerNorm
from thinc.backends.numpy_ops import NumpyOps

from reportedly.parse import load_parser, parser_folder
from reportedly.parse.products import SCALING, OnnxOps, scale
from reportedly.tagger.networks import open_session

SHAPES = [(288, 288), (384, 288), (96, 64), (64, 1024), (5, 3)]
TEXT = (
    "Shelling killed at least nine people in Tarsk on Monday, said Colonel Amina Sarro, who blamed the Second Army. "
    "“We will not leave,” she added. Residents had fled to the Orlo river two days earlier, Relief Line reported."
)


def matrices(width: int, height: int, rows: int) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(rows)
    return (
        rng.standard_normal((rows, width)).astype(np.float32),
        rng.standard_normal((height, width)).astype(np.float32),
    )


@pytest.mark.parametrize(("width", "height"), SHAPES)
def test_a_product_is_what_thinc_computes(width: int, height: int) -> None:
    x, w = matrices(width, height, 37)
    ours, theirs = OnnxOps(), NumpyOps()
    assert np.allclose(ours.gemm(x, w, trans2=True), theirs.gemm(x, w, trans2=True), atol=1e-3)
    assert np.allclose(ours.gemm(x, w.T.copy()), theirs.gemm(x, w.T.copy()), atol=1e-3)
    assert np.allclose(ours.gemm(x, x, trans1=True), theirs.gemm(x, x, trans1=True), atol=1e-3)
    out = np.zeros((37, height), dtype=np.float32)
    assert ours.gemm(x, w, trans2=True, out=out) is out
    assert np.array_equal(out, ours.gemm(x, w, trans2=True))
    assert ours.gemm(x[:0], w, trans2=True).shape == (0, height)


@pytest.mark.parametrize(("width", "height"), SHAPES)
def test_a_row_does_not_depend_on_the_rows_beside_it(width: int, height: int) -> None:
    x, w = matrices(width, height, 300)
    ops = OnnxOps()
    whole = ops.gemm(x, w, trans2=True)
    for low, high in ((0, 1), (299, 300), (0, 2), (1, 4), (7, 20), (100, 164), (3, 300)):
        assert np.array_equal(ops.gemm(x[low:high].copy(), w, trans2=True), whole[low:high])


def test_two_threads_give_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    x, w = matrices(288, 288, 300)
    alone = OnnxOps().gemm(x, w, trans2=True)
    monkeypatch.setattr("reportedly.parse.products.open_session", lambda path: open_session(path, threads=2))
    assert np.array_equal(OnnxOps().gemm(x, w, trans2=True), alone)


def test_rows_are_scaled_as_by_thinc() -> None:
    layer: Any = LayerNorm(nI=96)
    layer.initialize()
    draw = np.random.default_rng(8)
    layer.set_param("G", draw.standard_normal(96).astype(np.float32))
    layer.set_param("b", draw.standard_normal(96).astype(np.float32))
    rows = draw.standard_normal((40, 96)).astype(np.float32)
    ours, theirs = scale(layer, rows, False)[0], layer.predict(rows)
    assert ours.dtype == theirs.dtype
    assert np.allclose(ours, theirs, atol=1e-6)
    with pytest.raises(NotImplementedError):
        scale(layer, rows, True)[1](rows)


def test_all_layers_take_it_and_keep_it_when_pickled(nlp: Language) -> None:
    for pipeline in (nlp, pickle.loads(pickle.dumps(nlp))):
        found = (getattr(pipe, "model", None) for _, pipe in pipeline.pipeline)
        models = [model for model in found if model is not None]
        assert models
        layers = [layer for model in models for layer in model.walk()]
        assert all(isinstance(layer.ops, OnnxOps) for layer in layers)
        scaling = [layer for layer in layers if layer.name == SCALING]
        assert scaling
        assert all(layer._func is scale for layer in scaling)


def test_the_parse_is_that_of_spacy() -> None:
    ours, theirs = load_parser()(TEXT), spacy.load(parser_folder())(TEXT)

    def told(doc: object) -> list[tuple[object, ...]]:
        return [(t.tag_, t.pos_, t.dep_, t.head.i, t.lemma_, t.ent_type_, t.ent_iob_) for t in doc]  # type: ignore[attr-defined]

    assert told(ours) == told(theirs)
