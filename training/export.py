"""Checkpoint -> the files that the package ships: ``python -m training.export --run training/runs/main``.

Three graphs: the encoder in int8 (weights a channel, embeddings a table; seven bits and softmax written out, so that
no processor gives another result: ``training.portable``), the word head and the pair head in float32; beside them the
tokenizer and one JSON file with labels, chain and settings. The settings are chosen on the held-out articles with the
graphs as shipped.
"""

from __future__ import annotations

import argparse
import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.network import HIDDEN, LAYERS_MIXED, Encoder, FlatHead, PairHead, Tagger
from training.portable import write_portable

HEADS = 12
FILES = ("encoder.onnx", "words.onnx", "pairs.onnx", "tagger.json", "tokenizer.json")


class PlainEncoder(nn.Module):
    """The encoder for one window without padding, in few and plain operations: (1, T), (1, T, F) -> (T, 384)."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.qkv = nn.ModuleList()
        for layer in encoder.bert.encoder.layer:
            own = layer.attention.self
            joined = nn.Linear(HIDDEN, 3 * HIDDEN)
            scale = (HIDDEN // HEADS) ** -0.5
            with torch.no_grad():
                joined.weight.copy_(torch.cat([own.query.weight * scale, own.key.weight, own.value.weight]))
                joined.bias.copy_(torch.cat([own.query.bias * scale, own.key.bias, own.value.bias]))
            self.qkv.append(joined)

    def forward(self, pieces: Tensor, features: Tensor) -> Tensor:
        """Give the mixed hidden states."""
        bert = self.encoder.bert
        state = bert.embeddings.word_embeddings(pieces[0])
        for column, table in enumerate(self.encoder.features):
            state = state + table(features[0, :, column])
        position = bert.embeddings.position_embeddings(torch.arange(pieces.shape[1]))
        state = bert.embeddings.LayerNorm(state + position + bert.embeddings.token_type_embeddings.weight[0])
        kept = []
        for layer, joined in zip(bert.encoder.layer, self.qkv, strict=True):
            parts = joined(state).reshape(-1, 3, HEADS, HIDDEN // HEADS)
            query, key, value = (parts[:, i].transpose(0, 1) for i in range(3))
            weights = torch.softmax(query @ key.transpose(1, 2), dim=-1)
            context = (weights @ value).transpose(0, 1).reshape(-1, HIDDEN)
            state = layer.attention.output.LayerNorm(layer.attention.output.dense(context) + state)
            wide = nn.functional.gelu(layer.intermediate.dense(state))
            state = layer.output.LayerNorm(layer.output.dense(wide) + state)
            kept.append(state)
        weights = torch.softmax(self.encoder.mix, dim=0)
        return sum(weights[i] * kept[i - LAYERS_MIXED] for i in range(LAYERS_MIXED))


def export(module: nn.Module, inputs: dict[str, Tensor], output: str, path: Path, axes: dict[str, dict]) -> None:
    """Write one graph."""
    torch.onnx.export(
        module.eval(),
        tuple(inputs.values()),
        str(path),
        input_names=list(inputs),
        output_names=[output],
        dynamic_axes=axes,
        opset_version=18,
        dynamo=False,
    )
    onnx.checker.check_model(str(path))


def export_heads(flat: FlatHead, pair: PairHead, folder: Path) -> None:
    """Write the two heads in float32."""
    export(
        flat,
        {"hidden": torch.zeros(5, HIDDEN)},
        "logits",
        folder / "words.onnx",
        {"hidden": {0: "words"}, "logits": {0: "words"}},
    )
    grid = {0: "cues", 1: "reach"}
    export(
        pair,
        {
            "hidden": torch.zeros(9, HIDDEN),
            "start": torch.zeros(2, dtype=torch.int64),
            "last": torch.zeros(2, dtype=torch.int64),
            "index": torch.zeros(2, 7, dtype=torch.int64),
            "mask": torch.ones(2, 7),
            "relations": torch.zeros(2, 7, 6, dtype=torch.int64),
        },
        "emissions",
        folder / "pairs.onnx",
        {"hidden": {0: "words"}, "start": {0: "cues"}, "last": {0: "cues"}}
        | dict.fromkeys(("index", "mask", "relations", "emissions"), grid),
    )


def export_encoder(encoder: Encoder, folder: Path, *, reduce: bool = True) -> None:
    """Write the encoder, float32 first, then int8."""
    whole = folder / "encoder-float.onnx"
    export(
        PlainEncoder(encoder),
        {"pieces": torch.ones(1, 9, dtype=torch.int64), "features": torch.zeros(1, 9, 4, dtype=torch.int64)},
        "hidden",
        whole,
        {"pieces": {1: "length"}, "features": {1: "length"}, "hidden": {0: "length"}},
    )
    quantize_dynamic(
        str(whole),
        str(folder / "encoder.onnx"),
        weight_type=QuantType.QInt8,
        per_channel=True,
        reduce_range=reduce,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
    )
    write_portable(folder / "encoder.onnx")


def export_all(run: Path, weights: str, *, data: Path) -> None:
    """Write everything into ``run/export`` and choose the settings with the graphs as shipped."""
    from reportedly.parse import load_parser
    from reportedly.tag import load_tagger
    from reportedly.tagger.windows import CAPACITY
    from training.evaluate import BIAS, choose
    from training.examples import cached, labels_of, make_examples, split_apart
    from training.polnear import read_polnear
    from training.train import HELD, MODEL, SEED, load_tokenizer, specials_of

    folder = run / "export"
    folder.mkdir(exist_ok=True)
    nlp, tokenizer = load_parser(), load_tokenizer()
    labels = labels_of(nlp)
    tagger = Tagger(MODEL, labels, attention="eager")
    tagger.load_state_dict(torch.load(run / weights, weights_only=True))
    export_heads(tagger.flat, tagger.pair, folder)
    export_encoder(tagger.encoder, folder)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    chain = tagger.chain
    config = {
        "tags": labels.tags,
        "deps": labels.deps,
        "step": np.round(chain.step.detach().numpy(), 6).astype(float).tolist(),
        "begin": np.round(chain.begin.detach().numpy(), 6).astype(float).tolist(),
        "end": np.round(chain.end.detach().numpy(), 6).astype(float).tolist(),
        "bias": BIAS,
        "blend": 0.0,
        "weights": (),
        "least": 0.0,
    }
    path = folder / "tagger.json"
    path.write_text(json.dumps(config))
    reports = list(read_polnear(data / "train"))
    examples = cached(run.parent / f"train-{len(reports)}.pkl", make_examples(reports, nlp, tokenizer, labels))
    _, held = split_apart(examples, held=HELD, seed=SEED)
    shipped = load_tagger(folder, threads=2)
    settings, scores = choose(held, shipped.networks, shipped.chain, specials_of(tokenizer))
    config |= {"blend": settings.blend, "weights": settings.weights, "least": settings.least}
    path.write_text(json.dumps(config, indent=1) + "\n")
    facts = {
        "articles": f"{len(examples):,}",
        "relations": f"{sum(len(example.golds) for example in examples):,}",
        "held_count": len(held),
        "capacity": CAPACITY,
    }
    known = json.loads((run / "facts.json").read_text()) if (run / "facts.json").exists() else {}
    (run / "facts.json").write_text(json.dumps(known | facts, indent=1) + "\n")
    print(settings, json.dumps(scores.figures()))


def main() -> None:
    """Export a run; ``--ship`` copies the files into the package."""
    made = argparse.ArgumentParser(description="Checkpoint -> int8 ONNX")
    made.add_argument("--run", type=Path, required=True)
    made.add_argument("--weights", default="final.pt")
    made.add_argument("--data", type=Path, default=Path("../shared/data/polnear"))
    made.add_argument("--ship", action="store_true")
    args = made.parse_args()
    export_all(args.run, args.weights, data=args.data)
    if args.ship:
        target = Path("src/reportedly/data/models")
        target.mkdir(parents=True, exist_ok=True)
        for name in FILES:
            shutil.copyfile(args.run / "export" / name, target / name)


if __name__ == "__main__":
    main()
