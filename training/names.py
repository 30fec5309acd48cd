"""Train the head of names: ``python -m training.names --data ../shared/data/re3d --ship``.

A member for each fold of the documents, learned from all others with a fixed seed, its weights averaged over the last
steps. A reading takes the mean of all members; the figures printed here and by ``bench actors`` are out of fold: each
document's names come from the member that never saw it. Hidden states are cached in ``--out`` for the encoder that is
shipped now, so the head is trained again with this one command when the encoder changes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import time
from pathlib import Path

import numpy as np
import onnx
import torch

from bench.score import figures
from bench.tasks.actors import Answer, score_mentions
from reportedly.tag import load_tagger
from reportedly.tagger.names import (
    GAP,
    KINDS,
    NAMES,
    NAMES_CONFIG,
    NamesHead,
    find_names,
    offsets_of,
    settled,
    stretches,
)
from reportedly.tagger.names_signs import COLUMNS
from reportedly.tagger.networks import ENCODER
from reportedly.tagger.windows import runs
from training.export import export
from training.names_examples import Taught, load_taught
from training.names_network import HIDDEN, TYPES, Members, NamesNetwork

FOLDS, PER_FOLD, SEED = 5, 1, 1
SENTENCES = 16  # a batch
EPOCHS, RATE, SHRINK = 25, 2.5e-3, 1e-3
AVERAGE = 0.995
SMALL = 64  # values; a table of fewer is stored as it is
SHIPPED = Path("src/reportedly/data/models")
TEMPLATE = Path(__file__).parent / "names_card.md"


def folds_of(count: int) -> list[list[int]]:
    """Part the documents by a fixed draw."""
    order = np.random.default_rng(0).permutation(count).tolist()
    return [sorted(order[fold::FOLDS]) for fold in range(FOLDS)]


def laid_out(batch: list[tuple[Taught, int, int]], rng: np.random.Generator) -> tuple[torch.Tensor, ...]:
    """Lay sentences out as a reading does: hidden states, signs, mask, and labels (-100 on empty rows)."""
    hidden, signs, mask, labels = [], [], [], []
    for taught, low, high in batch:
        hidden += [taught.hidden[rng.integers(len(taught.hidden))][low:high], np.zeros((GAP, HIDDEN), dtype=np.float32)]
        signs += [taught.signs[low:high], np.zeros((GAP, len(COLUMNS)), dtype=np.int64)]
        mask += [np.ones(high - low, dtype=np.float32), np.zeros(GAP, dtype=np.float32)]
        labels += [taught.labels[low:high], np.full(GAP, -100)]
    return tuple(torch.from_numpy(np.concatenate(part)) for part in (hidden, signs, mask, labels))


def train_member(learned: list[Taught], seed: int) -> NamesNetwork:
    """Train one member; give the moving average of its weights."""
    torch.manual_seed(seed)
    rng = np.random.default_rng(seed)
    network = NamesNetwork()
    average = NamesNetwork()
    average.load_state_dict(network.state_dict())
    sentences = [(one, low, high) for one in learned for low, high in runs(stretches(one.words), 0, len(one.words))]
    optimizer = torch.optim.AdamW(network.parameters(), lr=RATE, weight_decay=SHRINK)
    total, step = EPOCHS * -(-len(sentences) // SENTENCES), 0
    network.train()
    for _ in range(EPOCHS):
        order = rng.permutation(len(sentences))
        for at in range(0, len(order), SENTENCES):
            hidden, signs, mask, labels = laid_out([sentences[i] for i in order[at : at + SENTENCES]], rng)
            step += 1
            for group in optimizer.param_groups:
                group["lr"] = RATE * min(1.0, step / (0.1 * total)) * max(0.02, 1 - step / total)
            logits = network(hidden, signs, mask)
            loss = torch.nn.functional.cross_entropy(logits, labels, label_smoothing=0.05)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            with torch.no_grad():
                keep = min(AVERAGE, step / (step + 20))
                for mean, value in zip(average.parameters(), network.parameters(), strict=True):
                    mean.lerp_(value, 1 - keep)
    return average.eval()


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
        members = range(fold * PER_FOLD, (fold + 1) * PER_FOLD)
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


def ship(folder: Path, scores: dict[str, dict[str, float]], card: Path) -> None:
    """Copy graph and folds into the package and write the card."""
    for name in (NAMES, NAMES_CONFIG):
        shutil.copy(folder / name, SHIPPED / name)
    table = "\n".join(
        f"| {name} | {values['f1']:.3f} | {values['precision']:.3f} | {values['recall']:.3f} |"
        for name, values in scores.items()
    )
    size = (folder / NAMES).stat().st_size / 1e6
    counts = {"folds": FOLDS, "members": FOLDS * PER_FOLD}
    filled = TEMPLATE.read_text(encoding="utf-8").format(table=table, size=f"{size:.1f}", **counts)
    card.write_text(filled, encoding="utf-8")


def main() -> None:
    """Do as the module says."""
    made = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    made.add_argument("--data", type=Path, required=True, help="re3d's folder")
    made.add_argument("--out", type=Path, default=Path("training/runs/names"))
    made.add_argument("--card", type=Path, default=Path("docs/develop/model-card-names.md"))
    made.add_argument("--ship", action="store_true", help="copy the graph into the package and write the card")
    args = made.parse_args()
    assert len(KINDS) == len(TYPES)
    torch.set_num_threads(1)
    taught = load_taught(args.data, args.out)
    folds = folds_of(len(taught))
    left_out = [held for held in folds for _ in range(PER_FOLD)]
    members, begun = [], time.time()
    for number, held in enumerate(left_out):
        aside = set(held)
        members.append(train_member([one for i, one in enumerate(taught) if i not in aside], SEED + number))
        print(f"member {number}: {time.time() - begun:.0f} s", flush=True)
    write_graph(members, args.out)
    encoder = hashlib.sha256((SHIPPED / ENCODER).read_bytes()).hexdigest()
    config = {"encoder": encoder, "unseen": [[taught[i].digest for i in held] for held in left_out]}
    (args.out / NAMES_CONFIG).write_text(json.dumps(config) + "\n")
    scores = measure(taught, folds, args.out)
    for name, values in scores.items():
        print(f"{name:32} {values}")
    if args.ship:
        ship(args.out, scores, args.card)


if __name__ == "__main__":
    main()
