"""all-MiniLM-L6-v2 as an ONNX graph, from its published weights.

A BERT encoder (Devlin et al., 2018) of 6 layers, 12 heads and 384 dimensions. Of the positions and token
types only the sum is used, as there is one type; the scale of attention is folded into the query weights.
The output are the vectors of the word pieces; whoever runs the graph takes their mean.
"""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from numpy.typing import NDArray
from onnx import TensorProto, helper, numpy_helper

LAYERS, HEADS, WIDTH = 6, 12, 384
HEAD_WIDTH = WIDTH // HEADS
EPSILON = 1e-12
OPSET = 20
IR_VERSION = 9

Array = NDArray[Any]
Weights = dict[str, Array]


def build_model(weights: Weights) -> onnx.ModelProto:
    """Return the graph `input_ids, attention_mask -> last_hidden_state` in single precision."""
    graph = _Graph()
    hidden = _embedded(graph, weights)
    present = graph.add("Cast", "attention_mask", to=TensorProto.FLOAT)
    absent = graph.add("Sub", graph.constant(np.float32(1)), present)
    penalty = graph.add("Mul", absent, graph.constant(np.float32(-1e9)))
    mask = graph.add("Unsqueeze", penalty, graph.constant(np.array([1, 2])))
    for layer in range(LAYERS):
        hidden = _layer(graph, _of_layer(weights, layer), hidden, mask)
    graph.nodes[-1].output[0] = "last_hidden_state"
    return graph.model()


def quantise(model: onnx.ModelProto, target: Path) -> None:
    """Write the model with 8-bit weights, a quarter of the size."""
    from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]
    from onnxruntime.quantization.quant_utils import (  # type: ignore[import-untyped]
        add_pre_process_metadata,
    )

    add_pre_process_metadata(model)  # else it warns: the graph is built without anything to simplify
    quantize_dynamic(model, target, weight_type=QuantType.QInt8, per_channel=True)


class _Graph:
    """Collects nodes and constants, and makes up the names between them."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: list[onnx.TensorProto] = []

    def add(self, operator: str, *inputs: str, **attributes: Any) -> str:
        output = f"{operator.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(operator, inputs, [output], name=output, **attributes))
        return output

    def constant(self, value: Array | np.generic) -> str:
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def model(self) -> onnx.ModelProto:
        pieces = ["batch", "pieces"]
        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, pieces)
            for name in ("input_ids", "attention_mask")
        ]
        output = helper.make_tensor_value_info("last_hidden_state", TensorProto.FLOAT, [*pieces, WIDTH])
        graph = helper.make_graph(self.nodes, "all-MiniLM-L6-v2", inputs, [output], self.constants)
        opset = [helper.make_opsetid("", OPSET)]
        model = helper.make_model(graph, opset_imports=opset, ir_version=IR_VERSION)
        onnx.checker.check_model(model)
        return model


def _of_layer(weights: Weights, layer: int) -> Weights:
    prefix = f"encoder.layer.{layer}."
    return {name.removeprefix(prefix): value for name, value in weights.items() if name.startswith(prefix)}


def _embedded(graph: _Graph, weights: Weights) -> str:
    one_type = weights["embeddings.token_type_embeddings.weight"][0]
    places = weights["embeddings.position_embeddings.weight"] + one_type
    words = graph.add("Gather", graph.constant(weights["embeddings.word_embeddings.weight"]), "input_ids")
    length = graph.add("Shape", "input_ids", start=1, end=2)
    start, axes = graph.constant(np.array([0])), graph.constant(np.array([0]))
    placed = graph.add("Slice", graph.constant(places), start, length, axes)
    return _normalised(graph, weights, "embeddings.LayerNorm", graph.add("Add", words, placed))


def _layer(graph: _Graph, weights: Weights, hidden: str, mask: str) -> str:
    attended = _dense(graph, weights, "attention.output.dense", _attention(graph, weights, hidden, mask))
    hidden = _normalised(graph, weights, "attention.output.LayerNorm", graph.add("Add", attended, hidden))
    widened = graph.add("Gelu", _dense(graph, weights, "intermediate.dense", hidden))
    narrowed = _dense(graph, weights, "output.dense", widened)
    return _normalised(graph, weights, "output.LayerNorm", graph.add("Add", narrowed, hidden))


def _attention(graph: _Graph, weights: Weights, hidden: str, mask: str) -> str:
    query = _heads(graph, _dense(graph, _scaled(weights), "attention.self.query", hidden), [0, 2, 1, 3])
    key = _heads(graph, _dense(graph, weights, "attention.self.key", hidden), [0, 2, 3, 1])
    value = _heads(graph, _dense(graph, weights, "attention.self.value", hidden), [0, 2, 1, 3])
    scores = graph.add("Add", graph.add("MatMul", query, key), mask)
    mixed = graph.add("MatMul", graph.add("Softmax", scores, axis=-1), value)
    joined = graph.add("Transpose", mixed, perm=[0, 2, 1, 3])
    return graph.add("Reshape", joined, graph.constant(np.array([0, 0, WIDTH])))


def _scaled(weights: Weights) -> Weights:
    """Return the query weights, divided by the root of the head width as attention asks for."""
    scale = 1 / np.sqrt(np.float32(HEAD_WIDTH))
    query = "attention.self.query"
    return {f"{query}.{part}": weights[f"{query}.{part}"] * scale for part in ("weight", "bias")}


def _heads(graph: _Graph, flat: str, order: list[int]) -> str:
    split = graph.add("Reshape", flat, graph.constant(np.array([0, 0, HEADS, HEAD_WIDTH])))
    return graph.add("Transpose", split, perm=order)


def _dense(graph: _Graph, weights: Weights, name: str, hidden: str) -> str:
    product = graph.add("MatMul", hidden, graph.constant(weights[f"{name}.weight"].T))
    return graph.add("Add", product, graph.constant(weights[f"{name}.bias"]))


def _normalised(graph: _Graph, weights: Weights, name: str, hidden: str) -> str:
    scale, shift = graph.constant(weights[f"{name}.weight"]), graph.constant(weights[f"{name}.bias"])
    return graph.add("LayerNormalization", hidden, scale, shift, axis=-1, epsilon=EPSILON)
