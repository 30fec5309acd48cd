"""Relations, where BLIS adds in another order than onnxruntime: spaCy's own steps, scored by our product.

spaCy's parser scores its moves within C by BLIS, which takes a general way on processors that it does not know (AMD's
since Zen 3, for one): the last bit of a score is another there, and once in a great while a move. On such a processor
the parser is asked step by step from Python, and gives what it gives elsewhere, in more time.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from thinc.backends.numpy_ops import NumpyOps

from reportedly.parse.products import OnnxOps

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

PARSER = "parser"
WIDTH, MOVES, ROWS = 64, 110, (1, 2, 7)  # the shape of the parser's last product, and how many states may stand in it
DRAW = 5


@lru_cache(maxsize=1)
def blis_adds_as_we_do() -> bool:
    """Whether BLIS and onnxruntime give the same bits for products of the parser's shape."""
    draw = np.random.default_rng(DRAW)
    weights = draw.standard_normal((MOVES, WIDTH)).astype(np.float32)
    ours, theirs = OnnxOps(), NumpyOps()
    for count in ROWS:
        rows = draw.standard_normal((count, WIDTH)).astype(np.float32)
        if not np.array_equal(ours.gemm(rows, weights, trans2=True), theirs.gemm(rows, weights, trans2=True)):
            return False
    return True


def set_relations(doc: Doc, nlp: Language) -> None:
    """Set heads, relations and sentences, as the pipe ``parser`` would."""
    parser: Any = nlp.get_pipe(PARSER)
    batch = parser.moves.init_batch([doc])
    if len(doc):
        step = parser.model.predict([doc])
        states = [state for state in batch if not state.is_final()]
        while states:
            states = parser.transition_states(states, step.predict(states))
        step.clear_memory()
    parser.set_annotations([doc], batch)
