"""Write ``data/models/product.onnx``, the graph of one matrix product: ``python -m tools.write_product``.

Wants ``onnx``, as training does (``docs/develop/training.md``). The same bytes each time.
"""

from __future__ import annotations

import onnx
from onnx import TensorProto, helper

from reportedly.parse.products import GRAPH

OPSET, FORMAT = 18, 9


def make_graph() -> onnx.ModelProto:
    """Give the graph of y (M, N) = x (M, K) times the transpose of w (N, K)."""

    def value(name: str, *shape: str) -> onnx.ValueInfoProto:
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)

    node = helper.make_node("Gemm", ["x", "w"], ["y"], transB=1)
    graph = helper.make_graph([node], "product", [value("x", "m", "k"), value("w", "n", "k")], [value("y", "m", "n")])
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
    model.ir_version = FORMAT
    onnx.checker.check_model(model)
    return model


if __name__ == "__main__":
    GRAPH.write_bytes(make_graph().SerializeToString())
