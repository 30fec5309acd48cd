"""Train the head of names: ``python -m training.names --data ../shared/data/re3d --ship``.

The head that is shipped is the mean of ``MEMBERS`` networks that learned from all documents with other seeds. To
measure it there are as many for each fold, learned from all other documents; ``bench actors`` asks for each document
those that never saw it. Hidden states are cached in ``--out`` for the encoder that is shipped now, so the head is
trained again with this one command when the encoder changes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path

import numpy as np
import onnx
import torch

from bench.score import figures
from bench.tasks.actors import Answer, score_mentions
from reportedly.tag import load_tagger
from reportedly.tagger.names import (
    KINDS,
    NAMES,
    NAMES_CONFIG,
    NamesHead,
    find_names,
    offsets_of,
    settled,
)
from reportedly.tagger.names_signs import COLUMNS
from reportedly.tagger.networks import ENCODER
from training.export import export
from training.names_examples import Taught, load_taught
from training.names_learning import train_network
from training.names_network import HIDDEN, TYPES, Members, NamesNetwork

FOLDS, SEED = 5, 1
MEMBERS = 3  # networks whose mean is taken
SMALL = 64  # values; a table of fewer is stored as it is
SHIPPED, MEASURING = Path("src/reportedly/data/models"), Path("bench/models")
TEMPLATE = Path(__file__).parent / "names_card.md"


def folds_of(count: int) -> list[list[int]]:
    """Part the documents by a fixed draw."""
    order = np.random.default_rng(0).permutation(count).tolist()
    return [sorted(order[fold::FOLDS]) for fold in range(FOLDS)]


def learn(left_out: list[int], seed: int, *, data: Path, cached: Path) -> NamesNetwork:
    """Train one network on all documents but those left out."""
    torch.set_num_threads(1)
    aside = set(left_out)
    return train_network([one for i, one in enumerate(documents(data, cached)) if i not in aside], seed)


@cache
def documents(data: Path, cached: Path) -> list[Taught]:
    """Give all documents, once a process."""
    return load_taught(data, cached)


def write_graph(members: list[NamesNetwork], folder: Path) -> None:
    """Write all members as one graph."""
    inputs = {
        "hidden": torch.zeros(9, HIDDEN),
        "signs": torch.zeros(9, len(COLUMNS), dtype=torch.int64),
        "mask": torch.ones(9),
    }
    axes = {"hidden": {0: "rows"}, "signs": {0: "rows"}, "mask": {0: "rows"}, "logits": {1: "rows"}}
    export(Members(members), inputs, "logits", folder / NAMES, axes)
    halve(folder / NAMES)


def halve(path: Path) -> None:
    """Store the tables of a graph in 16 bits; they are widened when it is opened, and it computes in 32."""
    model = onnx.load(path)
    kept, widened = [], []
    for tensor in model.graph.initializer:
        values = onnx.numpy_helper.to_array(tensor)
        if values.dtype == np.float32 and values.size > SMALL:
            name = f"{tensor.name}.half"
            kept.append(onnx.numpy_helper.from_array(values.astype(np.float16), name))
            widened.append(onnx.helper.make_node("Cast", [name], [tensor.name], to=onnx.TensorProto.FLOAT))
        else:
            kept.append(tensor)
    nodes = [*widened, *model.graph.node]
    for field, items in ((model.graph.initializer, kept), (model.graph.node, nodes)):
        del field[:]
        field.extend(items)
    onnx.checker.check_model(model)
    onnx.save(model, path)


def measure(taught: list[Taught], folds: list[list[int]], folder: Path) -> dict[str, dict[str, float]]:
    """Score the written graph out of fold."""
    head, labels, rows = NamesHead(folder), load_tagger().labels, []
    for fold, held in enumerate(folds):
        members = range(fold * MEMBERS, (fold + 1) * MEMBERS)
        for one in (taught[i] for i in held):
            found = find_names(one.words, head.chances(one.words, one.hidden[0], one.signs), labels, members)
            kept = settled(found, one.words, one.document.text)
            spans = ((*offsets_of(name, one.words, one.document.text), TYPES[name.kind]) for name in kept)
            answer = Answer(names=frozenset(spans))
            rows.append(score_mentions(one.document.text, one.document.mentions, answer))
    return {
        figure.name: {key: round(value.value, 3) for key, value in figure.values.items()}
        for figure in figures(rows, draws=2)
        if not figure.name.startswith("actors")
    }


def write_head(networks: list[NamesNetwork], folder: Path, unseen: list[list[str]]) -> None:
    """Write a graph and what is said of it."""
    folder.mkdir(parents=True, exist_ok=True)
    write_graph(networks, folder)
    config: dict[str, object] = {"encoder": hashlib.sha256((SHIPPED / ENCODER).read_bytes()).hexdigest()}
    (folder / NAMES_CONFIG).write_text(json.dumps(config | ({"unseen": unseen} if unseen else {})) + "\n")


def write_card(scores: dict[str, dict[str, float]], card: Path, *, size: int) -> None:
    """Write the card."""
    table = "\n".join(
        f"| {name} | {values['f1']:.3f} | {values['precision']:.3f} | {values['recall']:.3f} |"
        for name, values in scores.items()
    )
    facts = {"table": table, "size": f"{size / 1e6:.1f}", "folds": FOLDS, "members": MEMBERS}
    card.write_text(TEMPLATE.read_text(encoding="utf-8").format(**facts), encoding="utf-8")


def main() -> None:
    """Do as the module says."""
    made = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    made.add_argument("--data", type=Path, required=True, help="re3d's folder")
    made.add_argument("--out", type=Path, default=Path("training/runs/names"))
    made.add_argument("--card", type=Path, default=Path("docs/develop/model-card-names.md"))
    made.add_argument("--jobs", type=int, default=2, help="processes; they change the time, not the result")
    made.add_argument("--ship", action="store_true", help="write the graphs into package and bench, and the card")
    args = made.parse_args()
    assert len(KINDS) == len(TYPES)
    taught = documents(args.data, args.out)
    folds = folds_of(len(taught))
    begun = time.time()
    with ProcessPoolExecutor(args.jobs) as pool:
        work = partial(learn, data=args.data, cached=args.out)
        left_out = [held for held in [*folds, []] for _ in range(MEMBERS)]
        networks = list(pool.map(work, left_out, range(SEED, SEED + len(left_out))))
    print(f"{time.time() - begun:.0f} s", flush=True)
    package, measuring = (SHIPPED, MEASURING) if args.ship else (args.out / "package", args.out / "bench")
    write_head(networks[:-MEMBERS], measuring, [[taught[i].digest for i in held] for held in left_out[:-MEMBERS]])
    write_head(networks[-MEMBERS:], package, [])
    scores = measure(taught, folds, measuring)
    for name, values in scores.items():
        print(f"{name:32} {values}")
    if args.ship:
        write_card(scores, args.card, size=(package / NAMES).stat().st_size)


if __name__ == "__main__":
    main()
